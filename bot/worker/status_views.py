"""Build what the status message of a job shows, in whichever process it is needed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.jobs.model import Job, State
from bot.jobs.ports import Estimate, JobFilter, JobStore, StatusView

_POSITIONS_COUNTED = 500
_UNSENT = frozenset({State.REQUESTED, State.QUEUED})


class StatusViews:
    """Builds status views.

    ``position``: a job's position among those this process is sending; ``positions``: of all these, by job id;
    ``maintenance``: the operator's notice.
    """

    def __init__(
        self,
        store: JobStore,
        *,
        position: Callable[[Job], tuple[int, int] | None],
        positions: Callable[[], Mapping[str, tuple[int, int]]],
        estimate: Callable[[Job], Estimate],
        maintenance: Callable[[], str] = lambda: "",
    ) -> None:
        self._store = store
        self._position = position
        self.positions = positions
        self._estimate = estimate
        self._maintenance = maintenance

    async def of(self, job: Job) -> StatusView:
        """Return what the status message of this job shows. Raises StoreUnavailable."""
        return self._view(job, self._position(job) or await self._stored_position(job))

    async def of_message(self, job: Job, known: Mapping[str, StatusView] = MappingProxyType({})) -> StatusView:
        """Return what the status message of this job shows, which it may share with others of its group.

        ``known``: the latest views of some of them, with their progress. Raises StoreUnavailable.
        """
        if job.group is None:
            return await self.of(job)
        views = []
        for member in await self._store.group(job.group.id):
            latest = known.get(member.id)
            views.append(self.here(member) if latest is None else replace(latest, job=member))
        return replace(views[0], group=tuple(views)) if views else self.here(job)

    def here(self, job: Job) -> StatusView:
        """Return the view as far as this process knows it, without asking the database."""
        return self._view(job, self._position(job))

    def _view(self, job: Job, place: tuple[int, int] | None) -> StatusView:
        position, length = place or (None, None)
        return StatusView(
            job=job,
            position=position,
            queue_length=length,
            estimate=None if job.state.is_final else self._estimate(job),
            maintenance="" if job.state.is_final else self._maintenance(),
        )

    async def _stored_position(self, job: Job) -> tuple[int, int] | None:
        """Count in the database, for when another process does the sending."""
        if job.state not in _UNSENT:
            return None
        jobs = await self._store.list(
            JobFilter(
                guild_id=job.place.guild_id, states=_UNSENT, kinds=frozenset({job.kind}), limit=_POSITIONS_COUNTED
            )
        )
        ids = sorted(other.id for other in jobs)
        return (ids.index(job.id) + 1, len(ids)) if job.id in ids else None
