"""A Discord as strict as the real one: five messages in five seconds in a channel."""

from __future__ import annotations

import asyncio

from bot.sandbox.discord import Limits, LocalDiscord
from tests.e2e.conftest import open_stage, results, run

JOBS = 8
MESSAGES = "/channels/{channel_id}/messages"


async def test_a_full_channel_delays_results_and_loses_none() -> None:
    async with open_stage(discord=LocalDiscord(limits=Limits(channel_messages=5))) as stage:
        ran = await asyncio.gather(*(run(stage, f"/sfx prompt:door {number}") for number in range(JOBS)))
        assert all(one.in_time for one in ran)
        await stage.discord.wait_for(lambda: len(results(stage)) >= JOBS or None)
        # discord.py reads the bucket's headers, so nothing need be refused; the sixth waits for the next window.
        sent = [one for one in stage.discord.requests if one.method == "POST" and one.route == MESSAGES]
        taken = [one.at_seconds for one in sent if one.status == 200]
        assert len(taken) == JOBS
        assert taken[5] - taken[0] > 4.5
        replied = [one.payload["message_reference"]["message_id"] for one in results(stage)]
        assert sorted(replied) == sorted(str(one.message.id) for one in ran if one.message is not None)
        assert all(one.payload["attachments"] for one in results(stage))
