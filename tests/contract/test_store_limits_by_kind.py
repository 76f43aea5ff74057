"""Limits of one kind count requests of that kind alone, on every store, also where many ask at once."""

import asyncio
from dataclasses import replace

import pytest

from bot.errors import QuotaExceeded
from bot.jobs.claim import Bound, Claim, Measure, Window
from bot.jobs.model import ColumnUpdate, Job, Kind, Transition, TransitionRequest, VideoRequest
from tests.support.jobs import GUILD, USER, make_new
from tests.support.store_ports import StorePorts

_NOW = 1_700_000_000.0
_BEGAN_AT, _ENDS_AT = Window.DAY.bounds(_NOW)
_VIDEOS = Bound(Measure.COUNT, Window.DAY, 2, True, _BEGAN_AT, _ENDS_AT, Kind.VIDEO)
_FILM = VideoRequest(prompt="waves", model="Kling")


async def test_of_many_videos_at_once_two_are_taken_and_songs_are_not_counted(store: StorePorts) -> None:
    for _ in range(3):
        await store.jobs.add(make_new(_NOW), Claim(10.0, ()))
    adding = (store.jobs.add(make_new(_NOW, request=_FILM), Claim(5.0, (_VIDEOS,))) for _ in range(20))
    outcomes = await asyncio.gather(*adding, return_exceptions=True)
    assert sum(isinstance(outcome, Job) for outcome in outcomes) == 2
    assert sum(isinstance(outcome, QuotaExceeded) for outcome in outcomes) == 18
    told = await store.guilds.allowances(GUILD, USER, [_VIDEOS, replace(_VIDEOS, kind=None), _seconds(None)])
    assert [one.used for one in told] == [2, 5, 40.0]
    assert (await store.guilds.allowances(GUILD, USER, [_seconds(Kind.VIDEO)]))[0].used == 10.0


def _seconds(kind: Kind | None) -> Bound:
    return replace(_VIDEOS, measure=Measure.SECONDS, kind=kind, is_personal=False)


async def test_at_the_same_time_counts_the_kind_that_runs(store: StorePorts) -> None:
    one_film = Bound(Measure.AT_ONCE, None, 1, False, kind=Kind.VIDEO)
    await store.jobs.add(make_new(_NOW))
    film = await store.jobs.add(make_new(_NOW, request=_FILM), Claim(5.0, (one_film,)))
    with pytest.raises(QuotaExceeded):
        await store.jobs.add(make_new(_NOW, request=_FILM), Claim(5.0, (one_film,)))
    await store.jobs.take(TransitionRequest(film.id, Transition.EXPIRE, ColumnUpdate(at=_NOW + 1)))
    await store.jobs.add(make_new(_NOW, request=_FILM), Claim(5.0, (one_film,)))
