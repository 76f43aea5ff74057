"""`foley check` on media workers: every fence that is missing is named with what is open and what to do."""

import pytest

from bot.media.confinement import Fence, missing
from bot.ops.check.media import _line
from bot.ops.check.report import Level


def test_all_fences_are_fine() -> None:
    line = _line(frozenset(Fence))
    assert (line.level, line.advice) == (Level.OK, "")
    assert all(fence in line.text for fence in Fence)


@pytest.mark.parametrize("gap", list(Fence))
def test_a_missing_fence_is_named(gap: Fence) -> None:
    line = _line(frozenset(Fence) - {gap})
    assert line.level is Level.WARN
    assert f"no {gap}" in line.text
    assert line.advice.count(".") >= 1
    assert not any(f"no {other}" in line.text for other in Fence if other is not gap)


def test_without_any_fence_all_are_named_in_their_order() -> None:
    assert missing(()) == tuple(Fence)
    assert [_line(frozenset()).text.index(f"no {fence}") for fence in Fence] == sorted(
        _line(frozenset()).text.index(f"no {fence}") for fence in Fence
    )
