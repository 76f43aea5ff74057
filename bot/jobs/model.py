"""A job's row, what may be written to it, and its outputs. Frozen values without behaviour.

The states a job goes through are :mod:`bot.jobs.states`, what can be requested is :mod:`bot.jobs.requests`; both are
re-exported here, so that the rest of Foley imports the vocabulary of a job from one place.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.jobs.price import Price
from bot.jobs.requests import (
    REQUEST_TYPES,
    AudioFormat,
    Backend,
    Kind,
    MusicRequest,
    PostAs,
    Request,
    SfxRequest,
    SpeechRequest,
    VideoRequest,
    extras_of,
    is_off_peak,
    kind_of,
    prompt_of,
    title_of,
)
from bot.jobs.states import FINAL_STATES, DeliveryState, State, Transition, TransitionRule

__all__ = [
    "FINAL_STATES",
    "ID_LENGTH",
    "REQUEST_TYPES",
    "AudioFormat",
    "Backend",
    "ColumnUpdate",
    "DeliveryState",
    "Fault",
    "Group",
    "Job",
    "Kind",
    "Medium",
    "MusicRequest",
    "NewJob",
    "Output",
    "Place",
    "PostAs",
    "Request",
    "SfxRequest",
    "SpeechRequest",
    "State",
    "Transition",
    "TransitionRequest",
    "TransitionRule",
    "VideoRequest",
    "Voice",
    "extras_of",
    "is_job_id",
    "kind_of",
    "new_job_id",
    "prompt_of",
    "title_of",
]

OFF_PEAK = "off-peak"
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_TIME_CHARACTERS = 9
_RANDOM_CHARACTERS = 5
ID_LENGTH = _TIME_CHARACTERS + _RANDOM_CHARACTERS


def new_job_id(now: float, choose: Callable[[str], str] = secrets.choice) -> str:
    """Return a 14 character id that sorts by time (milliseconds, good until the year 3084).

    Short enough for Discord's 25 character nonce with a suffix, and for people to read out. ``choose`` picks a
    random character.
    """
    return id_time_prefix(now) + "".join(choose(_ALPHABET) for _ in range(_RANDOM_CHARACTERS))


def id_time_prefix(at: float) -> str:
    """Return the prefix of ids made at this time: every older id sorts before it, every other one after it."""
    milliseconds = max(0, int(at * 1000))
    return "".join(_ALPHABET[milliseconds >> shift & 31] for shift in range(40, -1, -5))


def is_job_id(text: str) -> bool:
    """Return whether ``text`` has the form of a job id."""
    return len(text) == ID_LENGTH and all(character in _ALPHABET for character in text)


class Medium(StrEnum):
    """The media type of an output."""

    AUDIO = "audio"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Output:
    """One file the provider made. Times in unix seconds; ``seconds``: the length, as the provider reports it.

    ``loudness_lufs``: of a sound as it was posted, by EBU R 128; None if not known.
    """

    url: str = field(repr=False)
    medium: Medium
    seconds: float | None = None
    expires_at: float | None = None
    loudness_lufs: float | None = None
    is_lost: bool = False  # made and charged, but no longer available from its link or a copy of ours


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a job ended without a result: a Fluent ``key`` for people, ``code`` and ``detail`` for log and database.

    ``detail`` is the provider's own short text, never a prompt.
    """

    key: str
    code: str = ""
    detail: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request came from and where its messages go.

    ``channel_id`` is where results go; the status message may be in another channel when the server has a
    results channel. ``upload_limit_bytes`` is what Discord states in the interaction.
    """

    guild_id: int
    channel_id: int
    status_channel_id: int
    status_message_id: int | None
    upload_limit_bytes: int


@dataclass(frozen=True, slots=True)
class Group:
    """Which of the several jobs of one request this is. ``id``: the first one's job id; ``index`` counts from 1."""

    id: str
    index: int
    size: int


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job about to be written to disk."""

    id: str
    place: Place
    user_id: int
    locale: str
    request: Request
    backend: Backend
    created_at: float
    retry_of: str | None = None
    only_if_unknown: bool = False  # refused if the outcome of the job it repeats is known by now
    price: Price | None = None  # by the operator's price list at this time
    group: Group | None = None

    @property
    def kind(self) -> Kind:
        """What is to be made."""
        return kind_of(self.request)


@dataclass(frozen=True, slots=True)
class Job:
    """One row. Every ``…_at`` is in unix seconds, ``None`` until the transition of that name was taken."""

    id: str
    place: Place
    user_id: int
    locale: str
    kind: Kind
    request: Request
    backend: Backend
    state: State
    delivery_state: DeliveryState
    created_at: float
    retry_of: str | None = None
    attempts: int = 0  # create calls that were answered with "later"
    retry_at: float | None = None  # queued: not before this time
    submitted_at: float | None = None  # the create call was sent
    waiting_at: float | None = None  # the provider accepted it
    resumed_at: float | None = None  # polled again after it was given up: its give-up age counts from here
    ended_at: float | None = None  # a final state was reached
    deliver_at: float | None = None  # delivery due: not before this time
    delivery_attempts: int = 0  # attempts at the current posting
    postings: int = 0  # how often another posting was requested; part of the nonce
    notified_at: float | None = None
    task_id: str = ""
    provider_request_id: str = ""
    outputs: tuple[Output, ...] = ()
    fault: Fault | None = None
    cancelled_by: int | None = None
    result_channel_id: int | None = None
    result_message_id: int | None = None
    price: Price | None = None
    group: Group | None = None  # the jobs of one request for several share a status message

    @property
    def is_lost(self) -> bool:
        """Whether it was made and charged, but none of its outputs is available any more."""
        return self.state is State.READY and bool(self.outputs) and all(one.is_lost for one in self.outputs)

    @property
    def is_removed(self) -> bool:
        """Whether somebody has deleted the posted result: its message id is 0 then."""
        return self.result_message_id == 0

    @property
    def was_begun(self) -> bool:
        """Whether the provider is known to have accepted it: it returned a TaskId, or the result itself without one."""
        return bool(self.task_id or self.outputs)

    @property
    def is_traceable(self) -> bool:
        """Whether its product can list tasks, so that one whose create went unanswered can be found."""
        return self.backend is Backend.VOD

    @property
    def model(self) -> str:
        """The model's name, empty where the product has none (speech)."""
        return "" if isinstance(self.request, SpeechRequest) else self.request.model

    @property
    def version(self) -> str:
        """The model's version, empty where there is none."""
        return "" if isinstance(self.request, SpeechRequest) else self.request.version

    @property
    def timed_as(self) -> str:
        """The version its duration is learned under: its own, or one shared by all off-peak jobs."""
        return OFF_PEAK if is_off_peak(self.request) else self.version


