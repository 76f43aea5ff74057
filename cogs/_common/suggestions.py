"""Caches for suggestions: people's last voice and language, their latest jobs and presets. In memory, bounded.

Suggestions may not wait for a database. What is not in memory is fetched in the background, for the next keystroke.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass, field
from typing import Any

from bot.clock import Clock
from bot.errors import FoleyError
from bot.guilds.privacy import PrivacyService
from bot.jobs.model import Job, State, title_of
from bot.jobs.ports import Preferences, PreferenceStore, RequestPreset
from bot.service.job_service import Caller, JobService
from bot.service.presets import Presets
from bot.utils.lru import LruDict
from bot.utils.tasks import Tasks
from cogs._common.choices import MAX_CHOICES

log = logging.getLogger(__name__)
_PEOPLE_KEPT = 5000
_SERVERS_KEPT = 1000
_JOBS_KEPT = 60  # a server
_PROMPT_KEPT = 80
_FETCH_SECONDS = 10.0
_PRESETS_SECONDS = 20.0


class _BackgroundFetcher:
    """Fetches in the background, one fetch at a time for each key."""

    def __init__(self, name: str) -> None:
        self._tasks = Tasks(name)
        self._running: set[Hashable] = set()

    def _fetch(self, key: Hashable, coroutine: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if key not in self._running:
            self._running.add(key)
            self._tasks.start(self._run(key, coroutine), "fetch")

    async def _run(self, key: Hashable, coroutine: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            async with asyncio.timeout(_FETCH_SECONDS):
                await coroutine()
        except (FoleyError, TimeoutError) as error:
            log.info("suggestions.fetch_failed error=%s", type(error).__name__)
        finally:
            self._running.discard(key)

    async def settle(self) -> None:
        """Wait for the running fetches."""
        await self._tasks.settle(_FETCH_SECONDS)

    async def close(self) -> None:
        """Cancel the running fetches."""
        await self._tasks.cancel()


class RecentPeople(_BackgroundFetcher):
    """What each person chose last."""

    def __init__(self, store: PreferenceStore, privacy: PrivacyService) -> None:
        super().__init__("recent-people")
        self._store = store
        self._people: LruDict[int, Preferences] = LruDict(_PEOPLE_KEPT)
        self._generation = 0
        self._unwatch = privacy.watch(self._forget)

    def _forget(self) -> None:
        """Drop everything: somebody's data was deleted, here or in another process."""
        self._people = LruDict(_PEOPLE_KEPT)
        self._generation += 1

    def update(self, user_id: int, preferences: Preferences) -> None:
        """Cache preferences that were saved elsewhere."""
        self._people[user_id] = preferences

    def peek(self, user_id: int) -> Preferences:
        """Return the cached preferences; if there are none, return empty ones and fetch them for the next time."""
        known = self._people.use(user_id)
        if known is None:
            self._fetch(user_id, lambda: self._load(user_id))
        return known or Preferences()

    async def _load(self, user_id: int) -> None:
        await self.get(user_id)

    async def get(self, user_id: int) -> Preferences:
        """Return the preferences from the database: the cache is for suggestions only. Raises StoreUnavailable."""
        generation = self._generation
        known = await self._store.load_preferences(user_id)
        self._put(user_id, known, generation)
        return known

    def _put(self, user_id: int, known: Preferences, generation: int) -> None:
        """Cache preferences, unless something was deleted since they were read."""
        if generation == self._generation:
            self._people[user_id] = known

    async def remember(self, user_id: int, preferences: Preferences) -> None:
        """Save and cache what was chosen. An unavailable database only costs a suggestion."""
        if self._people.use(user_id) == preferences:
            return
        generation = self._generation
        try:
            await self._store.save_preferences(user_id, preferences)
        except FoleyError as error:
            log.warning("preferences.not_saved error=%s", type(error).__name__)
        else:
            self._put(user_id, preferences, generation)

    async def close(self) -> None:
        """Stop watching for deletions."""
        self._unwatch()
        await super().close()


