"""Make one call of the API: wait for the rate budget, sign, send, read the answer; retry only if that is safe.

What may be sent again:

==================  =====================================================================================
reads, stops        after any transient fault, a few times, with back-off
creates             only if it is certain that nothing was started: no byte of the body was handed to the
                    connection, or a definite refusal that the code table allows (rate, corrected clock)
==================  =====================================================================================

A task that awaits :meth:`TencentClient.call` may be cancelled. ``CancelledError`` is then passed on, and for a create
it is not known whether bytes had left: the job stays ``submitting`` on disk, and the next start treats it as unknown.
So a caller that stops on purpose should let creates in flight finish.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, NamedTuple

from yarl import URL

from bot.clock import Clock
from bot.errors import Ambiguous, Deferred, NotSent, ProviderError
from bot.jobs.model import Backend
from bot.tencent.errors import LOCAL_PREFIX, Retry, rule_for
from bot.tencent.limiter import Limiter, Priority
from bot.tencent.protocol import (
    ACTIONS,
    Action,
    Answer,
    Effect,
    RequestForm,
    encode_body,
    read_answer,
)
from bot.tencent.reading import number
from bot.tencent.signing import Credentials, Signer
from bot.tencent.transport import TIMEOUT_SECONDS, Connections, RawAnswer, Transport
from bot.utils.backoff import Backoff

__all__ = ["CallRecord", "Credentials", "OnCall", "TencentClient"]

log = logging.getLogger(__name__)
_ATTEMPTS = 3
_LANGUAGE = "en-US"  # of the messages in refusals
_BACKOFF = Backoff(0.8, 10.0)
# What a create may take with its retries, of which all but the last had no connection or were refused for the rate.
CREATE_SECONDS = TIMEOUT_SECONDS[Effect.CREATE] + 30.0
# If a gateway asks for a longer wait than this, calls resume anyway: jobs wait for it.
_LONGEST_HOLD_SECONDS = 60.0


class CallRecord(NamedTuple):  # a tuple, because one is made for every call
    """One request that was sent or attempted. ``code``: empty on success; our own begin with ``Foley.``"""

    action: str
    service: Backend
    code: str
    seconds: float
    request_id: str


OnCall = Callable[[CallRecord], None]


class _Endpoint:
    """One product's URL, and the offset of its clock from ours."""

    __slots__ = ("clock_offset_seconds", "host", "url")

    def __init__(self, url: str) -> None:
        self.url = URL(url if URL(url).path != "" else f"{url}/")
        self.host = self.url.host_port_subcomponent or ""
        self.clock_offset_seconds = 0.0


@dataclass(frozen=True, slots=True)
class Account:
    """The keys to sign with, and the URL of each product.

    ``read_again`` reads the keys again: temporary ones are renewed from outside, in files.
    """

    credentials: Credentials
    endpoints: Mapping[Backend, str]
    read_again: Callable[[], Credentials] | None = None


