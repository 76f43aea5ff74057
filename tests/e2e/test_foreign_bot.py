"""The installed wheel in somebody else's bot, which has a ``bot.py`` and a ``cogs/`` of its own.

All four kinds run; unloaded, nothing is left; loaded again, it works again; the bot's own commands and words stay.
"""

import asyncio
import json
import re
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.bot_process import BotProcess, Process
from bot.sandbox.stage import Stage
from tests.e2e.conftest import ROOT, open_stage, result_of, run

# One process builds and installs the wheel for both files.
pytestmark = pytest.mark.xdist_group("wheel")
FOREIGN = Path(__file__).parent / "foreign"
FOUR = ("/music prompt:calm rain", "/sfx prompt:a door", "/tts text:hello voice:{voice}", "/video prompt:a paper boat")


class Foreign:
    """The foreign bot's process between both simulators."""

    def __init__(self, stage: Stage, python: Path) -> None:
        self.stage = stage
        self._python = python
        self._told: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        environment = {**stage.environment(), "PROBE_GATEWAY_URL": stage.discord.gateway.url}
        self.process = BotProcess(
            environment,
            stage.folder,
            on_line=self._hear,
            arguments=(str(FOREIGN / "probe.py"),),
            launch=self._launch,
        )
        stage.bots.append(self.process)

    async def _launch(self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Process:
        """Start it with the wheel's interpreter, from where the checkout can't be seen."""
        return await asyncio.create_subprocess_exec(
            self._python,
            *arguments,
            cwd=folder,
            env={name: value for name, value in environment.items() if name != "PYTHONPATH"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )

    def _hear(self, line: str) -> None:
        if line.startswith("PROBE "):
            self._told.put_nowait(json.loads(line.removeprefix("PROBE ")))

    async def ask(self, number: int) -> dict[str, Any]:
        """Unload or load the extension, and return what the process then holds."""
        self.process.signal_now(number)
        return await self.stage.patience.bounded(self._told.get())


@pytest.fixture
async def foreign(environment: Path) -> AsyncIterator[Foreign]:
    async with open_stage(start=False) as stage:
        foreign = Foreign(stage, environment / "bin" / "python")
        await stage.start_bot(foreign.process)
        await stage.wait_for_commands()
        yield foreign


async def run_four(stage: Stage) -> None:
    async def voices() -> list[dict[str, Any]]:
        return await stage.discord.autocomplete(
            stage.world.member, stage.world.general, "/tts text:hello voice:", focused="voice"
        )

    found = await stage.patience.until_found(voices)  # a bot just loaded may not have the list yet
    commands = [command.format(voice=found[0]["value"]) for command in FOUR]
    messages = await asyncio.gather(*(result_of(stage, command) for command in commands))
    for message in messages:
        assert message.payload["attachments"], message.payload


def check_nothing_left(state: dict[str, Any], stage: Stage) -> None:
    discords = ("/discord/", "/aiohttp/")  # the foreign bot's own library, still connected
    own = ("probe.py", *discords)
    assert [task for task in state["tasks"] if not any(part in task for part in own)] == []
    # Besides the main one: discord.py's heartbeat, and the loop's own pool, which belongs to the loop.
    threads = [name for name in state["threads"] if name != "MainThread" and not name.startswith("asyncio_")]
    assert [name for name in threads if "keep-alive" not in name] == []
    assert len(threads) <= 1
    local_ports = {int(stage.discord.api_url.rpartition(":")[2].partition("/")[0])}
    assert set(state["ports"]) <= local_ports
    assert state["listening"] == []
    assert state["children"] == []
    assert [path for path in state["files"] if "foley" in Path(path).name] == []
    assert state["extensions"] == ["cogs.tts"]
    assert state["modules"] == []
    assert state["commands"] == ["fail", "ping"]


async def test_runs_all_four_kinds_leaves_nothing_behind_and_can_be_loaded_again(foreign: Foreign) -> None:
    stage = foreign.stage
    await run_four(stage)
    check_nothing_left(await foreign.ask(signal.SIGUSR1), stage)
    assert await answer_to(stage, "/ping") == "pong"
    assert await answer_to(stage, "/fail") == "my own words"
    loaded = await foreign.ask(signal.SIGUSR2)
    assert loaded["commands"] == [
        "Add sound to this video",
        "Animate this picture",
        "Make a song of this",
        "Read aloud",
        "Sound effect of this",
        "fail",
        "foley",
        "help",
        "jobs",
        "music",
        "ping",
        "preset",
        "privacy",
        "sfx",
        "tts",
        "video",
        "voices",
    ]
    await run_four(stage)
    check_nothing_left(await foreign.ask(signal.SIGUSR1), stage)
    assert await foreign.stage.stop_bot(foreign.process) == 0
    log = "\n".join(foreign.process.log)
    for word in ("Traceback", "Unclosed", "was never retrieved", "never awaited", "ResourceWarning"):
        assert word not in log, log


async def answer_to(stage: Stage, command: str) -> str | None:
    """What the foreign bot's own command says."""
    ran = await run(stage, command)
    await ran.done()
    return ran.message.payload["content"] if ran.message is not None else None


def test_the_readme_shows_these_lines() -> None:
    [shown] = [
        block
        for block in re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
        if "load_extension" in block
    ]
    lines = iter((FOREIGN / "bot.py").read_text("utf-8").splitlines())
    missing = [line for line in shown.splitlines() if line.strip() and line.strip() not in map(str.strip, lines)]
    assert missing == []
