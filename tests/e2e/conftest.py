"""The real bot process between the local Discord and the local Tencent Cloud."""

import contextlib
import sqlite3
import subprocess
import sys
import sysconfig
import venv
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.discord import Interaction, LocalDiscord, Message
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import LocalTencent
from tests.support.fork_server import forked_bots as forked_bots
from tests.support.openapi.judge import Judge
from tests.support.patience import STAGE_LIMITS

# A minute of a task's life in less than a second; the simulators' clocks, not the machine's, decide what is late.
FAST = 60.0
ROOT = Path(__file__).parents[2]
_INSTALL_SECONDS = 180
OpenStage = Callable[..., AbstractAsyncContextManager[Stage]]


@asynccontextmanager
async def open_stage(
    *,
    speed: float = FAST,
    start: bool = True,
    tencent: LocalTencent | None = None,
    discord: LocalDiscord | None = None,
    **settings: str,
) -> AsyncIterator[Stage]:
    """Open a stage with a running bot."""
    settings = {"FOLEY_LOG_LEVEL": "DEBUG", **settings}
    discord = discord or LocalDiscord(limits=STAGE_LIMITS)
    async with Stage.opened(speed=speed, settings=settings, tencent=tencent, discord=discord) as stage:
        if start:
            await stage.start_bot()
            await stage.wait_for_commands()
        yield stage


@pytest.fixture(autouse=True)
def judge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Judge]:
    """Hold all traffic of every local Discord against Discord's own document; what differs fails the test."""
    judge = Judge()
    monkeypatch.setattr(LocalDiscord, "listeners", (judge,))
    yield judge
    judge.raise_if_any()


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with open_stage() as stage:
        yield stage


async def run(stage: Stage, command: str, **who: object) -> Interaction:
    """Run a command as the member in #general and wait for its first answer."""
    user, channel = who.get("user", stage.world.member), who.get("channel", stage.world.general)
    interaction = await stage.discord.command(user, channel, command)  # type: ignore[arg-type]  # by keyword
    await interaction.wait_first_answer()
    return interaction


async def result_of(stage: Stage, command: str) -> Message:
    """Run a command and return the message that ended it."""
    message = await stage.outcome(await run(stage, command))
    assert message is not None, f"{command} was refused"
    return message


def text_of(message: Message) -> str:
    """All text a person reads in a message."""
    payload = message.payload
    parts = [str(payload.get("content") or "")]
    for embed in payload.get("embeds") or []:
        parts += [str(embed.get(key) or "") for key in ("title", "description")]
        parts += [f"{field['name']} {field['value']}" for field in embed.get("fields") or []]
        parts.append(str((embed.get("footer") or {}).get("text", "")))
    return "\n".join(parts)


def stored_file(stage: Stage, attachment: dict[str, Any]) -> bytes:
    """What the local CDN holds for an attachment."""
    return stage.discord.platform.files.by_id[int(attachment["id"])].data


def rows(stage: Stage, query: str = "SELECT * FROM jobs ORDER BY id") -> list[sqlite3.Row]:
    """Read the bot's database as an onlooker."""
    with contextlib.closing(sqlite3.connect(f"{(stage.folder / 'foley.db').as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(query).fetchall()


def creates(stage: Stage) -> list[str]:
    """The actions of all create calls that reached Tencent, in order."""
    actions = [call.action for call in stage.tencent.calls]
    return [action for action in actions if action.startswith(("Create", "TextToSpeech"))]


def results(stage: Stage) -> list[Message]:
    """The bot's messages in #general that are no status messages."""
    messages = stage.discord.messages(stage.world.general)
    return [message for message in messages if message.payload.get("message_reference")]


async def wait_row(stage: Stage, condition: str) -> sqlite3.Row:
    """Return the first job for which the SQL condition is true, as soon as there is one."""
    return await stage.patience.until(lambda: next(iter(rows(stage, f"SELECT * FROM jobs WHERE {condition}")), None))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by pip as an operator would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", folder, ROOT], check=True, timeout=_INSTALL_SECONDS)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """A virtual environment with the wheel, and with our libraries but not our checkout."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    site = next((folder / "lib").glob("python*/site-packages"))
    command = [sys.executable, "-m", "pip", "--quiet", "--python", str(folder / "bin" / "python"), "install"]
    subprocess.run([*command, "--no-deps", "--no-index", str(wheel)], check=True, timeout=_INSTALL_SECONDS)
    # The plain path alone: .pth files of that folder, the editable install among them, are not read from here.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder
