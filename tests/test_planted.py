"""Every wrong answer of ``tests/planted.toml`` still applies, and its test is there."""

import pytest

from tests.mutants import ROOT, Verdict
from tests.planted import LIST, MOST_LINES, Outcome, Planted, read_planted
from tests.test_mutants import names_of

PLANTED = read_planted(ROOT / LIST)


def test_there_are_three_at_least_and_each_has_words_that_show_why() -> None:
    assert len(PLANTED) >= 3
    assert all(one.shows for one in PLANTED)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: one.mutant.name)
def test_a_wrong_answer_still_applies_and_its_test_is_there(planted: Planted) -> None:
    mutant = planted.mutant
    assert mutant.applied_to((ROOT / mutant.file).read_text("utf-8"))
    for test in mutant.tests:
        file, _, name = test.partition("::")
        assert name in names_of(ROOT / file), test


def test_what_is_late_long_silent_or_not_seen_is_told() -> None:
    good = Outcome(PLANTED[0], Verdict.CAUGHT, 29.0, "\n".join(PLANTED[0].shows))
    assert good.problems() == []
    late = Outcome(PLANTED[0], Verdict.SURVIVED, 31.0, "\n" * (MOST_LINES + 1))
    assert late.problems()[:3] == ["SURVIVED", "took longer than 30 s", "says more than 120 lines"]
    assert len(late.problems()) == 3 + len(PLANTED[0].shows)
