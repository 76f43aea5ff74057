"""The sandbox's stage: a local Discord, a local Tencent Cloud, and the real bot in a process of its own.

Used by the command line, the page and the end-to-end tests. It needs no accounts, and no traffic leaves loopback.
"""

import contextlib
import json
import re
import socket
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot import HOME
from bot.sandbox.bot_process import BotProcess
from bot.sandbox.discord import (
    PATIENCE_SECONDS,
    DefaultWorld,
    Interaction,
    Limits,
    LocalDiscord,
    Message,
    NeverHappened,
)
from bot.sandbox.failure_report import account_of_bot, account_of_calls, account_of_jobs
from bot.sandbox.tencent import DEFAULT_SUB_APP_ID, LocalTencent, Settings
from bot.utils.tasks import racing

# Not secrets: the only credentials the local Tencent Cloud accepts.
SECRET_ID = "AKIDFAKE-sandbox-id"
SECRET_KEY = "fake-sandbox-key-0123456789"
DEFAULT_SPEED = 10.0
# A bot that is restarted immediately need not wait before its next IDENTIFY.
_LIMITS = Limits(identify_interval_seconds=0.0)
_WORLD_FILE = "world.json"
# The limit of a start when waits have none.
_READY_SECONDS = 90.0


class BotNotReady(Exception):
    """The bot process exited, or timed out (``exit_code`` None), before it was connected. ``log``: its last lines."""

    def __init__(self, exit_code: int | None, log: list[str], seconds: float = 0.0) -> None:
        self.exit_code = exit_code
        self.log = log
        timed_out = f"is not ready after {seconds:.0f} s"
        event = timed_out if exit_code is None else f"ended with exit code {exit_code}"
        super().__init__(f"the bot {event}; it said last:\n" + "\n".join(log[-15:]))


