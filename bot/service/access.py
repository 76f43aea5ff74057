"""Which jobs a person may see, change, and page through. Rights are checked here and nowhere else."""

from bot.errors import NotAllowed, NotFound
from bot.jobs.caller import Caller
from bot.jobs.model import Job, is_job_id
from bot.jobs.ports import JobFilter
from bot.jobs.repository import JobRepository


class JobAccess:
    """Looks jobs up for somebody. Raises NotFound for what is not there and for what is not theirs to see."""

    def __init__(self, repository: JobRepository) -> None:
        self._repository = repository

    async def get(self, caller: Caller, job_id: str) -> Job:
        """Return a job the caller may see: an own one, or for moderators any of the server. Raises NotFound."""
        job = await self._in_guild(caller, job_id)
        if job.user_id != caller.user_id and not caller.is_moderator:
            raise NotFound
        return job

    async def look_up(self, caller: Caller, job_id: str) -> Job:
        """Return a job of this server whoever's it is: for what anybody may do with a posted result."""
        return await self._in_guild(caller, job_id)

    async def _in_guild(self, caller: Caller, job_id: str) -> Job:
        job_id = job_id.strip().lower()
        job = await self._repository.store.get(job_id) if is_job_id(job_id) else None
        if job is None or job.place.guild_id != caller.guild_id:
            raise NotFound
        return job

    async def list(
        self, caller: Caller, *, everyone: bool = False, before_id: str | None = None, limit: int = 10
    ) -> list[Job]:
        """Return the caller's jobs in this server newest first; with ``everyone`` all, for moderators.

        ``before_id`` turns the page. Raises NotAllowed, NotFound.
        """
        if before_id is not None and not is_job_id(before_id):
            raise NotFound
        if everyone and not caller.is_moderator:
            raise NotAllowed(key="refusal-moderators-only")
        user_id = None if everyone else caller.user_id
        return await self._repository.store.list(
            JobFilter(guild_id=caller.guild_id, user_id=user_id, before_id=before_id, limit=limit)
        )

    async def may_edit(self, caller: Caller, job_id: str) -> Job:
        """Return a job the caller may change or delete. Raises NotAllowed for strangers, with a sentence."""
        job = await self._in_guild(caller, job_id)
        if job.user_id != caller.user_id and not caller.is_moderator:
            raise NotAllowed(key="refusal-not-yours")
        return job

    async def posted_to(self, user_id: int, channel_id: int, job_id: str) -> Job:
        """Return a job whose result this person got as a direct message, in this channel. Raises NotFound."""
        job = await self._repository.store.get(job_id) if is_job_id(job_id) else None
        if job is None or (job.user_id, job.result_channel_id) != (user_id, channel_id):
            raise NotFound
        return job
