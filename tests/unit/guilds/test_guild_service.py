"""Servers' settings through the service: who may change them, how fresh they are, and what they do to a request."""

import asyncio
from dataclasses import replace

import pytest

from bot.errors import InvalidRequest, NotAllowed, NotFound, QuotaExceeded, StoreRefused, StoreUnavailable, Unavailable
from bot.guilds.changes.edits import limited
from bot.guilds.guild_service import GuildService
from bot.guilds.operator import OperatorService
from bot.guilds.operator_state import OperatorState
from bot.guilds.settings import GuildSettings, Limit, Scope
from bot.guilds.usage import BudgetWarning
from bot.jobs.caller import Caller
from bot.jobs.claim import Measure, Window
from bot.jobs.model import Kind, MusicRequest, State
from bot.jobs.repository import JobRepository
from bot.patterns import compile_pattern
from tests.support.domain import a_place
from tests.support.job_service import job_service
from tests.support.manual_clock import ManualClock, settle
from tests.support.memory_guilds import MemoryGuildStore
from tests.support.memory_store import MemoryJobStore, QuietSignals

_GUILD = 100
_ADMIN = Caller(user_id=1, guild_id=_GUILD, locale="de", is_admin=True, is_moderator=True)
_MODERATOR = replace(_ADMIN, user_id=2, is_admin=False)
_MEMBER = Caller(user_id=3, guild_id=_GUILD, locale="de", channel_ids=frozenset({200}))
_MUSIC = MusicRequest(prompt="calm rain", model="MiniMaxMusic", version="2.6")
_PER_DAY = Limit(Scope.USER, Measure.COUNT, Window.DAY, 5)


class Desk:
    """Two processes over one store: ``guilds`` and ``elsewhere`` hear the same signals."""

    def __init__(self) -> None:
        self.clock = ManualClock(1_700_000_000.0)
        self.signals = QuietSignals()
        self.jobs = MemoryJobStore()
        self.store = MemoryGuildStore(self.jobs)
        repository = JobRepository(self.jobs, self.signals, self.clock)
        self.guilds = GuildService(self.store, self.signals, self.clock, compile_pattern)
        self.operator = OperatorService(self.store, self.signals, self.clock)
        self.elsewhere = GuildService(self.store, self.signals, self.clock, compile_pattern)
        self.service = job_service(repository, self.guilds, self.operator)


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_only_admins_change_settings_and_look_at_the_books(desk: Desk) -> None:
    for caller in (_MODERATOR, _MEMBER):
        for attempt in (
            desk.guilds.change(caller, lambda old: replace(old, paused=True)),
            desk.guilds.change(caller, limited([_PER_DAY])),
            desk.guilds.audit(caller),
            desk.guilds.usage(caller),
            desk.guilds.server_allowances(caller),
        ):
            with pytest.raises(NotAllowed) as refused:
                await attempt
            assert refused.value.key == "rules-admins-only"
    assert desk.store.rows == {}
    await desk.guilds.change(_ADMIN, lambda old: replace(old, paused=True))
    assert [line.change.setting for line in await desk.guilds.audit(_ADMIN)] == ["paused"]


async def test_a_change_is_undone_as_a_whole_and_reverted_line_by_line(desk: Desk) -> None:
    await desk.guilds.change(_ADMIN, limited([_PER_DAY]))
    changed = await desk.guilds.record(_ADMIN, lambda old: replace(old, paused=True, grace_days=3, limits=()))
    assert len(changed.entries) == 3
    await desk.clock.advance(1.0)
    await desk.guilds.change(_ADMIN, lambda old: replace(old, keep_results=False))
    paused = next(one for one in changed.entries if one.change.setting == "paused")
    assert not (await desk.guilds.revert(_ADMIN, paused.id)).settings.paused
    undone = (await desk.guilds.undo(_ADMIN, changed.entries[0].id)).settings
    assert undone == replace(GuildSettings(_GUILD), limits=(_PER_DAY,), keep_results=False)
    for caller, entry_id, error in (
        (_MEMBER, paused.id, NotAllowed),
        (_ADMIN, "0" * 14, NotFound),
        (_ADMIN, "no id", NotFound),
    ):
        with pytest.raises(error):
            await desk.guilds.undo(caller, entry_id)


async def test_settings_are_read_once_and_again_after_any_process_wrote_them(desk: Desk) -> None:
    for _ in range(5):
        assert await desk.guilds.settings(_GUILD) == GuildSettings(_GUILD)
    assert desk.store.loads == 1
    await desk.elsewhere.change(_ADMIN, lambda old: replace(old, paused=True))
    assert desk.guilds.cached(_GUILD) is None
    assert (await desk.guilds.settings(_GUILD)).paused
    await desk.guilds.change(_ADMIN, lambda old: replace(old, paused=False))
    assert not (await desk.elsewhere.settings(_GUILD)).paused


