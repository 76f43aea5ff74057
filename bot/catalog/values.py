"""The catalogue's contents as frozen pydantic models, each field with its bounds.

Fields are named as in the file (``catalog.toml`` explains them); a version's table holds only what differs from its
model. Error messages for an invalid file are in :mod:`bot.catalog.reader`.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import cached_property, partial
from types import MappingProxyType
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SkipValidation, model_validator

from bot.catalog.prices import PriceRule, read_price
from bot.jobs.model import AudioFormat, Backend, Kind

# The vendor's own script and a second public client send "lyric" to MPS; the example for VOD has "lyrics".
USUAL_LYRICS_KEYS: Mapping[Backend, str] = MappingProxyType({Backend.MPS: "lyric", Backend.VOD: "lyrics"})
LONGEST_NAME = 60
MOST_ITEMS = 600
Items = TypeVar("Items", bound=Collection[object])


class Need(StrEnum):
    """Whether a model takes an option."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


def _printable(text: str) -> str:
    if text.strip() != text or not text.isprintable():
        raise ValueError("must be printable, without spaces around it")
    return text


def _made_by_models(kind: Kind) -> Kind:
    if kind is Kind.TTS:
        raise ValueError("must be music, sfx or video")
    return kind


def _not_empty(items: Items) -> Items:
    if not items:
        raise ValueError("must name at least one")
    return items


def _unique(items: Items) -> Items:
    if len(set(items)) != len(items):
        raise ValueError("names something twice")
    return items


def _expand_range(value: object) -> object:
    """Expand ``{ from = 3, to = 10 }`` into its whole numbers; return anything else unchanged."""
    match value:
        case {"from": int(first), "to": int(last), **others} if not others and first < last <= first + MOST_ITEMS:
            return list(range(first, last + 1))
        case {}:
            raise ValueError("must go from a smaller to a bigger whole number, 600 further at most")
    return value


def _sorted_unique(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(_unique(numbers)))


Flag = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Seconds = Annotated[float, Field(strict=True, gt=0, le=7 * 24 * 3600)]
Share = Annotated[float, Field(strict=True, gt=0, le=0.9)]
Spread = Annotated[float, Field(strict=True, gt=0, le=5)]
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(_printable)]
NameOrNone = Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(_printable)]
Names = Annotated[tuple[Name, ...], Field(max_length=MOST_ITEMS), AfterValidator(_unique)]
SomeNames = Annotated[Names, AfterValidator(_not_empty)]
Price = Annotated[SkipValidation[PriceRule | None], BeforeValidator(partial(read_price, by_text=False))]
SpeechPrice = Annotated[SkipValidation[PriceRule | None], BeforeValidator(partial(read_price, by_text=True))]
Length = Annotated[int, Field(strict=True, ge=1, le=3600)]
Lengths = Annotated[tuple[Length, ...], BeforeValidator(_expand_range), AfterValidator(_sorted_unique)]
Rate = Annotated[int, Field(strict=True, ge=1000, le=384_000)]
Rates = Annotated[tuple[Rate, ...], BeforeValidator(_expand_range), AfterValidator(_sorted_unique)]
Pitch = Annotated[int, Field(strict=True, ge=-48, le=48)]
Pitches = Annotated[tuple[Pitch, ...], BeforeValidator(_expand_range), AfterValidator(_sorted_unique)]


class Table(BaseModel):
    """A table of the file: immutable, and unknown keys are rejected."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, hide_input_in_errors=True)


class Usual(Table):
    """How long jobs take: the median, and the standard deviation of the natural logarithm of the seconds."""

    median_seconds: Seconds
    spread: Spread


class Failures(Table):
    """Which share of all jobs fails, and after how long (see :class:`Usual`)."""

    share: Share = 0.08
    median_seconds: Seconds = 4.0
    spread: Spread = 1.0


class Rules(Usual):
    """Which options one version takes. An empty tuple means that the option is not taken."""

    lyrics: Need = Need.NONE
    instrumental: Flag = False
    reference: Flag = False
    video: Flag = False
    image: Flag = False
    image_required: Flag = False
    last_image: Flag = False
    audio: Flag = False
    aspect_with_image: Flag = True
    formats: Annotated[tuple[AudioFormat, ...], AfterValidator(_unique)] = ()
    durations: Lengths = ()
    resolutions: Names = ()
    aspects: Names = ()
    extras: Names = ()  # further supported options, by their names in the commands
    price: Price = None
    output_seconds: Seconds | None = None
    default_resolution: NameOrNone = ""
    last_image_resolutions: Names = ()
    audio_resolutions: Names = ()
    duration_resolutions: dict[Annotated[int, Field(ge=1, le=3600)], Names] = Field(default_factory=dict)

    def resolutions_for(self, seconds: int | None) -> tuple[str, ...]:
        """Return the only resolutions a length works with; empty if all do."""
        return () if seconds is None else self.duration_resolutions.get(seconds, ())

    @model_validator(mode="after")
    def _check_consistency(self) -> Self:
        if self.lyrics is Need.REQUIRED and self.instrumental:
            raise ValueError("can't both need lyrics and be instrumental")
        if self.last_image and not self.image:
            raise ValueError("can't take a last picture without taking a first one")
        if self.image_required and not self.image:
            raise ValueError("can't need a picture without taking one")
        named = {*self.last_image_resolutions, *self.audio_resolutions, self.default_resolution or None}
        named = named.union(*self.duration_resolutions.values()) - {None, *self.resolutions}
        if named:
            raise ValueError(f"names a resolution that must be among its resolutions: {min(map(str, named))}")
        return self


def readable(name: str) -> str:
    """Return a version's name in words: ``q3-pro`` becomes "Q3 Pro"."""
    words = name.replace("_", " ").replace("-", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words)


