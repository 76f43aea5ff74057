"""`foley sandbox`: an interactive prompt, or with `--run`, commands that are run, shown and checked."""

import argparse
import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Callable

from bot.sandbox.channel_view import show_channel
from bot.sandbox.discord import CommandRejected
from bot.sandbox.page import PageServer, PortTaken
from bot.sandbox.stage import DEFAULT_SPEED, BotNotReady, Stage
from bot.sandbox.terminal import Terminal

_RUN_SPEED = 30.0
_RUN_TIMEOUT_SECONDS = 300.0


def run_sandbox(arguments: argparse.Namespace) -> int:
    """Run the sandbox; return 0 on success, 1 when it could not start or a `--run` command was not delivered."""
    try:
        return asyncio.run(_main(arguments))
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        print(f"The sandbox can't work here: {error}", file=sys.stderr)
        return 1


async def _main(arguments: argparse.Namespace) -> int:
    on_line: Callable[[str], None] = _show_log if arguments.verbose else lambda line: None
    speed = arguments.speed or (_RUN_SPEED if arguments.run else DEFAULT_SPEED)
    opened = Stage.opened(
        keep=arguments.keep, speed=speed, on_line=on_line, patience_seconds=None, for_people=not arguments.run
    )
    async with opened as stage:
        try:
            await stage.start_bot()
            await stage.wait_for_commands()
        except BotNotReady as error:
            print(error, file=sys.stderr)
            return 1
        if arguments.run:
            return await _run_all(stage, arguments.run)
        async with _page(stage, None if arguments.no_page else arguments.port):
            return await Terminal(stage).run()


@contextlib.asynccontextmanager
async def _page(stage: Stage, port: int | None) -> AsyncIterator[None]:
    """Serve the page while the prompt is open; when the port is taken, print that and use another one."""
    if port is None:
        yield
        return
    page = PageServer(stage)
    try:
        url = await page.start(port)
    except PortTaken:
        url = await page.start(0)
        print(f"Port {port} is taken by another program, so the page has another one today.")
    try:
        print(f"The page is at {url}")
        yield
    finally:
        await page.close()


def _show_log(line: str) -> None:
    print(f"  bot| {line}", file=sys.stderr)


async def _run_all(stage: Stage, commands: list[str]) -> int:
    """Run commands concurrently as the member and print the channel; return 0 when every one was delivered."""
    unsubscribe = show_channel(stage)
    try:
        outcomes = await asyncio.gather(*(_run_one(stage, command) for command in commands))
    finally:
        unsubscribe()
    for command, outcome in zip(commands, outcomes, strict=True):
        print(f"{'delivered' if outcome else 'NOT DELIVERED'}: {command}")
    return 0 if all(outcomes) else 1


async def _run_one(stage: Stage, command: str) -> bool:
    try:
        interaction = await stage.discord.command(stage.world.member, stage.world.general, command)
    except CommandRejected as error:
        print(f"Discord would not send {command!r}: {error}")
        return False
    try:
        async with asyncio.timeout(_RUN_TIMEOUT_SECONDS):
            message = await stage.outcome(interaction)
    except TimeoutError:
        print(f"no result within {_RUN_TIMEOUT_SECONDS:.0f} s: {command}")
        return False
    return message is not None and bool(message.payload["attachments"])