@dataclass(frozen=True, slots=True)
class ColumnUpdate:
    """The columns a transition writes beside state and delivery state; ``None`` leaves a column as it is."""

    at: float | None = None  # written to the timestamp column of the transition
    retry_at: float | None = None
    deliver_at: float | None = None
    task_id: str | None = None
    provider_request_id: str | None = None
    outputs: tuple[Output, ...] | None = None
    fault: Fault | None = None
    cancelled_by: int | None = None
    result_channel_id: int | None = None
    result_message_id: int | None = None
    status_message_id: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class TransitionRequest:
    """One transition for one job, for the store to take.

    ``task_id``: which task it is about; required by a transition that names one. ``posting``: which posting of the job
    (its ``postings``), and ``submitted_at``: which of its creates, where that matters. The transition is only taken if
    the row holds the same values.
    """

    job_id: str
    transition: Transition
    changes: ColumnUpdate = ColumnUpdate()
    task_id: str = ""
    posting: int | None = None
    submitted_at: float | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice the speech product offers. ``id`` is opaque, may hold ``+ / =`` and be near 100 characters."""

    id: str
    name: str
    description: str = ""
    gender: str = ""  # "male", "female" or empty
    age: str = ""
    languages: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    sample_url: str = ""
    category: str = ""  # "system", "clone", "design"
