"""The voices one can speak with: about 120, made up the same way every time, and how they are filtered."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.tencent.actions.schema import JsonObject

# language -> names; each name comes once as a woman's and once as a man's voice
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
    """One voice as the list shows it."""

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
        """Where its sample is served."""
        return f"/samples/{hashlib.sha256(self.voice_id.encode()).hexdigest()[:16]}.wav"

    def answer(self, samples_at: str) -> JsonObject:
        """Return the voice in the words of the interface; ``samples_at``: the origin that serves samples."""
        known: JsonObject = {
            "VoiceId": self.voice_id,
            "Name": self.name,
            "Description": self.description,
            "Category": self.category,
            "Gender": self.gender,
            "Age": self.age,
        }
        if self.category != "system":  # the published sample of a cloned voice has none of the rest
            return known
        return known | {
            "Languages": list(self.languages),
            "AudioUrl": f"{samples_at}{self.sample_path}",
            "Labels": list(self.labels),
            "Scenes": list(self.scenes),
            "Engine": "tts-l1",
        }


def default_voices() -> tuple[Voice, ...]:
    """Return the voices every account has: system ones, and a few cloned and designed."""
    named = [(lang, name, gender) for lang, names in _NAMES.items() for name in names for gender in ("female", "male")]
    # Two names that only one voice has, for people who type them without looking.
    named += [("en", "Emma", "female"), ("en", "Leo", "male")]
    system = [_voice(index, "system", *each) for index, each in enumerate(named)]
    own = [
        _voice(1000 + n, category, "zh", f"{category} test {n}", "female")
        for category in ("clone", "design")
        for n in (1, 2, 3)
    ]
    return (*system, *own)


def _voice(index: int, category: str, language: str, name: str, gender: str) -> Voice:
    # Ids come in the lengths seen in the field, 51 to 90 characters, and hold + / = as base64 does.
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


def select(voices: Iterable[Voice], wanted: JsonObject, extra: JsonObject) -> list[Voice]:
    """Return the voices a DescribeVoices request asks for; ``extra`` is its decoded ExtParam."""
    return [voice for voice in voices if _fits(voice, wanted) and _fits_extra(voice, extra)]


def _fits(voice: Voice, wanted: JsonObject) -> bool:
    category = wanted.get("VoiceType") or "all"
    exact: tuple[tuple[str, Any], ...] = (
        ("VoiceId", voice.voice_id),
        ("Gender", voice.gender),
        ("Age", voice.age),
    )
    partial = (("VoiceName", voice.name), ("Description", voice.description))
    lists = (("Languages", voice.languages), ("Labels", voice.labels), ("Scenes", voice.scenes))
    return (
        category in ("all", voice.category)
        and all(not wanted.get(name) or wanted[name] == value for name, value in exact)
        and all(not wanted.get(name) or wanted[name].lower() in value.lower() for name, value in partial)
        and all(not wanted.get(name) or set(wanted[name]) & set(values) for name, values in lists)
    )


def _fits_extra(voice: Voice, extra: JsonObject) -> bool:
    name, labels = extra.get("voiceName"), extra.get("labels")
    return (not name or str(name).lower() in voice.name.lower()) and (
        not isinstance(labels, list) or not labels or bool(set(labels) & set(voice.labels))
    )
