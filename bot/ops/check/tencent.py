"""`foley check`, Tencent Cloud: keys, clock, and each product's answer to a harmless signed read.

Nothing is created and nothing is paid: voices are listed, and each product is queried as in ``bot.tencent.account``.
"""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack

import aiohttp

from bot.clock import Clock
from bot.errors import Ambiguous, Deferred, NotSent, ProviderError, Rejected
from bot.jobs.model import Backend
from bot.ops.check.clock import ADVICE, clock_line
from bot.ops.check.report import Level, Line
from bot.settings import Settings
from bot.tencent import protocol
from bot.tencent.account import account_refusal
from bot.tencent.actions.voices import VoicesRequest, read_voices
from bot.tencent.client import Account, Credentials, TencentClient
from bot.tencent.protocol import Action
from bot.tencent.transport import Connections, open_connections

_SECONDS = 15.0
_KEYS, _CLOCK, _MPS, _VOD = "Tencent keys", "Tencent clock", "Tencent MPS", "Tencent VOD"
_CAM = "In the console, under CAM, give this key's user QcloudMPSFullAccess and QcloudVODFullAccess."
_ENABLE = "Open the product's page in the Tencent Cloud console (international site) once and enable it."
_ADVICE: Mapping[str, str] = {
    "tencent-keys": "Make a key pair under CAM, API keys, and set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY.",
    "tencent-token": "Renew TENCENTCLOUD_TOKEN, or leave it empty with a permanent key pair.",
    "tencent-permission": _CAM,
    "tencent-not-enabled": _ENABLE,
    "tencent-arrears": "Settle the account's bill in the Tencent Cloud console, under Billing.",
    "tencent-quota": "Raise the quota in the Tencent Cloud console, or wait until it is renewed.",
    "tencent-sub-app-id": "Set FOLEY_VOD_SUB_APP_ID to the application id shown in the VOD console.",
    "tencent-address": "Use this product's host for your region and account in FOLEY_MPS_URL and FOLEY_VOD_URL.",
    "tencent-clock": ADVICE,
    "tencent-outdated": "Check FOLEY_MPS_URL and FOLEY_VOD_URL, or update Foley.",
}
_MEANING: Mapping[str, str] = {
    "tencent-keys": "does not accept the API key",
    "tencent-token": "does not accept the session token",
    "tencent-permission": "says this API key has no permission",
    "tencent-not-enabled": "is not enabled for this account",
    "tencent-arrears": "refuses because the account is in arrears",
    "tencent-quota": "says the account's quota is used up",
    "tencent-sub-app-id": "needs another application id",
    "tencent-address": "does not serve this address or region",
    "tencent-clock": "refuses the signature because of this machine's clock",
    "tencent-outdated": "does not know this call",
}
_ABOUT_KEYS = frozenset({"tencent-keys", "tencent-token", "tencent-clock"})
_PRODUCT = {_MPS: "Media Processing Service", _VOD: "Video on Demand"}
_PROBES = (
    (_MPS, "music and effects", protocol.MPS_DESCRIBE_AUDIO),
    (_MPS, "speech", protocol.MPS_DESCRIBE_SPEECH),
    (_MPS, "video", protocol.MPS_DESCRIBE_VIDEO),
    (_VOD, "effects", protocol.VOD_DESCRIBE_TASK),
)


async def check_tencent(settings: Settings, clock: Clock) -> list[Line]:
    """Run the checks of Tencent Cloud. The products are checked only if the keys are valid."""
    async with AsyncExitStack() as stack:
        connections = await stack.enter_async_context(open_connections(proxy_for=settings.proxies.for_url))
        addresses = {Backend.MPS: settings.mps_url, Backend.VOD: settings.vod_url}
        client = TencentClient(connections, Account(Credentials(*settings.tencent_keys()), addresses), clock)
        clock_line = await _check_clock(connections, settings.mps_url, clock)
        keys_line = await _check_keys(client, settings)
        lines = [keys_line, *([clock_line] if clock_line else [])]
        if keys_line.level is Level.OK:
            lines += await _check_products(client, settings)
        return lines


