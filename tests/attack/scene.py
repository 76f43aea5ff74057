"""One stage whose bot can be killed exactly at a border, from inside or by the servers it talks to."""

import json
import re
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
from aiohttp import web

from bot.media.tools import work_root
from bot.sandbox.bot_process import BotProcess
from bot.sandbox.discord import Message, NeverHappened
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Moment, Profile
from tests.attack import database_rows

SPEED = 60.0
# That nobody knows what became of a VOD task is told half a minute after its create was found to be lost.
_PATIENCE_SECONDS = 60.0
_DOOMED = Path(__file__).with_name("doomed_bot.py")
_DOOM_FILE = "doom"
# What a status message says once it shows how its job ended, in the channel or held.
_ENDINGS = {
    "ready": ("✅", "Finished, but I can't post"),
    "failed": ("❌",),
    "refused": ("⛔",),
    "unknown": ("❓",),
    "abandoned": ("⌛",),
    "cancelled": ("Cancelled",),
}


class Scene:
    """A stage, its doomed bot, and its database. ``creates`` counts the create calls that came in."""

    def __init__(self, stage: Stage, url: str) -> None:
        self.stage = stage
        self.url = url
        self.creates = 0
        self.deaths = 0
        # Jobs of the borders before this one.
        self.known: frozenset[str] = frozenset()
        self._border: tuple[str, str] | None = None
        self._doom = stage.folder / _DOOM_FILE
        # A place to work of its own: what is left there was left by this bot.
        temporary = stage.folder / "tmp"
        temporary.mkdir()
        self._work_root = temporary / work_root().name
        environment = {**stage.environment(), "DOOM_FILE": str(self._doom), "TMPDIR": str(temporary)}
        self.bot = BotProcess(environment, stage.folder, arguments=(str(_DOOMED),))
        stage.bots[:] = [self.bot]
        stage.tencent.on_request = self._on_request

    # --- arming ---

    def die_inside(self, border: str) -> None:
        """Let the bot die at a border of its own: see doomed_bot."""
        self._doom.write_text(border, "utf-8")

    def die_at_tencent(self, phase: str, action: str) -> None:
        """Kill the bot when a request comes in (``before``: it is not worked on) or has been worked on (``after``)."""
        self._border = (phase, action)

    def die_at_discord(
        self, method: str, route: str, *, stored: bool, after_a_result: bool = False, nth: int = 1
    ) -> None:
        """Kill the bot when the ``nth`` request comes in and is not carried out, or after it was.

        ``after_a_result``: only once a message has come that answers another one. Edits of status messages come at
        any time, also late ones of an earlier job.
        """
        answers = self._answers()

        async def strike() -> None:
            if after_a_result and self._answers() == answers:
                return
            self.stage.discord.faults.clear()
            await self.kill()
            if not stored:
                raise web.HTTPServiceUnavailable

        self.stage.discord.faults.call(method, route, strike, count=None, after_storing=stored, nth=nth)

    def _answers(self) -> int:
        return sum("message_reference" in one.raw for one in self.stage.discord.platform.messages.by_id.values())

    def disarm(self) -> None:
        """Nothing kills it any more, nothing fails any more."""
        self._border = None
        self._doom.unlink(missing_ok=True)
        self.stage.discord.faults.clear()
        self.stage.tencent.faults.clear()

    async def kill(self) -> None:
        """Kill it now and return when it is dead."""
        self.bot.signal_now(signal.SIGKILL)
        await self.bot.wait()

    async def _on_request(self, moment: Moment) -> None:
        if moment.phase == "before" and is_create(moment.action):
            self.creates += 1
        if self._border == (moment.phase, moment.action):
            self._border = None
            await self.kill()
            if moment.phase == "before":
                raise web.HTTPServiceUnavailable

    # --- life and death ---

    async def start(self) -> None:
        """Start the bot and return once it can be used."""
        await self.stage.start_bot()
        await self.stage.wait_for_commands()

    async def wait_for_death(self) -> None:
        """Return when the bot has died and Discord has seen it go. Raises NeverHappened when it lives on."""
        await self.stage.patience.bounded(self.bot.wait())
        await self.stage.discord.wait_for(lambda: self.stage.discord.ready_shards() == 0 or None)
        self.deaths += 1

    async def until(self, condition: Callable[[], Awaitable[bool]], what: str) -> None:
        """Ask again and again: a database tells nobody of its changes."""
        try:
            await self.stage.patience.until_found(condition, 0.05)
        except NeverHappened as never:
            raise NeverHappened(f"{what}: {never}") from None

    async def restart_with(self, **settings: str) -> None:
        """Kill the bot and start it with other settings; empty ones are taken away."""
        await self.stage.kill_bot()
        self.bot.environment.update(settings)
        for name in [name for name, value in settings.items() if not value]:
            del self.bot.environment[name]
        await self.start()

    async def until_job(self, wanted: Callable[[database_rows.Row], bool], what: str) -> database_rows.Row:
        """Return the newest job of this border once it is like that."""
        found: list[database_rows.Row] = []

        async def there() -> bool:
            found[:] = [row for row in await database_rows.jobs(self.url) if row["id"] not in self.known]
            return bool(found) and wanted(found[-1])

        await self.until(there, what)
        return found[-1]

    async def until_all_is_settled(self) -> None:
        """Return when every job of this border has ended and its end was told."""

        async def settled() -> bool:
            return all(
                database_rows.is_settled(row)
                for row in await database_rows.jobs(self.url)
                if row["id"] not in self.known
            )

        await self.until(settled, "every job ends and is told")

    async def until_all_is_shown(self) -> None:
        """Return when every status message that is left shows how its job ended."""

        async def shown() -> bool:
            rows = await database_rows.jobs(self.url)
            return all(self._shows_ending(row) for row in rows if row["id"] not in self.known)

        await self.until(shown, "every status message shows the ending")

    def _shows_ending(self, row: database_rows.Row) -> bool:
        message = self.status_of(row)
        if message is None:
            return True
        shown = message.content + json.dumps(message.raw["embeds"], ensure_ascii=False)
        wanted = ("the result was deleted",) if row["result_message_id"] == 0 else _ENDINGS[row["state"]]
        return any(words in shown for words in wanted) and "Cancel" not in _button_names(message)

    def let_tasks_end(self) -> None:
        """Let the provider finish what never ends by itself."""
        for task in self.stage.tencent.tasks:
            if task.ends_at is None:
                self.stage.tencent.tasks.finish_now(task.task_id)

    def mend_the_world(self) -> None:
        """Give back what a border has taken: the bot may write, the caller takes messages."""
        self.stage.discord.world.set_permissions(self.stage.world.general, self.stage.discord.bot)
        self.stage.discord.world.close_dms(self.stage.world.member, closed=False)

    # --- looking ---

    def messages_about(self, row: database_rows.Row) -> list[Message]:
        """Return the messages anybody can see that tell how a job ended (not the status message)."""
        return [
            message
            for message in self._standing()
            if message.id != row["status_message_id"]
            and (row["id"] in json.dumps(message.raw["embeds"]) or row["id"] in message.content)
        ]

    def _standing(self) -> list[Message]:
        """Return every message that stands for all to see."""
        found = self.stage.discord.platform.messages.by_id.values()
        return [message for message in found if not message.deleted and message.ephemeral_to is None]

    def sounds_about(self, row: database_rows.Row) -> list[Message]:
        """Return the native voice messages of a job: they carry no text, their file is named after it."""
        return [
            message
            for message in self._standing()
            if any(row["id"] in one["filename"] and "waveform" in one for one in message.raw["attachments"])
        ]

    def left_behind(self) -> list[str]:
        """Return what processes that are dead have left: their workspaces, and workers that outlive them."""
        folders = [folder for folder in self._work_root.glob("foley-work-*") if not _is_alive(folder)]
        workers = [
            process.pid
            for process in psutil.process_iter(["cmdline", "cwd"])
            if "bot.media.worker" in (process.info["cmdline"] or ()) and self._is_lost(process.info["cwd"] or "")
        ]
        return [f"left behind: {folder.name}" for folder in folders] + [f"worker {pid} lives on" for pid in workers]

    def _is_lost(self, folder: str) -> bool:
        return Path(folder).is_relative_to(self._work_root) and not _is_alive(Path(folder))

    def notes_about(self, row: database_rows.Row) -> list[Message]:
        """Return the notes only the person saw."""
        found = self.stage.discord.platform.messages.by_id.values()
        return [message for message in found if message.ephemeral_to is not None and row["id"] in message.content]

    def status_of(self, row: database_rows.Row) -> Message | None:
        """Return the status message of a job, None when it is gone."""
        message = self.stage.discord.message(row["status_message_id"] or 0)
        return None if message is None or message.deleted else message


def _is_alive(workspace: Path) -> bool:
    """Tell whether the bot that works in a folder of this name is there; folders of other names are not ours."""
    found = re.search(r"foley-work-(\d+)-", str(workspace))
    return found is None or psutil.pid_exists(int(found[1]))


def _button_names(message: Message) -> list[str]:
    return [button.get("label", "") for line in message.components for button in line["components"]]


def is_create(action: str) -> bool:
    """Whether an action buys something."""
    return action.startswith(("Create", "TextToSpeech"))


@asynccontextmanager
async def open_scene(url: str | None = None, **settings: str) -> AsyncIterator[Scene]:
    """Open a scene on an empty database, by default one of its own in SQLite; the bot runs."""
    if url is not None:
        settings["FOLEY_DATABASE_URL"] = url
    async with Stage.opened(speed=SPEED, settings=settings, patience_seconds=_PATIENCE_SECONDS) as stage:
        stage.tencent.settings.profile = Profile(lengths_seconds={"music": 2.0, "sfx": 1.0, "video": 1.0})
        scene = Scene(stage, url or f"sqlite:///{stage.folder / 'foley.db'}")
        await scene.start()
        yield scene
