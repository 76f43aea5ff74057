"""Traces and error events: off unless asked for, and a sentence where their libraries are missing."""

import asyncio
import sys

import pytest

from bot.clock import SystemClock
from bot.errors import ConfigError
from bot.jobs.model import new_job_id
from bot.ops.telemetry.observing import observing
from bot.ops.telemetry.traces import Traces, root_span_id_of, trace_id_of
from bot.settings import Settings
from tests.support.collectors import Collectors

KEYS = {"DISCORD_TOKEN": "t.o.k", "TENCENTCLOUD_SECRET_ID": "id", "TENCENTCLOUD_SECRET_KEY": "key"}


def load(**more: str) -> Settings:
    return Settings.load(None, **KEYS, **more)


async def test_nothing_is_opened_that_is_not_asked_for() -> None:
    async with observing(load(), SystemClock()) as traces:
        assert traces is None


async def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("opentelemetry.exporter", "sentry_sdk"):
        monkeypatch.setitem(sys.modules, module, None)
    settings = load(FOLEY_OTLP_URL="http://127.0.0.1:4318", FOLEY_SENTRY_DSN="https://key@sentry.example/1")
    with pytest.raises(ConfigError) as caught:
        async with observing(settings, SystemClock()):
            pass
    assert list(caught.value.problems) == [
        "FOLEY_OTLP_URL needs what is not installed: pip install 'foley-bot[otel]'.",
        "FOLEY_SENTRY_DSN needs what is not installed: pip install 'foley-bot[sentry]'.",
    ]


def test_ids_are_the_same_in_every_process_and_those_of_two_jobs_are_not() -> None:
    assert f"{trace_id_of('0000000000abcd'):032x}" == "fe569f5863af381c559dd8fbb00b7e9e"
    ids = [new_job_id(1_800_000_000.0) for _ in range(200)]
    assert len({trace_id_of(one) for one in ids}) == len({root_span_id_of(one) for one in ids}) == 200
    assert all(0 < trace_id_of(one) < 2**128 and 0 < root_span_id_of(one) < 2**64 for one in ids)


async def test_a_share_keeps_or_leaves_out_a_job_as_a_whole() -> None:
    ids = [new_job_id(1_800_000_000.0) for _ in range(300)]
    kept = 0
    async with Collectors.running() as collectors:
        traces = Traces(collectors.url, SystemClock(), share=0.5)
        for job_id in ids:
            recorded = set()
            for name in ("create", "poll", "post"):
                with traces.span(job_id, name) as span:
                    recorded.add(span.is_recording())
            assert len(recorded) == 1
            kept += recorded.pop()
        # Its thread would try again, at random, below all later tests: Hypothesis takes that for randomness of theirs.
        await asyncio.to_thread(traces.close)
    assert 90 < kept < 210
    assert len(collectors.spans) == 3 * kept
