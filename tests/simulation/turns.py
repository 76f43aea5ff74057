"""Servers take turns: who has a job to be sent waits for a few jobs of each other server, and not for all of them."""

from collections import Counter
from collections.abc import Callable

from bot.jobs.model import Job, NewJob, State
from tests.simulation.story import Story

# One server's jobs that may leave before another's: those on their way already, and some room for their order.
_MOST_BEFORE = 12


class Turns:
    """Who waits for a turn, by product and server. ``row``: a job as it stands on disk."""

    def __init__(self, story: Story, row: Callable[[str], Job | None]) -> None:
        self._story = story
        self._row = row
        self._waiting: dict[str, dict[int, dict[str, None]]] = {}
        self._passed: dict[tuple[str, int], Counter[int]] = {}
        self._sender: object = None

    def add(self, new: NewJob) -> None:
        """A new job waits."""
        servers = self._waiting.setdefault(new.backend.value, {})
        servers.setdefault(new.place.guild_id, {})[new.id] = None

    def take(self, sender: object, name: str, was: Job, is_in_line: Callable[[Job], bool]) -> None:
        """Hear of a transition that ``sender``, one life of a process, took.

        ``is_in_line``: whether it knows a job, and has not begun it. Whose turn it is lives and dies with a process.
        """
        if sender is not self._sender:
            self._sender = sender
            self._passed.clear()
        product, guild_id = was.backend.value, was.place.guild_id
        if was.state is State.REQUESTED:
            self._waiting[product][guild_id].pop(was.id, None)
        if name == "SUBMIT":
            self._passed.pop((product, guild_id), None)
            self._hold(product, guild_id, is_in_line)

    def _hold(self, product: str, sent_of: int, is_in_line: Callable[[Job], bool]) -> None:
        for guild_id, waiting in self._waiting[product].items():
            first = self._row(next(iter(waiting), ""))
            if guild_id == sent_of or first is None:
                continue
            passed = self._passed.setdefault((product, guild_id), Counter())
            if not is_in_line(first):  # nobody has told this process yet
                passed.clear()
                continue
            passed[sent_of] += 1
            if passed[sent_of] > _MOST_BEFORE:
                self._story.broke("no turn", f"{first.id} waits while {passed[sent_of]} of server {sent_of} are sent")
