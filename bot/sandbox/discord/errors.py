"""The errors of the local Discord.

Exception
├── ApiError            an HTTP response with Discord's JSON error body
└── PersonError         a person tried something the Discord client would not let them do
    ├── CommandRejected     unknown command, wrong or missing option
    └── ComponentRejected   no such button or select, disabled, not theirs, invalid modal input
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
_KNOWN: Mapping[int, tuple[int, str]] = {
    10002: (404, "Unknown Application"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    30032: (400, "Maximum number of application commands reached (100)"),
    30034: (400, "Max number of daily application command creates has been reached (200)"),
    30045: (400, "Maximum number of soundboard sounds reached (8)"),
    30046: (429, "Maximum number of edits to messages older than 1 hour reached. Try again later"),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    40094: (400, "Maximum number of follow-up messages for this interaction has been reached."),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50045: (400, "File uploaded exceeds the maximum size"),
    50046: (400, "Invalid Asset"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    50159: (400, "Voice messages do not support additional content."),
    50160: (400, "Voice messages must have a single audio attachment."),
    50161: (400, "Voice messages must have supporting metadata."),
    50162: (400, "Voice messages cannot be edited."),
    50173: (403, "You cannot send voice messages in this channel"),
    # Nothing shared through which the user accepts messages; 50007 remains for users who blocked the bot:
    # https://github.com/discord/discord-api-docs/issues/8238
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
    160002: (400, "Cannot reply without permission to read message history"),
    160005: (400, "Thread is locked"),
    160009: (400, "Cannot reference a message without permission to read message history"),
    160010: (400, "NSFW channel message reference not allowed"),
    160014: (400, "You cannot forward a message whose content you cannot read"),
    200000: (400, "Message was blocked by automatic moderation"),
}


class ApiError(Exception):
    """A response outside 2xx; `code` is Discord's JSON error code, 0 when there is only the HTTP status."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        *,
        errors: Mapping[str, Any] | None = None,
        extra: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.extra = dict(extra or {})
        self.headers = dict(headers or {})

    def body(self) -> dict[str, Any]:
        """Return the JSON body."""
        body: dict[str, Any] = {"message": self.message, "code": self.code, **self.extra}
        if self.errors:
            body["errors"] = self.errors
        return body


def known(code: int, **extra: Any) -> ApiError:
    """Return the error Discord documents under `code`."""
    status, message = _KNOWN[code]
    return ApiError(status, code, message, extra=extra)


def unauthorized() -> ApiError:
    """Return the response to a missing or wrong bot token."""
    return ApiError(401, 0, "401: Unauthorized")


def not_found() -> ApiError:
    """Return the response to a path that does not exist."""
    return ApiError(404, 0, "404: Not Found")


class PersonError(Exception):
    """A person tried something the Discord client would not let them do; the text says what."""


class CommandRejected(PersonError):
    """The client would not send this slash command."""


class ComponentRejected(PersonError):
    """The client would not send this button press, selection or modal."""
