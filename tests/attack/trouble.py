"""Faults at random for the soak: a tenth of all requests on each side, and a restless gateway; all counted."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

from bot.sandbox.discord import LocalDiscord
from bot.sandbox.discord import faults as discord_faults
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


class TencentTrouble:
    """A tenth of Tencent's answers on both services, and of the downloads."""

    def __init__(self, tencent: LocalTencent, share: float = SHARE) -> None:
        self._counts: Counter[str] = Counter()
        wire = (
            Fault("http", status=500),
            Fault("http", status=503),
            Fault("http", status=429),
            Fault("error", code="RequestLimitExceeded"),
            Fault("error", code="LimitExceeded"),
            Fault("close", where="before"),
            Fault("close", where="after"),
            Fault("truncated"),
            Fault("content_type"),
            Fault("delay", seconds=SLOW_SECONDS),
            Fault("delay", where="after", seconds=_REORDER_SECONDS),
        )
        files = (Fault("file_status", status=503), Fault("file_reset"), Fault("file_length", number=7))
        for group in (wire, files):
            tencent.faults.add(*(_standing(fault, share / len(group)) for fault in group))
        tencent.subscribe(lambda call: self._counts.update(filter(None, call.fault.split(", "))))

    def counts(self) -> Counter[str]:
        """Return how often each way of failing was dealt out."""
        return self._counts


def _standing(fault: Fault, probability: float) -> Fault:
    return Fault(**{**fault.to_dict(), "times": None, "probability": probability})


class GatewayTrouble:
    """One gateway fault at a time, by turns drawn from a seed."""

    def __init__(self, discord: LocalDiscord, rng: random.Random) -> None:
        gateway = discord.gateway
        self._ways: dict[str, Callable[[], object]] = {
            "duplicate event": lambda: gateway.duplicate_next("INTERACTION_CREATE"),
            "dropped, RESUME": gateway.drop_connections,
            "op 7": gateway.ask_reconnect,
            "op 9 resumable": lambda: gateway.invalidate(resumable=True),
            "op 9, re-IDENTIFY": lambda: gateway.invalidate(resumable=False),
        }
        self._random = rng
        self.counts: Counter[str] = Counter()

    def strike(self) -> None:
        """Do one of them."""
        name = self._random.choice(sorted(self._ways))
        self._ways[name]()
        self.counts[name] += 1
