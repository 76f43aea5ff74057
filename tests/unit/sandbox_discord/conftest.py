"""A running local Discord, on the machine's clock or on one the test moves."""

from __future__ import annotations

import gc
import warnings
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.sandbox.discord import DefaultWorld, Limits, LocalDiscord, ManualDiscordClock

_QUICK = Limits(global_requests=None, route_requests=1000, identify_interval_seconds=0.0)


@pytest.fixture
def forgotten_clients() -> Iterator[None]:
    """Collect the discord.py clients of a test with it: one leaves a connection it was told to close to the collector.

    Its warning would otherwise fail whatever test runs then.
    """
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
async def local() -> AsyncIterator[LocalDiscord]:
    """A local Discord on a free port, without a limit that ordinary tests could meet."""
    made = LocalDiscord(limits=_QUICK)
    async with made:
        yield made


@pytest.fixture
def world(local: LocalDiscord) -> DefaultWorld:
    return local.default_world()


@pytest.fixture
async def world_clock() -> AsyncIterator[tuple[LocalDiscord, DefaultWorld, ManualDiscordClock]]:
    """A local Discord whose time stands still until the test moves it."""
    clock = ManualDiscordClock()
    made = LocalDiscord(clock=clock, limits=_QUICK)
    async with made:
        yield made, made.default_world(), clock
