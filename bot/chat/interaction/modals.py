"""The windows there are: long lyrics, and Edit & run for each kind, filled with the old request."""

from dataclasses import replace

from bot.chat.interaction.answers import AnyInteraction, locale_of
from bot.chat.interaction.modal import LONGEST_TEXT, Choice, Field, MakeRequest, Values, Window, whole_number
from bot.chat.interaction.open_modals import show_window
from bot.chat.texts import Texts
from bot.errors import InvalidRequest
from bot.jobs.model import (
    AudioFormat,
    Kind,
    MusicRequest,
    Request,
    SfxRequest,
    SpeechForm,
    SpeechRequest,
    VideoRequest,
    kind_of,
)
from bot.service.job_service import JobService

_MOST_MODELS = 25
_LONGEST_PROMPT = 2000
_BETWEEN = "|"


async def open_lyrics_window(
    interaction: AnyInteraction, service: JobService, texts: Texts, request: MusicRequest
) -> None:
    """Answer a command with a window for long lyrics; the other options are those of ``request``.

    It must be the first answer to the interaction.
    """
    await show_window(interaction, _lyrics_window(service, texts, locale_of(interaction), request))


async def open_edit_window(interaction: AnyInteraction, service: JobService, texts: Texts, request: Request) -> None:
    """Answer with a window filled with an old request; sending it makes a new job."""
    await show_window(interaction, edit_window(service, texts, locale_of(interaction), request))


def edit_window(service: JobService, texts: Texts, locale: str, request: Request) -> Window:
    """Return the Edit & run window of a request."""
    maker = _Editor(service, texts, locale)
    match request:
        case MusicRequest():
            return maker.music(request)
        case SfxRequest():
            return maker.sfx(request)
        case SpeechRequest():
            return maker.speech(request)
        case VideoRequest():
            return maker.video(request)


def _lyrics_window(service: JobService, texts: Texts, locale: str, request: MusicRequest) -> Window:
    def make(values: Values) -> Request:
        style, lyrics = values["prompt"], values["lyrics"]
        if not lyrics:
            # Pasted into one field: a blank line separates the style from the lyrics.
            style, _, lyrics = (part.strip() for part in style.replace("\r\n", "\n").partition("\n\n"))
        return replace(request, prompt=style, lyrics=lyrics)

    hint = texts.text("field-style-hint", locale)
    fields = (
        Field("prompt", texts.text("field-style", locale), request.prompt, (), True, True, LONGEST_TEXT, hint),
        Field("lyrics", texts.text("field-lyrics", locale), request.lyrics, (), True, False, LONGEST_TEXT),
    )
    return Window(service, texts, texts.text("window-music-lyrics", locale), fields, make)


