"""The arithmetic of limits: windows, who is bound by what, and what a refusal says."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import QuotaExceeded
from bot.guilds import quota
from bot.guilds.settings import GuildSettings, Limit, Scope
from bot.guilds.usage import Allowance
from bot.jobs.caller import Caller
from bot.jobs.claim import Bound, Claim, Measure, Window
from bot.jobs.model import Kind, Medium, Output
from bot.jobs.price import Price

_NOW = datetime(2026, 2, 14, 15, 30, tzinfo=UTC).timestamp()
_CALLER = Caller(user_id=5, guild_id=1, locale="de", role_ids=frozenset({30, 31}))
_OPEN = GuildSettings(1)


def _at(*when: int) -> float:
    return datetime(*when, tzinfo=UTC).timestamp()  # type: ignore[arg-type, misc]


def _limit(scope: Scope, amount: int | None, role_id: int | None = None) -> Limit:
    return Limit(scope, Measure.COUNT, Window.DAY, amount, role_id)


def test_windows_are_those_of_the_calendar() -> None:
    assert Window.HOUR.bounds(_NOW) == (_at(2026, 2, 14, 15), _at(2026, 2, 14, 16))
    assert Window.DAY.bounds(_NOW) == (_at(2026, 2, 14), _at(2026, 2, 15))
    assert Window.MONTH.bounds(_NOW) == (_at(2026, 2, 1), _at(2026, 3, 1))
    assert Window.MONTH.bounds(_at(2028, 2, 29)) == (_at(2028, 2, 1), _at(2028, 3, 1))


@given(st.floats(min_value=0, max_value=4e9), st.sampled_from(list(Window)))
def test_every_time_lies_in_its_window_and_windows_follow_each_other(now: float, window: Window) -> None:
    began_at, ends_at = window.bounds(now)
    assert began_at <= now < ends_at
    assert window.bounds(ends_at)[0] == ends_at


def test_a_role_limit_stands_in_place_of_everybodys_and_the_most_generous_one_counts() -> None:
    def amounts(*limits: Limit, caller: Caller = _CALLER) -> list[int]:
        return [bound.amount for bound in quota.bounds_for(replace(_OPEN, limits=limits), caller, _NOW)]

    everybody = _limit(Scope.USER, 5)
    assert amounts(everybody) == [5]
    assert amounts(everybody, _limit(Scope.ROLE, 2, 30)) == [2]
    assert amounts(_limit(Scope.ROLE, 20, 31), everybody, _limit(Scope.ROLE, 2, 30)) == [20]
    assert amounts(everybody, _limit(Scope.ROLE, 99, 77)) == [5]
    assert amounts(everybody, _limit(Scope.ROLE, None, 30), _limit(Scope.ROLE, 3, 31)) == []
    assert amounts(everybody, _limit(Scope.SERVER, 100)) == [5, 100]
    assert amounts(everybody, _limit(Scope.ROLE, None, 30), _limit(Scope.SERVER, 100)) == [100]


def test_a_limit_of_a_kind_holds_that_kind_alone_and_beside_the_limit_of_all() -> None:
    def held(*limits: Limit, kind: Kind) -> list[int]:
        bounds = quota.bounds_for(replace(_OPEN, limits=limits), _CALLER, _NOW, (kind,))
        return [bound.amount for bound in bounds]

    videos = replace(_limit(Scope.USER, 2), kind=Kind.VIDEO)
    all_kinds, server = _limit(Scope.USER, 9), replace(_limit(Scope.SERVER, 30), kind=Kind.VIDEO)
    freed = replace(_limit(Scope.ROLE, None, 30), kind=Kind.VIDEO)
    assert held(videos, all_kinds, server, kind=Kind.VIDEO) == [2, 9, 30]
    assert held(videos, all_kinds, server, kind=Kind.TTS) == [9]
    assert held(videos, all_kinds, freed, kind=Kind.VIDEO) == [9]
    assert videos.slot != all_kinds.slot
    assert videos.name == "limit.user.video.count.day"


def _bound(measure: Measure, window: Window | None, amount: int, *, personal: bool = True) -> Bound:
    began_at, ends_at = window.bounds(_NOW) if window else (0.0, None)
    return Bound(measure, window, amount, personal, began_at, ends_at)


def _refusal(bound: Bound, used: float, seconds: float = 10.0) -> QuotaExceeded:
    with pytest.raises(QuotaExceeded) as refused:
        quota.refuse_over_bounds([Allowance(bound, used)], Claim(seconds, (bound,), Price("", 1)))
    return refused.value


def test_a_refusal_says_what_is_used_up_and_when_the_next_is_free() -> None:
    refusal = _refusal(_bound(Measure.COUNT, Window.DAY, 5), 5)
    assert (refusal.key, refusal.free_at) == ("quota-used", _at(2026, 2, 15))
    words = {"measure": "count", "window": "day", "kind": "all", "amount": 5, "money": "5"}
    assert refusal.values == {**words, "left": 0, "scope": "person"}
    assert _refusal(_bound(Measure.SECONDS, Window.HOUR, 60, personal=False), 55).key == "quota-used"
    at_once = _refusal(_bound(Measure.AT_ONCE, None, 2), 2)
    assert (at_once.key, at_once.free_at) == ("quota-used-at-once", None)
    never = _refusal(_bound(Measure.SECONDS, Window.DAY, 5), 0)
    assert (never.key, never.free_at) == ("quota-never-fits", None)


def test_the_last_one_still_fits() -> None:
    for bound, used in (
        (_bound(Measure.COUNT, Window.DAY, 5), 4),
        (_bound(Measure.SECONDS, Window.DAY, 60), 50),
        (_bound(Measure.AT_ONCE, None, 1), 0),
    ):
        quota.refuse_over_bounds([Allowance(bound, used)], Claim(10.0, (bound,)))


def test_a_claim_that_could_never_fit_is_refused_before_the_database_is_asked() -> None:
    claim = Claim(10.0, (_bound(Measure.SECONDS, Window.DAY, 100),))
    with pytest.raises(QuotaExceeded) as refused:
        quota.refuse_hopeless(replace(claim, seconds=150.0))
    assert refused.value.key == "quota-never-fits"
    assert quota.refuse_hopeless(claim) == claim


def test_the_real_length_is_the_providers_word_where_there_is_one() -> None:
    made = [Output("https://x.example", Medium.AUDIO, seconds) for seconds in (12.5, None, 3.0)]
    assert quota.real_seconds(tuple(made), 150.0) == 15.5
    assert quota.real_seconds((made[1],), 150.0) == 150.0


def test_what_is_left_is_told_by_the_tightest() -> None:
    day, hour = _bound(Measure.COUNT, Window.DAY, 5), _bound(Measure.SECONDS, Window.HOUR, 600, personal=False)
    told = sorted([Allowance(hour, 0.0), Allowance(day, 3.0)], key=quota.tightness)
    assert [(one.key, one.values["scope"], one.values["left"], one.values["amount"]) for one in told] == [
        ("quota-left", "person", 2, 5),
        ("quota-left", "server", 600, 600),
    ]
    assert Allowance(day, 7.0).left == 0


def test_a_half_four_fifths_and_all_are_worth_a_warning() -> None:
    bound = _bound(Measure.COUNT, Window.MONTH, 10, personal=False)
    steps = [quota.reached_steps(Allowance(bound, used)) for used in (4.0, 5.0, 8.0, 12.0)]
    assert steps == [(), (50,), (80, 50), (100, 80, 50)]
    assert quota.reached_steps(Allowance(replace(bound, amount=0), 0.0)) == ()
    later = replace(bound, began_at=_at(2026, 3, 1))
    names = {quota.warning_name(one, step) for one in (bound, later) for step in (50, 80)}
    assert len(names) == 4


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("personal", [True, False])
def test_a_limit_of_0_says_off_and_promises_nothing(measure: Measure, personal: bool) -> None:
    bound = _bound(measure, None if measure is Measure.AT_ONCE else Window.DAY, 0, personal=personal)
    refusal = _refusal(bound, 0)
    assert (refusal.key, refusal.free_at) == ("quota-used-off", None)
    assert Allowance(bound, 0).key == "quota-left-off"
    assert Allowance(bound, 0).free_at is None
