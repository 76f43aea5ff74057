"""A real job service for tests, over whatever store they have."""

from typing import Any

from bot.catalog.catalog import Catalog
from bot.catalog.voices import VoiceIndex
from bot.guilds.guild_service import GuildService
from bot.guilds.operator import OperatorService
from bot.jobs.model import Backend, Job
from bot.jobs.ports import PollResult, PreferenceStore, TaskControl
from bot.jobs.repository import JobRepository
from bot.polling.durations import Durations, Prior
from bot.service.job_service import JobService
from bot.service.prepare_request import RequestPreparer
from bot.service.voice_clips import VoiceClips
from bot.worker.status_views import StatusViews
from tests.support.domain import unchanged
from tests.support.speech import speech_for


class QuietProvider:
    """A provider that stops nothing, and that nobody asks how a task stands."""

    async def poll(self, job: Job) -> PollResult:
        raise AssertionError("nothing was given up")

    async def abort(self, job: Job) -> bool:
        return False


def job_service(
    repository: JobRepository,
    guilds: GuildService,
    operator: OperatorService,
    *,
    catalog: Catalog | None = None,
    voices: VoiceIndex | None = None,
    preferences: PreferenceStore | None = None,
    provider: TaskControl | None = None,
    office: Any = None,  # nothing is posted
) -> JobService:
    """Return a service whose effects VOD makes, and where every job takes a minute."""
    nobody: Any = None
    catalog = catalog or Catalog.load()
    speech = speech_for(voices or VoiceIndex(nobody, repository.clock), catalog, preferences)
    durations = Durations(lambda key: Prior(60.0, 0.4))
    views = StatusViews(
        repository.store,
        position=lambda job: None,
        positions=dict,
        estimate=lambda job: durations.estimate(job.kind.value, job.model, job.version),
        maintenance=lambda: operator.state.maintenance,
    )
    requests = RequestPreparer(catalog, speech, lambda: Backend.VOD, unchanged)
    return JobService(repository, requests, guilds, operator, provider or QuietProvider(), views, VoiceClips(office))
