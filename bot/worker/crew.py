"""The workers of the background work, told of every job together."""

from dataclasses import dataclass, field

from bot.jobs.model import Job, Notice
from bot.worker.delivery import Delivery
from bot.worker.dispatcher import Dispatcher
from bot.worker.lost_tasks import LostTaskFinder
from bot.worker.poller import Poller
from bot.worker.status_board import StatusBoard


@dataclass(frozen=True, slots=True)
class Crew:
    """Who sends, who watches, who posts, who keeps the status messages, and who looks for what was lost."""

    dispatcher: Dispatcher
    poller: Poller
    delivery: Delivery
    board: StatusBoard
    lost_tasks: LostTaskFinder
    # What the workers may still remember: an ending that another process reached must be told to them afterwards.
    open_ids: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Let all begin."""
        for worker in (self.board, self.dispatcher, self.poller, self.delivery):
            worker.start()

    def observe(self, job: Job) -> None:
        """Let each of them hear of a job."""
        if job.state.is_final and job.notice not in (Notice.DUE, Notice.SENDING):
            self.open_ids.discard(job.id)
        else:
            self.open_ids.add(job.id)
        self.dispatcher.observe(job)
        self.poller.observe(job)
        self.delivery.observe(job)
        self.board.observe(job)
        self.board.queue_moved()
        self.lost_tasks.observe(job)

    def failing(self, now: float) -> list[str]:
        """Return the loops that fail again and again; ``now`` is monotonic."""
        workers = (self.dispatcher, self.poller, self.delivery, self.board)
        return [name for worker in workers for name in worker.failing(now)]
