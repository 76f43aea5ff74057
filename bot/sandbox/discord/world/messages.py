"""Messages: create, edit, delete, look up. It owns every message; permission checks are up to the callers.

A message keeps its full Discord object (`raw`, links as `cdn://…`), every earlier version, and whom it pinged.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.discord.clock import Clock
from bot.sandbox.discord.errors import known
from bot.sandbox.discord.gateway.bus import EventBus
from bot.sandbox.discord.rules import components as validate_components
from bot.sandbox.discord.rules import mentions
from bot.sandbox.discord.rules import message as validate_message
from bot.sandbox.discord.rules.form import fail
from bot.sandbox.discord.rules.message import Flag
from bot.sandbox.discord.rules.permissions import Permission
from bot.sandbox.discord.world import payloads, references, stored_message
from bot.sandbox.discord.world.files import Files
from bot.sandbox.discord.world.model import Channel, LocalFile, User
from bot.sandbox.discord.world.snowflake import SnowflakeFactory, timestamp
from bot.sandbox.discord.world.world import World

Json = dict[str, Any]
_SETTABLE = (
    Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS | Flag.IS_VOICE_MESSAGE | Flag.IS_COMPONENTS_V2 | Flag.EPHEMERAL
)
_GUILD_MESSAGES, _DIRECT_MESSAGES = 1 << 9, 1 << 12


@dataclass(slots=True)
class Message:
    """One message; `ephemeral_to` is the only user who sees it, None when everybody does."""

    id: int
    channel_id: int
    author_id: int
    raw: Json
    files: Files = field(repr=False)
    created_at_seconds: float = 0.0
    ephemeral_to: int | None = None
    interaction_id: int | None = None
    nonce: str | None = None
    pinged: tuple[int, ...] = ()
    edits: list[Json] = field(default_factory=list)
    deleted: bool = False

    @property
    def payload(self) -> Json:
        """The full Discord message object, with freshly signed links."""
        rendered: Json = self.files.render(self.raw)
        return rendered

    @property
    def content(self) -> str:
        """The text."""
        return str(self.raw["content"])

    @property
    def embeds(self) -> list[Json]:
        """The embeds."""
        return list(self.payload["embeds"])

    @property
    def attachments(self) -> list[Json]:
        """The attachments, with working links."""
        return list(self.payload["attachments"])

    @property
    def components(self) -> list[Json]:
        """The top-level components."""
        return list(self.payload["components"])

    @property
    def flags(self) -> Flag:
        """The flags."""
        return Flag(self.raw["flags"])

    @property
    def loading(self) -> bool:
        """Whether this still says "is thinking…"."""
        return bool(self.flags & Flag.LOADING)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be created. `id`: an id that already exists, as for the first message of a forum post."""

    channel: Channel
    author: User
    body: Json
    files: Mapping[int, LocalFile] = field(default_factory=dict)
    type: int = 0
    extra: Json = field(default_factory=dict)
    ephemeral_to: int | None = None
    interaction_id: int | None = None
    loading: bool = False
    id: int | None = None


