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
    """Why a message is sent to the caller directly: the channel it was meant for, and the reason it is not there."""

    channel_id: int
    reason: RedirectReason = RedirectReason.OTHER


@dataclass(frozen=True, slots=True)
class ResultView:
    """A finished job as it is posted: files that fit, and links for those that do not (index into outputs).

    ``posters``: pictures of videos that are only linked.

    ``round`` counts the attempts of one delivery from 0: a smaller version, or another channel, is another message.
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
    """Where a message was posted; ``outputs``: a result's outputs, with what was learned while posting."""

    channel_id: int
    message_id: int
    outputs: tuple[Output, ...] | None = None


class Messenger(Protocol):
    """Discord, for messages that need no interaction. Raises MessageError."""

    async def show_status(self, view: StatusView) -> None:
        """Bring the status message up to date; does not post one where there is none."""

    async def post_result(self, view: ResultView, channel_id: int) -> SentMessage:
        """Post a result as a reply to the status message (a plain message elsewhere), nonce = job id.

        When Discord definitely rejects one of several messages, those already posted are deleted.
        """

    async def post_failure(self, job: Job, channel_id: int, redirect: Redirect | None = None) -> SentMessage:
        """Post how a job ended without a result."""

    async def correct_ending(self, job: Job) -> None:
        """Edit the message about an ending that was revoked, to say what happened to the job instead."""

    async def find_posted(self, job: Job, channel_id: int) -> SentMessage | None:
        """Look for our own result or failure message of this job, posted before a crash."""

    async def dm_channel(self, user_id: int) -> int:
        """Return the direct message channel of this user. Raises MessageForbidden when they are closed."""

    async def upload_limit_bytes(self, guild_id: int) -> int | None:
        """Return the current upload limit of this server, None when not known here."""


class Watcher(Protocol):
    """Called when a job changes: metrics, status messages, waiting commands. Must not block or raise."""

    def __call__(self, job: Job) -> None:
        """Observe a job that has changed."""
