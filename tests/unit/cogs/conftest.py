"""A bot with Foley's cogs, connected to a local Discord, with the real service over a store in memory.

Commands go as real payloads over the wire and through the real command tree. Only the provider is missing: every job is
taken up at once, as if its create call had been answered.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import discord
import pytest
import yarl

from bot.catalog.catalog import Catalog
from bot.catalog.voices import VoiceIndex
from bot.chat.texts import Texts
from bot.client import Foley
from bot.clock import SystemClock
from bot.guilds.guild_service import GuildService
from bot.guilds.operator import OperatorService
from bot.guilds.privacy import PrivacyService
from bot.jobs.model import ColumnUpdate, Job, State, Transition, TransitionRequest, Voice
from bot.jobs.repository import JobRepository
from bot.patterns import compile_pattern
from bot.runtime import Runtime as FullRuntime
from bot.sandbox.discord import DefaultWorld, Interaction, LocalDiscord
from bot.service.presets import Presets
from bot.settings import Settings
from tests.support.job_service import QuietProvider, job_service
from tests.support.memory_guilds import EmptyResultCache, MemoryGuildStore, NothingKept
from tests.support.memory_store import MemoryJobStore, MemoryPreferences, MemoryPresets, QuietSignals
from tests.support.patience import STAGE_LIMITS

EMMA = Voice("s1_emma+emma/emma+emma/emma==", "Emma", gender="female", age="youth", languages=("en",))
LI = Voice("s1_li+li+li+li/li+li+li+li==", "Li", gender="male", age="senior", languages=("zh", "en"))


class ListedVoices:
    """The provider's voice list."""

    async def list_voices(self) -> list[Voice]:
        return [EMMA, LI]


class CountingMemory:
    """What was synced, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def load(self, scope: str) -> str | None:
        return self.kept.get(scope)

    async def save(self, scope: str, payload_hash: str) -> None:
        self.kept[scope] = payload_hash


class HallRuntime:
    """What the cogs claim: the real service, and a record of what was asked of the background work."""

    def __init__(self, trusted_host: str) -> None:
        self.store = MemoryJobStore()
        self.preferences = MemoryPreferences()
        self.catalog = Catalog.load(trusted_hosts=(trusted_host,))
        self.texts = Texts()
        clock = SystemClock()
        voices = VoiceIndex(ListedVoices(), clock)
        voices.replace([EMMA, LI])
        signals = QuietSignals()
        self.repository = JobRepository(self.store, signals, clock)
        guild_store = MemoryGuildStore()
        self.clock = clock
        guilds = GuildService(guild_store, signals, clock, compile_pattern)
        self.presets = Presets(MemoryPresets(), guilds, clock)
        self.service = job_service(
            self.repository,
            guilds,
            OperatorService(guild_store, signals, clock),
            catalog=self.catalog,
            voices=voices,
            preferences=self.preferences,
        )
        self.privacy = PrivacyService(
            NothingKept(), self.repository, EmptyResultCache(), signals, clock, QuietProvider()
        )
        self.owner_guild_id: int | None = None
        self.log: list[str] = []
        self.first_transitions = (Transition.SUBMIT, Transition.ACCEPT)
        self._taking_up: set[asyncio.Task[None]] = set()
        self.repository.subscribe(self._hear)

    def _hear(self, job: Job) -> None:
        if job.state is State.REQUESTED:
            task = asyncio.create_task(self._take_up(job.id), name="take up")
            self._taking_up.add(task)
            task.add_done_callback(self._taking_up.discard)

    async def _take_up(self, job_id: str) -> None:
        for transition in self.first_transitions:
            await self.repository.take(
                TransitionRequest(
                    job_id, transition, ColumnUpdate(at=1.0, task_id="t" if transition is Transition.ACCEPT else None)
                )
            )

    async def start_work(self) -> None:
        self.log.append("start")

    async def stop_work(self) -> None:
        self.log.append("stop")

    async def close(self) -> None:
        self.log.append("close")
        await self.service.close()


class Hall:
    """Everything a test needs."""

    def __init__(self, local: LocalDiscord, world: DefaultWorld, bot: Foley, runtimes: list[HallRuntime]) -> None:
        self.local = local
        self.world = world
        self.bot = bot
        self.runtimes = runtimes

    @property
    def runtime(self) -> HallRuntime:
        return self.runtimes[-1]

    async def run(self, text: str, **options: Any) -> Interaction:
        """Run a command as the member in #general, and return once it was answered."""
        user = options.pop("user", self.world.member)
        interaction = await self.local.command(user, self.world.general, text, **options)
        await interaction.done()
        await self.settle()
        return interaction

    async def settle(self) -> None:
        """Wait until no command runs any more."""
        running = _tasks_named("CommandTree-invoker")
        if running:
            await asyncio.wait(running)

    async def started(self) -> None:
        """Wait until the bot has compared the servers it is in with those it knows of, as it does after connecting."""
        await self.local.patience.bounded(self.bot.wait_until_ready())
        comparing = _tasks_named("discord.py: on_ready")
        if comparing:
            await self.local.patience.bounded(asyncio.wait(comparing))

    async def choices(self, text: str, focused: str, **options: Any) -> list[tuple[str, Any]]:
        """Ask for suggestions as the member."""
        user = options.pop("user", self.world.member)
        found = await self.local.autocomplete(user, self.world.general, text, focused=focused)
        return [(choice["name"], choice["value"]) for choice in found]

    async def jobs(self) -> list[Job]:
        """Every job that was made, oldest first."""
        return [self.runtime.store.rows[job_id] for job_id in sorted(self.runtime.store.rows)]


