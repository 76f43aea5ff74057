"""The catalogue: which models there are, what each can do, and whether a request can work before it costs money.

Owns the questions; the file's form is in ``reader``, what texts and links may be in ``cleaning``, the objections in
``checks``. The file is ``catalog.toml`` beside this module, or the operator's own. Must not call anybody: everything
here is decided from the file alone.
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
    """What is offered. Build it with :meth:`load`; changed as a whole or not at all, by :meth:`take_over`."""

    def __init__(self, contents: reader.Contents, trusted_hosts: Collection[str] = ()) -> None:
        self._contents = contents
        self._trusted_hosts = frozenset(host.lower() for host in trusted_hosts)

    def take_over(self, other: "Catalog") -> None:
        """Offer what another catalogue offers: a newer reading of the same file."""
        self._contents = other._contents

    @property
    def limits(self) -> Limits:
        """How long texts may be."""
        return self._contents.limits

    @property
    def currency(self) -> str:
        """What the operator's prices are in; empty where there are none."""
        return self._contents.currency

    @property
    def budget(self) -> tuple[OperatorBudget, ...]:
        """What all servers together may use."""
        return self._contents.budget

    @property
    def presets(self) -> Mapping[str, Preset]:
        """The presets of a server's limits, the strictest first; the shipped ones where the file has none."""
        return self._contents.presets or _shipped().presets

    def price(self, request: Request) -> Price | None:
        """Return what a settled request costs by the operator's list; None where its model has no price."""
        if isinstance(request, SpeechRequest):
            rule = self.speech.price
        else:
            found = self._rules(kind_of(request), request.model, request.version)
            rule = found[0].price if found else None
        return rule.price(self.currency, request) if rule is not None else None

    @property
    def speech(self) -> Speech:
        """What speech offers."""
        return self._contents.speech

    @property
    def failures(self) -> Failures:
        """How often and when jobs fail, before any has."""
        return self._contents.failures

    @classmethod
    def load(cls, path: Path | None = None, *, trusted_hosts: Collection[str] = ()) -> "Catalog":
        """Read the shipped catalogue, or the operator's. Raises ConfigError with every problem of the file.

        ``trusted_hosts``: ``host:port`` of addresses that are let through although they are private (a local Discord).
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
        """Return the models of a kind, the default one first; each name once when no product is named."""
        found: dict[str, Model] = {}
        for model in self._contents.models:
            if model.kind is kind and (backend is None or backend in model.backends):
                found.setdefault(model.name, model)
        return tuple(sorted(found.values(), key=lambda model: not model.default))

    def model_names(self, kind: Kind, backend: Backend) -> list[str]:
        """Return the names of the models of a kind and product, the default one first."""
        return [model.name for model in self.models(kind, backend)]

    def find(self, kind: Kind, name: str, backend: Backend | None = None) -> Model | None:
        """Return the model of this name or alias, whatever its case; the default one for an empty name."""
        candidates = self.models(kind, backend)
        if not name:
            return candidates[0] if candidates else None
        return next((model for model in candidates if model.is_called(name)), None)

    def label(self, kind: Kind, model: str, version: str = "") -> str:
        """Return how people read a model: "Google Lyria 3 Clip". The names as they are for one that is not listed."""
        found = self.find(kind, model) if model else None
        return f"{model} {version}".strip() if found is None else found.label_of(version)

    def versions(self, kind: Kind, model: str, backend: Backend | None = None) -> tuple[str, ...]:
        """Return the listed versions of a model, the default one first; empty where it takes none or is unknown."""
        found = self.find(kind, model, backend)
        return tuple(version.name for version in found.ordered_versions) if found else ()

    def lists_version(self, kind: Kind, model: str, version: str) -> bool:
        """Return whether a version is in the list (others may work all the same, at the person's own risk)."""
        return version.casefold() in (name.casefold() for name in self.versions(kind, model))

    def resolutions(self, model: str = "", version: str = "") -> tuple[str, ...]:
        """Return the resolutions of a video model; of all its versions when none is named."""
        return _union(rules.resolutions for rules in self._rules(Kind.VIDEO, model, version))

    def resolution(self, request: Request) -> str:
        """Return the resolution a settled request comes to; empty where its kind has none."""
        if not isinstance(request, VideoRequest):
            return ""
        rules = self._rules(Kind.VIDEO, request.model, request.version)
        return request.resolution or (rules[0].default_resolution if rules else "")

    def aspects(self, model: str = "", version: str = "") -> tuple[str, ...]:
        """Return the aspect ratios of a video model; of all its versions when none is named."""
        return _union(rules.aspects for rules in self._rules(Kind.VIDEO, model, version))

    def durations(self, kind: Kind, model: str = "", version: str = "") -> tuple[int, ...]:
        """Return the lengths in seconds that may be asked for; empty where the model decides."""
        return tuple(sorted(_union(rules.durations for rules in self._rules(kind, model, version))))

    def lyrics_key(self, model: str, backend: Backend, override: str = "") -> str:
        """Return the field a model's lyrics go into, empty where it has none; ``override`` renames it where it has."""
        found = self.find(Kind.MUSIC, model, backend)
        listed = found.lyrics_key.get(backend) if found else None
        key = USUAL_LYRICS_KEYS[backend] if listed is None else listed
        return (override or key) if key else ""

    def output_seconds(self, kind: Kind, model: str, version: str) -> float | None:
        """Return how long a result usually is where no length is asked for; None where the file does not say."""
        rules = self._rules(kind, model, version)
        return rules[0].output_seconds if rules else None

    def prior(self, kind: Kind, model: str = "", version: str = "") -> tuple[float, float]:
        """Return what is known before the first job: median seconds, and the spread of the natural logarithm."""
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

    def _choices(self, kind: Kind, backend: Backend) -> Iterator[Choice]:
        for model in self.models(kind, backend):
            for version in model.ordered_versions:
                yield Choice(model, version.name, version)
            if not model.versions:
                yield Choice(model, "", model)

    # --- whether a request can work -----------------------------------------------------------------

    def check(self, request: Request, backend: Backend) -> Request:
        """Return the request as it will be sent: names as listed, model and version filled in.

        A version that is not in the list passes where the model says that its list is a suggestion. When no version is
        named, the default one is taken, or the first that can do what was asked. Raises InvalidRequest with what to
        change.
        """
        if not 1 <= count_of(request) <= MOST_AT_ONCE:
            raise InvalidRequest(key="refusal-command-changed")  # Discord offers no other number
        cleaner = RequestCleaner(self.limits, self.speech, self._trusted_hosts)
        if isinstance(request, SpeechRequest):
            return cleaner.speech(request)
        if isinstance(request, MusicRequest):
            music = cleaner.music(request)
            return self._settle(music, Kind.MUSIC, backend, lambda examiner: examiner.music(music))
        if isinstance(request, SfxRequest):
            sfx = cleaner.sfx(request)
            return self._settle(sfx, Kind.SFX, backend, lambda examiner: examiner.sfx(sfx))
        video = cleaner.video(request)
        return self._settle(video, Kind.VIDEO, backend, lambda examiner: examiner.video(video))

    def with_able_model(self, request: _M, backend: Backend) -> _M:
        """Return a request with the first model that can do it, the one it names before others; else as it is.

        Its prompt may still be missing.
        """
        for name in (request.model, *self.model_names(kind_of(request), backend)):
            able = replace(request, model=name, version=request.version if name == request.model else "")
            try:
                self.check(replace(able, prompt=able.prompt or _PROMPT_TO_COME), backend)
            except InvalidRequest:
                continue
            return able
        return request

    def _settle(
        self, request: _M, kind: Kind, backend: Backend, objection: Callable[[RequestChecker], InvalidRequest | None]
    ) -> _M:
        """Find the model and version that do it."""
        model = self._find_model(request, kind, backend)
        rivals = tuple(self._choices(kind, backend))
        first: InvalidRequest | None = None
        for version in _candidates(model, request.version.strip()):
            choice = Choice(model, version, _rules_of(model, version))
            problem = objection(RequestChecker(choice, rivals))
            if problem is None:
                return replace(request, model=model.name, version=version)
            first = first or problem
        # A model has at least one candidate, so there is an objection.
        raise first or InvalidRequest(f"no candidate of {model.name}")

    def _find_model(self, request: _Made, kind: Kind, backend: Backend) -> Model:
        model = self.find(kind, request.model.strip(), backend)
        if model is not None:
            return model
        names = [item.label for item in self.models(kind, backend)]
        values: Values = {"model": request.model[:60], "count": len(names), "offered": ", ".join(names)}
        raise InvalidRequest(key="catalog-model-unknown", values=values)

    def language_code(self, text: str) -> str:
        """Return the code of a language or locale (``pt-BR``), empty for one that is not listed."""
        for spelled in (text, text.partition("-")[0]):
            language = self.language(spelled) if spelled else None
            if language is not None:
                return language.code
        return ""

    def language(self, text: str) -> Language | None:
        """Return the language of this code or name, whatever its case."""
        return self.speech.language(text)


def _rules_of(model: Model, version: str) -> Rules:
    wanted = version.casefold()
    return next((item for item in model.versions if item.name.casefold() == wanted), model)


def _candidates(model: Model, version: str) -> tuple[str, ...]:
    """Return the versions to try, in order. Raises InvalidRequest for one that can't be sent."""
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
