"""The ledger: nobody overdraws, every transition settles in its own transaction, and the sums are those of the jobs."""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.clock import SystemClock
from bot.errors import Conflict, QuotaExceeded
from bot.guilds.quota import expected_cost, expected_standing
from bot.guilds.usage import Standing
from bot.jobs.claim import Bound, Claim, Measure, Window
from bot.jobs.model import ColumnUpdate, Job, Kind, Medium, NewJob, Output, State, Transition, TransitionRequest
from bot.jobs.price import Price
from bot.jobs.states import COMPLETED
from bot.store import Store
from bot.store.jobs.transitions import take_transitions
from tests.support.jobs import GUILD, PLACE, USER, bring_to, make_new
from tests.support.migrated import copy_sqlite
from tests.support.store_ports import MemoryStore, StorePorts, ledger_costs, ledger_lines

_NOW = 1_700_000_000.0
_CLAIM = Claim(10.0)


def _bound(
    amount: int, measure: Measure = Measure.COUNT, window: Window | None = Window.DAY, *, personal: bool = True
) -> Bound:
    began_at, ends_at = window.bounds(_NOW) if window else (0.0, None)
    return Bound(measure, window, amount, personal, began_at, ends_at)


async def _used(store: StorePorts, bound: Bound, user_id: int = USER) -> float:
    return (await store.guilds.allowances(GUILD, user_id, [bound]))[0].used


async def _claimed(store: StorePorts, state: State, claim: Claim = _CLAIM) -> Job:
    """Return a job with a claim that came to this state."""

    class Claiming:
        """The store, whose new jobs carry the claim."""

        take_many = store.jobs.take_many

        async def add(self, new: NewJob) -> Job:
            return await store.jobs.add(new, claim)

    claiming: Any = Claiming()
    return await bring_to(claiming, make_new(_NOW), state)


@pytest.mark.parametrize(("bound", "commands"), [
    (_bound(5), 200),
    (_bound(5, window=Window.MONTH, personal=False), 40),
    (_bound(50, Measure.SECONDS, Window.HOUR), 40),
    (_bound(5, Measure.AT_ONCE, None), 40),
])  # fmt: skip
async def test_of_many_commands_at_once_exactly_5_become_jobs(store: StorePorts, bound: Bound, commands: int) -> None:
    claim = Claim(10.0, (bound,))
    adding = (store.jobs.add(make_new(_NOW), claim) for _ in range(commands))
    outcomes = await asyncio.gather(*adding, return_exceptions=True)
    assert sum(isinstance(outcome, Job) for outcome in outcomes) == 5
    assert sum(isinstance(outcome, QuotaExceeded) for outcome in outcomes) == commands - 5
    assert len(await ledger_lines(store)) == 5


async def test_a_refused_command_leaves_nothing_behind(store: StorePorts) -> None:
    new = make_new(_NOW)
    with pytest.raises(QuotaExceeded):
        await store.jobs.add(new, Claim(10.0, (_bound(0),)))
    assert await store.jobs.get(new.id) is None
    assert await ledger_lines(store) == {}


async def test_personal_limits_are_each_persons_own_and_servers_are_for_all(store: StorePorts) -> None:
    personal, server = Claim(1.0, (_bound(1),)), Claim(1.0, (_bound(3, personal=False),))
    await store.jobs.add(make_new(_NOW), personal)
    await store.jobs.add(make_new(_NOW, user_id=1), personal)
    with pytest.raises(QuotaExceeded):
        await store.jobs.add(make_new(_NOW), personal)
    await store.jobs.add(make_new(_NOW, user_id=2), server)
    with pytest.raises(QuotaExceeded):
        await store.jobs.add(make_new(_NOW, user_id=3), server)
    elsewhere = make_new(_NOW, place=replace(PLACE, guild_id=7))
    await store.jobs.add(elsewhere, server)


async def test_yesterday_does_not_count_today(store: StorePorts) -> None:
    claim = Claim(1.0, (_bound(1),))
    await store.jobs.add(make_new(_bound(1).began_at - 1.0), claim)
    await store.jobs.add(make_new(_bound(1).began_at), claim)
    with pytest.raises(QuotaExceeded):
        await store.jobs.add(make_new(_NOW), claim)