def _tasks_named(beginning: str) -> list[asyncio.Task[Any]]:
    return [task for task in asyncio.all_tasks() if task.get_name().startswith(beginning)]


def said(interaction: Interaction) -> str:
    """What only this person was told."""
    return "\n".join(str(message.payload.get("content") or "") for message in interaction.ephemeral)


def settings_for(local: LocalDiscord, folder: Path, **changes: Any) -> Settings:
    values = {
        "discord_token": local.token,
        "tencentcloud_secret_id": "id",
        "tencentcloud_secret_key": "key",
        "data_dir": folder,
        "discord_api_url": local.api_url,
    }
    return Settings.load(None, **{**values, **changes})


@pytest.fixture
async def local(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord(limits=STAGE_LIMITS) as local:
        monkeypatch.setattr(discord.http.Route, "BASE", local.api_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(local.gateway.url))
        monkeypatch.setattr(discord.VoiceClient, "warn_nacl", False)
        monkeypatch.setattr(discord.VoiceClient, "warn_dave", False)
        yield local


@pytest.fixture
def runtimes(local: LocalDiscord, monkeypatch: pytest.MonkeyPatch) -> list[HallRuntime]:
    """Every runtime that cogs have opened."""
    opened: list[HallRuntime] = []

    async def open_runtime(bot: discord.Client, settings: Settings, **_: object) -> FullRuntime:
        opened.append(HallRuntime(str(yarl.URL(local.api_url).authority)))
        return cast("FullRuntime", opened[-1])

    monkeypatch.setattr("bot.app.open_runtime", open_runtime)
    return opened


@pytest.fixture
async def hall(local: LocalDiscord, runtimes: list[HallRuntime], tmp_path: Path) -> AsyncIterator[Hall]:
    world = local.default_world()
    world.member2.locale = "en-US"  # what everybody reads here is compared in English
    bot = Foley(settings_for(local, tmp_path), memory=CountingMemory(), guild_ready_timeout=0.1)
    async with bot:
        await bot.login(local.token)
        running = asyncio.create_task(bot.connect(), name="hall bot")
        try:
            await local.wait_ready()
            # Commands are sent beside the connection, and no order of the two is promised.
            await local.wait_for(lambda: any(local.platform.registry.by_scope.values()) or None)
            yield Hall(local, world, bot, runtimes)
        finally:
            await bot.close()
            await asyncio.gather(running, return_exceptions=True)
