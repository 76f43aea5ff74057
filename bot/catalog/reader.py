"""Read a catalogue file: TOML in, values or every problem out. Knows no request."""

import difflib
import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.catalog.presets import Preset, read_presets
from bot.catalog.prices import PriceRule, read_budget, read_currency, read_price
from bot.catalog.values import Failures, Language, Limits, Model, Need, Rules, Speech, Usual, UsualVoice, Version
from bot.errors import ConfigError
from bot.jobs.claim import Measure, OperatorBudget
from bot.jobs.model import AudioFormat, Backend, Kind

T = TypeVar("T")
_MAX_NAME = 60
_MAX_ITEMS = 600
_MAX_SECONDS = 7 * 24 * 3600
_MODEL_KINDS = (Kind.MUSIC, Kind.SFX, Kind.VIDEO)
_FLAGS = ("instrumental", "reference", "video", "image", "image_required", "last_image", "audio", "aspect_with_image")
_RULE_KEYS = frozenset(
    {*_FLAGS, "lyrics", "formats", "durations", "extras", "resolutions", "aspects", "last_image_resolutions"}
    | {"default_resolution", "audio_resolutions", "duration_resolutions", "output_seconds", "median_seconds", "spread"}
    | {"price"}
)
_MODEL_KEYS = _RULE_KEYS | {
    "kind", "name", "label", "aliases", "backends", "default", "default_version", "other_versions", "version",
    "lyrics_key",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole catalogue file."""

    limits: Limits
    usual: Mapping[Kind, Usual]
    failures: Failures
    speech: Speech
    models: tuple[Model, ...]
    currency: str = ""
    budget: tuple[OperatorBudget, ...] = ()
    presets: Mapping[str, Preset] = field(default_factory=dict)


def read(text: str, name: str) -> Contents:
    """Read a catalogue. Raises ConfigError with every problem; ``name`` is how the file is called in them."""
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise ConfigError([f"{name} is nested too deeply."]) from None
    except ValueError as error:
        raise ConfigError([f"{name} is not valid TOML: {error}."]) from None
    reader = _Reader()
    contents = reader.contents(table)
    if reader.problems or contents is None:
        raise ConfigError([f"{name}: {problem}" for problem in reader.problems])
    return contents


@dataclass(slots=True)
class _Reader:
    """Collects problems while it reads; what can't be read gets a harmless stand-in so that reading goes on."""

    problems: list[str] = field(default_factory=list)

    # --- small readers ------------------------------------------------------------------------------

    def _bad(self, where: str, what: str) -> None:
        self.problems.append(f"{where} {what}{'' if what.endswith('?') else '.'}")

    def _known(self, table: Mapping[str, Any], allowed: frozenset[str] | set[str], where: str) -> None:
        for key in table:
            if key not in allowed:
                close = difflib.get_close_matches(key[:_MAX_NAME], allowed, n=1)
                hint = f"; did you mean {close[0]!r}?" if close else ""
                self._bad(where, f"has an unknown key {key[:_MAX_NAME]!r}{hint}")

    def _table(self, parent: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
        value = parent.get(key, {})
        if isinstance(value, dict) and value:
            return value
        self._bad(where, "must be a table" if key in parent else "is missing")
        return {}

    def _number(self, table: Mapping[str, Any], key: str, where: str, most: float, default: float) -> float:
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self._bad(f"{where} {key}", "must be a number")
        elif not 0 < value <= most:
            self._bad(f"{where} {key}", f"must be above 0 and at most {most:g}")
        else:
            return float(value)
        return default

    def _whole(self, table: Mapping[str, Any], key: str, where: str, least: int, most: int) -> int:
        value = table.get(key)
        place = f"{where} {key}".strip()
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self._bad(place, f"must be a whole number from {least} to {most}")
            return least
        return value

    def _flag(self, table: Mapping[str, Any], key: str, where: str, default: bool = False) -> bool:
        value = table.get(key, default)
        if isinstance(value, bool):
            return value
        self._bad(f"{where} {key}", "must be true or false")
        return default

    def _name(self, value: object, where: str) -> str:
        if isinstance(value, str) and 0 < len(value.strip()) == len(value) <= _MAX_NAME and value.isprintable():
            return value
        self._bad(where, f"must be a text of 1 to {_MAX_NAME} printable characters without spaces around it")
        return "?"

    def _list(self, table: Mapping[str, Any], key: str, where: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
        value = table.get(key, [])
        place = f"{where} {key}".strip()
        if not isinstance(value, list) or len(value) > _MAX_ITEMS:
            self._bad(place, f"must be a list of at most {_MAX_ITEMS}")
            return ()
        items = tuple(read(item, place) for item in value)
        if len(set(items)) != len(items):
            self._bad(place, "names something twice")
        return items

    def _choice(self, words: type[T], value: object, where: str) -> T | None:
        try:
            return words(value)  # type: ignore[call-arg]  # an enum looks its member up
        except (ValueError, TypeError):
            names = ", ".join(repr(str(word)) for word in words)  # type: ignore[attr-defined]
            self._bad(where, f"must be one of {names}")
            return None

    def _span(self, value: object, where: str, least: int, most: int) -> tuple[int, ...]:
        """Read ``[5, 10]`` or ``{ from = 3, to = 10 }``."""
        if isinstance(value, dict):
            self._known(value, {"from", "to"}, where)
            first = self._whole(value, "from", where, least, most)
            last = self._whole(value, "to", where, least, most)
            if last < first or last - first > _MAX_ITEMS:
                self._bad(where, "must run from a smaller to a bigger number")
                return ()
            return tuple(range(first, last + 1))
        return self._list({"": value}, "", where, lambda item, place: self._whole({"": item}, "", place, least, most))

    # --- the file -----------------------------------------------------------------------------------

    def contents(self, table: Mapping[str, Any]) -> Contents | None:
        """Read the whole file."""
        if table.get("format") != 1:
            self._bad("format", "must be 1, the only form of this file that this Foley reads")
        self._known(
            table,
            {"format", "currency", "budget", "limits", "usual", "failures", "speech", "model", "presets"},
            "the file",
        )
        currency = self._checked("currency", lambda: read_currency(table.get("currency", ""))) or ""
        budget = self._checked("[budget]", lambda: read_budget(table["budget"])) if "budget" in table else ()
        limits = self._limits(self._table(table, "limits", "[limits]"))
        usual = self._usuals(self._table(table, "usual", "[usual]"))
        failures = self._failures(self._table(table, "failures", "[failures]") if "failures" in table else {})
        speech = self._speech(self._table(table, "speech", "[speech]"))
        models = self._models(table.get("model"), usual)
        presets = self._checked("[presets]", lambda: read_presets(table["presets"])) if "presets" in table else None
        self._check_currency(currency, models, speech, budget or ())
        return (
            None
            if self.problems
            else Contents(limits, usual, failures, speech, models, currency, budget or (), presets or {})
        )

    def _checked(self, where: str, read: Callable[[], T]) -> T | None:
        """Return what a reader of values makes of a part of the file; its objection becomes a problem."""
        try:
            return read()
        except ValueError as error:
            self._bad(where, str(error))
            return None

    def _check_currency(
        self, currency: str, models: tuple[Model, ...], speech: Speech, budget: tuple[OperatorBudget, ...]
    ) -> None:
        """Refuse amounts of money of which nobody can say in what."""
        rules = [one for model in models for one in (model.rules, *(version.rules for version in model.versions))]
        priced = speech.price is not None or any(one.price is not None for one in rules)
        if not currency and (priced or any(one.measure is Measure.MONEY for one in budget)):
            self._bad("currency", 'must be set, such as "USD", where there are prices or a budget of money')

    def _limits(self, table: Mapping[str, Any]) -> Limits:
        names = ("prompt_characters", "lyrics_characters", "speech_characters")
        self._known(table, set(names), "[limits]")
        return Limits(*(self._whole(table, name, "[limits]", 1, 1_000_000) for name in names))

    def _usuals(self, table: Mapping[str, Any]) -> dict[Kind, Usual]:
        self._known(table, {str(kind) for kind in Kind}, "[usual]")
        usuals = {}
        for kind in Kind:
            where = f"[usual.{kind}]"
            entry = self._table(table, kind, where)
            self._known(entry, {"median_seconds", "spread"}, where)
            usuals[kind] = self._usual(entry, where, Usual(60.0, 0.5))
        return usuals

    def _usual(self, table: Mapping[str, Any], where: str, default: Usual) -> Usual:
        return Usual(
            self._number(table, "median_seconds", where, _MAX_SECONDS, default.median_seconds),
            self._number(table, "spread", where, 5, default.spread),
        )

    def _failures(self, table: Mapping[str, Any]) -> Failures:
        where, default = "[failures]", Failures()
        self._known(table, {"share", "median_seconds", "spread"}, where)
        usual = self._usual(table, where, Usual(default.median_seconds, default.spread))
        return Failures(self._number(table, "share", where, 0.9, default.share), usual.median_seconds, usual.spread)

    def _speech(self, table: Mapping[str, Any]) -> Speech:
        where = "[speech]"
        self._known(table, {"sample_rates", "default_sample_rate", "pitch", "languages", "usual_voice", "price"}, where)
        languages = self._table(table, "languages", "[speech.languages]")
        rates = self._span(table.get("sample_rates", []), f"{where} sample_rates", 1000, 384_000)
        default_rate = self._whole(table, "default_sample_rate", where, 1000, 384_000)
        pitches = self._span(table.get("pitch", []), f"{where} pitch", -48, 48)
        if not rates or default_rate not in rates:
            self._bad(f"{where} default_sample_rate", "must be one of sample_rates")
        if 0 not in pitches:
            self._bad(f"{where} pitch", "must hold 0, the voice as it is")
        return Speech(
            tuple(self._language(code, names) for code, names in languages.items()),
            rates, default_rate, min(pitches, default=0), max(pitches, default=0),
            self._usual_voice(self._table(table, "usual_voice", where) if "usual_voice" in table else {}),
            self._price(table, where, None, by_text=True),
        )  # fmt: skip

    def _usual_voice(self, table: Mapping[str, Any]) -> UsualVoice:
        where = "[speech.usual_voice]"
        self._known(table, {"genders", "labels", "ages"}, where)
        return UsualVoice(*(self._list(table, key, where, self._name) for key in ("genders", "labels", "ages")))

    def _price(
        self, table: Mapping[str, Any], where: str, base: PriceRule | None, *, by_text: bool = False
    ) -> PriceRule | None:
        if "price" not in table:
            return base
        return self._checked(f"{where} price", lambda: read_price(table["price"], by_text=by_text))

    def _language(self, code: str, names: object) -> Language:
        where = f"[speech.languages] {code[:_MAX_NAME]!r}"
        read = self._list({"": names}, "", where, self._name)
        if not read:
            self._bad(where, "needs at least its English name")
        return Language(self._name(code, where), read or ("?",))

    # --- models -------------------------------------------------------------------------------------

    def _models(self, value: object, usual: Mapping[Kind, Usual]) -> tuple[Model, ...]:
        if not isinstance(value, list) or len(value) > _MAX_ITEMS:
            self._bad("[[model]]", "must be there, once for each model")
            return ()
        models = tuple(self._model(entry, index, usual) for index, entry in enumerate(value, start=1))
        found = tuple(model for model in models if model is not None)
        for kind in _MODEL_KINDS:
            if not any(model.kind is kind for model in found):
                self._bad("[[model]]", f"names no model of kind {str(kind)!r}")
            for backend in Backend:
                self._check_group([model for model in found if model.kind is kind and backend in model.backends])
        return found

    def _check_group(self, models: list[Model]) -> None:
        """Refuse what would make a name ambiguous among the models of one kind and product."""
        for index, model in enumerate(models):
            for other in models[:index]:
                if any(other.is_called(name) for name in (model.name, model.label, *model.aliases)):
                    self._bad(f"model {model.name!r}", f"shares a name with {other.name!r} of kind {str(model.kind)!r}")
        if sum(model.default for model in models) > 1:
            self._bad("[[model]]", f"has more than one default of kind {str(models[0].kind)!r} for one product")

    def _model(self, entry: object, index: int, usual: Mapping[Kind, Usual]) -> Model | None:
        where = f"model {index}"
        if not isinstance(entry, dict):
            self._bad(where, "must be a table")
            return None
        name = self._name(entry.get("name"), f"{where} name")
        where = f"model {index} ({name})"
        self._known(entry, _MODEL_KEYS, where)
        kind = self._choice(Kind, entry.get("kind"), f"{where} kind")
        backends = self._list(entry, "backends", where, lambda item, place: self._choice(Backend, item, place))
        if not backends:
            self._bad(f"{where} backends", "must name at least one product")
        if kind is None or kind not in _MODEL_KINDS:
            self._bad(f"{where} kind", "must be music, sfx or video")
            return None
        rules = self._rules(entry, where, Rules(usual[kind]))
        model = Model(
            kind, name, self._name(entry.get("label", name), f"{where} label"),
            frozenset(backend for backend in backends if backend is not None),
            rules,
            aliases=self._list(entry, "aliases", where, self._name),
            default=self._flag(entry, "default", where),
            default_version=(
                self._name(entry["default_version"], f"{where} default_version") if "default_version" in entry else ""
            ),
            other_versions=self._flag(entry, "other_versions", where),
            versions=self._versions(entry.get("version", []), where, rules),
            lyrics_keys=self._lyrics_keys(entry, where),
        )  # fmt: skip
        self._check_versions(model, "default_version" in entry, where)
        return model

    def _lyrics_keys(self, entry: Mapping[str, Any], where: str) -> dict[Backend, str]:
        """Read ``{ mps = "lyric", vod = "" }``: the field lyrics go into, or that there is none."""
        if "lyrics_key" not in entry:
            return {}
        table = self._table(entry, "lyrics_key", f"{where} lyrics_key")
        self._known(table, {str(backend) for backend in Backend}, f"{where} lyrics_key")
        found = {backend: table[backend] for backend in Backend if backend in table}
        return {
            backend: self._name(name, f"{where} lyrics_key {backend}") if name != "" else ""
            for backend, name in found.items()
        }

    def _versions(self, value: object, where: str, rules: Rules) -> tuple[Version, ...]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value) or len(value) > _MAX_ITEMS:
            self._bad(f"{where} version", "must be a list of tables")
            return ()
        versions = []
        for item in value:
            name = self._name(item.get("name"), f"{where} version name")
            place = f"{where} version {name}"
            self._known(item, _RULE_KEYS | {"name", "label"}, place)
            shown = self._name(item["label"], f"{place} label") if "label" in item else ""
            versions.append(Version(name, self._rules(item, place, rules), shown))
        return tuple(versions)

    def _check_versions(self, model: Model, has_default: bool, where: str) -> None:
        names = [version.name for version in model.versions]
        if len({name.casefold() for name in names}) != len(names):
            self._bad(where, "names a version twice")
        if model.takes_version and model.default_version not in names:
            self._bad(f"{where} default_version", "must be one of its versions")
        if has_default and not model.takes_version:
            self._bad(f"{where} default_version", "is set, but the model has no versions")

    def _rules(self, table: Mapping[str, Any], where: str, base: Rules) -> Rules:
        """Read the rules of a model, or of a version on top of its model's."""
        fields: dict[str, Any] = {name: self._flag(table, name, where, getattr(base, name)) for name in _FLAGS}
        lyrics = self._choice(Need, table.get("lyrics", base.lyrics), f"{where} lyrics") or Need.NONE
        formats = base.formats
        if "formats" in table:
            words = self._list(table, "formats", where, lambda item, place: self._choice(AudioFormat, item, place))
            formats = tuple(word for word in words if word is not None)
        durations = base.durations_seconds
        if "durations" in table:
            durations = self._span(table["durations"], f"{where} durations", 1, 3600)
        for key in ("extras", "resolutions", "aspects", "last_image_resolutions", "audio_resolutions"):
            fields[key] = self._list(table, key, where, self._name) if key in table else getattr(base, key)
        fields["default_resolution"] = base.default_resolution
        if "default_resolution" in table:
            fields["default_resolution"] = self._name(table["default_resolution"], f"{where} default_resolution")
        fields["output_seconds"] = base.output_seconds
        if "output_seconds" in table:
            fields["output_seconds"] = self._number(table, "output_seconds", where, _MAX_SECONDS, 1.0)
        fields["price"] = self._price(table, where, base.price)
        fields["duration_resolutions"] = base.duration_resolutions
        if "duration_resolutions" in table:
            fields["duration_resolutions"] = self._duration_resolutions(table, where)
        usual = self._usual(table, where, base.usual)
        rules = Rules(usual, lyrics, formats=formats, durations_seconds=durations, **fields)
        self._check_rules(rules, where)
        return rules

    def _duration_resolutions(self, table: Mapping[str, Any], where: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Read ``{ 10 = ["768P"] }``: seconds that work with these resolutions only."""
        place = f"{where} duration_resolutions"
        entries = self._table(table, "duration_resolutions", place)
        found = []
        for key in entries:
            if key.isascii() and key.isdigit() and len(key) <= 4:
                found.append((int(key), self._list(entries, key, place, self._name)))
            else:
                self._bad(place, "must have seconds as its keys")
        return tuple(found)

    def _check_rules(self, rules: Rules, where: str) -> None:
        if rules.lyrics is Need.REQUIRED and rules.instrumental:
            self._bad(where, "can't both need lyrics and be instrumental")
        if rules.last_image and not rules.image:
            self._bad(where, "can't take a last picture without taking a first one")
        if rules.image_required and not rules.image:
            self._bad(where, "can't need a picture without taking one")
        in_part = [("last_image_resolutions", rules.last_image_resolutions)]
        in_part.append(("audio_resolutions", rules.audio_resolutions))
        in_part += [("duration_resolutions", names) for _, names in rules.duration_resolutions]
        in_part.append(("default_resolution", (rules.default_resolution,) if rules.default_resolution else ()))
        for key, names in in_part:
            if not set(names) <= set(rules.resolutions):
                self._bad(f"{where} {key}", "must be among its resolutions")
