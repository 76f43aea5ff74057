"""One interaction as the person sees it: what was sent, what came back, when, and how it ended."""

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
    """Where an interaction stands."""

    SENT = "sent"  # no answer yet -> deferred, answered, failed
    DEFERRED = "deferred"  # acknowledged, "is thinking…" -> answered, failed (after 15 minutes)
    ANSWERED = "answered"  # a message, an edit, a window or choices came
    FAILED = "failed"  # "The application did not respond"


@dataclass(slots=True, eq=False)
class Interaction:
    """A command run, a press, a choice, a submitted window or an autocomplete question.

    `first_answer_ms` counts on the local Discord's own clock. `source` is the message a component sits on.
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
    target: Message | None = None  # the message whose menu the command was used from
    window_done: bool = False

    @property
    def message(self) -> Message | None:
        """The @original: the first answer's message, or the message that was updated; None once deleted."""
        return None if self.original is None or self.original.deleted else self.original

    @property
    def messages(self) -> list[Message]:
        """Every message this interaction made, that still exists."""
        own = [self.original] if self.original is not None and self.original is not self.source else []
        return [one for one in [*own, *self.followups] if not one.deleted]

    @property
    def ephemeral(self) -> list[Message]:
        """The notes only this user sees."""
        return [one for one in self.messages if one.ephemeral_to is not None]

    @property
    def in_time(self) -> bool:
        """Whether the bot answered in any way within Discord's 3 seconds."""
        return self.first_answer_ms is not None

    @property
    def owners(self) -> Json:
        """authorizing_integration_owners."""
        return dict(self.payload["authorizing_integration_owners"])

    @property
    def name(self) -> str:
        """The command's name or the component's custom id."""
        data = self.payload["data"]
        return str(data.get("name") or data.get("custom_id"))

    async def wait_first_answer(self) -> Interaction:
        """Return once the bot answered in any way, or the 3 seconds are over."""
        await self.bus.wait_for(lambda: self.state is not State.SENT)
        return self

    async def done(self) -> Interaction:
        """Return once there is a real answer (not just "is thinking…"), or the interaction failed.

        A silent acknowledgement (type 6) counts as done only when the bot then edits or follows up.
        """
        await self.bus.wait_for(lambda: self.state in {State.ANSWERED, State.FAILED})
        return self

    def summary(self) -> Json:
        """What a page shows of it."""
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
            "message_ids": [str(one.id) for one in self.messages],
            "source_id": None if self.source is None else str(self.source.id),
        }
