"""The voices of the local cloud: about 120, generated deterministically, and the filters of DescribeVoices."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.tencent.actions.schema import JsonObject

# language -> names; each name exists once as a female and once as a male voice
_NAMES: Mapping[str, tuple[str, ...]] = {
    "zh": ("Steady executive", "News voice", "Sweet voice", "Storyteller", "Night radio", "Teacher", "Cheerful guide"),
    "en": ("Calm narrator", "Bright host", "Deep trailer", "Audiobook", "Assistant", "Commentator", "Young gamer"),
    "ja": ("Gentle clerk", "Anime lead", "Documentary", "Announcer", "Grandparent"),
    "ko": ("Drama lead", "Weather", "Soft diary", "Lecturer"),
    "de": ("Nachrichten", "Märchen", "Ratgeber", "Sprecher"),
    "fr": ("Conteur", "Radio", "Guide", "Comédie"),
    "es": ("Locutor", "Cuento", "Deporte", "Amable"),
    "pt": ("Novela", "Praia", "Jornal"),
    "id": ("Ramah", "Berita", "Dongeng"),
    "ru": ("Диктор", "Сказка", "Техника"),
    "it": ("Opera", "Cucina", "Notizie"),
    "yue": ("Harbour news", "Tea house"),
    "th": ("Market", "Calm temple"),
    "vi": ("Morning", "Story"),
    "ar": ("News", "Poem"),
    "tr": ("Haber", "Masal"),
}  # fmt: skip
_AGES = ("youth", "middle_aged", "senior", "teenager", "child")
_LABELS = ("Steady", "Intellectual", "Sweet", "Energetic", "Warm", "Deep")
_SCENES = ("General", "Narration", "Advertising", "Game", "Customer service")


@dataclass(frozen=True)
class Voice:
    """One voice, with the fields of the list."""

    voice_id: str
    name: str
    description: str
    category: str
    gender: str
    age: str
    languages: tuple[str, ...]
    labels: tuple[str, ...]
    scenes: tuple[str, ...]

    @property
    def sample_path(self) -> str:
        """The path of its sample on the result server."""
        return f"/samples/{hashlib.sha256(self.voice_id.encode()).hexdigest()[:16]}.wav"

    def answer(self, samples_at: str) -> JsonObject:
        """Return the voice object of DescribeVoices; ``samples_at`` is the origin that serves the samples."""
        common: JsonObject = {
            "VoiceId": self.voice_id,
            "Name": self.name,
            "Description": self.description,
            "Category": self.category,
            "Gender": self.gender,
            "Age": self.age,
        }
        if self.category != "system":  # the reference's example of a cloned voice has none of the other fields
            return common
        return common | {
            "Languages": list(self.languages),
            "AudioUrl": f"{samples_at}{self.sample_path}",
            "Labels": list(self.labels),
            "Scenes": list(self.scenes),
            "Engine": "tts-l1",
        }


def default_voices() -> tuple[Voice, ...]:
    """Return the voices every account has: system voices, and a few cloned and designed ones."""
    named = [(lang, name, gender) for lang, names in _NAMES.items() for name in names for gender in ("female", "male")]
    # Two unique names, for people who type them without looking at the list.
    named += [("en", "Emma", "female"), ("en", "Leo", "male")]
    system = [_voice(index, "system", *voice) for index, voice in enumerate(named)]
    own = [
        _voice(1000 + n, category, "zh", f"{category} test {n}", "female")
        for category in ("clone", "design")
        for n in (1, 2, 3)
    ]
    return (*system, *own)


def _voice(index: int, category: str, language: str, name: str, gender: str) -> Voice:
    # Ids have the lengths seen in production, 51 to 90 characters, and contain + / = as base64 does.
    length = (36, 42, 54, 64)[index % 4]
    digest = hashlib.shake_256(f"voice:{index}:{category}".encode()).digest(length)
    prefix = "s1_" if category == "system" else "v1_"
    age = _AGES[index % len(_AGES)]
    return Voice(
        voice_id=prefix + base64.b64encode(digest).decode(),
        name=name,
        description=f"{name}: a {age.replace('_', '-')} {gender} voice",
        category=category,
        gender=gender,
        age=age,
        languages=(language, "en") if index % 7 == 0 and language != "en" else (language,),
        labels=(_LABELS[index % len(_LABELS)],),
        scenes=(_SCENES[index % len(_SCENES)],),
    )


def select(voices: Iterable[Voice], request: JsonObject, extra: JsonObject) -> list[Voice]:
    """Return the voices that match a DescribeVoices request; ``extra`` is its decoded ExtParam."""
    return [voice for voice in voices if _matches(voice, request) and _matches_extra(voice, extra)]


def _matches(voice: Voice, request: JsonObject) -> bool:
    category = request.get("VoiceType") or "all"
    exact: tuple[tuple[str, Any], ...] = (
        ("VoiceId", voice.voice_id),
        ("Gender", voice.gender),
        ("Age", voice.age),
    )
    partial = (("VoiceName", voice.name), ("Description", voice.description))
    lists = (("Languages", voice.languages), ("Labels", voice.labels), ("Scenes", voice.scenes))
    return (
        category in ("all", voice.category)
        and all(not request.get(name) or request[name] == value for name, value in exact)
        and all(not request.get(name) or request[name].lower() in value.lower() for name, value in partial)
        and all(not request.get(name) or set(request[name]) & set(values) for name, values in lists)
    )


def _matches_extra(voice: Voice, extra: JsonObject) -> bool:
    name, labels = extra.get("voiceName"), extra.get("labels")
    return (not name or str(name).lower() in voice.name.lower()) and (
        not isinstance(labels, list) or not labels or bool(set(labels) & set(voice.labels))
    )
