"""Ready-made jobs for tests."""

import itertools
from typing import Any

from bot.jobs.model import Backend, MusicRequest, NewJob, Place, Request, new_job_id
from tests.support.manual_clock import ManualClock

_NUMBERS = itertools.count()


async def unchanged(request: Request) -> Request:
    """Links need no renewal here."""
    return request


def a_place(**changes: Any) -> Place:
    values = {
        "guild_id": 100,
        "channel_id": 200,
        "status_channel_id": 200,
        "status_message_id": 300,
        "upload_limit_bytes": 10 * 1024 * 1024,
    }
    return Place(**{**values, **changes})


def a_new_job(clock: ManualClock, **changes: Any) -> NewJob:
    """Return a music job; ``guild_id`` goes to its place."""
    place = a_place(guild_id=changes.pop("guild_id", 100))
    values: dict[str, Any] = {
        # Milliseconds apart: what is made later sorts behind, as it nearly always does.
        "id": new_job_id(clock.now() + next(_NUMBERS) / 500),
        "place": place,
        "user_id": 7,
        "locale": "en-US",
        "request": MusicRequest(prompt="calm rain", model="MiniMaxMusic", version="2.6"),
        "backend": Backend.MPS,
        "created_at": clock.now(),
    }
    return NewJob(**{**values, **changes})
