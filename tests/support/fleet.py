"""Several real bot processes on one PostgreSQL, between one local Discord and one local Tencent Cloud.

Each process answers its own shards. Which one holds the lease is read from what the processes say themselves.
"""

import re
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncpg

from bot.sandbox.bot_process import BotProcess
from bot.sandbox.discord import Event, Interaction, LocalDiscord
from bot.sandbox.discord.world.model import Channel, User
from bot.sandbox.stage import Stage
from bot.sandbox.tencent.actions.calls import Call
from tests.support.patience import STAGE_LIMITS

# Hundreds of jobs and processes that are killed take longer than one step of a test.
_LONG_SECONDS = 60.0
_FLEET_BOT = Path(__file__).with_name("fleet_bot.py")
_TAKES = "lease.acquired"
_LOOKS = re.compile(r"^(Describe(?!Voices)|Create|TextToSpeech)")
_CREATES = re.compile(r"^(Create|TextToSpeech(Async)?$)")
# Discord's own limits belong to one address and one bot; here the machine is the limit.
_LIMITS = replace(STAGE_LIMITS, global_requests=None, route_requests=10_000, max_concurrency=16)
COMMANDS = ("/music prompt:", "/sfx prompt:", "/video prompt:", "/tts voice:Emma text:")


class Fleet:
    """The processes, the servers (guilds) of their shards, and what the sandbox saw of them."""

    def __init__(self, stage: Stage, database_url: str, count: int) -> None:
        self.stage = stage
        self.database_url = database_url
        self.holder: BotProcess | None = None
        self.bots = [self._new_bot(number, count) for number in range(count)]
        stage.bots[:] = self.bots
        self.rooms: list[list[tuple[User, Channel]]] = [[] for _ in range(count)]
        self.sent: dict[str, Interaction] = {}
        # When somebody did what only the holder of the lease does.
        self.worked: list[float] = []
        self._last_rows: list[Any] = []
        stage.tencent.subscribe(self._saw)
        stage.discord.subscribe(self._saw_event)
        stage.patience.accounts.append(self._rows_told)

    def _new_bot(self, number: int, count: int) -> BotProcess:
        settings = {
            "FOLEY_SHARDS": f"{number}/{count}",
            "FOLEY_DATABASE_URL": self.database_url,
            "FOLEY_NEW_SERVER": "open",
            "FOLEY_DATA_DIR": str(self.stage.folder / f"data-{number}"),
        }

        def heard(line: str) -> None:
            if _TAKES in line:
                self.holder = bot

        bot = BotProcess(
            {**self.stage.environment(), **settings},
            self.stage.folder,
            on_line=heard,
            arguments=(str(_FLEET_BOT),),
        )
        return bot

    def _saw(self, call: Call) -> None:
        if _LOOKS.match(call.action):
            self.worked.append(time.monotonic())

    def _saw_event(self, event: Event) -> None:
        if event.kind == "message_create" and event.data["message"].get("message_reference"):
            self.worked.append(time.monotonic())

    def people_everywhere(self, rooms_a_shard: int = 2) -> None:
        """Make servers until each shard has some, every one with a person in it."""
        world = self.stage.discord.world
        count = len(self.bots)
        number = 0
        while min(map(len, self.rooms)) < rooms_a_shard:
            number += 1
            owner = world.add_user(f"owner{number}")
            guild = world.add_guild(f"Server {number}", owner=owner, with_bot=False)
            rooms = self.rooms[(guild.id >> 22) % count]
            if len(rooms) < rooms_a_shard:
                world.bot_joins(guild, added_by=owner)
                rooms.append((owner, world.add_channel(guild, "studio")))
            else:
                time.sleep(0.001)  # the shard is told by the millisecond in the id

    async def start(self) -> None:
        """Start all and return once every shard is connected, somebody holds the lease and commands are known."""
        for bot in self.bots:
            await bot.start()
        await self.stage.discord.wait_ready(len(self.bots))
        await self.stage.wait_for_commands()
        await self.wait_for_holder()

    def _rows_told(self) -> str:
        return "\n".join(["What PostgreSQL said last:", *(f"  {dict(row)}" for row in self._last_rows)])

    async def wait_for_holder(self) -> BotProcess:
        """Return the process that holds the lease, as soon as there is one."""

        def holder() -> BotProcess | None:
            return self.holder if self.holder is not None and self.holder.running else None

        return await self.stage.patience.until(holder)

    async def kill_holder(self) -> float:
        """Kill the holder as a crash would; return the moment on the monotonic clock."""
        holder = await self.wait_for_holder()
        self.holder = None
        await holder.kill()
        return time.monotonic()

    async def takeover_seconds(self, killed_at: float) -> float:
        """Return how long nobody sent, looked or posted after the holder was killed."""

        def seconds() -> float | None:
            later = [at for at in self.worked if at > killed_at + 0.1]
            return later[0] - killed_at if later and self.holder is not None else None

        return await self.stage.patience.until(seconds)

    @staticmethod
    def words(number: int) -> str:
        """Return the sentence of a command by its number."""
        return f"sound number {number:04d}"

    async def ask(self, number: int, shard: int) -> Interaction:
        """Run one command in a server of a shard; the number chooses kind and server and is in its sentence."""
        rooms = self.rooms[shard]
        user, channel = rooms[number // len(self.bots) % len(rooms)]
        words = self.words(number)
        command = COMMANDS[number % len(COMMANDS)] + words
        interaction = await self.stage.discord.command(user, channel, command)
        self.sent[words] = interaction
        await interaction.wait_first_answer()
        return interaction

    async def rows(self, query: str = "SELECT * FROM jobs ORDER BY id") -> list[Any]:
        """Read the database as an onlooker."""
        connection = await asyncpg.connect(self.database_url)
        try:
            self._last_rows = list(await connection.fetch(query))
            return self._last_rows
        finally:
            await connection.close()

    async def wait_rows(self, condition: str) -> None:
        """Return once an SQL condition over all jobs is true."""

        async def holds() -> bool:
            if (await self.rows(f"SELECT ({condition}) AS it FROM jobs"))[0]["it"]:
                return True
            await self.rows()  # for the account of a wait that runs out
            return False

        await replace(self.stage.patience, seconds=_LONG_SECONDS).until_found(holds, 0.1)

    def accepted_creates(self) -> Counter[str]:
        """Count how often each sentence was bought."""
        bought: Counter[str] = Counter()
        for call in self.stage.tencent.calls:
            if _CREATES.match(call.action) and call.task_id:
                asked = str(call.request)
                bought.update(words for words in re.findall(r"sound number \d{4}", asked)[:1])
        return bought

    def endings(self) -> Counter[int]:
        """Count the messages that end a job by the status message they reply to."""
        replies: Counter[int] = Counter()
        for rooms in self.rooms:
            for _, channel in rooms:
                for message in self.stage.discord.messages(channel):
                    reference = message.payload.get("message_reference") or {}
                    if reference.get("message_id"):
                        replies[int(reference["message_id"])] += 1
        return replies

    def busiest_seconds(self) -> dict[str, tuple[int, int]]:
        """Return the busiest second of each action beside its limit."""
        limits = self.stage.tencent.limits
        return {
            f"{service}:{action}": (limits.busiest_second(service, action), rate)
            for (service, action), rate in limits.rates.items()
            if limits.arrivals(service, action)
        }


@asynccontextmanager
async def open_fleet(database_url: str, count: int, *, speed: float, **settings: str) -> AsyncIterator[Fleet]:
    """Open a stage with a fleet that is not started; every process is killed on exit."""
    async with Stage.opened(speed=speed, settings=settings, discord=LocalDiscord(limits=_LIMITS)) as stage:
        fleet = Fleet(stage, database_url, count)
        fleet.people_everywhere()
        try:
            yield fleet
        finally:
            for bot in fleet.bots:
                if bot.running:
                    await bot.kill()
