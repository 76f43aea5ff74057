"""The background worker of a bot: starts it when loaded, stops it when unloaded.

Has no commands and none of the worker's logic: that is :mod:`bot.worker`, behind the runtime.
"""

import logging
from typing import ClassVar

from cogs._common.cog import FoleyCog, add_cog
from cogs._common.runtime import Host

log = logging.getLogger(__name__)


class PollerCog(FoleyCog, name="Foley poller"):
    """Runs the background worker while it is loaded."""

    is_background: ClassVar[bool] = True

    async def cog_load(self) -> None:
        """Claim the runtime and start the worker."""
        await super().cog_load()
        await self.runtime.start_work()
        self.exits.push_async_callback(self._stop)

    async def _stop(self) -> None:
        """Stop the worker after it has finished what is in progress, within the stop timeout."""
        try:
            await self.runtime.stop_work()
        except Exception:
            log.exception("worker.stop_failed")


async def setup(bot: Host) -> None:
    """Start the background worker of this bot."""
    await add_cog(bot, PollerCog(bot))
