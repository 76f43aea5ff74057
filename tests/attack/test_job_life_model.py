"""The job loops as a state machine: any order of requests, answers, failures, time and crashes keeps the invariants.

Never bought twice, never told twice, the claims right after every step; and once everything works again, every job
ends and is told.
"""

import asyncio
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.errors import Conflict
from bot.guilds.quota import expected_standing
from bot.jobs.claim import Claim
from bot.jobs.model import Backend, ColumnUpdate, DeliveryState, Job, MusicRequest, State, Transition, TransitionRequest
from bot.jobs.ports import Estimate
from bot.jobs.repository import JobRepository
from bot.polling.durations import Durations, Prior
from bot.service.poll_again import AbandonedJobPoller
from bot.store.engine.lease import LocalLease
from bot.worker.delivery import Delivery
from bot.worker.dispatcher import Dispatcher
from bot.worker.lost_tasks import LostTaskFinder
from bot.worker.orphaned_creates import OrphanedCreates
from bot.worker.poller import Poller
from bot.worker.reconciler import Reconciler, Stages
from bot.worker.result_builder import ResultBuilder
from bot.worker.status_board import StatusBoard
from bot.worker.status_views import StatusViews
from bot.worker.worker import Chore, LearnedDurations, Worker
from tests.attack.model_world import (
    Create,
    Find,
    Life,
    LivingMessenger,
    LivingProvider,
    LivingStore,
    Post,
    World,
    give_up,
)
from tests.support.domain import a_new_job
from tests.support.manual_clock import ManualClock, settle
from tests.support.memory_store import MemoryLearning, QuietSignals
from tests.unit.worker.test_delivery import EmptyResultCache, ScriptedMedia

HEALED_WITHIN_SECONDS = 1500
_STEP_SECONDS = 50


class Program:
    """One life of the program: everything the lease holder runs, on the world."""

    def __init__(self, world: World, folder: Path) -> None:
        self.life = Life()
        clock, messenger = world.clock, LivingMessenger(world, self.life)
        provider = LivingProvider(world, self.life)
        self.repository = JobRepository(LivingStore(world, self.life), QuietSignals(), clock)
        durations = Durations(lambda key: Prior(60.0, 0.4))
        media = ScriptedMedia(folder)
        dispatcher = Dispatcher(self.repository, provider, clock)
        views = StatusViews(
            self.repository.store,
            position=dispatcher.position,
            positions=dispatcher.positions,
            estimate=lambda job: Estimate(60.0, 120.0, 0),
        )
        board = StatusBoard(messenger, clock, views)
        poller = Poller(self.repository, provider, durations, clock, give_up_seconds=give_up)
        office = ResultBuilder(media, EmptyResultCache(), clock)
        delivery = Delivery(self.repository, office, messenger, clock, on_stage=board.stage)
        self.abandoned_poller = AbandonedJobPoller(self.repository, provider, clock)
        stages = Stages(dispatcher, poller, delivery, board, LostTaskFinder(self.repository, provider, clock))
        orphans = OrphanedCreates(self.repository, clock, dispatcher.on_their_way, 0.0)
        self.worker = Worker(
            LocalLease(),
            Reconciler(self.repository, stages, clock, alone=True),
            stages,
            LearnedDurations(durations, MemoryLearning(), clock),
            [Chore("orphans", orphans.settle, 5.0)],
            clock,
        )

    async def start(self) -> None:
        self.worker.start()
        await settle()

    async def end(self) -> None:
        """Let the power go, and clear away what was running."""
        self.life.is_over = True
        # Again and again: a task that is cancelled may begin another, and that one would call into the world for ever.
        while rest := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in rest:
                task.cancel()
            await settle()