class _Editor:
    """Makes Edit & run windows in one language."""

    def __init__(self, service: JobService, texts: Texts, locale: str) -> None:
        self._service = service
        self._texts = texts
        self._locale = locale

    def music(self, old: MusicRequest) -> Window:
        """Style, lyrics, model, vocals, format."""

        def make(values: Values) -> Request:
            model, version = _model_in(values, old.model, old.version)
            return replace(
                old,
                prompt=values.get("prompt", old.prompt),
                lyrics=values.get("lyrics", old.lyrics),
                model=model,
                version=version,
                instrumental=values.get("vocals", "vocals") == "instrumental",
                format=AudioFormat(values.get("format") or old.format.value),
            )

        vocals = Field(
            "vocals",
            self._text("field-instrumental"),
            "instrumental" if old.instrumental else "vocals",
            self._choices("vocals", "instrumental"),
            required=True,
        )
        fields = (
            self._prompt("field-style", old.prompt, old.reference_url),
            Field("lyrics", self._text("field-lyrics"), old.lyrics, (), True, False, LONGEST_TEXT),
            self._model(old),
            vocals,
            self._format(old.format),
        )
        return self._window(old, fields, make)

    def sfx(self, old: SfxRequest) -> Window:
        """Prompt, length, format, and how it is posted."""

        def make(values: Values) -> Request:
            model, version = _model_in(values, old.model, old.version)
            return replace(
                old,
                prompt=values.get("prompt", old.prompt),
                model=model,
                version=version,
                duration_seconds=whole_number(values, "duration", self._text("field-duration")),
                format=AudioFormat(values.get("format") or old.format.value),
                form=SpeechForm(values.get("form") or old.form.value),
            )

        fields = (
            self._prompt("field-prompt", old.prompt, old.video_url),
            self._model(old),
            self._duration(old.duration_seconds),
            self._format(old.format),
            self._form(old.form),
        )
        return self._window(old, fields, make)

    def speech(self, old: SpeechRequest) -> Window:
        """Text, voice, language, pitch, and how it is posted."""
        shown_voice = old.voice_name or old.voice_id

        def make(values: Values) -> Request:
            typed = values.get("voice", shown_voice)
            kept = typed == shown_voice
            voice = None if kept else self._service.voices.resolve(typed)
            return replace(
                old,
                text=values.get("text", old.text),
                voice_id=old.voice_id if voice is None else voice.id,
                voice_name=old.voice_name if voice is None else voice.name,
                language=values.get("language", old.language),
                pitch=whole_number(values, "pitch", self._text("field-pitch")) or 0,
                form=SpeechForm(values.get("form") or old.form.value),
            )

        fields = (
            Field("text", self._text("field-text"), old.text, (), True, True, LONGEST_TEXT),
            Field("voice", self._text("field-voice"), shown_voice, required=True, longest=120),
            Field("language", self._text("field-language"), old.language, longest=40),
            Field("pitch", self._text("field-pitch"), str(old.pitch) if old.pitch else "", longest=4),
            self._form(old.form),
        )
        return self._window(old, fields, make)

    def video(self, old: VideoRequest) -> Window:
        """Prompt, model, length, resolution and shape, sound."""

        def make(values: Values) -> Request:
            model, version = _model_in(values, old.model, old.version)
            resolution, aspect = self._shape(values.get("shape", ""))
            return replace(
                old,
                prompt=values.get("prompt", old.prompt),
                model=model,
                version=version,
                duration_seconds=whole_number(values, "duration", self._text("field-duration")),
                resolution=resolution,
                aspect=aspect,
                audio={"sound": True, "silent": False}.get(values.get("audio", "")),
            )

        sound = {True: "sound", False: "silent", None: "either"}[old.audio]
        shape = f"{old.resolution} {old.aspect}".strip()
        hint = self._text("field-resolution-aspect-hint")
        fields = (
            self._prompt("field-prompt", old.prompt, old.image_url),
            self._model(old),
            self._duration(old.duration_seconds),
            Field("shape", self._text("field-resolution-aspect"), shape, longest=30, hint=hint),
            Field("audio", self._text("field-audio"), sound, self._choices("either", "sound", "silent"), required=True),
        )
        return self._window(old, fields, make)

    # --- fields ---

    def _text(self, key: str) -> str:
        return self._texts.text(key, self._locale)

    def _window(self, old: Request, fields: tuple[Field, ...], make: MakeRequest) -> Window:
        return Window(self._service, self._texts, self._text(f"window-edit-{kind_of(old).value}"), fields, make)

    def _prompt(self, key: str, prompt: str, stands_in: str) -> Field:
        """Return the prompt's field; it may be left empty where a sound, a film or a picture stands in for it."""
        return Field("prompt", self._text(key), prompt, (), True, not stands_in, _LONGEST_PROMPT)

    def _duration(self, seconds: int | None) -> Field:
        shown = "" if seconds is None else str(seconds)
        return Field(
            "duration", self._text("field-duration"), shown, longest=6, hint=self._text("field-empty-is-model")
        )

    def _format(self, chosen: AudioFormat) -> Field:
        return Field("format", self._text("field-format"), chosen.value, self._choices("mp3", "wav"), required=True)

    def _form(self, chosen: SpeechForm) -> Field:
        return Field("form", self._text("field-form"), chosen.value, self._choices("file", "voice"), required=True)

    def _choices(self, *names: str) -> tuple[Choice, ...]:
        return tuple(Choice(name, self._text(f"choice-{name}")) for name in names)

    def _model(self, old: MusicRequest | SfxRequest | VideoRequest) -> Field:
        """Return a select of every model and version of the kind, the old one among them whatever it was."""
        chosen = f"{old.model}{_BETWEEN}{old.version}"
        offered = [chosen, *self._offered(kind_of(old))]
        values = sorted(dict.fromkeys(offered[:_MOST_MODELS]))
        choices = tuple(Choice(value, value.replace(_BETWEEN, " ").strip()) for value in values)
        return Field("model", self._text("field-model"), chosen, choices, required=True)

    def _offered(self, kind: Kind) -> list[str]:
        catalog = self._service.catalog
        return [
            f"{model.name}{_BETWEEN}{version}"
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


def _model_in(values: Values, old_model: str, old_version: str) -> tuple[str, str]:
    chosen = values.get("model", "")
    if not chosen:
        return old_model, old_version
    model, _, version = chosen.partition(_BETWEEN)
    return model, version
