"""Sentences in the reader's language, from one Fluent file per locale; en-US is the master and the fallback.

A sentence is parsed on first use: parsing all files takes two seconds, and a process needs only some of the sentences.
Two in three are one line of text without placeables and are used as they are.

Users never see a formatting error: a missing key or variable is logged with the key, and the master's sentence
or a generic one is shown. Values put into sentences are escaped here, unless they are numbers or :class:`Verbatim`.
"""

import logging
import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType

from fluent.runtime import FluentBundle, FluentResource

from bot.chat.escape import safe
from bot.errors import FoleyError, QuotaExceeded, Value
from bot.jobs.model import Kind

log = logging.getLogger(__name__)
MASTER = "en-US"
# Discord locales that map to one of ours, before the language alone is tried.
_NEAREST = {"es-419": "es-ES", "en-GB": "en-US"}
# Values that the domain passes as bare ids, and the mention prefix of each.
_MENTION_PREFIXES = {"channels": "#", "roles": "@&"}
# Values that are names of options or commands in the code, and are shown by their translated names.
_TRANSLATED_VALUES = frozenset({"option", "first", "second", "command"})
_LONGEST_VALUE = 300
_GENERIC = "error-internal"
_GENERIC_TEXT = "Something went wrong on my side."
# Where an entry of a Fluent file begins: its lines after the first are indented.
_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*) *=", re.MULTILINE)
# A message that is one line of text: no placeables or attributes, followed only by blank lines and comments.
_PLAIN = re.compile(r"[a-zA-Z][\w-]* *= *([^\s{}](?:[^{}\n]*[^\s{}])?) *(?:\n(?:#.*| *))*")
# A message or term that an entry includes: `{ other-message }`, `{ -brand-name }`.
_INCLUDED = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)")


class Verbatim(str):
    """Text that is already safe and goes into a sentence unchanged."""

    __slots__ = ()


@cache  # one object per file: _language() is cached by source, and comparing equal texts of 60 KB is slow
def load_sources() -> Mapping[str, str]:
    """Return the Fluent source of every shipped locale."""
    folder = resources.files(__package__).joinpath("locales")
    return MappingProxyType(
        {
            entry.name.removesuffix(".ftl"): entry.read_text(encoding="utf-8")
            for entry in folder.iterdir()
            if entry.name.endswith(".ftl")
        }
    )


class _Language:
    """The entries of one Fluent file, each parsed on first use."""

    def __init__(self, locale: str, source: str) -> None:
        starts = [(match[1], match.start()) for match in _ENTRY.finditer(source)]
        ends = [start for _, start in starts[1:]] + [len(source)]
        self._unparsed = {name: source[start:end] for (name, start), end in zip(starts, ends, strict=True)}
        matches = {name: _PLAIN.fullmatch(entry) for name, entry in self._unparsed.items()}
        self._plain = {name: match[1] for name, match in matches.items() if match is not None}
        self._locale = locale

    @cached_property
    def _bundle(self) -> FluentBundle:
        """The parsed sentences. Created lazily: it loads the number formats of the language."""
        return FluentBundle([self._locale], use_isolating=False)

    def has(self, key: str) -> bool:
        """Return whether there is a message with this key."""
        if key in self._plain:
            return True
        self._parse(key)
        return bool(self._bundle.has_message(key))

    def write(self, key: str, values: Mapping[str, Value]) -> tuple[str, list[Exception]] | None:
        """Return the formatted sentence and the errors in it, None if there is no such message."""
        if key in self._plain:
            return self._plain[key], []
        if not self.has(key):
            return None
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            return None
        sentence, problems = self._bundle.format_pattern(pattern, dict(values))
        return str(sentence), problems

    def _parse(self, name: str) -> None:
        entry = self._unparsed.pop(name, None)
        if entry is not None:
            self._bundle.add_resource(FluentResource(entry))
            for included in _INCLUDED.findall(entry):
                self._parse(included)


@cache  # everything parsed is shared by all Texts of a process
def _language(locale: str, source: str) -> _Language:
    return _Language(locale, source)


