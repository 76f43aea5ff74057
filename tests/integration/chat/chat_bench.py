"""A small bot with Foley's flow, buttons and windows over a real job service, its jobs in memory."""

import asyncio
from collections.abc import Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord

from bot.catalog.catalog import Catalog
from bot.catalog.voices import VoiceIndex
from bot.chat.interaction.buttons import buttons
from bot.chat.interaction.flow import submit_request
from bot.chat.interaction.modals import open_lyrics_modal
from bot.chat.interaction.open_modals import answer_lost_modal
from bot.chat.sending.messenger import DiscordMessenger
from bot.chat.texts import Texts
from bot.errors import ProviderError
from bot.guilds.guild_service import GuildService
from bot.guilds.operator import OperatorService
from bot.jobs.model import (
    ColumnUpdate,
    DeliveryState,
    Fault,
    Job,
    Medium,
    MusicRequest,
    Output,
    SpeechRequest,
    State,
    Transition,
    TransitionRequest,
    Voice,
)
from bot.jobs.ports import NO_MARKS, Drawing, Marks, MediaFile, PollResult, ResultView, Running, VoiceClip
from bot.jobs.repository import JobRepository
from bot.patterns import compile_pattern
from bot.sandbox.discord import DefaultWorld, Interaction, LocalDiscord, Message
from bot.sandbox.discord import State as Answer
from bot.worker.result_builder import ResultBuilder
from tests.support.instant_clock import InstantClock
from tests.support.job_service import job_service
from tests.support.manual_clock import ManualClock
from tests.support.memory_guilds import MemoryGuildStore
from tests.support.memory_store import MemoryJobStore, MemoryPreferences, QuietSignals
from tests.support.small_bot import SmallBot
from tests.unit.chat.chat_samples import NOW


class OneVoice:
    """A voice source with nobody in it."""

    async def list_voices(self) -> list[Voice]:
        return [Voice("voice-one-id", "Sophie"), Voice("voice-two-id", "Tom")]


