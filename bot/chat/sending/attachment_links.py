"""Refresh links to attachments: Discord signs them for a day, so an expiring one is signed again before it is reused.

https://discord.com/developers/docs/reference#signed-attachment-cdn-urls
"""

from dataclasses import fields, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import discord

from bot.chat.discord_compat import compat_of
from bot.chat.sending.requests import persist
from bot.clock import Clock
from bot.errors import Blame, InvalidRequest, MessageError, NotSent, Rejected
from bot.jobs.model import Request

_SIGNED_WITH = frozenset({"ex", "is", "hm"})
# The provider fetches files some time after the call, later if the job has to queue.
_MARGIN_SECONDS = 3600.0
# A job sent now may wait for hours at the provider; a freshly signed link works for a day.
_LONG_MARGIN_SECONDS = 12 * 3600.0
_PATIENCE_SECONDS = 5.0


class AttachmentLinks:
    """Renews the links of requests that are repeated, or that waited long to be sent."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._compat = compat_of(client)
        self._clock = clock

    async def renew(self, request: Request) -> Request:
        """Return the request with links valid for an hour or more. Raises InvalidRequest if one can't be renewed."""
        try:
            return await self._renewed(request, _MARGIN_SECONDS)
        except MessageError as error:
            raise InvalidRequest(str(error), key="attachment-expired") from error

    async def _renewed(self, request: Request, margin_seconds: float) -> Request:
        links = _links_of(request)
        expiring = sorted({link for link in links.values() if self._expires_within(link, margin_seconds)})
        if not expiring:
            return request
        fresh = await self._refreshed(expiring)
        if not fresh.keys() >= set(expiring):
            raise InvalidRequest("an attachment is gone", key="attachment-expired")
        renewed: dict[str, Any] = {name: fresh[link] for name, link in links.items() if link in fresh}
        return replace(request, **renewed)

    async def renew_to_leave(self, request: Request) -> Request:
        """Return a request that is about to be sent, with links that outlive a long wait at the provider.

        Raises Rejected if a file is gone, NotSent if its link has expired and Discord does not sign a new one now.
        """
        try:
            return await self._renewed(request, _LONG_MARGIN_SECONDS)
        except MessageError as error:
            if not any(self._expires_within(link, 0.0) for link in _links_of(request).values()):
                return request  # still valid, though not for the whole margin
            raise NotSent(str(error), code="Foley.LinkNotRenewed") from error
        except InvalidRequest as error:
            raise Rejected(error.detail, key=error.key, code="Foley.AttachmentGone", blame=Blame.USER) from error

    def _expires_within(self, link: str, seconds: float) -> bool:
        until = expires_at(link)
        return until is not None and until < self._clock.now() + seconds

    async def _refreshed(self, links: list[str]) -> dict[str, str]:
        async def attempt() -> dict[str, str]:
            answer = await self._compat.request("POST", "/attachments/refresh-urls", json={"attachment_urls": links})
            renewed = {str(entry["original"]): entry.get("refreshed") for entry in answer["refreshed_urls"]}
            return {original: str(link) for original, link in renewed.items() if link}

        return await persist(attempt, self._clock, _PATIENCE_SECONDS)


def _links_of(request: Request) -> dict[str, str]:
    return {field.name: str(getattr(request, field.name)) for field in fields(request) if _holds_link(field.name)}


def _holds_link(name: str) -> bool:
    return name.endswith("_url")


def expires_at(link: str) -> float | None:
    """Return when a link signed by Discord expires (Unix seconds), None for any other link."""
    try:
        query = parse_qs(urlsplit(link).query)
        return float(int(query["ex"][0], 16)) if query.keys() >= _SIGNED_WITH else None
    except (ValueError, OverflowError):
        return None
