"""Put a server's rules into words. Pure: settings in, words out, cut to what a field of an embed holds."""

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
    """Return every rule of a server in words, by the key of its name."""
    return dict(_Page(settings, texts, locale).fields())


class _Page:
    def __init__(self, settings: GuildSettings, texts: Texts, locale: str) -> None:
        self._settings = settings
        self._texts = texts
        self._locale = locale

    def _say(self, key: str, **values: str | int) -> str:
        return self._texts.text(key, self._locale, **values)

    def _command(self, kind: Kind) -> str:
        return self._texts.command(kind.value, self._locale)

    def _switch(self, on: bool) -> str:
        return self._say("admin-on" if on else "admin-off")

    def fields(self) -> Iterable[tuple[str, str]]:
        """Yield (key of the name, value)."""
        at = self._settings
        yield (
            "admin-kinds",
            " · ".join(f"{self._command(kind)} {self._switch(kind not in at.kinds_off)}" for kind in Kind),
        )
        yield "admin-channels", _ids(at.channel_ids, "<#{}>") or self._say("admin-everywhere")
        yield "admin-roles", _ids(at.role_ids, "<@&{}>") or self._say("admin-everybody")
        yield "admin-results", f"<#{at.results_channel_id}>" if at.results_channel_id else self._say("admin-same")
        alerts = at.alerts_channel_id or at.results_channel_id
        yield "admin-alerts", f"<#{alerts}>" if alerts else self._say("panel-system-channel")
        yield "admin-age", self._say(f"admin-age-{at.age_rule.value}")
        yield "admin-keep", self._switch(at.keep_results)
        yield "admin-loudness", self._switch(at.level_loudness)
        yield "admin-label", self._switch(at.ai_label)
        yield "admin-soundboard", self._switch(at.soundboard)
        yield "admin-language", self._texts.languages.get(at.announcement_locale) or self._say("admin-own-language")
        days = at.prompt_retention_days
        yield "admin-retention", self._say("admin-forever") if days is None else self._say("admin-days", days=days)
        yield "admin-grace", self._say("admin-days", days=at.grace_days)
        yield "admin-defaults", self._defaults() or self._say("admin-catalog")
        yield "panel-caps-now", self._caps()
        yield "admin-limits", limit_lines(at.limits, self._texts, self._locale)
        yield "admin-blocked", self._blocked() or self._say("admin-none")

    def _caps(self) -> str:
        at = self._settings
        caps = (
            ("admin-longest", at.longest_video_seconds),
            ("admin-sharpest", at.sharpest_video),
            ("admin-count", at.largest_count),
        )
        return "\n".join(f"{self._say(key)}: {value}" for key, value in caps if value) or self._say("admin-none")

    def _defaults(self) -> str:
        lines = []
        for kind in Kind:
            chosen = default_words(self._settings.defaults_for(kind))
            if chosen:
                lines.append(f"{self._command(kind)}: {chosen}")
        return joined(lines, "\n", _LONGEST_FIELD)

    def _blocked(self) -> str:
        at = self._settings
        separator = self._say("list-separator")
        words = joined((safe(word, _SHOWN_WORD) for word in at.blocked_words), separator, _LONGEST_LIST)
        patterns = joined((inline_code(one, _SHOWN_WORD) for one in at.blocked_patterns), separator, _LONGEST_LIST)
        lines = (
            ("admin-blocked-users", _ids(at.blocked_user_ids, "<@{}>")),
            ("admin-blocked-words", words),
            ("admin-blocked-patterns", patterns),
        )
        return "\n".join(f"{self._say(key)}: {value}" for key, value in lines if value)


def default_words(chosen: KindDefaults) -> str:
    """Return the defaults of a kind in one line; nothing when there are none."""
    parts = (
        chosen.model, chosen.version, chosen.voice_name or chosen.voice_id, chosen.language,
        chosen.format.value if chosen.format else "",
    )  # fmt: skip
    return " · ".join(safe(part, 60) for part in parts if part)


def limit_lines(limits: Iterable[Limit], texts: Texts, locale: str) -> str:
    """Return one line for each limit, or that there is none."""
    lines = (limit_line(one, texts, locale) for one in limits)
    return joined(lines, "\n", _LONGEST_FIELD) or texts.text("admin-none", locale)


def limit_line(limit: Limit, texts: Texts, locale: str) -> str:
    """Return a limit in words: whom it is for and what it allows."""
    role = Verbatim(f"<@&{limit.role_id}>")
    who = texts.text(f"limit-who-{limit.scope.value}", locale, **({"role": role} if limit.scope is Scope.ROLE else {}))
    what = texts.text(
        "limit-what", locale, **limit_words(limit.measure, limit.window, limit.kind, limit.amount, limit.currency)
    )
    return texts.text("limit-line", locale, who=Verbatim(who), what=Verbatim(what))


def _ids(ids: Iterable[int], pattern: str) -> str:
    every = sorted(ids)
    shown = " ".join(pattern.format(one) for one in every[:_SHOWN_IDS])
    return shown + (f" … +{len(every) - _SHOWN_IDS}" if len(every) > _SHOWN_IDS else "")
