"""The voice index: kept fresh in the background, searched and resolved in memory.

Owns the list in memory, its search, and the short stable keys that stand for voices in Discord's choice values (a voice
id may have almost 100 characters and contain ``+ / =``). Commands must never wait for the source: only
:meth:`VoiceIndex.run` talks to it; while it is unavailable the last good list stays.
"""

import asyncio
import contextlib
import hashlib
import json
import logging
import random
import unicodedata
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, fields

from bot.clock import Clock
from bot.errors import FoleyError, InvalidRequest, Values
from bot.jobs.model import Voice
from bot.jobs.ports import VoiceSource
from bot.utils.backoff import Backoff

log = logging.getLogger(__name__)

MAX_FOUND = 25
_KEY_PREFIX = "v:"
_KEY_CHARACTERS = 16
_MIN_ID_CHARACTERS = 20
_MAX_ID_CHARACTERS = 200
_REFRESH_SECONDS = 6 * 3600.0
_BACKOFF = Backoff(30.0, 1800.0)
_TEXT_FIELDS = ("id", "name", "description", "gender", "age", "sample_url", "category")
_LIST_FIELDS = ("languages", "labels", "scenes")
_EXACT, _START, _WORD, _INSIDE, _OTHER = 5, 4, 3, 2, 1


def voice_key(voice_id: str) -> str:
    """Return the short key of a voice: the same in every process and after every refresh."""
    return _KEY_PREFIX + hashlib.sha256(voice_id.encode()).hexdigest()[:_KEY_CHARACTERS]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A voice as the search sees it: all text folded by :func:`_fold`."""

    voice: Voice
    name: str
    facts: frozenset[str]
    other_text: str

    def score(self, terms: Collection[str]) -> int:
        """Return how well the voice matches; 0 if any term is missing."""
        total = 0
        for term in terms:
            best = self._score(term)
            if not best:
                return 0
            total += best
        return total

    def _score(self, term: str) -> int:
        if term in self.facts or term == self.name:
            return _EXACT
        if self.name.startswith(term):
            return _START
        if f" {term}" in self.name or any(fact.startswith(term) for fact in self.facts):
            return _WORD
        if term in self.name:
            return _INSIDE
        return _OTHER if term in self.other_text else 0


class VoiceIndex:
    """All voices known at present. ``language_names``: further names of each language code.

    ``only_listed``: once the list is known, an unlisted voice may not be used, not even by its full id.
    """

    def __init__(
        self,
        source: VoiceSource,
        clock: Clock,
        language_names: Iterable[tuple[str, Collection[str]]] = (),
        *,
        only_listed: bool = False,
    ) -> None:
        self._source = source
        self._clock = clock
        self._only_listed = only_listed
        self._language_names = {code.casefold(): tuple(names) for code, names in language_names}
        self._entries: tuple[_Entry, ...] = ()
        self._by_key: dict[str, Voice] = {}
        self._by_id: dict[str, Voice] = {}
        self._by_name: dict[str, list[Voice]] = {}
        self._known = asyncio.Event()
        self.refreshed_at: float | None = None

    def __iter__(self) -> Iterator[Voice]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._entries)

    # --- keeping fresh ------------------------------------------------------------------------------

    async def run(self, keep: Callable[[str], Awaitable[None]] | None = None) -> None:
        """Refresh until cancelled, sooner while the source is unavailable; ``keep`` gets every new list."""
        failures = 0
        while True:
            failures = 0 if await self.refresh() else failures + 1
            if keep is not None and not failures:
                await keep(self.dump())
            delay_seconds = _BACKOFF.after(failures) if failures else _REFRESH_SECONDS
            await self._clock.sleep(delay_seconds * random.uniform(0.9, 1.1))

    async def refresh(self) -> bool:
        """Fetch the list once; return False and keep the old one if the source fails or returns nothing."""
        try:
            voices = await self._source.list_voices()
        except FoleyError as error:
            log.warning("voices.refresh_failed kept=%d: the known ones stay: %s", len(self), error)
            return False
        if not voices:
            log.warning("voices.empty kept=%d: the known ones stay", len(self))
            return False
        self.replace(voices)
        self.refreshed_at = self._clock.now()
        return True

    def replace(self, voices: Iterable[Voice]) -> None:
        """Replace the list."""
        unique = {voice.id: voice for voice in voices if voice.id}
        self._by_id = unique
        self._by_key = {voice_key(voice.id): voice for voice in unique.values()}
        self._by_name = {}
        for voice in unique.values():
            self._by_name.setdefault(_fold(voice.name), []).append(voice)
        self._entries = tuple(self._entry(voice) for voice in unique.values())
        if unique:
            self._known.set()

    def dump(self) -> str:
        """Return the list as JSON, to be stored between runs."""
        return json.dumps([asdict(entry.voice) for entry in self._entries])

    def restore(self, text: str) -> bool:
        """Load a list made by :meth:`dump`; return False and change nothing if it can't be read."""
        try:
            voices = [_voice_from(item) for item in json.loads(text)]
        except (ValueError, TypeError, KeyError, RecursionError):
            return False
        self.replace(voices)
        return bool(voices)

    # --- asking -------------------------------------------------------------------------------------

    async def known(self, patience_seconds: float) -> bool:
        """Wait for the first list of a new installation; return False if it has not arrived in time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience_seconds):
                await self._known.wait()
        return self._known.is_set()

    def search(self, text: str = "", *, language: str = "", first: Collection[str] = ()) -> list[Voice]:
        """Return at most 25 voices, best first: every word of ``text`` in name, language, gender, age or labels.

        ``language``: voices that speak it come first. ``first``: ids that come before all others (the last used one).
        """
        terms = _fold(text).split()
        wanted = language.casefold()
        ranked: list[tuple[bool, bool, int, str, int]] = []
        for position, entry in enumerate(self._entries):
            score = entry.score(terms)
            if score or not terms:
                speaks = wanted in (code.casefold() for code in entry.voice.languages) if wanted else True
                ranked.append((entry.voice.id not in first, not speaks, -score, entry.name, position))
        ranked.sort()
        return [self._entries[position].voice for *_, position in ranked[:MAX_FOUND]]

    def get(self, voice_id: str) -> Voice | None:
        """Return the listed voice of this id."""
        return self._by_id.get(voice_id)

    def allows(self, voice_id: str) -> bool:
        """Return whether a voice may be used: it is listed, unlisted ones are allowed, or no list is known yet."""
        return voice_id in self._by_id or not (self._only_listed and self._by_id)

    def check(self, voice_id: str) -> None:
        """Reject a voice that may not be used, wherever its id was stored. Raises InvalidRequest."""
        if not self.allows(voice_id):
            raise InvalidRequest(key="voice-unknown", values={"voice": "", "count": 0, "others": ""})

    def resolve(self, value: str) -> Voice:
        """Return the voice meant by a key, a full id (also an unlisted one, if allowed) or an exact name.

        Raises InvalidRequest.
        """
        text = value.strip()
        known = self._by_key.get(text) or self._by_id.get(text)
        if known is not None:
            return known
        if text.startswith(_KEY_PREFIX):  # chosen from a list that this process does not have (any more)
            raise InvalidRequest(key="voice-unknown", values={"voice": "", "count": 0, "others": ""})
        named = self._by_name.get(_fold(text), [])
        if len(named) == 1:
            return named[0]
        if named:
            raise InvalidRequest(key="voice-ambiguous", values={"voice": text[:60], "count": len(named)})
        if _looks_like_id(text):
            self.check(text)
            return Voice(id=text, name="")
        close = [voice.name for voice in self.search(text)[:3]] if text else []
        values: Values = {"voice": text[:60], "count": len(close), "others": ", ".join(close)}
        raise InvalidRequest(key="voice-unknown", values=values)

    def _entry(self, voice: Voice) -> _Entry:
        languages = [code.casefold() for code in voice.languages]
        named = [name for code in languages for name in self._language_names.get(code, ())]
        facts = {_fold(word) for word in (*languages, *named, voice.gender, voice.age, *voice.labels, *voice.scenes)}
        facts |= {part for fact in facts for part in fact.replace("_", " ").split()}
        other_text = " ".join(_fold(text) for text in (voice.description, voice.category, voice.id))
        return _Entry(voice, _fold(voice.name), frozenset(facts - {""}), other_text)


def _fold(text: str) -> str:
    """Fold case and width (full-width letters, ligatures) and squeeze spaces, so that people find what they type."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _looks_like_id(text: str) -> bool:
    """Return whether a text may be an unlisted voice id: one long word of base64 characters."""
    return (
        _MIN_ID_CHARACTERS <= len(text) <= _MAX_ID_CHARACTERS
        and text.isascii()
        and all(character.isalnum() or character in "_-+/=." for character in text)
    )


def _voice_from(item: object) -> Voice:
    if not isinstance(item, dict):
        raise TypeError("a voice is a table")
    known = {field.name for field in fields(Voice)}
    texts = {name: str(item.get(name, "")) for name in _TEXT_FIELDS if name in known}
    lists = {name: tuple(str(word) for word in item.get(name, ())) for name in _LIST_FIELDS if name in known}
    if not texts["id"]:
        raise KeyError("id")
    return Voice(**texts, **lists)  # type: ignore[arg-type]  # two tables of two types