class JobLife(RuleBasedStateMachine):
    """People, provider, Discord, disk and crashes, in any order."""

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(ManualClock())
        self.crashes = 0
        self.runner.run(self._born())

    async def _born(self) -> None:
        self.program = Program(self.world, Path(self.folder.name))
        await self.program.start()

    async def _crash(self) -> None:
        self.crashes += 1
        await self.program.end()
        await self._born()

    async def _live(self, seconds: float) -> None:
        """Let time pass; a life that ended on the way is followed by the next."""
        await self.world.clock.advance(seconds)
        if self.program.life.is_over:
            await self._crash()
            await settle()

    # --- people ---

    @rule(user_id=st.integers(1, 2), guild_id=st.integers(1, 2), backend=st.sampled_from(Backend))
    def ask(self, user_id: int, guild_id: int, backend: Backend) -> None:
        """Ask for something; of one backend a lost task can be found again."""
        new = a_new_job(
            self.world.clock,
            user_id=user_id,
            guild_id=guild_id,
            request=MusicRequest("calm rain", "GL", "3.0"),
            backend=backend,
        )
        self._try(self.program.repository.add(new, Claim(1.0, ())))

    @rule(borders=st.integers(1, 14), seconds=st.sampled_from([1.0, 60.0]), backend=st.sampled_from(Backend))
    def ask_and_the_power_goes(self, borders: int, seconds: float, backend: Backend) -> None:
        """Ask for something and die on the way to it, most often around the create call."""
        self.ask(1, 1, backend)
        self.the_power_goes_at_a_border(borders, seconds)

    @rule(
        data=st.data(),
        transition=st.sampled_from([Transition.CANCEL, Transition.CANCEL_UNPOSTED, Transition.DELIVER_AGAIN]),
    )
    def press(self, data: st.DataObject, transition: Transition) -> None:
        """Cancel a job, or ask for it once more, whatever it is doing."""
        if not self.rows:
            return
        job = data.draw(st.sampled_from(self.rows))
        if transition is Transition.DELIVER_AGAIN and job.state is State.CANCELLED:
            return
        now = self.world.clock.now()
        changes = (
            ColumnUpdate(deliver_at=now)
            if transition is Transition.DELIVER_AGAIN
            else ColumnUpdate(at=now, cancelled_by=1)
        )
        self._try(self.program.repository.take(TransitionRequest(job.id, transition, changes)))

    @rule(data=st.data())
    def poll_again(self, data: st.DataObject) -> None:
        """Ask once more about a job, whatever it is doing."""
        if self.rows:
            self._try(self.program.abandoned_poller.poll(data.draw(st.sampled_from(self.rows))))

    @rule(data=st.data())
    def submit_again(self, data: st.DataObject) -> None:
        """Submit a job of unknown outcome once more, also where that is known by the time it is written down."""
        unknown = [job for job in self.rows if job.state is State.UNKNOWN]
        if not unknown:
            return
        job = data.draw(st.sampled_from(unknown))
        new = a_new_job(
            self.world.clock,
            user_id=job.user_id,
            guild_id=job.place.guild_id,
            request=job.request,
            backend=job.backend,
            retry_of=job.id,
            only_if_unknown=True,
        )
        self._try(self.program.repository.add(new, Claim(1.0, ())))

    def _try(self, doing: Coroutine[Any, Any, object]) -> None:
        """Start something a person does; it hangs for ever when the program dies in it."""

        async def run() -> None:
            task = asyncio.create_task(doing)
            await settle()
            if task.done() and not task.cancelled() and task.exception() is not None:
                error = task.exception()
                assert isinstance(error, Conflict) or "away" in str(error)
            await self._live(0)

        self.runner.run(run())

    # --- the world ---

    @rule(how=st.lists(st.sampled_from(Create), min_size=1, max_size=3))
    def the_next_creates(self, how: list[Create]) -> None:
        self.world.creates[:] = how

    @rule(how=st.lists(st.sampled_from(Find), min_size=1, max_size=2))
    def the_next_tasks(self, how: list[Find]) -> None:
        self.world.finds[:] = how

    @rule(how=st.lists(st.sampled_from(Post), min_size=1, max_size=3))
    def the_next_messages(self, how: list[Post]) -> None:
        self.world.posts[:] = how

    @rule(looks=st.integers(1, 12))
    def looks_fail(self, looks: int) -> None:
        self.world.polls_that_fail = looks

    @rule(calls=st.integers(1, 4))
    def the_disk_is_away(self, calls: int) -> None:
        self.world.disk.away = calls

    @rule(seconds=st.sampled_from([-2 * 86_400.0, -600.0, 600.0, 2 * 86_400.0]))
    def the_wall_clock_is_set(self, seconds: float) -> None:
        self.world.clock.step(seconds)

    @rule(seconds=st.sampled_from([0.1, 3.0, 20.0, 60.0, 300.0]))
    def time_passes(self, seconds: float) -> None:
        self.runner.run(self._live(seconds))

    # --- crashes ---

    @rule()
    def the_power_goes(self) -> None:
        self.runner.run(self._crash())

    @rule(borders=st.integers(1, 30), seconds=st.sampled_from([1.0, 30.0, 90.0]))
    def the_power_goes_at_a_border(self, borders: int, seconds: float) -> None:
        self.program.life.borders_left = borders
        self.runner.run(self._live(seconds))

    # --- what must hold ---

    @property
    def rows(self) -> list[Job]:
        return sorted(self.world.disk.rows.values(), key=lambda job: job.id)

    @invariant()
    def nothing_is_bought_or_told_twice(self) -> None:
        if not hasattr(self, "world"):
            return
        assert all(count == 1 for count in self.world.bought.values()), self.world.bought
        assert all(count == 1 for count in self.world.messages.values()), self.world.messages
        assert set(self.world.bought) <= set(self.world.disk.rows)

    @invariant()
    def the_claims_are_right(self) -> None:
        for job in self.rows if hasattr(self, "world") else []:
            assert self.world.claims[job.id] == expected_standing(job), job
            assert job.state.is_final == (job.delivery_state is not DeliveryState.NONE), job

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self._heal()
        finally:
            self.runner.run(self.program.end())
            self.runner.close()
            self.folder.cleanup()

    def _heal(self) -> None:
        """Everything works again: every job ends and is told."""
        self.program.life.borders_left = None
        self.world.heal()
        for _ in range(0, HEALED_WITHIN_SECONDS, _STEP_SECONDS):
            if all(job.delivery_state in (DeliveryState.SENT, DeliveryState.HELD) for job in self.rows):
                break
            self.runner.run(self._live(_STEP_SECONDS))
        self.nothing_is_bought_or_told_twice()
        self.the_claims_are_right()
        for job in self.rows:
            assert job.delivery_state in (DeliveryState.SENT, DeliveryState.HELD), job
            if job.delivery_state is DeliveryState.SENT and job.state is not State.CANCELLED:
                assert self.world.messages[job.id, job.postings] == 1, job


JobLife.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestJobLife = JobLife.TestCase
