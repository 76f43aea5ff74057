"""Parse the command line, read settings, set up logging and run. Exit codes: 0, 1, 69 and 78."""

import argparse
import asyncio
import contextlib
import logging
import math
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from dotenv import dotenv_values

from bot import __version__, logs
from bot.clock import SystemClock
from bot.errors import ConfigError, FoleyError, ServiceUnreachable, StoreError, StoreRefused
from bot.settings import DatabaseSettings, LogFormat, Settings, secrets_of
from bot.settings.reader import strange_names

SettingsT = TypeVar("SettingsT", bound=DatabaseSettings)
_NO_SANDBOX = (
    "The sandbox is not part of this installation (the production image leaves it out);"
    " `uvx --from 'foley-bot[sandbox]' foley sandbox` runs it anywhere."
)
EXIT_OK, EXIT_BUG, EXIT_UNREACHABLE, EXIT_CONFIG = 0, 1, 69, 78


def _run(arguments: argparse.Namespace) -> int:
    # Until the event loop handles signals: for the first process of a container SIGTERM has no default action.
    signal.signal(signal.SIGTERM, lambda number, frame: os._exit(EXIT_OK))
    from bot.hosted import run_hosted

    settings = _settings(arguments)
    if unknown := strange_names([Settings], settings.env_file):
        logging.getLogger(__package__).warning("settings.unknown: %s", " ".join(unknown))
    asyncio.run(run_hosted(settings))
    logging.getLogger("bot").info("process.stopped")
    return EXIT_OK


def _check(arguments: argparse.Namespace) -> int:
    from bot.ops.check import report_of_problems, run_check, show

    try:
        settings = _settings(arguments)
    except ConfigError as error:
        return show(report_of_problems(error), as_json=arguments.json)
    return asyncio.run(run_check(settings, as_json=arguments.json))


def _probe(arguments: argparse.Namespace) -> int:
    from bot.ops.check.probe import probe

    in_file: dict[str, str | None] = {}
    with contextlib.suppress(OSError, ValueError, ConfigError):  # the other commands report an unreadable file
        in_file = dotenv_values(_env_file(arguments))
    bind = {**in_file, **os.environ}.get("FOLEY_HTTP_BIND", "127.0.0.1:8080")
    return probe(bind or "", ready=arguments.ready)


def _backup(arguments: argparse.Namespace) -> int:
    from bot.store.maintenance.backup import backup

    copy = asyncio.run(backup(_database_url(arguments), Path(arguments.file)))
    print(
        f"Copied {copy.job_count} jobs ({copy.size_bytes} bytes, revision {copy.revision}) to {copy.path.absolute()}."
    )
    return EXIT_OK


def _restore(arguments: argparse.Namespace) -> int:
    from bot.store.maintenance.backup import restore

    copy = asyncio.run(restore(_database_url(arguments), Path(arguments.file), SystemClock()))
    print(f"Restored {copy.job_count} jobs (revision {copy.revision}) to {copy.path.absolute()}.")
    if copy.kept is not None:
        print(f"What was there before is kept: {copy.kept.absolute()}.")
    return EXIT_OK


def _sandbox(arguments: argparse.Namespace) -> int:
    try:
        from bot.sandbox.cli import run_sandbox
    except ModuleNotFoundError as error:
        if error.name != f"{__package__}.sandbox":
            raise
        raise ConfigError([_NO_SANDBOX]) from None
    return run_sandbox(arguments)


def _settings(arguments: argparse.Namespace) -> Settings:
    return _configured(Settings.load(_env_file(arguments)))


def _database_url(arguments: argparse.Namespace) -> str:
    """Return the database URL, the only setting that copying the database needs; keys need not be set."""
    return _configured(DatabaseSettings.load(_env_file(arguments))).database_url.get_secret_value()


def _configured(settings: SettingsT) -> SettingsT:
    as_json = settings.log_format is LogFormat.JSON
    logs.configure(settings.log_level, as_json=as_json, secrets=secrets_of(settings))
    return settings


def _env_file(arguments: argparse.Namespace) -> Path:
    """Return the settings file. Raises ConfigError if ``--env-file`` names one that does not exist."""
    if arguments.env_file is None:
        return Path(".env")
    named = Path(arguments.env_file)
    if not named.is_file():
        raise ConfigError([f"--env-file names a file that does not exist: {named.absolute()}."])
    return named


def _sentence(error: FoleyError) -> str:
    from bot.ops.plain import plain_sentence

    return plain_sentence(error)


def parser() -> argparse.ArgumentParser:
    """Build the command-line parser."""
    top = argparse.ArgumentParser(
        prog="foley", description="A Discord bot that makes music, sound effects, speech and video from a sentence."
    )
    top.add_argument("--version", action="version", version=f"foley-bot {__version__}")
    top.add_argument("--env-file", default=None, metavar="FILE", help="file with settings, default .env")
    top.set_defaults(handler=_run)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, handler: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(handler=handler)
        return command

    add("run", _run, "run the hosted bot (the default)")
    check = add("check", _check, "verify settings, credentials, database and Discord, and say what is missing")
    check.add_argument("--json", action="store_true", help="one JSON object instead of text")
    health = add("probe", _probe, "ask the Foley that runs on this machine whether it is alive: exit code 0 or 1")
    health.add_argument("--ready", action="store_true", help="ask whether it is ready, not only alive")
    add("backup", _backup, "copy the database to a file, while the bot runs").add_argument("file")
    add("restore", _restore, "put a backup in place of the database; the bot must not run").add_argument("file")
    sandbox = add(
        "sandbox", _sandbox, "run the bot against a local Discord and a local Tencent Cloud, no account needed"
    )
    sandbox.add_argument(
        "--run", action="append", default=[], metavar="COMMAND", help='run a command such as "/music prompt:calm rain"'
    )
    sandbox.add_argument("--speed", type=_speed, default=None, help="how much faster the provider's clock runs")
    sandbox.add_argument("--keep", type=Path, default=None, metavar="DIR", help="keep the world between runs")
    sandbox.add_argument("--port", type=_port, default=8765, help="port of the page, default 8765")
    sandbox.add_argument("--no-page", action="store_true", help="terminal only")
    sandbox.add_argument("--verbose", action="store_true", help="show the bot's log")
    return top


def _speed(text: str) -> float:
    speed = float(text)
    if not math.isfinite(speed) or not 0.01 <= speed <= 1000.0:
        raise argparse.ArgumentTypeError("a number from 0.01 to 1000")
    return speed


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError("a number from 0 to 65535")
    return port


def main(argv: Sequence[str] | None = None) -> int:
    """Run and return the exit code."""
    arguments = parser().parse_args(argv)
    try:
        handler: Callable[[argparse.Namespace], int] = arguments.handler
        return handler(arguments)
    except ConfigError as error:
        for problem in error.problems:
            print(f"foley: {problem}", file=sys.stderr)
        return EXIT_CONFIG
    except StoreRefused as error:
        print(f"foley: {_sentence(error)}", file=sys.stderr)
        return EXIT_CONFIG
    except (ServiceUnreachable, StoreError) as error:
        print(f"foley: {_sentence(error)}", file=sys.stderr)
        return EXIT_UNREACHABLE
    except KeyboardInterrupt:
        return EXIT_OK
    except Exception:
        logging.getLogger(__package__).exception("process.crashed")
        return EXIT_BUG


if __name__ == "__main__":
    sys.exit(main())
