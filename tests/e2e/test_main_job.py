"""The whole way of one request, for all four kinds, through the real process."""

import asyncio
import signal
import time

import pytest

from bot.sandbox.discord import LocalFile
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault
from tests.e2e.conftest import FAST, creates, open_stage, result_of, results, rows, run, text_of, wait_row

FOUR = (
    "/music prompt:calm rain",
    "/sfx prompt:a door creaks",
    "/tts text:hello there voice:Emma pitch:1",  # a task that is waited for, as the others
    "/video prompt:a paper boat",
)


async def voice(stage: Stage) -> str:
    """A voice as a person finds it: by typing."""
    choices = await stage.discord.autocomplete(
        stage.world.member, stage.world.general, "/tts text:hello voice:e", focused="voice"
    )
    return str(choices[0]["value"])


async def four(stage: Stage) -> list[str]:
    return [command.replace("Emma", await voice(stage)) for command in FOUR]


async def test_all_four_kinds_are_delivered_as_files(stage: Stage) -> None:
    messages = await asyncio.gather(*(result_of(stage, command) for command in await four(stage)))
    files = [message.payload["attachments"] for message in messages]
    kinds = [{file["content_type"].partition("/")[0] for file in attached} for attached in files]
    assert [sorted(found & {"audio", "video"}) for found in kinds] == [["audio"], ["audio"], ["audio"], ["video"]]
    for message in messages:
        assert message.pinged == (stage.world.member.id,)
    await wait_row(stage, "(SELECT count(*) FROM jobs WHERE state = 'ready' AND delivery_state = 'sent') = 4")
    assert len(creates(stage)) == 4


async def test_killed_while_four_jobs_wait_each_is_delivered_once_and_none_bought_twice() -> None:
    async with open_stage(speed=1.0) as stage:
        for command in await four(stage):
            await run(stage, command)
        await wait_row(stage, "(SELECT count(*) FROM jobs WHERE state = 'waiting') = 4")
        await stage.kill_bot()
        stage.set_speed(FAST)
        await stage.start_bot()
        await stage.discord.wait_for(lambda: len(results(stage)) >= 4 or None)
        await wait_row(stage, "(SELECT count(*) FROM jobs WHERE delivery_state = 'sent') = 4")
        assert len(results(stage)) == 4
        assert len(creates(stage)) == 4


async def test_told_to_stop_it_ends_with_0_and_loses_nothing() -> None:
    async with open_stage(speed=1.0) as stage:
        for command in await four(stage):
            await run(stage, command)
        await wait_row(stage, "(SELECT count(*) FROM jobs WHERE state = 'waiting') = 4")
        assert await stage.stop_bot() == 0
        stage.set_speed(FAST)
        await stage.start_bot()
        await wait_row(stage, "(SELECT count(*) FROM jobs WHERE delivery_state = 'sent') = 4")
        assert len(results(stage)) == len(creates(stage)) == 4


async def test_fifty_commands_in_one_second_are_all_answered_in_time() -> None:
    async with open_stage() as stage:
        sent = [
            await stage.discord.command(stage.world.member, stage.world.general, f"/music prompt:song number {number}")
            for number in range(50)
        ]
        await asyncio.gather(*(interaction.wait_first_answer() for interaction in sent))
        assert {interaction.state.value for interaction in sent} <= {"deferred", "answered"}
        assert all(interaction.in_time for interaction in sent)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("http", status=500),
        Fault("html"),
        Fault("truncated"),
        Fault("close", where="before"),
        Fault("close", where="after"),
    ],
    ids=["500", "html", "truncated", "closed-before", "closed-after"],
)
async def test_an_unreadable_answer_makes_the_job_unknown_and_is_sent_once(fault: Fault) -> None:
    async with open_stage() as stage:
        stage.tencent.faults.add(Fault(**{**fault.to_dict(), "action": "CreateAigcAudioTask"}))
        message = await result_of(stage, "/music prompt:calm rain")
        assert "may or may not" in text_of(message)
        row = await wait_row(stage, "delivery_state = 'sent'")
        assert row["state"] == "unknown"
        assert row["id"] in text_of(message)
        assert creates(stage) == ["CreateAigcAudioTask"]


async def test_rate_refused_twice_then_delivered(stage: Stage) -> None:
    stage.tencent.faults.add(Fault("error", action="CreateAigcAudioTask", code="RequestLimitExceeded", times=2))
    message = await result_of(stage, "/music prompt:calm rain")
    assert message.payload["attachments"]
    assert len(creates(stage)) == 3


