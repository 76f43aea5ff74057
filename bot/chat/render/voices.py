"""The message people browse voices in: filters as selects, one voice, its sample, and *Use this voice*.

The whole selection is in the ``custom_id`` of each of its components, so it works after any restart.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord

from bot.catalog.catalog import Catalog
from bot.catalog.urls import link_url
from bot.catalog.voice_filter import AGES, GENDERS, VoiceFilter, browse, moods_of
from bot.catalog.voices import voice_key
from bot.chat.escape import safe, visible
from bot.chat.render.parts import BLUE
from bot.chat.render.payload import fits_button, stopped_view
from bot.chat.texts import Texts
from bot.jobs.model import ID_LENGTH, Voice

CUSTOM_ID = re.compile(r"foley-voices:(?P<part>[a-z]+):(?P<state>.*)", re.DOTALL)
PAGE_LENGTH = 25
_TRAITS = dict(zip("fmctyas", (*GENDERS, *AGES), strict=True))
_MOOD_CHARACTERS = 4
_MAX_MOODS = 3
_KEY_PREFIX = "v:"


@dataclass(frozen=True, slots=True)
class Browser:
    """What somebody has chosen so far. ``moods``: short hashes of labels; ``job_id``: the job whose text to speak."""

    language: str = ""
    traits: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    voice: str = ""
    job_id: str = ""
    page: int = 0

    def encoded(self) -> str:
        """Return it encoded for a ``custom_id``: at most 60 characters."""
        letters = "".join(letter for letter, trait in _TRAITS.items() if trait in self.traits)
        moods = "".join(self.moods[:_MAX_MOODS])
        voice = self.voice.removeprefix(_KEY_PREFIX)
        return "|".join((self.language[:3], letters, moods, voice, self.job_id[:ID_LENGTH], str(self.page)))

    @classmethod
    def decoded(cls, text: str) -> "Browser":
        """Decode it; what is forged or truncated counts as not chosen."""
        language, letters, moods, voice, job_id, page = [*text.split("|"), *[""] * 6][:6]
        return cls(
            language=language,
            traits=tuple(_TRAITS[letter] for letter in letters if letter in _TRAITS),
            moods=tuple(moods[at : at + _MOOD_CHARACTERS] for at in range(0, len(moods), _MOOD_CHARACTERS)),
            voice=f"{_KEY_PREFIX}{voice}" if voice else "",
            job_id=job_id,
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 0,
        )


def mood_key(label: str) -> str:
    """Return the short hash of a label."""
    return hashlib.sha256(label.casefold().encode("utf-8", "surrogatepass")).hexdigest()[:_MOOD_CHARACTERS]


def voice_facts(catalog: Catalog, voice: Voice, texts: Texts, locale: str) -> str:
    """Return gender, age and languages of a voice in the reader's words."""
    languages = [language for code in voice.languages if (language := catalog.language(code)) is not None]
    place = 0 if texts.nearest(locale).startswith("en") else -1
    named = "/".join(language.names[place] for language in languages[:3]) + ("…" if len(languages) > 3 else "")
    facts = [trait_name(trait, texts, locale) for trait in (voice.gender, voice.age)]
    return texts.listed((fact for fact in (*facts, named) if fact), locale)


def trait_name(trait: str, texts: Texts, locale: str) -> str:
    """Return a gender or an age in the reader's words; an unknown one as it is."""
    if not trait or trait == "unknown":
        return ""
    known = trait in GENDERS or trait in AGES
    return texts.text(f"voice-{trait.replace('_', '-')}", locale) if known else trait.replace("_", " ")


