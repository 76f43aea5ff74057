"""Rate limits: a fixed window per route and major parameters, and a global one. Pure except for the clock.

Source: https://discord.com/developers/docs/topics/rate-limits
"""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.discord.clock import Clock
from bot.sandbox.discord.errors import ApiError
from bot.sandbox.discord.world.model import Limits

_MAJOR_PARAMETERS = ("channel_id", "guild_id", "interaction_id", "token")


@dataclass(slots=True)
class _Window:
    ends_monotonic: float
    used: int = 0


@dataclass(frozen=True, slots=True)
class _Rule:
    method: str | None
    route: re.Pattern[str]
    requests: int
    window_seconds: float


class RateLimits:
    """Counts requests; `take` raises 429 when a limit is reached."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self._limits = limits
        self._rules: list[_Rule] = []
        self._windows: dict[str, _Window] = {}
        if limits.channel_messages is not None:
            window_seconds = limits.channel_messages_window_seconds
            self.set("POST", r"^/channels/{channel_id}/messages$", limits.channel_messages, window_seconds)

    def set(self, method: str | None, route: str, requests: int, window_seconds: float) -> None:
        """Allow `requests` per window on every route whose template matches the regular expression `route`."""
        self._rules.insert(0, _Rule(method, re.compile(route), requests, window_seconds))

    def take(self, method: str, route: str, params: dict[str, str], *, counts_globally: bool) -> dict[str, str]:
        """Count one request; return the X-RateLimit headers of its response. Raises 429 when a limit is reached."""
        if counts_globally and self._limits.global_requests is not None:
            global_window = self._count("global", self._limits.global_requests, 1.0)
            if global_window[0] < 0:
                raise self._refusal(global_window[1], "global", {})
        rule = next(
            (one for one in self._rules if one.method in {None, method} and one.route.search(route)),
            _Rule(None, re.compile(""), self._limits.route_requests, self._limits.route_window_seconds),
        )
        major = ":".join(params[name] for name in _MAJOR_PARAMETERS if name in params)
        remaining, reset_after = self._count(f"{method} {route} {major}", rule.requests, rule.window_seconds)
        bucket = hashlib.sha256(f"{method} {route}".encode()).hexdigest()[:32]
        headers = {
            "X-RateLimit-Limit": str(rule.requests),
            "X-RateLimit-Remaining": str(max(0, remaining)),
            "X-RateLimit-Reset": f"{self._clock.wall() + reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{reset_after:.3f}",
            "X-RateLimit-Bucket": bucket,
        }
        if remaining < 0:
            raise self._refusal(reset_after, "user", headers)
        return headers

    def _count(self, key: str, limit: int, window_seconds: float) -> tuple[int, float]:
        now = self._clock.monotonic()
        window = self._windows.get(key)
        if window is None or window.ends_monotonic <= now:
            window = self._windows[key] = _Window(now + window_seconds)
        if window.used >= limit:
            return -1, window.ends_monotonic - now
        window.used += 1
        return limit - window.used, window.ends_monotonic - now

    @staticmethod
    def _refusal(retry_after_seconds: float, scope: str, headers: dict[str, str]) -> ApiError:
        is_global = scope == "global"
        extra: dict[str, Any] = {"retry_after": round(retry_after_seconds, 3), "global": is_global}
        all_headers = {**headers, "Retry-After": str(math.ceil(retry_after_seconds)), "X-RateLimit-Scope": scope,
                       "Via": "1.1 google"}  # fmt: skip
        if is_global:
            all_headers["X-RateLimit-Global"] = "true"
        return ApiError(429, 0, "You are being rate limited.", extra=extra, headers=all_headers)
