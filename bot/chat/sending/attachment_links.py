"""Refresh links to attachments: Discord signs them for a day, so an old one is signed anew before it is used again.

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
# The provider fetches what it is given some time after the call, longer when the job has to queue.
_MARGIN_SECONDS = 3600.0
# What leaves now may wait for hours at the provider; a link that Discord has just signed works for a day.
_LONG_MARGIN_SECONDS = 12 * 3600.0
_PATIENCE_SECONDS = 5.0


class AttachmentLinks:
    """Renews the links of requests that are made again, or that waited long to be sent."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._compat = compat_of(client)
        self._clock = clock

    async def renew(self, request: Request) -> Request:
        """Return the request with links that work for a while. Raises InvalidRequest where one can't be renewed."""
        try:
            return await self._renewed(request, _MARGIN_SECONDS)
        except MessageError as error:
            raise InvalidRequest(str(error), key="attachment-expired") from error

    async def _renewed(self, request: Request, margin_seconds: float) -> Request:
        links = _links_of(request)
        old = sorted({link for link in links.values() if self._is_old(link, margin_seconds)})
        if not old:
            return request
        fresh = await self._signed_anew(old)
        if not fresh.keys() >= set(old):
            raise InvalidRequest("an attachment is gone", key="attachment-expired")
        renewed: dict[str, Any] = {name: fresh[link] for name, link in links.items() if link in fresh}
        return replace(request, **renewed)

    async def renew_to_leave(self, request: Request) -> Request:
        """Return the request that is about to be sent, with links that outlive a long wait at the provider.

        Raises Rejected where a file is gone, NotSent where its link is over and Discord does not sign another now.
        """
        try:
            return await self._renewed(request, _LONG_MARGIN_SECONDS)
        except MessageError as error:
            if not any(self._is_old(link, 0.0) for link in _links_of(request).values()):
                return request  # still good for a while, if not for as long as might be
            raise NotSent(str(error), code="Foley.LinkNotRenewed") from error
        except InvalidRequest as error:
            raise Rejected(error.detail, key=error.key, code="Foley.AttachmentGone", blame=Blame.USER) from error

    def _is_old(self, link: str, margin_seconds: float) -> bool:
        until = expires_at(link)
        return until is not None and until < self._clock.now() + margin_seconds

    async def _signed_anew(self, links: list[str]) -> dict[str, str]:
        async def attempt() -> dict[str, str]:
            answer = await self._compat.request("POST", "/attachments/refresh-urls", json={"attachment_urls": links})
            renewed = {str(one["original"]): one.get("refreshed") for one in answer["refreshed_urls"]}
            return {original: str(link) for original, link in renewed.items() if link}

        return await persist(attempt, self._clock, _PATIENCE_SECONDS)


def _links_of(request: Request) -> dict[str, str]:
    return {field.name: str(getattr(request, field.name)) for field in fields(request) if _holds_link(field.name)}


def _holds_link(name: str) -> bool:
    return name.endswith("_url")


def expires_at(link: str) -> float | None:
    """Return until when a link that Discord signed works (unix seconds); None for any other link."""
    try:
        query = parse_qs(urlsplit(link).query)
        return float(int(query["ex"][0], 16)) if query.keys() >= _SIGNED_WITH else None
    except (ValueError, OverflowError):
        return None
