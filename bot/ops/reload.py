"""SIGHUP: log level and catalogue are read again from their files, and taken over only where they are sound.

Everything else needs a restart, which loses nothing. Settings of the process's environment can't change while it lives.
"""

import asyncio
import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot import logs
from bot.catalog.catalog import Catalog
from bot.errors import ConfigError
from bot.settings import Settings

log = logging.getLogger(__name__)


class Reload:
    """Reads again. ``current``: the catalogue in use, None between two lives of the bot."""

    def __init__(self, settings: Settings, current: Callable[[], Catalog | None]) -> None:
        self._settings = settings
        self._current = current
        self._wanted = asyncio.Event()

    @contextmanager
    def on_hangup(self) -> Iterator[None]:
        """Read again whenever the process gets SIGHUP during the block."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self._wanted.set)
        task = asyncio.create_task(self._run(), name="reload")
        try:
            yield
        finally:
            loop.remove_signal_handler(signal.SIGHUP)
            task.cancel()

    async def _run(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            await self.read_again()

    async def read_again(self) -> None:
        """Take over what the files say now. What is wrong with them is logged, and all stays as it was."""
        try:
            settings, catalog = await asyncio.to_thread(self._read)
        except ConfigError as error:
            log.error("config.kept: not reloaded, %s", " ".join(error.problems))
            return
        logs.set_level(settings.log_level)
        current = self._current()
        if current is not None:
            current.take_over(catalog)
        log.warning("config.reloaded level=%s catalogue=%s", settings.log_level, settings.catalog or "shipped")

    def _read(self) -> tuple[Settings, Catalog]:
        settings = Settings.load(self._settings.env_file)
        return settings, Catalog.load(settings.catalog)