async def test_a_lost_signal_costs_a_minute_at_most(desk: Desk) -> None:
    await desk.guilds.settings(_GUILD)
    desk.store.rows[_GUILD] = GuildSettings(_GUILD, paused=True)
    assert not (await desk.guilds.settings(_GUILD)).paused
    await desk.clock.advance(61.0)
    assert (await desk.guilds.settings(_GUILD)).paused


async def test_what_was_read_before_a_change_does_not_get_into_the_cache_after_it(desk: Desk) -> None:
    reading, go_on = asyncio.Event(), asyncio.Event()
    load = desk.store.load

    async def slow_load(guild_id: int) -> GuildSettings:
        found = await load(guild_id)
        reading.set()
        await go_on.wait()
        return found

    desk.store.load = slow_load  # type: ignore[method-assign]  # the moment between reading and keeping
    task = asyncio.create_task(desk.guilds.settings(_GUILD))
    await reading.wait()
    await desk.elsewhere.change(_ADMIN, lambda old: replace(old, paused=True))
    go_on.set()
    await task
    assert (await desk.guilds.settings(_GUILD)).paused


async def test_old_settings_do_while_the_database_is_away(desk: Desk) -> None:
    await desk.guilds.change(_ADMIN, lambda old: replace(old, kinds_off=frozenset({Kind.VIDEO})))
    known = await desk.guilds.settings(_GUILD)

    async def away(guild_id: int) -> GuildSettings:
        raise StoreUnavailable("away, by the test")

    desk.store.load = away  # type: ignore[method-assign]  # nothing else makes memory unavailable
    await desk.clock.advance(999.0)
    assert await desk.guilds.settings(_GUILD) == known
    assert (await desk.guilds.settings_of_results(_GUILD)).keep_results
    with pytest.raises(StoreUnavailable):
        await desk.guilds.settings(5)
    assert not (await desk.guilds.settings_of_results(5)).keep_results


async def test_a_new_job_obeys_the_rules_and_goes_to_the_results_channel(desk: Desk) -> None:
    await desk.guilds.change(
        _ADMIN,
        lambda old: replace(old, results_channel_id=999, announcement_locale="ja", kinds_off=frozenset({Kind.SFX})),
    )
    job = await desk.service.submit(_MEMBER, a_place(), _MUSIC)
    assert (job.state, job.place.channel_id, job.place.status_channel_id) == (State.REQUESTED, 999, 200)
    assert job.locale == "ja"
    await desk.guilds.change(_ADMIN, lambda old: replace(old, blocked_words=("rain",)))
    with pytest.raises(NotAllowed) as refused:
        await desk.service.submit(_MEMBER, a_place(), _MUSIC)
    assert refused.value.key == "rules-blocked-text"
    # The settings are warm now: the check that must not wait knows them too, before anything public happens.
    with pytest.raises(NotAllowed):
        desk.service.check(_MEMBER, _MUSIC)
    assert len(desk.jobs.rows) == 1


async def test_a_request_that_can_never_fit_is_refused_before_it_is_written(desk: Desk) -> None:
    await desk.guilds.change(_ADMIN, limited([Limit(Scope.SERVER, Measure.SECONDS, Window.MONTH, 60)]))
    with pytest.raises(QuotaExceeded) as refused:
        await desk.service.submit(_MEMBER, a_place(), _MUSIC)
    assert refused.value.key == "quota-never-fits"
    assert desk.jobs.rows == {}


async def test_the_caller_hears_of_the_tightest_limit(desk: Desk) -> None:
    assert await desk.service.allowance(_MEMBER, Kind.MUSIC) is None
    await desk.guilds.change(_ADMIN, limited([_PER_DAY]))
    await desk.guilds.change(_ADMIN, limited([Limit(Scope.SERVER, Measure.COUNT, Window.MONTH, 100)]))
    day = next(one.bound for one in await desk.guilds.allowances(_MEMBER) if one.bound.is_personal)
    desk.store.used[day] = 3
    allowance = await desk.service.allowance(_MEMBER, Kind.MUSIC)
    assert allowance is not None
    assert (allowance.key, allowance.values["left"], allowance.values["amount"]) == ("quota-left", 2, 5)
    assert [one.bound.amount for one in await desk.guilds.server_allowances(_ADMIN)] == [100]


