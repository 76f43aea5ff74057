"""Finds out which create calls nobody will ever answer: those of a process that is gone.

A job that is ``submitting`` on disk was being sent by some process. Whoever takes the lease asks all processes which
calls they still have on their way; a living one answers through the same signals. What nobody claims, though it was
asked several times, belongs to the dead. Asks no clock of another machine and sends nothing to the provider.
"""

import secrets
from collections.abc import Callable, Collection, Iterator, Sequence

from bot.clock import Clock
from bot.jobs.ports import Signals
from bot.jobs.tasks import Tasks

TOPIC = "creates"
# A living process that has just lost its connection listens again within about a second.
ASKS = 3
ASK_SECONDS = 1.0
_IDS_A_SIGNAL = 200
_ASK, _MINE = "ask", "mine"


class RollCall:
    """Answers for this process and asks the others. ``mine``: ids of the jobs whose creates are on their way here.

    ``hearing`` says whether other processes can be heard now; without that, silence means nothing.
    """

    def __init__(
        self,
        signals: Signals,
        clock: Clock,
        mine: Callable[[], Collection[str]],
        *,
        hearing: Callable[[], bool] = lambda: True,
    ) -> None:
        self._signals = signals
        self._clock = clock
        self._mine = mine
        self._hearing = hearing
        self._name = secrets.token_hex(4)
        self._claimed: set[str] = set()
        self._answers = Tasks("roll-call")
        self._unsubscribe = signals.subscribe(TOPIC, self._hear)

    async def close(self) -> None:
        """Stop answering."""
        self._unsubscribe()
        await self._answers.cancel()

    async def claimed(self) -> frozenset[str] | None:
        """Return the jobs that living processes are sending now; None when the others could not be heard."""
        self._claimed = set(self._mine())
        for _ in range(ASKS):
            if not self._hearing():
                return None
            await self._signals.publish(TOPIC, f"{_ASK}:{self._name}")
            await self._clock.sleep(ASK_SECONDS)
        return frozenset(self._claimed | set(self._mine())) if self._hearing() else None

    def _hear(self, payload: str) -> None:
        word, _, rest = payload.partition(":")
        if word == _MINE:
            self._claimed.update(rest.split(","))
        elif word == _ASK and rest != self._name:
            for ids in _chunks(sorted(self._mine())):
                self._answers.start(self._signals.publish(TOPIC, f"{_MINE}:{','.join(ids)}"), "answer")


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _IDS_A_SIGNAL] for start in range(0, len(ids), _IDS_A_SIGNAL))