@pytest.mark.parametrize(("state", "line"), [
    (State.REQUESTED, ("reserved", 1, 10.0)),
    (State.WAITING, ("reserved", 1, 10.0)),
    (State.READY, ("charged", 1, 10.0)),  # the provider did not say how long it is
    (State.FAILED, ("returned", 0, 0.0)),
    (State.REFUSED, ("returned", 0, 0.0)),
    (State.CANCELLED, ("returned", 0, 0.0)),  # before anything was sent
    (State.UNKNOWN, ("reserved", 1, 10.0)),
    (State.ABANDONED, ("reserved", 1, 10.0)),
])  # fmt: skip
async def test_an_ending_settles_the_claim(store: StorePorts, state: State, line: tuple[str, int, float]) -> None:
    job = await _claimed(store, state)
    assert await ledger_lines(store) == {job.id: line}
    assert await _used(store, _bound(9)) == line[1]
    assert await _used(store, _bound(9, Measure.SECONDS)) == line[2]


async def test_a_finished_job_is_charged_by_its_real_length(store: StorePorts) -> None:
    job = await _claimed(store, State.WAITING)
    outputs = (Output("https://x.example/1", Medium.AUDIO, 42.5), Output("https://x.example/2", Medium.AUDIO, 1.0))
    await store.jobs.take(
        TransitionRequest(job.id, Transition.COMPLETE, ColumnUpdate(at=_NOW + 9, outputs=outputs), job.task_id)
    )
    assert await ledger_lines(store) == {job.id: ("charged", 1, 43.5)}
    await store.jobs.take(TransitionRequest(job.id, Transition.CANCEL_UNPOSTED, ColumnUpdate(at=_NOW + 10)))
    assert await ledger_lines(store) == {job.id: ("charged", 1, 43.5)}


async def test_a_job_cancelled_at_the_provider_stays_charged(store: StorePorts) -> None:
    job = await _claimed(store, State.WAITING)
    await store.jobs.take(TransitionRequest(job.id, Transition.CANCEL, ColumnUpdate(at=_NOW + 9)))
    assert await ledger_lines(store) == {job.id: ("charged", 1, 10.0)}


async def test_submitting_an_unknown_job_again_gives_its_claim_back_first(store: StorePorts) -> None:
    claim = Claim(10.0, (_bound(1),))
    unknown = await _claimed(store, State.UNKNOWN, claim)
    again = await store.jobs.add(make_new(_NOW, retry_of=unknown.id), claim)
    assert await ledger_lines(store) == {unknown.id: ("returned", 0, 0.0), again.id: ("reserved", 1, 10.0)}


async def test_a_second_press_is_a_conflict_even_when_the_limit_is_used_up(store: StorePorts) -> None:
    first = await _claimed(store, State.FAILED)
    claim = Claim(10.0, (_bound(1),))
    await store.jobs.add(make_new(_NOW, retry_of=first.id), claim)
    with pytest.raises(Conflict):
        await store.jobs.add(make_new(_NOW, retry_of=first.id), claim)


async def test_an_outcome_unknown_for_thirty_days_is_charged(sql_store: Store) -> None:
    job = await _claimed(sql_store, State.UNKNOWN)
    assert await sql_store.privacy.settle_old(_NOW + 29 * 86_400.0) == 0
    assert await sql_store.privacy.settle_old(_NOW + 31 * 86_400.0) == 1
    assert await ledger_lines(sql_store) == {job.id: ("charged", 1, 10.0)}


_OLD_COLUMNS = {"delivery_state": "notice", "deliver_at": "notice_at", "delivery_attempts": "notice_attempts"}
_OLD_CONSTRAINTS = {
    "ck_jobs_delivery_state": "ck_jobs_notice",
    "ck_jobs_delivery_when_final": "ck_jobs_notice_when_final",
}


