"""Describe a server's settings in words. Pure: settings in, text out, cut to the length of an embed field."""

from collections.abc import Iterable

from bot.chat.escape import inline_code, joined, safe
from bot.chat.texts import Texts, Verbatim
from bot.guilds.settings import GuildSettings, KindDefaults, Limit, Scope
from bot.jobs.claim import limit_words
from bot.jobs.model import Kind

_LONGEST_FIELD = 1024
_SHOWN_IDS = 20
_SHOWN_WORD = 60
_LONGEST_LIST = 230


def settings_fields(settings: GuildSettings, texts: Texts, locale: str) -> dict[str, str]:
    """Return the text of every setting of a server, by the Fluent key of its name."""
    return dict(_SettingsText(settings, texts, locale).fields())


class _SettingsText:
    def __init__(self, settings: GuildSettings, texts: Texts, locale: str) -> None:
        self._settings = settings
        self._texts = texts
        self._locale = locale

    def _text(self, key: str, **values: str | int) -> str:
        return self._texts.text(key, self._locale, **values)

    def _command(self, kind: Kind) -> str:
        return self._texts.command(kind.value, self._locale)

    def _on_or_off(self, on: bool) -> str:
        return self._text("admin-on" if on else "admin-off")

    def fields(self) -> Iterable[tuple[str, str]]:
        """Yield (Fluent key of the name, text of the value)."""
        settings = self._settings
        yield (
            "admin-kinds",
            " · ".join(f"{self._command(kind)} {self._on_or_off(kind not in settings.kinds_off)}" for kind in Kind),
        )
        yield "admin-channels", _ids(settings.channel_ids, "<#{}>") or self._text("admin-everywhere")
        yield "admin-roles", _ids(settings.role_ids, "<@&{}>") or self._text("admin-everybody")
        yield (
            "admin-results",
            f"<#{settings.results_channel_id}>" if settings.results_channel_id else self._text("admin-same"),
        )
        alerts = settings.alerts_channel_id or settings.results_channel_id
        yield "admin-alerts", f"<#{alerts}>" if alerts else self._text("panel-system-channel")
        yield "admin-age", self._text(f"admin-age-{settings.age_rule.value}")
        yield "admin-keep", self._on_or_off(settings.keep_results)
        yield "admin-loudness", self._on_or_off(settings.level_loudness)
        yield "admin-label", self._on_or_off(settings.ai_label)
        yield "admin-soundboard", self._on_or_off(settings.soundboard)
        yield (
            "admin-language",
            self._texts.languages.get(settings.announcement_locale) or self._text("admin-own-language"),
        )
        days = settings.prompt_retention_days
        yield "admin-retention", self._text("admin-forever") if days is None else self._text("admin-days", days=days)
        yield "admin-grace", self._text("admin-days", days=settings.grace_days)
        yield "admin-defaults", self._defaults() or self._text("admin-catalog")
        yield "panel-caps-now", self._caps()
        yield "admin-limits", limit_lines(settings.limits, self._texts, self._locale)
        yield "admin-blocked", self._blocked() or self._text("admin-none")

    def _caps(self) -> str:
        settings = self._settings
        caps = (
            ("admin-longest", settings.longest_video_seconds),
            ("admin-sharpest", settings.sharpest_video),
            ("admin-count", settings.largest_count),
        )
        return "\n".join(f"{self._text(key)}: {value}" for key, value in caps if value) or self._text("admin-none")

    def _defaults(self) -> str:
        lines = []
        for kind in Kind:
            chosen = default_words(self._settings.defaults_for(kind))
            if chosen:
                lines.append(f"{self._command(kind)}: {chosen}")
        return joined(lines, "\n", _LONGEST_FIELD)

    def _blocked(self) -> str:
        settings = self._settings
        separator = self._text("list-separator")
        words = joined((safe(word, _SHOWN_WORD) for word in settings.blocked_words), separator, _LONGEST_LIST)
        patterns = joined(
            (inline_code(one, _SHOWN_WORD) for one in settings.blocked_patterns), separator, _LONGEST_LIST
        )
        lines = (
            ("admin-blocked-users", _ids(settings.blocked_user_ids, "<@{}>")),
            ("admin-blocked-words", words),
            ("admin-blocked-patterns", patterns),
        )
        return "\n".join(f"{self._text(key)}: {value}" for key, value in lines if value)


def default_words(chosen: KindDefaults) -> str:
    """Return the defaults of a kind in one line, empty if there are none."""
    parts = (
        chosen.model, chosen.version, chosen.voice_name or chosen.voice_id, chosen.language,
        chosen.format.value if chosen.format else "",
    )  # fmt: skip
    return " · ".join(safe(part, 60) for part in parts if part)


def limit_lines(limits: Iterable[Limit], texts: Texts, locale: str) -> str:
    """Return one line per limit, or a sentence if there are none."""
    lines = (limit_line(one, texts, locale) for one in limits)
    return joined(lines, "\n", _LONGEST_FIELD) or texts.text("admin-none", locale)


def limit_line(limit: Limit, texts: Texts, locale: str) -> str:
    """Return a limit in words: whom it applies to and what it allows."""
    role = Verbatim(f"<@&{limit.role_id}>")
    who = texts.text(f"limit-who-{limit.scope.value}", locale, **({"role": role} if limit.scope is Scope.ROLE else {}))
    what = texts.text(
        "limit-what", locale, **limit_words(limit.measure, limit.window, limit.kind, limit.amount, limit.currency)
    )
    return texts.text("limit-line", locale, who=Verbatim(who), what=Verbatim(what))


def _ids(ids: Iterable[int], pattern: str) -> str:
    ordered = sorted(ids)
    shown = " ".join(pattern.format(one) for one in ordered[:_SHOWN_IDS])
    return shown + (f" … +{len(ordered) - _SHOWN_IDS}" if len(ordered) > _SHOWN_IDS else "")