class TencentClient:
    """Calls actions of MPS and VOD. ``limiter``: to share between all users of the same account in this process.

    ``may_create`` is called at the last moment before a create is sent, which may have waited long for its turn.
    """

    def __init__(
        self,
        connections: Connections,
        account: Account,
        clock: Clock,
        *,
        limiter: Limiter | None = None,
        on_call: OnCall | None = None,
        timeout_seconds: Mapping[Effect, float] = TIMEOUT_SECONDS,
        may_create: Callable[[], bool] = lambda: True,
    ) -> None:
        self._clock = clock
        self._endpoints = {service: _Endpoint(url) for service, url in account.endpoints.items()}
        self._on_call = on_call
        self._may_create = may_create
        self._read_again = account.read_again
        self._transport = Transport(connections, timeout_seconds)
        self.limiter = limiter or Limiter({action.key: action.rate_per_second for action in ACTIONS}, clock)
        self._sign_with(account.credentials)

    def _sign_with(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._signer = Signer(credentials)
        self._forms = {
            action: RequestForm(action, endpoint.host, endpoint.url.raw_path, _LANGUAGE, credentials.token)
            for action in ACTIONS
            if (endpoint := self._endpoints.get(action.service))
        }

    async def call(
        self, action: Action, payload: Mapping[str, Any], *, on_turn: Callable[[], None] = lambda: None
    ) -> Answer:
        """Send one call and return its answer. ``on_turn`` is called when its turn has come, before it is sent.

        Raises NotSent, Deferred, Rejected or Ambiguous.
        """
        body = encode_body(payload)
        attempt = 0
        clock_corrected = keys_renewed = False
        while True:
            attempt += 1
            if not self.limiter.try_acquire(action.key):
                await self.limiter.acquire(
                    action.key, Priority.CREATE if action.effect is Effect.CREATE else Priority.READ
                )
            on_turn()
            if action.effect is Effect.CREATE and not self._may_create():
                raise NotSent("this process may not create any more", code=f"{LOCAL_PREFIX}LeaseLost")
            offset_seconds, used = self._endpoints[action.service].clock_offset_seconds, self._credentials
            try:
                return await self._send(action, payload, body)
            except ProviderError as error:
                retry = _retry_of(action, error)
                if retry is Retry.CLOCK:
                    has_changed = self._endpoints[action.service].clock_offset_seconds != offset_seconds
                    if clock_corrected or not has_changed:
                        raise
                    clock_corrected = True
                    continue
                if retry is Retry.KEYS:
                    if keys_renewed or not await self._renewed(used):
                        raise
                    keys_renewed = True
                    continue
                if attempt >= _ATTEMPTS or not _may_repeat(action, error, retry):
                    raise
            if retry is not Retry.RATE:  # the limiter itself delays the next one
                await self._clock.sleep(_BACKOFF.after(attempt) * random.uniform(0.5, 1.0))

    async def _send(self, action: Action, payload: Mapping[str, Any], body: bytes) -> Answer:
        """Send once, adjust to a refusal, and report the outcome to the observer."""
        started_at = self._clock.monotonic()
        try:
            status, headers, content = await self._exchange(action, body)
            try:
                answer = read_answer(status, headers.get("Content-Type", ""), content, action, payload)
            except ProviderError as error:
                self._adjust(action, error, headers.get("Date", ""))
                self._respect_retry_after(action, status, headers.get("Retry-After", ""))
                raise
        except ProviderError as error:
            self._observe(action, error.code, started_at, error.request_id)
            raise
        self._observe(action, "", started_at, answer.request_id)
        return answer

    def server_time(self, service: Backend, at: float) -> float:
        """Convert a time of our wall clock to the server's, by the known offset between them."""
        return at + self._endpoints[service].clock_offset_seconds

    async def _exchange(self, action: Action, body: bytes) -> RawAnswer:
        """Sign as of now, send once, and read the whole answer."""
        endpoint = self._endpoints[action.service]
        timestamp = int(self._clock.now() + endpoint.clock_offset_seconds)
        headers = self._forms[action].headers(body, timestamp, self._signer)
        return await self._transport.exchange(action.effect, endpoint.url, endpoint.host, headers, body)

    async def _renewed(self, used: Credentials) -> bool:
        """Read the keys again after they were refused; return whether they differ from those that were used."""
        if self._credentials == used and self._read_again is not None:
            fresh = await asyncio.to_thread(self._read_again)
            if fresh != used:
                log.info("credentials.renewed: the API keys were refused, and their files hold others now")
                self._sign_with(fresh)
        return self._credentials != used

    def _adjust(self, action: Action, error: ProviderError, date: str) -> None:
        """Adjust the rate or the clock offset for the next call after a refusal."""
        retry = _retry_of(action, error)
        if retry is Retry.RATE and isinstance(error, Deferred):
            self.limiter.refuse(action.key)
            error.retry_after_seconds = self.limiter.delay_seconds(action.key)
        elif retry is Retry.CLOCK and (server_now := _server_time(date)) is not None:
            offset_seconds = server_now - self._clock.now()
            log.warning("tencent.clock_offset seconds=%.0f service=%s", offset_seconds, action.service)
            self._endpoints[action.service].clock_offset_seconds = offset_seconds

    def _respect_retry_after(self, action: Action, status: int, retry_after: str) -> None:
        """Wait as long as a gateway in front of the service asks for: 429 with or without a time, or 503 with one."""
        if status not in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            return
        seconds = number(retry_after)
        if seconds is not None and seconds > 0:
            self.limiter.hold(action.key, min(seconds, _LONGEST_HOLD_SECONDS))
        elif status == HTTPStatus.TOO_MANY_REQUESTS:
            self.limiter.refuse(action.key)

    def _observe(self, action: Action, code: str, started_at: float, request_id: str) -> None:
        seconds = self._clock.monotonic() - started_at
        if log.isEnabledFor(logging.DEBUG):
            log.debug(
                "tencent.call action=%s code=%s seconds=%.3f",
                action.key,
                code or "ok",
                seconds,
                extra={"request_id": request_id},
            )
        if self._on_call is None:
            return
        try:
            self._on_call(CallRecord(action.name, action.service, code, seconds, request_id))
        except Exception:  # an observer must never lose the answer of a paid call
            log.exception("tencent.observer_failed")


def _retry_of(action: Action, error: ProviderError) -> Retry:
    return rule_for(error.code, action.service, error.detail).retry


def _may_repeat(action: Action, error: ProviderError, retry: Retry) -> bool:
    if isinstance(error, NotSent):
        return True
    if isinstance(error, Deferred):
        return retry is Retry.RATE
    return isinstance(error, Ambiguous) and action.effect is not Effect.CREATE


def _server_time(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
