"""`foley check`: everything Foley needs, asked once, each answer with what to do. Changes nothing anywhere."""

import asyncio
import os
from pathlib import Path

from bot.catalog.catalog import Catalog
from bot.clock import Clock, SystemClock
from bot.errors import ConfigError, FoleyError
from bot.ops.check.database import check_database
from bot.ops.check.discord import check_discord
from bot.ops.check.media import check_media
from bot.ops.check.report import Level, Line, Report
from bot.ops.check.tencent import check_tencent
from bot.ops.invite import invite_url
from bot.settings import Settings

_SETTINGS, _DATA = "settings", "data folder"


async def run_check(settings: Settings, *, as_json: bool) -> int:
    """Check, print the report and return the exit code."""
    return show(await examine(settings, SystemClock()), as_json=as_json)


def show(report: Report, *, as_json: bool) -> int:
    """Print a report and return its exit code."""
    print(report.to_json() if as_json else report.to_text())  # noqa: T201  # the command's very purpose
    return report.exit_code


def report_of_problems(error: ConfigError) -> Report:
    """Return the report for settings that can't even be read."""
    advice = "Correct it in the environment or the settings file; config.example.env explains each one."
    return Report(tuple(Line(_SETTINGS, Level.WRONG, problem, advice) for problem in error.problems))


async def examine(settings: Settings, clock: Clock) -> Report:
    """Ask everything side by side."""
    database, tencent, discord, media = await asyncio.gather(
        check_database(settings.database_url.get_secret_value()),
        check_tencent(settings, clock),
        check_discord(settings),
        check_media(),
    )
    lines = [
        _check_settings(settings),
        _check_data_folder(settings.data_dir),
        media,
        *database,
        *tencent,
        *discord.lines,
    ]
    return Report(tuple(lines), invite_url(discord.application_id) if discord.application_id else "")


def _check_settings(settings: Settings) -> Line:
    try:
        Catalog.load(settings.catalog)
    except FoleyError as error:
        shown = "; ".join(error.problems) if isinstance(error, ConfigError) else str(error)
        return Line(_SETTINGS, Level.WRONG, shown, "Correct the file FOLEY_CATALOG names.")
    return Line(_SETTINGS, Level.OK, "All settings can be read, and the catalogue is sound.")


def _check_data_folder(path: Path) -> Line:
    """Find whether the folder can be made or written, without making it."""
    nearest = next((one for one in (path.absolute(), *path.absolute().parents) if os.path.exists(one)), Path("/"))
    if os.path.isdir(nearest) and os.access(nearest, os.W_OK | os.X_OK):
        return Line(_DATA, Level.OK, f"{path} can be {'written' if nearest == path.absolute() else 'made'}.")
    advice = "Choose another FOLEY_DATA_DIR, or let the user Foley runs as write there."
    return Line(_DATA, Level.WRONG, f"{path} can't be written ({nearest} doesn't allow it).", advice)