class Stage:
    """One sandbox. Create it with :meth:`opened`; ``bots`` holds at least one process."""

    def __init__(
        self,
        folder: Path,
        discord: LocalDiscord,
        tencent: LocalTencent,
        *,
        settings: Mapping[str, str],
        on_line: Callable[[str], None],
        health_port: int | None = None,
    ) -> None:
        self.folder = folder
        self.discord = discord
        self.tencent = tencent
        self.world: DefaultWorld = discord.default_world()
        self.health_url = f"http://127.0.0.1:{health_port}" if health_port else ""
        self._settings = {**self._operator_settings(health_port), **settings}
        self._line_listeners: list[Callable[[str], None]] = [on_line]
        self.bots: list[BotProcess] = [self.new_bot()]
        self.patience = discord.patience
        self.patience.accounts.append(self._account)

    @property
    def bot(self) -> BotProcess:
        """The first bot process."""
        return self.bots[0]

    def _operator_settings(self, health_port: int | None) -> dict[str, str]:
        """Return the settings of the operator features: the owner's guild and the HTTP address."""
        if health_port is None:
            return {}
        return {
            "FOLEY_OWNER_GUILD_ID": str(self.world.guild.id),
            "FOLEY_HTTP_BIND": self.health_url.removeprefix("http://"),
        }

    def environment(self) -> dict[str, str]:
        """Return the environment of a bot process in this sandbox."""
        return {
            "DISCORD_TOKEN": self.discord.token,
            "TENCENTCLOUD_SECRET_ID": SECRET_ID,
            "TENCENTCLOUD_SECRET_KEY": SECRET_KEY,
            "FOLEY_DISCORD_API_URL": self.discord.api_url,
            "FOLEY_MPS_URL": self.tencent.mps_url,
            "FOLEY_VOD_URL": self.tencent.vod_url,
            "FOLEY_VOD_SUB_APP_ID": str(DEFAULT_SUB_APP_ID),
            "FOLEY_RESULT_HOSTS": self.tencent.results_host,
            "FOLEY_DATABASE_URL": f"sqlite:///{self.folder / 'foley.db'}",
            "FOLEY_DATA_DIR": str(self.folder / "results"),
            "FOLEY_HTTP_BIND": "",
            "FOLEY_NEW_SERVER": "open",  # generating costs nothing here
            "FOLEY_CATALOG": str(scaled_catalog(self.folder, self.tencent.speed)),
            **self._settings,
        }

    def set_speed(self, speed: float) -> None:
        """Change the speed of the cloud; bots started after that expect it."""
        self.tencent.speed = speed
        scaled_catalog(self.folder, speed)

    def new_bot(self, **settings: str) -> BotProcess:
        """Return another bot process, not started, with additional settings."""
        return BotProcess({**self.environment(), **settings}, self.folder, on_line=self._on_line)

    def on_log(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Call ``listener`` with every further log line of any bot; the returned function unsubscribes it."""
        self._line_listeners.append(listener)
        return lambda: self._line_listeners.remove(listener)

    def _on_line(self, line: str) -> None:
        for listener in tuple(self._line_listeners):
            listener(line)

    async def start_bot(self, bot: BotProcess | None = None, *, shards: int = 1) -> None:
        """Start a bot and return once it is connected. Raises BotNotReady when it exits or times out before."""
        bot = bot or self.bot
        await bot.start()
        seconds = self.patience.limit() or _READY_SECONDS
        async with racing(self.discord.wait_ready(shards), bot.wait(), limit_seconds=seconds) as (ready, ended):
            if ended.done():
                raise BotNotReady(ended.result(), list(bot.log))
            if not ready.done():
                raise BotNotReady(None, list(bot.log), seconds)

    async def wait_for_commands(self) -> None:
        """Return once the bot has registered its commands and loaded the voices."""
        table = self.discord.platform.registry.by_scope
        scopes = 2 if self.bot.environment.get("FOLEY_OWNER_GUILD_ID") else 1
        await self.discord.wait_for(lambda: sum(map(bool, table.values())) >= scopes or None)
        # Called once to check the credentials and once by the running bot: only then are voices known by name.
        await self.patience.until(lambda: len(self.tencent.calls.of("DescribeVoices")) >= 2 * self.bot.starts)

    async def stop_bot(self, bot: BotProcess | None = None) -> int:
        """Ask a bot to stop and return its exit code. Kills it and raises NeverHappened when it does not stop."""
        bot = bot or self.bot
        try:
            return await self.patience.bounded(bot.terminate())
        except NeverHappened:
            await bot.kill()
            raise

    async def kill_bot(self) -> None:
        """Kill the bot as in a crash, and return once the local Discord has noticed."""
        await self.bot.kill()
        await self.discord.wait_for(lambda: self.discord.ready_shards() == 0 or None)

    async def outcome(self, interaction: Interaction) -> Message | None:
        """Wait until a command has ended; return its result or failure message, None for an ephemeral refusal."""
        await interaction.wait_first_answer()

        def query() -> Message | bool | None:
            status = interaction.message
            if interaction.state == "failed" or (interaction.ephemeral and status in (None, *interaction.ephemeral)):
                return True
            return None if status is None else self.reply_to(status)

        result = await self.discord.wait_for(query)
        return result if isinstance(result, Message) else None

    def reply_to(self, status: Message) -> Message | None:
        """Return the bot's message that replies to a status message."""
        channel = self.discord.world.channels[status.channel_id]
        for message in self.discord.messages(channel):
            reference = message.payload.get("message_reference") or {}
            if reference.get("message_id") == str(status.id):
                return message
        return None

    def _account(self) -> str:
        """Return the newest calls to Tencent, the jobs (with SQLite), and the last log lines of each bot."""
        parts = [*account_of_calls(self.tencent.calls), *account_of_jobs(self.folder / "foley.db")]
        return "\n".join([*parts, *(line for bot in self.bots for line in account_of_bot(bot))])

    def keep(self) -> None:
        """Save the world to the folder, for the next run with the same folder."""
        kept = {"discord": self.discord.to_dict(), "tencent": self.tencent.to_dict()}
        temporary = self.folder / f"{_WORLD_FILE}.new"
        temporary.write_text(json.dumps(kept), encoding="utf-8")
        temporary.replace(self.folder / _WORLD_FILE)

    @classmethod
    @asynccontextmanager
    async def opened(
        cls,
        *,
        keep: Path | None = None,
        speed: float = DEFAULT_SPEED,
        settings: Mapping[str, str] | None = None,
        on_line: Callable[[str], None] = lambda line: None,
        tencent: LocalTencent | None = None,
        discord: LocalDiscord | None = None,
        patience_seconds: float | None = PATIENCE_SECONDS,
        for_people: bool = False,
    ) -> AsyncIterator["Stage"]:
        """Start both simulators, but not the bot; close everything on exit.

        ``for_people``: enables the operator features; in a new world the bot has just joined, so that it greets the
        server in its first channel. ``patience_seconds``: the timeout of waits; None for people, who interrupt long
        waits themselves.
        """
        async with contextlib.AsyncExitStack() as stack:
            folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="foley-sandbox-")))
            folder.mkdir(parents=True, exist_ok=True)
            kept = _read_world(folder)
            if kept:
                discord = LocalDiscord.from_dict(kept["discord"], limits=_LIMITS)
            discord = discord or LocalDiscord(limits=_LIMITS)
            discord.patience.seconds = patience_seconds
            cloud = tencent or LocalTencent(Settings(credentials={SECRET_ID: SECRET_KEY}))
            if kept:
                cloud.from_dict(kept["tencent"])
            cloud.speed = speed
            await discord.start()
            stack.push_async_callback(discord.close)
            await cloud.start()
            stack.push_async_callback(cloud.close)
            port = free_port() if for_people else None
            stage = cls(folder.resolve(), discord, cloud, settings=settings or {}, on_line=on_line, health_port=port)
            if for_people:
                stage.world.guild.system_channel_id = stage.world.general.id
                if not kept:
                    discord.world.set_bot_joined(stage.world.guild)
            try:
                yield stage
            except NeverHappened:
                raise
            except AssertionError as failed:
                failed.add_note(stage.patience.account())
                raise
            finally:
                for bot in stage.bots:
                    if bot.running:
                        await stage.stop_bot(bot)
                if keep is not None:
                    stage.keep()


def free_port() -> int:
    """Return a free TCP port on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _read_world(folder: Path) -> dict[str, dict[str, object]] | None:
    path = folder / _WORLD_FILE
    if not path.is_file():
        return None
    kept: dict[str, dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def scaled_catalog(folder: Path, speed: float, source: Path | None = None) -> Path:
    """Write the shipped catalogue, or ``source``, with its durations divided by the cloud's speed.

    The bot polls when the catalogue's durations make a result likely; with unscaled durations, results of a provider
    that runs sixty times as fast would always be found late.
    """
    shipped = (source or HOME / "catalog" / "catalog.toml").read_text("utf-8")

    def scale(match: re.Match[str]) -> str:
        return f"median_seconds = {float(match[1]) / speed:.3f}"

    path = folder / "catalog.toml"
    path.write_text(re.sub(r"median_seconds = ([0-9.]+)", scale, shipped), encoding="utf-8")
    return path
