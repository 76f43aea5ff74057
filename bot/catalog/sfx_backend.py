"""Choose the product that makes sound effects: the operator's setting, else the first that the account may use.

VOD first, because a length can be asked of it. Until that is found out, and while nobody answers, it is VOD as well.
"""

import itertools
import logging
from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.errors import ProviderError
from bot.jobs.requests import Backend
from bot.utils.backoff import Backoff
from bot.utils.tasks import Tasks

log = logging.getLogger(__name__)
PREFERRED = (Backend.VOD, Backend.MPS)
_BACKOFF = Backoff(2.0, 300.0)


class SfxBackend:
    """``named``: the operator's choice, None to find one. ``may_use`` asks the provider; it raises ProviderError."""

    def __init__(self, named: Backend | None, may_use: Callable[[Backend], Awaitable[bool]], clock: Clock) -> None:
        self.current = named or PREFERRED[0]
        self._named = named
        self._may_use = may_use
        self._clock = clock
        self._tasks = Tasks("sfx-backend")

    def start(self) -> None:
        """Begin to find out in the background, where the operator left it open."""
        if self._named is None:
            self._tasks.start(self._find_until_answered(), "find")

    async def close(self) -> None:
        """Give the search up."""
        await self._tasks.cancel()

    async def _find_until_answered(self) -> None:
        for failures in itertools.count(1):
            try:
                await self.find()
            except ProviderError as error:
                log.info("sfx.backend.unknown: the provider does not answer yet: %s", error.code)
            else:
                return
            await self._clock.sleep(_BACKOFF.after(failures))

    async def find(self) -> None:
        """Ask once. Raises ProviderError where there is no answer to go by."""
        for backend in PREFERRED:
            if await self._may_use(backend):
                self.current = backend
                log.info("sfx.backend backend=%s: the first product this account may use", backend)
                return
        log.warning("sfx.backend.none: this account may use no product that makes sound effects; run foley check")
