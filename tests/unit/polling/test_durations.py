"""Learned durations: monotone, stored and restored, robust to outliers, quick to notice a change."""

import copy
import json
import math
import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.jobs.ports import DurationRecord
from bot.polling.durations import DurationKey, Durations, FailurePrior, Prior
from bot.polling.survival import CELLS, EDGES, Survival, cell_of

KEY: DurationKey = ("music", "GL", "2.0")
SECONDS = st.floats(0.01, 600_000)


def durations(median_seconds: float = 60.0, spread: float = 0.5) -> Durations:
    return Durations(lambda key: Prior(median_seconds, spread))


def draw(chance: random.Random, median_seconds: float, spread: float = 0.35) -> float:
    return median_seconds * math.exp(chance.gauss(0.0, spread))


def teach(known: Durations, median_seconds: float, jobs: int, seed: int = 1) -> None:
    chance = random.Random(seed)
    for _ in range(jobs):
        seconds = draw(chance, median_seconds)
        known.ended(KEY, seconds, seconds)


@given(SECONDS)
def test_every_age_lies_in_its_cell(age: float) -> None:
    cell = cell_of(age)
    assert EDGES[cell] <= age
    assert age < EDGES[cell + 1] or cell == CELLS - 1


@given(st.lists(SECONDS, max_size=60), st.floats(1, 3000), st.floats(0.05, 1.0))
def test_quantiles_rise_with_the_share(samples: list[float], median: float, spread: float) -> None:
    known = durations(median, spread)
    for seconds in samples:
        known.ended(KEY, seconds, seconds)
    curve = known.endings(KEY)
    quantiles = [curve.quantile(share / 20) for share in range(20)]
    assert quantiles == sorted(quantiles)
    estimate = known.estimate(*KEY)
    assert 0 < estimate.p50_seconds <= estimate.p90_seconds
    assert estimate.samples == len(samples)


@given(st.lists(SECONDS, max_size=40), SECONDS, SECONDS)
def test_survival_falls_and_stays_positive(samples: list[float], one: float, other: float) -> None:
    known = durations()
    for seconds in samples:
        known.ended(KEY, seconds, seconds)
    curve = known.endings(KEY)
    assert 1 >= curve.survival(min(one, other)) >= curve.survival(max(one, other)) > 0


@given(st.floats(0, 50_000), st.floats(0.004, 500), st.floats(1, 1000))
def test_due_age_is_where_the_expected_lag_reaches_the_threshold(
    polled: float, threshold: float, median: float
) -> None:
    curve = durations(median).endings(KEY)
    due = curve.due_age(polled, threshold, EDGES[-1])
    assert due > polled
    assert curve.expected_lag(polled, due) == pytest.approx(threshold, rel=1e-3, abs=1e-4)
    longest = polled + (due - polled) / 2
    assert curve.due_age(polled, threshold, longest) == longest


def test_nothing_learned_is_the_catalogues_word() -> None:
    estimate = durations(95.0, 0.35).estimate(*KEY)
    assert estimate.p50_seconds == pytest.approx(95.0, rel=0.03)
    assert estimate.p90_seconds == pytest.approx(95.0 * math.exp(1.2816 * 0.35), rel=0.06)
    assert estimate.samples == 0


def test_learns_from_finished_jobs() -> None:
    known = durations(30.0)
    teach(known, 120.0, 150)
    estimate = known.estimate(*KEY)
    assert estimate.p50_seconds == pytest.approx(120.0, rel=0.1)
    assert estimate.p90_seconds == pytest.approx(120.0 * math.exp(1.2816 * 0.35), rel=0.15)


def test_keeps_two_humps_apart() -> None:
    known = durations(60.0)
    chance = random.Random(4)
    for _ in range(300):
        seconds = draw(chance, 15.0 if chance.random() < 0.5 else 200.0, 0.15)
        known.ended(KEY, seconds, seconds)
    curve = known.endings(KEY)
    between = curve.survival(30.0) - curve.survival(100.0)
    assert curve.quantile(0.3) < 20 < 150 < curve.quantile(0.7)
    assert between < 0.05


@cache
def experienced() -> Durations:
    """Return what has seen 120 jobs of about a minute, for copying."""
    known = durations(60.0)
    teach(known, 60.0, 120)
    return known


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(0.001, 500_000), min_size=1, max_size=3))
def test_a_few_outliers_hardly_move_the_estimate(outliers: list[float]) -> None:
    known = copy.deepcopy(experienced())
    before = known.estimate(*KEY)
    for seconds in outliers:
        known.ended(KEY, seconds, seconds)
        known.ended(KEY, 60.0, 60.0)
    after = known.estimate(*KEY)
    assert after.p50_seconds == pytest.approx(before.p50_seconds, rel=0.15)
    assert after.p90_seconds == pytest.approx(before.p90_seconds, rel=0.3)


