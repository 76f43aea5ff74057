"""Running `foley` as an operator would: its own process, its own folder, an environment of the stage."""

import asyncio
import os
from dataclasses import dataclass

from bot.sandbox.stage import Stage
from tests.support.fork_server import fork_with_output

_OWN = ("FOLEY_", "DISCORD_", "TENCENTCLOUD_")


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended. ``output``: stdout; ``errors``: stderr."""

    exit_code: int
    output: str
    errors: str


async def run_foley(stage: Stage, *arguments: str, **settings: str) -> Ran:
    """Run ``foley`` with these arguments in the stage's folder."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
    environment = {**inherited, **stage.environment(), **settings}
    process = await fork_with_output(("-m", "bot", *arguments), stage.folder, environment)
    assert process.stdout is not None
    ended = asyncio.gather(process.wait(), process.stdout.read(), process.stderr.read())
    code, output, errors = await stage.patience.bounded(ended)
    return Ran(code, output.decode(), errors.decode())
