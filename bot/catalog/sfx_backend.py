"""Choose the product that makes sound effects: the operator's setting, else the first that the account may use.

VOD comes first because it accepts a length. It is also used until the provider has answered.
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
    """``named``: the operator's choice, None to find one. ``may_use`` asks the provider and raises ProviderError."""

    def __init__(self, named: Backend | None, may_use: Callable[[Backend], Awaitable[bool]], clock: Clock) -> None:
        self.current = named or PREFERRED[0]
        self._named = named
        self._may_use = may_use
        self._clock = clock
        self._tasks = Tasks("sfx-backend")

    def start(self) -> None:
        """Start the search in the background unless the operator chose a product."""
        if self._named is None:
            self._tasks.start(self._find_until_answered(), "find")

    async def close(self) -> None:
        """Cancel the search."""
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
        """Ask the provider once. Raises ProviderError if it gives no usable answer."""
        for backend in PREFERRED:
            if await self._may_use(backend):
                self.current = backend
                log.info("sfx.backend backend=%s: the first product this account may use", backend)
                return
        log.warning("sfx.backend.none: this account may use no product that makes sound effects; run foley check")
