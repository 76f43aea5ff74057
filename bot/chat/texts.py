"""Sentences in the reader's language, from one Fluent file per locale; en-US is the master and the fallback.

Nothing raises towards a person: a missing key or variable is a log line with the key, and the master's sentence
or a general one is shown. Values put into sentences are escaped here, unless they are numbers or ready made.
"""

import logging
from collections.abc import Iterable, Mapping
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

from bot.chat.escape import safe
from bot.errors import FoleyError, QuotaExceeded, Value

log = logging.getLogger(__name__)
MASTER = "en-US"
# Discord locales that read one of ours, before the language alone is tried.
_NEAREST = {"es-419": "es-ES", "en-GB": "en-US"}
# Values that the domain hands on as bare ids, and how Discord shows each.
_MENTIONED = {"channels": "#", "roles": "@&"}
_LONGEST_VALUE = 300
_GENERAL = "error-internal"
_GENERAL_TEXT = "Something went wrong on our side."


class Verbatim(str):
    """Text that is safe already and passes into a sentence as it is."""

    __slots__ = ()


def load_sources() -> dict[str, str]:
    """Return the Fluent source of every shipped locale."""
    folder = resources.files("bot.chat").joinpath("locales")
    return {
        entry.name.removesuffix(".ftl"): entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".ftl")
    }


class Texts:
    """All texts. Built once and handed in; reads its files when it is built."""

    def __init__(self, sources: dict[str, str] | None = None) -> None:
        self._bundles: dict[str, FluentBundle] = {}
        for locale, source in (load_sources() if sources is None else sources).items():
            bundle = FluentBundle([locale], use_isolating=False)
            bundle.add_resource(FluentResource(source))
            self._bundles[locale] = bundle
        if MASTER not in self._bundles:
            raise RuntimeError(f"no texts for {MASTER}")

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales there are texts for."""
        return tuple(sorted(self._bundles))

    def nearest(self, locale: str) -> str:
        """Return the locale of ours that serves a reader of ``locale`` best."""
        if locale in self._bundles:
            return locale
        nearest = _NEAREST.get(locale, locale.partition("-")[0])
        return nearest if nearest in self._bundles else MASTER

    def has(self, key: str, locale: str = MASTER) -> bool:
        """Tell whether exactly this locale has the key."""
        bundle = self._bundles.get(locale)
        return bundle is not None and bundle.has_message(key)

    def text(self, key: str, locale: str, **values: Value) -> str:
        """Return a sentence; numbers are written the reader's way, other values are escaped."""
        found = self._find(key, locale, values)
        if found is not None:
            return found
        log.error("text missing: %s (%s)", key, locale)
        return self._find(_GENERAL, locale, {}) or _GENERAL_TEXT

    def optional(self, key: str, locale: str, **values: Value) -> str:
        """Return a sentence, or nothing when no locale has the key."""
        return self._find(key, locale, values) or ""

    def error(self, error: FoleyError, locale: str, job_id: str | None = None) -> str:
        """Return what a person should read about an error, ending in the job's id when there is one."""
        for key in _keys_of(error):
            sentence = self._find(key, locale, _mentioned(error.values))
            if sentence is not None:
                break
            log.error("text of an error missing: %s (%s)", key, locale)
        else:
            sentence = self.text(_GENERAL, locale)
        if isinstance(error, QuotaExceeded) and error.free_at is not None:
            when = Verbatim(f"<t:{int(error.free_at)}:R>")
            sentence = f"{sentence} {self.text('refusal-next-free', locale, when=when)}"
        return sentence if job_id is None else f"{sentence}\n{self.text('job-line', locale, job=job_id)}"

    def _find(self, key: str, locale: str, values: dict[str, Value]) -> str | None:
        checked = {
            name: value if isinstance(value, int | float | Verbatim) else safe(value, _LONGEST_VALUE)
            for name, value in values.items()
        }
        for candidate in dict.fromkeys((self.nearest(locale), MASTER)):
            bundle = self._bundles[candidate]
            if not bundle.has_message(key):
                continue
            pattern = bundle.get_message(key).value
            if pattern is None:
                continue
            sentence, problems = bundle.format_pattern(pattern, checked)
            if not problems:
                return str(sentence)
            log.error("text %s (%s): %s", key, candidate, "; ".join(map(str, problems)))
            if candidate == MASTER:
                return str(sentence)
        return None


def _mentioned(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return values with ids made into mentions: the domain hands on bare numbers."""
    shown = dict(values)
    for name, mark in _MENTIONED.items():
        value = shown.get(name)
        if isinstance(value, str) and value.replace(" ", "").isdecimal():
            shown[name] = Verbatim(" ".join(f"<{mark}{one}>" for one in value.split()))
    return shown


def _keys_of(error: FoleyError) -> Iterable[str]:
    """Yield the error's own key, then those of its class and the classes above it."""
    yield error.key
    for cls in type(error).__mro__:
        if issubclass(cls, FoleyError) and cls.default_key != error.key:
            yield cls.default_key
