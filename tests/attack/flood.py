"""A flood of interactions against the real bot, and what a bystander in another server notices of it.

``python -m tests.attack.flood`` sends 10,000 in a minute, from people of several servers; ``make test`` a small one.
Measured: the bot's memory, and how long the bystander's commands waited for their first answer.
"""

import argparse
import asyncio
import math
import sys
import time
from dataclasses import dataclass, field

import psutil

from bot.sandbox.discord import Channel, Interaction, State, User
from bot.sandbox.discord.world.interactions import Interactions
from bot.sandbox.stage import Stage

FULL_COUNT = 10_000
FULL_SECONDS = 60.0
_ATTACKERS = 40
_SERVERS = 4
MOST_GROWTH_BYTES = 192 * 2**20
SLOWEST_ANSWER_MS = 3000.0
_LEAST_PACE = 0.95
_COMMANDS = (
    "/music prompt:flood {number} lyrics:" + "la " * 300,
    "/sfx prompt:flood {number}",
    "/video prompt:flood {number}",
    "/tts text:flood {number} voice:Emma",
    "/tts text:flood {number} speed:1.5 translate_to:French",
    "/music long:true prompt:flood {number}",  # opens a window that is never sent
    "/jobs list",
    "/music prompt:flood {number} model:no such model",
)


@dataclass
class Report:
    """What was seen. ``first_answer_ms`` is the bystander's; infinity where no answer came in time."""

    sent: int = 0
    seconds: float = 0.0
    answered: int = 0
    unanswered: int = 0
    rss_before_bytes: int = 0
    rss_peak_bytes: int = 0
    rss_at_end_bytes: int = 0
    restarts: int = 0
    jobs: int = 0
    first_answer_ms: list[float] = field(default_factory=list)

    def percentile_ms(self, share: float) -> float:
        ordered = sorted(self.first_answer_ms)
        return ordered[max(0, math.ceil(share * len(ordered)) - 1)]

    def problems(self, wanted_seconds: float) -> list[str]:
        """Return what must not be."""
        growth = self.rss_peak_bytes - self.rss_before_bytes
        slow = self.seconds > wanted_seconds / _LEAST_PACE
        return [
            *([f"{self.unanswered} not answered"] if self.unanswered else []),
            *([f"{self.restarts} restarts"] if self.restarts else []),
            *([f"memory grew by {growth / 2**20:.0f} MiB"] if growth > MOST_GROWTH_BYTES else []),
            *(["the bystander had to wait"] if self.percentile_ms(0.99) >= SLOWEST_ANSWER_MS else []),
            *([f"sent within {self.seconds:.0f} s only: that was no flood"] if slow else []),
        ]

    def lines(self) -> list[str]:
        return [
            f"interactions sent         {self.sent} in {self.seconds:.0f} s",
            f"answered in time          {self.answered}",
            f"not answered in 3 s       {self.unanswered}",
            f"memory before             {self.rss_before_bytes / 2**20:.0f} MiB",
            f"memory ceiling            {self.rss_peak_bytes / 2**20:.0f} MiB",
            f"memory at the end         {self.rss_at_end_bytes / 2**20:.0f} MiB",
            f"bystander's commands      {len(self.first_answer_ms)}",
            f"bystander's first answer  p50 {self.percentile_ms(0.5):.0f} ms, p99 {self.percentile_ms(0.99):.0f} ms",
            f"restarts of the bot       {self.restarts}",
        ]


def _forget(interactions: Interactions) -> None:
    """Let the local Discord forget what is answered: it is the bot's memory that is measured, not its own time."""
    done = [one for one in interactions.by_id.values() if one.state is not State.SENT]
    for one in done[: max(0, len(done) - 2000)]:
        interactions.by_id.pop(one.id, None)


class Flood:
    """One run on an open stage whose bot is connected."""

    def __init__(self, stage: Stage, count: int, seconds: float) -> None:
        self.stage = stage
        self.count = count
        self.seconds = seconds
        self.report = Report()
        world = stage.discord.world
        owner = world.add_user("bystander")
        guild = world.add_guild("A quiet server", owner=owner)
        self.bystander = (owner, world.add_channel(guild, "studio"))
        self._servers = [(stage.world.guild, stage.world.general)]
        for number in range(1, _SERVERS):
            loud = world.add_guild(f"A loud server {number}", owner=world.add_user(f"loud{number}"))
            self._servers.append((loud, world.add_channel(loud, "noise")))
        self.attackers = [self._attacker(number) for number in range(_ATTACKERS)]
        self._over = asyncio.Event()
        self._flood: list[Interaction] = []

    def _attacker(self, number: int) -> tuple[User, Channel]:
        world = self.stage.discord.world
        user = world.add_user(f"flooder{number}")
        guild, channel = self._servers[number % len(self._servers)]
        world.add_member(guild, user)
        return user, channel

    async def run(self) -> Report:
        """Send everything at its moment, and look on from beside."""
        assert self.stage.bot.pid is not None
        self.report.rss_before_bytes = psutil.Process(self.stage.bot.pid).memory_info().rss
        tasks = [asyncio.create_task(self._apply()), asyncio.create_task(self._stand_by())]
        began_at = time.monotonic()
        for number in range(self.count):
            due_at = began_at + number * self.seconds / self.count
            await asyncio.sleep(max(0.0, due_at - time.monotonic()))
            user, channel = self.attackers[number % len(self.attackers)]
            command = _COMMANDS[number % len(_COMMANDS)].format(number=number)
            self._flood.append(await self.stage.discord.command(user, channel, command))
            if number % 500 == 0:
                _forget(self.stage.discord.platform.interactions)
        self.report.seconds = time.monotonic() - began_at
        self._over.set()
        await asyncio.gather(*tasks)
        await asyncio.gather(*(one.wait_first_answer() for one in self._flood))
        self.report.sent = len(self._flood)
        self.report.answered = sum(one.first_answer_ms is not None for one in self._flood)
        self.report.unanswered = self.report.sent - self.report.answered
        self.report.restarts = self.stage.bot.starts - 1
        self.report.rss_at_end_bytes = psutil.Process(self.stage.bot.pid).memory_info().rss
        return self.report

    async def _apply(self) -> None:
        process = psutil.Process(self.stage.bot.pid)
        while not self._over.is_set():
            self.report.rss_peak_bytes = max(self.report.rss_peak_bytes, process.memory_info().rss)
            await asyncio.sleep(0.1)

    async def _stand_by(self) -> None:
        user, channel = self.bystander
        while not self._over.is_set():
            interaction = await self.stage.discord.command(user, channel, "/sfx prompt:a quiet bell")
            await interaction.wait_first_answer()
            self.report.first_answer_ms.append(interaction.first_answer_ms or math.inf)
            await asyncio.sleep(0.25)


async def _main(count: int, seconds: float) -> int:
    async with Stage.opened(speed=60.0, settings={"FOLEY_LOG_LEVEL": "ERROR"}) as stage:
        await stage.start_bot()
        await stage.wait_for_commands()
        report = await Flood(stage, count, seconds).run()
    print("\n".join(report.lines()))
    problems = report.problems(seconds)
    print("\n".join(f"WRONG  {one}" for one in problems) or "all within bounds")
    return int(bool(problems))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=FULL_COUNT)
    parser.add_argument("--seconds", type=float, default=FULL_SECONDS)
    arguments = parser.parse_args()
    sys.exit(asyncio.run(_main(arguments.count, arguments.seconds)))
