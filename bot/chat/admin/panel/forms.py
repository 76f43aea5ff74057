"""The panel's forms: which fields they have, filled with what is set now. Pure; what is sent is read in cogs."""

from collections.abc import Callable, Sequence

from bot.chat.admin.settings import LANGUAGES
from bot.chat.interaction.modal import Choice, Field
from bot.chat.texts import Texts
from bot.guilds.rules import RESOLUTIONS
from bot.guilds.settings import AgeRule, GuildSettings, KindDefaults, Limit, Scope
from bot.jobs.claim import Measure, Window
from bot.jobs.model import AudioFormat, Kind
from bot.jobs.price import MICRO
from bot.jobs.requests import MOST_AT_ONCE

QUICK = (
    ("each-day", Scope.USER, Window.DAY),
    ("each-month", Scope.USER, Window.MONTH),
    ("server-day", Scope.SERVER, Window.DAY),
    ("server-month", Scope.SERVER, Window.MONTH),
)
"""The fields of the quick forms, and which limit each is."""

_AMOUNT = 12
Say = Callable[[str], str]


class Forms:
    """Builds the fields of forms in one language."""

    def __init__(self, texts: Texts, locale: str) -> None:
        self._texts = texts
        self._locale = locale

    def _say(self, key: str) -> str:
        return self._texts.text(key, self._locale)

    def _amount(self, key: str, value: str, label: str = "") -> Field:
        return Field(key, label or self._say(f"field-{key}"), value, longest=_AMOUNT, hint=self._say("field-no-limit"))

    def command(self, settings: GuildSettings, kind: Kind | None) -> list[Field]:
        """Return the quick form of a command: by person and server, a day and a month."""
        return [self._amount(key, _set(settings, scope, Measure.COUNT, window, kind)) for key, scope, window in QUICK]

    def budget(self, settings: GuildSettings, currency: str) -> list[Field]:
        """Return the form of the budget: of money, or without prices of seconds."""
        measure = Measure.MONEY if currency else Measure.SECONDS
        unit = currency or self._say("usage-seconds")
        return [
            self._amount(key, _set(settings, scope, measure, window, None), f"{self._say(f'field-{key}')} ({unit})")
            for key, scope, window in QUICK
        ]

    def role(self, kinds: bool = True) -> list[Field]:
        """Return the form of a limit of a role."""
        return [*self._what(), self._amount("amount", "", self._say("field-amount"))]

    def role_budget(self, settings: GuildSettings, role_id: int, currency: str) -> list[Field]:
        """Return the form of a role's budget."""
        measure = Measure.MONEY if currency else Measure.SECONDS
        unit = currency or self._say("usage-seconds")
        return [
            self._amount(
                key,
                _set(settings, Scope.ROLE, measure, window, None, role_id),
                f"{self._say(f'field-{key}')} ({unit})",
            )
            for key, window in (("each-day", Window.DAY), ("each-month", Window.MONTH))
        ]

    def other(self) -> list[Field]:
        """Return the form of any limit of each person or of the server."""
        whom = (Choice("user", self._say("limit-who-user")), Choice("server", self._say("limit-who-server")))
        return [
            Field("whom", self._say("field-whom"), "user", whom, required=True),
            *self._what(),
            self._amount("amount", "", self._say("field-amount")),
        ]

    def _what(self) -> list[Field]:
        commands = (
            Choice("all", self._say("panel-all-commands")),
            *(Choice(kind.value, f"/{kind.value}") for kind in Kind),
        )
        measures = tuple(
            Choice(one.value, self._say(f"choice-{one.value.replace('_', '-')}"))
            for one in (Measure.COUNT, Measure.SECONDS, Measure.AT_ONCE)
        )
        windows = tuple(Choice(one.value, self._say(f"choice-{one.value}")) for one in Window)
        return [
            Field("command", self._say("field-command"), "all", commands, required=True),
            Field("measure", self._say("field-measure"), "count", measures, required=True),
            Field("window", self._say("field-window"), "day", windows, required=True),
        ]

    def caps(self, settings: GuildSettings) -> list[Field]:
        """Return the form of the caps on one request."""
        seconds, most = settings.longest_video_seconds, settings.largest_count or MOST_AT_ONCE
        numbers = tuple(Choice(str(one), str(one)) for one in range(1, MOST_AT_ONCE + 1))
        sharp = (Choice("any", self._say("choice-any")), *(Choice(one, one) for one in RESOLUTIONS))
        return [
            self._amount("longest", "" if seconds is None else str(seconds), self._say("admin-longest")),
            Field("sharpest", self._say("admin-sharpest"), settings.sharpest_video or "any", sharp, required=True),
            Field("count", self._say("admin-count"), str(most), numbers, required=True),
        ]

    def defaults(self, kind: Kind, chosen: KindDefaults, models: Sequence[Choice]) -> list[Field]:
        """Return the form of a command's defaults: what its kind takes."""
        none = Choice("none", self._say("choice-none"))
        fields = []
        if kind in (Kind.MUSIC, Kind.VIDEO):
            fields.append(
                Field("model", self._say("field-model-default"), chosen.model or "none", (none, *models[:24]))
            )
            fields.append(Field("version", self._say("field-version-default"), chosen.version, longest=40))
        if kind is Kind.TTS:
            fields.append(Field("voice", self._say("field-voice-default"), chosen.voice_name or chosen.voice_id))
            fields.append(Field("language", self._say("field-language-default"), chosen.language, longest=40))
        if kind in (Kind.MUSIC, Kind.SFX):
            formats = (none, *(Choice(one.value, one.value.upper()) for one in AudioFormat))
            current = chosen.format.value if chosen.format else "none"
            fields.append(Field("format", self._say("field-format"), current, formats))
        return fields

    def data(self, settings: GuildSettings) -> list[Field]:
        """Return the form of language and data."""
        languages = (
            Choice("own", self._say("admin-own-language")),
            *(Choice(locale, name) for locale, name in LANGUAGES.items()),
        )
        days = settings.prompt_retention_days
        return [
            Field("language", self._say("admin-language"), settings.announcement_locale or "own", languages),
            self._amount("retention", "" if days is None else str(days), self._say("admin-retention")),
            Field("grace", self._say("admin-grace"), str(settings.grace_days), longest=_AMOUNT, required=True),
        ]

    def age(self, settings: GuildSettings) -> list[Field]:
        """Return the form of the age rule."""
        rules = tuple(Choice(one.value, self._say(f"admin-age-{one.value}")) for one in AgeRule)
        return [Field("age", self._say("admin-age"), settings.age_rule.value, rules, required=True)]

    def words(self) -> list[Field]:
        """Return the form of blocked words and patterns, one a line."""
        return [
            Field(key, self._say(f"field-{key}"), paragraph=True, longest=4000, hint=self._say("field-one-a-line"))
            for key in ("words-add", "words-remove", "patterns-add", "patterns-remove")
        ]


def _set(
    settings: GuildSettings,
    scope: Scope,
    measure: Measure,
    window: Window,
    kind: Kind | None,
    role_id: int | None = None,
) -> str:
    """Return what a limit is set to now, as somebody would type it."""
    slot = Limit(scope, measure, window, None, role_id, kind).slot
    amount = next((one.amount for one in settings.limits if one.slot == slot), None)
    if amount is None:
        return ""
    return f"{amount / MICRO:.6f}".rstrip("0").rstrip(".") if measure is Measure.MONEY else str(amount)
