"""The life of a job: its states, its delivery states, and every transition between them.

A job's life::

    requested ─▶ submitting ─▶ waiting ─▶ ready            the provider made it
        │   ▲       │  │  │       ├─────▶ failed           the provider says it failed
        ▼   │       │  │  │       └─────▶ abandoned        still unfinished at the give-up age, or gone there
      queued ◀──────┘  │  ├─────────────▶ unknown          sent, and no readable answer: may be billed
        │   ▲          │  ├─────────────▶ ready            synchronous: the answer contains the result
        │   ▲          └────────────────▶ refused          a definite no, nothing was started
        │   └─ waiting                                     accepted, then handed back for lack of capacity: not started
        ├───────────────────────────────▶ refused          from requested, queued: could not be sent for too long
        └───────────────────────────────▶ cancelled        from requested, queued, waiting, unposted ready

    unknown ────▶ waiting      its TaskId came late or was found, and nobody has submitted the job again
    unknown ────▶ refused      a definite no came late, and nobody has submitted the job again
    unknown ────▶ ready        an answer with the result came late, and nobody has submitted the job again
    abandoned ──▶ waiting      polled again, on request: the provider still knows it

Every transition out of ``waiting`` or back into it names its TaskId, so an answer about one task never moves a job that
waits for another. The answer to a create names that create by its ``submitted_at`` in the same way: its sender may have
stalled while another process sent the job again.

Beside the state, which says what happened at the provider, every job has a *delivery state*, which says what
happened to the message about its ending::

    none ─▶ due ─▶ sending ─▶ sent
             ▲       │  └───▶ held      nowhere to post: shown by /jobs, posted on request
             └───────┘ later

    due, sending, sent, held ─▶ none     the job continues after all; its next ending is another posting

Two states instead of one keep "it failed" apart from "the caller was notified": every ending, good or bad,
is posted by the same code, exactly once. What people see as *delivered* is ready and sent.

Each edge of both diagrams is a member of :class:`Transition`; the store makes one conditional UPDATE of it, so two
processes can't take the same one twice.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property


class State(StrEnum):
    """What is known of the work at the provider."""

    REQUESTED = "requested"  # on disk, nothing sent                  -> submitting, cancelled, refused
    QUEUED = "queued"  # the provider said "later"                     -> submitting, cancelled, refused
    SUBMITTING = "submitting"  # the create call is in flight         -> waiting, ready, queued, refused, unknown
    WAITING = "waiting"  # the provider works on it (TaskId known)      -> ready, failed, abandoned, cancelled, queued
    READY = "ready"  # finished, outputs known                         final (-> cancelled before it is posted)
    FAILED = "failed"  # the provider says it failed                   final
    REFUSED = "refused"  # a definite no before any work                final
    UNKNOWN = (
        "unknown"  # may have been started and billed     final; may be submitted again (-> waiting, ready, refused)
    )
    ABANDONED = "abandoned"  # given up                                 final (-> waiting on request)
    CANCELLED = "cancelled"  # by the caller or a moderator             final

    @cached_property
    def is_final(self) -> bool:
        """Whether nothing more is asked of the provider."""
        return self in FINAL_STATES


class DeliveryState(StrEnum):
    """What is known of the message about the job's ending."""

    NONE = "none"  # the job has not ended                 -> due
    DUE = "due"  # to be posted at or after `deliver_at`      -> sending
    SENDING = "sending"  # being posted                      -> sent, due, held
    SENT = "sent"  # posted; `result_message_id` is known    -> due (posted again on request)
    HELD = "held"  # nowhere to post it                      -> due (on request)


FINAL_STATES = frozenset({State.READY, State.FAILED, State.REFUSED, State.UNKNOWN, State.ABANDONED, State.CANCELLED})


@dataclass(frozen=True, slots=True)
class TransitionRule:
    """Which states and delivery states a transition starts from, and which it leads to.

    ``names_task``: it is only taken if the row holds the TaskId that the request names.
    """

    states: frozenset[State]
    to_state: State | None
    delivery_states: frozenset[DeliveryState]
    to_delivery: DeliveryState | None
    names_task: bool = False


def _rule(
    states: set[State],
    to_state: State | None,
    to_delivery: DeliveryState | None = None,
    *,
    delivery_states: set[DeliveryState] | None = None,
    names_task: bool = False,
) -> TransitionRule:
    return TransitionRule(
        frozenset(states), to_state, frozenset(delivery_states or {DeliveryState.NONE}), to_delivery, names_task
    )


