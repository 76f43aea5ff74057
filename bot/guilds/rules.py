"""Check a server's rules: may this person make this here, and can these settings work? Pure.

Each rule refuses with a key of its own. Blocked words are found however they are written: case, width, accents,
invisible characters and presentation forms make no difference (:mod:`bot.guilds.blocked_words`). Regular expressions
are passed in compiled; they are matched against the text as typed and as folded.
"""

from collections.abc import Callable, Collection
from dataclasses import replace

from bot.errors import InvalidRequest, NotAllowed
from bot.guilds.blocked_words import folded, foldings, holds_word
from bot.guilds.ports import Matcher, PatternCompiler
from bot.guilds.settings import AgeRule, GuildSettings, Limit, Scope
from bot.jobs.caller import Caller
from bot.jobs.claim import Measure
from bot.jobs.model import Kind, MusicRequest, Request, SpeechRequest, VideoRequest, kind_of
from bot.jobs.requests import MOST_AT_ONCE, count_of

MOST_WORDS = 500
MOST_PATTERNS = 50
LONGEST_WORD = 100
LONGEST_PATTERN = 200
MOST_LIMITS = 100
MOST_LISTED_IDS = 500
LARGEST_AMOUNT = 10_000_000
LONGEST_RETENTION_DAYS = 3650
LONGEST_GRACE_DAYS = 365
RESOLUTIONS = ("540P", "720P", "768P", "1080P", "2K", "4K")
"""What the catalogue's models offer, from the coarsest to the sharpest."""

LONGEST_CAP_SECONDS = 600


# --- requests ---


def check_request(settings: GuildSettings, caller: Caller, request: Request, matcher: Callable[[str], Matcher]) -> None:
    """Refuse what the rules forbid; they hold for admins too, who can change them.

    Raises NotAllowed: ``rules-paused``, ``rules-blocked-user``, ``rules-kind-off-`` and the kind,
    ``rules-channel`` (channels), ``rules-role`` (roles), ``rules-age-only``, ``rules-age-never``,
    ``rules-blocked-text``.
    """
    kind = kind_of(request)
    check_person(settings, caller)
    if kind in settings.kinds_off:
        raise NotAllowed(key=f"rules-kind-off-{kind}")
    check_channel(settings, caller)
    check_texts(settings, texts_of(request), matcher)


def check_person(settings: GuildSettings, caller: Caller) -> None:
    """Refuse people who may not use Foley anywhere in this server, and everybody while it is paused.

    Raises NotAllowed.
    """
    if settings.paused:
        raise NotAllowed(key="rules-paused")
    if caller.user_id in settings.blocked_user_ids:
        raise NotAllowed(key="rules-blocked-user")


def check_channel(settings: GuildSettings, caller: Caller) -> None:
    """Refuse a channel of the server in which Foley may not be used, or not by this person. Raises NotAllowed."""
    if settings.channel_ids and not settings.channel_ids & caller.channel_ids:
        raise NotAllowed(key="rules-channel", values={"channels": _named(settings.channel_ids)})
    if settings.role_ids and not settings.role_ids & caller.role_ids:
        raise NotAllowed(key="rules-role", values={"roles": _named(settings.role_ids)})
    if settings.age_rule is AgeRule.ONLY and not caller.is_age_restricted:
        raise NotAllowed(key="rules-age-only")
    if settings.age_rule is AgeRule.NEVER and caller.is_age_restricted:
        raise NotAllowed(key="rules-age-never")


def check_caps(settings: GuildSettings, request: Request, seconds: float, resolution: str) -> None:
    """Refuse what goes beyond the server's caps. ``seconds`` and ``resolution``: those a video would have.

    Raises InvalidRequest: ``rules-count``, ``rules-video-too-long``, ``rules-video-too-sharp``.
    """
    most, asked = settings.largest_count, count_of(request)
    if most is not None and asked > most:
        raise InvalidRequest(key="rules-count", values={"limit": most, "asked": asked, "fits": most})
    if not isinstance(request, VideoRequest):
        return
    longest, sharpest = settings.longest_video_seconds, settings.sharpest_video
    if longest is not None and seconds > longest:
        raise InvalidRequest(key="rules-video-too-long", values={"limit": longest, "asked": round(seconds)})
    # A model that takes no resolution has one of its own, which nobody can change.
    if sharpest and resolution and _rank(resolution) > _rank(sharpest):
        raise InvalidRequest(key="rules-video-too-sharp", values={"limit": sharpest, "asked": resolution})


def _rank(resolution: str) -> int:
    """Return how sharp a resolution is; an unknown one is sharper than all, so that no cap lets it through."""
    return RESOLUTIONS.index(resolution) if resolution in RESOLUTIONS else len(RESOLUTIONS)


def _named(ids: Collection[int]) -> str:
    """Return ids for a sentence: the chat side turns the numbers into mentions."""
    return " ".join(str(one) for one in sorted(ids)[:10])


