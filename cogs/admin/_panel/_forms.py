"""What is chosen and filled in, as changes of settings. Pure but for the voice that a name stands for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.chat.admin.panel.forms import QUICK, Forms
from bot.chat.interaction.modal import Choice, Field
from bot.errors import InvalidRequest
from bot.guilds.defaults import checked_defaults
from bot.guilds.rules import listed
from bot.guilds.settings import AgeRule, GuildSettings, KindDefaults, Limit, Scope
from bot.jobs.claim import Measure, Window
from bot.jobs.model import AudioFormat, Backend, Kind
from bot.jobs.price import micros_of
from bot.jobs.requests import MOST_AT_ONCE
from bot.service.job_service import JobService
from cogs._common.choices import MAX_CHOICES, member

Change = Callable[[GuildSettings], GuildSettings]
Filled = Mapping[str, str]
_SHOWN = 25  # what a select can show of a list


@dataclass(frozen=True, slots=True)
class Form:
    """A form's fields, and the change that what was filled in means. ``change`` raises InvalidRequest."""

    fields: Sequence[Field] = field(repr=False)
    change: Callable[[Filled], Change]


def chosen_of(old: frozenset[int], chosen: frozenset[int]) -> frozenset[int]:
    """Return a list after a choice: what a select could not show stays."""
    return (old - frozenset(sorted(old)[:_SHOWN])) | chosen


