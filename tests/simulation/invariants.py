"""The invariants checked at every write and at the end. Stated independently of the program they judge."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.jobs.claim import Claim
from bot.jobs.model import DeliveryState, Job, NewJob, State, TransitionRequest
from tests.simulation.clock import EPOCH
from tests.simulation.discord_model import DiscordModel
from tests.simulation.fairness import FairnessChecker
from tests.simulation.limits import MADE, LedgerRow, LimitChecker
from tests.simulation.loop import Owner
from tests.simulation.provider_model import ProviderModel
from tests.simulation.story import Coverage, Story

_S = State
# By the name of the transition: the states it may start from, and the state it leads to (None: unchanged).
LEGAL_TRANSITIONS: dict[str, tuple[frozenset[State], State | None]] = {
    "SUBMIT": (frozenset({_S.REQUESTED, _S.QUEUED}), _S.SUBMITTING),
    "QUEUE": (frozenset({_S.SUBMITTING}), _S.QUEUED),
    "ACCEPT": (frozenset({_S.SUBMITTING}), _S.WAITING),
    "REFUSE": (frozenset({_S.SUBMITTING}), _S.REFUSED),
    "EXPIRE": (frozenset({_S.REQUESTED, _S.QUEUED}), _S.REFUSED),
    "PUT_BACK": (frozenset({_S.WAITING}), _S.QUEUED),
    "LOSE_TRACK": (frozenset({_S.SUBMITTING}), _S.UNKNOWN),
    "COMPLETE": (frozenset({_S.WAITING}), _S.READY),
    "COMPLETE_AT_ONCE": (frozenset({_S.SUBMITTING}), _S.READY),
    "COMPLETE_LATE": (frozenset({_S.UNKNOWN}), _S.READY),
    "FAIL": (frozenset({_S.WAITING}), _S.FAILED),
    "ABANDON": (frozenset({_S.WAITING}), _S.ABANDONED),
    "ACCEPT_LATE": (frozenset({_S.UNKNOWN}), _S.WAITING),
    "REFUSE_LATE": (frozenset({_S.UNKNOWN}), _S.REFUSED),
    "WATCH_AGAIN": (frozenset({_S.ABANDONED}), _S.WAITING),
    "CANCEL": (frozenset({_S.REQUESTED, _S.QUEUED, _S.WAITING}), _S.CANCELLED),
    "CANCEL_UNPOSTED": (frozenset({_S.READY}), _S.CANCELLED),
    **dict.fromkeys(
        ("START_DELIVERY", "CONFIRM_DELIVERY", "POSTPONE_DELIVERY", "HOLD_DELIVERY", "DELIVER_AGAIN", "REMOVED"),
        (frozenset({_S.READY, _S.FAILED, _S.REFUSED, _S.UNKNOWN, _S.ABANDONED, _S.CANCELLED}), None),
    ),
}
_RIGHT_ENDING = {
    **dict.fromkeys(sorted(MADE), "made"),
    "FAIL": "failed",
    "PUT_BACK": "back",
}
_ANSWERED_SECONDS, _GONE_ANSWERS = 120.0, 4
_NOTHING_BEGUN = frozenset({"REFUSE", "REFUSE_LATE", "QUEUE", "EXPIRE"})
_DELIVERY_SECONDS = 200.0
# Deliveries are queued fairly; one whose claim got no answer goes to the end of the queue.
_SECONDS_PER_DELIVERY = 2.5
_ALIKE_SECONDS = 1800.0


class Survivor(Protocol):
    """A process that was alive at the end."""

    owner: Owner


@dataclass
class InvariantChecker:
    """Observes every write of every process. ``row``: returns a job as it is on disk."""

    story: Story
    coverage: Coverage
    provider: ProviderModel
    discord: DiscordModel
    row: Callable[[str], Job | None]
    is_unsettled: Callable[[], bool]  # whether the database is, or was until lately, unreachable
    claimed: dict[str, tuple[Owner, float, int]] = field(default_factory=dict)
    answered: dict[str, object] = field(
        default_factory=dict
    )  # the process that received a definite answer to the last create
    survivors: tuple["Survivor", ...] = ()  # the processes alive at the end
    is_resubmitted: Callable[[str], bool] = lambda job_id: False
    all_rows: Callable[[], Iterable[Job]] = tuple
    lease_taken_at: Callable[[], float] = lambda: float("-inf")
    sent_by: dict[str, Owner] = field(default_factory=dict)  # the process life that marked the job as submitting
    added: int = 0

    def __post_init__(self) -> None:
        self.limits = LimitChecker(self.story)
        self.fairness = FairnessChecker(self.story, self.row)

    def on_add(self, who: Owner, new: NewJob, claim: Claim | None, write: Callable[[], Job]) -> Job:
        """Let a job be written, and check it and the limits it was claimed within."""
        repeated = None if new.retry_of is None else self.row(new.retry_of)
        is_known = repeated is not None and repeated.state is not State.UNKNOWN
        job = write()
        if new.only_if_unknown and is_known:
            self.story.fail("nothing to resubmit", f"{new.retry_of} is not unknown, yet is submitted again as {job.id}")
        self.added += 1
        self.story.record(who.name, f"adds {job.id}" + (f" for {new.retry_of}" if new.retry_of else ""))
        self.coverage.transition_taken(job.id, "ADD")
        self.fairness.add(new)
        if claim is None:
            return job
        self.limits.add(new, claim, repeated)
        return job

    def on_take(
        self,
        who: Owner,
        requests: Sequence[TransitionRequest],
        write: Callable[[], list[Job | None]],
        is_queued: Callable[[Job], bool],
        pending_deliveries: Callable[[], int],
    ) -> list[Job | None]:
        """Let transitions be taken, and check each. ``pending_deliveries``: how many the process has in its queue."""
        before = {request.job_id: self.row(request.job_id) for request in requests}
        taken = write()
        for request, job in zip(requests, taken, strict=True):
            was = before[request.job_id]
            if job is not None and was is not None:
                name = request.transition.name
                if self.story.is_recorded:
                    ways = f"{was.state}/{was.delivery_state} to {job.state}/{job.delivery_state}"
                    self.story.record(who.name, f"{name} {job.id}: {ways}")
                self.coverage.transition_taken(job.id, name)
                self._check_transition(name, was, job)
                self._check_against_provider(name, job)
                self.limits.settle(name, job)
                self.fairness.observe(who, name, was, is_queued)
                self._check_answer(who, name, was)
                self._check_delivery(who, name, job, pending_deliveries)
                self._note_end(was, job)
                before[request.job_id] = job
        return taken

    def _check_answer(self, who: Owner, name: str, was: Job) -> None:
        """Check that only the process that sent a create records its answer."""
        if name == "SUBMIT":
            self.sent_by[was.id] = who
            self.answered.pop(was.id, None)  # belonged to an earlier create
        is_answer = was.state is State.SUBMITTING and name != "LOSE_TRACK"  # which any holder of the lease may record
        if is_answer and self.sent_by[was.id] is not who:
            sender = self.sent_by[was.id].name
            self.story.fail("another's create", f"{name} of {was.id} by {who.name}, though {sender} sent it")

    def _check_transition(self, name: str, was: Job, job: Job) -> None:
        starts, end = LEGAL_TRANSITIONS[name]
        if was.state not in starts or job.state is not (end or was.state):
            self.story.fail("illegal transition", f"{name} took {job.id} from {was.state} to {job.state}")
        if name.startswith("START") and was.delivery_state is not DeliveryState.DUE:
            self.story.fail("illegal transition", f"{name} took {job.id} from {was.delivery_state}")

    def _check_against_provider(self, name: str, job: Job) -> None:
        """Check that what is recorded agrees with what the provider did."""
        bought = [task for task in self.provider.of_job.get(job.id, ()) if task.ending != "back"]
        if name in _NOTHING_BEGUN and bought:
            self.story.fail("untrue", f"{name} of {job.id}, though {bought[0].task_id} was created for it")
        if name in ("ACCEPT", "ACCEPT_LATE"):
            self._check_task_owner(job)
        if name == "ABANDON":
            self._check_abandoned(job)
        if name in _RIGHT_ENDING:
            self._check_ending(name, job)

    def _check_task_owner(self, job: Job) -> None:
        """Check that the task is the job's own, or of a job with the same input that was resubmitted."""
        owner = self.provider.tasks[job.task_id].job
        if owner.id != job.id and (owner.request != job.request or not self.is_resubmitted(owner.id)):
            self.story.fail("another's task", f"{job.id} takes {job.task_id} of {owner.id}")

    def _check_abandoned(self, job: Job) -> None:
        task = self.provider.tasks[job.task_id]
        if self.is_unsettled():  # it may have been decided earlier and recorded only when the database was back
            return
        if self.provider.now() - task.running_answer_at > _ANSWERED_SECONDS and task.unknown_answers < _GONE_ANSWERS:
            self.story.fail("given up", f"{job.id}, though the provider did not lately say that it is running")

    def _check_ending(self, name: str, job: Job) -> None:
        found = self.provider.of_job.get(job.id, [])
        task = self.provider.tasks.get(job.task_id) or (found[-1] if found else None)
        right = _RIGHT_ENDING[name]
        if task is None or (task.ending != right and not (name == "FAIL" and task.is_aborted)):
            self.story.fail("untrue", f"{name} of {job.id}, whose task {job.task_id} is {task and task.ending}")
        elif right == "made" and job.outputs != (task.output(),):
            self.story.fail("another's result", f"{job.id} has {job.outputs}, not that of {task.task_id}")

    def _check_delivery(self, who: Owner, name: str, job: Job, pending_deliveries: Callable[[], int]) -> None:
        """Check that a claimed delivery is finished in time, and that an impossible one is not retried for ever."""
        now = self.provider.now()
        if name == "START_DELIVERY":
            self.claimed[job.id] = (who, now, pending_deliveries())
        claimed_by, claimed_at, before = self.claimed.get(job.id, (None, now, 0))
        if name == "POSTPONE_DELIVERY" and claimed_by is not None and claimed_by.alive:
            # A new lease holder waits for deliveries another process may still be making, and then makes them itself.
            is_held_since = self.lease_taken_at() < claimed_at
            # Older results of the same person go first, including those that were queued meanwhile.
            is_over = now - claimed_at > _DELIVERY_SECONDS + _SECONDS_PER_DELIVERY * max(before, pending_deliveries())
            if is_over and is_held_since and not self.is_unsettled():
                seconds = now - claimed_at
                self.story.fail("delivery hangs", f"{job.id} was claimed by {claimed_by.name} for {seconds:.0f} s")
            undeliverable = self.discord.undeliverable.get(job.id) == (job.postings, job.delivery_attempts)
            if claimed_by is who and is_held_since and undeliverable:
                self.story.fail("undeliverable", f"{job.id} can't be delivered anywhere, and is retried")

    def _note_end(self, was: Job, job: Job) -> None:
        """Note when a product got free capacity: when a job that it had accepted ended."""
        if was.state is State.WAITING and job.state.is_final:
            # Dated by the clock of the process that ended it, which may have been stepped.
            dated = max(self.provider.now(), (job.ended_at or 0.0) - EPOCH)
            self.provider.ended_at[job.backend.value] = max(dated, self.provider.ended_at.get(job.backend.value, 0.0))

    # --- lost tasks that can be found ---

    def lost_since(self, since: float) -> list[str]:
        """Return jobs of unknown outcome whose task was created since then and can be found at the provider."""
        return self.untraced([job_id for job_id, tasks in self.provider.of_job.items() if tasks[-1].began_at >= since])

    def _can_be_found(self, job: Job) -> bool:
        """Return whether exactly one task matches the job, and no other lost job matches the task."""
        tasks = [task for task in self.provider.of_job.get(job.id, ()) if task.ending != "back"]
        if not job.is_traceable or not tasks or self.is_resubmitted(job.id):
            return False
        alike = [one for one in self.provider.tasks.values() if one.job.request == job.request]
        near = [one for one in alike if abs(one.began_at - tasks[0].began_at) < _ALIKE_SECONDS]
        owners = [self.row(one.job.id) for one in near if one.job.id != job.id]
        is_alone = not any(self._is_lost_alike(other, job) for other in self.all_rows())
        return is_alone and all(owner is not None and owner.task_id for owner in owners)

    def _is_lost_alike(self, other: Job, job: Job) -> bool:
        """Return whether another job with the same input was lost at about the same time, begun or not."""
        if other.id == job.id or other.state is not State.UNKNOWN or other.request != job.request:
            return False
        return abs((other.submitted_at or 0.0) - (job.submitted_at or 0.0)) < _ALIKE_SECONDS

    def untraced(self, lost: Sequence[str]) -> list[str]:
        """Return those that have not been found yet and still can be."""
        rows = [self.row(job_id) for job_id in lost]
        return [job.id for job in rows if job is not None and job.state is State.UNKNOWN and self._can_be_found(job)]

    def check_traced(self, lost: Sequence[str]) -> None:
        """Check that they were found after an hour without faults."""
        for job_id in self.untraced(lost):
            self.story.fail("not found", f"{job_id} has an unknown outcome though its task is listed")

    # --- at the end ---

    def check_at_the_end(
        self,
        jobs: Sequence[Job],
        ledger: Mapping[str, LedgerRow],
        ephemeral_messages: Mapping[str, int],
        unconfirmed: Collection[str],
    ) -> None:
        """Check the final state, after a time without faults."""
        for job in jobs:
            for what in self._problems_of(job, ephemeral_messages.get(job.id, 0), is_unwritten=job.id in unconfirmed):
                self.story.fail("at the end", f"job {job.id} is {job.state}/{job.delivery_state}: {what}")
        self.limits.compare(ledger)

    def _was_never_sent(self, job: Job) -> bool:
        """Return whether a surviving process marked the job as submitting but never began the create."""
        sender = self.sent_by.get(job.id)
        return job.id not in self.answered and any(process.owner is sender for process in self.survivors)

    def _problems_of(self, job: Job, alone: int, *, is_unwritten: bool) -> Iterator[str]:
        if not job.state.is_final:
            yield "it has not ended"
        if job.delivery_state not in (DeliveryState.SENT, DeliveryState.HELD):
            yield "its result was not delivered"
        messages = [one for one in self.discord.of_job.get(job.id, ()) if one.posting == job.postings]
        if job.state is not State.CANCELLED:
            if job.delivery_state is DeliveryState.SENT and len(messages) + alone < 1:
                yield "it has no message"
            if alone and job.state is State.REFUSED and not job.postings and len(messages) + alone - is_unwritten > 1:
                yield "it has two messages"
            if messages and messages[-1].state != job.state.value:
                yield f"its message says {messages[-1].state}"
        if (
            job.state is State.UNKNOWN
            and self.answered.get(job.id) in self.survivors
            and not self.is_resubmitted(job.id)
        ):
            yield "its create was answered, and the answer was dropped"
        if job.state is State.UNKNOWN and self._was_never_sent(job) and not self.is_resubmitted(job.id):
            yield "the process that was to send it is alive, and sent nothing"
        bought = [task for task in self.provider.of_job.get(job.id, ()) if task.is_billed]
        if bought and job.state is State.REFUSED:
            yield f"{bought[0].task_id} was created for it"
        if any(task.ending == "made" for task in bought) and job.state is State.FAILED:
            yield f"{bought[0].task_id} succeeded for it"
