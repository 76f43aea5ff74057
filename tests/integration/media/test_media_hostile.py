"""Files meant to hurt: the worker dies alone, within its caps, and the bot goes on."""

import asyncio
import json
import os
import struct
import sys
import wave
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import MediaError, MediaUnreadable, MediaWorkerDied
from bot.jobs.model import Medium, Output
from bot.jobs.ports import MediaFile
from bot.media import Fetcher, HostRules, MediaTools, WorkerCaps, WorkerPool
from bot.media.protocol import Made, Probed, Task, WorkerJob
from tests.support.listening import listening
from tests.support.media_samples import decoded_seconds, transcode, write_film, write_long_wav, write_wav
from tests.support.processes import NewChildren

MIB = 1024 * 1024


def zip_named_wav(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.txt", "x" * 100_000)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 * MIB)


def noise(path: Path) -> None:
    path.write_bytes(os.urandom(300_000))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def playlist(path: Path) -> None:
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")


def concat_list(path: Path) -> None:
    path.write_text("ffconcat version 1.0\nfile /etc/passwd\n")


def huge_png(path: Path) -> None:
    """A picture of 30000 x 30000 in a few kilobytes."""
    header = struct.pack(">IIBBBBB", 30000, 30000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(3751 * 30000), 9)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def film_without_index(path: Path) -> None:
    write_film(path, 24, (320, 180), noise=True)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])  # moov stands at the end


def huge_film(path: Path) -> None:
    """A real film whose headers claim pictures of 30000 x 30000."""
    write_film(path, 2, (320, 180), noise=False)
    content = bytearray(path.read_bytes())
    at = content.index(b"avc1") + 4 + 24
    content[at : at + 4] = struct.pack(">HH", 30000, 30000)
    track = content.index(b"tkhd") + 4 + 76
    content[track : track + 8] = struct.pack(">II", 30000 << 16, 30000 << 16)
    path.write_bytes(content)


@pytest.mark.parametrize("make", [zip_named_wav, sparse, noise, empty, playlist, concat_list, huge_png,
                                  film_without_index])  # fmt: skip
