"""Every error Foley raises on purpose.

::

    FoleyError                    has a sentence for people (a Fluent key and its values) and a detail for the log
    ├── ConfigError               settings that can't work; all problems at once; exit code 78
    ├── ServiceUnreachable        a required service is unreachable at start; exit code 69
    ├── Refusal                   refused by Foley, before anything was sent or paid
    │   ├── InvalidRequest        options that can't work, with what to change
    │   ├── NotAllowed            rules of the server, rights of the person, permissions of the bot
    │   ├── QuotaExceeded         a limit is used up; knows when the next one is free
    │   ├── NotFound              no such job, or not one this person may see
    │   ├── Conflict              the job is no longer in a state that the action can start from
    │   └── Unavailable           Foley itself can't take the request now (stopping, paused, database unavailable)
    ├── ProviderError             a failed call to the provider; carries code and request id
    │   ├── NotSent               certain that nothing started: no byte was sent, safe to retry
    │   ├── Deferred              refused before any work, may be retried later: rate, running tasks, capacity
    │   ├── Rejected              refused for good; `blame` says whose fault it is
    │   │   └── TaskUnknown       the polled task is not known: it never existed, or no longer does
    │   └── Ambiguous             may or may not have started: never retried automatically
    ├── FetchError                a result could not be fetched
    │   ├── FetchForbidden        host not allowed, private address, bad URL: never retried
    │   ├── FetchUnjudged         a proxy would resolve the host, so its address can't be checked
    │   ├── FetchGone             the link is dead now
    │   │   └── FetchExpired      and for good: it has expired
    │   ├── FetchTooLarge         over the size limit
    │   └── FetchBroken           cut off, timed out, refused: may be retried
    │       └── FetchIncomplete   all that was sent has arrived, yet the file declares more
    ├── WorkspaceFull             no bytes left for a growing workspace: start over in a larger one
    ├── MediaError                the media worker failed
    │   ├── MediaUnreadable       not a media file, truncated, or no stream of the kind
    │   │   └── MediaIncomplete   the file declares more than it contains
    │   ├── MediaTooLarge         can't be made small enough
    │   └── MediaWorkerDied       over its memory, CPU or time cap
    ├── MessageError              Discord did not take a message
    │   ├── MessageForbidden      no permission, blocked, closed DMs, archived thread
    │   ├── MessageGone           channel or message does not exist any more
    │   ├── MessageTooLarge       413
    │   ├── MessageRefused        400: something in the message itself; knows which parts
    │   └── MessageDelayed        Discord is unavailable; whether it stored the message is not known
    └── StoreError                the database failed
        ├── StoreUnavailable      unreachable, locked, full; the same call may work later
        └── StoreRefused          another program's, a newer Foley's, or in use by another process

An error carries data; :mod:`bot.chat` builds the sentence from ``key`` and ``values`` in the reader's language,
so there is no text for people here. ``str(error)`` is the detail for the log and must hold no prompt and no secret.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

Value = str | int | float
Values = Mapping[str, Value]
_NO_VALUES: Values = MappingProxyType({})


class FoleyError(Exception):
    """Root of the tree: a Fluent ``key`` with ``values`` for people, ``detail`` for the log."""

    default_key: ClassVar[str] = "error-internal"

    def __init__(self, detail: str = "", *, key: str | None = None, values: Values = _NO_VALUES) -> None:
        self.detail = detail
        self.key = key or self.default_key
        self.values = dict(values)
        super().__init__(detail or self.key)


class ConfigError(FoleyError):
    """Settings that can't work. ``problems``: one plain sentence each."""

    default_key = "error-config"

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


class ServiceUnreachable(FoleyError):
    """A required service is unreachable at start."""

    default_key = "error-unreachable"


class Refusal(FoleyError):
    """Foley refuses a request before anything was sent or paid; shown only to the person who made it."""

    default_key = "refusal"


class InvalidRequest(Refusal):
    """Options that can't work; the sentence says what to change."""


class NotAllowed(Refusal):
    """Forbidden by server rules, by the person's rights or by the bot's own permissions."""


class QuotaExceeded(Refusal):
    """A limit is used up. ``free_at``: unix seconds when the next one is free, if known."""

    def __init__(
        self, detail: str = "", *, key: str, values: Values = _NO_VALUES, free_at: float | None = None
    ) -> None:
        self.free_at = free_at
        super().__init__(detail, key=key, values=values)


class NotFound(Refusal):
    """No such job, or not one this person may see (deliberately not distinguished)."""

    default_key = "refusal-job-not-found"


class Conflict(Refusal):
    """The job is no longer in a state the action can start from."""


class Unavailable(Refusal):
    """Foley can't take the request now; nothing was started."""

    default_key = "refusal-unavailable"


class Blame(StrEnum):
    """Who can do something about a definite refusal."""

    USER = "user"  # reword, choose other options
    OWNER = "owner"  # keys, account, money, permissions
    PROVIDER = "provider"  # their fault, nothing to change
    BUG = "bug"  # our own: a field or action they don't know


