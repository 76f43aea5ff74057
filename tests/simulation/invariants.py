"""What must hold at every write and at the end. Written down here anew, not read from the program it judges."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.jobs.claim import Claim
from bot.jobs.model import DeliveryState, Job, NewJob, State, TransitionRequest
from tests.simulation.clock import EPOCH
from tests.simulation.cloud import Cloud
from tests.simulation.discord_model import DiscordModel
from tests.simulation.limits import MADE, LedgerRow, Limits
from tests.simulation.loop import Owner
from tests.simulation.story import Coverage, Story
from tests.simulation.turns import Turns

_S = State
# Every way a job may go, by the name of the transition.
LEGAL: dict[str, tuple[frozenset[State], State | None]] = {
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
_HALF_TOLD_SECONDS = 200.0
# What waits to be told takes turns; a claim that was not answered goes to the end of the line.
_SECONDS_A_TURN = 2.5
_ALIKE_SECONDS = 1800.0


class Survivor(Protocol):
    """A process that lives to the end."""

    owner: Owner


@dataclass
class Truth:
    """Watches every write of every process. ``row``: a job as it stands on disk."""

    story: Story
    coverage: Coverage
    cloud: Cloud
    discord: DiscordModel
    row: Callable[[str], Job | None]
    is_rough: Callable[[], bool]  # whether the database is or was away lately
    claimed: dict[str, tuple[Owner, float, int]] = field(default_factory=dict)
    heard: dict[str, object] = field(default_factory=dict)  # which process has heard a clear answer to a create
    survivors: tuple["Survivor", ...] = ()  # the processes that were never stopped
    is_bought_again: Callable[[str], bool] = lambda job_id: False
    all_rows: Callable[[], Iterable[Job]] = tuple
    lease_taken_at: Callable[[], float] = lambda: float("-inf")
    sent_by: dict[str, Owner] = field(default_factory=dict)  # which life of a process sends a job now
    added: int = 0

    def __post_init__(self) -> None:
        self.limits = Limits(self.story)
        self.turns = Turns(self.story, self.row)

    def adding(self, who: Owner, new: NewJob, claim: Claim | None, write: Callable[[], Job]) -> Job:
        """Let a job be written, and hold the limits it was claimed within."""
        repeated = None if new.retry_of is None else self.row(new.retry_of)
        is_known = repeated is not None and repeated.state is not State.UNKNOWN
        job = write()
        if new.only_if_unknown and is_known:
            self.story.broke("nothing to resubmit", f"{new.retry_of} is not unknown, and is sent again as {job.id}")
        self.added += 1
        self.story.tell(who.name, f"adds {job.id}" + (f" for {new.retry_of}" if new.retry_of else ""))
        self.coverage.taken(job.id, "ADD")
        self.turns.add(new)
        if claim is None:
            return job
        self.limits.add(new, claim, repeated)
        return job

    def taking(
        self,
        who: Owner,
        requests: Sequence[TransitionRequest],
        write: Callable[[], list[Job | None]],
        is_in_line: Callable[[Job], bool],
        to_be_told: Callable[[], int],
    ) -> list[Job | None]:
        """Let transitions be taken, and hold each. ``to_be_told``: how many endings the process has yet to tell."""
        before = {request.job_id: self.row(request.job_id) for request in requests}
        taken = write()
        for request, job in zip(requests, taken, strict=True):
            was = before[request.job_id]
            if job is not None and was is not None:
                name = request.transition.name
                if self.story.is_told:
                    ways = f"{was.state}/{was.delivery_state} to {job.state}/{job.delivery_state}"
                    self.story.tell(who.name, f"{name} {job.id}: {ways}")
                self.coverage.taken(job.id, name)
                self._hold_way(name, was, job)
                self._hold_truth(name, job)
                self.limits.settle(name, job)
                self.turns.take(who, name, was, is_in_line)
                self._hold_answer(who, name, was)
                self._hold_telling(who, name, job, to_be_told)
                self._note_end(was, job)
                before[request.job_id] = job
        return taken

    def _hold_answer(self, who: Owner, name: str, was: Job) -> None:
        """Hold that the answer to a create moves that create alone: only who sends a job says what came of it."""
        if name == "SUBMIT":
            self.sent_by[was.id] = who
            self.heard.pop(was.id, None)  # of an earlier create
        is_answer = was.state is State.SUBMITTING and name != "LOSE_TRACK"  # which whoever has the lease may say
        if is_answer and self.sent_by[was.id] is not who:
            sender = self.sent_by[was.id].name
            self.story.broke("another's create", f"{name} of {was.id} by {who.name}, which {sender} sends")

    def _hold_way(self, name: str, was: Job, job: Job) -> None:
        starts, end = LEGAL[name]
        if was.state not in starts or job.state is not (end or was.state):
            self.story.broke("no such way", f"{name} took {job.id} from {was.state} to {job.state}")
        if name.startswith("START") and was.delivery_state is not DeliveryState.DUE:
            self.story.broke("no such way", f"{name} took {job.id} from {was.delivery_state}")

    def _hold_truth(self, name: str, job: Job) -> None:
        """Compare what is written with what the provider has done."""
        bought = [task for task in self.cloud.of_job.get(job.id, ()) if task.ending != "back"]
        if name in _NOTHING_BEGUN and bought:
            self.story.broke("untrue", f"{name} of {job.id}, though {bought[0].task_id} was begun for it")
        if name in ("ACCEPT", "ACCEPT_LATE"):
            self._hold_own_task(job)
        if name == "ABANDON":
            self._hold_given_up(job)
        if name in _RIGHT_ENDING:
            self._hold_ending(name, job)

    def _hold_own_task(self, job: Job) -> None:
        """A task is its own job's, or one with the same input whose caller has given it up and bought it again."""
        owner = self.cloud.tasks[job.task_id].job
        if owner.id != job.id and (owner.request != job.request or not self.is_bought_again(owner.id)):
            self.story.broke("another's task", f"{job.id} takes {job.task_id} of {owner.id}")

    def _hold_given_up(self, job: Job) -> None:
        task = self.cloud.tasks[job.task_id]
        if self.is_rough():  # decided while the provider still answered, and written once the database did
            return
        if self.cloud.now() - task.running_said_at > _ANSWERED_SECONDS and task.gone_said < _GONE_ANSWERS:
            self.story.broke("given up", f"{job.id}, though the provider has not said that it still runs")

    def _hold_ending(self, name: str, job: Job) -> None:
        found = self.cloud.of_job.get(job.id, [])
        task = self.cloud.tasks.get(job.task_id) or (found[-1] if found else None)
        right = _RIGHT_ENDING[name]
        if task is None or (task.ending != right and not (name == "FAIL" and task.is_aborted)):
            self.story.broke("untrue", f"{name} of {job.id}, whose task {job.task_id} is {task and task.ending}")
        elif right == "made" and job.outputs != (task.output(),):
            self.story.broke("another's result", f"{job.id} has {job.outputs}, not that of {task.task_id}")

    def _hold_telling(self, who: Owner, name: str, job: Job, to_be_told: Callable[[], int]) -> None:
        """Hold that who claims a notice ends it, and that nobody tries for ever where nobody can be told."""
        now = self.cloud.now()
        if name == "START_DELIVERY":
            self.claimed[job.id] = (who, now, to_be_told())
        claimed_by, claimed_at, before = self.claimed.get(job.id, (None, now, 0))
        if name == "POSTPONE_DELIVERY" and claimed_by is not None and claimed_by.alive:
            # Who takes the lease waits for those that others may still be telling, and then tells them itself.
            is_held_since = self.lease_taken_at() < claimed_at
            # Older endings of the same person go first, also those that have come meanwhile.
            is_over = now - claimed_at > _HALF_TOLD_SECONDS + _SECONDS_A_TURN * max(before, to_be_told())
            if is_over and is_held_since and not self.is_rough():
                seconds = now - claimed_at
                self.story.broke("half told", f"{job.id} stood as being told by {claimed_by.name} for {seconds:.0f} s")
            nowhere = self.discord.nowhere.get(job.id) == (job.postings, job.delivery_attempts)
            if claimed_by is who and is_held_since and nowhere:
                self.story.broke("tried for ever", f"{job.id} can be told nowhere, and is tried again")

    def _note_end(self, was: Job, job: Job) -> None:
        """Remember when a product had room again: when a job ended that it had taken."""
        if was.state is State.WAITING and job.state.is_final:
            # By the clock of whoever ended it, which may have been set: nobody else's is asked.
            dated = max(self.cloud.now(), (job.ended_at or 0.0) - EPOCH)
            self.cloud.ended_at[job.backend.value] = max(dated, self.cloud.ended_at.get(job.backend.value, 0.0))

    # --- what was lost and can be found ---

    def lost_since(self, since: float) -> list[str]:
        """Return the jobs of unknown outcome that were bought since then, and can be found at the provider."""
        return self.not_traced([job_id for job_id, tasks in self.cloud.of_job.items() if tasks[-1].began_at >= since])

    def _can_be_found(self, job: Job) -> bool:
        """Tell whether one task alone fits, and no other lost job."""
        tasks = [task for task in self.cloud.of_job.get(job.id, ()) if task.ending != "back"]
        if not job.is_traceable or not tasks or self.is_bought_again(job.id):
            return False
        alike = [one for one in self.cloud.tasks.values() if one.job.request == job.request]
        near = [one for one in alike if abs(one.began_at - tasks[0].began_at) < _ALIKE_SECONDS]
        owners = [self.row(one.job.id) for one in near if one.job.id != job.id]
        is_alone = not any(self._is_lost_alike(other, job) for other in self.all_rows())
        return is_alone and all(owner is not None and owner.task_id for owner in owners)

    def _is_lost_alike(self, other: Job, job: Job) -> bool:
        """Tell whether another job was lost at about the same time with the same input, whether it was begun or not."""
        if other.id == job.id or other.state is not State.UNKNOWN or other.request != job.request:
            return False
        return abs((other.submitted_at or 0.0) - (job.submitted_at or 0.0)) < _ALIKE_SECONDS

    def not_traced(self, lost: Sequence[str]) -> list[str]:
        """Return those of them that were not found yet, and still can be."""
        rows = [self.row(job_id) for job_id in lost]
        return [job.id for job in rows if job is not None and job.state is State.UNKNOWN and self._can_be_found(job)]

    def hold_traced(self, lost: Sequence[str]) -> None:
        """Hold that those were found, after an hour of calm."""
        for job_id in self.not_traced(lost):
            self.story.broke("not found", f"{job_id} is of unknown outcome, though its task stands in the list")

    # --- at the end ---

    def hold_at_the_end(
        self,
        jobs: Sequence[Job],
        ledger: Mapping[str, LedgerRow],
        told_alone: Mapping[str, int],
        unwritten: Collection[str],
    ) -> None:
        """Hold what must be so once all is done and calm."""
        for job in jobs:
            for what in self._wrong_with(job, told_alone.get(job.id, 0), is_unwritten=job.id in unwritten):
                self.story.broke("at the end", f"job {job.id} is {job.state}/{job.delivery_state}: {what}")
        self.limits.compare(ledger)

    def _was_never_sent(self, job: Job) -> bool:
        """Tell whether the create marked last was never begun, by a process that lives."""
        sender = self.sent_by.get(job.id)
        return job.id not in self.heard and any(process.owner is sender for process in self.survivors)

    def _wrong_with(self, job: Job, alone: int, *, is_unwritten: bool) -> Iterator[str]:
        if not job.state.is_final:
            yield "it has not ended"
        if job.delivery_state not in (DeliveryState.SENT, DeliveryState.HELD):
            yield "nobody was told"
        messages = [one for one in self.discord.of_job.get(job.id, ()) if one.posting == job.postings]
        if job.state is not State.CANCELLED:
            if job.delivery_state is DeliveryState.SENT and len(messages) + alone < 1:
                yield "no message tells of it"
            if alone and job.state is State.REFUSED and not job.postings and len(messages) + alone - is_unwritten > 1:
                yield "two tell of it"
            if messages and messages[-1].state != job.state.value:
                yield f"people were told that it is {messages[-1].state}"
        if job.state is State.UNKNOWN and self.heard.get(job.id) in self.survivors and not self.is_bought_again(job.id):
            yield "its create was answered, and the answer thrown away"
        if job.state is State.UNKNOWN and self._was_never_sent(job) and not self.is_bought_again(job.id):
            yield "whoever was about to send it lives, and has sent nothing"
        bought = [task for task in self.cloud.of_job.get(job.id, ()) if task.is_billed]
        if bought and job.state is State.REFUSED:
            yield f"{bought[0].task_id} was bought for it"
        if any(task.ending == "made" for task in bought) and job.state is State.FAILED:
            yield f"{bought[0].task_id} was made for it"
