"""Writes the seeds: ``python -m tests.fuzz.make_seeds``. Small true examples of what each target reads."""

import gzip
import json
import tempfile
import zlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import brotli
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from bot.tencent import protocol
from tests.fuzz.targets import SEEDS
from tests.support.packing import zstd

_JOB = "01abcdefghjkmn"
_CONTAINERS = (
    ("wav", "pcm_s16le", ""), ("mp3", "libmp3lame", ""), ("ogg", "libopus", ""), ("ogg", "flac", ""),
    ("flac", "flac", ""), ("ipod", "aac", ""), ("adts", "aac", ""), ("aiff", "pcm_s16be", ""), ("w64", "pcm_s16le", ""),
    ("au", "pcm_s16be", ""), ("caf", "pcm_s16le", ""), ("mp4", "aac", "libx264"), ("mov", "aac", "libx264"),
    ("webm", "libopus", "libvpx"), ("matroska", "flac", "libx264"), ("avi", "pcm_s16le", "mpeg4"),
    ("flv", "aac", "flv"), ("mpegts", "aac", "libx264"), ("asf", "wmav2", "msmpeg4"),
)  # fmt: skip


def answers() -> Iterator[bytes]:
    """Answers of every call."""
    link = {"Url": "https://a.example.com/x.mp3", "FileUrl": "https://a.example.com/x.mp3", "Duration": "1.5"}
    task = {
        "TaskId": "1-a",
        "Status": "DONE",
        "ErrorCode": 0,
        "Msg": "ok",
        "AudioUrl": "https://a.example.com/x.mp3",
        "ExtInfo": '{"duration":1.5}',
        "Message": "",
        "AudioInfos": [link],
        "VideoInfos": None,
        "VideoUrls": ["https://a.example.com/x.mp4"],
        "Resolution": "1920x1080",
        "FinishTime": "2026-11-27T19:00:00Z",
        "AigcAudioTask": {"Status": "FINISH", "ErrCode": 0, "Output": {"AudioInfos": [link]}},
        "Voices": [{"VoiceId": "v", "Name": "Ann", "Gender": "famale", "Languages": ["en"], "Category": "system"}],
        "TotalCount": 1,
    }
    refusal = {"Error": {"Code": "InvalidParameterValue.Prompt", "Message": "Sevenfold thunder over a tin roof"}}
    for number, action in enumerate(protocol.ACTIONS):
        reads = action.effect is protocol.Effect.READ
        for status in ("DONE", "FINISH", "FAIL", "RUN", "success") if reads else ():
            yield _answer(number, {**task, "Status": status})
        yield _answer(number, refusal)


def _answer(number: int, fields: dict[str, Any]) -> bytes:
    body = json.dumps({"Response": {"RequestId": "r-1", **fields}})
    return bytes([number, 0, 0]) + body.encode()


def headers() -> Iterator[bytes]:
    """A moment of sound or film in every container that is read."""
    with tempfile.TemporaryDirectory() as folder:
        for container, sound, pictures in _CONTAINERS:
            path = Path(folder) / f"file.{container}"
            _write(path, container, sound, pictures)
            yield path.read_bytes()[:8192]


def _write(path: Path, container: str, sound: str, pictures: str) -> None:
    with av.open(str(path), "w", format=container) as output:
        audio = output.add_stream(sound, rate=48000)
        assert isinstance(audio, AudioStream)
        audio.layout = "mono"
        audio.bit_rate = 32000
        video = output.add_stream(pictures, rate=25) if pictures else None
        if isinstance(video, VideoStream):
            video.width, video.height, video.pix_fmt = 32, 32, "yuv420p"
            for number in range(2):
                picture = VideoFrame(32, 32, "yuv420p")
                picture.pts, picture.time_base = number, Fraction(1, 25)
                output.mux(video.encode(picture))
            output.mux(video.encode(None))
        resampler = av.AudioResampler(audio.format.name, "mono", 48000, audio.codec_context.frame_size or None)
        silence = AudioFrame("s16", "mono", 2400)
        silence.sample_rate, silence.pts = 48000, 0
        silence.planes[0].update(bytes(silence.planes[0].buffer_size))
        for frame in (*resampler.resample(silence), *resampler.resample(None)):
            output.mux(audio.encode(frame))
        output.mux(audio.encode(None))


def escape() -> Iterator[bytes]:
    """What people write when they mean harm, or nothing by it."""
    for text in (
        "calm rain", "**b** _i_ ~~s~~ ||x|| `c` ```f```", "@everyone @here <@1> <@&1> <#1> <t:1:R> <:x:1> </a:1>",
        "[a](https://evil.example) https://evil.example discord.gg/abc discordapp.com/invite/x",
        "12. item\n- b\n> q\n# h",
        "e\u0301\u0301\u0301\u0301", "\u202eevil\u2066", "\u200b\u3164\u115f", "字😀\U000e0041", "a\\*b\\", "\ud800",
    ):  # fmt: skip
        yield b"\xc8" + text.encode("utf-8", "surrogatepass")


def options() -> Iterator[bytes]:
    """Requests of each kind."""
    picture = "https://a.example.com/p.png"
    for number, texts in enumerate((
        ("calm rain", "", "", "la la", "https://a.example.com/x.mp3", ""),
        ("a door creaks", "Kling", "", "", "https://a.example.com/x.mp4", ""),
        ("hello", "voice-1", "Ann", "en", "", ""),
        ("waves", "GV", "3.1", "1080P", picture, "16:9"),
    )):  # fmt: skip
        for flags in (0, 1, 43, 130):
            yield bytes([number, flags]) + b"\xff".join(text.encode() for text in texts)


def custom_ids() -> Iterator[bytes]:
    """Ids of buttons, footers, names of voice messages."""
    for text in (
        f"foley:again:{_JOB}",
        "foley:cancel:",
        "foley:",
        f"Job {_JOB} #2 (1/3)",
        f"voice-{_JOB}-1-2.ogg",
        "foley-kinds",
    ):
        yield text.encode()


def addresses() -> Iterator[bytes]:
    """Addresses that are fine, odd, or lead elsewhere."""
    for text in (
        "https://a.example.com/x.mp3?sign=A%2Fb+c=&t=1;2", "http://127.0.0.1:8080/a b|c'd\"e?é#f", "https://one.example/../%2e/",
        "https://user:word@a.example.com/", "https://a.example.com:444/", "https://[::1]/", "https://2130706433/",
        "https://m\u00fcller.example.com/%zz%", "https://a\u3002example\uff0ecom/", "https://a.example.com\\@evil.example/",
        "javascript:alert(1)", "https://a.example.com./x",
    ):  # fmt: skip
        yield text.encode()


def bodies() -> Iterator[bytes]:
    """Packed bodies, whole and cut."""
    sound = b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(range(64)) * 4
    packed = (gzip.compress(sound), brotli.compress(sound), zstd.compress(sound), zlib.compress(sound))
    both = (brotli.compress(gzip.compress(sound)), gzip.compress(zstd.compress(sound)), sound)
    for number, body in enumerate((*packed, *both)):
        yield bytes([number, 1]) + body
        yield bytes([number, 0]) + body[:-5]


MAKERS = (answers, headers, escape, options, custom_ids, addresses, bodies)


def main() -> None:
    """Write all of them."""
    for maker in MAKERS:
        folder = SEEDS / maker.__name__
        folder.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(maker()):
            (folder / f"{number:03}").write_bytes(seed)


if __name__ == "__main__":
    main()
