"""The background worker of a bot: starts it when loaded, stops it when unloaded.

Has no commands, and none of the work itself: that is :mod:`bot.jobs`, behind the runtime.
"""

import logging
from typing import ClassVar

from cogs._common.cog import FoleyCog
from cogs._common.runtime import Host

log = logging.getLogger(__name__)


class PollerCog(FoleyCog, name="Foley poller"):
    """Runs the background work while it is loaded."""

    is_background: ClassVar[bool] = True

    async def cog_load(self) -> None:
        """Claim the runtime and start the work."""
        await super().cog_load()
        try:
            await self.runtime.start_work()
        except BaseException:
            await super().cog_unload()
            raise

    async def cog_unload(self) -> None:
        """Finish what is on its way and give the runtime back."""
        if self._runtime is None:
            return
        try:
            await self._runtime.stop_work()
        except Exception:
            log.exception("worker.stop_failed")
        finally:
            await super().cog_unload()


async def setup(bot: Host) -> None:
    """Start the background work of this bot."""
    await bot.add_cog(PollerCog(bot))


async def teardown(bot: Host) -> None:
    """Nothing is left to give back: the cog has done it."""
