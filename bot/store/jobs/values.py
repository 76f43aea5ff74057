"""What an arrow writes: pure, from a move to column values. Runs nothing.

``Changes.at`` goes to the timestamp that belongs to the arrow:

- SUBMIT ``submitted_at``; ACCEPT and ACCEPT_LATE ``waiting_at``; WATCH_AGAIN ``resumed_at``
- QUEUE and PUT_BACK ``retry_at`` unless that is given itself
- every arrow into a final state ``ended_at``, except CANCEL_UNPOSTED: the work had ended before, so ``notified_at``
- NOTICE_SENT ``notified_at``; whatever makes a notice due ``notice_at`` unless that is given itself

QUEUE and PUT_BACK count an attempt, START_NOTICE a notice attempt, and NOTICE_AGAIN counts a posting and starts
counting its attempts anew. So do ACCEPT_LATE and WATCH_AGAIN, which also take the ending back, and REFUSE_LATE, which
puts another in its place.
"""

from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType

from sqlalchemy import ColumnElement, Null, null

from bot.jobs.model import Arrow, Changes, Move, NewJob, Notice, State
from bot.store.jobs.codec import dump
from bot.store.schema import jobs

Written = int | float | str

_TIME_COLUMN: Mapping[Arrow, str] = MappingProxyType(
    {
        Arrow.SUBMIT: "submitted_at",
        Arrow.ACCEPT: "waiting_at",
        Arrow.ACCEPT_LATE: "waiting_at",
        Arrow.WATCH_AGAIN: "resumed_at",
        Arrow.QUEUE: "retry_at",
        Arrow.PUT_BACK: "retry_at",
        Arrow.REFUSE: "ended_at",
        Arrow.EXPIRE: "ended_at",
        Arrow.REFUSE_LATE: "ended_at",
        Arrow.LOSE_TRACK: "ended_at",
        Arrow.COMPLETE: "ended_at",
        Arrow.FAIL: "ended_at",
        Arrow.ABANDON: "ended_at",
        Arrow.CANCEL: "ended_at",
        Arrow.CANCEL_UNPOSTED: "notified_at",
        Arrow.NOTICE_SENT: "notified_at",
    }
)
GOES_ON = frozenset({Arrow.ACCEPT_LATE, Arrow.WATCH_AGAIN})
"""The arrows of a job that had ended and goes on after all."""

TAKEN_BACK = GOES_ON | {Arrow.REFUSE_LATE}
"""The arrows after which what people were told is no longer true: they begin another posting."""

_PLAIN = (
    "retry_at",
    "notice_at",
    "task_id",
    "provider_request_id",
    "cancelled_by",
    "result_channel_id",
    "result_message_id",
    "status_message_id",
)


def fixed_values(arrow: Arrow) -> dict[str, str | int | ColumnElement[int] | Null]:
    """Return what every move of this arrow writes: the new state and notice, and the counters."""
    step = arrow.value
    values: dict[str, str | int | ColumnElement[int] | Null] = {}
    if step.to_state is not None:
        values["state"] = step.to_state.value
    if step.to_notice is not None:
        values["notice"] = step.to_notice.value
    if arrow in (Arrow.QUEUE, Arrow.PUT_BACK):
        values["attempts"] = jobs.c.attempts + 1
    if arrow is Arrow.START_NOTICE:
        values["notice_attempts"] = jobs.c.notice_attempts + 1
    if arrow is Arrow.NOTICE_AGAIN or arrow in TAKEN_BACK:
        values["notice_attempts"] = 0
        values["postings"] = jobs.c.postings + 1
    if arrow in GOES_ON:
        values["ended_at"] = values["fault"] = null()
    return values


def moved_values(move: Move) -> dict[str, Written]:
    """Return what this move writes beside that."""
    changes = move.changes
    values = _times(move.arrow, changes)
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


def _times(arrow: Arrow, changes: Changes) -> dict[str, Written]:
    if changes.at is None:
        return {}
    values: dict[str, Written] = {}
    if (column := _TIME_COLUMN.get(arrow)) is not None:
        values[column] = changes.at
    if arrow.value.to_notice is Notice.DUE:
        values["notice_at"] = changes.at
    return values


def new_values(new: NewJob) -> dict[str, Written | None]:
    """Return the row of a new job, but for what the database itself must look up."""
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
        "notice": Notice.NONE.value,
        "created_at": new.created_at,
        "retry_of": new.retry_of,
    }