async def _check_products(client: TencentClient, settings: Settings) -> list[Line]:
    lines = await asyncio.gather(*(_check_product(client, settings, *probe) for probe in _PROBES))
    mps_makes_effects = settings.sfx_backend is not Backend.VOD and lines[0].level is Level.OK
    return [_downgraded(line, settings) if line.part == _VOD and mps_makes_effects else line for line in lines]


async def _check_clock(connections: Connections, url: str, clock: Clock) -> Line | None:
    """Compare our clock with the date of an answer; None if there is no answer, which the line on keys will report."""
    try:
        timeout = aiohttp.ClientTimeout(total=_SECONDS)
        proxy = connections.proxy_for(url)
        async with connections.kept.get(url, allow_redirects=False, timeout=timeout, proxy=proxy) as response:
            return clock_line(_CLOCK, "Tencent Cloud", response.headers.get("Date", ""), clock.now())
    except (aiohttp.ClientError, TimeoutError, ValueError, OSError):
        return None


async def _check_keys(client: TencentClient, settings: Settings) -> Line:
    try:
        answer = await client.call(protocol.MPS_DESCRIBE_VOICES, VoicesRequest(own=settings.own_voices).payload())
    except Rejected as error:
        if error.key in _ABOUT_KEYS:
            return _explain(_KEYS, "Tencent Cloud", error)
        return Line(_KEYS, Level.OK, "The API key is accepted.")  # anything else is reported by the product's check
    except ProviderError as error:
        return _explain(_KEYS, "Tencent Cloud", error)
    voices = len(read_voices(answer.fields).voices)
    return Line(_KEYS, Level.OK, f"The API key is accepted; {voices} voices are offered.")


async def _check_product(client: TencentClient, settings: Settings, part: str, purpose: str, action: Action) -> Line:
    who = f"{_PRODUCT[part]} ({purpose})"
    try:
        refusal = await account_refusal(client, action, settings.vod_sub_app_id)
    except ProviderError as error:
        return _explain(part, who, error)
    if refusal is None:
        return Line(part, Level.OK, f"Ready for {purpose}.")
    if "SubAppId" in refusal.detail:
        return _sub_app_id_line(part, who, refusal, settings)
    return _explain(part, who, refusal)


def _sub_app_id_line(part: str, who: str, error: ProviderError, settings: Settings) -> Line:
    meaning = "needs an application id" if settings.vod_sub_app_id is None else "does not know this application id"
    return Line(part, Level.WRONG, f"{who} {meaning} ({error.code}).", _ADVICE["tencent-sub-app-id"])


def _downgraded(line: Line, settings: Settings) -> Line:
    """Lower a fault of VOD to a warning: Foley runs without it if MPS makes the sound effects."""
    if line.level is Level.OK:
        return line
    why = "FOLEY_SFX_BACKEND is mps" if settings.sfx_backend is Backend.MPS else "sound effects are made by MPS instead"
    return Line(line.part, Level.WARN, f"{line.text} It is not needed: {why}.", line.advice)


def _explain(part: str, who: str, error: ProviderError) -> Line:
    code = f" ({error.code})" if error.code else ""
    if isinstance(error, NotSent):
        return Line(part, Level.AWAY, f"{who} can't be reached: {error.detail}.", "Check the network and the API URLs.")
    if isinstance(error, Deferred | Ambiguous):
        return Line(part, Level.AWAY, f"{who} has trouble answering{code}.", "Try again in a few minutes.")
    if error.code == "AuthFailure.SignatureFailure":
        text = f"TENCENTCLOUD_SECRET_KEY does not belong to TENCENTCLOUD_SECRET_ID{code}."
        return Line(part, Level.WRONG, text, "Copy both values of one key pair again, from CAM, API keys.")
    text = f"{who} {_MEANING.get(error.key, f'answers with an error: {error.detail}')}{code}."
    return Line(part, Level.WRONG, text, _ADVICE.get(error.key, "Look the code up in the API's documentation."))