@pytest.mark.parametrize("factor", [3.0, 0.3])
def test_a_sudden_change_is_followed_within_a_dozen_jobs(factor: float) -> None:
    known = durations(60.0)
    teach(known, 60.0, 400)
    teach(known, 60.0 * factor, 12, seed=2)
    assert known.estimate(*KEY).p50_seconds == pytest.approx(60.0 * factor, rel=0.3)


def test_jobs_still_unfinished_past_the_90th_percentile_count_before_they_end() -> None:
    known = durations(60.0)
    teach(known, 60.0, 400)
    before = known.estimate(*KEY)
    for _ in range(8):
        known.unfinished(KEY, before.p90_seconds * 1.2)
    assert known.estimate(*KEY).p50_seconds > 1.4 * before.p50_seconds


def test_looks_far_apart_do_not_read_as_slow_jobs() -> None:
    known = durations(60.0, 0.4)
    chance = random.Random(5)
    for _ in range(400):
        seconds = draw(chance, 60.0)
        looks = 25.0 * math.ceil(seconds / 25.0)
        known.ended(KEY, looks - 25.0, looks)
    assert known.estimate(*KEY).p50_seconds == pytest.approx(60.0, rel=0.1)


def test_a_new_version_leans_on_its_model_and_a_new_model_on_its_kind() -> None:
    known = Durations(lambda key: Prior(200.0 if key[1] == "slow" else 50.0, 0.5))
    teach(known, 100.0, 200)  # twice the catalogue's word
    assert known.estimate("music", "GL", "3.0").p50_seconds == pytest.approx(100.0, rel=0.15)
    assert known.estimate("music", "slow", "1").p50_seconds == pytest.approx(400.0, rel=0.15)
    assert known.estimate("video", "GL", "2.0").p50_seconds == pytest.approx(50.0, rel=0.05)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(SECONDS, SECONDS), max_size=40))
def test_state_survives_storing(intervals: list[tuple[float, float]]) -> None:
    known, again = durations(), durations()
    for one, other in intervals:
        known.ended(KEY, min(one, other), max(one, other))
    again.load(known.changed(1000.0))
    known.load([])  # a curve may be a few jobs old; loading, even of nothing, makes it anew
    for key in (KEY, ("music", "GL", "3.0"), ("music", "other", "")):
        for share in (0.1, 0.5, 0.9):
            assert again.endings(key).quantile(share) == pytest.approx(known.endings(key).quantile(share), rel=1e-3)
    assert again.estimate(*KEY).samples == len(intervals)


def test_the_count_of_late_jobs_survives_storing() -> None:
    known, again = durations(60.0), durations(60.0)
    teach(known, 60.0, 100)
    before = known.estimate(*KEY).p50_seconds
    for _ in range(3):
        assert known.unfinished(KEY, 130.0)
    assert known.estimate(*KEY).p50_seconds == before  # three are too few to tell
    again.load(known.changed(1000.0))
    for _ in range(3):
        assert again.unfinished(KEY, 130.0)
    assert again.estimate(*KEY).p50_seconds > 1.25 * before


def test_only_changes_are_handed_out() -> None:
    known = durations()
    assert known.changed(1.0) == []
    known.ended(KEY, 10.0, 11.0)
    records = known.changed(2.0)
    assert {record.version for record in records} == {"2.0", "*"}
    assert {record.version for record in known.changed(3.0)} == {"2.0", "*"}, "they are not on disk yet"
    known.ended(KEY, 20.0, 21.0)
    known.kept(records)
    newer = known.changed(4.0)
    assert {record.version for record in newer} == {"2.0", "*"}, "learned while the others were being stored"
    known.kept(newer)
    assert known.changed(5.0) == []


BROKEN_STATES = ("", "[]", "{}", '{"histogram": 1, "drift": 2}', '{"histogram": {"cells": {"999": 1}}}', "null")


@pytest.mark.parametrize("state", BROKEN_STATES)
def test_a_record_that_can_not_be_read_is_left_out(state: str) -> None:
    known = durations(60.0)
    known.load([DurationRecord(*KEY, state, 0.0)])
    assert known.estimate(*KEY) == durations(60.0).estimate(*KEY)


def test_numbers_that_can_not_be_are_left_out() -> None:
    known = durations(60.0)
    known.ended(KEY, 10.0, 10.0)
    record = known.changed(0.0)[0]
    state = json.loads(record.state)
    state["histogram"]["weight"] = math.nan
    again = durations(60.0)
    again.load([DurationRecord(*KEY, json.dumps(state), 0.0)])
    assert again.estimate(*KEY).samples == 0


