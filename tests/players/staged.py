"""Odd files through the real bot: the provider delivers them, and what is posted is looked at."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.sandbox.discord import LocalDiscord, Message
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Moment
from tests.players.odd_file import OddFile
from tests.support.patience import STAGE_LIMITS

SPEED = 60.0
_AT_ONCE = 4
# A film that is cut short is fetched four times, with 5, 10 and 20 s between.
_PATIENCE_SECONDS = 60.0
# Before the name: "mp3" alone stands in a request as the format, too.
_PROMPT = "odd "


@dataclass(frozen=True)
class Posted:
    """What the channel got for an odd file. ``data`` None: a sentence and no file."""

    odd: OddFile
    source: bytes
    data: bytes | None
    file_name: str
    content_type: str
    text: str
    has_link: bool


async def post_all(stage: Stage, odd_files: Sequence[OddFile]) -> list[Posted]:
    """Let the provider deliver each file once, several at a time; return what was posted, in order."""
    sources = {odd.name: await asyncio.to_thread(odd.make) for odd in odd_files}
    replaced = stage.tencent.replace_results

    async def deliver(moment: Moment) -> None:
        if moment.phase != "after" or not moment.task_id or not moment.action.startswith("Create"):
            return
        wanted = json.dumps(moment.request)
        [name] = [name for name in sources if f'"{_PROMPT}{name}"' in wanted]
        replaced(moment.task_id, sources[name])

    stage.tencent.on_request = deliver
    turns = asyncio.Semaphore(_AT_ONCE)

    async def post(odd: OddFile) -> Posted:
        async with turns:
            command = "video" if odd.is_film else "music"
            interaction = await stage.discord.command(
                stage.world.member, stage.world.general, f"/{command} prompt:{_PROMPT}{odd.name}"
            )
            message = await stage.outcome(interaction)
            assert message is not None, f"/{command} for {odd.name} was refused"
            return _posted(stage, odd, sources[odd.name], message)

    return list(await asyncio.gather(*(post(odd) for odd in odd_files)))


def _posted(stage: Stage, odd: OddFile, source: bytes, message: Message) -> Posted:
    files = [one for one in message.attachments if one["content_type"].split("/")[0] in ("audio", "video")]
    first: dict[str, Any] = files[0] if files else {}
    data = stage.discord.platform.files.by_id[int(first["id"])].data if first else None
    has_link = any(item.get("url") for row in message.components for item in row["components"])
    text = "\n".join(str(embed.get("description") or "") for embed in message.payload.get("embeds") or [])
    return Posted(odd, source, data, first.get("filename", ""), first.get("content_type", ""), text, has_link)


@asynccontextmanager
async def matrix_stage() -> AsyncIterator[Stage]:
    """A stage whose bot takes many jobs of one person at the same time."""
    async with Stage.opened(
        speed=SPEED, settings={"FOLEY_LOG_LEVEL": "INFO"}, discord=LocalDiscord(limits=STAGE_LIMITS)
    ) as stage:
        stage.patience.seconds = _PATIENCE_SECONDS
        await stage.start_bot()
        await stage.wait_for_commands()
        yield stage
