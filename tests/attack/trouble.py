"""Faults at random for the soak: a tenth of all requests on each side, and a restless gateway; all counted."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.discord import LocalDiscord
from bot.sandbox.discord.rest import faults as discord_faults
from bot.sandbox.tencent import Fault, LocalTencent

SHARE = 0.10
SLOW_SECONDS = 30.0
# Long enough for answers of calls that were sent later to come first.
_REORDER_SECONDS = 1.5
_SPOILED = "text/html"


class DiscordTrouble:
    """A tenth of Discord's answers, spread evenly over the ways of failing."""

    def __init__(self, discord: LocalDiscord, share: float = SHARE) -> None:
        script = discord.faults
        names = (
            *("500", "503", "reset before", "reset after storing", "truncated", "slow", "reordered"),
            *("429 with Retry-After", "429 without Retry-After", "wrong content type"),
        )
        when: dict[str, Any] = {"count": None, "probability": share / len(names)}
        self._lines: dict[str, discord_faults.Fault] = dict(
            zip(
                names,
                (
                    script.respond(None, "", 500, **when),
                    script.respond(None, "", 503, **when),
                    script.reset(None, "", **when),
                    script.reset(None, "", after_storing=True, **when),
                    script.truncate(None, "", **when),
                    script.delay(None, "", SLOW_SECONDS, **when),
                    script.delay(None, "", _REORDER_SECONDS, **when),
                    script.rate_limit(None, "", retry_after_seconds=1.0, **when),
                    script.rate_limit(None, "", retry_after_seconds=None, via=False, **when),
                    script.content_type(None, "", _SPOILED, **when),
                ),
                strict=True,
            )
        )

    def counts(self) -> Counter[str]:
        """Return how often each way of failing was dealt out."""
        return Counter({name: line.fired for name, line in self._lines.items()})


_WIRE: Mapping[str, Fault] = {
    "500": Fault("http", status=500),
    "503": Fault("http", status=503),
    "429 with Retry-After": Fault("http", status=429, retry_after=2),
    "429 without Retry-After": Fault("http", status=429),
    "RequestLimitExceeded": Fault("error", code="RequestLimitExceeded"),
    "LimitExceeded": Fault("error", code="LimitExceeded"),
    "reset before": Fault("close", where="before"),
    "reset after working": Fault("close", where="after"),
    "truncated": Fault("truncated"),
    "wrong content type": Fault("content_type"),
    "slow": Fault("delay", seconds=SLOW_SECONDS),
    "reordered": Fault("delay", where="after", seconds=_REORDER_SECONDS),
}
_FILES: Mapping[str, Fault] = {
    "download 503": Fault("file_status", status=503),
    "download reset": Fault("file_reset"),
    "download of wrong length": Fault("file_length", number=7),
}


class TencentTrouble:
    """A tenth of Tencent's answers on both services, and of the downloads."""

    def __init__(self, tencent: LocalTencent, share: float = SHARE) -> None:
        self._counts: Counter[str] = Counter(dict.fromkeys((*_WIRE, *_FILES), 0))
        for group in (_WIRE, _FILES):
            for label, fault in group.items():
                standing = {**fault.to_dict(), "label": label, "times": None, "probability": share / len(group)}
                tencent.faults.add(Fault(**standing))
        tencent.subscribe(lambda call: self._counts.update(filter(None, call.fault.split(", "))))

    def counts(self) -> Counter[str]:
        """Return how often each way of failing was dealt out."""
        return self._counts


class GatewayTrouble:
    """One gateway fault at a time, by turns drawn from a seed; counted is what came of them on the wire."""

    def __init__(self, discord: LocalDiscord, rng: random.Random) -> None:
        gateway = discord.gateway
        self._ways: dict[str, Callable[[], object]] = {
            "duplicate event": lambda: gateway.duplicate_next("INTERACTION_CREATE"),
            "dropped": gateway.drop_connections,
            "op 7": gateway.ask_reconnect,
            "op 9 resumable": lambda: gateway.invalidate(resumable=True),
            "op 9 not resumable": lambda: gateway.invalidate(resumable=False),
        }
        self._discord = discord
        self._gateway = gateway
        self._random = rng
        self._left: list[str] = []
        self._before = Counter(gateway.tally)

    def strike(self) -> bool:
        """Do one of them, each once before any comes again; False where nobody is connected to be struck."""
        if not self._discord.ready_shards():
            return False
        if not self._left:
            self._left = self._random.sample(sorted(self._ways), len(self._ways))
        self._ways[self._left.pop()]()
        return True

    def counts(self) -> Counter[str]:
        """Return how often each fault was seen by a connection, and what the bot answered them with."""
        names = ("events sent twice", "connections cut", "op 7", "op 9 resumable", "op 9 not resumable")
        tally = self._gateway.tally
        counts = Counter({name: tally[name] - self._before[name] for name in names})
        counts["RESUME"] = tally["resumed"] - self._before["resumed"]
        counts["IDENTIFY"] = tally["identified"] - self._before["identified"]
        return counts