def test_the_tail_is_looked_at_ever_more_seldom_but_for_ever() -> None:
    curve = Survival.of([1.0 if cell == cell_of(60.0) else 0.0 for cell in range(CELLS)])
    gaps = [curve.due_age(age, 1.0, EDGES[-1]) - age for age in (300.0, 3000.0, 30_000.0, 300_000.0)]
    assert gaps == sorted(gaps)
    assert gaps[-1] < 3600


def test_failures_are_learned_apart_and_people_are_told_of_success_alone() -> None:
    known = durations(60.0)
    teach(known, 60.0, 100)
    before = known.estimate(*KEY)
    chance = random.Random(6)
    for _ in range(100):
        seconds = draw(chance, 3.0)
        known.ended(KEY, seconds, seconds, well=False)
    after = known.estimate(*KEY)
    assert after.p50_seconds == pytest.approx(before.p50_seconds, rel=0.03)
    assert after.p90_seconds == pytest.approx(before.p90_seconds, rel=0.03)
    assert known.endings(KEY).survival(10.0) == pytest.approx(0.5, abs=0.1)
    assert known.endings(("music", "GL", "new")).survival(10.0) < 0.65, "a new version leans on its model"
    assert known.endings(("video", "other", "")).survival(10.0) > 0.9


def test_the_share_of_failures_is_of_the_latest_jobs() -> None:
    known = durations(60.0)
    for number in range(3000):
        well = number % 10 > 0
        known.ended(KEY, 30.0 if well else 2.0, 60.0 if well else 3.0, well=well)
    assert known.endings(KEY).survival(10.0) == pytest.approx(0.9, abs=0.03)
    for _ in range(1500):
        known.ended(KEY, 30.0, 60.0)
    assert known.endings(KEY).survival(10.0) > 0.97


def test_without_history_the_catalogue_says_how_many_fail_early() -> None:
    known = Durations(lambda key: Prior(200.0, 0.4, FailurePrior(0.2, 4.0, 0.5)))
    assert known.endings(KEY).survival(20.0) == pytest.approx(0.8, abs=0.02)
    assert known.estimate(*KEY).p50_seconds == pytest.approx(200.0, rel=0.05)


def test_the_catalogue_is_doubted_until_jobs_have_ended_and_people_do_not_see_it() -> None:
    known = durations(60.0, 0.4)
    assert 0.3 < known.endings(KEY).survival(240.0) < 0.5
    assert known.estimate(*KEY).p90_seconds == pytest.approx(60.0 * math.exp(1.2816 * 0.4), rel=0.06)
    teach(known, 60.0, 6)
    assert 0.15 < known.endings(KEY).survival(240.0) < 0.25
    teach(known, 60.0, 300)
    assert known.endings(KEY).survival(240.0) < 0.02


def test_what_outlives_a_wrong_word_is_asked_for_ever_more_seldom() -> None:
    curve = durations(55.0, 0.4).endings(KEY)
    gaps = [curve.due_age(age, 0.004, EDGES[-1]) - age for age in (60.0, 110.0, 220.0, 880.0)]
    assert gaps == sorted(gaps)
    assert gaps[0] < 1.0
    assert gaps[2] > 2.5


def test_failures_survive_storing_and_older_records_have_none() -> None:
    known, again = durations(), durations()
    for _ in range(20):
        known.ended(KEY, 2.0, 3.0, well=False)
    records = known.changed(1.0)
    again.load(records)
    known.load([])
    assert again.endings(KEY).survival(5.0) == pytest.approx(known.endings(KEY).survival(5.0), rel=1e-3)
    older = [json.loads(record.state) for record in records]
    for state in older:
        del state["failures"]
    fresh = durations()
    fresh.load(
        [
            DurationRecord(*KEY[:2], record.version, json.dumps(state), 0.0)
            for record, state in zip(records, older, strict=True)
        ]
    )
    assert fresh.endings(KEY).survival(5.0) == pytest.approx(durations().endings(KEY).survival(5.0), rel=1e-3)


def test_versions_nobody_has_listed_share_one_key() -> None:
    known = Durations(lambda key: Prior(60.0), lambda key: key[2] in ("2.0", "3.0"))
    assert known.key(*KEY) == KEY
    typed = {known.key("music", "GL", f"typed-{number}") for number in range(50)}
    assert len(typed) == 1
    (key,) = typed
    known.ended(key, 100.0, 100.0)
    assert known.estimate("music", "GL", "another").samples == 1
    assert len(known.changed(0.0)) == 3
