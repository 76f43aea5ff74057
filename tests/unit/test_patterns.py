"""Regular expressions: useful ones work, dear ones are refused, and no text makes one slow."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InvalidRequest
from bot.patterns import compile_pattern


@pytest.mark.parametrize(("pattern", "text", "found"), [
    (r"\bfree\s+nitro\b", "get FREE  Nitro now", True),
    (r"\bfree\s+nitro\b", "freedom nitrogen", False),
    (r"(a+)+$", "a" * 2000 + "!", False),
    (r"(a+)+$", "a" * 2000, True),
    (r"^(a|a)*b$", "a" * 4000, False),
    ("禁.語", "これは禁断語です", True),
    ("x", "\ud800x\x00", True),
])  # fmt: skip
def test_patterns_find_what_they_say(pattern: str, text: str, found: bool) -> None:
    assert compile_pattern(pattern)(text) is found


def test_a_pattern_that_hangs_a_backtracking_engine_costs_a_bounded_walk_here() -> None:
    """Time is bounded by construction: RE2 compiles to an automaton, and its program may have 500 steps at most.

    Instead of a clock, the proof counts: thousands of texts of the worst kind pass while this test runs.
    """
    match = compile_pattern(r"(a+)+$")
    assert not any(match("a" * length + "!") for length in range(2000))


@pytest.mark.parametrize(("pattern", "key"), [
    ("(", "rules-pattern-bad"),
    (r"(a)\1", "rules-pattern-bad"),  # needs backtracking, which RE2 has not
    ("(?=a)b", "rules-pattern-bad"),
    ("a{1001}", "rules-pattern-bad"),
    (r"\p{L}{500}", "rules-pattern-bad"),  # over the memory bound
    ("\ud800", "rules-pattern-bad"),
    ("a{1000}", "rules-pattern-large"),
    ("(.*a){200}b", "rules-pattern-large"),
    ("a*", "rules-pattern-empty"),  # would refuse everybody
    ("", "rules-pattern-empty"),
])  # fmt: skip
def test_a_pattern_that_cant_be_used_is_refused_with_a_sentence(pattern: str, key: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        compile_pattern(pattern)
    assert refused.value.key == key


@given(st.text(max_size=40))
def test_whatever_is_typed_is_either_a_pattern_or_a_refusal(pattern: str) -> None:
    try:
        found = compile_pattern(pattern)("")
    except InvalidRequest as refusal:
        found = not refusal.key.startswith("rules-pattern-")
    assert not found


@given(st.from_regex(r"\A[a-c.]{1,6}\Z"), st.text("abc", max_size=30))
def test_plain_patterns_agree_with_another_engine(pattern: str, text: str) -> None:
    assert compile_pattern(pattern)(text) is (re.search(pattern, text) is not None)