class Version(Rules):
    """One version of a model. ``shown``: its display name, if that can't be derived from ``name``."""

    name: Name
    shown: NameOrNone = Field("", alias="label")

    @property
    def label(self) -> str:
        """The display name: "3 Clip", "Q3 Pro"."""
        return self.shown or readable(self.name)


class Model(Rules):
    """One model for one kind. Its own rules apply to unlisted versions, and if it has no versions."""

    kind: Annotated[Kind, AfterValidator(_made_by_models)]
    name: Name
    label: Name
    backends: Annotated[tuple[Backend, ...], AfterValidator(_unique), AfterValidator(_not_empty)]
    aliases: Names = ()
    default: Flag = False
    default_version: NameOrNone = ""
    other_versions: Flag = False
    versions: Annotated[tuple[Version, ...], Field(max_length=MOST_ITEMS, alias="version")] = ()
    lyrics_key: dict[Backend, NameOrNone] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _inherit_rules(cls, table: Any) -> Any:
        """Let each version inherit the rules of its model that it does not set itself."""
        if not isinstance(table, dict):
            return table
        rules = {name: table[name] for name in Rules.model_fields if name in table}
        versions = table.get("version", [])
        if isinstance(versions, list):
            versions = [{**rules, **one} if isinstance(one, dict) else one for one in versions]
        return {"label": table.get("name"), **table, "version": versions}

    @model_validator(mode="after")
    def _check_versions(self) -> Self:
        names = [version.name for version in self.versions]
        if len({name.casefold() for name in names}) != len(names):
            raise ValueError("names a version twice")
        if self.takes_version and self.default_version not in names:
            raise ValueError("default_version must be one of its versions")
        if self.default_version and not self.takes_version:
            raise ValueError("default_version is set, but the model has no versions")
        return self

    @property
    def takes_version(self) -> bool:
        """Whether a version may be sent at all."""
        return bool(self.versions) or self.other_versions

    def label_of(self, version: str) -> str:
        """Return the display name of this model in one of its versions: "Google Lyria 3 Clip"."""
        wanted = version.casefold()
        listed = next((one.label for one in self.versions if one.name.casefold() == wanted), None)
        return f"{self.label} {listed or readable(version)}".strip()

    @property
    def ordered_versions(self) -> tuple[Version, ...]:
        """The versions, the default one first."""
        return tuple(sorted(self.versions, key=lambda version: version.name != self.default_version))

    def is_called(self, text: str) -> bool:
        """Return whether ``text`` is this model's name, label or an alias, ignoring case."""
        return text.casefold() in {name.casefold() for name in (self.name, self.label, *self.aliases)}


class Language(Table):
    """A language of speech: the provider's code and the names people search by."""

    code: Name
    names: SomeNames

    @property
    def label(self) -> str:
        """The English name, with the language's own where it differs."""
        return " – ".join(self.names[:2])


class UsualVoice(Table):
    """How to choose the default voice: words of the voice list, most important first.

    ``genders`` rotate from person to person.
    """

    genders: Names = ()
    labels: Names = ()
    ages: Names = ()


class Speech(Table):
    """The languages and options of speech."""

    names: dict[Name, SomeNames] = Field(alias="languages", min_length=1)
    sample_rates: Rates
    default_sample_rate: Rate
    pitch: Pitches
    usual_voice: UsualVoice = UsualVoice()
    price: SpeechPrice = None

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The languages, in the order of the file."""
        return tuple(Language(code=code, names=names) for code, names in self.names.items())

    def language(self, text: str) -> Language | None:
        """Return the language with this code or name, ignoring case."""
        wanted = text.strip().casefold()
        for language in self.languages:
            names = (language.code, language.label, *language.names)
            if wanted in (name.casefold() for name in names):
                return language
        return None

    @property
    def lowest_pitch(self) -> int:
        """The lowest pitch."""
        return self.pitch[0]

    @property
    def highest_pitch(self) -> int:
        """The highest pitch."""
        return self.pitch[-1]

    @model_validator(mode="after")
    def _check_consistency(self) -> Self:
        if self.default_sample_rate not in self.sample_rates:
            raise ValueError("default_sample_rate must be one of sample_rates")
        if 0 not in self.pitch:
            raise ValueError("pitch must hold 0, the voice as it is")
        return self


class Limits(Table):
    """How long texts may be, in characters."""

    prompt_characters: Whole
    lyrics_characters: Whole
    speech_characters: Whole
