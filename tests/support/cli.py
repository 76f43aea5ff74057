"""Running `foley` as an operator would: its own process, its own folder, an environment of the stage."""

import asyncio
import os
import sys
from dataclasses import dataclass

from bot.sandbox.stage import Stage

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
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=stage.folder,
        env={**inherited, **stage.environment(), **settings},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, errors = await process.communicate()
    return Ran(process.returncode or 0, output.decode(), errors.decode())
