"""Whatever the provider delivers, the channel gets something to play, a link or a sentence; never silence."""

import asyncio
import io
import os
import signal
import wave
import zipfile
from pathlib import Path
from typing import Any

import psutil
import pytest
from PIL import Image

from bot.sandbox.discord import Message
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault
from tests.e2e.conftest import open_stage, result_of, run, stored_file, text_of, wait_row
from tests.support.media_samples import decoded_pictures, decoded_seconds, transcode, write_wav
from tests.support.more_panel import panel_of

MIB = 1024 * 1024


def attached(message: Message, medium: str) -> list[dict[str, Any]]:
    """The attachments of one medium."""
    return [one for one in message.attachments if one["content_type"].startswith(f"{medium}/")]


def links(message: Message) -> list[str]:
    """The addresses of the link buttons."""
    return [item["url"] for row in message.components for item in row["components"] if item.get("url")]


async def test_three_minutes_of_wav_arrive_whole_under_ten_mebibytes(stage: Stage, tmp_path: Path) -> None:
    stage.tencent.faults.add(Fault("length", seconds=180))
    message = await result_of(stage, "/music prompt:calm rain format:wav")
    [task] = stage.tencent.tasks
    assert (task.assets[0].media.sample_rate, task.assets[0].media.channels) == (44100, 2)
    [sound] = attached(message, "audio")
    assert sound["size"] <= stage.world.guild.file_limit_bytes == 10 * MIB
    path = tmp_path / sound["filename"]
    path.write_bytes(stored_file(stage, sound))
    assert decoded_seconds(path) == pytest.approx(180, abs=0.1)
    assert sound["filename"] == f"calm-rain.{sound['filename'].rpartition('.')[2]}"
    assert "Made smaller" in text_of(message)
    assert " · 3:00 · " in text_of(message)


async def test_sixty_megabytes_of_video_arrive_playable(stage: Stage, tmp_path: Path) -> None:
    stage.tencent.faults.add(Fault("size", number=60_000_000))
    message = await result_of(stage, "/video prompt:a paper boat")
    [film] = attached(message, "video")
    assert film["size"] <= 10 * MIB
    assert film["content_type"] == "video/mp4"
    path = tmp_path / "film.mp4"
    path.write_bytes(stored_file(stage, film))
    assert decoded_pictures(path) == pytest.approx(5 * 24, abs=3)
    # The original, as long as it lives.
    [original] = links(await panel_of(stage.discord, stage.world.member, message))
    [task] = stage.tencent.tasks
    assert f"/{task.task_id}/" in original


async def test_the_picture_shows_the_sound_and_hangs_in_the_embed(stage: Stage) -> None:
    message = await result_of(stage, "/music prompt:calm rain")
    [picture] = attached(message, "image")
    image = Image.open(io.BytesIO(stored_file(stage, picture)))
    assert image.format == "PNG"
    assert image.width >= 2 * image.height
    colours = image.convert("RGB").getcolors(image.width * image.height)
    assert colours is not None
    assert len(colours) > 2
    assert picture["filename"] in message.embeds[0]["image"]["url"] or message.embeds[0]["image"]["url"].startswith(
        f"attachment://{picture['filename']}"
    )


def as_body(data: bytes) -> str:
    """Bytes as the body of a fault."""
    return data.decode("utf-8", "surrogateescape")


