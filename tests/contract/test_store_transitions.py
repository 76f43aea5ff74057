"""The life of a job, stated here a second time as rows and held against every store.

Nothing of the table is read from :mod:`bot.jobs.states`: whoever changes a transition there changes its row here. A row
is (transition, from these states, with one of these delivery states, only of the task that the request names, to this
state, with this delivery state, columns that get the time). ``SAME`` leaves a state as it was.
"""

import pytest

from bot.jobs.model import ColumnUpdate, DeliveryState, Job, State, Transition, TransitionRequest
from tests.support.jobs import bring_to, every_place, make_new
from tests.support.store_ports import StorePorts

SAME = "same"
_FINAL = "ready failed refused unknown abandoned cancelled"
_TOLD = "due sending sent held"
_ENDED = "ended_at deliver_at"

# fmt: off
LIFE = [
    # transition,         from states,                from there,  task,   to state,     and to,    its times
    ("SUBMIT",            "requested queued",         "none",      "",     "submitting", "none",    "submitted_at"),
    ("QUEUE",             "submitting",               "none",      "",     "queued",     "none",    "retry_at"),
    ("ACCEPT",            "submitting",               "none",      "",     "waiting",    "none",    "waiting_at"),
    ("REFUSE",            "submitting",               "none",      "",     "refused",    "due",     _ENDED),
    ("EXPIRE",            "requested queued",         "none",      "",     "refused",    "due",     _ENDED),
    ("PUT_BACK",          "waiting",                  "none",      "task", "queued",     "none",    "retry_at"),
    ("LOSE_TRACK",        "submitting",               "none",      "",     "unknown",    "due",     _ENDED),
    ("COMPLETE",          "waiting",                  "none",      "task", "ready",      "due",     _ENDED),
    ("COMPLETE_AT_ONCE",  "submitting",               "none",      "",     "ready",      "due",     _ENDED),
    ("FAIL",              "waiting",                  "none",      "task", "failed",     "due",     _ENDED),
    ("ABANDON",           "waiting",                  "none",      "task", "abandoned",  "due",     _ENDED),
    ("ACCEPT_LATE",       "unknown",                  _TOLD,       "",     "waiting",    "none",    "waiting_at"),
    ("REFUSE_LATE",       "unknown",                  _TOLD,       "",     "refused",    "due",     _ENDED),
    ("COMPLETE_LATE",     "unknown",                  _TOLD,       "",     "ready",      "due",     _ENDED),
    ("WATCH_AGAIN",       "abandoned",                _TOLD,       "task", "waiting",    "none",    "resumed_at"),
    ("CANCEL",            "requested queued waiting", "none",      "",     "cancelled",  "sent",    "ended_at"),
    ("CANCEL_UNPOSTED",   "ready",                    "due held",  "",     "cancelled",  "sent",    "notified_at"),
    ("START_DELIVERY",    _FINAL,                     "due",       "",     SAME,         "sending", ""),
    ("CONFIRM_DELIVERY",  _FINAL,                     "sending",   "",     SAME,         "sent",    "notified_at"),
    ("POSTPONE_DELIVERY", _FINAL,                     "sending",   "",     SAME,         "due",     "deliver_at"),
    ("HOLD_DELIVERY",     _FINAL,                     "sending",   "",     SAME,         "held",    ""),
    ("REMOVED",           _FINAL,                     "sent",      "",     SAME,         "sent",    ""),
    ("DELIVER_AGAIN",     _FINAL,                     "sent held", "",     SAME,         "due",     "deliver_at"),
]
# fmt: on

_TIMES = ("submitted_at", "retry_at", "waiting_at", "resumed_at", "ended_at", "deliver_at", "notified_at")
_AT = 50.0
Row = tuple[str, str, str, str, str, str, str]


def test_the_table_names_every_transition_once() -> None:
    assert [row[0] for row in LIFE] == [transition.name for transition in Transition]


def test_every_state_and_notice_is_in_the_table() -> None:
    assert {word for row in LIFE for word in (*row[1].split(), row[4])} - {SAME} == {state.value for state in State}
    assert {word for row in LIFE for word in (*row[2].split(), row[5])} == {one.value for one in DeliveryState}


@pytest.mark.parametrize("row", LIFE, ids=[row[0] for row in LIFE])
async def test_a_transition_leads_from_its_places_to_its_place_and_writes_its_time(store: StorePorts, row: Row) -> None:
    name, states, delivery_states, names_task, to_state, to_delivery, columns = row
    for state, delivery_state in every_place():
        job = await bring_to(store.jobs, make_new(), state, delivery_state)
        changes = ColumnUpdate(at=_AT, task_id=job.task_id or f"late-{job.id}")
        if names_task:
            assert (
                await store.jobs.take(TransitionRequest(job.id, Transition[name], changes, "of another task")) is None
            )
        taken = await store.jobs.take(TransitionRequest(job.id, Transition[name], changes, job.task_id))
        starts_here = state.value in states.split() and delivery_state.value in delivery_states.split()
        assert (taken is not None) == starts_here, (name, state, delivery_state)
        assert await store.jobs.get(job.id) == (taken or job)
        if taken is not None:
            assert (taken.state, taken.delivery_state) == (state if to_state == SAME else to_state, to_delivery)
            _only_these_times_are_new(job, taken, columns.split())


def _only_these_times_are_new(before: Job, after: Job, columns: list[str]) -> None:
    goes_on = before.state.is_final and not after.state.is_final  # then its ending is taken back
    for column in _TIMES:
        kept = None if goes_on and column == "ended_at" else getattr(before, column)
        assert getattr(after, column) == (_AT if column in columns else kept), column
