"""Warn an admin before a change is saved: that it shuts something out, exempts everybody, or blocks too much.

Pure. A caution is not a refusal: whoever has read it may still save.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.errors import Value
from bot.guilds.blocked_words import folded
from bot.guilds.changes.slots import values_of
from bot.guilds.settings import GuildSettings, Limit, Scope
from bot.jobs.claim import Measure, limit_words

Shut = Callable[[Limit], str]
"""Returns a model that a limit rules out for those it applies to; empty where there is none."""

_ONE_LETTER = 1


@dataclass(frozen=True, slots=True)
class Caution:
    """One warning: a Fluent key and its values."""

    key: str
    values: dict[str, Value] = field(default_factory=dict)


def cautions(old: GuildSettings, new: GuildSettings, shut_model: Shut) -> list[Caution]:
    """Return the warnings about a change."""
    return [*_words(old, new), *_limits(old, new, shut_model), *_roles(old, new), *_places(old, new)]


def _words(old: GuildSettings, new: GuildSettings) -> Iterator[Caution]:
    for word in new.blocked_words:
        if word not in old.blocked_words and len(folded(word).replace(" ", "")) <= _ONE_LETTER:
            yield Caution("caution-word", {"word": word})


def _limits(old: GuildSettings, new: GuildSettings, shut_model: Shut) -> Iterator[Caution]:
    before = values_of(old)
    after = values_of(new)
    for limit in new.limits:
        if before.get(limit.name) == after[limit.name]:
            continue
        words = limit_words(limit.measure, limit.window, limit.kind, limit.amount, limit.currency)
        if limit.amount == 0:
            yield Caution("caution-zero", dict(words))
        elif limit.amount is None and limit.scope is Scope.ROLE and limit.role_id == new.guild_id:
            yield Caution("caution-frees-all")
        elif limit.measure in (Measure.SECONDS, Measure.MONEY) and (model := shut_model(limit)):
            yield Caution("caution-shuts", {**words, "model": model})


def _roles(old: GuildSettings, new: GuildSettings) -> Iterator[Caution]:
    """Warn of requiring the role whose id is the server's: everybody has it."""
    if new.guild_id in new.role_ids and new.guild_id not in old.role_ids:
        yield Caution("caution-everyone")


def _places(old: GuildSettings, new: GuildSettings) -> Iterator[Caution]:
    if old.channel_ids and not new.channel_ids:
        yield Caution("caution-all-channels")