def zip_bytes() -> bytes:
    """An archive that will be called a .wav."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("a.txt", "x" * 100_000)
    return output.getvalue()


def cut_mp3(folder: Path) -> bytes:
    """An MP3 that ends in the middle of a frame."""
    whole = transcode(write_wav(folder / "a.wav", 4), folder / "a.mp3", "libmp3lame").read_bytes()
    return whole[: len(whole) * 6 // 10 + 37]


def much_silence(folder: Path) -> bytes:
    """A file of 200 kB that decodes to 230 MB: twenty minutes of sound."""
    path = folder / "silence.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(2 * 8000 * 1200))
    return transcode(path, folder / "silence.flac", "flac").read_bytes()


async def test_hostile_files_hurt_only_themselves_and_commands_are_answered_meanwhile(tmp_path: Path) -> None:
    """One command of each product gets a file meant to hurt, all at the same time."""
    wanted = {
        "/music prompt:cut short": ("mps", "CreateAigcAudioTask", cut_mp3(tmp_path)),
        "/tts text:hello voice:Emma": ("mps", "TextToSpeech", zip_bytes()),
        "/video prompt:empty": ("mps", "CreateAigcVideoTask", bytes(100 * MIB)),
        "/sfx prompt:bomb": ("vod", "CreateAigcAudioTask", much_silence(tmp_path)),
    }
    async with open_stage() as stage:
        for service, action, data in wanted.values():
            stage.tencent.faults.add(Fault("file_bytes", service, action, body=as_body(data), content_type="audio/wav"))
        ran = {command: await run(stage, command) for command in wanted}
        outcomes = asyncio.gather(*(stage.outcome(one) for one in ran.values()))
        answers = []
        while not outcomes.done():
            listed = await run(stage, "/jobs list", user=stage.world.member2)
            answers.append(listed.in_time)
            await asyncio.wait((outcomes,), timeout=0.5)
        ended = dict(zip(ran, await outcomes, strict=True))
        messages = {command: message for command, message in ended.items() if message is not None}
        assert len(answers) > 1
        assert all(answers)
        assert len(messages) == 4
        for message in messages.values():
            assert attached(message, "audio") or links(message)
        [cut] = attached(messages["/music prompt:cut short"], "audio")
        path = tmp_path / "posted.mp3"
        path.write_bytes(stored_file(stage, cut))
        assert decoded_seconds(path) > 2
        for command in ("/tts text:hello voice:Emma", "/video prompt:empty"):
            assert not attached(messages[command], "audio") + attached(messages[command], "video")
            assert "couldn't read this file as audio or video" in text_of(messages[command])
        await wait_row(stage, "(SELECT count(*) FROM jobs WHERE delivery_state = 'sent') = 4")


def is_worker(process: psutil.Process) -> bool:
    try:
        return "bot.media.worker" in process.cmdline()
    except psutil.NoSuchProcess:
        return False


async def test_workers_that_hang_are_ended_alone_and_the_caller_gets_the_link() -> None:
    async with open_stage(FOLEY_MEDIA_TIMEOUT="3") as stage:
        ran = await run(stage, "/music prompt:calm rain")
        bot = psutil.Process(stage.bot.pid)
        stopped: dict[int, psutil.Process] = {}
        hanging = asyncio.create_task(_stop_each_worker(bot, stopped))
        await stage.patience.until(lambda: stopped)
        listed = await run(stage, "/jobs list")
        assert listed.in_time
        message = await stage.outcome(ran)
        hanging.cancel()
        assert message is not None
        assert links(message)
        assert not attached(message, "audio")
        assert not any(worker.is_running() for worker in stopped.values())
        await result_of(stage, "/music prompt:the next one is fine")
        assert stage.bot.starts == 1


async def test_one_worker_that_hangs_costs_nothing_but_time() -> None:
    async with open_stage(FOLEY_MEDIA_TIMEOUT="3") as stage:
        ran = await run(stage, "/music prompt:calm rain")
        bot = psutil.Process(stage.bot.pid)
        worker = await stage.patience.until(lambda: next((one for one in bot.children() if is_worker(one)), None))
        os.kill(worker.pid, signal.SIGSTOP)
        message = await stage.outcome(ran)
        assert message is not None
        assert attached(message, "audio")
        assert not worker.is_running()


async def _stop_each_worker(bot: psutil.Process, stopped: dict[int, psutil.Process]) -> None:
    """Stop each worker as it comes, as a decoder that never comes back."""
    while True:
        for child in bot.children():
            # Not before it is the worker: stopped between vfork and exec, a child holds its parent, too.
            if child.pid not in stopped and is_worker(child):
                stopped[child.pid] = child
                os.kill(child.pid, signal.SIGSTOP)
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("label", ["aws-chunked", "gzip"])
async def test_a_content_coding_costs_no_second_download(stage: Stage, label: str) -> None:
    stage.tencent.faults.add(Fault("file_encoding", code=label))
    message = await result_of(stage, "/music prompt:calm rain")
    assert attached(message, "audio")
    assert not any("fetch.retry" in line for line in stage.bot.log)
