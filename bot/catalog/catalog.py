"""The catalogue: which models exist, what each supports, and whether a request can work before it costs money.

Owns the queries; the file format is in ``reader``, the rules for texts and links in ``cleaning``, the objections to a
request in ``checks``. The file is ``catalog.toml`` next to this module, or the operator's own. Must not do any I/O
beyond reading that file: it alone decides.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TypeVar

from bot.catalog import reader
from bot.catalog.checks import Choice, RequestChecker, spans, version_not_taken
from bot.catalog.cleaning import RequestCleaner
from bot.catalog.presets import Preset
from bot.catalog.values import (
    USUAL_LYRICS_KEYS,
    Failures,
    Language,
    Limits,
    Model,
    Need,
    Rules,
    Speech,
    Usual,
    Version,
)
from bot.errors import ConfigError, InvalidRequest, Values
from bot.jobs.claim import OperatorBudget
from bot.jobs.model import Backend, Kind, MusicRequest, Request, SfxRequest, SpeechRequest, VideoRequest, kind_of
from bot.jobs.price import Price
from bot.jobs.requests import MOST_AT_ONCE, count_of

__all__ = ["Catalog", "Language", "Limits", "Model", "Need", "Rules", "Speech", "Usual", "Version", "spans"]

_MAX_FILE_BYTES = 1_000_000
_MAX_VERSION_CHARACTERS = 40
_PROMPT_TO_COME = "…"
_Made = MusicRequest | SfxRequest | VideoRequest
_M = TypeVar("_M", MusicRequest, SfxRequest, VideoRequest)
_T = TypeVar("_T")


@cache  # nothing in it changes, and checking every rule takes a while
def _shipped() -> reader.Contents:
    text = resources.files(__package__).joinpath("catalog.toml").read_text(encoding="utf-8")
    return reader.read(text, "catalog.toml")


class Catalog:
    """The models and options on offer. Build it with :meth:`load`; :meth:`take_over` replaces its whole contents."""

    def __init__(self, contents: reader.Contents, trusted_hosts: Collection[str] = ()) -> None:
        self._contents = contents
        # Computed when first needed: they are asked for with every request.
        self._models: dict[tuple[Kind, Backend | None], tuple[Model, ...]] = {}
        self._choices: dict[tuple[Kind, Backend], tuple[Choice, ...]] = {}
        self._trusted_hosts = frozenset(host.lower() for host in trusted_hosts)

    def take_over(self, other: "Catalog") -> None:
        """Adopt the contents of another catalogue, such as a newer version of the same file."""
        self._contents = other._contents
        self._models.clear()
        self._choices.clear()

    @property
    def limits(self) -> Limits:
        """The maximum lengths of texts."""
        return self._contents.limits

    @property
    def currency(self) -> str:
        """The currency of the operator's prices; empty if there are none."""
        return self._contents.currency

    @property
    def budget(self) -> tuple[OperatorBudget, ...]:
        """The operator's budget for all servers together."""
        return self._contents.budget

    @property
    def presets(self) -> Mapping[str, Preset]:
        """The presets of a server's limits, strictest first; the shipped ones if the file has none."""
        return self._contents.presets or _shipped().presets

    def price(self, request: Request) -> Price | None:
        """Return the price of a checked request from the operator's list; None if its model has no price."""
        if isinstance(request, SpeechRequest):
            rule = self.speech.price
        else:
            rules = self._rules(kind_of(request), request.model, request.version)
            rule = rules[0].price if rules else None
        return rule.price(self.currency, request) if rule is not None else None

    @property
    def speech(self) -> Speech:
        """The languages and options of speech."""
        return self._contents.speech

    @property
    def failures(self) -> Failures:
        """The prior for how often and when jobs fail."""
        return self._contents.failures

    @classmethod
    def load(cls, path: Path | None = None, *, trusted_hosts: Collection[str] = ()) -> "Catalog":
        """Read the shipped catalogue, or the operator's. Raises ConfigError with every problem of the file.

        ``trusted_hosts``: ``host:port`` of addresses that are allowed although they are private (a local Discord).
        """
        if path is None:
            return cls(_shipped(), trusted_hosts)
        try:
            raw = path.read_bytes()
            if len(raw) > _MAX_FILE_BYTES:
                raise ConfigError([f"{path} is too big for a catalogue ({len(raw)} bytes)."])
            text = raw.decode("utf-8")
        except OSError as error:
            raise ConfigError([f"{path} can't be read: {error.strerror}."]) from error
        except UnicodeDecodeError:
            raise ConfigError([f"{path} is not UTF-8 text."]) from None
        return cls.parse(text, str(path), trusted_hosts=trusted_hosts)

    @classmethod
    def parse(cls, text: str, name: str = "catalogue", *, trusted_hosts: Collection[str] = ()) -> "Catalog":
        """Read a catalogue from TOML text. Raises ConfigError."""
        return cls(reader.read(text, name), trusted_hosts)

    # --- what is offered ----------------------------------------------------------------------------

    def models(self, kind: Kind, backend: Backend | None = None) -> tuple[Model, ...]:
        """Return the models of a kind, the default one first; each name once if no product is given."""
        known = self._models.get((kind, backend))
        if known is not None:
            return known
        by_name: dict[str, Model] = {}
        for model in self._contents.models:
            if model.kind is kind and (backend is None or backend in model.backends):
                by_name.setdefault(model.name, model)
        models = tuple(sorted(by_name.values(), key=lambda model: not model.default))
        self._models[kind, backend] = models
        return models

    def model_names(self, kind: Kind, backend: Backend) -> list[str]:
        """Return the names of the models of a kind and product, the default one first."""
        return [model.name for model in self.models(kind, backend)]

    def find(self, kind: Kind, name: str, backend: Backend | None = None) -> Model | None:
        """Return the model with this name or alias, ignoring case; the default one for an empty name."""
        candidates = self.models(kind, backend)
        if not name:
            return candidates[0] if candidates else None
        return next((model for model in candidates if model.is_called(name)), None)

    def label(self, kind: Kind, model: str, version: str = "") -> str:
        """Return a model's display name: "Google Lyria 3 Clip". The given names unchanged for an unlisted model."""
        listed = self.find(kind, model) if model else None
        return f"{model} {version}".strip() if listed is None else listed.label_of(version)

    def versions(self, kind: Kind, model: str, backend: Backend | None = None) -> tuple[str, ...]:
        """Return the listed versions of a model, the default one first; empty if it takes none or is unknown."""
        listed = self.find(kind, model, backend)
        return tuple(version.name for version in listed.ordered_versions) if listed else ()

    def lists_version(self, kind: Kind, model: str, version: str) -> bool:
        """Return whether a version is listed (unlisted ones may still work, at the user's own risk)."""
        return version.casefold() in (name.casefold() for name in self.versions(kind, model))

    def resolutions(self, model: str = "", version: str = "") -> tuple[str, ...]:
        """Return the resolutions of a video model; of all its versions if none is given."""
        return _union(rules.resolutions for rules in self._rules(Kind.VIDEO, model, version))

    def resolution(self, request: Request) -> str:
        """Return the resolution of a checked request's result; empty if its kind has none."""
        if not isinstance(request, VideoRequest):
            return ""
        rules = self._rules(Kind.VIDEO, request.model, request.version)
        return request.resolution or (rules[0].default_resolution if rules else "")

    def aspects(self, model: str = "", version: str = "") -> tuple[str, ...]:
        """Return the aspect ratios of a video model; of all its versions if none is given."""
        return _union(rules.aspects for rules in self._rules(Kind.VIDEO, model, version))

    def durations(self, kind: Kind, model: str = "", version: str = "") -> tuple[int, ...]:
        """Return the lengths in seconds that may be requested; empty if the model decides."""
        return tuple(sorted(_union(rules.durations for rules in self._rules(kind, model, version))))

    def lyrics_key(self, model: str, backend: Backend, override: str = "") -> str:
        """Return the field that takes a model's lyrics, empty if it has none; ``override`` renames an existing one."""
        listed = self.find(Kind.MUSIC, model, backend)
        own_key = listed.lyrics_key.get(backend) if listed else None
        key = USUAL_LYRICS_KEYS[backend] if own_key is None else own_key
        return (override or key) if key else ""

    def output_seconds(self, kind: Kind, model: str, version: str) -> float | None:
        """Return the usual length of a result if none is requested; None if the file does not say."""
        rules = self._rules(kind, model, version)
        return rules[0].output_seconds if rules else None

    def prior(self, kind: Kind, model: str = "", version: str = "") -> tuple[float, float]:
        """Return the prior for how long a job takes: median seconds, and the spread of their natural logarithm."""
        rules = self._rules(kind, model, version) if kind is not Kind.TTS and model else []
        usual: Usual = rules[0] if rules else self._contents.usual[kind]
        return usual.median_seconds, usual.spread

    def _rules(self, kind: Kind, name: str, version: str) -> list[Rules]:
        model = self.find(kind, name)
        if model is None:
            return []
        if version or not model.versions:
            return [_rules_of(model, version)]
        return list(model.ordered_versions)

    def _choices_of(self, kind: Kind, backend: Backend) -> tuple[Choice, ...]:
        choices = self._choices.get((kind, backend))
        if choices is None:
            models = self.models(kind, backend)
            choices = tuple(choice for model in models for choice in _choices_of_model(model))
            self._choices[kind, backend] = choices
        return choices

    # --- whether a request can work -----------------------------------------------------------------

    def check(self, request: Request, backend: Backend) -> Request:
        """Return the request as it will be sent: names as listed, model and version filled in.

        An unlisted version passes if the model marks its list as a suggestion. If no version is given, the default one
        is used, or else the first that supports the request. Raises InvalidRequest with what to change.
        """
        if not 1 <= count_of(request) <= MOST_AT_ONCE:
            raise InvalidRequest(key="refusal-command-changed")  # Discord's command allows no other number
        cleaner = RequestCleaner(self.limits, self.speech, self._trusted_hosts)
        if isinstance(request, SpeechRequest):
            return cleaner.speech(request)
        if isinstance(request, MusicRequest):
            music = cleaner.music(request)
            return self._resolve(music, Kind.MUSIC, backend, lambda examiner: examiner.music(music))
        if isinstance(request, SfxRequest):
            sfx = cleaner.sfx(request)
            return self._resolve(sfx, Kind.SFX, backend, lambda examiner: examiner.sfx(sfx))
        video = cleaner.video(request)
        return self._resolve(video, Kind.VIDEO, backend, lambda examiner: examiner.video(video))

    def with_able_model(self, request: _M, backend: Backend) -> _M:
        """Return a request with the first model that supports it, trying the one it names first; else unchanged.

        Its prompt may still be missing.
        """
        for name in (request.model, *self.model_names(kind_of(request), backend)):
            candidate = replace(request, model=name, version=request.version if name == request.model else "")
            try:
                self.check(replace(candidate, prompt=candidate.prompt or _PROMPT_TO_COME), backend)
            except InvalidRequest:
                continue
            return candidate
        return request

    def _resolve(
        self, request: _M, kind: Kind, backend: Backend, objection: Callable[[RequestChecker], InvalidRequest | None]
    ) -> _M:
        """Fill in the model and version that support the request. Raises InvalidRequest with the first objection."""
        model = self._find_model(request, kind, backend)
        choices = self._choices_of(kind, backend)
        first: InvalidRequest | None = None
        for version in _candidates(model, request.version.strip()):
            choice = Choice(model, version, _rules_of(model, version))
            problem = objection(RequestChecker(choice, choices))
            if problem is None:
                return replace(request, model=model.name, version=version)
            first = first or problem
        # A model has at least one candidate version, so there is an objection.
        raise first or InvalidRequest(f"no candidate of {model.name}")

    def _find_model(self, request: _Made, kind: Kind, backend: Backend) -> Model:
        model = self.find(kind, request.model.strip(), backend)
        if model is not None:
            return model
        names = [item.label for item in self.models(kind, backend)]
        values: Values = {"model": request.model[:60], "count": len(names), "offered": ", ".join(names)}
        raise InvalidRequest(key="catalog-model-unknown", values=values)

    def language_code(self, text: str) -> str:
        """Return the code of a language or locale (``pt-BR``), empty for an unlisted one."""
        for candidate in (text, text.partition("-")[0]):
            language = self.language(candidate) if candidate else None
            if language is not None:
                return language.code
        return ""

    def language(self, text: str) -> Language | None:
        """Return the language with this code or name, ignoring case."""
        return self.speech.language(text)


def _choices_of_model(model: Model) -> Iterator[Choice]:
    if not model.versions:
        yield Choice(model, "", model)
    for version in model.ordered_versions:
        yield Choice(model, version.name, version)


def _rules_of(model: Model, version: str) -> Rules:
    wanted = version.casefold()
    return next((item for item in model.versions if item.name.casefold() == wanted), model)


def _candidates(model: Model, version: str) -> tuple[str, ...]:
    """Return the versions to try, in order. Raises InvalidRequest for a version that can't be sent."""
    if not version:
        return tuple(item.name for item in model.ordered_versions) or ("",)
    listed = next((item.name for item in model.versions if item.name.casefold() == version.casefold()), None)
    if listed is not None:
        return (listed,)
    values = {"model": model.label, "version": version[:_MAX_VERSION_CHARACTERS]}
    if not model.takes_version:
        raise version_not_taken(model.label)
    fits = len(version) <= _MAX_VERSION_CHARACTERS and version.isascii() and version.isprintable()
    if model.other_versions and fits:
        return (version,)
    offered = ", ".join(item.name for item in model.versions)
    raise InvalidRequest(key="catalog-version-unknown", values={**values, "offered": offered})


def _union(groups: Iterable[tuple[_T, ...]]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))