async def test_jobs_of_before_the_books_are_taken_up_by_the_migration(store_url: str) -> None:
    async with Store.opened(store_url, SystemClock()) as store:
        ids = {state: (await bring_to(store.jobs, make_new(_NOW + 0.9), state)).id for state in State}
        async with store.database.write_without_limit() as connection:
            tables = (
                "quota_ledger",
                "guild_settings",
                "guild_audit",
                "guild_marks",
                "app_state",
                "erasures",
                "request_presets",
            )
            for table in tables:
                await connection.execute(text(f"DROP TABLE {table}"))
            for thing in ("INDEX ix_jobs_cancelled_by", "INDEX ix_jobs_task", "INDEX ix_jobs_group_id"):
                await connection.execute(text(f"DROP {thing}"))
            for column in ("resumed_at", "price", "group_id", "group_index", "group_size"):
                await connection.execute(text(f"ALTER TABLE jobs DROP COLUMN {column}"))
            for name, old in _OLD_COLUMNS.items():
                await connection.execute(text(f"ALTER TABLE jobs RENAME COLUMN {name} TO {old}"))
            for name, old in () if store.database.is_sqlite else _OLD_CONSTRAINTS.items():
                await connection.execute(text(f"ALTER TABLE jobs RENAME CONSTRAINT {name} TO {old}"))
            await connection.execute(text("UPDATE foley_schema SET version_num = '0001'"))
    async with Store.opened(store_url, SystemClock()) as store:
        lines = await ledger_lines(store)
        for state, job_id in ids.items():
            job = await store.jobs.get(job_id)
            assert job is not None
            assert lines[job_id][0] == expected_standing(job), state
        usage = await store.guilds.usage(GUILD, int(_NOW // 86_400), int(_NOW // 86_400), 5)
        assert sum(row.count + row.returned for row in usage.rows) == len(State)


# --- the ledger against the jobs, whatever happens ---

_TRANSITIONS = st.sampled_from(list(Transition))
_EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 3)),
        st.tuples(st.just("again"), st.integers(0, 9)),
        st.tuples(st.just("price"), st.integers(0, 3)),
        st.tuples(st.just("take"), st.integers(0, 9), _TRANSITIONS),
        st.tuples(st.just("take_many"), st.lists(st.tuples(st.integers(0, 9), _TRANSITIONS), max_size=4)),
        st.tuples(st.just("crash"), st.integers(0, 9), _TRANSITIONS),
    ),
    max_size=40,
)


# The answer to a create was the result itself, and its job was cancelled before it was posted.
_MADE_AT_ONCE: list[Sequence[Any]] = [
    ("add", 0),
    *(("take", 0, one) for one in (Transition.SUBMIT, Transition.COMPLETE_AT_ONCE, Transition.CANCEL_UNPOSTED)),
]


class _Crash(Exception):
    """The process ends before its transaction does."""


class _Books:
    """Applies random events and knows which unknown jobs were submitted again."""

    def __init__(self, store: StorePorts) -> None:
        self.store = store
        self.ids: list[str] = []
        self.price: Price | None = None
        self.replaced: set[str] = set()

    async def apply(self, event: Sequence[Any]) -> None:
        name, *rest = event
        if name == "add":
            await self._add(make_new(_NOW, user_id=rest[0]))
        elif name == "price":
            self.price = Price("USD", 70_000 * rest[0], 11_111 * rest[0]) if rest[0] else None
        elif name == "again" and self.ids:
            await self._again(self._id(rest[0]))
        elif name == "take" and self.ids:
            await self.store.jobs.take(self._move(*rest))
        elif name == "take_many" and self.ids:
            await self.store.jobs.take_many([self._move(*one) for one in rest[0]])
        elif name == "crash" and self.ids and isinstance(self.store, Store):
            await self._crash(self.store, self._move(*rest))

    def _id(self, index: int) -> str:
        return self.ids[index % len(self.ids)]

    def _move(self, index: int, transition: Transition) -> TransitionRequest:
        outputs = (Output("https://x.example", Medium.AUDIO, 3.0),) if transition in COMPLETED else None
        task_id = f"task-{self._id(index)}"
        written = task_id if transition in {Transition.ACCEPT, Transition.ACCEPT_LATE} else None
        return TransitionRequest(
            self._id(index), transition, ColumnUpdate(at=_NOW + 1, task_id=written, outputs=outputs), task_id
        )

    async def _add(self, new: NewJob) -> bool:
        try:
            job = await self.store.jobs.add(replace(new, price=self.price), Claim(10.0, (_bound(3),), self.price))
        except (QuotaExceeded, Conflict):
            return False
        self.ids.append(job.id)
        return True

    async def _again(self, job_id: str) -> None:
        job = await self.store.jobs.get(job_id)
        assert job is not None
        if await self._add(make_new(_NOW, user_id=job.user_id, retry_of=job_id)) and job.state is State.UNKNOWN:
            self.replaced.add(job_id)

    async def _crash(self, store: Store, request: TransitionRequest) -> None:
        """Take a transition in a transaction that never gets to its end."""
        with contextlib.suppress(_Crash):
            async with store.database.write() as connection:
                await take_transitions(connection, [request])
                raise _Crash

    async def check(self) -> None:
        """Compare the ledger with the jobs, line by line and in sum."""
        lines = await ledger_lines(self.store)
        assert set(lines) == set(self.ids)
        costs = await ledger_costs(self.store)
        used: dict[int, int] = {}
        for job in await self.store.jobs.changed_since(self.ids):
            standing = "returned" if job.id in self.replaced else expected_standing(job)
            amounts = {"returned": (0, 0.0), "reserved": (1, 10.0)}
            charged = (1, 3.0 if job.outputs else 10.0)
            assert lines[job.id] == (standing, *amounts.get(standing, charged)), job
            assert costs[job.id] == expected_cost(job, 10.0), job
            used[job.user_id] = used.get(job.user_id, 0) + lines[job.id][1]
        for user_id, count in used.items():
            assert count <= 3
            assert await _used(self.store, _bound(3), user_id) == count
        total = await _used(self.store, _bound(0, personal=False))
        assert total == sum(used.values())
        money = replace(_bound(0, Measure.MONEY, personal=False), currency="USD")
        assert await _used(self.store, money) == sum(costs.values())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=_EVENTS)
