"""Check fairness between servers: a waiting job is overtaken by a few jobs of each other server, not by all of them."""

from collections import Counter
from collections.abc import Callable

from bot.jobs.model import Job, NewJob, State
from tests.simulation.story import Story

# So many jobs of one server may overtake a waiting one of another: those already in progress, and some slack.
_MOST_OVERTAKING = 12


class FairnessChecker:
    """Tracks waiting jobs by product and server. ``row``: returns a job as it is on disk."""

    def __init__(self, story: Story, row: Callable[[str], Job | None]) -> None:
        self._story = story
        self._row = row
        self._waiting: dict[str, dict[int, dict[str, None]]] = {}
        self._overtaken_by: dict[tuple[str, int], Counter[int]] = {}
        self._sender: object = None

    def add(self, new: NewJob) -> None:
        """Note a new job."""
        servers = self._waiting.setdefault(new.backend.value, {})
        servers.setdefault(new.place.guild_id, {})[new.id] = None

    def observe(self, sender: object, name: str, was: Job, is_queued: Callable[[Job], bool]) -> None:
        """Note a transition taken by ``sender``, one life of a process.

        ``is_queued``: whether the sender has the job in its queue. The order of servers is lost with the process.
        """
        if sender is not self._sender:
            self._sender = sender
            self._overtaken_by.clear()
        product, guild_id = was.backend.value, was.place.guild_id
        if was.state is State.REQUESTED:
            self._waiting[product][guild_id].pop(was.id, None)
        if name == "SUBMIT":
            self._overtaken_by.pop((product, guild_id), None)
            self._check(product, guild_id, is_queued)

    def _check(self, product: str, sent_guild_id: int, is_queued: Callable[[Job], bool]) -> None:
        for guild_id, waiting in self._waiting[product].items():
            first = self._row(next(iter(waiting), ""))
            if guild_id == sent_guild_id or first is None:
                continue
            overtaken_by = self._overtaken_by.setdefault((product, guild_id), Counter())
            if not is_queued(first):  # this process doesn't know of it yet
                overtaken_by.clear()
                continue
            overtaken_by[sent_guild_id] += 1
            if overtaken_by[sent_guild_id] > _MOST_OVERTAKING:
                self._story.fail(
                    "unfair queue",
                    f"{first.id} waits while {overtaken_by[sent_guild_id]} of server {sent_guild_id} are sent",
                )
