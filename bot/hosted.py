"""Run Foley as its own process: check the keys, then run one session after another next to the health server.

:mod:`bot.host` decides what is restarted and when; :mod:`bot.app` builds the parts of a session.
"""

import asyncio
import logging
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bot.adapters import open_provider
from bot.catalog.catalog import Catalog
from bot.chat.discord_compat import compat_of
from bot.client import Foley
from bot.clock import Clock, SystemClock
from bot.errors import ConfigError, ProviderError, Rejected
from bot.host import TokenRefusals, host, stop_on_signals
from bot.media.confinement import hide_process
from bot.ops.operations import Operations, operations
from bot.ops.process_state import ProcessState
from bot.ops.reload import Reload
from bot.ops.start_line import start_line
from bot.ops.telemetry.observing import observing
from bot.settings import Settings
from bot.utils.tasks import racing

if TYPE_CHECKING:  # its library is an extra
    from bot.ops.telemetry.traces import Traces

log = logging.getLogger(__name__)
_KEYS_REFUSED = ("AuthFailure.SecretIdNotFound", "AuthFailure.InvalidSecretId", "AuthFailure.SignatureFailure")


async def run_hosted(settings: Settings) -> None:
    """Run the hosted bot until it is told to stop. Raises ConfigError for what only the operator can fix."""
    log.info("process.started %s", start_line(settings))
    if not hide_process():
        log.warning("process.visible: other programs of this user can read the keys of this process")
    clock = SystemClock()
    stop = stop_on_signals(settings.stop_timeout_seconds)
    async with racing(_check_keys(settings, clock), stop.wait()) as (checking, _):
        if stop.is_set():
            return
        checking.result()
    _make_data_dir(settings.data_dir)
    refusals = TokenRefusals(clock)
    async with observing(settings, clock) as traces, operations(settings.http_bind, clock) as ops:
        clients: list[Foley] = []

        async def session(stop: asyncio.Event) -> None:
            await _session(settings, stop, ops, traces, clients, refusals)

        with Reload(settings, lambda: _catalog_of(clients)).on_hangup():
            await host(session, clock, stop, refusals=refusals)


def _make_data_dir(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError([f"FOLEY_DATA_DIR: {folder} can't be made ({error.strerror})."]) from None


async def _session(
    settings: Settings,
    stop: asyncio.Event,
    ops: Operations,
    traces: "Traces | None",
    clients: list[Foley],
    refusals: TokenRefusals,
) -> None:
    """Run one session of the bot, and leave its client as the only one in ``clients``."""
    client = Foley(settings, metrics=ops.metrics, traces=traces)
    compat_of(client).use_api_url(settings.discord_api_url)
    clients[:] = [client]

    async def on_connect() -> None:
        refusals.accepted()

    client.add_listener(on_connect)
    async with client:
        with ops.watching(ProcessState(client)):
            await _run_client(client, settings, stop)


def _catalog_of(clients: list[Foley]) -> Catalog | None:
    return next((client.runtime.catalog for client in clients if client.runtime is not None), None)


async def _run_client(client: Foley, settings: Settings, stop: asyncio.Event) -> None:
    running = client.start(settings.discord_token.get_secret_value())
    async with racing(running, client.until_refused(), stop.wait()) as (*endings, _):
        try:
            for ended in endings:
                if ended.done():
                    ended.result()
                    return
            await client.stop_work()
        finally:
            await client.close()  # before the running task is cancelled: closing ends it in order


async def _check_keys(settings: Settings, clock: Clock) -> None:
    """List the voices once. Raises ConfigError for keys that are refused; any other failure can wait."""
    async with AsyncExitStack() as stack:
        provider, _ = await open_provider(stack, settings, clock, Catalog.load(settings.catalog))
        try:
            async with asyncio.timeout(5.0):
                await provider.list_voices()
        except Rejected as error:
            if error.code in _KEYS_REFUSED:
                raise ConfigError([_key_sentence(error.code)]) from None
        except (ProviderError, TimeoutError) as error:
            log.warning("tencent.unreachable: %s", error)


def _key_sentence(code: str) -> str:
    if code == "AuthFailure.SignatureFailure":
        return f"TENCENTCLOUD_SECRET_KEY does not belong to TENCENTCLOUD_SECRET_ID ({code})."
    return f"TENCENTCLOUD_SECRET_ID is not known to Tencent Cloud, disabled or deleted ({code})."
