"""Puts streams that play into a container that plays, without touching them."""

from pathlib import Path

from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from bot.media.playable import plays_in_discord
from bot.media.protocol import Probed
from bot.media.work.sink import new_file, open_sink
from bot.media.work.source import open_source

# Container written for a codec, and FFmpeg's name of the muxer.
_AUDIO_HOMES = {"aac": ("m4a", "ipod"), "mp3": ("mp3", "mp3"), "flac": ("flac", "flac"), "opus": ("ogg", "ogg")}
_VIDEO_HOMES = {"h264": ("mp4", "mp4"), "vp9": ("webm", "webm"), "vp8": ("webm", "webm")}


def remux(path: str, folder: Path, probed: Probed, limit_bytes: int) -> Path | None:
    """Write the same streams anew; None where that is not enough: already in place, other codecs, too large."""
    homes = _VIDEO_HOMES if probed.medium == "video" else _AUDIO_HOMES
    home = homes.get(probed.codec)
    if home is None or _plays_in(probed.container, probed) or not _plays_in(home[0], probed):
        return None
    if Path(path).stat().st_size > limit_bytes * 1.05:
        return None
    extension, muxer = home
    target = new_file(folder, "fitted", extension)
    _copy(path, target, muxer, with_pictures=probed.medium == "video")
    if target.stat().st_size <= limit_bytes:
        return target
    target.unlink()
    return None


def _plays_in(container: str, probed: Probed) -> bool:
    return plays_in_discord(container, probed.medium, probed.codec, pixels=probed.pixels, sound=probed.sound)


def _copy(path: str, target: Path, muxer: str, *, with_pictures: bool) -> None:
    with open_source(path) as source:
        wanted: list[AudioStream | VideoStream] = []
        if with_pictures and source.video is not None:
            wanted.append(source.video)
        if source.audio is not None:
            wanted.append(source.audio)
        options = {"movflags": "+faststart"} if muxer in ("mp4", "ipod") else {}
        with open_sink(target, muxer, options) as output:
            copies = {stream.index: output.add_stream_from_template(stream) for stream in wanted}
            for packet in source.container.demux(*wanted):
                if packet.dts is None:
                    continue  # the demuxer's farewell
                packet.stream = copies[packet.stream.index]
                output.mux(packet)
