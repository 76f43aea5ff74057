"""Turn a transition request into column values. Pure; runs nothing.

``ColumnUpdate.at`` goes to the timestamp that belongs to the transition:

- SUBMIT ``submitted_at``; ACCEPT and ACCEPT_LATE ``waiting_at``; WATCH_AGAIN ``resumed_at``
- QUEUE and PUT_BACK ``retry_at`` unless that is given itself
- every transition into a final state ``ended_at``, except CANCEL_UNPOSTED: the job had ended before, so ``notified_at``
- CONFIRM_DELIVERY ``notified_at``; whatever makes a delivery due ``deliver_at`` unless that is given itself

QUEUE and PUT_BACK count an attempt, START_DELIVERY a delivery attempt, and DELIVER_AGAIN counts a posting and resets
the count of delivery attempts. So do ACCEPT_LATE and WATCH_AGAIN, which also revoke the outcome, and REFUSE_LATE and
COMPLETE_LATE, which replace it.
"""

from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType

from sqlalchemy import ColumnElement, Null, null

from bot.jobs.model import ColumnUpdate, DeliveryState, NewJob, State, Transition, TransitionRequest
from bot.store.jobs.codec import dump
from bot.store.schema import jobs

Written = int | float | str

_TIME_COLUMN: Mapping[Transition, str] = MappingProxyType(
    {
        Transition.SUBMIT: "submitted_at",
        Transition.ACCEPT: "waiting_at",
        Transition.ACCEPT_LATE: "waiting_at",
        Transition.WATCH_AGAIN: "resumed_at",
        Transition.QUEUE: "retry_at",
        Transition.PUT_BACK: "retry_at",
        Transition.REFUSE: "ended_at",
        Transition.EXPIRE: "ended_at",
        Transition.REFUSE_LATE: "ended_at",
        Transition.LOSE_TRACK: "ended_at",
        Transition.COMPLETE: "ended_at",
        Transition.COMPLETE_AT_ONCE: "ended_at",
        Transition.COMPLETE_LATE: "ended_at",
        Transition.FAIL: "ended_at",
        Transition.ABANDON: "ended_at",
        Transition.CANCEL: "ended_at",
        Transition.CANCEL_UNPOSTED: "notified_at",
        Transition.CONFIRM_DELIVERY: "notified_at",
    }
)
REOPENING = frozenset({Transition.ACCEPT_LATE, Transition.WATCH_AGAIN})
"""The transitions that reopen a job that had ended."""

REVOKING = REOPENING | {Transition.REFUSE_LATE, Transition.COMPLETE_LATE}
"""The transitions after which the outcome that was posted is no longer true: they begin another posting."""

_PLAIN = (
    "retry_at",
    "deliver_at",
    "task_id",
    "provider_request_id",
    "cancelled_by",
    "result_channel_id",
    "result_message_id",
    "status_message_id",
)


def fixed_values(transition: Transition) -> dict[str, str | int | ColumnElement[int] | Null]:
    """Return what every request of this transition writes: the new state and delivery state, and the counters."""
    rule = transition.rule
    values: dict[str, str | int | ColumnElement[int] | Null] = {}
    if rule.to_state is not None:
        values["state"] = rule.to_state.value
    if rule.to_delivery is not None:
        values["delivery_state"] = rule.to_delivery.value
    if transition in (Transition.QUEUE, Transition.PUT_BACK):
        values["attempts"] = jobs.c.attempts + 1
    if transition is Transition.START_DELIVERY:
        values["delivery_attempts"] = jobs.c.delivery_attempts + 1
    if transition is Transition.DELIVER_AGAIN or transition in REVOKING:
        values["delivery_attempts"] = 0
        values["postings"] = jobs.c.postings + 1
    if transition in REOPENING:
        values["ended_at"] = values["fault"] = null()
    if transition is Transition.COMPLETE_LATE:
        values["fault"] = null()
    return values


def requested_values(request: TransitionRequest) -> dict[str, Written]:
    """Return what this request writes in addition to :func:`fixed_values`."""
    changes = request.changes
    values = _times(request.transition, changes)
    for name in _PLAIN:
        if (value := getattr(changes, name)) is not None:
            values[name] = value
    if changes.place is not None:
        values |= asdict(changes.place)
    if changes.outputs is not None:
        values["outputs"] = dump(changes.outputs)
    if changes.fault is not None:
        values["fault"] = dump(changes.fault)
    return values


def _times(transition: Transition, changes: ColumnUpdate) -> dict[str, Written]:
    if changes.at is None:
        return {}
    values: dict[str, Written] = {}
    if (column := _TIME_COLUMN.get(transition)) is not None:
        values[column] = changes.at
    if transition.rule.to_delivery is DeliveryState.DUE:
        values["deliver_at"] = changes.at
    return values


def new_values(new: NewJob) -> dict[str, Written | None]:
    """Return the row of a new job, except what the database itself must look up."""
    place = new.place
    return {
        "id": new.id,
        "guild_id": place.guild_id,
        "channel_id": place.channel_id,
        "status_channel_id": place.status_channel_id,
        "status_message_id": place.status_message_id,
        "upload_limit_bytes": place.upload_limit_bytes,
        "user_id": new.user_id,
        "locale": new.locale,
        "kind": new.kind.value,
        "request": dump(new.request),
        "backend": new.backend.value,
        "state": State.REQUESTED.value,
        "delivery_state": DeliveryState.NONE.value,
        "created_at": new.created_at,
        "retry_of": new.retry_of,
        "price": None if new.price is None else dump(new.price),
        "group_id": None if new.group is None else new.group.id,
        "group_index": None if new.group is None else new.group.index,
        "group_size": None if new.group is None else new.group.size,
    }
