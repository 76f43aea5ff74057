"""Interactions: sent to the bot, answered by callback, continued by webhook token. It owns them and their timeouts.

Sources: https://discord.com/developers/docs/interactions/receiving-and-responding
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.discord.clock import Clock
from bot.sandbox.discord.errors import known
from bot.sandbox.discord.gateway.bus import EventBus
from bot.sandbox.discord.rules import components as validate_components
from bot.sandbox.discord.rules.form import Form, fail
from bot.sandbox.discord.rules.message import Flag
from bot.sandbox.discord.world import payloads, stored_message
from bot.sandbox.discord.world.interaction import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Interaction, State
from bot.sandbox.discord.world.messages import Draft, Message, Messages
from bot.sandbox.discord.world.model import Channel, Limits, LocalFile, User
from bot.sandbox.discord.world.snowflake import SnowflakeFactory
from bot.sandbox.discord.world.world import World

Json = dict[str, Any]
PONG, MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
_ALLOWED = {
    COMMAND: frozenset({MESSAGE, DEFER, MODAL}),
    COMPONENT: frozenset({MESSAGE, DEFER, DEFER_UPDATE, UPDATE, MODAL}),
    AUTOCOMPLETE: frozenset({CHOICES}),
}


class Interactions:
    """Every interaction since the start, by id."""

    def __init__(
        self,
        clock: Clock,
        ids: SnowflakeFactory,
        world: World,
        messages: Messages,
        bus: EventBus,
        limits: Limits,
        deliver: Callable[[Json, int | None], bool],
    ) -> None:
        self._clock = clock
        self._ids = ids
        self._world = world
        self._messages = messages
        self._bus = bus
        self._limits = limits
        self._deliver = deliver
        self._timers: set[asyncio.Task[None]] = set()
        self.by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    # --- sending to the bot -----------------------------------------------------------------------------------

    def send(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Json,
        *,
        owners: Json,
        source: Message | None = None,
        parent: Interaction | None = None,
        target: Message | None = None,
    ) -> Interaction:
        """Create an interaction, deliver it to exactly one gateway session and start its 3-second timer."""
        number = self._ids.next()
        token = f"a{secrets.token_urlsafe(60)}"
        payload = self._payload(number, kind, token, user, channel, data, owners)
        if source is not None:
            payload["message"] = source.payload
        interaction = Interaction(
            number, kind, token, user, channel, payload, self._bus, self._clock.monotonic(), source, parent,
            target=target,
        )  # fmt: skip
        self.by_id[number] = interaction
        self._by_token[token] = interaction
        self._changed(interaction)
        self._deliver(payload, channel.guild_id)
        timer = asyncio.get_running_loop().create_task(self._time_out(interaction), name=f"interaction {number}")
        self._timers.add(timer)
        timer.add_done_callback(self._timers.discard)
        return interaction

    def _payload(
        self, number: int, kind: int, token: str, user: User, channel: Channel, data: Json, owners: Json
    ) -> Json:
        world = self._world
        channel_object = world.channel_payload(channel)
        channel_object["permissions"] = str(int(world.permissions_in(channel, user.id)))
        body: Json = {
            "id": str(number),
            "application_id": str(world.bot.id),
            "type": kind,
            "data": data,
            "channel": channel_object,
            "channel_id": str(channel.id),
            "token": token,
            "version": 1,
            "locale": user.locale,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": owners,
            "attachment_size_limit": world.file_limit_bytes(channel),
        }
        guild = world.guild_of(channel)
        if guild is None:
            return body | {"user": payloads.user(user), "context": 1, "app_permissions": channel_object["permissions"]}
        app_user_id = world.bot.id if guild.has_bot else user.id
        return body | {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "guild_locale": guild.locale,
            "context": 0,
            "member": {**payloads.member(guild.members[user.id], user), "permissions": channel_object["permissions"]},
            "app_permissions": str(int(world.permissions_in(channel, app_user_id))),
        }

    async def _time_out(self, interaction: Interaction) -> None:
        await self._sleep_until(interaction.created_monotonic + self._limits.first_answer_seconds)
        if interaction.state is State.SENT:
            self._set_state(interaction, State.FAILED, "The application did not respond")
        # A type 6 response shows no "is thinking…" message that could fail.
        if interaction.state is State.DEFERRED and interaction.answered_with == DEFER:
            await self._sleep_until(interaction.created_monotonic + self._limits.token_seconds)
            if interaction.state is State.DEFERRED:
                self._set_state(interaction, State.FAILED, "The application did not respond")

    async def _sleep_until(self, due_monotonic: float) -> None:
        await self._clock.sleep(due_monotonic - self._clock.monotonic())

    async def close(self) -> None:
        """Stop every timer."""
        timers = list(self._timers)
        for timer in timers:
            timer.cancel()
        await asyncio.gather(*timers, return_exceptions=True)

    def _set_state(self, interaction: Interaction, state: State, error: str | None = None) -> None:
        interaction.state = state
        interaction.error = error
        self._changed(interaction)

    def _changed(self, interaction: Interaction) -> None:
        self._bus.publish("interaction", **interaction.summary())

    # --- the first response -----------------------------------------------------------------------------------

    def callback(self, number: int, token: str, body: Json, files: Mapping[int, LocalFile]) -> Json:
        """Accept the first response; return the `InteractionCallbackResponse`."""
        interaction = self.by_id.get(number)
        if interaction is None or interaction.token != token:
            raise known(10062)
        if interaction.answered_with is not None:
            raise known(40060)
        age_seconds = self._clock.monotonic() - interaction.created_monotonic
        if interaction.state is State.FAILED or age_seconds > self._limits.first_answer_seconds:
            raise known(10062)
        kind = body.get("type")
        if not isinstance(kind, int) or kind not in self._allowed(interaction):
            shown = ", ".join(str(value) for value in sorted(self._allowed(interaction)))
            raise fail(("type",), "BASE_TYPE_CHOICES", f"Value must be one of {{{shown}}}.")
        resource = self._answer(interaction, kind, body.get("data") or {}, files)
        interaction.answered_with = kind
        interaction.first_answer_ms = age_seconds * 1000
        interaction.responses.append(body)
        waiting = kind in {DEFER, DEFER_UPDATE}
        self._set_state(interaction, State.DEFERRED if waiting else State.ANSWERED)
        part = self._callback_part(interaction)
        return {"interaction": part} if resource is None else {"interaction": part, "resource": resource}

    @staticmethod
    def _allowed(interaction: Interaction) -> frozenset[int]:
        if interaction.type == MODAL_SUBMIT:
            base = frozenset({MESSAGE, DEFER})
            return base | {DEFER_UPDATE, UPDATE} if interaction.source is not None else base
        return _ALLOWED[interaction.type]

    def _answer(self, interaction: Interaction, kind: int, data: Json, files: Mapping[int, LocalFile]) -> Json | None:
        """Carry out the first response; return its `resource`, which only a message has."""
        if kind == CHOICES:
            interaction.choices = self._choices(data)
        elif kind == MODAL:
            form = Form()
            validate_components.check_modal(form, data)
            form.raise_if_any()
            interaction.modal = {**data, "components": stored_message.modal_components(data["components"])}
        elif kind == MESSAGE:
            interaction.original = self._new_message(interaction, data, files, first=True)
        elif kind == DEFER:
            hidden = bool(int(data.get("flags") or 0) & Flag.EPHEMERAL)
            interaction.original = self._new_message(interaction, {}, {}, first=True, loading=True, hidden=hidden)
        else:
            interaction.original = interaction.source
            if kind == UPDATE and interaction.source is not None:
                self._messages.edit(interaction.source, data, files, editor=self._world.bot.id)
        if interaction.original is not None and kind in {MESSAGE, UPDATE}:
            return {"type": kind, "message": interaction.original.payload}
        return None

    @staticmethod
    def _choices(data: Json) -> list[Json]:
        form = Form()
        choices: Any = data.get("choices")
        if form.items(("data", "choices"), choices, 0, 25):
            for index, choice in enumerate(choices):
                form.text(("data", "choices", index, "name"), choice.get("name"), 1, 100)
                if isinstance(choice.get("value"), str):
                    form.text(("data", "choices", index, "value"), choice["value"], 1, 100)
        form.raise_if_any()
        assert isinstance(choices, list)
        return choices

    def _callback_part(self, interaction: Interaction) -> Json:
        part: Json = {"id": str(interaction.id), "type": interaction.type}
        if interaction.original is not None:
            part |= {
                "response_message_id": str(interaction.original.id),
                "response_message_loading": interaction.original.loading,
                "response_message_ephemeral": interaction.original.ephemeral_to is not None,
                "channel_id": str(interaction.channel.id),
            }
            if interaction.channel.guild_id is not None:
                part["guild_id"] = str(interaction.channel.guild_id)
        return part

    # --- after the first response -----------------------------------------------------------------------------

    def by_token(self, token: str) -> Interaction:
        """Return the interaction of a webhook token.

        Raises 50027 when it is unknown or older than 15 minutes, 10015 before the first response.
        """
        interaction = self._by_token.get(token)
        if interaction is None or self._clock.monotonic() - interaction.created_monotonic > self._limits.token_seconds:
            raise known(50027)
        if interaction.answered_with is None:
            raise known(10015)
        return interaction

    def followup(self, interaction: Interaction, body: Json, files: Mapping[int, LocalFile]) -> Message:
        """Send a followup; the first one after a defer fills the "is thinking…" message instead."""
        if interaction.message is not None and interaction.message.loading:
            return self.edit(interaction, interaction.message, body, files)
        if "0" not in interaction.owners and interaction.followup_count >= 5:
            raise known(40094)
        message = self._new_message(interaction, body, files, first=False)
        interaction.followup_count += 1
        interaction.followups.append(message)
        self._set_state(interaction, State.ANSWERED)
        return message

    def find(self, interaction: Interaction, which: str) -> Message:
        """Return `@original` or another message of this interaction, by id. Raises 10008 when there is none."""
        if which in {"@original", "%40original"}:
            message = interaction.message
        else:
            own = [*interaction.messages, *([interaction.source] if interaction.source is not None else [])]
            message = next(
                (candidate for candidate in own if str(candidate.id) == which and not candidate.deleted), None
            )
        if message is None:
            raise known(10008)
        return message

    def edit(self, interaction: Interaction, message: Message, body: Json, files: Mapping[int, LocalFile]) -> Message:
        """Edit one of its messages; an edited "is thinking…" message becomes the response."""
        self._messages.edit(message, body, files, editor=self._world.bot.id)
        self._set_state(interaction, State.ANSWERED)
        return message

    def delete(self, interaction: Interaction, message: Message) -> None:
        """Delete one of its messages."""
        self._messages.delete(message)
        self._set_state(interaction, State.ANSWERED)

    def _new_message(
        self,
        interaction: Interaction,
        body: Json,
        files: Mapping[int, LocalFile],
        *,
        first: bool,
        loading: bool = False,
        hidden: bool | None = None,
    ) -> Message:
        ephemeral = bool(int(body.get("flags") or 0) & Flag.EPHEMERAL) if hidden is None else hidden
        author = str(self._world.bot.id)
        extra: Json = {
            "application_id": author,
            "webhook_id": author,
            "interaction_metadata": self.metadata(interaction),
        }
        if first and interaction.type == COMMAND:
            extra["interaction"] = {
                "id": str(interaction.id),
                "type": interaction.type,
                "name": interaction.name,
                "user": payloads.user(interaction.user),
            }
        if not first and interaction.original is not None:
            extra["interaction_metadata"]["original_response_message_id"] = str(interaction.original.id)
        draft = Draft(
            interaction.channel, self._world.bot, body, files,
            type=self._message_type(interaction) if first else 0, extra=extra,
            ephemeral_to=interaction.user.id if ephemeral else None, interaction_id=interaction.id, loading=loading,
        )  # fmt: skip
        return self._messages.create(draft)

    @staticmethod
    def _message_type(interaction: Interaction) -> int:
        """Return the type: CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND or DEFAULT."""
        if interaction.type != COMMAND:
            return 0
        return 20 if interaction.target is None else 23

    def metadata(self, interaction: Interaction) -> Json:
        """Return the `interaction_metadata` of a message this interaction creates."""
        body: Json = {
            "id": str(interaction.id),
            "type": interaction.type,
            "user": payloads.user(interaction.user),
            "authorizing_integration_owners": interaction.owners,
        }
        if interaction.target is not None:
            body["target_message_id"] = str(interaction.target.id)
        if interaction.type == COMPONENT and interaction.source is not None:
            body["interacted_message_id"] = str(interaction.source.id)
        if interaction.type == MODAL_SUBMIT and interaction.parent is not None:
            body["triggering_interaction_metadata"] = self.metadata(interaction.parent)
        return body
