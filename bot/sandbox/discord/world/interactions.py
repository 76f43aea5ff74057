"""Interactions: sent to the bot, answered by callback, continued by webhook token. It owns them and their clocks.

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
from bot.sandbox.discord.world import payloads
from bot.sandbox.discord.world import stored_message as given_back
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

    # --- towards the bot --------------------------------------------------------------------------------------

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
        """Make an interaction, hand it to exactly one gateway session and start its 3 seconds."""
        number = self._ids.next()
        token = f"a{secrets.token_urlsafe(60)}"
        payload = self._payload(number, kind, token, user, channel, data, owners)
        if source is not None:
            payload["message"] = source.payload
        new = Interaction(
            number, kind, token, user, channel, payload, self._bus, self._clock.monotonic(), source, parent,
            target=target,
        )  # fmt: skip
        self.by_id[number] = new
        self._by_token[token] = new
        self._changed(new)
        self._deliver(payload, channel.guild_id)
        timer = asyncio.get_running_loop().create_task(self._watch(new), name=f"interaction {number}")
        self._timers.add(timer)
        timer.add_done_callback(self._timers.discard)
        return new

    def _payload(
        self, number: int, kind: int, token: str, user: User, channel: Channel, data: Json, owners: Json
    ) -> Json:
        world = self._world
        place = world.channel_payload(channel)
        place["permissions"] = str(int(world.permissions_in(channel, user.id)))
        body: Json = {
            "id": str(number),
            "application_id": str(world.bot.id),
            "type": kind,
            "data": data,
            "channel": place,
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
            return body | {"user": payloads.user(user), "context": 1, "app_permissions": place["permissions"]}
        speaker = world.bot.id if guild.has_bot else user.id
        return body | {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "guild_locale": guild.locale,
            "context": 0,
            "member": {**payloads.member(guild.members[user.id], user), "permissions": place["permissions"]},
            "app_permissions": str(int(world.permissions_in(channel, speaker))),
        }

    async def _watch(self, one: Interaction) -> None:
        await self._sleep_until(one.created_monotonic + self._limits.first_answer_seconds)
        if one.state is State.SENT:
            self._move(one, State.FAILED, "The application did not respond")
        if one.state is State.DEFERRED and one.answered_with == DEFER:  # type 6 shows nothing that could fail
            await self._sleep_until(one.created_monotonic + self._limits.token_seconds)
            if one.state is State.DEFERRED:
                self._move(one, State.FAILED, "The application did not respond")

    async def _sleep_until(self, due_monotonic: float) -> None:
        await self._clock.sleep(due_monotonic - self._clock.monotonic())

    async def close(self) -> None:
        """Stop every timer."""
        timers = list(self._timers)
        for one in timers:
            one.cancel()
        await asyncio.gather(*timers, return_exceptions=True)

    def _move(self, one: Interaction, state: State, error: str | None = None) -> None:
        one.state = state
        one.error = error
        self._changed(one)

    def _changed(self, one: Interaction) -> None:
        self._bus.publish("interaction", **one.summary())

    # --- the first answer -------------------------------------------------------------------------------------

    def callback(self, number: int, token: str, body: Json, files: Mapping[int, LocalFile]) -> Json:
        """Take the first answer; returns the `InteractionCallbackResponse`."""
        one = self.by_id.get(number)
        if one is None or one.token != token:
            raise known(10062)
        if one.answered_with is not None:
            raise known(40060)
        age_seconds = self._clock.monotonic() - one.created_monotonic
        if one.state is State.FAILED or age_seconds > self._limits.first_answer_seconds:
            raise known(10062)
        kind = body.get("type")
        if not isinstance(kind, int) or kind not in self._allowed(one):
            shown = ", ".join(str(value) for value in sorted(self._allowed(one)))
            raise fail(("type",), "BASE_TYPE_CHOICES", f"Value must be one of {{{shown}}}.")
        resource = self._answer(one, kind, body.get("data") or {}, files)
        one.answered_with = kind
        one.first_answer_ms = age_seconds * 1000
        one.responses.append(body)
        waiting = kind in {DEFER, DEFER_UPDATE}
        self._move(one, State.DEFERRED if waiting else State.ANSWERED)
        part = self._callback_part(one)
        return {"interaction": part} if resource is None else {"interaction": part, "resource": resource}

    @staticmethod
    def _allowed(one: Interaction) -> frozenset[int]:
        if one.type == MODAL_SUBMIT:
            base = frozenset({MESSAGE, DEFER})
            return base | {DEFER_UPDATE, UPDATE} if one.source is not None else base
        return _ALLOWED[one.type]

    def _answer(self, one: Interaction, kind: int, data: Json, files: Mapping[int, LocalFile]) -> Json | None:
        """Carry out the first answer; returns its `resource`, which only a message has."""
        if kind == CHOICES:
            one.choices = self._choices(data)
        elif kind == MODAL:
            form = Form()
            validate_components.check_modal(form, data)
            form.raise_if_any()
            one.modal = {**data, "components": given_back.modal_components(data["components"])}
        elif kind == MESSAGE:
            one.original = self._new_message(one, data, files, first=True)
        elif kind == DEFER:
            hidden = bool(int(data.get("flags") or 0) & Flag.EPHEMERAL)
            one.original = self._new_message(one, {}, {}, first=True, loading=True, hidden=hidden)
        else:
            one.original = one.source
            if kind == UPDATE and one.source is not None:
                self._messages.edit(one.source, data, files, editor=self._world.bot.id)
        if one.original is not None and kind in {MESSAGE, UPDATE}:
            return {"type": kind, "message": one.original.payload}
        return None

    @staticmethod
    def _choices(data: Json) -> list[Json]:
        form = Form()
        choices: Any = data.get("choices")
        if form.items(("data", "choices"), choices, 0, 25):
            for at, choice in enumerate(choices):
                form.text(("data", "choices", at, "name"), choice.get("name"), 1, 100)
                if isinstance(choice.get("value"), str):
                    form.text(("data", "choices", at, "value"), choice["value"], 1, 100)
        form.raise_if_any()
        assert isinstance(choices, list)
        return choices

    def _callback_part(self, one: Interaction) -> Json:
        part: Json = {"id": str(one.id), "type": one.type}
        if one.original is not None:
            part |= {
                "response_message_id": str(one.original.id),
                "response_message_loading": one.original.loading,
                "response_message_ephemeral": one.original.ephemeral_to is not None,
                "channel_id": str(one.channel.id),
            }
            if one.channel.guild_id is not None:
                part["guild_id"] = str(one.channel.guild_id)
        return part

    # --- after the first answer -------------------------------------------------------------------------------

    def by_token(self, token: str) -> Interaction:
        """The interaction of a webhook token; 50027 when unknown or past its 15 minutes, 10015 before an answer."""
        one = self._by_token.get(token)
        if one is None or self._clock.monotonic() - one.created_monotonic > self._limits.token_seconds:
            raise known(50027)
        if one.answered_with is None:
            raise known(10015)
        return one

    def followup(self, one: Interaction, body: Json, files: Mapping[int, LocalFile]) -> Message:
        """A followup; the first one after a defer fills the "is thinking…" message instead."""
        if one.message is not None and one.message.loading:
            return self.edit(one, one.message, body, files)
        if "0" not in one.owners and one.followup_count >= 5:
            raise known(40094)
        new = self._new_message(one, body, files, first=False)
        one.followup_count += 1
        one.followups.append(new)
        self._move(one, State.ANSWERED)
        return new

    def find(self, one: Interaction, which: str) -> Message:
        """The message `@original` or one of this interaction's own, by id; else 10008."""
        if which in {"@original", "%40original"}:
            found = one.message
        else:
            own = [*one.messages, *([one.source] if one.source is not None else [])]
            found = next((each for each in own if str(each.id) == which and not each.deleted), None)
        if found is None:
            raise known(10008)
        return found

    def edit(self, one: Interaction, message: Message, body: Json, files: Mapping[int, LocalFile]) -> Message:
        """Edit one of its messages; an edited "is thinking…" message becomes the answer."""
        self._messages.edit(message, body, files, editor=self._world.bot.id)
        self._move(one, State.ANSWERED)
        return message

    def delete(self, one: Interaction, message: Message) -> None:
        """Delete one of its messages."""
        self._messages.delete(message)
        self._move(one, State.ANSWERED)

    def _new_message(
        self,
        one: Interaction,
        body: Json,
        files: Mapping[int, LocalFile],
        *,
        first: bool,
        loading: bool = False,
        hidden: bool | None = None,
    ) -> Message:
        wanted = bool(int(body.get("flags") or 0) & Flag.EPHEMERAL) if hidden is None else hidden
        author = str(self._world.bot.id)
        extra: Json = {"application_id": author, "webhook_id": author, "interaction_metadata": self.metadata(one)}
        if first and one.type == COMMAND:
            extra["interaction"] = {
                "id": str(one.id),
                "type": one.type,
                "name": one.name,
                "user": payloads.user(one.user),
            }
        if not first and one.original is not None:
            extra["interaction_metadata"]["original_response_message_id"] = str(one.original.id)
        draft = Draft(
            one.channel, self._world.bot, body, files, type=self._message_type(one) if first else 0, extra=extra,
            ephemeral_to=one.user.id if wanted else None, interaction_id=one.id, loading=loading,
        )  # fmt: skip
        return self._messages.create(draft)

    @staticmethod
    def _message_type(one: Interaction) -> int:
        """CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND or an ordinary message."""
        if one.type != COMMAND:
            return 0
        return 20 if one.target is None else 23

    def metadata(self, one: Interaction) -> Json:
        """The `interaction_metadata` of a message this interaction makes."""
        body: Json = {
            "id": str(one.id),
            "type": one.type,
            "user": payloads.user(one.user),
            "authorizing_integration_owners": one.owners,
        }
        if one.target is not None:
            body["target_message_id"] = str(one.target.id)
        if one.type == COMPONENT and one.source is not None:
            body["interacted_message_id"] = str(one.source.id)
        if one.type == MODAL_SUBMIT and one.parent is not None:
            body["triggering_interaction_metadata"] = self.metadata(one.parent)
        return body