async def test_the_budgets_warning_is_given_once_a_window(desk: Desk) -> None:
    heard: list[BudgetWarning] = []
    stop = desk.guilds.watch_warnings(heard.append)
    await desk.guilds.change(_ADMIN, lambda old: replace(old, results_channel_id=999))
    settings = await desk.guilds.change(_ADMIN, limited([Limit(Scope.SERVER, Measure.COUNT, Window.DAY, 10)]))
    today = (await desk.guilds.server_allowances(_ADMIN))[0].bound
    desk.store.used[today] = 4
    await desk.guilds.warn_if_due(settings, _MEMBER)
    assert heard == []
    desk.store.used[today] = 8
    for _ in range(3):
        await desk.service.submit(_MEMBER, a_place(), _MUSIC)
    assert [(one.key, one.channel_id) for one in heard] == [("quota-warning", 999)]
    assert (heard[0].values["percent"], heard[0].values["amount"]) == (80, 10)
    await desk.clock.advance(86_400.0)
    tomorrow = (await desk.guilds.server_allowances(_ADMIN))[0].bound
    desk.store.used[tomorrow] = 10
    await desk.guilds.warn_if_due(settings, _MEMBER)
    assert [one.percent for one in heard] == [80, 100]
    stop()


async def test_a_warning_that_could_not_be_posted_is_given_again(desk: Desk) -> None:
    heard: list[BudgetWarning] = []
    desk.guilds.watch_warnings(heard.append)
    settings = await desk.guilds.change(_ADMIN, limited([Limit(Scope.SERVER, Measure.COUNT, Window.DAY, 10)]))
    desk.store.used[(await desk.guilds.server_allowances(_ADMIN))[0].bound] = 8
    await desk.guilds.warn_if_due(settings, _MEMBER)
    await desk.guilds.warn_again(heard[0])
    await desk.guilds.warn_if_due(settings, _MEMBER)
    await desk.guilds.warn_if_due(settings, _MEMBER)
    assert len(heard) == 2


async def test_servers_left_while_offline_are_noticed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.guilds.joined(1)
    await desk.guilds.joined(2)
    await desk.guilds.joined(3)
    here = {2, 4}
    present, read = lambda: frozenset(here), desk.store.present_guilds

    async def present_guilds() -> list[int]:
        here.add(5)  # Foley is added to a server while the database is asked
        await desk.guilds.joined(5)
        return await read()

    monkeypatch.setattr(desk.store, "present_guilds", present_guilds)
    await desk.guilds.reconcile(present, lambda guild_id: guild_id != 3)
    assert set(desk.store.left) == {1}
    assert await read() == [2, 3, 4, 5]
    await desk.guilds.left(2)
    assert set(desk.store.left) == {1, 2}


async def test_the_operators_word_is_heard_again_after_a_no_of_the_database(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = OperatorService(desk.store, desk.signals, desk.clock)
    read, refusals = desk.store.load_operator, [StoreRefused("28P01")]

    async def load_operator() -> OperatorState:
        if refusals:
            raise refusals.pop()
        return await read()

    monkeypatch.setattr(desk.store, "load_operator", load_operator)
    fresh = asyncio.create_task(desk.operator.keep_fresh())
    await settle()
    assert not refusals
    await other.set_paused(paused=True)
    await settle()
    assert desk.operator.state.paused
    fresh.cancel()
    await asyncio.wait((fresh,))


async def test_the_operators_word_reaches_every_process_and_every_request(desk: Desk) -> None:
    other = OperatorService(desk.store, desk.signals, desk.clock)
    heard: list[OperatorState] = []
    desk.operator.watch(heard.append)
    fresh = asyncio.create_task(desk.operator.keep_fresh())
    await settle()
    for change, key in (
        (other.set_draining(draining=True), "refusal-draining"),
        (other.set_paused(paused=True), "refusal-paused-all"),
    ):
        await change
        await settle()
        with pytest.raises(Unavailable) as refused:
            await desk.service.submit(_MEMBER, a_place(), _MUSIC)
        assert refused.value.key == key
    await other.set_paused(paused=False)
    await other.set_draining(draining=False)
    await other.set_maintenance("  back at\n nine ")
    await settle()
    assert heard[-1] == OperatorState(maintenance="back at nine")
    job = await desk.service.submit(_MEMBER, a_place(), _MUSIC)
    assert (await desk.service.views.of(job)).maintenance == "back at nine"
    with pytest.raises(InvalidRequest) as long:
        await other.set_maintenance("x" * 201)
    assert long.value.key == "operator-maintenance-long"
    fresh.cancel()
    await asyncio.wait([fresh])
    other.close()
