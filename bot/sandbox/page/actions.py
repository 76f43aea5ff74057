"""The actions of the page: acting as a user, changing the server, the provider's clock and faults, the bot.

Each action takes and returns plain JSON; `Refused` carries a sentence for the person. The simulator implements
Discord's rules; this only looks up the objects that are named.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from bot.sandbox.discord import Channel, Interaction, LocalFile, Message, PersonError, User
from bot.sandbox.discord.errors import ApiError
from bot.sandbox.page import views
from bot.sandbox.page.hub import Hub
from bot.sandbox.page.presets import PRESETS, SCOPES
from bot.sandbox.page.uploads import UnknownUpload, Uploads
from bot.sandbox.stage import BotNotReady, Stage

Json = dict[str, Any]
PAGE_OF_MESSAGES = 50
_MAX_SPEED = 1000.0
_HEALTH_TIMEOUT = aiohttp.ClientTimeout(total=5.0)


class Refused(Exception):
    """The action can't be done; the text says why."""


class Actions:
    """Runs the actions of every open page on one stage."""

    def __init__(self, stage: Stage, hub: Hub, uploads: Uploads) -> None:
        self._stage = stage
        self._hub = hub
        self._uploads = uploads
        self._bot_lock = asyncio.Lock()
        self._table: dict[str, Callable[[Json], Awaitable[Any]]] = {
            "messages": self._messages,
            "view": self._view,
            "say": self._say,
            "delete": self._delete,
            "forward": self._forward,
            "command": self._command,
            "message_command": self._message_command,
            "autocomplete": self._autocomplete,
            "press": self._press,
            "select": self._select,
            "submit": self._submit,
            "locale": self._locale,
            "tier": self._tier,
            "speed": self._speed,
            "switch": self._switch,
            "clear_faults": self._clear_faults,
            "task": self._task,
            "call": self._call,
            "health": self._health,
            "start_bot": self._start_bot,
            "restart_bot": self._restart_bot,
            "kill_bot": self._kill_bot,
        }

    async def run(self, name: str, arguments: Json) -> Any:
        """Run one action. Raises Refused with a sentence when it can't be done."""
        action = self._table.get(name)
        if action is None:
            raise Refused(f"There is no action “{name}”.")
        try:
            return await action(arguments)
        except (PersonError, UnknownUpload, BotNotReady) as error:
            raise Refused(str(error)) from error
        except ApiError as error:
            raise Refused(_first_fault(error)) from error
        except (KeyError, TypeError, ValueError) as error:
            raise Refused(f"The page asked for “{name}” in a way that makes no sense: {error!r}.") from error

    # --- lookups ----------------------------------------------------------------------------------------------

    def _user(self, arguments: Json) -> User:
        return self._stage.discord.world.users[int(arguments["user"])]

    def _channel(self, arguments: Json) -> Channel:
        channel = self._stage.discord.world.channels.get(int(arguments["channel"]))
        if channel is None:
            raise Refused("This channel does not exist any more.")
        return channel

    def _message(self, arguments: Json) -> Message:
        message = self._stage.discord.message(int(arguments["message"]))
        if message is None:
            raise Refused("This message does not exist.")
        return message

    def _files(self, picked: Json) -> dict[str, LocalFile]:
        return {str(name): self._uploads.get(str(number)) for name, number in picked.items()}

    # --- reading ----------------------------------------------------------------------------------------------

    async def _messages(self, arguments: Json) -> Json:
        before = arguments.get("before")
        number = None if before is None else int(before)
        return views.page_of_messages(self._stage, int(arguments["channel"]), number, PAGE_OF_MESSAGES)

    async def _view(self, arguments: Json) -> Json:
        return views.view(self._stage, self._user(arguments), self._channel(arguments))

    # --- acting as a person -----------------------------------------------------------------------------------

    async def _say(self, arguments: Json) -> None:
        files = [self._uploads.get(str(number)) for number in arguments.get("files", [])]
        await self._stage.discord.say(self._user(arguments), self._channel(arguments), str(arguments["content"]), files)

    async def _delete(self, arguments: Json) -> None:
        await self._stage.discord.delete_message(self._user(arguments), self._message(arguments))

    async def _forward(self, arguments: Json) -> None:
        await self._stage.discord.forward(self._user(arguments), self._message(arguments), self._channel(arguments))

    async def _command(self, arguments: Json) -> Json:
        interaction = await self._stage.discord.command(
            self._user(arguments),
            self._channel(arguments),
            str(arguments["name"]),
            dict(arguments.get("options") or {}),
            self._files(arguments.get("files") or {}),
        )
        return interaction.summary()

    async def _message_command(self, arguments: Json) -> Json:
        interaction = await self._stage.discord.message_command(
            self._user(arguments), self._message(arguments), str(arguments["name"])
        )
        return interaction.summary()

    async def _autocomplete(self, arguments: Json) -> Json:
        interaction = await self._stage.discord.ask_autocomplete(
            self._user(arguments),
            self._channel(arguments),
            str(arguments["name"]),
            dict(arguments.get("options") or {}),
            focused=str(arguments["focused"]),
        )
        await interaction.done()
        if interaction.choices is None:
            raise Refused("Loading options failed.")
        return {"choices": interaction.choices}

    async def _press(self, arguments: Json) -> Json:
        interaction = await self._stage.discord.press(
            self._user(arguments), self._message(arguments), str(arguments["custom_id"])
        )
        return interaction.summary()

    async def _select(self, arguments: Json) -> Json:
        interaction = await self._stage.discord.select(
            self._user(arguments), self._message(arguments), str(arguments["custom_id"]), *arguments["values"]
        )
        return interaction.summary()

    async def _submit(self, arguments: Json) -> Json:
        interaction: Interaction | None = self._stage.discord.interaction(int(arguments["interaction"]))
        if interaction is None:
            raise Refused("This window is not open any more.")
        files = {
            str(name): [self._uploads.get(str(number)) for number in numbers]
            for name, numbers in (arguments.get("files") or {}).items()
        }
        submission = await self._stage.discord.submit_modal(
            self._user(arguments), interaction, dict(arguments.get("values") or {}), files
        )
        return submission.summary()

    # --- the server -------------------------------------------------------------------------------------------

    async def _locale(self, arguments: Json) -> None:
        self._user(arguments).locale = str(arguments["locale"])
        self._hub.world_changed()

    async def _tier(self, arguments: Json) -> None:
        tier = int(arguments["tier"])
        if tier not in range(4):
            raise Refused("Boost tiers go from 0 to 3.")
        self._stage.discord.world.set_boost_tier(self._stage.world.guild, tier)
        self._hub.world_changed()

    # --- the provider -----------------------------------------------------------------------------------------

    async def _speed(self, arguments: Json) -> None:
        speed = float(arguments["speed"])
        if not 0 < speed <= _MAX_SPEED:
            raise Refused(f"The speed lies above 0 and is at most {_MAX_SPEED:.0f}.")
        self._stage.set_speed(speed)
        self._hub.tencent_changed()

    async def _switch(self, arguments: Json) -> None:
        name, mode, scope = str(arguments["name"]), str(arguments["mode"]), arguments.get("scope")
        if name not in PRESETS or mode not in ("off", "once", "on") or scope not in (None, *SCOPES):
            raise Refused("There is no such switch.")
        self._hub.switchboard.set(name, mode, scope)
        self._hub.tencent_changed()

    async def _clear_faults(self, arguments: Json) -> None:
        self._stage.tencent.faults.clear()
        self._hub.tencent_changed()

    async def _task(self, arguments: Json) -> None:
        tasks, number = self._stage.tencent.tasks, str(arguments["task"])
        if tasks.get(number) is None:
            raise Refused("There is no such task.")
        match arguments["what"]:
            case "finish":
                tasks.finish_now(number)
            case "fail":
                tasks.fail_now(number, "Made to fail by hand.")
            case "expire":
                tasks.expire_links(number)
            case other:
                raise Refused(f"Nothing called “{other}” can be done to a task.")
        self._hub.tencent_changed()

    async def _call(self, arguments: Json) -> Json:
        number = int(arguments["number"])
        call = next((candidate for candidate in self._stage.tencent.calls if candidate.number == number), None)
        if call is None:
            raise Refused("This call is not kept any more.")
        return {"request": call.request, "answer": call.answer}

    # --- the operator -----------------------------------------------------------------------------------------

    async def _health(self, arguments: Json) -> Json:
        """Return the bot's readiness and metrics, from its HTTP endpoints."""
        if not self._stage.health_url:
            raise Refused("This sandbox was opened without the operator's side.")
        try:
            async with (
                aiohttp.ClientSession(self._stage.health_url, timeout=_HEALTH_TIMEOUT) as session,
                session.get("/readyz") as ready,
                session.get("/metrics") as metrics,
            ):
                return {
                    "url": self._stage.health_url,
                    "status": ready.status,
                    "readyz": await ready.json(),
                    "metrics": await metrics.text(),
                }
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Refused("The bot does not answer; it may be down.") from error

    # --- the bot ----------------------------------------------------------------------------------------------

    async def _start_bot(self, arguments: Json) -> None:
        async with self._bot_lock:
            try:
                await self._stage.start_bot()
            finally:
                self._hub.bot_changed()

    async def _restart_bot(self, arguments: Json) -> None:
        async with self._bot_lock:
            try:
                if self._stage.bot.running:
                    await self._stage.bot.terminate()
                    self._hub.bot_changed()
                await self._stage.start_bot()
            finally:
                self._hub.bot_changed()

    async def _kill_bot(self, arguments: Json) -> None:
        async with self._bot_lock:
            await self._stage.kill_bot()
            self._hub.bot_changed()


def _first_fault(error: ApiError) -> str:
    """Return the first message of Discord's nested errors, or the general one."""
    node: Any = error.errors
    while isinstance(node, dict) and node:
        if "_errors" in node:
            return str(node["_errors"][0]["message"])
        node = next(iter(node.values()))
    return error.message
