"""What users can request: the kinds, and one frozen request type for each."""

import re
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from urllib.parse import unquote, urlsplit


class Kind(StrEnum):
    """What is made."""

    MUSIC = "music"
    SFX = "sfx"
    TTS = "tts"
    VIDEO = "video"


class Backend(StrEnum):
    """Which Tencent Cloud product makes the result."""

    MPS = "mps"
    VOD = "vod"


class AudioFormat(StrEnum):
    """File formats the audio products can be asked for."""

    MP3 = "mp3"
    WAV = "wav"


class PostAs(StrEnum):
    """How a finished sound is posted."""

    FILE = "file"
    VOICE_MESSAGE = "voice"


@dataclass(frozen=True, slots=True)
class MusicRequest:
    """What `/music` asks for. ``version`` is empty where the model takes none; ``video_url``: music for that video.

    ``made_from``, here and below: the job whose result or text this request starts from. ``count``: how many are
    wanted; each becomes a job of its own, whose request has count 1.
    """

    prompt: str = field(repr=False)
    model: str
    version: str = ""
    lyrics: str = field(default="", repr=False)
    instrumental: bool = False
    reference_url: str = field(default="", repr=False)
    format: AudioFormat = AudioFormat.MP3
    video_url: str = field(default="", repr=False)
    made_from: str = ""
    gender: str = ""
    watermark: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True)
class SfxRequest:
    """What `/sfx` asks for. With ``video_url`` the effect is made to fit that video."""

    prompt: str = field(repr=False)
    model: str = "Kling"
    version: str = ""
    duration_seconds: int | None = None
    video_url: str = field(default="", repr=False)
    format: AudioFormat = AudioFormat.MP3
    form: PostAs = PostAs.FILE
    made_from: str = ""
    asmr: bool = False
    bgm_prompt: str = field(default="", repr=False)
    count: int = 1


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """What `/tts` asks for. ``pitch`` in semitones, ``sample_rate`` in hertz; ``voice_name`` is only for display.

    Without a ``voice_id`` one is chosen when the job is inserted. ``language`` is an explicit choice.
    ``spoken_text`` and ``spoken_language`` are what is sent to the provider: derived then, and again for each repeat.
    ``format`` None and ``speed`` 1 leave it to the provider; both are for instant speech only
    (:mod:`bot.jobs.instant_speech`). ``translate_to``: the language it is translated into before it is spoken;
    ``translate_name`` is only for display.
    """

    text: str = field(repr=False)
    voice_id: str = ""
    voice_name: str = ""
    language: str = ""
    pitch: int = 0
    sample_rate: int = 16000
    form: PostAs = PostAs.FILE
    spoken_text: str = field(default="", repr=False)
    spoken_language: str = ""
    format: AudioFormat | None = None
    speed: float = 1.0
    translate_to: str = ""
    translate_name: str = ""
    made_from: str = ""


@dataclass(frozen=True, slots=True)
class VideoRequest:
    """What `/video` asks for. Empty text and ``None`` leave the choice to the model."""

    prompt: str = field(repr=False)
    model: str
    version: str = ""
    duration_seconds: int | None = None
    resolution: str = ""
    aspect: str = ""
    audio: bool | None = None
    image_url: str = field(default="", repr=False)
    last_image_url: str = field(default="", repr=False)
    made_from: str = ""
    negative: str = field(default="", repr=False)
    enhance: bool = False
    bgm: bool = False
    watermark: bool = False
    reference_1_url: str = field(default="", repr=False)
    reference_2_url: str = field(default="", repr=False)
    reference_3_url: str = field(default="", repr=False)
    reference_video_url: str = field(default="", repr=False)
    off_peak: bool = False

    @property
    def reference_urls(self) -> tuple[str, ...]:
        """The reference pictures."""
        return tuple(filter(None, (self.reference_1_url, self.reference_2_url, self.reference_3_url)))


Request = MusicRequest | SfxRequest | SpeechRequest | VideoRequest

REQUEST_TYPES: dict[Kind, type[Request]] = {
    Kind.MUSIC: MusicRequest,
    Kind.SFX: SfxRequest,
    Kind.TTS: SpeechRequest,
    Kind.VIDEO: VideoRequest,
}


def kind_of(request: Request) -> Kind:
    """Return the kind of a request."""
    return next(kind for kind, cls in REQUEST_TYPES.items() if isinstance(request, cls))


OFF_PEAK_SECONDS = 48 * 3600.0
"""An off-peak job is finished or cancelled by then, according to the API's description of its field OffPeak."""

_FILE_NAME = re.compile(r".+\.[A-Za-z0-9]{2,4}")
_OF_ONE_JOB = frozenset({"made_from", "spoken_text", "spoken_language"})
MOST_AT_ONCE = 4
"""The most results one request may ask for."""


def is_off_peak(request: Request) -> bool:
    """Return whether a request is made off-peak: slower, at a lower price."""
    return isinstance(request, VideoRequest) and request.off_peak


def count_of(request: Request) -> int:
    """Return how many results a request asks for."""
    return request.count if isinstance(request, MusicRequest | SfxRequest) else 1


def one_of_several(request: Request) -> Request:
    """Return the request for a single one of the results that a request asks for."""
    return replace(request, count=1) if isinstance(request, MusicRequest | SfxRequest) else request


def kept_request(request: Request) -> Request:
    """Return the part of a request that can be repeated at any time: without its files, whose URLs expire."""
    named = {one.name: "" for one in fields(request) if one.name.endswith("_url") or one.name in _OF_ONE_JOB}
    return replace(one_of_several(request), **named)  # type: ignore[arg-type]  # every one of these fields is a text


def with_prompt(request: Request, prompt: str) -> Request:
    """Return a request with another prompt."""
    if isinstance(request, SpeechRequest):
        return replace(request, text=prompt)
    return replace(request, prompt=prompt)


def has_files(request: Request) -> bool:
    """Return whether a request refers to files."""
    return any(getattr(request, one.name) for one in fields(request) if one.name.endswith("_url"))


def extras_of(request: Request) -> tuple[str, ...]:
    """Return the options set in a request that only some models take, by their names in the commands."""
    chosen: dict[str, object] = {}
    if isinstance(request, MusicRequest):
        chosen = {"gender": request.gender, "watermark": request.watermark}
    elif isinstance(request, SfxRequest):
        chosen = {"asmr": request.asmr, "bgm_prompt": request.bgm_prompt}
    elif isinstance(request, VideoRequest):
        chosen = {
            "negative": request.negative,
            "enhance": request.enhance,
            "bgm": request.bgm,
            "watermark": request.watermark,
            "reference": request.reference_urls,
            "reference_video": request.reference_video_url,
            "off_peak": request.off_peak,
        }
    return tuple(name for name, value in chosen.items() if value)


def prompt_of(request: Request) -> str:
    """Return the text that people recognise the job by."""
    return request.text if isinstance(request, SpeechRequest) else request.prompt


def title_of(request: Request) -> str:
    """Return a job's title for people: its prompt, else the name of the file it starts from."""
    return prompt_of(request) or next(filter(None, map(_file_name, _files_of(request))), "")


def _files_of(request: Request) -> tuple[str, ...]:
    return tuple(getattr(request, name, "") for name in ("image_url", "video_url", "reference_url"))


def _file_name(url: str) -> str:
    """Return the file name at the end of a URL, empty where there is none."""
    name = unquote(urlsplit(url).path).rpartition("/")[2]
    return name if _FILE_NAME.fullmatch(name) else ""