def texts_of(request: Request) -> tuple[str, ...]:
    """Return every text a person wrote for a request, and what will be spoken of it: markup may hide a word."""
    if isinstance(request, SpeechRequest):
        return (request.text, request.spoken_text)
    return (request.prompt, request.lyrics) if isinstance(request, MusicRequest) else (request.prompt,)


def check_texts(settings: GuildSettings, texts: Collection[str], matcher: Callable[[str], Matcher]) -> None:
    """Refuse blocked words and patterns. The sentence does not say which: that would show how to get around it."""
    if not settings.blocked_words and not settings.blocked_patterns:
        return
    matchers = [matcher(pattern) for pattern in settings.blocked_patterns]
    words = [folded(word) for word in settings.blocked_words]
    for text in texts:
        readings = foldings(text)
        if holds_word(text, readings, words) or any(
            match(form) for match in matchers for form in dict.fromkeys((text, *readings))
        ):
            raise NotAllowed(key="rules-blocked-text")


# --- settings ---


def listed(entries: tuple[str, ...], entry: str, *, present: bool, plain: bool) -> tuple[str, ...]:
    """Return a list of blocked words (``plain``) or patterns with an entry in it, or without it.

    Raises InvalidRequest for removing an entry that isn't there, and for a word without visible characters.
    """
    entry = entry.strip()
    wanted = folded(entry) if plain else entry
    if not wanted:
        raise InvalidRequest(key="rules-word-empty")
    kept = tuple(one for one in entries if (folded(one) if plain else one) != wanted)
    if present:
        return entries if len(kept) < len(entries) else (*entries, entry)
    if len(kept) == len(entries):
        raise InvalidRequest(key="rules-not-blocked")
    return kept


def check_settings(new: GuildSettings, old: GuildSettings, compile_pattern: PatternCompiler) -> None:
    """Refuse settings that can't work. Raises InvalidRequest with what to change."""
    if replace(new, guild_id=old.guild_id) != new:
        raise ValueError("settings of another server")
    _check_lengths(new)
    for limit in new.limits:
        _check_limit(limit)
    for pattern in new.blocked_patterns:
        if pattern not in old.blocked_patterns:
            if len(pattern) > LONGEST_PATTERN:
                raise InvalidRequest(key="rules-pattern-long", values={"limit": LONGEST_PATTERN})
            compile_pattern(pattern)
    _check_days(new)


def _check_lengths(new: GuildSettings) -> None:
    sizes: tuple[tuple[str, Collection[object], int], ...] = (
        ("rules-too-many-words", new.blocked_words, MOST_WORDS),
        ("rules-too-many-patterns", new.blocked_patterns, MOST_PATTERNS),
        ("rules-too-many-limits", new.limits, MOST_LIMITS),
        ("rules-too-many-users", new.blocked_user_ids, MOST_LISTED_IDS),
        ("rules-too-many-channels", new.channel_ids, MOST_LISTED_IDS),
        ("rules-too-many-roles", new.role_ids, MOST_LISTED_IDS),
    )
    for key, entries, most in sizes:
        if len(entries) > most:
            raise InvalidRequest(key=key, values={"limit": most})
    if any(len(word) > LONGEST_WORD for word in new.blocked_words):
        raise InvalidRequest(key="rules-word-long", values={"limit": LONGEST_WORD})
    if set(Kind) <= new.kinds_off:
        raise InvalidRequest(key="rules-all-kinds-off")


def _check_limit(limit: Limit) -> None:
    """Refuse a limit that makes no sense."""
    if limit.amount is not None and not 0 <= limit.amount <= LARGEST_AMOUNT:
        raise InvalidRequest(key="rules-limit-amount", values={"limit": LARGEST_AMOUNT})
    if (limit.window is None) != (limit.measure is Measure.AT_ONCE):
        raise InvalidRequest(key="rules-limit-window")
    if (limit.role_id is None) == (limit.scope is Scope.ROLE):
        raise InvalidRequest(key="rules-limit-role")


def _check_days(new: GuildSettings) -> None:
    if new.prompt_retention_days is not None and not 0 <= new.prompt_retention_days <= LONGEST_RETENTION_DAYS:
        raise InvalidRequest(key="rules-retention", values={"limit": LONGEST_RETENTION_DAYS})
    if new.longest_video_seconds is not None and not 1 <= new.longest_video_seconds <= LONGEST_CAP_SECONDS:
        raise InvalidRequest(key="rules-cap-seconds", values={"limit": LONGEST_CAP_SECONDS})
    if new.largest_count is not None and not 1 <= new.largest_count <= MOST_AT_ONCE:
        raise InvalidRequest(key="rules-cap-count", values={"limit": MOST_AT_ONCE})
    if new.sharpest_video and new.sharpest_video not in RESOLUTIONS:
        raise InvalidRequest(key="refusal-command-changed")
    if not 0 <= new.grace_days <= LONGEST_GRACE_DAYS:
        raise InvalidRequest(key="rules-grace", values={"limit": LONGEST_GRACE_DAYS})
