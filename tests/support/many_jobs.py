"""Many jobs through many processes while the holder of the lease is killed again and again, and what must hold then."""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field

from bot.sandbox.bot_process import BotProcess
from tests.support.fleet import Fleet

_ASKED_AT_ONCE = 8
_TIMES_ASKED = 4


@dataclass
class Course:
    """What happened."""

    jobs: int = 0
    asked_again: int = 0
    states: Counter[str] = field(default_factory=Counter)
    takeover_seconds: list[float] = field(default_factory=list)
    busiest_seconds: dict[str, tuple[int, int]] = field(default_factory=dict)
    bought_twice: list[str] = field(default_factory=list)
    endings_wrong: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def problems(self) -> list[str]:
        """Return what must not have happened."""
        over = [action for action, (most, rate) in self.busiest_seconds.items() if most > rate]
        found = {
            "bought twice": self.bought_twice,
            "not ended by exactly one message": list(self.endings_wrong),
            "neither made nor told to be unknown": [s for s in self.states if s not in ("ready", "unknown")],
            "over the account's rate": over,
        }
        return [f"{what}: {', '.join(which)}" for what, which in found.items() if which]

    def text(self) -> str:
        """Return the figures for a person."""
        takeovers = ", ".join(f"{seconds:.1f}" for seconds in self.takeover_seconds)
        busiest = ", ".join(f"{action} {most}/{rate}" for action, (most, rate) in self.busiest_seconds.items())
        return "; ".join(
            (
                f"{self.jobs} jobs ({self.asked_again} asked again) in {self.seconds:.0f} s: {dict(self.states)}",
                f"takeovers {takeovers} s",
                f"busiest seconds {busiest}",
                f"bought twice {len(self.bought_twice)}",
                f"not ended by exactly one message {len(self.endings_wrong)}",
            )
        )


async def run_course(fleet: Fleet, jobs: int, kills: int, seed: int) -> Course:
    """Ask for ``jobs`` jobs, kill the holder ``kills`` times meanwhile, wait for the last ending, and count."""
    began_at = time.monotonic()
    rng = random.Random(seed)
    moments = sorted(rng.sample(range(jobs // 8, jobs - jobs // 8), kills))
    course = Course()
    asked = _Asked(fleet, jobs)
    asking = asyncio.create_task(asked.all(), name="asking")
    try:
        for moment in moments:
            await asked.reach(moment)
            await asyncio.sleep(rng.uniform(0.0, 0.5))  # anywhere between two steps of the work
            await _kill_once(fleet, course, asked)
        await asking
    finally:
        asking.cancel()
    course.asked_again = await _ask_lost_again(fleet, jobs)
    await fleet.wait_rows("bool_and(delivery_state = 'sent')")
    course.seconds = time.monotonic() - began_at
    await _judge(fleet, course)
    return course


async def _ask_lost_again(fleet: Fleet, jobs: int) -> int:
    """Do as people do whose command died with its process before anything was written: run it once more.

    And once more where that one was lost too, its process being on its way back.
    """
    asked = 0
    for _ in range(_TIMES_ASKED):
        written = {row["status_message_id"] for row in await fleet.rows()}
        originals = [fleet.sent[fleet.words(number)].original for number in range(jobs)]
        lost = [number for number, message in enumerate(originals) if message is None or message.id not in written]
        for number in lost:
            interaction = await fleet.ask(number, number % len(fleet.bots))
            await interaction.done()
        asked += len(lost)
    return asked


class _Asked:
    """Asks, spread over the shards whose process lives."""

    def __init__(self, fleet: Fleet, jobs: int) -> None:
        self._fleet = fleet
        self._numbers = iter(range(jobs))
        self._done = 0
        self._moved = asyncio.Event()
        self.away: set[BotProcess] = set()

    async def all(self) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(_ASKED_AT_ONCE):
                group.create_task(self._ask_one_after_the_other())

    async def reach(self, count: int) -> None:
        while self._done < count:
            self._moved.clear()
            await self._moved.wait()

    async def _ask_one_after_the_other(self) -> None:
        for number in self._numbers:
            shards = [shard for shard, bot in enumerate(self._fleet.bots) if bot not in self.away]
            await self._fleet.ask(number, shards[number % len(shards)])
            self._done += 1
            self._moved.set()


async def _kill_once(fleet: Fleet, course: Course, asked: _Asked) -> None:
    victim = await fleet.wait_for_holder()
    asked.away.add(victim)
    killed_at = await fleet.kill_holder()
    course.takeover_seconds.append(await fleet.takeover_seconds(killed_at))
    await victim.start()
    await fleet.stage.discord.wait_ready(len(fleet.bots))
    asked.away.discard(victim)


async def _judge(fleet: Fleet, course: Course) -> None:
    rows = await fleet.rows()
    endings = fleet.endings()
    course.jobs = len(rows)
    course.states = Counter(row["state"] for row in rows)
    course.busiest_seconds = fleet.busiest_seconds()
    course.bought_twice = [words for words, times in fleet.accepted_creates().items() if times > 1]
    course.endings_wrong = {row["id"]: count for row in rows if (count := endings[row["status_message_id"]]) != 1}
