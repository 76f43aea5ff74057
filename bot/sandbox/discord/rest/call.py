"""A REST request as its handler receives it, and the handler's reply. No rules, no I/O."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.discord.errors import known
from bot.sandbox.discord.platform import Platform
from bot.sandbox.discord.rules.form import fail
from bot.sandbox.discord.world.model import LocalFile

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """A JSON response; no body means 204."""

    status: int = 204
    body: Any = None


@dataclass(frozen=True, slots=True)
class Call:
    """A request whose body has been parsed."""

    platform: Platform
    request: web.Request
    params: Mapping[str, str]
    data: Any = None
    files: Mapping[int, LocalFile] = field(default_factory=dict)

    @property
    def body(self) -> Json:
        """The JSON object of the request body, empty when there was none."""
        if self.data is None:
            return {}
        if not isinstance(self.data, dict):
            raise fail((), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return self.data

    def id(self, name: str) -> int:
        """Return a snowflake from the path."""
        text = self.params[name]
        if not text.isdigit():
            raise fail((name,), "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.')
        return int(text)

    def own_application(self) -> None:
        """Refuse another application's id in the path."""
        if self.id("application_id") != self.platform.world.bot.id:
            raise known(10002)

    def flag(self, name: str) -> bool:
        """Return whether a query parameter is true."""
        return self.request.query.get(name, "").lower() in {"1", "true"}


Handler = Callable[[Call], Awaitable[Reply | web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Route:
    """One route of the API. `needs_token` is false when the path itself contains a token."""

    method: str
    template: str
    handler: Handler
    needs_token: bool = True
    counts_globally: bool = True
    limited: bool = True
    under_api: bool = True
