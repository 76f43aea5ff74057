"""Several jobs of one request: all of them are written or none, with a claim for each in one look at the limits."""

import asyncio
from dataclasses import replace

import pytest

from bot.errors import Conflict, QuotaExceeded
from bot.jobs.claim import Bound, Claim, Measure, Window
from bot.jobs.model import ColumnUpdate, Group, Job, NewJob, Transition, TransitionRequest
from bot.jobs.price import Price
from tests.support.jobs import GUILD, OUTPUT, USER, make_new
from tests.support.store_ports import StorePorts, ledger_costs, ledger_lines

_NOW = 1_700_000_000.0
_PRICE = Price("USD", fixed=80_000)


def _bound(amount: int, measure: Measure = Measure.COUNT, window: Window | None = Window.DAY) -> Bound:
    began_at, ends_at = window.bounds(_NOW) if window else (0.0, None)
    currency = "USD" if measure is Measure.MONEY else ""
    return Bound(measure, window, amount, True, began_at, ends_at, currency=currency)


def _four(at: float = _NOW, size: int = 4) -> list[NewJob]:
    news = sorted((make_new(at) for _ in range(size)), key=lambda new: new.id)
    return [replace(new, price=_PRICE, group=Group(news[0].id, index, size)) for index, new in enumerate(news, start=1)]


async def test_all_of_a_group_are_written_each_with_its_claim(store: StorePorts) -> None:
    news = _four()
    jobs = await store.jobs.add_group(news, Claim(10.0, (_bound(4), _bound(40, Measure.SECONDS)), _PRICE))
    assert [job.group for job in jobs] == [Group(news[0].id, number, 4) for number in (1, 2, 3, 4)]
    assert await store.jobs.group(news[0].id) == jobs
    assert await store.jobs.group(news[1].id) == []
    assert await ledger_lines(store) == {job.id: ("reserved", 1, 10.0) for job in jobs}
    assert await ledger_costs(store) == {job.id: 80_000 for job in jobs}


@pytest.mark.parametrize(("bound", "fits"), [
    (_bound(3), 3),
    (_bound(25, Measure.SECONDS), 2),
    (_bound(100_000, Measure.MONEY), 1),
    (_bound(2, Measure.AT_ONCE, None), 2),
])  # fmt: skip
async def test_a_group_that_does_not_fit_is_refused_whole(store: StorePorts, bound: Bound, fits: int) -> None:
    claim = Claim(10.0, (_bound(50), bound), _PRICE)
    with pytest.raises(QuotaExceeded) as refused:
        await store.jobs.add_group(_four(), claim)
    assert refused.value.key == "quota-fewer"
    assert refused.value.values.items() >= {"asked": 4, "fits": fits, "scope": "person"}.items()
    assert await ledger_lines(store) == {}
    assert await store.jobs.open_jobs() == []
    await store.jobs.add_group(_four(size=fits), claim) if fits > 1 else await store.jobs.add(make_new(_NOW), claim)


async def test_where_not_even_one_fits_it_is_told_as_of_one(store: StorePorts) -> None:
    await store.jobs.add(make_new(_NOW), Claim(10.0))
    with pytest.raises(QuotaExceeded) as refused:
        await store.jobs.add_group(_four(), Claim(10.0, (_bound(1),)))
    assert refused.value.key == "quota-used"


async def test_of_many_groups_at_once_exactly_those_that_fit_are_written(store: StorePorts) -> None:
    claim = Claim(10.0, (_bound(7),))
    outcomes = await asyncio.gather(*(store.jobs.add_group(_four(size=3), claim) for _ in range(10)),
                                    return_exceptions=True)  # fmt: skip
    assert sum(isinstance(outcome, list) for outcome in outcomes) == 2
    assert sum(isinstance(outcome, QuotaExceeded) for outcome in outcomes) == 8
    assert len(await ledger_lines(store)) == 6


async def test_an_id_that_is_taken_leaves_nothing_of_the_group_behind(store: StorePorts) -> None:
    news = _four()
    taken = await store.jobs.add(replace(news[2], group=None), Claim(1.0))
    with pytest.raises(Conflict):
        await store.jobs.add_group(news, Claim(10.0))
    assert await store.jobs.open_jobs() == [taken]
    assert set(await ledger_lines(store)) == {taken.id}


async def _end(store: StorePorts, job: Job, transition: Transition) -> None:
    await store.jobs.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=_NOW)))
    await store.jobs.take(TransitionRequest(job.id, Transition.ACCEPT, ColumnUpdate(at=_NOW, task_id=job.id)))
    outputs = (OUTPUT,) if transition is Transition.COMPLETE else None
    changes = ColumnUpdate(at=_NOW, outputs=outputs)
    assert await store.jobs.take(TransitionRequest(job.id, transition, changes, task_id=job.id)) is not None


async def test_one_of_four_that_fails_is_settled_for_itself(store: StorePorts) -> None:
    limits = (_bound(9), _bound(90, Measure.SECONDS))
    jobs = await store.jobs.add_group(_four(), Claim(10.0, limits, _PRICE))
    for job in jobs:
        await _end(store, job, Transition.FAIL if job.group and job.group.index == 3 else Transition.COMPLETE)
    lines = await ledger_lines(store)
    assert [lines[job.id][0] for job in jobs] == ["charged", "charged", "returned", "charged"]
    used = await store.guilds.allowances(GUILD, USER, limits)
    assert [one.used for one in used] == [3, 3 * 12.5]
    # What the failed one costs may be on the bill: the provider does not say that failed sounds are free.
    assert await ledger_costs(store) == {job.id: 80_000 for job in jobs}
