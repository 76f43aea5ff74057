"""The prompt of `foley sandbox`: type commands as in Discord and see the channel's messages."""

import asyncio
import contextlib
import sys
import threading
from collections.abc import Awaitable, Callable

from bot.sandbox.channel_view import show_channel
from bot.sandbox.discord import CommandRejected, ComponentRejected, Message, PersonError, User
from bot.sandbox.stage import BotNotReady, Stage

_HELP = """\
Type a command as in Discord:      /music prompt:calm rain
                                   /tts text:hello voice:Emma
Press a button of the newest message that has it:  press Again
The provider's clock:              speed 1 | speed 10 | speed 100
Be somebody else:                  be admin | be moderator | be member
The bot process:                   kill | restart | log
Leave:                             quit"""


class Terminal:
    """Reads lines from stdin and acts as one of the stage's users."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._user: User = stage.world.member
        self._commands: dict[str, Callable[[str], Awaitable[None]]] = {
            "help": self._help,
            "press": self._press,
            "speed": self._speed,
            "be": self._be,
            "kill": self._kill,
            "restart": self._restart,
            "log": self._log,
        }

    async def run(self) -> int:
        """Run the prompt until the user quits; return the exit code."""
        print("Foley sandbox: the real bot against a local Discord and a local Tencent Cloud.")
        print(_HELP)
        unsubscribe = show_channel(self._stage)
        lines: asyncio.Queue[str | None] = asyncio.Queue()
        _read_stdin(lines)
        try:
            while (line := await lines.get()) is not None:
                if line.strip() in ("quit", "exit"):
                    break
                await self._act(line.strip())
        finally:
            unsubscribe()
        return 0

    async def _act(self, line: str) -> None:
        try:
            if line.startswith("/"):
                await self._stage.discord.command(self._user, self._stage.world.general, line)
            elif line:
                word, _, rest = line.partition(" ")
                await self._commands.get(word, self._help)(rest.strip())
        except (CommandRejected, ComponentRejected, PersonError, BotNotReady, ValueError) as error:
            print(f"  {error}")

    async def _help(self, rest: str) -> None:
        print(_HELP)

    async def _press(self, label: str) -> None:
        for message in reversed(self._stage.discord.messages(self._stage.world.general, seen_by=self._user)):
            if _has_button(message, label):
                await self._stage.discord.press(self._user, message, label)
                return
        print(f"  no message has a button {label!r}")

    async def _speed(self, rest: str) -> None:
        self._stage.set_speed(float(rest or "1"))
        print(f"  the provider's clock runs {self._stage.tencent.speed:g} times as fast")

    async def _be(self, name: str) -> None:
        user = self._stage.discord.world.named_user(name)
        if user is None:
            raise ValueError(f"nobody here is called {name!r}")
        self._user = user
        print(f"  you are {user.username}")

    async def _kill(self, rest: str) -> None:
        await self._stage.kill_bot()
        print("  the bot was killed with -9; `restart` brings it back")

    async def _restart(self, rest: str) -> None:
        if self._stage.bot.running:
            await self._stage.bot.terminate()
        await self._stage.start_bot()
        print("  the bot is back")

    async def _log(self, rest: str) -> None:
        for line in list(self._stage.bot.log)[-30:]:
            print(f"  bot| {line}")


def _has_button(message: Message, label: str) -> bool:
    rows = message.payload.get("components") or []
    labels = [component.get("label") for row in rows for component in row.get("components", [])]
    return label in labels


def _read_stdin(lines: "asyncio.Queue[str | None]") -> None:
    """Read lines in a daemon thread: a blocked read must not keep the program from exiting."""
    loop = asyncio.get_running_loop()

    def read() -> None:
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401 - importing it gives input() its history and editing
        while True:
            try:
                line: str | None = input("foley> " if sys.stdin.isatty() else "")
            except (EOFError, KeyboardInterrupt):
                line = None
            except UnicodeDecodeError:
                line = "help"
            with contextlib.suppress(RuntimeError):  # the loop has been closed in the meantime
                loop.call_soon_threadsafe(lines.put_nowait, line)
            if line is None:
                return

    threading.Thread(target=read, name="sandbox-stdin", daemon=True).start()
