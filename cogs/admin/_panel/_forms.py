"""The panel's forms: their fields, prefilled with the current settings, and the change that the input makes.

Pure except for looking up a voice by name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.chat.interaction.modal import Choice, Field
from bot.chat.texts import Texts
from bot.errors import InvalidRequest
from bot.guilds.changes.edits import limited
from bot.guilds.defaults import checked_defaults
from bot.guilds.ports import Change
from bot.guilds.rules import RESOLUTIONS, listed
from bot.guilds.settings import AgeRule, GuildSettings, KindDefaults, Limit, Scope
from bot.jobs.claim import Measure, Window
from bot.jobs.model import AudioFormat, Backend, Kind
from bot.jobs.price import MICRO, micros_of
from bot.jobs.requests import MOST_AT_ONCE
from bot.service.job_service import JobService
from cogs._common.choices import MAX_CHOICES, member

Filled = Mapping[str, str]
_LONGEST_AMOUNT = 12
# The fields of the quick forms, and the scope and window of each one's limit.
_QUICK = (
    ("each-day", Scope.USER, Window.DAY),
    ("each-month", Scope.USER, Window.MONTH),
    ("server-day", Scope.SERVER, Window.DAY),
    ("server-month", Scope.SERVER, Window.MONTH),
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form's fields. ``change``: turns the input into a change; raises InvalidRequest."""

    fields: Sequence[Field] = field(repr=False)
    change: Callable[[Filled], Change]