class VoicePage:
    """One state of the message. ``voices``: all voices available."""

    def __init__(self, browser: Browser, voices: Sequence[Voice], catalog: Catalog, texts: Texts, locale: str) -> None:
        self._catalog = catalog
        self._texts = texts
        self._locale = locale
        self._all = voices
        labels = {label for voice in voices for label in voice.labels}
        self._moods = tuple(sorted(label for label in labels if mood_key(label) in browser.moods))
        self._filter = VoiceFilter(browser.language, browser.traits, self._moods)
        self._found = browse(voices, self._filter, catalog.language_code)
        self.pages = max(1, -(-len(self._found) // PAGE_LENGTH))
        self.browser = replace(browser, page=min(browser.page, self.pages - 1))
        self.voice = self._chosen()

    def _shown(self) -> list[Voice]:
        start = self.browser.page * PAGE_LENGTH
        return self._found[start : start + PAGE_LENGTH]

    def _chosen(self) -> Voice | None:
        shown = self._shown()
        return next((voice for voice in shown if voice_key(voice.id) == self.browser.voice), next(iter(shown), None))

    def embed(self, note: str = "") -> discord.Embed:
        """Return an embed with the number of matches and the chosen voice. ``note``: what was just done."""
        title = self._text("voices-title", count=len(self._found))
        lines = [self._text("voices-none")]
        if self.voice is not None:
            details = (self._facts(self.voice), ", ".join(self.voice.labels), self.voice.description)
            lines = [f"**{safe(self.voice.name, 80)}**", *(safe(text, 200) for text in details)]
        described = "\n".join(line for line in (note, *lines) if line)
        return discord.Embed(title=title[:256], description=described, colour=BLUE)

    def view(self) -> discord.ui.View:
        """Return its selects and buttons."""
        view = stopped_view()
        view.add_item(self._languages())
        view.add_item(self._traits())
        if moods := self._mood_options():
            view.add_item(self._select("moods", "voices-mood", moods, 2, least=0, most=min(_MAX_MOODS, len(moods))))
        if self._found:
            view.add_item(self._select("voice", "voices-choose", self._voice_options(), 3))
        for button in self._buttons():
            view.add_item(button)
        return view

    # --- parts --------------------------------------------------------------------------------------

    def _text(self, key: str, **values: int | str) -> str:
        return self._texts.text(key, self._locale, **values)

    def _facts(self, voice: Voice) -> str:
        return voice_facts(self._catalog, voice, self._texts, self._locale)

    def _custom_id(self, part: str, browser: Browser | None = None) -> str:
        return f"foley-voices:{part}:{(browser or self.browser).encoded()}"

    def _select(
        self, part: str, key: str, options: list[discord.SelectOption], row: int, *, least: int = 1, most: int = 1
    ) -> "discord.ui.Select[discord.ui.View]":
        return discord.ui.Select(
            custom_id=self._custom_id(part), placeholder=self._text(key)[:150], options=options,
            min_values=least, max_values=most, row=row,
        )  # fmt: skip

    def _languages(self) -> "discord.ui.Select[discord.ui.View]":
        spoken = {self._catalog.language_code(code) for voice in self._all for code in voice.languages}
        preferred = (self.browser.language, self._catalog.language_code(self._locale), "en")
        offered = [one for one in self._catalog.speech.languages if one.code in spoken or one.code == preferred[0]]
        offered.sort(key=lambda one: preferred.index(one.code) if one.code in preferred else len(preferred))
        options = [
            discord.SelectOption(label=one.label[:100], value=one.code, default=one.code == self.browser.language)
            for one in offered[:PAGE_LENGTH]
        ] or [discord.SelectOption(label="–", value="-")]
        return self._select("language", "voices-language", options, 0, least=0)

    def _traits(self) -> "discord.ui.Select[discord.ui.View]":
        named = {trait: trait_name(trait, self._texts, self._locale)[:100] for trait in _TRAITS.values()}
        options = [
            discord.SelectOption(label=name, value=trait, default=trait in self.browser.traits)
            for trait, name in named.items()
        ]
        return self._select("traits", "voices-traits", options, 1, least=0, most=len(options))

    def _mood_options(self) -> list[discord.SelectOption]:
        without_moods = VoiceFilter(self._filter.language, self._filter.traits)
        labels = [*self._moods, *moods_of(browse(self._all, without_moods, self._catalog.language_code), PAGE_LENGTH)]
        keyed = {mood_key(label): label for label in labels}
        return [
            discord.SelectOption(label=label[:100], value=key, default=key in self.browser.moods)
            for key, label in list(keyed.items())[:PAGE_LENGTH]
        ]

    def _voice_options(self) -> list[discord.SelectOption]:
        return [
            discord.SelectOption(
                label=visible(voice.name, 100) or "–",
                value=voice_key(voice.id),
                description=self._facts(voice)[:100] or None,
                default=voice == self.voice,
            )
            for voice in self._shown()
        ]

    def _buttons(self) -> list["discord.ui.Button[discord.ui.View]"]:
        buttons: list[discord.ui.Button[discord.ui.View]] = []
        style = discord.ButtonStyle
        if self.voice is not None:
            chosen = replace(self.browser, voice=voice_key(self.voice.id))
            url = link_url(self.voice.sample_url)
            if fits_button(url):
                buttons.append(discord.ui.Button(label=self._text("voices-listen")[:80], url=url, emoji="🔊", row=4))
            key = "voices-speak-with" if self.browser.job_id else "voices-use"
            use = discord.ui.Button[discord.ui.View](
                label=self._text(key)[:80], custom_id=self._custom_id("use", chosen), style=style.primary, row=4
            )
            buttons.append(use)
        for part, emoji, page in (("back", "◀", self.browser.page - 1), ("on", "▶", self.browser.page + 1)):
            if 0 <= page < self.pages:
                other_page = replace(self.browser, page=page, voice="")
                buttons.append(discord.ui.Button(emoji=emoji, custom_id=self._custom_id(part, other_page), row=4))
        return buttons


def changed(browser: Browser, part: str, values: Sequence[str]) -> Browser:
    """Return the selection after a select was used; a button's ``custom_id`` already has the new one."""
    first = next((value for value in values if value != "-"), "")
    match part:
        case "language":
            return replace(browser, language=first, voice="", page=0)
        case "traits":
            return replace(browser, traits=tuple(values), voice="", page=0)
        case "moods":
            return replace(browser, moods=tuple(values[:_MAX_MOODS]), voice="", page=0)
        case "voice":
            return replace(browser, voice=first)
    return browser
