"""``python -m tests.attack.soak``: many jobs of all kinds while a tenth of everything fails and the bot is killed.

Seeded. People keep asking until the wished number of jobs is on disk; the bot is killed with SIGKILL three times on
the way. The faults last until the end. Then every job must have ended and been told once, and been bought at most
once.
"""

import argparse
import asyncio
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox.bot_process import BotProcess, execute
from bot.sandbox.discord import Channel, CommandRejected, Limits, LocalDiscord, User
from bot.sandbox.stage import SECRET_ID, SECRET_KEY, Stage
from bot.sandbox.tencent import Call, LocalTencent, Profile, Settings
from tests.attack import database_rows
from tests.attack.ledger_of_soak import Verdict, judge
from tests.attack.scene import is_create
from tests.attack.trouble import SHARE, DiscordTrouble, GatewayTrouble, TencentTrouble

SPEED = 60.0
FULL_JOBS = 2000
# A run that is not over by then is judged as it stands: what has not ended is lost.
LIMIT_SECONDS = 600.0
KILLS = 3
QUICK_BOT = Path(__file__).with_name("quick_bot.py")
_MOST_OPEN = 200
_BATCH = 25
_GUILDS = 4
_CHANNELS = 3
_STRIKES = 33
_COMMANDS = (
    "/music prompt:number {number} calm rain",
    "/sfx prompt:number {number} a door creaks",
    "/tts text:number {number} hello there voice:Emma",
    "/video prompt:number {number} a paper boat",
)


