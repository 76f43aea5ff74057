"""Acting as a person: running commands, pressing buttons, choosing from selects, filling in modals.

It makes the checks of the Discord client before anything reaches the bot; the text of a `CommandRejected` or
`ComponentRejected` says what the client would show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.sandbox.discord.errors import CommandRejected, ComponentRejected
from bot.sandbox.discord.people import command_text
from bot.sandbox.discord.people.command_text import Target
from bot.sandbox.discord.people.modal import ModalFiller, pick, resolve
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
    """The actions of people; the base class of `LocalDiscord`."""

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

        `text` is typed text such as `/music prompt:calm rain model:GL`, or just a name such as `music` or `jobs show`
        with the options in `options`. `attachments` holds files by option name.
        """
        target, rest = command_text.find(text, self._offered(user, channel), user.locale)
        given = {**command_text.values(target, rest, user.locale), **(options or {}), **(attachments or {})}
        owners = self._check_may_run(user, channel, target.command)
        reader = OptionReader(self.platform.world, self.platform.files, user, channel, target)
        data = self._command_data(target, reader, reader.read(given))
        return self.platform.interactions.send(COMMAND, user, channel, data, owners=owners)

    async def message_command(self, user: User, message: Message, name: str) -> Interaction:
        """Run a command of a message's context menu, by its name or its localized name in the person's locale."""
        self._check_sees(user, message)
        channel = self.platform.world.channels[message.channel_id]
        command = next((one for one in self._menu(user, channel) if name in command_text.names(one, user.locale)), None)
        if command is None:
            shown = ", ".join(one["name"] for one in self._menu(user, channel)) or "nothing"
            raise CommandRejected(f"There is no “{name}” in the menu of this message. There is: {shown}.")
        if message.ephemeral_to is not None or message.loading:
            raise CommandRejected("This message has no menu of commands.")
        owners = self._check_may_run(user, channel, command)
        data: Json = {
            "id": command["id"],
            "name": command["name"],
            "type": command["type"],
            "target_id": str(message.id),
        }
        data["resolved"] = {"messages": {str(message.id): message.payload}}
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
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
        """Return the choices the bot offers for the option `focused`, whose value is the text typed so far."""
        interaction = await self.ask_autocomplete(user, channel, text, options, focused=focused)
        await interaction.done()
        return interaction.choices or []

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
        """Return the commands that this person may use in this channel."""
        usable = []
        for command in self._offered(user, channel):
            try:
                self._check_may_run(user, channel, command)
            except CommandRejected:
                continue
            usable.append(command)
        return usable

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
        """Press the button whose custom id or label is `which`."""
        button = self._component(user, message, which, frozenset({Component.BUTTON}))
        if button["style"] == LINK_STYLE:
            raise ComponentRejected(f"“{which}” is a link: {button['url']}")
        data = {"custom_id": button["custom_id"], "component_type": 2, "id": button["id"]}
        return self._send_component(user, message, data)

    async def select(self, user: User, message: Message, which: str, *values: object) -> Interaction:
        """Choose `values` (option values or labels; users, roles, channels) in the select `which`."""
        component = self._component(user, message, which, SELECTS)
        chosen = pick(component, list(values), which)
        data: Json = {
            "custom_id": component["custom_id"], "component_type": component["type"], "id": component["id"],
            "values": chosen,
        }  # fmt: skip
        resolved: dict[str, Json] = {}
        resolve(resolved, self.platform.world, self.platform.world.channels[message.channel_id], component, chosen)
        if resolved:
            data["resolved"] = resolved
        return self._send_component(user, message, data)

    def _component(self, user: User, message: Message, which: str, kinds: frozenset[Component]) -> Json:
        self._check_sees(user, message)
        usable = [one for one in walk(message.components) if one["type"] in kinds]
        matches = [one for one in usable if which in {one.get("custom_id"), one.get("label"), one.get("placeholder")}]
        if not matches:
            shown = ", ".join(str(one.get("label") or one.get("custom_id")) for one in usable) or "none"
            raise ComponentRejected(f"There is no “{which}” on this message. There is: {shown}.")
        if matches[0].get("disabled"):
            raise ComponentRejected(f"“{which}” is disabled.")
        return matches[0]

    def _send_component(self, user: User, message: Message, data: Json) -> Interaction:
        channel = self.platform.world.channels[message.channel_id]
        metadata = message.raw.get("interaction_metadata") or {}
        installed = "0" if channel.guild_id is None else str(channel.guild_id)
        owners = metadata.get("authorizing_integration_owners") or {"0": installed}
        return self.platform.interactions.send(COMPONENT, user, channel, data, owners=owners, source=message)

    async def submit_modal(
        self,
        user: User,
        interaction: Interaction,
        values: Mapping[str, object] | None = None,
        files: Mapping[str, Sequence[LocalFile]] | None = None,
    ) -> Interaction:
        """Submit the modal the bot opened in response to `interaction`; fields not given keep their initial values."""
        modal = interaction.modal
        if modal is None:
            raise ComponentRejected("No window was opened.")
        if user.id != interaction.user.id:
            raise ComponentRejected("The window is open on somebody else's screen.")
        if interaction.modal_submitted:
            raise ComponentRejected("The window was submitted and is closed.")
        filler = ModalFiller(self.platform.world, self.platform.files, interaction.channel)
        data: Json = {"custom_id": modal["custom_id"]}
        data["components"] = filler.fill(modal, values or {}, files or {})
        if filler.resolved:
            data["resolved"] = filler.resolved
        submission = self.platform.interactions.send(
            MODAL_SUBMIT, user, interaction.channel, data,
            owners=interaction.owners, source=interaction.source, parent=interaction,
        )  # fmt: skip
        interaction.modal_submitted = True
        unsubscribe = self.platform.bus.subscribe(lambda _: reopen())

        def reopen() -> None:
            """Reopen the modal, as the client does, when the bot did not respond."""
            if submission.state is State.FAILED:
                interaction.modal_submitted = False
            if submission.state is not State.SENT:
                unsubscribe()

        return submission
