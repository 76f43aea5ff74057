"""Lengths and sizes in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.texts import Texts
from bot.chat.times import duration, size, span, timestamp

TEXTS = Texts()
EN = "en-US"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "0 s"), (59.4, "59 s"), (59.6, "1 min"), (80, "1 min 20 s"), (3600, "1 h 0 min"), (3905, "1 h 5 min")],
)
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds, TEXTS, EN) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (22, 41, "20–40 s"),
        (1, 2, "about 5 s"),
        (55, 110, "1–2 min"),
        (170, 190, "about 3 min"),
        (9000, 14_500, "2–4 h"),
    ],
)
def test_spans(low: float, high: float, text: str) -> None:
    assert span(low, high, TEXTS, EN) == text


@given(st.floats(0, 1e7), st.floats(0, 1e7))
def test_a_span_never_runs_backwards(low: float, more: float) -> None:
    text = span(low, low + more, TEXTS, EN)
    numbers = [int(part.replace(",", "")) for part in text.split()[0].split("–") if part[0].isdigit()]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(("size_bytes", "text"), [(1, "1 KB"), (200_000, "195 KB"), (3_355_443, "3.2 MB")])
def test_sizes(size_bytes: int, text: str) -> None:
    assert size(size_bytes, TEXTS, EN) == text


def test_timestamps() -> None:
    assert timestamp(1.9) == "<t:1:R>"
    assert timestamp(1.9, "T") == "<t:1:T>"
