"""Runs the foreign bot against a local Discord, and unloads and loads its extension on signals, telling what is left.

SIGUSR1 unloads, SIGUSR2 loads again; each prints one line of JSON that begins with ``PROBE``.
"""

import asyncio
import gc
import importlib
import json
import os
import signal
import sys
import threading
import warnings

import discord
import psutil
import yarl

# Its own folder comes first on the path: this is the foreign bot's file, not a part of Foley.
bot = importlib.import_module("bot").MyBot(command_prefix="!", intents=discord.Intents(guilds=True))


def tasks() -> list[str]:
    """What runs on the loop, by the file its code is in."""
    others = [task for task in asyncio.all_tasks() if task.get_name() != "probe"]
    codes = ((task.get_name(), getattr(task.get_coro(), "cr_code", None)) for task in others)
    return sorted(f"{name} {getattr(code, 'co_filename', None)}" for name, code in codes)


def left_over() -> dict[str, object]:
    gc.collect()
    process = psutil.Process()
    connections = process.net_connections("inet")
    return {
        "tasks": tasks(),
        "threads": sorted(thread.name for thread in threading.enumerate()),
        "ports": sorted({getattr(connection.raddr, "port", 0) for connection in connections} - {0}),
        "listening": sorted(connection.laddr.port for connection in connections if connection.status == "LISTEN"),
        "files": sorted(file.path for file in process.open_files()),
        "children": [" ".join(child.cmdline()) for child in process.children(recursive=True)],
        "modules": sorted(name for name in sys.modules if name.startswith("foley.cogs")),
        "extensions": sorted(bot.extensions),
        "commands": sorted(command.name for command in bot.tree.get_commands()),
    }


async def unload() -> None:
    await bot.unload_extension("foley.cogs")
    await asyncio.sleep(0)
    print("PROBE", json.dumps({"did": "unload", **left_over()}), file=sys.stderr)


async def load() -> None:
    await bot.load_extension("foley.cogs")
    print("PROBE", json.dumps({"did": "load", **left_over()}), file=sys.stderr)


async def main() -> None:
    warnings.simplefilter("always")  # an unclosed session or socket is told on stderr
    loop = asyncio.get_running_loop()
    discord.http.Route.BASE = os.environ["FOLEY_DISCORD_API_URL"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["PROBE_GATEWAY_URL"])
    ended = asyncio.Event()
    running: list[asyncio.Task[None]] = []
    loop.add_signal_handler(signal.SIGUSR1, lambda: running.append(loop.create_task(unload(), name="probe")))
    loop.add_signal_handler(signal.SIGUSR2, lambda: running.append(loop.create_task(load(), name="probe")))
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    discord.utils.setup_logging()
    async with bot:
        connecting = loop.create_task(bot.start(os.environ["DISCORD_TOKEN"]), name="bot")
        ending = loop.create_task(ended.wait(), name="probe")
        await asyncio.wait((connecting, ending), return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        await bot.close()
        await connecting


asyncio.run(main())
