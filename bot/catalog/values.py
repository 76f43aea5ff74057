"""The catalogue's contents as frozen values. No reading and no checking here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from bot.catalog.prices import PriceRule
from bot.jobs.model import AudioFormat, Backend, Kind

# The vendor's own script and a second public client send "lyric" to MPS; the example for VOD has "lyrics".
USUAL_LYRICS_KEYS: Mapping[Backend, str] = MappingProxyType({Backend.MPS: "lyric", Backend.VOD: "lyrics"})


class Need(StrEnum):
    """How an option stands to a model."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Usual:
    """How long jobs take: the median, and the standard deviation of the natural logarithm."""

    median_seconds: float
    spread: float


@dataclass(frozen=True, slots=True)
class Failures:
    """How jobs end badly: which share of all does, and when, as :class:`Usual` says it of the others."""

    share: float = 0.08
    median_seconds: float = 4.0
    spread: float = 1.0


@dataclass(frozen=True, slots=True)
class Rules:
    """Which options one version takes. An empty tuple means that the option is not taken."""

    usual: Usual
    lyrics: Need = Need.NONE
    instrumental: bool = False
    reference: bool = False
    video: bool = False
    image: bool = False
    image_required: bool = False
    last_image: bool = False
    audio: bool = False
    aspect_with_image: bool = True
    formats: tuple[AudioFormat, ...] = ()
    durations_seconds: tuple[int, ...] = ()
    resolutions: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    price: PriceRule | None = None
    extras: tuple[str, ...] = ()
    """Further options that are taken, by their names in the commands."""
    output_seconds: float | None = None
    """How long a result usually is where no length is asked for."""
    default_resolution: str = ""
    last_image_resolutions: tuple[str, ...] = ()
    audio_resolutions: tuple[str, ...] = ()
    duration_resolutions: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Lengths that work with these resolutions only."""

    def resolutions_for(self, seconds: int | None) -> tuple[str, ...]:
        """Return the only resolutions a length works with; empty where any does."""
        return next((names for length, names in self.duration_resolutions if length == seconds), ())


def readable(name: str) -> str:
    """Return a version's name in words: ``q3-pro`` is "Q3 Pro"."""
    words = name.replace("_", " ").replace("-", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a model. ``shown``: how people read it, where that can't be told from its name."""

    name: str
    rules: Rules
    shown: str = ""

    @property
    def label(self) -> str:
        """How people read it: "3 Clip", "Q3 Pro"."""
        return self.shown or readable(self.name)


@dataclass(frozen=True, slots=True)
class Model:
    """One model for one kind. ``rules`` hold for versions that are not listed, and where there are none."""

    kind: Kind
    name: str
    label: str
    backends: frozenset[Backend]
    rules: Rules
    aliases: tuple[str, ...] = ()
    default: bool = False
    default_version: str = ""
    other_versions: bool = False
    versions: tuple[Version, ...] = ()
    lyrics_keys: Mapping[Backend, str] = field(default_factory=dict)
    """The field lyrics go into, by product; empty where there is none and they are told in the prompt."""

    @property
    def takes_version(self) -> bool:
        """Whether a version may be sent at all."""
        return bool(self.versions) or self.other_versions

    def label_of(self, version: str) -> str:
        """Return how people read this model in one of its versions: "Google Lyria 3 Clip"."""
        wanted = version.casefold()
        listed = next((one.label for one in self.versions if one.name.casefold() == wanted), None)
        return f"{self.label} {listed or readable(version)}".strip()

    @property
    def ordered_versions(self) -> tuple[Version, ...]:
        """The versions, the default one first."""
        return tuple(sorted(self.versions, key=lambda version: version.name != self.default_version))

    def is_called(self, text: str) -> bool:
        """Return whether ``text`` is a spelling of this model's name."""
        return text.casefold() in {name.casefold() for name in (self.name, self.label, *self.aliases)}


@dataclass(frozen=True, slots=True)
class Language:
    """A language speech can be in: the provider's code and the names people search by."""

    code: str
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """The English name, with the language's own where it differs."""
        return " – ".join(self.names[:2])


@dataclass(frozen=True, slots=True)
class UsualVoice:
    """Which voice speaks for people who name none: words of the voice list, those that count more first.

    ``genders`` take turns, by person.
    """

    genders: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """What speech takes."""

    languages: tuple[Language, ...]
    sample_rates: tuple[int, ...]
    default_sample_rate: int
    lowest_pitch: int
    highest_pitch: int
    usual_voice: UsualVoice = UsualVoice()
    price: PriceRule | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How long texts may be, in characters."""

    prompt_characters: int
    lyrics_characters: int
    speech_characters: int
