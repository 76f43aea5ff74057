"""Run one bot, and start it again when it ends, until told to stop.

discord.py retries a lost gateway by itself, but its client ends when the very first connection fails or an event
can't be parsed; the database or Discord may be unavailable at start. All of these are retried here with one back-off.
What only the operator can fix (token, keys, a refused database) ends the process with a message instead of a loop.
"""

import asyncio
import logging
import os
import random
import signal
import threading
from collections.abc import Awaitable, Callable

import aiohttp
import discord

from bot.clock import Clock
from bot.errors import ConfigError, StoreRefused, StoreUnavailable
from bot.logs import EVERY_TIME
from bot.utils.backoff import Backoff
from bot.utils.tasks import sleep_unless

log = logging.getLogger(__name__)
# Each session begins with an IDENTIFY, and Discord allows 1,000 a day: 125 seconds apart there are fewer.
_BACKOFF = Backoff(1.0, 125.0)
# Close codes of the gateway (https://discord.com/developers/docs/topics/opcodes-and-status-codes).
_SHARDS_WRONG = frozenset({4010, 4011})
_CLIENT_REFUSED = frozenset({4012, 4013})
# How long the process may outlive an orderly stop: a thread may hang in a resolver that does not answer.
_MARGIN_SECONDS = 2.0
_STABLE_SECONDS = 120.0
_NOT_AUTHENTICATED = 4004
_TOKEN_REFUSED_SECONDS = 180.0

Session = Callable[[asyncio.Event], Awaitable[None]]
"""One session of the bot: runs until the event is set (then stops in order) or something breaks."""


class TokenRefusals:
    """Decides when a bot token that Discord refuses ends the process.

    Refused before the first connection, the token is wrong, and the process ends at once. A process that has been
    connected had a valid token, and a Discord outage may answer 401 to everybody: it ends only if the token is still
    refused minutes later.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._was_connected = False
        self._refused_at: float | None = None

    def accepted(self) -> None:
        """Record that Discord accepted the token."""
        self._was_connected = True
        self._refused_at = None

    def refused(self) -> None:
        """Record that Discord refused the token. Raises ConfigError when that is final."""
        now = self._clock.monotonic()
        if self._refused_at is None:
            self._refused_at = now
        if not self._was_connected or now - self._refused_at >= _TOKEN_REFUSED_SECONDS:
            raise ConfigError(["DISCORD_TOKEN is not accepted by Discord."])


async def host(
    session: Session,
    clock: Clock,
    stop: asyncio.Event,
    rng: random.Random | None = None,
    refusals: TokenRefusals | None = None,
) -> None:
    """Run sessions until told to stop. Raises ConfigError, StoreRefused for what only the operator can fix."""
    rng = rng or random.Random()
    failures = 0
    refusals = refusals or TokenRefusals(clock)
    while not stop.is_set():
        began_at = clock.monotonic()
        cause, retry_after_seconds = await _run_session(session, stop, refusals)
        if stop.is_set():
            return
        if clock.monotonic() - began_at > _STABLE_SECONDS:
            failures = 0
        failures += 1
        delay_seconds = max(_BACKOFF.after(failures) * rng.uniform(0.7, 1.0), retry_after_seconds)
        # Logged every time, with its cause: the last line of the log must say why.
        log.error("process.restarting: %s; starting again in %.1f s", cause, delay_seconds, extra=EVERY_TIME)
        await sleep_unless(stop, clock, delay_seconds)


async def _run_session(session: Session, stop: asyncio.Event, refusals: TokenRefusals) -> tuple[str, float]:
    """Run one session; return why it ended and how many seconds Discord wants us to wait before the next."""
    try:
        await session(stop)
    except discord.LoginFailure:
        refusals.refused()
        return "Discord does not accept the token it took before", 0.0
    except discord.PrivilegedIntentsRequired:
        raise ConfigError(["The Discord application does not allow an intent that was asked for."]) from None
    except discord.ConnectionClosed as error:
        if error.code == _NOT_AUTHENTICATED:
            refusals.refused()
        refuse_for_good(error.code)
        return describe(error), 0.0
    except discord.RateLimited as error:
        return f"Discord's rate limit, for {error.retry_after:.0f} s", error.retry_after
    except (OSError, aiohttp.ClientError, TimeoutError, discord.DiscordException, StoreUnavailable) as error:
        return describe(error), 0.0
    except (ConfigError, StoreRefused):
        raise
    except Exception as error:
        # For example discord.py's client ending on an event it can't parse.
        log.exception("bot.crashed")
        return f"the bot ended unexpectedly ({type(error).__name__})", 0.0
    return "the bot ended by itself", 0.0


def refuse_for_good(code: int) -> None:
    """Raise ConfigError for a gateway close code that connecting again can't fix."""
    if code in _SHARDS_WRONG:
        raise ConfigError([f"FOLEY_SHARDS: Discord asks for other shards (gateway code {code}); see foley check."])
    if code in _CLIENT_REFUSED:
        raise ConfigError([f"Discord does not take this version of Foley any more (gateway code {code}); update it."])


def describe(error: BaseException) -> str:
    """Return one line about a library's error, without the request it belonged to."""
    if isinstance(error, discord.HTTPException):
        return f"Discord answered {error.status} (code {error.code})"
    return f"{type(error).__name__}: {str(error)[:200]}"


def stop_on_signals(limit_seconds: float) -> asyncio.Event:
    """Return an event that SIGTERM and SIGINT set. After one, the process ends soon after the limit in any case."""
    stop = asyncio.Event()

    def request_stop() -> None:
        if stop.is_set():
            # The second signal: exit at once, whatever threads are running. Everything that matters is on disk.
            os._exit(0)
        log.info("process.stopping: finishing what is on its way")
        stop.set()
        forced_exit = threading.Timer(limit_seconds + _MARGIN_SECONDS, os._exit, (0,))
        forced_exit.daemon = True
        forced_exit.start()

    loop = asyncio.get_running_loop()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_number, request_stop)
    return stop
