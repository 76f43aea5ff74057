"""The forms of *Edit and run*: one for each kind of request, prefilled with an old or a refused one."""

from dataclasses import replace

from bot.chat.interaction.attachments import FileKind
from bot.chat.interaction.drafts import Draft
from bot.chat.interaction.modal import LONGEST_TEXT, Choice, Field, MakeRequest, RequestModal, Values, whole_number
from bot.chat.render.command_text import option_name
from bot.chat.texts import Texts
from bot.errors import InvalidRequest
from bot.jobs.model import (
    AudioFormat,
    Kind,
    MusicRequest,
    PostAs,
    Request,
    SfxRequest,
    SpeechRequest,
    VideoRequest,
    kind_of,
)
from bot.jobs.requests import MOST_AT_ONCE
from bot.service.job_service import JobService

_MAX_MODELS = 25
_SEPARATOR = "|"


def edit_modal(service: JobService, texts: Texts, locale: str, draft: Draft) -> RequestModal:
    """Return the Edit & run modal of a request."""
    editor, request = _Editor(service, texts, locale, draft), draft.request
    match request:
        case MusicRequest():
            return editor.music(request)
        case SfxRequest():
            return editor.sfx(request)
        case SpeechRequest():
            return editor.speech(request)
        case VideoRequest():
            return editor.video(request)


