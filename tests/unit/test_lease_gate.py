"""The composition root ties buying to the lease: a process without it sends no create, whoever asks."""

from pathlib import Path

import discord
import pytest

from bot.app import open_runtime
from bot.errors import NotSent
from bot.jobs.model import State
from bot.settings import Settings
from tests.support.raw_server import raw_server, response
from tests.unit.chat.chat_samples import a_job


async def test_the_provider_of_a_process_without_the_lease_buys_nothing(tmp_path: Path) -> None:
    async with raw_server(response(TaskId="24-t"), response(TaskId="24-t")) as server:
        settings = Settings.load(
            None,
            discord_token="token",
            tencentcloud_secret_id="id",
            tencentcloud_secret_key="key",
            data_dir=tmp_path,
            database_url=f"sqlite:///{tmp_path / 'foley.db'}",
            mps_url=server.url,
            vod_url=server.url,
        )
        runtime = await open_runtime(discord.Client(intents=discord.Intents.none()), settings)
        try:
            assert not runtime.store.lease.held
            with pytest.raises(NotSent) as caught:
                await runtime.provider.create(a_job(state=State.SUBMITTING))
            assert caught.value.code == "Foley.LeaseLost"
            assert server.received == []
            await runtime.store.lease.acquire()
            assert (await runtime.provider.create(a_job(state=State.SUBMITTING))).task_id == "24-t"
        finally:
            await runtime.close()
