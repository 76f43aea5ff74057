"""Jobs for tests: new ones with sensible contents, and the way to every place of the diagram."""

from bot.jobs.model import (
    Backend,
    ColumnUpdate,
    DeliveryState,
    Fault,
    Job,
    Medium,
    MusicRequest,
    NewJob,
    Output,
    Place,
    Request,
    State,
    Transition,
    TransitionRequest,
    new_job_id,
)
from bot.jobs.ports import JobStore

GUILD = 2**63 - 1  # the largest a Discord id can be
USER = 2**62 + 7
PLACE = Place(
    guild_id=GUILD, channel_id=21, status_channel_id=22, status_message_id=None, upload_limit_bytes=10_485_760
)
REQUEST = MusicRequest(prompt="calm rain", model="MiniMaxMusic", version="2.6")
OUTPUT = Output(url="https://results.example/a.mp3", medium=Medium.AUDIO, seconds=12.5, expires_at=1_800_000_000.5)
FAULT = Fault(key="provider-failed", code="Internal", detail="no luck")


def make_new(
    at: float = 1_700_000_000.0,
    *,
    request: Request = REQUEST,
    place: Place = PLACE,
    user_id: int = USER,
    retry_of: str | None = None,
    job_id: str | None = None,
    only_if_unknown: bool = False,
) -> NewJob:
    """Return a job nobody has written yet."""
    return NewJob(
        id=job_id or new_job_id(at),
        place=place,
        user_id=user_id,
        locale="en-US",
        request=request,
        backend=Backend.MPS,
        created_at=at,
        retry_of=retry_of,
        only_if_unknown=only_if_unknown,
    )


_TO_STATE: dict[State, tuple[Transition, ...]] = {
    State.REQUESTED: (),
    State.QUEUED: (Transition.SUBMIT, Transition.QUEUE),
    State.SUBMITTING: (Transition.SUBMIT,),
    State.WAITING: (Transition.SUBMIT, Transition.ACCEPT),
    State.READY: (Transition.SUBMIT, Transition.ACCEPT, Transition.COMPLETE),
    State.FAILED: (Transition.SUBMIT, Transition.ACCEPT, Transition.FAIL),
    State.REFUSED: (Transition.EXPIRE,),
    State.UNKNOWN: (Transition.SUBMIT, Transition.LOSE_TRACK),
    State.ABANDONED: (Transition.SUBMIT, Transition.ACCEPT, Transition.ABANDON),
    State.CANCELLED: (Transition.CANCEL,),
}
_TO_DELIVERY_STATE: dict[DeliveryState, tuple[Transition, ...]] = {
    DeliveryState.DUE: (),
    DeliveryState.SENDING: (Transition.START_DELIVERY,),
    DeliveryState.SENT: (Transition.START_DELIVERY, Transition.CONFIRM_DELIVERY),
    DeliveryState.HELD: (Transition.START_DELIVERY, Transition.HOLD_DELIVERY),
}


def way_to(state: State, delivery_state: DeliveryState) -> tuple[Transition, ...]:
    """Return the transitions from a new job to this place."""
    if not state.is_final:
        return _TO_STATE[state]
    again = (Transition.DELIVER_AGAIN,) if state is State.CANCELLED and delivery_state is not DeliveryState.SENT else ()
    last = (
        () if state is State.CANCELLED and delivery_state is DeliveryState.SENT else _TO_DELIVERY_STATE[delivery_state]
    )
    return _TO_STATE[state] + again + last


def every_place() -> list[tuple[State, DeliveryState]]:
    """Return every pair of state and delivery_state a job can be in."""
    told = [delivery_state for delivery_state in DeliveryState if delivery_state is not DeliveryState.NONE]
    return [
        (state, delivery_state)
        for state in State
        for delivery_state in (told if state.is_final else [DeliveryState.NONE])
    ]


async def bring_to(store: JobStore, new: NewJob, state: State, delivery_state: DeliveryState | None = None) -> Job:
    """Write a job and take it to a place (a final one with its delivery due, unless told otherwise)."""
    job = await store.add(new)
    goal = delivery_state or (
        (DeliveryState.SENT if state is State.CANCELLED else DeliveryState.DUE)
        if state.is_final
        else DeliveryState.NONE
    )
    task_id = f"task-{new.id}"
    requests = [
        TransitionRequest(
            new.id,
            transition,
            ColumnUpdate(at=new.created_at + 1, task_id=task_id if transition is Transition.ACCEPT else None),
            task_id,
        )
        for transition in way_to(state, goal)
    ]
    for request, taken in zip(requests, await store.take_many(requests), strict=True):
        assert taken is not None, request.transition
        job = taken
    assert (job.state, job.delivery_state) == (state, goal)
    return job