class _Editor:
    """Builds Edit & run modals in one language."""

    def __init__(self, service: JobService, texts: Texts, locale: str, draft: Draft) -> None:
        self._service = service
        self._texts = texts
        self._locale = locale
        self._draft = draft

    def music(self, old: MusicRequest) -> RequestModal:
        """Style, lyrics, model, vocals, format."""

        def make(values: Values) -> Request:
            model, version = _model_in(values, old.model, old.version)
            return replace(
                old,
                prompt=values.get("prompt", old.prompt),
                lyrics=_long_in(values, "lyrics", old.lyrics),
                reference_url=_file_in(values, "reference", old.reference_url),
                model=model,
                version=version,
                instrumental=values.get("vocals", "vocals") == "instrumental",
                format=AudioFormat(values.get("format") or old.format.value),
                count=int(values.get("count") or old.count),
            )

        vocals = Field(
            "vocals",
            self._text("field-instrumental"),
            "instrumental" if old.instrumental else "vocals",
            self._choices("vocals", "instrumental"),
            required=True,
            option="instrumental",
        )
        fields = (
            self._prompt("field-style", old.prompt, old.reference_url or old.video_url),
            *self._long("lyrics", old.lyrics),
            self._model(old),
            vocals,
            self._format(old.format),
            self._count(old.count),
            *self._file("reference", FileKind.AUDIO, old.reference_url),
        )
        return self._modal(old, fields, make)

    def sfx(self, old: SfxRequest) -> RequestModal:
        """Prompt, length, format, and how it is posted."""

        def make(values: Values) -> Request:
            model, version = _model_in(values, old.model, old.version)
            return replace(
                old,
                prompt=values.get("prompt", old.prompt),
                model=model,
                version=version,
                duration_seconds=self._seconds_in(values, old.duration_seconds),
                video_url=_file_in(values, "video", old.video_url),
                format=AudioFormat(values.get("format") or old.format.value),
                form=PostAs(values.get("form") or old.form.value),
                count=int(values.get("count") or old.count),
            )

        fields = (
            self._prompt("field-prompt", old.prompt, old.video_url),
            self._model(old),
            self._duration(old.duration_seconds),
            self._format(old.format),
            self._form(old.form),
            self._count(old.count),
            *self._file("video", FileKind.VIDEO, old.video_url),
        )
        return self._modal(old, fields, make)

    def speech(self, old: SpeechRequest) -> RequestModal:
        """Text, voice, language, pitch, and how it is posted."""
        shown_voice = old.voice_name or old.voice_id

        def make(values: Values) -> Request:
            typed = values.get("voice", shown_voice)
            kept = typed == shown_voice
            voice = None if kept else self._service.voices.resolve(typed)
            return replace(
                old,
                text=_long_in(values, "text", old.text),
                voice_id=old.voice_id if voice is None else voice.id,
                voice_name=old.voice_name if voice is None else voice.name,
                language=values.get("language", old.language),
                pitch=self._pitch_in(values, old.pitch),
                sample_rate=int(values.get("sample_rate") or old.sample_rate),
                form=PostAs(values.get("form") or old.form.value),
            )

        fields = (
            *self._long("text", old.text, required=True),
            Field("voice", self._text("field-voice"), shown_voice, longest=200, option="voice"),
            Field("language", self._text("field-language"), old.language, longest=40, option="language"),
            Field("pitch", self._text("field-pitch"), str(old.pitch or ""), longest=4, option="pitch"),
            self._form(old.form),
            self._sample_rate(old.sample_rate),
        )
        return self._modal(old, fields, make)

    def video(self, old: VideoRequest) -> RequestModal:
        """Prompt, model, length, resolution and shape, sound."""

        def make(values: Values) -> Request:
            model, version = _model_in(values, old.model, old.version)
            resolution, aspect = self._shape(values.get("shape", shape))
            return replace(
                old,
                prompt=values.get("prompt", old.prompt),
                model=model,
                version=version,
                duration_seconds=self._seconds_in(values, old.duration_seconds),
                resolution=resolution,
                aspect=aspect,
                audio={"sound": True, "silent": False}.get(values.get("audio", sound)),
                image_url=_file_in(values, "image", old.image_url),
                last_image_url=_file_in(values, "last_image", old.last_image_url),
            )

        sound = {True: "sound", False: "silent", None: "either"}[old.audio]
        shape = f"{old.resolution} {old.aspect}".strip()
        hint = self._text("field-resolution-aspect-hint")
        shape_option = "aspect" if self._draft.option == "aspect" else "resolution"
        fields = (
            self._prompt("field-prompt", old.prompt, old.image_url),
            self._model(old),
            self._duration(old.duration_seconds),
            Field("shape", self._text("field-resolution-aspect"), shape, longest=41, hint=hint, option=shape_option),
            Field(
                "audio", self._text("field-audio"), sound, self._choices("either", "sound", "silent"),
                required=True, option="audio",
            ),
            *self._file("image", FileKind.IMAGE, old.image_url),
            *self._file("last_image", FileKind.IMAGE, old.last_image_url),
        )  # fmt: skip
        return self._modal(old, fields, make)

    # --- fields ---

    def _text(self, key: str) -> str:
        return self._texts.text(key, self._locale)

    def _modal(self, old: Request, fields: tuple[Field, ...], make: MakeRequest) -> RequestModal:
        title = self._text(f"modal-edit-{kind_of(old).value}")
        return RequestModal(self._service, self._texts, title, fields, make, self._draft)

    def _prompt(self, key: str, prompt: str, media_url: str) -> Field:
        """Return the prompt's field; it may be left empty if a sound, a video or a picture replaces it."""
        return Field("prompt", self._text(key), prompt, (), True, not media_url, LONGEST_TEXT, option="prompt")

    def _duration(self, seconds: int | None) -> Field:
        shown = "" if seconds is None else str(seconds)
        return Field(
            "duration", self._text("field-duration"), shown, longest=20,
            hint=self._text("field-empty-is-model"), option="duration",
        )  # fmt: skip

    def _seconds_in(self, values: Values, old: int | None) -> int | None:
        return whole_number(values, "duration", self._text("field-duration")) if "duration" in values else old

    def _pitch_in(self, values: Values, old: int) -> int:
        return (whole_number(values, "pitch", self._text("field-pitch")) or 0) if "pitch" in values else old

    def _sample_rate(self, chosen: int) -> Field:
        rates = tuple(Choice(str(rate), f"{rate} Hz") for rate in self._service.catalog.speech.sample_rates)
        name = self._text("cmd-tts-sample-rate-description")
        return Field("sample_rate", name, str(chosen), rates, required=True, option="sample_rate")

    def _long(self, key: str, text: str, *, required: bool = False) -> tuple[Field, ...]:
        """Return the field of a long text, or two if it is too long for one."""
        label = self._text(f"field-{key}")
        start, _, rest = in_two(text)
        first = Field(key, label, start, (), True, required, LONGEST_TEXT, option=key)
        if not rest:
            return (first,)
        second = replace(first, key=f"{key}_rest", label=f"{label} (2)", default=rest, required=False)
        return (replace(first, label=f"{label} (1)"), second)

    def _file(self, option: str, kind: FileKind, url: str) -> tuple[Field, Field]:
        """Return the fields of a file: one to attach another, one with the current URL."""
        name = option_name(kind_of(self._draft.request), option, self._texts, self._locale)
        upload = Field(option, self._texts.text("field-attach", self._locale, option=name), option=option, file=kind)
        typed = Field(
            f"{option}_url",
            self._texts.text("field-address", self._locale, option=name),
            url,
            longest=2048,
            option=option,
        )
        return upload, typed

    def _format(self, chosen: AudioFormat) -> Field:
        return Field(
            "format",
            self._text("field-format"),
            chosen.value,
            self._choices("mp3", "wav"),
            required=True,
            option="format",
        )

    def _form(self, chosen: PostAs) -> Field:
        return Field(
            "form", self._text("field-form"), chosen.value, self._choices("file", "voice"), required=True, option="as"
        )

    def _count(self, chosen: int) -> Field:
        numbers = tuple(Choice(str(number), str(number)) for number in range(1, MOST_AT_ONCE + 1))
        return Field("count", self._text("field-count"), str(chosen), numbers, required=True, option="count")

    def _choices(self, *names: str) -> tuple[Choice, ...]:
        return tuple(Choice(name, self._text(f"choice-{name}")) for name in names)

    def _model(self, old: MusicRequest | SfxRequest | VideoRequest) -> Field:
        """Return a select of every model and version of the kind, with the old one even if it is no longer offered."""
        chosen = f"{old.model}{_SEPARATOR}{old.version}"
        offered = [chosen, *self._offered(kind_of(old))]
        values = sorted(dict.fromkeys(offered[:_MAX_MODELS]))
        kind, catalog, unnamed = kind_of(old), self._service.catalog, self._text("choice-automatic")
        choices = tuple(Choice(value, catalog.label(kind, *value.split(_SEPARATOR, 1)) or unnamed) for value in values)
        return Field("model", self._text("field-model"), chosen, choices, required=True, option="model")

    def _offered(self, kind: Kind) -> list[str]:
        catalog = self._service.catalog
        return [
            f"{model.name}{_SEPARATOR}{version}"
            for model in catalog.models(kind)
            for version in (catalog.versions(kind, model.name) or ("",))
        ]

    def _shape(self, text: str) -> tuple[str, str]:
        """Return (resolution, aspect) from "1080P 16:9" in either order, each of them optional."""
        words = text.replace(",", " ").split()
        aspects = [word for word in words if ":" in word]
        resolutions = [word for word in words if ":" not in word]
        if len(aspects) > 1 or len(resolutions) > 1:
            raise InvalidRequest(key="refusal-shape", values={"value": text[:40]})
        return "".join(resolutions), "".join(aspects)


def in_two(text: str) -> tuple[str, str, str]:
    """Return (first part, separator, second part) of a text; the second is empty if one field can hold it all."""
    if len(text) <= LONGEST_TEXT:
        return text, "", ""
    end = max(text.rfind("\n", 0, LONGEST_TEXT), text.rfind(" ", 0, LONGEST_TEXT))
    return (text[:end], text[end], text[end + 1 :]) if end > 0 else (text[:LONGEST_TEXT], "", text[LONGEST_TEXT:])


def _long_in(values: Values, key: str, old: str) -> str:
    if key not in values:
        return old
    rest = values.get(f"{key}_rest", "")
    return f"{values[key]}{in_two(old)[1]}{rest}" if rest else values[key]


def _file_in(values: Values, option: str, old: str) -> str:
    """Return the URL of the attached file, else the one in the URL field."""
    return values.get(option) or values.get(f"{option}_url", old)


def _model_in(values: Values, old_model: str, old_version: str) -> tuple[str, str]:
    chosen = values.get("model", "")
    if not chosen:
        return old_model, old_version
    model, _, version = chosen.partition(_SEPARATOR)
    return model, version