class Messages:
    """Every message by id, in order of creation."""

    def __init__(self, clock: Clock, ids: SnowflakeFactory, world: World, files: Files, bus: EventBus) -> None:
        self._clock = clock
        self._ids = ids
        self._world = world
        self._files = files
        self._bus = bus
        self.by_id: dict[int, Message] = {}
        self._nonces: dict[tuple[int, str], Message] = {}
        self._old_edits: dict[int, list[float]] = {}

    def of(self, channel_id: int, *, seen_by: int | None = None) -> list[Message]:
        """Return the messages of a channel, oldest first; with `seen_by`, including that user's ephemeral ones."""
        return [
            message for message in self.by_id.values()
            if message.channel_id == channel_id and not message.deleted and message.ephemeral_to in {None, seen_by}
        ]  # fmt: skip

    def get(self, channel_id: int, message_id: int) -> Message:
        """Return a message that is not ephemeral. Raises 10008 when there is none."""
        message = self.by_id.get(message_id)
        if message is None or message.deleted or message.channel_id != channel_id or message.ephemeral_to is not None:
            raise known(10008)
        return message

    def create(self, draft: Draft) -> Message:
        """Validate and store a message, and dispatch MESSAGE_CREATE."""
        flags = Flag(int(draft.body.get("flags") or 0)) & _SETTABLE
        if draft.loading:
            flags |= Flag.LOADING
        else:
            limit = self._world.file_limit_bytes(draft.channel)
            validate_message.check(draft.body, draft.files, flags=flags, kept=[], file_limit_bytes=limit)
            if draft.ephemeral_to is None:
                self._moderate(draft.channel, draft.author.id, draft.body)
        if draft.ephemeral_to is not None:
            flags |= Flag.EPHEMERAL
        else:
            flags &= ~Flag.EPHEMERAL
        raw = self._base(draft, flags)
        message = Message(
            int(raw["id"]), draft.channel.id, draft.author.id, raw, self._files, self._clock.wall(),
            ephemeral_to=draft.ephemeral_to, interaction_id=draft.interaction_id,
        )  # fmt: skip
        self._fill(message, draft.channel, draft.body, draft.files, [])
        if draft.body.get("nonce") is not None:
            raw["nonce"] = draft.body["nonce"]
            message.nonce = str(draft.body["nonce"])
            self._nonces[(draft.author.id, message.nonce)] = message
        self.by_id[message.id] = message
        draft.channel.last_message_id = message.id
        draft.channel.message_count += 1
        self.announce("MESSAGE_CREATE", message)
        return message

    def _moderate(self, channel: Channel, author_id: int, body: Json) -> None:
        """Refuse what the server's AutoMod blocks; members who may manage the server are exempt."""
        guild = self._world.guild_of(channel)
        if guild is None or self._world.permissions_in(channel, author_id) & Permission.MANAGE_GUILD:
            return
        text = str(body.get("content") or "").casefold()
        if any(word.casefold() in text for word in guild.automod_words):
            raise known(200000)

    def _base(self, draft: Draft, flags: Flag) -> Json:
        raw: Json = {
            "id": str(draft.id or self._ids.next()),
            "channel_id": str(draft.channel.id),
            "author": payloads.user(draft.author),
            "content": "",
            "timestamp": timestamp(self._clock.wall()),
            "edited_timestamp": None,
            "tts": bool(draft.body.get("tts")),
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "components": [],
            "pinned": False,
            "type": draft.type,
            "flags": int(flags),
            **draft.extra,
        }
        reference = draft.body.get("message_reference")
        if reference:
            raw |= self._reference_fields(draft.channel, reference)
        return raw

    def _reference_fields(self, channel: Channel, reference: Json) -> Json:
        if validate_message.is_forward(reference):
            origin = self._world.channels.get(int(reference["channel_id"]))
            if origin is None:
                raise known(10003)
            fields = references.forward(origin, self.get(origin.id, int(reference["message_id"])).raw)
            for snapshot in fields["message_snapshots"]:
                snapshot["message"]["attachments"] = self._copied_attachments(
                    channel, snapshot["message"]["attachments"]
                )
            return fields
        target = self.by_id.get(int(reference["message_id"]))
        if target is None or target.deleted or target.channel_id != channel.id:
            if reference.get("fail_if_not_exists", True):
                raise fail(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            return {}
        return references.reply(channel, target.raw)

    def _copied_attachments(self, channel: Channel, attachments: list[Json]) -> list[Json]:
        """Copy the files of a forwarded message, so that they outlive the original."""
        copies = []
        for attachment in attachments:
            original = self._files.by_id[int(attachment["id"])]
            copied = LocalFile(original.filename, original.data, original.content_type)
            links = self._files.attachment(self._files.store(channel.id, copied), original.filename)
            copies.append({**attachment, **{name: links[name] for name in ("id", "url", "proxy_url")}})
        return copies

    def edit(self, message: Message, body: Json, files: Mapping[int, LocalFile], *, editor: int) -> Message:
        """Validate and apply an edit; fields missing from the body stay as they are."""
        if message.flags & Flag.IS_VOICE_MESSAGE:
            raise known(50162)
        channel = self._world.channels[message.channel_id]
        kept = self._kept(message, body)
        flags = message.flags & ~Flag.LOADING
        if body.get("flags") is not None:
            changeable = Flag.SUPPRESS_EMBEDS
            flags = (flags & ~changeable) | (Flag(int(body["flags"])) & (changeable | Flag.IS_COMPONENTS_V2))
        limit = self._world.file_limit_bytes(channel)
        validate_message.check(body, files, flags=flags, kept=kept, file_limit_bytes=limit, editing=True)
        if message.ephemeral_to is None:
            self._moderate(channel, message.author_id, body)
        was_loading = message.loading
        before = copy.deepcopy(message.raw)
        if flags & Flag.IS_COMPONENTS_V2 and not message.flags & Flag.IS_COMPONENTS_V2:
            body = {"content": "", "embeds": [], **body}
        self._fill(message, channel, body, files, kept)
        message.raw["flags"] = int(flags)
        if validate_message.is_empty(message.raw, message.raw["attachments"]):
            message.raw.clear()
            message.raw.update(before)
            raise known(50006)
        if not was_loading:
            message.raw["edited_timestamp"] = timestamp(self._clock.wall())
        message.edits.append(before)
        self.announce("MESSAGE_UPDATE", message, by=editor)
        return message

    @staticmethod
    def _kept(message: Message, body: Json) -> list[Json]:
        attachments = body.get("attachments")
        if attachments is None and "attachments" not in body:
            return list(message.raw["attachments"])
        wanted = {str(attachment.get("id")) for attachment in attachments or []}
        return [attachment for attachment in message.raw["attachments"] if attachment["id"] in wanted]

    def _fill(
        self, message: Message, channel: Channel, body: Json, files: Mapping[int, LocalFile], kept: list[Json]
    ) -> None:
        raw = message.raw
        metadata = {str(one.get("id")): one for one in body.get("attachments") or []}
        stored = [self._store(message, file, metadata.get(str(number), {})) for number, file in sorted(files.items())]
        raw["attachments"] = [*kept, *stored]
        links = {one["filename"]: one["url"] for one in raw["attachments"]}
        if "content" in body:
            raw["content"] = body["content"] or ""
        if "embeds" in body:
            raw["embeds"] = [stored_message.embed(stored_message.linked(one, links)) for one in body["embeds"] or []]
        if "components" in body:
            raw["components"] = stored_message.components(stored_message.linked(body["components"] or [], links))
        if "content" in body or "components" in body:
            self._mention(message, channel, body)

    def _mention(self, message: Message, channel: Channel, body: Json) -> None:
        raw = message.raw
        displayed = [one["content"] for one in validate_components.walk(raw["components"]) if one.get("type") == 10]
        replied_message = raw.get("referenced_message")
        replied_to = int(replied_message["author"]["id"]) if replied_message else None
        text = "\n".join([raw["content"], *displayed])
        mentioned = mentions.find(
            self._world, channel, message.author_id, text, body.get("allowed_mentions"), replied_to
        )
        raw["mentions"] = [payloads.user(self._world.users[one]) for one in mentioned.users]
        raw["mention_roles"] = [str(one) for one in mentioned.roles]
        raw["mention_everyone"] = mentioned.everyone
        if not message.edits and raw["edited_timestamp"] is None:
            message.pinged = mentioned.pinged  # an edit pings nobody

    def _store(self, message: Message, file: LocalFile, metadata: Json) -> Json:
        stored = self._files.store(message.channel_id, file, ephemeral=message.ephemeral_to is not None)
        wanted = ("description", "duration_secs", "waveform", "title")
        extra = {key: metadata[key] for key in wanted if metadata.get(key) is not None}
        if message.flags & Flag.IS_VOICE_MESSAGE:
            stored.content_type = file.content_type or stored.content_type
        return self._files.attachment(stored, file.filename, extra)

    def delete(self, message: Message) -> None:
        """Delete a message along with its files."""
        message.deleted = True
        snapshots = [one["message"] for one in message.raw.get("message_snapshots", ())]
        for one in [file for part in (message.raw, *snapshots) for file in part["attachments"]]:
            self._files.by_id.pop(int(one["id"]), None)
        self.announce("MESSAGE_DELETE", message)

    def with_nonce(self, author_id: int, nonce: object, within_seconds: float) -> Message | None:
        """Return the message the author sent with `nonce` within the last `within_seconds`, in any channel."""
        message = self._nonces.get((author_id, str(nonce)))
        if message is None or message.created_at_seconds < self._clock.wall() - within_seconds:
            return None
        return message

    def restore(self, message: Message) -> None:
        """Restore a message saved by an earlier run."""
        self.by_id[message.id] = message
        if message.nonce is not None:
            self._nonces[(message.author_id, message.nonce)] = message

    def count_old_edit(self, channel_id: int, most: int, window_seconds: float) -> float | None:
        """Count an edit of an old message; return None when it is allowed, else the seconds to wait."""
        now = self._clock.wall()
        edits = [edited_at for edited_at in self._old_edits.get(channel_id, []) if edited_at > now - window_seconds]
        self._old_edits[channel_id] = edits
        if len(edits) >= most:
            return edits[0] + window_seconds - now
        edits.append(now)
        return None

    def announce(self, name: str, message: Message, **more: Any) -> None:
        """Publish the event on the bus and the gateway; ephemeral messages never go over the gateway."""
        kind = name.lower()
        self._bus.publish(
            kind, message=message.payload, ephemeral_to=_text(message.ephemeral_to),
            pinged=[str(one) for one in message.pinged], edits=len(message.edits),
            **{key: str(value) for key, value in more.items()},
        )  # fmt: skip
        channel = self._world.channels.get(message.channel_id)
        if message.ephemeral_to is not None or channel is None:
            return
        intent = _DIRECT_MESSAGES if channel.guild_id is None else _GUILD_MESSAGES
        self._world.announce(name, self._event(name, message, channel), guild_id=channel.guild_id, intent=intent)

    def _event(self, name: str, message: Message, channel: Channel) -> Json:
        guild = self._world.guild_of(channel)
        guild_fields = {} if guild is None else {"guild_id": str(guild.id)}
        if name == "MESSAGE_DELETE":
            return {"id": str(message.id), "channel_id": str(channel.id), **guild_fields}
        body = {**message.payload, **guild_fields, "channel_type": int(channel.type)}
        member = None if guild is None else guild.members.get(message.author_id)
        if member is not None:
            body["member"] = payloads.member(member, None)
        return body


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)
