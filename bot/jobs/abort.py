"""Stop a cancelled job at the provider."""

import logging

from bot.errors import ProviderError
from bot.jobs.model import Job
from bot.jobs.ports import TaskControl

log = logging.getLogger(__name__)


async def is_stopped(provider: TaskControl, job: Job) -> bool:
    """Ask the provider to stop a job; return whether it did. A provider that does not answer has not."""
    try:
        return await provider.abort(job)
    except ProviderError as error:
        log.warning("job.abort_unconfirmed: %s", error.code, extra={"job": job.id, "code": error.code})
        return False
