"""One interaction as its user sees it: what was sent, what was answered, when, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.sandbox.discord.gateway.bus import EventBus
from bot.sandbox.discord.world.messages import Message
from bot.sandbox.discord.world.model import Channel, User

Json = dict[str, Any]
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5


class State(StrEnum):
    """The state of an interaction."""

    SENT = "sent"  # no answer yet -> deferred, answered, failed
    DEFERRED = "deferred"  # acknowledged, "is thinking…" -> answered, failed (after 15 minutes)
    ANSWERED = "answered"  # the bot sent a message, an edit, a modal or choices
    FAILED = "failed"  # "The application did not respond"


@dataclass(slots=True, eq=False)
class Interaction:
    """A command, a button press, a selection, a submitted modal or an autocomplete request.

    `first_answer_ms` is measured on the local Discord's own clock. `source` is the message the component is on.
    """

    id: int
    type: int
    token: str
    user: User
    channel: Channel
    payload: Json
    bus: EventBus
    created_monotonic: float
    source: Message | None = None
    parent: Interaction | None = None
    state: State = State.SENT
    error: str | None = None
    responses: list[Json] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] | None = None
    first_answer_ms: float | None = None
    answered_with: int | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    followup_count: int = 0
    target: Message | None = None  # the target of a message command
    modal_submitted: bool = False

    @property
    def message(self) -> Message | None:
        """The @original: the message of the first response, or the message it updated; None once deleted."""
        return None if self.original is None or self.original.deleted else self.original

    @property
    def messages(self) -> list[Message]:
        """Every message this interaction created that still exists."""
        own = [self.original] if self.original is not None and self.original is not self.source else []
        return [message for message in [*own, *self.followups] if not message.deleted]

    @property
    def ephemeral(self) -> list[Message]:
        """The ephemeral messages of this interaction."""
        return [message for message in self.messages if message.ephemeral_to is not None]

    @property
    def in_time(self) -> bool:
        """Whether the bot responded in any way within Discord's 3 seconds."""
        return self.first_answer_ms is not None

    @property
    def owners(self) -> Json:
        """The `authorizing_integration_owners` of the payload."""
        return dict(self.payload["authorizing_integration_owners"])

    @property
    def name(self) -> str:
        """The command's name or the component's custom id."""
        data = self.payload["data"]
        return str(data.get("name") or data.get("custom_id"))

    async def wait_first_answer(self) -> Interaction:
        """Wait until the bot has responded in any way, or the 3 seconds are over."""
        await self.bus.wait_for(lambda: self.state is not State.SENT)
        return self

    async def done(self) -> Interaction:
        """Wait until there is a real response (not just "is thinking…"), or the interaction has failed.

        A silent acknowledgement (type 6) counts as done only when the bot then edits or follows up.
        """
        await self.bus.wait_for(lambda: self.state in {State.ANSWERED, State.FAILED})
        return self

    def summary(self) -> Json:
        """Return what a UI shows of the interaction, as plain JSON."""
        return {
            "id": str(self.id),
            "type": self.type,
            "name": self.name,
            "user_id": str(self.user.id),
            "channel_id": str(self.channel.id),
            "state": str(self.state),
            "error": self.error,
            "first_answer_ms": self.first_answer_ms,
            "modal": self.modal,
            "choices": self.choices,
            "message_id": None if self.message is None else str(self.message.id),
            "message_ids": [str(message.id) for message in self.messages],
            "source_id": None if self.source is None else str(self.source.id),
        }
