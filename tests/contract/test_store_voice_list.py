"""The voice list on both databases: written by the process that has read it, there for the next before it asks."""

import asyncio

from bot.catalog.voices import VoiceIndex
from bot.jobs.model import Voice
from bot.store import Store
from bot.store.voice_list import SqlVoiceList
from tests.support.manual_clock import ManualClock

VOICES = [
    Voice("s1_a+b/c==", "Märchen 声", languages=("de",), labels=("Warm",), sample_url="https://a.example/1.wav"),
    Voice("s1_odd", "half \ud800 and nul \x00"),
]


class Provider:
    """Knows the voices, until it is away."""

    def __init__(self, *voices: Voice) -> None:
        self.voices = list(voices)

    async def list_voices(self) -> list[Voice]:
        return self.voices


async def test_a_list_that_was_read_is_there_for_the_next_start(sql_store: Store) -> None:
    kept = SqlVoiceList(sql_store.database)
    assert await kept.load() == ""
    saved = asyncio.Event()

    async def keep(text: str) -> None:
        await kept.save(text)
        saved.set()

    running = asyncio.create_task(VoiceIndex(Provider(*VOICES), ManualClock()).run(keep), name="voices")
    async with asyncio.timeout(30):
        await saved.wait()
    running.cancel()
    await asyncio.wait((running,))
    fresh = VoiceIndex(Provider(), ManualClock())
    assert fresh.restore(await sql_store.voices.load())
    assert list(fresh) == VOICES
    assert await fresh.known(0.0), "no command waits for the provider"


async def test_a_newer_list_replaces_the_older(sql_store: Store) -> None:
    for text in ("[1]", "[2]"):
        await sql_store.voices.save(text)
    assert await sql_store.voices.load() == "[2]"
