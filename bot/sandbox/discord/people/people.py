"""Acting as a person: running commands, pressing buttons, choosing, filling windows.

It checks what the Discord client would check before anything reaches the bot; `CommandRejected` and
`ComponentRejected` say what the client would show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.sandbox.discord.errors import CommandRejected, ComponentRejected
from bot.sandbox.discord.people import command_text
from bot.sandbox.discord.people.command_text import Target
from bot.sandbox.discord.people.modal import WindowFiller, pick, resolve
from bot.sandbox.discord.people.option_values import OptionReader
from bot.sandbox.discord.people.writing import Writing
from bot.sandbox.discord.rules.commands import MESSAGE
from bot.sandbox.discord.rules.components import LINK_STYLE, SELECTS, Component, walk
from bot.sandbox.discord.rules.permissions import Permission
from bot.sandbox.discord.world.interaction import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Interaction, State
from bot.sandbox.discord.world.messages import Message
from bot.sandbox.discord.world.model import Channel, ChannelType, LocalFile, User

Json = dict[str, Any]


class People(Writing):
    """What people can do; `LocalDiscord` is one."""

    # --- slash commands ---------------------------------------------------------------------------------------

    async def command(
        self,
        user: User,
        channel: Channel,
        text: str,
        options: Mapping[str, object] | None = None,
        attachments: Mapping[str, LocalFile] | None = None,
    ) -> Interaction:
        """Run a slash command.

        `text` is what is typed, `/music prompt:calm rain model:GL`, or just a name such as `music` or `jobs show`
        with the options in `options`. Files go by option name in `attachments`.
        """
        target, rest = command_text.find(text, self._offered(user, channel), user.locale)
        given = {**command_text.values(target, rest, user.locale), **(options or {}), **(attachments or {})}
        owners = self._check_may_run(user, channel, target.command)
        reader = OptionReader(self.platform.world, self.platform.files, user, channel, target)
        data = self._command_data(target, reader, reader.read(given))
        return self.platform.interactions.send(COMMAND, user, channel, data, owners=owners)

    async def message_command(self, user: User, message: Message, name: str) -> Interaction:
        """Run a command of a message's menu, by its name in any language the person reads."""
        self._check_sees(user, message)
        channel = self.platform.world.channels[message.channel_id]
        found = next((one for one in self._menu(user, channel) if name in command_text.names(one, user.locale)), None)
        if found is None:
            shown = ", ".join(one["name"] for one in self._menu(user, channel)) or "nothing"
            raise CommandRejected(f"There is no “{name}” in the menu of this message. There is: {shown}.")
        if message.ephemeral_to is not None or message.loading:
            raise CommandRejected("This message has no menu of commands.")
        owners = self._check_may_run(user, channel, found)
        data: Json = {"id": found["id"], "name": found["name"], "type": found["type"], "target_id": str(message.id)}
        data["resolved"] = {"messages": {str(message.id): message.payload}}
        if "guild_id" in found:
            data["guild_id"] = found["guild_id"]
        return self.platform.interactions.send(COMMAND, user, channel, data, owners=owners, target=message)

    def _menu(self, user: User, channel: Channel) -> list[Json]:
        return [one for one in self._offered(user, channel) if one["type"] == MESSAGE]

    async def autocomplete(
        self,
        user: User,
        channel: Channel,
        text: str,
        options: Mapping[str, object] | None = None,
        *,
        focused: str,
    ) -> list[Json]:
        """The choices the bot offers for the option `focused` (what was typed so far is its value)."""
        asked = await self.ask_autocomplete(user, channel, text, options, focused=focused)
        await asked.done()
        return asked.choices or []

    async def ask_autocomplete(
        self,
        user: User,
        channel: Channel,
        text: str,
        options: Mapping[str, object] | None = None,
        *,
        focused: str,
    ) -> Interaction:
        """Like `autocomplete`, but returns the interaction without waiting for the answer."""
        target, rest = command_text.find(text, self._offered(user, channel), user.locale)
        given = {**command_text.values(target, rest, user.locale), **(options or {})}
        option = next((one for one in target.options if focused in command_text.names(one, user.locale)), None)
        if option is None or not option.get("autocomplete"):
            raise CommandRejected(f"{target.label}: “{focused}” is not an option with suggestions.")
        owners = self._check_may_run(user, channel, target.command)
        reader = OptionReader(self.platform.world, self.platform.files, user, channel, target)
        data = self._command_data(target, reader, reader.read(given, focused=option["name"]))
        return self.platform.interactions.send(AUTOCOMPLETE, user, channel, data, owners=owners)

    def commands(self, user: User, channel: Channel) -> list[Json]:
        """The command records this person is offered in this channel."""
        found = []
        for one in self._offered(user, channel):
            try:
                self._check_may_run(user, channel, one)
            except CommandRejected:
                continue
            found.append(one)
        return found

    def _offered(self, user: User, channel: Channel) -> list[Json]:
        guild = self.platform.world.guild_of(channel)
        guild_id = guild.id if guild is not None and guild.has_bot else None
        return [one for one in self.platform.registry.visible(guild_id) if self._owners(user, channel, one)]

    def _owners(self, user: User, channel: Channel, command: Json) -> Json:
        guild = self.platform.world.guild_of(channel)
        owners: Json = {}
        if 0 in command["integration_types"] and (guild is None or guild.has_bot):
            owners["0"] = "0" if guild is None else str(guild.id)
        if 1 in command["integration_types"] and user.app_installed:
            owners["1"] = str(user.id)
        return owners

    def _check_may_run(self, user: User, channel: Channel, command: Json) -> Json:
        name = f"/{command['name']}"
        granted = self._seen(user, channel)
        in_dm = channel.type is ChannelType.DM
        contexts = command["contexts"]
        if contexts is not None and (1 if in_dm else 0) not in contexts:
            raise CommandRejected(f"{name} can't be used {'in direct messages' if in_dm else 'in servers'}.")
        if contexts is None and in_dm and not command["dm_permission"]:
            raise CommandRejected(f"{name} can't be used in direct messages.")
        if not in_dm:
            if not granted & Permission.USE_APPLICATION_COMMANDS:
                raise CommandRejected("You may not use commands in this channel.")
            needed = command["default_member_permissions"]
            if needed is not None and not self._has_all(granted, int(needed)):
                raise CommandRejected(f"You do not have permission to use {name}.")
        if command["nsfw"] and not in_dm and not channel.nsfw:
            raise CommandRejected(f"{name} can only be used in age-restricted channels.")
        return self._owners(user, channel, command)

    @staticmethod
    def _has_all(granted: Permission, needed: int) -> bool:
        if granted & Permission.ADMINISTRATOR:
            return True
        return needed != 0 and int(granted) & needed == needed

    @staticmethod
    def _command_data(target: Target, reader: OptionReader, filled: list[Json]) -> Json:
        command = target.command
        data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
        data["options"] = reader.nested(filled)
        if reader.resolved:
            data["resolved"] = reader.resolved
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        return data

    # --- components -------------------------------------------------------------------------------------------

    async def press(self, user: User, message: Message, which: str) -> Interaction:
        """Press the button with the custom id or label `which`."""
        found = self._component(user, message, which, frozenset({Component.BUTTON}))
        if found["style"] == LINK_STYLE:
            raise ComponentRejected(f"“{which}” is a link: {found['url']}")
        data = {"custom_id": found["custom_id"], "component_type": 2, "id": found["id"]}
        return self._send_component(user, message, data)

    async def select(self, user: User, message: Message, which: str, *values: object) -> Interaction:
        """Choose `values` (option values or labels; users, roles, channels) in the select `which`."""
        found = self._component(user, message, which, SELECTS)
        chosen = pick(found, list(values), which)
        data: Json = {
            "custom_id": found["custom_id"], "component_type": found["type"], "id": found["id"], "values": chosen,
        }  # fmt: skip
        resolved: dict[str, Json] = {}
        resolve(resolved, self.platform.world, self.platform.world.channels[message.channel_id], found, chosen)
        if resolved:
            data["resolved"] = resolved
        return self._send_component(user, message, data)

    def _component(self, user: User, message: Message, which: str, kinds: frozenset[Component]) -> Json:
        self._check_sees(user, message)
        usable = [one for one in walk(message.components) if one["type"] in kinds]
        found = [one for one in usable if which in {one.get("custom_id"), one.get("label"), one.get("placeholder")}]
        if not found:
            shown = ", ".join(str(one.get("label") or one.get("custom_id")) for one in usable) or "none"
            raise ComponentRejected(f"There is no “{which}” on this message. There is: {shown}.")
        if found[0].get("disabled"):
            raise ComponentRejected(f"“{which}” is disabled.")
        return found[0]

    def _send_component(self, user: User, message: Message, data: Json) -> Interaction:
        channel = self.platform.world.channels[message.channel_id]
        about = message.raw.get("interaction_metadata") or {}
        installed = "0" if channel.guild_id is None else str(channel.guild_id)
        owners = about.get("authorizing_integration_owners") or {"0": installed}
        return self.platform.interactions.send(COMPONENT, user, channel, data, owners=owners, source=message)

    async def submit_modal(
        self,
        user: User,
        interaction: Interaction,
        values: Mapping[str, object] | None = None,
        files: Mapping[str, Sequence[LocalFile]] | None = None,
    ) -> Interaction:
        """Submit the window the bot opened as answer to `interaction`; fields not given keep what they show."""
        window = interaction.modal
        if window is None:
            raise ComponentRejected("No window was opened.")
        if user.id != interaction.user.id:
            raise ComponentRejected("The window is open on somebody else's screen.")
        if interaction.modal_submitted:
            raise ComponentRejected("The window was submitted and is closed.")
        filler = WindowFiller(self.platform.world, self.platform.files, interaction.channel)
        data: Json = {"custom_id": window["custom_id"]}
        data["components"] = filler.fill(window, values or {}, files or {})
        if filler.resolved:
            data["resolved"] = filler.resolved
        new = self.platform.interactions.send(
            MODAL_SUBMIT, user, interaction.channel, data,
            owners=interaction.owners, source=interaction.source, parent=interaction,
        )  # fmt: skip
        interaction.modal_submitted = True
        unsubscribe = self.platform.bus.subscribe(lambda _: reopen())

        def reopen() -> None:
            """The client keeps the window open when the bot did not answer."""
            if new.state is State.FAILED:
                interaction.modal_submitted = False
            if new.state is not State.SENT:
                unsubscribe()

        return new