class Texts:
    """All texts. Reads the files on construction; instances in one process share what is parsed."""

    def __init__(self, sources: Mapping[str, str] | None = None) -> None:
        self._sources = load_sources() if sources is None else sources
        if MASTER not in self._sources:
            raise RuntimeError(f"no texts for {MASTER}")

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales with texts."""
        return tuple(sorted(self._sources))

    @property
    def languages(self) -> dict[str, str]:
        """What each language calls itself, by locale."""
        return {locale: self.text("language-name", locale) for locale in self.locales}

    def nearest(self, locale: str) -> str:
        """Return our locale that serves a reader of ``locale`` best."""
        if locale in self._sources:
            return locale
        nearest = _NEAREST.get(locale, locale.partition("-")[0])
        return nearest if nearest in self._sources else MASTER

    def has(self, key: str, locale: str = MASTER) -> bool:
        """Return whether exactly this locale has the key."""
        return locale in self._sources and _language(locale, self._sources[locale]).has(key)

    def text(self, key: str, locale: str, **values: Value) -> str:
        """Return a sentence; numbers are formatted for the locale, other values are escaped."""
        sentence = self._find(key, locale, values)
        if sentence is not None:
            return sentence
        log.error("text.missing key=%s locale=%s", key, locale)
        return self._find(_GENERIC, locale, {}) or _GENERIC_TEXT

    def command(self, name: str, locale: str) -> Verbatim:
        """Return a command as the reader's Discord shows it: ``/musik``. A name that is no command is kept."""
        key = f"cmd-{name}-name"
        return Verbatim(f"/{self.text(key, locale) if self.has(key) else safe(name, _LONGEST_VALUE)}")

    def listed(self, parts: Iterable[str], locale: str) -> str:
        """Join parts with the list separator of the reader's language."""
        return self.text("list-separator", locale).join(parts)

    def error(self, error: FoleyError, locale: str, job_id: str | None = None) -> str:
        """Return the sentence about an error for a person, followed by the job's id if there is one."""
        for key in _keys_of(error):
            sentence = self._find(key, locale, self._with_translated_names(_with_mentions(error.values), locale))
            if sentence is not None:
                break
            log.error("text.error_missing key=%s locale=%s", key, locale)
        else:
            sentence = self.text(_GENERIC, locale)
        if isinstance(error, QuotaExceeded) and error.free_at is not None:
            when = Verbatim(f"<t:{int(error.free_at)}:R>")
            sentence = f"{sentence} {self.text('refusal-next-free', locale, when=when)}"
        return sentence if job_id is None else f"{sentence}\n{self.text('job-line', locale, job=job_id)}"

    def _with_translated_names(self, values: dict[str, Value], locale: str) -> dict[str, Value]:
        """Return values with options and commands replaced by the names that the reader's Discord shows."""
        slots = _TRANSLATED_VALUES.intersection(values)
        named = {slot: key for slot in slots for key in _name_keys_of(slot, values[slot]) if self.has(key)}
        return {**values, **{slot: Verbatim(self.text(key, locale)) for slot, key in named.items()}}

    def _find(self, key: str, locale: str, values: dict[str, Value]) -> str | None:
        checked = {
            name: value if isinstance(value, int | float | Verbatim) else safe(value, _LONGEST_VALUE)
            for name, value in values.items()
        }
        for candidate in dict.fromkeys((self.nearest(locale), MASTER)):
            written = _language(candidate, self._sources[candidate]).write(key, checked)
            if written is None:
                continue
            sentence, problems = written
            if not problems:
                return sentence
            log.error("text.broken key=%s locale=%s: %s", key, candidate, "; ".join(map(str, problems)))
            if candidate == MASTER:
                return sentence
        return None


def _with_mentions(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return values with ids turned into mentions: the domain passes bare numbers."""
    shown = dict(values)
    for name, prefix in _MENTION_PREFIXES.items():
        value = shown.get(name)
        if isinstance(value, str) and value.replace(" ", "").isdecimal():
            shown[name] = Verbatim(" ".join(f"<{prefix}{one}>" for one in value.split()))
    return shown


def _name_keys_of(slot: str, value: Value) -> Iterable[str]:
    """Return the keys that may hold the shown name of a command or option; an option has one name in all commands."""
    name = str(value).replace("_", "-")
    return [f"cmd-{name}-name"] if slot == "command" else [f"cmd-{kind.value}-{name}-name" for kind in Kind]


def _keys_of(error: FoleyError) -> Iterable[str]:
    """Yield the error's own key, then those of its class and the classes above it."""
    yield error.key
    for cls in type(error).__mro__:
        if issubclass(cls, FoleyError) and cls.default_key != error.key:
            yield cls.default_key
