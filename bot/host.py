"""Run one bot, and start it again when it ends, until told to stop.

discord.py retries a lost gateway by itself, but its client ends when the very first connection fails or an event
can't be parsed; the database or Discord may be away at start. All of that is met here with one back-off. What only
the operator can mend (token, keys, a refused database) ends the process with a sentence instead of a loop.
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
# Each life begins with an IDENTIFY, and Discord allows 1,000 a day: 125 seconds apart there are fewer.
_BACKOFF = Backoff(1.0, 125.0)
# Close codes of the gateway (https://discord.com/developers/docs/topics/opcodes-and-status-codes).
_SHARDS_WRONG = frozenset({4010, 4011})
_CLIENT_REFUSED = frozenset({4012, 4013})
# What may hold up the end of the process beyond the orderly stop: a thread in a resolver that does not answer.
_MARGIN_SECONDS = 2.0
_SETTLED_SECONDS = 120.0
_NOT_AUTHENTICATED = 4004
_REFUSED_STILL_SECONDS = 180.0

Session = Callable[[asyncio.Event], Awaitable[None]]
"""One life of the bot: runs until the event is set (then stops in order) or something breaks."""


class TokenRefusals:
    """Decides when a bot token that Discord refuses ends the process.

    At the first start it is a wrong token, and ends it at once. A process that has been connected had a good one: an
    outage of Discord's may answer 401 to everybody. It ends only when it is still refused minutes after the first time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._was_connected = False
        self._refused_at: float | None = None

    def accepted(self) -> None:
        """Note that Discord has taken the token."""
        self._was_connected = True
        self._refused_at = None

    def refused(self) -> None:
        """Note that Discord refused it. Raises ConfigError when that is for good."""
        now = self._clock.monotonic()
        if self._refused_at is None:
            self._refused_at = now
        if not self._was_connected or now - self._refused_at >= _REFUSED_STILL_SECONDS:
            raise ConfigError(["DISCORD_TOKEN is not accepted by Discord."])


async def host(
    session: Session,
    clock: Clock,
    stop: asyncio.Event,
    rng: random.Random | None = None,
    refusals: TokenRefusals | None = None,
) -> None:
    """Run sessions until told to stop. Raises ConfigError, StoreRefused for what only the operator can mend."""
    rng = rng or random.Random()
    failures = 0
    refusals = refusals or TokenRefusals(clock)
    while not stop.is_set():
        began_at = clock.monotonic()
        cause, asked_seconds = await _live(session, stop, refusals)
        if stop.is_set():
            return
        if clock.monotonic() - began_at > _SETTLED_SECONDS:
            failures = 0
        failures += 1
        delay_seconds = max(_BACKOFF.after(failures) * rng.uniform(0.7, 1.0), asked_seconds)
        # Every time with its cause: the last line of a log that is read must say why.
        log.error("process.restarting: %s; starting again in %.1f s", cause, delay_seconds, extra=EVERY_TIME)
        await sleep_unless(stop, clock, delay_seconds)


async def _live(session: Session, stop: asyncio.Event, refusals: TokenRefusals) -> tuple[str, float]:
    """Run one life of the bot; return why it ended and for how many seconds Discord wants no other."""
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
    """Raise ConfigError for a close code of the gateway that comes again however often we connect."""
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
    """Return what is set when the process is told to stop, from now on. It ends soon after the limit in any case."""
    stop = asyncio.Event()

    def ask() -> None:
        if stop.is_set():
            # The second signal: nothing may hold us up, not even threads. Everything that matters is on disk.
            os._exit(0)
        log.info("process.stopping: finishing what is on its way")
        stop.set()
        end = threading.Timer(limit_seconds + _MARGIN_SECONDS, os._exit, (0,))
        end.daemon = True
        end.start()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ask)
    return stop
