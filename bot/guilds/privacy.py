"""Export and delete people's data on request, and remove data whose retention time is over.

Removing never loses a paid job silently: what can be cancelled is cancelled first, and what is being submitted or
posted at that moment is removed by the sweep afterwards. The ledger of a server keeps its sums.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from bot.clock import Clock
from bot.errors import StoreError
from bot.guilds.ports import PrivacyStore
from bot.guilds.settings import Erased
from bot.jobs.abort import is_stopped
from bot.jobs.caller import Caller
from bot.jobs.model import ColumnUpdate, Transition, TransitionRequest
from bot.jobs.ports import MISSED, ResultCache, Signals, TaskControl
from bot.jobs.repository import JobRepository
from bot.utils.tasks import wait_or_wake

log = logging.getLogger(__name__)
TOPIC = "privacy"
_COPIES_SECONDS = 600.0  # fallback for the signals, which may get lost


class PrivacyService:
    """Export, deletion and retention."""

    def __init__(
        self,
        store: PrivacyStore,
        repository: JobRepository,
        result_cache: ResultCache,
        signals: Signals,
        clock: Clock,
        provider: TaskControl,
    ) -> None:
        self._signals = signals
        self._store = store
        self._repository = repository
        self._result_cache = result_cache
        self._clock = clock
        self._provider = provider
        self._removed = asyncio.Event()
        self._unwatch = self.watch(self._removed.set)

    def close(self) -> None:
        """Stop listening for removals."""
        self._unwatch()

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call ``watcher`` when jobs or their texts were removed, here or in another process: what is cached of them
        must be dropped. Return a function that removes the watcher.
        """
        unsubscribes = [self._signals.subscribe(topic, lambda payload: watcher()) for topic in (TOPIC, MISSED)]

        def unwatch() -> None:
            for unsubscribe in unsubscribes:
                unsubscribe()

        return unwatch

    async def keep_copies_true(self) -> None:
        """Remove this machine's cached results whose jobs any process has removed; run until cancelled."""
        while True:
            self._removed.clear()
            try:
                await self.forget_copies()
            except StoreError as error:
                log.warning("privacy.copies_postponed: database away: %s", error)
            await wait_or_wake(self._removed, self._clock, _COPIES_SECONDS)

    async def forget_copies(self) -> None:
        """Remove this machine's cached results whose jobs no longer exist. Raises StoreUnavailable."""
        await self._result_cache.forget(await self._store.gone_jobs(await self._result_cache.job_ids()))

    async def export(self, caller: Caller) -> dict[str, Any]:
        """Return everything that is stored about the caller, in all servers, ready for ``json.dumps``."""
        return {
            "user_id": str(caller.user_id),
            "exported_at": self._clock.now(),
            **await self._store.export(caller.user_id),
        }

    async def delete(self, caller: Caller) -> Erased:
        """Remove everything stored about the caller, in all servers. Raises StoreUnavailable; may be repeated."""
        await self._store.start_erasure(caller.user_id, self._clock.now())
        return await self._erase(caller.user_id)

    async def _erase(self, user_id: int) -> Erased:
        cancelled = billed = 0
        for job_id in await self._store.open_job_ids(user_id):
            may_bill = await self._cancel(job_id)
            cancelled += may_bill is not None
            billed += bool(may_bill)
        removed, pending = await self._store.erase(user_id)
        await self._signals.publish(TOPIC, "")
        await self._result_cache.forget(removed)
        return Erased(jobs=len(removed), cancelled=cancelled, may_still_bill=billed, pending=pending)

    async def _cancel(self, job_id: str) -> bool | None:
        """Cancel a job; return whether it may still be billed, None when it can't be cancelled now."""
        changes = ColumnUpdate(at=self._clock.now())
        if (job := await self._repository.take(TransitionRequest(job_id, Transition.CANCEL, changes))) is not None:
            return bool(job.task_id) and not await is_stopped(self._provider, job)
        if await self._repository.take(TransitionRequest(job_id, Transition.CANCEL_UNPOSTED, changes)) is not None:
            return True  # it was finished already
        return None

    async def sweep(self) -> None:
        """Remove what is due: people whose jobs were under way, servers left long ago, old prompts, old claims."""
        for user_id in await self._store.erasures():
            await self._erase(user_id)
        now = self._clock.now()
        guild_ids, removed = await self._store.forget_left_guilds(now)
        await self._result_cache.forget(removed)
        blanked = await self._store.forget_prompts(now)
        settled = await self._store.settle_old(now)
        if guild_ids or blanked:
            await self._signals.publish(TOPIC, "")
        if guild_ids or blanked or settled:
            log.info("privacy.swept servers=%d prompts=%d claims=%d", len(guild_ids), blanked, settled)