@example(events=_MADE_AT_ONCE)
def test_the_sum_of_the_books_is_the_sum_by_jobs_whatever_happens(
    events: list[Sequence[Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    async def run() -> None:
        url = copy_sqlite(tmp_path_factory.mktemp("books") / "foley.db")
        async with Store.opened(url, SystemClock()) as store:
            books = _Books(store)
            for event in events:
                await books.apply(event)
            await books.check()
        async with Store.opened(url, SystemClock()) as store:
            books.store = store
            await books.check()

    asyncio.run(run())


@given(events=_EVENTS)
@example(events=_MADE_AT_ONCE)
async def test_the_sums_in_memory_are_the_sums_by_jobs_too(events: list[Sequence[Any]]) -> None:
    books = _Books(MemoryStore())
    for event in events:
        await books.apply(event)
    await books.check()


async def test_the_books_hold_after_many_transitions_at_once(store: StorePorts) -> None:
    books = _Books(store)
    await asyncio.gather(*(books.apply(("add", n % 4)) for n in range(40)))
    assert len(books.ids) == 12
    ways = (
        *(
            Transition.SUBMIT,
            Transition.ACCEPT,
            Transition.COMPLETE,
            Transition.FAIL,
            Transition.CANCEL,
            Transition.LOSE_TRACK,
        ),
        *(
            Transition.REFUSE,
            Transition.EXPIRE,
            Transition.REFUSE_LATE,
            Transition.COMPLETE_AT_ONCE,
            Transition.COMPLETE_LATE,
        ),
    )
    for start in range(0, 240, 6):  # fewer at once than there are connections
        taking = (books.apply(("take", n % 60, ways[(n * 5) % len(ways)])) for n in range(start, start + 6))
        await asyncio.gather(*taking)
    await books.check()


async def test_usage_is_told_by_day_kind_and_person(store: StorePorts) -> None:
    day = int(_NOW // 86_400)
    for at, user_id in ((_NOW, 1), (_NOW, 1), (_NOW, 2), (_NOW - 86_400, 2), (_NOW - 9 * 86_400, 3)):
        await store.jobs.add(make_new(at, user_id=user_id), _CLAIM)
    failed = await _claimed(store, State.FAILED)
    usage = await store.guilds.usage(GUILD, day - 1, day, 10)
    told = [(row.day, row.kind, row.count, row.seconds, row.returned) for row in usage.rows]
    assert told == [(day - 1, Kind.MUSIC, 1, 10.0, 0), (day, Kind.MUSIC, 3, 30.0, 1)]
    people = [(one.user_id, one.count, one.seconds) for one in usage.users]
    assert people == [(1, 2, 20.0), (2, 2, 20.0)]
    assert failed.user_id not in {one.user_id for one in usage.users}
    assert len((await store.guilds.usage(GUILD, day - 30, day, 1)).users) == 1
    standings = {Standing(standing) for standing, _uses, _seconds in (await ledger_lines(store)).values()}
    assert standings == {Standing.RESERVED, Standing.RETURNED}
