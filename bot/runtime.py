"""The opened parts of one Foley: what the cogs use, and what starts and stops the background work.

Built by :mod:`bot.app`; opens nothing itself.
"""

import logging
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from bot.catalog.catalog import Catalog
from bot.catalog.voices import VoiceIndex
from bot.chat.admin.operator import BudgetUse, WorkStatus
from bot.chat.texts import Texts
from bot.clock import Clock
from bot.errors import StoreError
from bot.guilds.privacy import PrivacyService
from bot.jobs.ports import PreferenceStore
from bot.media import ByteBudget, MediaTools
from bot.service.job_service import JobService
from bot.service.presets import Presets
from bot.settings import Settings
from bot.store import Store
from bot.store.guilds.synced_commands import SqlSyncMemory
from bot.store.heartbeat import write_heartbeat
from bot.tencent.limiter import Limiter
from bot.tencent.provider import TencentProvider
from bot.utils.tasks import Tasks
from bot.worker.worker import Worker

log = logging.getLogger(__name__)
_HEARTBEAT_SECONDS = 3.0


@dataclass(kw_only=True, eq=False)
class Runtime:
    """The opened parts of one Foley. ``start_work`` and ``stop_work`` may be called repeatedly."""

    settings: Settings
    clock: Clock
    store: Store
    provider: TencentProvider
    limiter: Limiter
    texts: Texts
    catalog: Catalog
    voices: VoiceIndex
    privacy: PrivacyService
    service: JobService
    presets: Presets
    work: Worker
    media: MediaTools
    stack: AsyncExitStack
    _background: Tasks = field(default_factory=lambda: Tasks("runtime"), init=False)

    @property
    def owner_guild_id(self) -> int | None:
        """The operator's own server, where there is one."""
        return self.settings.owner_guild_id

    @property
    def preferences(self) -> PreferenceStore:
        """What people chose last."""
        return self.store.preferences

    @property
    def workspace_budget(self) -> ByteBudget:
        """The bytes that results may take up while they are prepared."""
        return self.media.budget

    @property
    def sync_memory(self) -> SqlSyncMemory:
        """Which commands were last sent to Discord."""
        return SqlSyncMemory(self.store.database)

    def work_status(self) -> WorkStatus:
        """Return the status of this process's background work, for the operator."""
        _, poller, delivery, *_ = self.work.stages
        return WorkStatus(
            is_active=self.work.active,
            turned_seconds=self.clock.monotonic() - poller.last_tick_at,
            watched=poller.watched(),
            to_post=delivery.waiting(),
            budgets=tuple(
                BudgetUse(gauge.key, gauge.rate, gauge.used_last_second, gauge.waiting)
                for gauge in self.limiter.gauges()
            ),
        )

    async def usage_chart(self, first_day: int, days: Sequence[Mapping[str, int]]) -> bytes:
        """Draw a chart of how much of each kind was made on each day, as a PNG. Raises MediaError."""
        return await self.media.usage_chart(first_day, days)

    async def start_work(self) -> None:
        """Start to submit, poll and post, as soon as this process holds the lease."""
        await self.media.clean_leftovers()
        # Read once before anything is sent: a pause outlives the process.
        await self.service.operator.refresh()
        self._background.keep(self._keep_voices, "voices", self.clock)
        self._background.keep(self._beat, "beat", self.clock)
        self._background.keep(self.service.operator.keep_fresh, "operator", self.clock)
        self._background.keep(self.privacy.keep_copies_true, "copies", self.clock)
        self.work.start()
        self.service.stopping = False

    def failing_loops(self) -> list[str]:
        """Return the background loops that keep failing."""
        return self.work.failing() + self._background.failing(self.clock.monotonic())

    async def stop_work(self) -> None:
        """Finish work in progress within the stop timeout; the rest is safe on disk."""
        self.service.stopping = True
        await self.work.stop(self.settings.stop_timeout_seconds)
        await self._background.cancel()

    async def close(self) -> None:
        """Close everything, in reverse order of opening."""
        await self.stop_work()
        await self.service.close()
        await self.stack.aclose()

    async def _beat(self) -> None:
        """Write a heartbeat for the other processes of this database, while the poller of this one ticks."""
        while not self.store.database.is_sqlite:
            ticking = self.clock.monotonic() - self.work.stages.poller.last_tick_at <= 2 * _HEARTBEAT_SECONDS
            if self.work.active and ticking and not self.work.failing():
                try:
                    await write_heartbeat(self.store.database, self.clock.now())
                except StoreError as error:
                    log.warning("heartbeat.failed: %s", error)
            await self.clock.sleep(_HEARTBEAT_SECONDS)

    async def _keep_voices(self) -> None:
        """Keep the voice list fresh, and stored for the next start."""
        await self.voices.run(self._save_voices)

    async def _save_voices(self, text: str) -> None:
        try:
            await self.store.voices.save(text)
        except StoreError as error:
            log.warning("voices.not_saved: %s", error)
