"""The messenger port: what is posted in a channel, and the watchers of jobs."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bot.jobs.model import Job, Output
from bot.jobs.ports.media import MediaFile, VoiceClip
from bot.polling.durations import Estimate


@dataclass(frozen=True, slots=True)
class StatusView:
    """What the status message shows of a job that is not finished."""

    job: Job
    position: int | None = None  # 1 = next, among the waiting jobs of this server
    queue_length: int | None = None
    estimate: Estimate | None = None
    percent: int | None = None
    stage: str = ""  # "" | "fetching" | "fitting" | "posting"
    stage_percent: int | None = None
    maintenance: str = ""
    group: tuple["StatusView", ...] = ()  # of each of several jobs that share the message; ``job`` is the first one


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to post: ``voice`` set when it goes as a native voice message."""

    file: MediaFile
    picture: Path | None = None
    voice: VoiceClip | None = None
    output: Output | None = None


class RedirectReason(StrEnum):
    """Why something is not posted where it belongs."""

    GONE = "gone"  # the channel does not exist any more
    ACCESS = "access"  # it can't be seen
    PERMISSION = "permission"  # a permission there is missing
    THREAD = "thread"  # the thread is archived or locked
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Redirect:
    """Sent to the caller directly: which channel it was for, and why it is not there."""

    channel_id: int
    reason: RedirectReason = RedirectReason.OTHER


@dataclass(frozen=True, slots=True)
class ResultView:
    """A finished job as it is posted: files that fit, and links for those that do not (index into outputs).

    ``posters``: pictures of films that are only linked.

    ``round`` counts the tries of one delivery from 0: what is made smaller or goes elsewhere is not the same message.
    """

    job: Job
    attachments: tuple[Attachment, ...]
    links: tuple[Output, ...] = ()
    posters: tuple[Path, ...] = ()
    remark_keys: tuple[str, ...] = ()  # Fluent keys of remarks: why a link, why no voice message
    round: int = 0
    redirect: Redirect | None = None


@dataclass(frozen=True, slots=True)
class SentMessage:
    """Where a message ended up; ``outputs``: what was learned of a result's files on the way."""

    channel_id: int
    message_id: int
    outputs: tuple[Output, ...] | None = None


class Messenger(Protocol):
    """Discord, for messages that no interaction is needed for. Raises MessageError."""

    async def show_status(self, view: StatusView) -> None:
        """Bring the status message up to date (posting it when there is none is not its task)."""

    async def post_result(self, view: ResultView, channel_id: int) -> SentMessage:
        """Post a result as a reply to the status message (a plain message elsewhere), nonce = job id.

        When Discord won't have one of several messages for good, those that stand already are taken back.
        """

    async def post_failure(self, job: Job, channel_id: int, redirect: Redirect | None = None) -> SentMessage:
        """Post how a job ended without a result."""

    async def correct_ending(self, job: Job) -> None:
        """Edit the message about an ending that was taken back: it says what has become of the job instead."""

    async def find_posted(self, job: Job, channel_id: int) -> SentMessage | None:
        """Look for our own result or failure message of this job, posted before a crash."""

    async def dm_channel(self, user_id: int) -> int:
        """Return the channel of a direct message with this person. Raises MessageForbidden when closed."""

    async def upload_limit_bytes(self, guild_id: int) -> int | None:
        """Return what a message in this server may carry now, None when not known here."""


class Watcher(Protocol):
    """Hears what happens to jobs: metrics, status messages, waiting commands. Must not block or raise."""

    def __call__(self, job: Job) -> None:
        """One job has changed."""