class ProviderError(FoleyError):
    """A call to the provider failed. ``code``: the provider's own; ``request_id``: for its support."""

    default_key = "provider-error"

    def __init__(
        self,
        detail: str = "",
        *,
        key: str | None = None,
        values: Values = _NO_VALUES,
        code: str = "",
        request_id: str = "",
    ) -> None:
        self.code = code
        self.request_id = request_id
        super().__init__(detail, key=key, values=values)


class NotSent(ProviderError):
    """Certain that nothing started: the connection failed before a byte was sent."""

    default_key = "provider-not-sent"


class Deferred(ProviderError):
    """Refused before any work; may be retried later. ``retry_after_seconds``: from the provider or our own table."""

    default_key = "provider-later"

    def __init__(
        self,
        detail: str = "",
        *,
        key: str | None = None,
        values: Values = _NO_VALUES,
        code: str = "",
        request_id: str = "",
        retry_after_seconds: float | None = None,
    ) -> None:
        self.retry_after_seconds = retry_after_seconds
        super().__init__(detail, key=key, values=values, code=code, request_id=request_id)


class Rejected(ProviderError):
    """Refused for good. ``blame`` says who can do something about it."""

    default_key = "provider-rejected"

    def __init__(
        self,
        detail: str = "",
        *,
        key: str | None = None,
        values: Values = _NO_VALUES,
        code: str = "",
        request_id: str = "",
        blame: Blame = Blame.PROVIDER,
    ) -> None:
        self.blame = blame
        super().__init__(detail, key=key, values=values, code=code, request_id=request_id)


class TaskUnknown(Rejected):
    """A definite "no such task" in answer to a poll. Right after a create the provider may only be slow to know it."""

    default_key = "tencent-task-gone"


class Ambiguous(ProviderError):
    """The call may or may not have started work: timeout, reset, 5xx, an answer that can't be read."""

    default_key = "provider-unknown"


class FetchError(FoleyError):
    """A result could not be fetched. ``str`` names the host, never the signed URL."""

    default_key = "fetch-failed"


class FetchForbidden(FetchError):
    """Host not allowed, private address, bad scheme or URL: never retried."""


class FetchUnjudged(FetchError):
    """A proxy would resolve the host, which anybody may have named: its address can't be checked from here."""


class FetchGone(FetchError):
    """The link is dead now (403, 404, 410)."""

    default_key = "fetch-gone"


class FetchExpired(FetchGone):
    """The link is dead for good: the storage says that it has expired."""


class FetchTooLarge(FetchError):
    """Over the size limit."""


class FetchBroken(FetchError):
    """Cut off, timed out, refused, wrong length: may be retried."""


class FetchIncomplete(FetchBroken):
    """The file itself declares more than has arrived; the storage may have all of it a little later."""


class WorkspaceFull(FoleyError):
    """A workspace has to grow and no bytes are left. ``needed_bytes``: how many to wait for before starting over."""

    default_key = "media-failed"

    def __init__(self, needed_bytes: int) -> None:
        self.needed_bytes = needed_bytes
        super().__init__(f"a workspace needs {needed_bytes} bytes, more than are left")


class MediaError(FoleyError):
    """The media worker failed."""

    default_key = "media-failed"


class MediaUnreadable(MediaError):
    """Not a media file, truncated, or without a stream of the needed kind."""


class MediaIncomplete(MediaUnreadable):
    """The file's own index points past its end."""

    default_key = "media-incomplete"


class MediaTooLarge(MediaError):
    """Can't be made small enough."""


class MediaWorkerDied(MediaError):
    """The worker went over its memory, CPU or time cap, or crashed in a decoder."""


class MessageError(FoleyError):
    """Discord did not take a message. ``code``: Discord's JSON error code, 0 when there was none."""

    default_key = "message-failed"

    def __init__(self, detail: str = "", *, code: int = 0) -> None:
        self.code = code
        super().__init__(detail)


class MessageForbidden(MessageError):
    """No permission, blocked, closed DMs, archived or locked thread."""


class MessageGone(MessageError):
    """The channel or message does not exist any more."""


class MessageTooLarge(MessageError):
    """413: over the limit of this channel."""


class MessageRefused(MessageError):
    """Something in the message itself is refused, in any channel. ``parts``: paths such as ``embeds.0.fields.2``."""

    def __init__(self, detail: str = "", *, code: int = 0, parts: Sequence[str] = ()) -> None:
        self.parts = tuple(parts)
        super().__init__(detail, code=code)


class MessageDelayed(MessageError):
    """Discord is unavailable or slow; whether it stored the message is not known. Retry with the same nonce."""


class StoreError(FoleyError):
    """The database failed."""

    default_key = "error-store"


class StoreUnavailable(StoreError):
    """Unreachable, locked or full; nothing half-written; the same call may work later."""

    default_key = "refusal-store-unavailable"


class StoreRefused(StoreError):
    """Another program's database, a newer Foley's, or one that another process is using."""