class Forms:
    """Builds the forms of a server in one language."""

    def __init__(self, service: JobService, texts: Texts, locale: str, settings: GuildSettings) -> None:
        self._service = service
        self._texts = texts
        self._locale = locale
        self._settings = settings

    def _text(self, key: str) -> str:
        return self._texts.text(key, self._locale)

    def _choice(self, value: str, key: str) -> Choice:
        return Choice(value, self._text(key))

    def _amount(self, key: str, value: object, label: str = "") -> Field:
        shown = "" if value is None else str(value)
        return Field(
            key, label or self._text(f"field-{key}"), shown, longest=_LONGEST_AMOUNT, hint=self._text("field-no-limit")
        )

    # --- limits ---

    def command(self, kind: Kind | None) -> Form:
        """Return the quick form of a command: limits per person and server, by day and month."""
        return self._limits(
            {key: Limit(scope, Measure.COUNT, window, None, kind=kind) for key, scope, window in _QUICK}
        )

    def budget(self) -> Form:
        """Return the form of the budget: of money, or of seconds if there are no prices."""
        return self._budget({key: (scope, window) for key, scope, window in _QUICK})

    def role_budget(self, role_id: int) -> Form:
        """Return the form of a role's budget."""
        return self._budget({key: (Scope.ROLE, window) for key, _, window in _QUICK[:2]}, role_id)

    def _budget(self, slots: Mapping[str, tuple[Scope, Window]], role_id: int | None = None) -> Form:
        currency = self._service.catalog.currency
        measure = Measure.MONEY if currency else Measure.SECONDS
        unit = currency or self._text("usage-seconds")
        limits = {
            key: Limit(scope, measure, window, None, role_id, currency=currency)
            for key, (scope, window) in slots.items()
        }
        return self._limits(limits, f" ({unit})")

    def _limits(self, limits: Mapping[str, Limit], unit: str = "") -> Form:
        """Return a form with the amount of each of these limits; an empty one lifts its limit."""

        def change(filled: Filled) -> Change:
            new_limits = [replace(limit, amount=_amount_in(filled, key, limit)) for key, limit in limits.items()]
            return limited(new_limits, lift_roles=True)

        current = {one.slot: one for one in self._settings.limits}
        return Form(
            [
                self._amount(key, _typed(current.get(limit.slot)), self._text(f"field-{key}") + unit)
                for key, limit in limits.items()
            ],
            change,
        )

    def role(self, role_id: int) -> Form:
        """Return the form of a limit of a role."""
        return Form(self._any_limit(), lambda filled: limited([_limit_in(filled, Scope.ROLE, role_id)]))

    def other(self) -> Form:
        """Return the form of any limit of each person or of the server."""
        whom = (self._choice("user", "limit-who-user"), self._choice("server", "limit-who-server"))
        return Form(
            [Field("whom", self._text("field-whom"), "user", whom, required=True), *self._any_limit()],
            lambda filled: limited([_limit_in(filled, member(Scope, filled.get("whom", "")), None)]),
        )

    def _command(self, kind: Kind) -> Choice:
        return Choice(kind.value, self._texts.command(kind.value, self._locale))

    def _any_limit(self) -> list[Field]:
        commands = (self._choice("all", "panel-all-commands"), *map(self._command, Kind))
        measures = tuple(
            self._choice(one.value, f"choice-{one.value.replace('_', '-')}")
            for one in (Measure.COUNT, Measure.SECONDS, Measure.AT_ONCE)
        )
        windows = tuple(self._choice(one.value, f"choice-{one.value}") for one in Window)
        return [
            Field("command", self._text("field-command"), "all", commands, required=True),
            Field("measure", self._text("field-measure"), "count", measures, required=True),
            Field("window", self._text("field-window"), "day", windows, required=True),
            self._amount("amount", None),
        ]

    def caps(self) -> Form:
        """Return the form of the caps on one request."""
        settings = self._settings
        numbers = tuple(Choice(str(one), str(one)) for one in range(1, MOST_AT_ONCE + 1))
        resolutions = (self._choice("any", "choice-any"), *(Choice(one, one) for one in RESOLUTIONS))

        def change(filled: Filled) -> Change:
            seconds, sharpest = whole(filled, "longest"), filled.get("sharpest", "any")
            sharpest = "" if sharpest == "any" else sharpest
            chosen = whole(filled, "count") or MOST_AT_ONCE
            largest = None if chosen == MOST_AT_ONCE else chosen
            return lambda old: replace(
                old, longest_video_seconds=seconds, sharpest_video=sharpest, largest_count=largest
            )

        return Form(
            [
                self._amount("longest", settings.longest_video_seconds, self._text("admin-longest")),
                Field(
                    "sharpest",
                    self._text("admin-sharpest"),
                    settings.sharpest_video or "any",
                    resolutions,
                    required=True,
                ),
                Field(
                    "count",
                    self._text("admin-count"),
                    str(settings.largest_count or MOST_AT_ONCE),
                    numbers,
                    required=True,
                ),
            ],
            change,
        )

    # --- the rest ---

    def defaults(self, kind: Kind) -> Form:
        """Return the form of a command's defaults: what its kind takes."""
        chosen, none = self._settings.defaults_for(kind), self._choice("none", "choice-none")
        models = [Choice(one.name, one.label) for one in self._service.catalog.models(kind, Backend.MPS)]
        formats = [Choice(one.value, one.value.upper()) for one in AudioFormat]
        fields = []
        if kind in (Kind.MUSIC, Kind.VIDEO):
            offered = (none, *models[: MAX_CHOICES - 1])
            fields.append(Field("model", self._text("field-model-default"), chosen.model or "none", offered))
            fields.append(Field("version", self._text("field-version-default"), chosen.version, longest=40))
        if kind is Kind.TTS:
            fields.append(Field("voice", self._text("field-voice-default"), chosen.voice_name or chosen.voice_id))
            fields.append(Field("language", self._text("field-language-default"), chosen.language, longest=40))
        if kind in (Kind.MUSIC, Kind.SFX):
            current = chosen.format.value if chosen.format else "none"
            fields.append(Field("format", self._text("field-format"), current, (none, *formats)))
        return Form(fields, lambda filled: self._defaults_in(kind, filled))

    def _defaults_in(self, kind: Kind, filled: Filled) -> Change:
        named = {key: "" if value == "none" else value for key, value in filled.items()}
        voice = self._service.voices.resolve(named["voice"]) if named.get("voice") else None
        chosen = KindDefaults(
            model=named.get("model", ""),
            version=named.get("version", ""),
            format=member(AudioFormat, named["format"]) if named.get("format") else None,
            voice_id=voice.id if voice else "",
            voice_name=voice.name if voice else "",
            language=named.get("language", ""),
        )
        checked = checked_defaults(self._service.catalog, kind, chosen)
        return lambda old: replace(old, defaults={**old.defaults, kind: checked})

    def data(self) -> Form:
        """Return the form of language and data."""
        settings = self._settings
        languages = (
            self._choice("own", "admin-own-language"),
            *(Choice(*one) for one in self._texts.languages.items()),
        )

        def change(filled: Filled) -> Change:
            language = filled.get("language", "own")
            days, grace = whole(filled, "retention"), whole(filled, "grace")
            return lambda old: replace(
                old,
                announcement_locale="" if language in ("own", "") else language,
                prompt_retention_days=days,
                grace_days=old.grace_days if grace is None else grace,
            )

        return Form(
            [
                Field("language", self._text("admin-language"), settings.announcement_locale or "own", languages),
                self._amount("retention", settings.prompt_retention_days, self._text("admin-retention")),
                Field(
                    "grace", self._text("admin-grace"), str(settings.grace_days), longest=_LONGEST_AMOUNT, required=True
                ),
            ],
            change,
        )

    def age(self) -> Form:
        """Return the form of the age rule."""
        rules = tuple(self._choice(one.value, f"admin-age-{one.value}") for one in AgeRule)

        def change(filled: Filled) -> Change:
            rule = member(AgeRule, filled.get("age", ""))
            return lambda old: replace(old, age_rule=rule)

        return Form(
            [Field("age", self._text("admin-age"), self._settings.age_rule.value, rules, required=True)], change
        )

    def words(self) -> Form:
        """Return the form of blocked words and patterns, one per line."""
        hint = self._text("field-one-a-line")
        return Form(
            [
                Field(key, self._text(f"field-{key}"), paragraph=True, longest=4000, hint=hint)
                for key in ("words-add", "words-remove", "patterns-add", "patterns-remove")
            ],
            words_change,
        )