class FileMedia:
    """A media port whose every output is the same little file, and whose every clip is that file again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fetching = 0
        self.may_fetch = asyncio.Event()
        self.may_fetch.set()

    @asynccontextmanager
    async def workspace(self, job_id: str, room_bytes: int = 0) -> Any:
        yield self.folder

    def expect_result(self) -> None:
        pass

    async def fetch(self, output: Output, folder: Path, *, draw: Drawing = Drawing.NOTHING) -> MediaFile:
        self.fetching += 1
        await self.may_fetch.wait()
        path = folder / "sound.mp3"
        path.write_bytes(b"\xff\xfb" + bytes(400))
        return MediaFile(path, 402, "audio/mpeg", "mp3", output.medium, 2.5)

    async def fit(self, file: MediaFile, *_: object, level: bool = False, marks: Marks = NO_MARKS) -> MediaFile:
        return file

    async def poster_picture(self, file: MediaFile, _: Path) -> Path:
        raise AssertionError("no film is too large here")

    async def waveform_picture(self, file: MediaFile, _: Path, *, with_loudness: bool = False) -> Path:
        return file.path

    async def voice_clip(self, file: MediaFile, *_: object, level: bool = False, marks: Marks = NO_MARKS) -> VoiceClip:
        path = file.path.with_suffix(".ogg")
        path.write_bytes(b"OggS" + bytes(300))
        return VoiceClip(path, 304, 2.5, bytes(range(200)))

    async def soundboard_clip(self, file: MediaFile, *_: object) -> MediaFile:
        return file


class EmptyResultCache:
    """A result_cache that keeps nothing."""

    async def keep(self, job_id: str, index: int, file: MediaFile) -> None: ...

    async def open(self, job_id: str, index: int, folder: Path) -> None:
        return None

    async def job_ids(self) -> frozenset[str]:
        return frozenset()

    async def forget(self, job_ids: object) -> None: ...

    async def sweep(self) -> None: ...


class Bench:
    """The service and what a test does in the provider's place."""

    def __init__(self, folder: Path, clock: ManualClock) -> None:
        self.clock = clock
        self.store = MemoryJobStore()
        self.texts = Texts()
        signals = QuietSignals()
        self.repository = JobRepository(self.store, signals, clock)
        self.media = media = FileMedia(folder)
        voices = VoiceIndex(OneVoice(), clock)
        self.stops_at_provider = False
        guild_store = MemoryGuildStore()
        self.service = job_service(
            self.repository,
            GuildService(guild_store, signals, clock, compile_pattern),
            OperatorService(guild_store, signals, clock),
            voices=voices,
            provider=self,
            office=ResultBuilder(media, EmptyResultCache(), clock),
        )
        self.answer: Callable[[Job], list[TransitionRequest]] = self.accept
        self.sight: PollResult | ProviderError = Running(started=True)

    async def poll(self, job: Job) -> PollResult:
        if isinstance(self.sight, Exception):
            raise self.sight
        return self.sight

    async def abort(self, job: Job) -> bool:
        assert job.task_id
        return self.stops_at_provider

    def accept(self, job: Job) -> list[TransitionRequest]:
        """The provider takes every job."""
        return [
            TransitionRequest(job.id, Transition.SUBMIT),
            TransitionRequest(job.id, Transition.ACCEPT, ColumnUpdate(at=self.clock.now(), task_id="24-t")),
        ]

    def refuse(self, job: Job) -> list[TransitionRequest]:
        """The provider refuses for its content."""
        fault = Fault("tencent-moderation", "Text.Bad")
        return [
            TransitionRequest(job.id, Transition.SUBMIT),
            TransitionRequest(job.id, Transition.REFUSE, ColumnUpdate(at=self.clock.now(), fault=fault)),
        ]

    def lose(self, job: Job) -> list[TransitionRequest]:
        """Nobody knows what became of it."""
        return [
            TransitionRequest(job.id, Transition.SUBMIT),
            TransitionRequest(job.id, Transition.LOSE_TRACK, ColumnUpdate(at=self.clock.now())),
        ]

    async def finish(self, job: Job) -> Job:
        """Take a waiting job to ready and posted."""
        output = Output("https://results.example/a.mp3", Medium.AUDIO, 2.5, None)
        done = ColumnUpdate(at=self.clock.now(), outputs=(output,))
        for request in (
            TransitionRequest(job.id, Transition.COMPLETE, done, job.task_id),
            TransitionRequest(job.id, Transition.START_DELIVERY),
            TransitionRequest(job.id, Transition.CONFIRM_DELIVERY),
        ):
            assert await self.repository.take(request) is not None
        return self.store.rows[job.id]

    @property
    def jobs(self) -> list[Job]:
        """Every job there is, oldest first."""
        return list(self.store.rows.values())  # ids of one millisecond are in no order

    def make_bot(self) -> SmallBot:
        """A bot with two commands, the buttons, and a provider that answers every new job."""
        bot = SmallBot()
        bot.add_dynamic_items(*buttons(self.service, self.texts, MemoryPreferences(), self.clock))

        @bot.event
        async def on_interaction(interaction: discord.Interaction[Any]) -> None:
            await answer_lost_modal(interaction, self.texts)

        def hear(job: Job) -> None:
            if job.state.value == "requested" and job.delivery_state is DeliveryState.NONE:
                task = bot.loop.create_task(self._provide(job), name="provider")
                provided.add(task)
                task.add_done_callback(provided.discard)

        provided: set[Any] = set()
        self.service.subscribe(hear)

        @bot.tree.command(name="music", description="Make music")
        async def music(
            interaction: discord.Interaction[Any], prompt: str, model: str = "GL", lyrics: str = "", long: bool = False
        ) -> None:
            request = MusicRequest(prompt=prompt, model=model, lyrics=lyrics)
            if long:
                await open_lyrics_modal(interaction, self.service, self.texts, request)
            else:
                await submit_request(interaction, self.service, self.texts, request)

        @bot.tree.command(name="tts", description="Speak")
        async def tts(interaction: discord.Interaction[Any], text: str) -> None:
            request = SpeechRequest(text=text, voice_id="voice-one-id", voice_name="Sophie")
            await submit_request(interaction, self.service, self.texts, request)

        return bot

    async def _provide(self, job: Job) -> None:
        for request in self.answer(job):
            await self.repository.take(request)


async def ran(local: LocalDiscord, world: DefaultWorld, text: str = "/music prompt:calm rain") -> Interaction:
    """Run a command to its last answer."""
    return await (await local.command(world.member, world.general, text)).done()


async def said(pressed: Interaction) -> str:
    """Return the ephemeral sentence a press was answered with."""
    await pressed.bus.wait_for(lambda: bool(pressed.ephemeral) or pressed.state is Answer.FAILED)
    await pressed.bus.wait_for(lambda: bool(pressed.ephemeral and pressed.ephemeral[-1].content))
    return str(pressed.ephemeral[-1].content)


async def posted(bot: SmallBot, bench: Bench, world: DefaultWorld, job: Job, local: LocalDiscord) -> Message:
    """Post how a job ended and return the message."""
    messenger = DiscordMessenger(bot, bench.texts, InstantClock(NOW), Catalog.load())
    if job.state is State.READY:
        sent = await messenger.post_result(ResultView(job, ()), world.general.id)
    else:
        sent = await messenger.post_failure(job, world.general.id)
    message = local.message(sent.message_id)
    assert message is not None
    return message


async def finished(bot: SmallBot, bench: Bench, world: DefaultWorld, local: LocalDiscord) -> Message:
    """Return the result message of a job that was made by command."""
    await ran(local, world)
    return await posted(bot, bench, world, await bench.finish(bench.jobs[-1]), local)
