"""Write a request as the exact command that repeats it, ready to be copied into Discord."""

from collections.abc import Iterable, Iterator

from bot.chat.texts import Texts
from bot.jobs.model import Kind, MusicRequest, PostAs, Request, SfxRequest, SpeechRequest, VideoRequest, kind_of

_Option = tuple[str, str]


def command_of(request: Request, texts: Texts, locale: str) -> str:
    """Return the command as the reader's Discord shows it, with every option that was set, in the command's order."""
    return written(kind_of(request).value, _options(request), texts, locale)


def written(command: str, options: Iterable[_Option], texts: Texts, locale: str) -> str:
    """Return a command with its options, each under its name in the reader's language; empty ones are left out."""
    words = command.split()
    key = "-".join(words)
    shown = [_translated(f"cmd-{'-'.join(words[: at + 1])}-name", word, texts, locale) for at, word in enumerate(words)]
    given = [
        f"{_translated(f'cmd-{key}-{name}-name', name, texts, locale)}:{value}" for name, value in options if value
    ]
    return f"/{' '.join([*shown, *given])}"


def _translated(key: str, name: str, texts: Texts, locale: str) -> str:
    fluent_key = key.replace("_", "-")
    return texts.text(fluent_key, locale) if texts.has(fluent_key) else name


def option_name(kind: Kind, option: str, texts: Texts, locale: str) -> str:
    """Return the name of a command's option in the reader's language."""
    return _translated(f"cmd-{kind.value}-{option}-name", option, texts, locale)


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
    yield "video_url", request.video_url
    yield "gender", request.gender
    yield "watermark", _flag(request.watermark)
    yield "format", request.format.value
    yield "count", _count(request)


def _sfx(request: SfxRequest) -> Iterator[_Option]:
    yield "prompt", request.prompt
    yield "duration", _number(request.duration_seconds)
    yield "video_url", request.video_url
    yield "asmr", _flag(request.asmr)
    yield "bgm_prompt", request.bgm_prompt
    yield "format", request.format.value
    yield "as", _form(request)
    yield "count", _count(request)


def _speech(request: SpeechRequest) -> Iterator[_Option]:
    yield "text", request.text
    yield "voice", request.voice_name or request.voice_id
    yield "language", request.language
    yield "pitch", _number(request.pitch or None)
    yield "translate_to", request.translate_to
    yield "sample_rate", _number(request.sample_rate)
    yield "format", request.format.value if request.format else ""
    yield "speed", "" if request.speed == 1.0 else f"{request.speed:g}"
    yield "as", _form(request)


def _video(request: VideoRequest) -> Iterator[_Option]:
    yield "prompt", request.prompt
    yield "model", request.model
    yield "version", request.version
    yield "duration", _number(request.duration_seconds)
    yield "resolution", request.resolution
    yield "aspect", request.aspect
    yield "audio", "" if request.audio is None else str(request.audio)
    yield "negative", request.negative
    yield "enhance", _flag(request.enhance)
    yield "bgm", _flag(request.bgm)
    yield "watermark", _flag(request.watermark)
    yield "off_peak", _flag(request.off_peak)


def _count(request: MusicRequest | SfxRequest) -> str:
    return str(request.count) if request.count > 1 else ""


def _form(request: SfxRequest | SpeechRequest) -> str:
    return "" if request.form is PostAs.FILE else request.form.value


def attachments_of(request: Request) -> tuple[tuple[str, str], ...]:
    """Return (option, URL) of each option that takes only an attachment and so can't be copied with the command."""
    if not isinstance(request, VideoRequest):
        return ()
    attached = (
        ("image", request.image_url),
        ("last_image", request.last_image_url),
        ("reference_1", request.reference_1_url),
        ("reference_2", request.reference_2_url),
        ("reference_3", request.reference_3_url),
        ("reference_video", request.reference_video_url),
    )
    return tuple((option, url) for option, url in attached if url)


def _flag(on: bool) -> str:
    return "True" if on else ""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
