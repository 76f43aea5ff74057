"""Rules for the whole suite: which tests are fast, which stay together, which go first, which run in debug mode."""

import asyncio
import gc
import os
import sys
import threading
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest
from discord.gateway import KeepAliveHandler

from bot.sandbox.discord import LocalDiscord, NeverHappened
from bot.sandbox.stage import Stage
from tests.support.postgres import postgres_server as postgres_server  # one server a worker: imported here alone
from tests.support.postgres import postgres_url as postgres_url
from tests.support.processes import new_children as new_children

_FAST_FOLDERS = {"unit", "contract"}
_SLOW_FOLDERS = {"attack", "e2e", "page", "players"}
# Where threads and processes meet the loop: there its debug mode tells of a call from a wrong thread.
_THREADED_FOLDERS = {"media", "store"}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fast: units and contracts without a PostgreSQL; set by rule, never by hand")
    # The suite starts hundreds of interpreters: without bytecode each compiles anew what it imports, 3 s of CPU a bot.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    hypothesis.settings.register_profile("unhurried", deadline=None)  # a machine with other work to do is no fault
    hypothesis.settings.load_profile("unhurried")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Never import what ``-m fast`` leaves out anyway."""
    is_slow = collection_path.parent == config.rootpath / "tests" and collection_path.name not in _FAST_FOLDERS
    return True if is_slow and config.option.markexpr == "fast" else None


def pytest_itemcollected(item: pytest.Item) -> None:
    folder = _folder(item)
    if folder in _FAST_FOLDERS and not _needs_postgres(item):
        item.add_marker("fast")
    if folder == "page":  # one bot and one browser serve a whole module
        item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.hookimpl(trylast=True)  # after pytest-randomly has shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, or a run ends with one worker busy and the others idle."""
    items.sort(key=lambda item: _folder(item) not in _SLOW_FOLDERS)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Hold that tests which stay together do so, and leave modules and tests out of the garbage collector's rounds:
    they live to the end anyway.
    """
    if getattr(session.config.option, "loadgroup", False):  # of a worker: pytest-xdist tells the group by the id
        grouped = [item.nodeid for item in session.items if item.get_closest_marker("xdist_group")]
        lost = [nodeid for nodeid in grouped if "@" not in nodeid]
        if lost:
            raise pytest.UsageError(f"pytest-xdist has lost the group of {len(lost)} tests, the first is {lost[0]}")
    gc.freeze()


def _folder(item: pytest.Item) -> str:
    return item.nodeid.split("/", 2)[1]


def _needs_postgres(item: pytest.Item) -> bool:
    assert isinstance(item, pytest.Function)
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return "postgres_server" in item.fixturenames or "postgresql" in parameters


@pytest.fixture(autouse=True)
def loop_in_debug_mode(request: pytest.FixtureRequest) -> None:
    """Turn on asyncio's debug mode for tests of code that has threads and processes."""
    item = request.node
    if _THREADED_FOLDERS & set(item.path.parts) and item.get_closest_marker("asyncio") is not None:
        request.getfixturevalue("_debug_mode")


@pytest.fixture
async def _debug_mode() -> None:
    asyncio.get_running_loop().set_debug(True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add to a failure what there was to see of the sandbox that a fixture holds."""
    report = yield
    told = call.excinfo is not None and isinstance(call.excinfo.value, NeverHappened)
    if report.failed and call.when == "call" and not told and isinstance(item, pytest.Function):
        for one in item.funcargs.values():
            stage = getattr(one, "stage", one)
            if isinstance(stage, Stage | LocalDiscord):
                report.sections.append((f"what there was to see of {type(stage).__name__}", stage.patience.account()))
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None]:
    """Stop heartbeats nobody hears: discord.py leaves that of a client closed before READY to go on for ever."""
    yield
    for thread in threading.enumerate():
        if isinstance(thread, KeepAliveHandler):
            thread.stop()
