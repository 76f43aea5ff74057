"""SIGHUP: what is read again, and what is kept where it can't be."""

import asyncio
import logging
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.catalog.catalog import Catalog
from bot.jobs.model import Kind
from bot.ops.reload import Reload
from bot.settings import Settings
from tests.support.manual_clock import settle

SHIPPED = Path("bot/catalog/catalog.toml")


@pytest.fixture(autouse=True)
def level() -> Iterator[None]:
    before = logging.getLogger().level
    yield
    logging.getLogger().setLevel(before)


class Files:
    """An operator's settings file and catalogue."""

    def __init__(self, folder: Path) -> None:
        self.catalog_path = folder / "models.toml"
        self.env_path = folder / ".env"
        self.shipped = (Path(__file__).parents[3] / SHIPPED).read_text("utf-8")
        self.write()
        self.settings = Settings.load(self.env_path)
        self.catalog = Catalog.load(self.settings.catalog)
        self.reload = Reload(self.settings, lambda: self.catalog)

    def write(self, *, level: str = "INFO", catalog: str | None = None) -> None:
        self.catalog_path.write_text(self.shipped if catalog is None else catalog, "utf-8")
        self.env_path.write_text(
            "DISCORD_TOKEN=t.o.k\nTENCENTCLOUD_SECRET_ID=id\nTENCENTCLOUD_SECRET_KEY=key\n"
            f"FOLEY_LOG_LEVEL={level}\nFOLEY_CATALOG={self.catalog_path}\n",
            "utf-8",
        )

    def characters(self) -> int:
        return self.catalog.limits.prompt_characters


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


async def test_level_and_catalogue_are_taken_over(files: Files) -> None:
    before, limits = files.catalog, files.characters()
    changed = files.shipped.replace(f"prompt_characters = {limits}", "prompt_characters = 321")
    assert changed != files.shipped
    files.write(level="DEBUG", catalog=changed)
    await files.reload.read_again()
    assert files.catalog is before, "everybody who holds it sees the new one"
    assert files.characters() == 321
    assert files.catalog.models(Kind.MUSIC)
    assert logging.getLogger().level == logging.DEBUG
    assert logging.getLogger("discord.http").level == logging.INFO, "its lines hold bodies"


@pytest.mark.parametrize("wrong", [{"catalog": "this is no TOML ["}, {"catalog": ""}, {"level": "LOUD"}])
async def test_what_is_wrong_is_told_and_all_stays_as_it_was(
    files: Files, wrong: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    limits = files.characters()
    logging.getLogger().setLevel(logging.WARNING)
    files.write(**{"level": "DEBUG", **wrong})
    await files.reload.read_again()
    assert files.characters() == limits
    assert logging.getLogger().level == logging.WARNING
    [line] = [record.getMessage() for record in caplog.records]
    assert line.startswith("config.kept: not reloaded, ")
    assert len(line) > len("config.kept: not reloaded, ")


async def test_the_signal_does_it_and_does_not_end_the_process(files: Files) -> None:
    files.write(level="ERROR")
    with files.reload.on_hangup():
        os.kill(os.getpid(), signal.SIGHUP)
        for _ in range(200):
            await settle()
            if logging.getLogger().level == logging.ERROR:
                break
            await asyncio.sleep(0.02)
    assert logging.getLogger().level == logging.ERROR
