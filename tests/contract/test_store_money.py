"""Budgets of money: nobody overdraws, each job is settled by the price of its own day, nothing is lost in a crash."""

import asyncio
from dataclasses import replace

import pytest

from bot.clock import SystemClock
from bot.errors import QuotaExceeded
from bot.jobs.claim import Bound, Claim, Measure, Window
from bot.jobs.model import (
    ColumnUpdate,
    DeliveryState,
    Job,
    Kind,
    Medium,
    MusicRequest,
    Output,
    Request,
    State,
    Transition,
    TransitionRequest,
    VideoRequest,
)
from bot.jobs.price import Price
from bot.store import Store
from tests.support.jobs import GUILD, PLACE, REQUEST, USER, make_new, way_to
from tests.support.store_ports import StorePorts, ledger_costs

_NOW = 1_700_000_000.0
_BEGAN_AT, _ENDS_AT = Window.MONTH.bounds(_NOW)
_SONG = Price("USD", 150_000, 20_000)  # 0.35 USD for 10 s
_FILM = VideoRequest(prompt="waves", model="Kling")


def _budget(amount: int, **how: object) -> Bound:
    base = Bound(Measure.MONEY, Window.MONTH, amount, True, _BEGAN_AT, _ENDS_AT, currency="USD")
    return replace(base, **how)  # type: ignore[arg-type]


async def _used(store: StorePorts, bound: Bound, guild_id: int = GUILD) -> float:
    return (await store.guilds.allowances(guild_id, USER, [bound]))[0].used


async def _add(store: StorePorts, *bounds: Bound, price: Price | None = _SONG, request: Request = REQUEST) -> Job:
    return await store.jobs.add(replace(make_new(_NOW, request=request), price=price), Claim(10.0, bounds, price))


@pytest.mark.parametrize(("bound", "commands"), [
    (_budget(1_750_000), 200),
    (_budget(2_099_999, is_personal=False), 40),
    (_budget(1_750_000, is_personal=False, is_global=True), 40),
])  # fmt: skip
async def test_of_many_commands_at_once_the_budget_takes_exactly_5(
    store: StorePorts, bound: Bound, commands: int
) -> None:
    adding = (_add(store, bound) for _ in range(commands))
    outcomes = await asyncio.gather(*adding, return_exceptions=True)
    assert sum(isinstance(outcome, Job) for outcome in outcomes) == 5
    assert sum(isinstance(outcome, QuotaExceeded) for outcome in outcomes) == commands - 5
    assert await _used(store, bound) == 1_750_000
    assert list((await ledger_costs(store)).values()) == [350_000] * 5


async def test_a_budget_of_all_servers_is_one_for_all_of_them(store: StorePorts) -> None:
    bound = _budget(700_000, is_personal=False, is_global=True)
    claim = Claim(10.0, (bound,), _SONG)
    for guild_id in (7, 8):
        await store.jobs.add(make_new(_NOW, place=replace(PLACE, guild_id=guild_id)), claim)
    with pytest.raises(QuotaExceeded) as refused:
        await store.jobs.add(make_new(_NOW, place=replace(PLACE, guild_id=9)), claim)
    assert (refused.value.key, refused.value.values["scope"]) == ("quota-used", "operator")
    assert refused.value.free_at == _ENDS_AT


async def test_what_has_no_price_or_another_currency_passes_a_budget(store: StorePorts) -> None:
    budget = _budget(100)
    await _add(store, budget, price=None)
    await _add(store, budget, price=Price("EUR", 900_000))
    assert await _used(store, budget) == 0
    with pytest.raises(QuotaExceeded) as refused:
        await _add(store, budget)
    assert (refused.value.key, refused.value.values["asked"]) == ("quota-never-fits", "0.35 USD")


async def test_a_budget_of_one_command_counts_that_alone(store: StorePorts) -> None:
    await _add(store)
    await _add(store, request=_FILM)
    assert await _used(store, _budget(0, kind=Kind.VIDEO)) == 350_000
    assert await _used(store, _budget(0)) == 700_000


