"""Writes a request as the exact command that makes it again, ready to be copied into Discord."""

from collections.abc import Iterator

from bot.jobs.model import MusicRequest, Request, SfxRequest, SpeechRequest, VideoRequest, kind_of

_Option = tuple[str, str]


def command_of(request: Request) -> str:
    """Return the command with every option that was set, in the order the command has them."""
    options = " ".join(f"{name}:{value}" for name, value in _options(request) if value)
    return f"/{kind_of(request).value} {options}"


def _options(request: Request) -> Iterator[_Option]:
    match request:
        case MusicRequest():
            yield from _music(request)
        case SfxRequest():
            yield from _sfx(request)
        case SpeechRequest():
            yield from _speech(request)
        case VideoRequest():
            yield from _video(request)


def _music(request: MusicRequest) -> Iterator[_Option]:
    yield "prompt", request.prompt
    yield "model", request.model
    yield "version", request.version
    yield "lyrics", request.lyrics
    yield "instrumental", "True" if request.instrumental else ""
    yield "reference_url", request.reference_url
    yield "format", request.format.value


def _sfx(request: SfxRequest) -> Iterator[_Option]:
    yield "prompt", request.prompt
    yield "duration", _number(request.duration_seconds)
    yield "video_url", request.video_url
    yield "format", request.format.value
    yield "as", request.form.value


def _speech(request: SpeechRequest) -> Iterator[_Option]:
    yield "text", request.text
    yield "voice", request.voice_id
    yield "language", request.language
    yield "pitch", _number(request.pitch or None)
    yield "translate_to", request.translate_to
    yield "sample_rate", _number(request.sample_rate)
    yield "format", request.format.value if request.format else ""
    yield "speed", "" if request.speed == 1.0 else f"{request.speed:g}"
    yield "as", request.form.value


def _video(request: VideoRequest) -> Iterator[_Option]:
    yield "prompt", request.prompt
    yield "model", request.model
    yield "version", request.version
    yield "duration", _number(request.duration_seconds)
    yield "resolution", request.resolution
    yield "aspect", request.aspect
    yield "audio", "" if request.audio is None else str(request.audio)


def attachments_of(request: Request) -> tuple[tuple[str, str], ...]:
    """Return (option, address) of what a command can only take as an attachment, so it can't be copied with it."""
    if not isinstance(request, VideoRequest):
        return ()
    both = (("image", request.image_url), ("last_image", request.last_image_url))
    return tuple((option, url) for option, url in both if url)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