async def test_what_is_no_media_file_is_unreadable(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "result.wav"
    make(path)
    pool = WorkerPool()
    for task in Task:
        with pytest.raises(MediaUnreadable):
            await pool.run(WorkerJob(task, str(path), str(tmp_path), MIB))
    assert list(tmp_path.iterdir()) == [path]


async def test_film_that_claims_giant_pictures_is_never_more_than_a_small_one(tmp_path: Path) -> None:
    """Either it is refused, or the codec's own (true) size counts."""
    path = tmp_path / "result.mp4"
    huge_film(path)
    pool = WorkerPool(WorkerCaps(memory_bytes=768 * MIB, cpu_seconds=20))
    for task in (Task.PROBE, Task.FIT):
        try:
            made = await pool.run(WorkerJob(task, str(path), str(tmp_path), MIB))
        except MediaError:
            continue
        assert (made.probed.width or 0) <= 320


async def test_fetched_junk_comes_back_without_a_medium(tmp_path: Path) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\nContent-Length: 4\r\n\r\njunk")
        await writer.drain()
        writer.close()

    async with listening(serve) as port:
        fetcher = Fetcher(HostRules.parse((f"127.0.0.1:{port}",)))
        tools = MediaTools(fetcher, WorkerPool(), tmp_path)
        file = await tools.fetch(Output(f"http://127.0.0.1:{port}/a.wav", Medium.AUDIO), tmp_path)
    assert (file.medium, file.size_bytes, file.extension) == (None, 4, "bin")
    with pytest.raises(MediaUnreadable):
        await tools.fit(file, MIB, tmp_path)
    await fetcher.close()


async def test_truncated_mp3_plays_up_to_the_cut(tmp_path: Path) -> None:
    whole = transcode(write_wav(tmp_path / "a.wav", 10), tmp_path / "a.mp3", "libmp3lame")
    content = whole.read_bytes()
    cut = tmp_path / "cut.mp3"
    cut.write_bytes(content[: len(content) * 6 // 10 + 37])
    pool = WorkerPool()
    probed = (await pool.run(WorkerJob(Task.PROBE, str(cut), str(tmp_path)))).probed
    assert (probed.container, probed.medium) == ("mp3", "audio")
    assert probed.seconds == pytest.approx(decoded_seconds(cut), abs=0.1)  # not the header's ten seconds
    assert probed.seconds == pytest.approx(6, abs=0.3)
    await pool.run(WorkerJob(Task.PICTURE, str(cut), str(tmp_path)))


async def test_header_that_claims_hours_is_not_believed(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", 1)
    content = bytearray(path.read_bytes())
    content[4:8] = content[40:44] = struct.pack("<I", 0xFFFFFF00)  # 37 hours at 16 kHz
    path.write_bytes(content)
    pool = WorkerPool()
    assert (await pool.run(WorkerJob(Task.PROBE, str(path), str(tmp_path)))).probed.seconds == pytest.approx(1, abs=0.1)
    clip = await pool.run(WorkerJob(Task.VOICE, str(path), str(tmp_path), MIB))
    assert clip.probed.seconds == pytest.approx(1, abs=0.1)


async def test_tiny_file_of_hours_ends_at_the_cpu_cap(tmp_path: Path, new_children: NewChildren) -> None:
    """Silence packs well: a small file that really decodes to hours of sound."""
    path = tmp_path / "hours.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48000)
        file.writeframes(bytes(4 * 48000 * 1200))
    packed = transcode(path, tmp_path / "hours.flac", "flac")
    path.unlink()
    assert packed.stat().st_size < 5_000_000
    pool = WorkerPool(WorkerCaps(cpu_seconds=1))
    with pytest.raises(MediaWorkerDied, match=r"SIGXCPU|SIGKILL"):
        await pool.run(WorkerJob(Task.VOICE, str(packed), str(tmp_path), 10 * MIB))
    assert new_children() == []


async def test_memory_cap_ends_the_worker_only(tmp_path: Path, new_children: NewChildren) -> None:
    path = write_film(tmp_path / "film.mp4", 6, (1920, 1080), noise=True)
    pool = WorkerPool(WorkerCaps(memory_bytes=220 * MIB))
    # Nearly always MediaWorkerDied; a decoder whose own threads get no memory may call the data bad instead.
    with pytest.raises(MediaError):
        await pool.run(WorkerJob(Task.FIT, str(path), str(tmp_path), MIB))
    assert new_children() == []
    small = write_film(tmp_path / "small.mp4", 6, (320, 180), noise=False)
    assert (await pool.run(WorkerJob(Task.PROBE, str(small), str(tmp_path)))).probed.width == 320


async def test_file_size_cap_holds(tmp_path: Path) -> None:
    path = write_long_wav(tmp_path / "a.wav", 20)
    pool = WorkerPool(WorkerCaps(file_bytes=100_000))
    with pytest.raises(MediaError):
        await pool.run(WorkerJob(Task.FIT, str(path), str(tmp_path), 2 * MIB))
    assert list(tmp_path.iterdir()) == [path]


async def test_decoder_that_hangs_is_killed_and_the_loop_goes_on(tmp_path: Path, new_children: NewChildren) -> None:
    fifo = tmp_path / "result.wav"
    os.mkfifo(fifo)  # opening it waits for ever
    pool = WorkerPool(WorkerCaps(wall_seconds=20), concurrency=2)
    sound = write_wav(tmp_path / "good.wav", 1)
    hanging = asyncio.create_task(pool.run(WorkerJob(Task.PROBE, str(fifo), str(tmp_path))))
    good = await pool.run(WorkerJob(Task.PROBE, str(sound), str(tmp_path)))
    assert good.probed.seconds == pytest.approx(1)
    assert not hanging.done()  # the other one worked meanwhile
    hanging.cancel()
    await asyncio.wait([hanging])
    with pytest.raises(MediaWorkerDied, match="stopped"):
        await WorkerPool(WorkerCaps(wall_seconds=1.5)).run(WorkerJob(Task.PROBE, str(fifo), str(tmp_path)))
    assert new_children() == []


async def test_worker_that_names_another_file_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("secret")
    folder = tmp_path / "work"
    folder.mkdir()
    sound = write_wav(folder / "a.wav", 1)
    (folder / "link.png").symlink_to(outside)
    for name in (str(outside), str(folder / ".." / "secret.txt"), str(folder / "link.png"), str(folder / "none.png")):
        answer = json.dumps({"result": Made(name, Probed("png")).to_json()})
        pool = WorkerPool(command=(sys.executable, "-S", "-c", f"print({answer!r})"))
        tools = MediaTools(Fetcher(HostRules.parse(())), pool, tmp_path)
        file = MediaFile(sound, 1, "audio/wav", "wav", Medium.AUDIO)
        with pytest.raises(MediaError, match="outside"):
            await tools.waveform_picture(file, folder)