def whole(filled: Filled, key: str) -> int | None:
    """Return the whole number of a field, None where it is empty. Raises InvalidRequest."""
    text = filled.get(key, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise InvalidRequest(key="panel-whole-number", values={"value": text[:20]})
    return int(text)


def _money(filled: Filled, key: str) -> int | None:
    text = filled.get(key, "").strip()
    amount = micros_of(text) if text else None
    if text and amount is None:
        raise InvalidRequest(key="panel-amount", values={"value": text[:20]})
    return amount


# --- limits ---


def with_limit(old: GuildSettings, limit: Limit) -> GuildSettings:
    """Return settings with a limit in the place of the one of its slot; without an amount it is lifted.

    A role's limit without an amount lets the role off instead.
    """
    kept = tuple(one for one in old.limits if one.slot != limit.slot)
    is_lifted = limit.amount is None and limit.scope is not Scope.ROLE
    return replace(old, limits=kept if is_lifted else (*kept, limit))


def lifted(old: GuildSettings, name: str) -> GuildSettings:
    """Return settings without the limit of this name. Raises InvalidRequest where there is none."""
    kept = tuple(one for one in old.limits if one.name != name)
    if len(kept) == len(old.limits):
        raise InvalidRequest(key="rules-limit-missing")
    return replace(old, limits=kept)


def _all_of(limits: Sequence[Limit], *, lift_roles: bool = False) -> Change:
    def change(old: GuildSettings) -> GuildSettings:
        for limit in limits:
            if lift_roles and limit.amount is None:
                old = replace(old, limits=tuple(one for one in old.limits if one.slot != limit.slot))
            else:
                old = with_limit(old, limit)
        return old

    return change


def command_form(settings: GuildSettings, forms: Forms, kind: Kind | None) -> Form:
    """Return the quick form of a command."""

    def change(filled: Filled) -> Change:
        return _all_of(
            [Limit(scope, Measure.COUNT, window, whole(filled, key), kind=kind) for key, scope, window in QUICK]
        )

    return Form(forms.command(settings, kind), change)


def _limit_in(filled: Filled, scope: Scope, role_id: int | None) -> Limit:
    measure = member(Measure, filled.get("measure", ""))
    window = None if measure is Measure.AT_ONCE else member(Window, filled.get("window", ""))
    command = filled.get("command", "")
    kind = None if command == "all" else member(Kind, command)
    return Limit(scope, measure, window, whole(filled, "amount"), role_id, kind)


def role_form(forms: Forms, role_id: int) -> Form:
    """Return the form of a limit of a role."""
    return Form(forms.role(), lambda filled: _all_of([_limit_in(filled, Scope.ROLE, role_id)]))


def other_form(forms: Forms) -> Form:
    """Return the form of any limit of each person or of the server."""
    return Form(forms.other(), lambda filled: _all_of([_limit_in(filled, member(Scope, filled.get("whom", "")), None)]))


def caps_form(settings: GuildSettings, forms: Forms) -> Form:
    """Return the form of the caps on one request."""

    def change(filled: Filled) -> Change:
        seconds, sharpest = whole(filled, "longest"), filled.get("sharpest", "any")
        sharpest = "" if sharpest == "any" else sharpest
        chosen = whole(filled, "count") or MOST_AT_ONCE
        most = None if chosen == MOST_AT_ONCE else chosen
        return lambda old: replace(old, longest_video_seconds=seconds, sharpest_video=sharpest, largest_count=most)

    return Form(forms.caps(settings), change)


def _budget_amount(filled: Filled, key: str, currency: str) -> int | None:
    return _money(filled, key) if currency else whole(filled, key)


def budget_form(settings: GuildSettings, forms: Forms, currency: str) -> Form:
    """Return the form of the budgets of each person and of the server."""
    measure = Measure.MONEY if currency else Measure.SECONDS

    def change(filled: Filled) -> Change:
        return _all_of(
            [
                Limit(scope, measure, window, _budget_amount(filled, key, currency), currency=currency)
                for key, scope, window in QUICK
            ]
        )

    return Form(forms.budget(settings, currency), change)


def role_budget_form(settings: GuildSettings, forms: Forms, role_id: int, currency: str) -> Form:
    """Return the form of a role's budgets."""
    measure = Measure.MONEY if currency else Measure.SECONDS

    def change(filled: Filled) -> Change:
        return _all_of(
            [
                Limit(Scope.ROLE, measure, window, _budget_amount(filled, key, currency), role_id, currency=currency)
                for key, window in (("each-day", Window.DAY), ("each-month", Window.MONTH))
            ],
            lift_roles=True,
        )

    return Form(forms.role_budget(settings, role_id, currency), change)


# --- the rest ---


def defaults_form(settings: GuildSettings, forms: Forms, kind: Kind, service: JobService) -> Form:
    """Return the form of a command's defaults."""
    models = [Choice(one.name, one.label) for one in service.catalog.models(kind, Backend.MPS)[:MAX_CHOICES]]

    def change(filled: Filled) -> Change:
        named = {key: "" if value == "none" else value for key, value in filled.items()}
        voice = service.voices.resolve(named["voice"]) if named.get("voice") else None
        chosen = KindDefaults(
            model=named.get("model", ""),
            version=named.get("version", ""),
            format=member(AudioFormat, named["format"]) if named.get("format") else None,
            voice_id=voice.id if voice else "",
            voice_name=voice.name if voice else "",
            language=named.get("language", ""),
        )
        checked = checked_defaults(service.catalog, kind, chosen)
        return lambda old: replace(old, defaults={**old.defaults, kind: checked})

    return Form(forms.defaults(kind, settings.defaults_for(kind), models), change)


def data_form(settings: GuildSettings, forms: Forms) -> Form:
    """Return the form of language and data."""

    def change(filled: Filled) -> Change:
        language = filled.get("language", "own")
        days, grace = whole(filled, "retention"), whole(filled, "grace")
        return lambda old: replace(
            old,
            announcement_locale="" if language in ("own", "") else language,
            prompt_retention_days=days,
            grace_days=old.grace_days if grace is None else grace,
        )

    return Form(forms.data(settings), change)


def age_form(settings: GuildSettings, forms: Forms) -> Form:
    """Return the form of the age rule."""

    def change(filled: Filled) -> Change:
        rule = member(AgeRule, filled.get("age", ""))
        return lambda old: replace(old, age_rule=rule)

    return Form(forms.age(settings), change)


def words_form(forms: Forms) -> Form:
    """Return the form of blocked words and patterns."""
    return Form(forms.words(), words_change)


def words_change(filled: Filled) -> Change:
    """Return the change that lines to add and to remove mean."""

    def change(old: GuildSettings) -> GuildSettings:
        words, patterns = old.blocked_words, old.blocked_patterns
        for present, suffix in ((False, "remove"), (True, "add")):
            for word in _lines(filled, f"words-{suffix}"):
                words = listed(words, word, present=present, plain=True)
            for pattern in _lines(filled, f"patterns-{suffix}"):
                patterns = listed(patterns, pattern, present=present, plain=False)
        return replace(old, blocked_words=words, blocked_patterns=patterns)

    return change


def _lines(filled: Filled, key: str) -> list[str]:
    return [line for line in filled.get(key, "").splitlines() if line.strip()]
