"""On SIGHUP, reload log level and catalogue from their files, and apply them only if they are valid.

Everything else needs a restart, which loses nothing. Settings in the process's environment can't change while it runs.
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
    """Reloads. ``current``: the catalogue in use, None between two runs of the bot."""

    def __init__(self, settings: Settings, current: Callable[[], Catalog | None]) -> None:
        self._settings = settings
        self._current = current
        self._requested = asyncio.Event()

    @contextmanager
    def on_hangup(self) -> Iterator[None]:
        """Reload whenever the process receives SIGHUP within the block."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self._requested.set)
        task = asyncio.create_task(self._run(), name="reload")
        try:
            yield
        finally:
            loop.remove_signal_handler(signal.SIGHUP)
            task.cancel()

    async def _run(self) -> None:
        while True:
            await self._requested.wait()
            self._requested.clear()
            await self.read_again()

    async def read_again(self) -> None:
        """Reload the files and apply them. If they are invalid, log the problems and change nothing."""
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