@dataclass(frozen=True, slots=True)
class JobSummary:
    """What a suggestion shows of a job."""

    id: str
    user_id: int
    kind: str
    prompt: str = field(repr=False)
    state: State


class RecentJobs(_BackgroundFetcher):
    """The latest jobs of each server, as far as this process knows them."""

    def __init__(self, service: JobService, privacy: PrivacyService) -> None:
        super().__init__("recent-jobs")
        self._service = service
        self._servers: LruDict[int, dict[str, JobSummary]] = LruDict(_SERVERS_KEPT)
        self._fetched: LruDict[tuple[int, int], bool] = LruDict(_PEOPLE_KEPT)
        self._generation = 0
        self._unsubscribes = (service.subscribe(self._on_job), privacy.watch(self._forget))

    def _on_job(self, job: Job) -> None:
        jobs = self._servers.use(job.place.guild_id)
        if jobs is None:
            jobs = {}
            self._servers[job.place.guild_id] = jobs
        jobs[job.id] = JobSummary(job.id, job.user_id, job.kind.value, title_of(job.request)[:_PROMPT_KEPT], job.state)
        if len(jobs) > _JOBS_KEPT:
            del jobs[min(jobs)]  # ids sort by time

    def _forget(self) -> None:
        """Drop everything: what was removed must not be shown. The rest is fetched again on demand."""
        self._servers = LruDict(_SERVERS_KEPT)
        self._fetched = LruDict(_PEOPLE_KEPT)
        self._generation += 1

    def peek(self, caller: Caller) -> list[JobSummary]:
        """Return the caller's jobs, for moderators everybody's, newest first; fetch older ones for the next time."""
        key = (caller.guild_id, caller.user_id)
        if key not in self._fetched:
            self._fetch(key, lambda: self._load(caller))
        jobs = self._servers.use(caller.guild_id) or {}
        seen = [job for job in jobs.values() if caller.is_moderator or job.user_id == caller.user_id]
        return sorted(seen, key=lambda job: job.id, reverse=True)

    async def _load(self, caller: Caller) -> None:
        generation = self._generation
        jobs = await self._service.list(caller, everyone=caller.is_moderator, limit=MAX_CHOICES)
        if generation != self._generation:
            return  # something was removed since it was read
        for job in jobs:
            self._on_job(job)
        self._fetched[caller.guild_id, caller.user_id] = True

    async def close(self) -> None:
        """Unsubscribe."""
        for unsubscribe in self._unsubscribes:
            unsubscribe()
        await super().close()


class RecentPresets(_BackgroundFetcher):
    """The presets each person may use in each server. Another process may change them, so they are re-read often."""

    def __init__(self, presets: Presets, clock: Clock, privacy: PrivacyService) -> None:
        super().__init__("recent-presets")
        self._presets = presets
        self._clock = clock
        self._known: LruDict[tuple[int, int], tuple[float, list[RequestPreset]]] = LruDict(_PEOPLE_KEPT)
        self._unwatch = privacy.watch(self._forget_all)

    def _forget_all(self) -> None:
        self._known = LruDict(_PEOPLE_KEPT)

    def forget(self, caller: Caller) -> None:
        """Drop what this person may use: a preset was saved or deleted."""
        self._known.pop((caller.guild_id, caller.user_id), None)

    def peek(self, caller: Caller) -> list[RequestPreset]:
        """Return the cached presets; if they are missing or old, read them for the next keystroke."""
        key = (caller.guild_id, caller.user_id)
        read_at, known = self._known.use(key) or (-_PRESETS_SECONDS, [])
        if self._clock.monotonic() - read_at >= _PRESETS_SECONDS:
            self._fetch(key, lambda: self._load(caller))
        return known

    async def _load(self, caller: Caller) -> None:
        presets = await self._presets.list(caller)
        self._known[caller.guild_id, caller.user_id] = (self._clock.monotonic(), presets)

    async def close(self) -> None:
        """Stop watching for deletions."""
        self._unwatch()
        await super().close()