_ANY_DELIVERY = set(DeliveryState) - {DeliveryState.NONE}


class Transition(Enum):
    """Every change a job can go through.

    The store turns one into ``UPDATE … WHERE state IN … AND delivery_state IN …``.
    """

    SUBMIT = _rule({State.REQUESTED, State.QUEUED}, State.SUBMITTING)
    QUEUE = _rule({State.SUBMITTING}, State.QUEUED)
    ACCEPT = _rule({State.SUBMITTING}, State.WAITING)
    REFUSE = _rule({State.SUBMITTING}, State.REFUSED, DeliveryState.DUE)
    # Separate from REFUSE: a process that stalled past its lease must not end a job that the next one is submitting.
    EXPIRE = _rule({State.REQUESTED, State.QUEUED}, State.REFUSED, DeliveryState.DUE)
    PUT_BACK = _rule({State.WAITING}, State.QUEUED, names_task=True)
    LOSE_TRACK = _rule({State.SUBMITTING}, State.UNKNOWN, DeliveryState.DUE)
    COMPLETE = _rule({State.WAITING}, State.READY, DeliveryState.DUE, names_task=True)
    # The answer to the create is the result itself: there is no task.
    COMPLETE_AT_ONCE = _rule({State.SUBMITTING}, State.READY, DeliveryState.DUE)
    FAIL = _rule({State.WAITING}, State.FAILED, DeliveryState.DUE, names_task=True)
    ABANDON = _rule({State.WAITING}, State.ABANDONED, DeliveryState.DUE, names_task=True)
    # Only while nobody has submitted the job again for its unknown outcome, and no other job has its TaskId: the store
    # checks that in the same transaction. Like WATCH_AGAIN it counts a posting: the earlier message is another one.
    ACCEPT_LATE = _rule({State.UNKNOWN}, State.WAITING, DeliveryState.NONE, delivery_states=_ANY_DELIVERY)
    # Only while nobody has submitted the job again. Also a new posting: people were told that it may be billed.
    REFUSE_LATE = _rule({State.UNKNOWN}, State.REFUSED, DeliveryState.DUE, delivery_states=_ANY_DELIVERY)
    # Like REFUSE_LATE, with the result.
    COMPLETE_LATE = _rule({State.UNKNOWN}, State.READY, DeliveryState.DUE, delivery_states=_ANY_DELIVERY)
    WATCH_AGAIN = _rule(
        {State.ABANDONED}, State.WAITING, DeliveryState.NONE, delivery_states=_ANY_DELIVERY, names_task=True
    )
    CANCEL = _rule({State.REQUESTED, State.QUEUED, State.WAITING}, State.CANCELLED, DeliveryState.SENT)
    CANCEL_UNPOSTED = _rule(
        {State.READY}, State.CANCELLED, DeliveryState.SENT, delivery_states={DeliveryState.DUE, DeliveryState.HELD}
    )
    START_DELIVERY = _rule(set(FINAL_STATES), None, DeliveryState.SENDING, delivery_states={DeliveryState.DUE})
    CONFIRM_DELIVERY = _rule(set(FINAL_STATES), None, DeliveryState.SENT, delivery_states={DeliveryState.SENDING})
    POSTPONE_DELIVERY = _rule(set(FINAL_STATES), None, DeliveryState.DUE, delivery_states={DeliveryState.SENDING})
    HOLD_DELIVERY = _rule(set(FINAL_STATES), None, DeliveryState.HELD, delivery_states={DeliveryState.SENDING})
    # Somebody has deleted the posted message: `result_message_id` becomes 0.
    REMOVED = _rule(set(FINAL_STATES), None, DeliveryState.SENT, delivery_states={DeliveryState.SENT})
    # Starts a new posting: postings + 1, delivery_attempts = 0; notified_at keeps the time of the one before.
    DELIVER_AGAIN = _rule(
        set(FINAL_STATES), None, DeliveryState.DUE, delivery_states={DeliveryState.SENT, DeliveryState.HELD}
    )

    @cached_property
    def rule(self) -> TransitionRule:
        """Where the transition starts and where it leads."""
        return self.value


COMPLETED = frozenset({Transition.COMPLETE, Transition.COMPLETE_AT_ONCE, Transition.COMPLETE_LATE})
"""The transitions that bring a result."""
