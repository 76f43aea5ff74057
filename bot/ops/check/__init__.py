"""`foley check`: check once everything that Foley needs, and give advice on each problem.

Leaves nothing behind: folders and database are written to as a test, and what was written is removed again.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from bot.catalog.catalog import Catalog
from bot.clock import Clock, SystemClock
from bot.errors import ConfigError, FoleyError
from bot.media.resolve import Lookup, system_lookup
from bot.ops.check.database import check_database
from bot.ops.check.discord import check_discord
from bot.ops.check.limits import Machine
from bot.ops.check.machine import check_machine
from bot.ops.check.media import check_media
from bot.ops.check.network import check_proxies, check_results
from bot.ops.check.report import Level, Line, Report
from bot.ops.check.tencent import check_tencent
from bot.ops.invite import invite_url
from bot.settings import Settings
from bot.settings.reader import strange_names

_SETTINGS = "settings"


async def run_check(settings: Settings, *, as_json: bool) -> int:
    """Run all checks, print the report and return the exit code."""
    return show(await examine(settings, SystemClock()), as_json=as_json)


def show(report: Report, *, as_json: bool) -> int:
    """Print a report and return its exit code."""
    print(report.to_json() if as_json else report.to_text())  # noqa: T201  # the purpose of the command
    return report.exit_code


def report_of_problems(error: ConfigError) -> Report:
    """Return the report for settings that can't even be read."""
    advice = "Correct it in the environment or the settings file; config.example.env explains each one."
    return Report(tuple(Line(_SETTINGS, Level.WRONG, problem, advice) for problem in error.problems))


async def examine(
    settings: Settings, clock: Clock, machine: Machine | None = None, lookup: Lookup = system_lookup
) -> Report:
    """Run all checks concurrently."""
    services = asyncio.gather(
        check_database(settings.database_url.get_secret_value()),
        check_tencent(settings, clock),
        check_discord(settings, clock),
    )
    environment = asyncio.gather(
        asyncio.to_thread(check_machine, settings.data_dir, machine or Machine()),
        check_media(),
        check_proxies(settings),
        check_results(settings, lookup),
    )
    (database, tencent, discord), (folders, media, proxies, results) = await asyncio.gather(services, environment)
    lines = (
        *_check_settings(settings),
        *folders,
        media,
        *database,
        *proxies,
        *tencent,
        *results,
        *discord.lines,
    )
    return Report(lines, invite_url(discord.application_id) if discord.application_id else "")


def _check_settings(settings: Settings) -> Iterator[Line]:
    for problem in strange_names([Settings], settings.env_file):
        yield Line(_SETTINGS, Level.WARN, problem, "Correct the name, or remove it: nothing reads it.")
    try:
        Catalog.load(settings.catalog)
    except FoleyError as error:
        problems = "; ".join(error.problems) if isinstance(error, ConfigError) else str(error)
        where = f"{settings.catalog.absolute()}: " if settings.catalog and str(settings.catalog) not in problems else ""
        yield Line(_SETTINGS, Level.WRONG, f"{where}{problems}", "Correct the file FOLEY_CATALOG names.")
        return
    source = f"{settings.env_file.absolute()} and the environment" if settings.env_file else _no_file()
    yield Line(_SETTINGS, Level.OK, f"All settings can be read, from {source}; the catalogue is sound.")


def _no_file() -> str:
    return f"the environment alone (there is no {Path('.env').absolute()})"