async def test_a_full_house_queues_shows_the_place_survives_a_restart_and_goes_on() -> None:
    async with open_stage(speed=0.01) as stage:
        stage.tencent.settings.max_running["mps:music"] = 3
        for number in range(3):
            await run(stage, f"/music prompt:song {number}")
        await wait_row(stage, "(SELECT count(*) FROM jobs WHERE state = 'waiting') = 3")
        fourth = await run(stage, "/music prompt:the fourth")
        await wait_row(stage, "state = 'queued'")
        status = await stage.discord.wait_for(
            lambda: fourth.message if fourth.message and "1 of 1" in text_of(fourth.message) else None
        )
        assert "1 of 1" in text_of(status)
        # Not while it is being tried again: killed in that instant it would rightly be unknown.
        await wait_row(stage, f"state = 'queued' AND retry_at > {time.time() + 1}")
        await stage.kill_bot()
        await stage.start_bot()
        await wait_row(stage, "state = 'queued'")
        assert len(rows(stage)) == 4
        stage.tencent.tasks.finish_now(next(iter(stage.tencent.tasks)).task_id)
        await wait_row(stage, "(SELECT count(*) FROM jobs WHERE state IN ('waiting', 'ready')) = 4")


@pytest.mark.parametrize(
    ("command", "fault", "words"),
    [
        ("/music prompt:calm rain", Fault("fail", message="model fell over"), "failed"),
        ("/tts text:hello voice:{voice} pitch:1", Fault("tts_error", number=1001, where="after"), "failed"),
        ("/sfx prompt:creak", Fault("vod_error", code="InvalidParameter.VoilationContent"), "content check"),
        ("/video prompt:boat", Fault("no_url"), "no file"),
    ],
    ids=["fail", "tts-error-code", "vod-err-code-ext", "done-without-url"],
)
async def test_each_failure_has_its_sentence_with_the_job_id(command: str, fault: Fault, words: str) -> None:
    async with open_stage() as stage:
        stage.tencent.faults.add(fault)
        message = await result_of(stage, command.replace("{voice}", await voice(stage)))
        [row] = rows(stage)
        assert row["state"] == "failed"
        assert row["id"] in text_of(message)
        assert words in text_of(message).lower()


async def test_moderation_is_told_to_the_person_alone(stage: Stage) -> None:
    interaction = await run(stage, "/music prompt:forbidden words")
    note = await stage.discord.wait_for(lambda: next(iter(interaction.ephemeral), None))
    [row] = rows(stage)
    assert row["id"] in note.content
    await wait_row(stage, "state = 'refused' AND delivery_state = 'sent'")
    assert results(stage) == []
    assert interaction.message is None


async def test_no_secret_prompt_or_lyric_in_a_log_at_debug(stage: Stage) -> None:
    prompt, lyric = "zanzibar-prompt-marker", "quicksilver-lyric-marker"
    stage.tencent.faults.add(Fault("http", action="DescribeAigcAudioTask", status=500))
    await result_of(stage, f"/music prompt:{prompt} lyrics:{lyric}")
    await result_of(stage, f"/tts text:{prompt} voice:{await voice(stage)}")
    await run(stage, "/music prompt:forbidden words " + prompt)
    log = "\n".join(stage.bot.log)
    assert "job.accepted" in log
    environment = stage.bot.environment
    for secret in (
        prompt,
        lyric,
        environment["DISCORD_TOKEN"],
        environment["TENCENTCLOUD_SECRET_ID"],
        environment["TENCENTCLOUD_SECRET_KEY"],
        "Signature=",
        "TC3-HMAC-SHA256",
    ):
        assert secret not in log


async def test_a_second_process_on_the_same_file_is_refused_with_a_sentence(stage: Stage) -> None:
    second = stage.new_bot()
    await second.start()
    assert await stage.patience.bounded(second.wait()) == 78
    assert "Only one Foley can use a SQLite database" in second.log[-1]
    assert "Traceback" not in "\n".join(second.log)


async def test_music_from_lyrics_by_attachment(stage: Stage) -> None:
    words = LocalFile("song.txt", b"first line\nsecond line", "text/plain")
    interaction = await stage.discord.command(
        stage.world.member, stage.world.general, "music", {"prompt": "folk", "lyrics_file": words}
    )
    message = await stage.outcome(interaction)
    assert message is not None
    [call] = stage.tencent.calls.of("CreateAigcAudioTask")
    assert "second line" in str(call.request)


async def test_a_second_signal_ends_it_at_once() -> None:
    async with open_stage() as stage:
        stage.bot.signal_now(signal.SIGTERM)
        stage.bot.signal_now(signal.SIGTERM)
        assert await stage.patience.bounded(stage.bot.wait()) == 0
