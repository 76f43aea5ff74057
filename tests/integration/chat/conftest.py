"""A running local Discord with Foley's messenger and a small client logged in to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.catalog.catalog import Catalog
from bot.chat.sending.messenger import DiscordMessenger
from bot.chat.sending.own_messages import OwnMessages
from bot.chat.texts import Texts
from bot.jobs.model import Job, Place
from bot.jobs.ports import Attachment, MediaFile, VoiceClip
from bot.sandbox.discord import Channel, DefaultWorld, Limits, LocalDiscord
from tests.integration.chat.chat_bench import Bench
from tests.support.instant_clock import InstantClock
from tests.support.manual_clock import ManualClock
from tests.support.patience import FIRST_ANSWER_SECONDS
from tests.support.small_bot import SmallBot, connected
from tests.unit.chat.chat_samples import NOW, a_job, an_attachment, an_output

_LIMITS = Limits(global_requests=None, route_requests=1000, first_answer_seconds=FIRST_ANSWER_SECONDS)


@pytest.fixture
async def local() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord(limits=_LIMITS) as made:
        yield made


@pytest.fixture
def world(local: LocalDiscord) -> DefaultWorld:
    world = local.default_world()
    world.member2.locale = "en-US"  # what everybody reads here is compared in English
    return world


@pytest.fixture
def clock() -> InstantClock:
    return InstantClock(NOW)


@pytest.fixture
async def client(local: LocalDiscord, world: DefaultWorld) -> AsyncIterator[SmallBot]:
    async with connected(SmallBot(), local) as bot:
        yield bot


@pytest.fixture
def messenger(client: SmallBot, clock: InstantClock) -> DiscordMessenger:
    return DiscordMessenger(client, Texts(), clock, Catalog.load())


@pytest.fixture
def own_messages(client: SmallBot, clock: InstantClock) -> OwnMessages:
    return OwnMessages(client, clock)


MakeSound = Callable[..., Attachment]


@pytest.fixture
def sound(tmp_path: Path) -> MakeSound:
    """Make attachments with real files: ``sound(size, picture=True, voice=True)``."""
    made = 0

    def make(size_bytes: int = 2000, *, picture: bool = False, voice: bool = False) -> Attachment:
        nonlocal made
        made += 1
        path = tmp_path / f"{made}.mp3"
        path.write_bytes(b"\xff\xfb" + bytes(size_bytes - 2))
        shown = tmp_path / f"{made}.png"
        shown.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0")
        clip_path = tmp_path / f"{made}.ogg"
        clip_path.write_bytes(b"OggS" + bytes(500))
        clip = VoiceClip(clip_path, 504, 2.5, bytes(range(256))) if voice else None
        plain = an_attachment(size_bytes, picture=shown if picture else None, output=an_output())
        file = MediaFile(path, size_bytes, "audio/mpeg", "mp3", plain.file.medium, 30.2)
        return Attachment(file=file, picture=plain.picture, voice=clip, output=plain.output)

    return make


JobIn = Callable[..., Awaitable[Job]]


@pytest.fixture
def job_in(client: SmallBot, world: DefaultWorld) -> JobIn:
    """Make a job whose status message really stands in a channel."""

    async def make(channel: Channel, **changes: object) -> Job:
        partial = client.get_partial_messageable(channel.id, guild_id=world.guild.id)
        message = await partial.send("status")
        place = Place(world.guild.id, channel.id, channel.id, message.id, 10 * 1024 * 1024)
        return a_job(place=place, user_id=world.member.id, **changes)

    return make


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, ManualClock(NOW))


@pytest.fixture
async def bot(local: LocalDiscord, world: DefaultWorld, bench: Bench) -> AsyncIterator[SmallBot]:
    async with connected(bench.make_bot(), local) as made:
        yield made
