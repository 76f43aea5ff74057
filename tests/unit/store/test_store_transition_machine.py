"""Any history of transitions on SQLite equals the same history on a plain dictionary."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from bot.clock import SystemClock
from bot.errors import Conflict
from bot.jobs.model import ColumnUpdate, DeliveryState, Job, NewJob, State, Transition, TransitionRequest
from bot.jobs.ports import JobFilter
from bot.store import Store
from tests.support.jobs import FAULT, OUTPUT, PLACE, make_new
from tests.support.migrated import copy_sqlite

_UNLESS_BOUGHT_AGAIN = {Transition.ACCEPT_LATE, Transition.REFUSE_LATE, Transition.COMPLETE_LATE}
_TIME = st.floats(min_value=0, max_value=2e9, allow_nan=False)
_TASK_ID = st.sampled_from(["", "a", "b"])
_POSTING = st.sampled_from([None, 0, 1])
_ENDED = {
    *(Transition.REFUSE, Transition.EXPIRE, Transition.REFUSE_LATE, Transition.LOSE_TRACK),
    *(Transition.COMPLETE, Transition.FAIL, Transition.ABANDON, Transition.CANCEL),
    *(Transition.COMPLETE_AT_ONCE, Transition.COMPLETE_LATE),
}
_CHANGES = st.builds(
    ColumnUpdate,
    at=st.none() | _TIME,
    retry_at=st.none() | _TIME,
    deliver_at=st.none() | _TIME,
    task_id=st.text(min_size=1, alphabet="abc", max_size=3),
    outputs=st.none() | st.just((OUTPUT,)),
    fault=st.none() | st.just(FAULT),
    cancelled_by=st.none() | st.integers(1, 2**63 - 1),
    result_message_id=st.none() | st.integers(1, 2**63 - 1),
)


def _after(job: Job, request: TransitionRequest) -> Job | None:
    """The diagram once more, written as one would explain it."""
    transition, changes = request.transition, request.changes
    if job.state not in transition.rule.states or job.delivery_state not in transition.rule.delivery_states:
        return None
    if (transition.rule.names_task and job.task_id != request.task_id) or request.posting not in (None, job.postings):
        return None
    if request.submitted_at not in (None, job.submitted_at):
        return None
    written: dict[str, Any] = {}
    if changes.at is not None:
        if transition in _ENDED:
            written["ended_at"] = changes.at
        elif transition is Transition.SUBMIT:
            written["submitted_at"] = changes.at
        elif transition in {Transition.ACCEPT, Transition.ACCEPT_LATE}:
            written["waiting_at"] = changes.at
        elif transition is Transition.WATCH_AGAIN:
            written["resumed_at"] = changes.at
        elif transition in {Transition.QUEUE, Transition.PUT_BACK}:
            written["retry_at"] = changes.at
        elif transition in {Transition.CONFIRM_DELIVERY, Transition.CANCEL_UNPOSTED}:
            written["notified_at"] = changes.at
        if transition.rule.to_delivery is DeliveryState.DUE:
            written["deliver_at"] = changes.at
    for name in ("retry_at", "deliver_at", "task_id", "outputs", "fault", "cancelled_by", "result_message_id"):
        if getattr(changes, name) is not None:
            written[name] = getattr(changes, name)
    if transition in {Transition.QUEUE, Transition.PUT_BACK}:
        written["attempts"] = job.attempts + 1
    if transition is Transition.START_DELIVERY:
        written["delivery_attempts"] = job.delivery_attempts + 1
    if transition in {Transition.DELIVER_AGAIN, Transition.REFUSE_LATE}:
        written |= {"delivery_attempts": 0, "postings": job.postings + 1}
    if transition is Transition.COMPLETE_LATE:
        written |= {"delivery_attempts": 0, "postings": job.postings + 1, "fault": None}
    if transition in {Transition.ACCEPT_LATE, Transition.WATCH_AGAIN}:
        written |= {"delivery_attempts": 0, "postings": job.postings + 1, "ended_at": None, "fault": None}
    state, delivery_state = transition.rule.to_state or job.state, transition.rule.to_delivery or job.delivery_state
    return replace(job, state=state, delivery_state=delivery_state, **written)


def _written(new: NewJob) -> Job:
    names = ("id", "place", "user_id", "locale", "kind", "request", "backend", "created_at", "retry_of")
    return Job(**{name: getattr(new, name) for name in names}, state=State.REQUESTED, delivery_state=DeliveryState.NONE)


class ArrowMachine(RuleBasedStateMachine):
    """The store on one side, a dictionary on the other."""

    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._folder = tempfile.TemporaryDirectory()
        self._jobs: dict[str, Job] = {}
        self._bought_again: set[str] = set()

    @initialize()
    def open(self) -> None:
        url = copy_sqlite(Path(self._folder.name) / "foley.db")
        self._store = self._runner.run(Store.open(url, SystemClock()))

    def teardown(self) -> None:
        if hasattr(self, "_store"):
            self._runner.run(self._store.close())
        self._runner.close()
        self._folder.cleanup()

    @rule(target=ids, at=_TIME, guild_id=st.integers(1, 2), user_id=st.integers(1, 2))
    def add(self, at: float, guild_id: int, user_id: int) -> str:
        return self._add(make_new(at, place=replace(PLACE, guild_id=guild_id), user_id=user_id))

    @rule(target=ids, original=ids, at=_TIME, user_id=st.integers(1, 2))
    def repeat(self, original: str, at: float, user_id: int) -> str:
        new = make_new(at, place=self._jobs[original].place, user_id=user_id, retry_of=original)
        repeats = [job for job in self._jobs.values() if job.retry_of == original]
        is_open = any(job.user_id == user_id and job.delivery_state is DeliveryState.NONE for job in repeats)
        was_unknown = self._jobs[original].state is State.UNKNOWN
        if not is_open and not (was_unknown and original in self._bought_again):
            if was_unknown:
                self._bought_again.add(original)
            return self._add(new)
        try:
            self._runner.run(self._store.jobs.add(new))
        except Conflict:
            return original
        raise AssertionError(new)

    def _add(self, new: NewJob) -> str:
        written = self._runner.run(self._store.jobs.add(new))
        self._jobs[new.id] = _written(new)
        assert written == self._jobs[new.id]
        return new.id

    @rule(
        job_id=ids,
        transition=st.sampled_from(Transition),
        changes=_CHANGES,
        task_id=_TASK_ID,
        posting=_POSTING,
        is_last_create=st.none() | st.booleans(),
    )
    def take(
        self,
        job_id: str,
        transition: Transition,
        changes: ColumnUpdate,
        task_id: str,
        posting: int | None,
        is_last_create: bool | None = None,
    ) -> None:
        left_at = {None: None, True: self._jobs[job_id].submitted_at, False: 0.5}[is_last_create]
        request = TransitionRequest(job_id, transition, changes, task_id, posting, left_at)
        assert self._runner.run(self._store.jobs.take(request)) == self._expect(request)

    @rule(
        requests=st.lists(
            st.builds(
                TransitionRequest,
                job_id=ids,
                transition=st.sampled_from(Transition),
                changes=_CHANGES,
                task_id=_TASK_ID,
                posting=_POSTING,
            ),
            max_size=8,
        )
    )
    def take_many(self, requests: Sequence[TransitionRequest]) -> None:
        taken = self._runner.run(self._store.jobs.take_many(requests))
        assert taken == [self._expect(request) for request in requests]

    @rule(job_id=ids, data=st.data())
    def walk(self, job_id: str, data: st.DataObject) -> None:
        """Take a transition that can be taken, so that histories get long."""
        job = self._jobs[job_id]
        possible = [
            one
            for one in Transition
            if job.state in one.value.states and job.delivery_state in one.value.delivery_states
        ]
        transition = data.draw(st.sampled_from(possible or list(Transition)))
        self.take(
            job_id, transition, data.draw(_CHANGES), job.task_id, data.draw(st.sampled_from([None, job.postings]))
        )

    def _expect(self, request: TransitionRequest) -> Job | None:
        job, others = self._jobs[request.job_id], [one for one in self._jobs.values() if one.id != request.job_id]
        after = _after(job, request)
        if after is not None and request.transition is Transition.ACCEPT_LATE:
            after = None if any(one.task_id == request.changes.task_id for one in others) else after
        if request.transition in _UNLESS_BOUGHT_AGAIN and job.id in self._bought_again:
            after = None
        if (
            after is not None
            and request.transition in {Transition.ACCEPT_LATE, Transition.WATCH_AGAIN}
            and after.retry_of is not None
        ):
            twins = [one for one in others if (one.retry_of, one.user_id) == (after.retry_of, after.user_id)]
            if any(one.delivery_state is DeliveryState.NONE for one in twins):
                after = replace(after, retry_of=None)
        if after is not None:
            self._jobs[request.job_id] = after
        return after

    @invariant()
    def all_rows_and_counts_agree(self) -> None:
        if not hasattr(self, "_store"):
            return
        listed = self._runner.run(self._store.jobs.list(JobFilter(limit=1000)))
        assert listed == sorted(self._jobs.values(), key=lambda job: job.id, reverse=True)
        needy = {DeliveryState.NONE, DeliveryState.DUE, DeliveryState.SENDING}
        open_ids = [job.id for job in self._runner.run(self._store.jobs.open_jobs())]
        assert open_ids == sorted(job.id for job in self._jobs.values() if job.delivery_state in needy)


ArrowMachine.TestCase.settings = settings(
    max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestArrowMachine = ArrowMachine.TestCase