@pytest.mark.parametrize(("request_", "state", "cost"), [
    (REQUEST, State.WAITING, 350_000),
    (REQUEST, State.READY, 350_000),  # the provider did not say how long it is
    (REQUEST, State.REFUSED, 0),
    (REQUEST, State.FAILED, 350_000),  # may be on the bill
    (_FILM, State.FAILED, 0),  # is not, by the vendor's page
    (REQUEST, State.UNKNOWN, 350_000),
    (REQUEST, State.CANCELLED, 0),
])  # fmt: skip
async def test_an_ending_settles_the_cost(store: StorePorts, request_: Request, state: State, cost: int) -> None:
    job = await _add(store, request=request_)
    await store.jobs.take_many(_way(job, state))
    assert (await ledger_costs(store))[job.id] == cost


def _way(job: Job, state: State) -> list[TransitionRequest]:
    update = ColumnUpdate(at=_NOW + 1)
    accepted = replace(update, task_id="task")
    return [
        TransitionRequest(job.id, one, accepted if one is Transition.ACCEPT else update, "task")
        for one in way_to(state, DeliveryState.DUE)
    ]


async def test_a_finished_job_costs_its_real_length_by_the_price_of_its_own_day(store: StorePorts) -> None:
    job = await _add(store)
    await _add(store, price=Price("USD", 9_000_000))
    outputs = (Output("https://x.example/1", Medium.AUDIO, 12.345), Output("https://x.example/2", Medium.AUDIO, 1.0))
    requests = _way(job, State.WAITING)
    done = ColumnUpdate(at=_NOW + 9, outputs=outputs)
    await store.jobs.take_many([*requests, TransitionRequest(job.id, Transition.COMPLETE, done, "task")])
    assert (await ledger_costs(store))[job.id] == 150_000 + 266_900
    found = await store.jobs.get(job.id)
    assert found is not None
    assert found.price == _SONG


async def test_what_is_bought_again_stays_in_the_budget_twice(store: StorePorts) -> None:
    first = await _add(store)
    await store.jobs.take_many(_way(first, State.UNKNOWN))
    again = await store.jobs.add(replace(make_new(_NOW, retry_of=first.id), price=_SONG), Claim(10.0, (), _SONG))
    assert await ledger_costs(store) == {first.id: 350_000, again.id: 350_000}


async def test_a_crash_between_reservation_and_settlement_keeps_the_money_reserved(store_url: str) -> None:
    bound = _budget(350_000)
    async with Store.opened(store_url, SystemClock()) as store:
        job = await _add(store, bound)
        await store.jobs.take_many(_way(job, State.SUBMITTING))
    async with Store.opened(store_url, SystemClock()) as store:
        assert await _used(store, bound) == 350_000
        with pytest.raises(QuotaExceeded):
            await _add(store, bound)
        refused = TransitionRequest(job.id, Transition.REFUSE, ColumnUpdate(at=_NOW + 2))
        await store.jobs.take(refused)
        assert await _used(store, bound) == 0
        await _add(store, bound)


async def test_usage_tells_models_costs_and_what_is_still_an_estimate(store: StorePorts) -> None:
    day = int(_NOW // 86_400)
    await _add(store)
    await _add(store, request=MusicRequest("x", "GL", "3.0-clip"))
    film = await _add(store, request=_FILM)
    await store.jobs.take_many(_way(film, State.READY))
    usage = await store.guilds.usage(GUILD, day, day, 5)
    told = [(row.kind, row.model, row.count, row.open_count, row.cost) for row in usage.rows]
    assert told == [
        (Kind.MUSIC, "GL", 1, 1, 350_000),
        (Kind.MUSIC, "MiniMaxMusic", 1, 1, 350_000),
        (Kind.VIDEO, "Kling", 1, 0, 350_000),
    ]
    assert (usage.currency, usage.users[0].cost) == ("USD", 1_050_000)