@dataclass(slots=True)
class Soak:
    """One run. ``counts``: what was asked and what came of it, by name."""

    stage: Stage
    rng: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    url: str = field(init=False)

    def __post_init__(self) -> None:
        # Its workers belong to a server of their own, which it can't share with us.
        bot = BotProcess(self.stage.environment(), self.stage.folder, arguments=(str(QUICK_BOT),), launch=execute)
        self.stage.bots[:] = [bot]
        self.stage.tencent.settings.profile = Profile(lengths_seconds={"music": 2.0, "sfx": 1.0, "video": 1.0})
        self.stage.tencent.subscribe(self._count_call)
        self.url = f"sqlite:///{self.stage.folder / 'foley.db'}"

    def _count_call(self, call: Call) -> None:
        if call.service == "results":
            self.counts["downloads"] += 1
        else:
            self.counts["create calls" if is_create(call.action) else "looks and others"] += 1

    def people(self) -> list[tuple[User, Channel]]:
        """Make several servers; return who may ask where."""
        world = self.stage.discord.world
        places = [
            (self.stage.world.member, self.stage.world.general),
            (self.stage.world.member2, self.stage.world.general),
        ]
        for number in range(1, _GUILDS):
            owner, other = world.add_user(f"owner{number}"), world.add_user(f"friend{number}")
            guild = world.add_guild(f"Guild {number}", owner=owner)
            world.add_member(guild, other)
            for name in range(_CHANNELS):
                channel = world.add_channel(guild, f"channel-{name}")
                places += [(owner, channel), (other, channel)]
        return places

    async def ask(self, places: list[tuple[User, Channel]]) -> None:
        """Let somebody run some command; a client that does not know the commands just now runs none."""
        user, channel = self.rng.choice(places)
        command = self.rng.choice(_COMMANDS).format(number=f"n{self.asked:05d}")
        self.asked += 1
        try:
            await self.stage.discord.command(user, channel, command)
        except CommandRejected:
            self.counts["commands not offered"] += 1

    async def restart(self) -> None:
        """Kill the bot and start it again, through the same faults."""
        await self.stage.kill_bot()
        await self.stage.start_bot()
        self.counts["kill -9"] += 1

    async def run(self, wished: int, kills: int, gateway: GatewayTrouble) -> list[database_rows.Row]:
        """Ask until there are so many jobs and all have ended, or time is up; return them."""
        deadline = time.monotonic() + LIMIT_SECONDS
        places = self.people()
        kill_at = [wished * (number + 1) // (kills + 1) for number in range(kills)]
        strike_at = between_strikes = max(8, wished // _STRIKES)
        while True:
            rows = await database_rows.jobs(self.url)
            still_open = sum(not database_rows.is_settled(row) for row in rows)
            if (len(rows) >= wished and not still_open) or time.monotonic() > deadline:
                return rows
            if kill_at and len(rows) >= kill_at[0]:
                kill_at.pop(0)
                await self.restart()
            if len(rows) >= strike_at and gateway.strike():
                strike_at += between_strikes
            # Few go on asking a bot that is not connected.
            batch = _BATCH if self.stage.discord.ready_shards() else 1
            for _ in range(min(batch, wished - len(rows), _MOST_OPEN - still_open)):
                await self.ask(places)
            await asyncio.sleep(0.25)


async def soak(wished: int, seed: int, *, kills: int = KILLS, share: float = SHARE) -> tuple[Verdict, str]:
    """Run one soak; return what is wrong, and the printed summary."""
    rng = random.Random(seed)
    began_at = time.monotonic()
    # One seed for everything drawn: who asks what, which request fails how, how long tasks take.
    cloud = LocalTencent(Settings(credentials={SECRET_ID: SECRET_KEY}), seed=seed)
    async with Stage.opened(
        speed=SPEED, tencent=cloud, discord=LocalDiscord(seed=seed, limits=Limits(identify_interval_seconds=0.0))
    ) as stage:
        one = Soak(stage, rng)
        await stage.start_bot()
        await stage.wait_for_commands()
        discord, tencent = DiscordTrouble(stage.discord, share), TencentTrouble(stage.tencent, share)
        gateway = GatewayTrouble(stage.discord, rng)
        rows = await one.run(wished, kills, gateway)
        one.counts["Discord requests"] = len(stage.discord.requests)
        verdict = judge(rows, stage, await database_rows.wrong_claims(one.url))
        seconds = time.monotonic() - began_at
    faults = {"Discord": discord.counts(), "Tencent": tencent.counts(), "gateway": gateway.counts()}
    if wished >= FULL_JOBS:  # in a small one a rare fault may not come up
        verdict.never_dealt = [f"{side}: {name}" for side, found in faults.items() for name in found if not found[name]]
    return verdict, _summary(rows, one, faults, verdict, seconds)


def _summary(
    rows: list[database_rows.Row], one: Soak, faults: dict[str, Counter[str]], verdict: Verdict, seconds: float
) -> str:
    kinds = Counter(str(row["kind"]) for row in rows)
    states = Counter(str(row["state"]) for row in rows)
    lines = [
        f"jobs      {len(rows)}: {_listed(kinds)}",
        f"asked     {one.asked} commands (some were not answered by Discord's fault, and made no job)",
        f"ended     {_listed(states)}",
        *(f"faults    {side}, {sum(counts.values())}: {_listed(counts)}" for side, counts in faults.items()),
        f"requests  {_listed(one.counts)}",
        f"retries   {verdict.create_retries} creates refused and sent again, {verdict.postings_again} postings again",
        f"restarts  {one.counts['kill -9']}",
        f"lost      {len(verdict.lost)}",
        f"doubled   {len(verdict.doubled)}",
        f"unknown   {states['unknown']}, said {verdict.unknown_said}",
        f"claims    {len(verdict.wrong_claims)} wrong",
        f"time      {seconds:.0f} s",
    ]
    return "\n".join([*lines, *verdict.problems()])


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.attack.soak")
    parser.add_argument("--jobs", type=int, default=FULL_JOBS)
    parser.add_argument("--seed", type=int, default=8)
    arguments = parser.parse_args()
    found, text = asyncio.run(soak(arguments.jobs, arguments.seed))
    print(text)
    sys.exit(int(bool(found.problems())))
