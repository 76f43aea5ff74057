"""A typical request of each model: its length, its cost, and which limits rule it out. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalog.catalog import Catalog
from bot.catalog.presets import Preset
from bot.guilds.changes.presets import daily
from bot.guilds.guild_service import GuildService
from bot.guilds.settings import Limit
from bot.jobs.claim import Measure
from bot.jobs.model import Kind, MusicRequest, Request, SfxRequest, SpeechRequest, VideoRequest
from bot.jobs.price import money

_TYPICAL_TEXT = "x" * 140
"""About ten seconds of speech."""


@dataclass(frozen=True, slots=True)
class Typical:
    """One model and version with a typical request."""

    kind: Kind
    name: str
    request: Request
    is_default: bool


class TypicalRequests:
    """Evaluates a typical request of every model in the catalogue."""

    def __init__(self, catalog: Catalog, guilds: GuildService) -> None:
        self._catalog = catalog
        self._guilds = guilds

    def _all(self) -> Iterator[Typical]:
        yield Typical(Kind.TTS, "/tts", SpeechRequest(_TYPICAL_TEXT, ""), is_default=True)
        for kind in (Kind.MUSIC, Kind.SFX, Kind.VIDEO):
            for first, model in enumerate(self._catalog.models(kind)):
                for second, version in enumerate(model.ordered_versions or (None,)):
                    name = version.name if version else ""
                    request = _request(kind, model.name, name)
                    yield Typical(kind, f"{model.label} {name}".strip(), request, first + second == 0)

    def prices(self) -> list[tuple[str, str]]:
        """Return (name, price text) of a typical request for each priced model."""
        return [(one.name, quote) for one in self._all() if (quote := self._guilds.quote(one.request))]

    def shut_model(self, limit: Limit) -> str:
        """Return a model of which a single request exceeds a limit; empty if every model fits."""
        if limit.amount is None:
            return ""
        for one in self._all():
            seconds, price = self._guilds.expected(one.request)
            cost = price.cost(seconds) if price is not None and price.currency == limit.currency else 0
            needed = {Measure.SECONDS: seconds, Measure.MONEY: cost}.get(limit.measure, 0)
            if limit.kind in (None, one.kind) and needed > limit.amount:
                return one.name
        return ""

    def day_cost(self, preset: Preset) -> str:
        """Return what a server may cost per day with the default models; empty if one of them has no price."""
        total, counts = 0, daily(preset)
        for one in self._all():
            if not one.is_default or one.kind.value not in counts:
                continue
            seconds, price = self._guilds.expected(one.request)
            if price is None:
                return ""
            total += price.cost(seconds) * counts[one.kind.value]
        return money(total, self._catalog.currency) if total else ""


def _request(kind: Kind, model: str, version: str) -> Request:
    if kind is Kind.MUSIC:
        return MusicRequest("x", model, version)
    return SfxRequest("x", model, version) if kind is Kind.SFX else VideoRequest("x", model, version)