def words_change(filled: Filled) -> Change:
    """Return the change for the lines to add and to remove."""

    def change(old: GuildSettings) -> GuildSettings:
        words, patterns = old.blocked_words, old.blocked_patterns
        for present, suffix in ((False, "remove"), (True, "add")):
            for word in _lines(filled, f"words-{suffix}"):
                words = listed(words, word, present=present, plain=True)
            for pattern in _lines(filled, f"patterns-{suffix}"):
                patterns = listed(patterns, pattern, present=present, plain=False)
        return replace(old, blocked_words=words, blocked_patterns=patterns)

    return change


def whole(filled: Filled, key: str) -> int | None:
    """Return the whole number of a field, None if it is empty. Raises InvalidRequest."""
    text = filled.get(key, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise InvalidRequest(key="panel-whole-number", values={"value": text[:20]})
    return int(text)


def _typed(limit: Limit | None) -> str:
    """Return what a limit is set to, as somebody would type it."""
    if limit is None or limit.amount is None:
        return ""
    is_money = limit.measure is Measure.MONEY
    return f"{limit.amount / MICRO:.6f}".rstrip("0").rstrip(".") if is_money else str(limit.amount)


def _amount_in(filled: Filled, key: str, limit: Limit) -> int | None:
    text = filled.get(key, "").strip()
    if limit.measure is not Measure.MONEY or not text:
        return whole(filled, key)
    amount = micros_of(text)
    if amount is None:
        raise InvalidRequest(key="panel-amount", values={"value": text[:20]})
    return amount


def _limit_in(filled: Filled, scope: Scope, role_id: int | None) -> Limit:
    measure = member(Measure, filled.get("measure", ""))
    window = None if measure is Measure.AT_ONCE else member(Window, filled.get("window", ""))
    command = filled.get("command", "")
    kind = None if command == "all" else member(Kind, command)
    return Limit(scope, measure, window, whole(filled, "amount"), role_id, kind)


def _lines(filled: Filled, key: str) -> list[str]:
    return [line for line in filled.get(key, "").splitlines() if line.strip()]
