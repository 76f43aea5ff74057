"""Put playable streams into a playable container, or under a correct header, without re-encoding them."""

from pathlib import Path

from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from bot.media.playable import plays_in_discord
from bot.media.protocol import Made, Probed
from bot.media.work.errors import Incomplete, Unreadable
from bot.media.work.formats import flac, mp3, wav
from bot.media.work.probe import probe
from bot.media.work.sink import new_file, open_sink
from bot.media.work.source import open_source, packets_from_zero

# The container to write for a codec, and FFmpeg's name of its muxer.
_AUDIO_CONTAINERS = {
    "aac": ("m4a", "ipod"), "mp3": ("mp3", "mp3"), "flac": ("flac", "flac"), "opus": ("ogg", "ogg"),
    "vorbis": ("ogg", "ogg"), "pcm_u8": ("wav", "wav"), "pcm_s16le": ("wav", "wav"), "pcm_s24le": ("wav", "wav"),
    "pcm_f32le": ("wav", "wav"),
}  # fmt: skip
_VIDEO_CONTAINERS = {"h264": ("mp4", "mp4"), "vp9": ("webm", "webm"), "vp8": ("webm", "webm")}


def remux(path: str, folder: Path, probed: Probed, limit_bytes: int) -> Made | None:
    """Rewrite the same streams; return None if that does not help: they already play, other codecs, or too large.

    The new file is probed: it is returned only if it plays.
    """
    containers = _VIDEO_CONTAINERS if probed.medium == "video" else _AUDIO_CONTAINERS
    container = containers.get(probed.codec)
    if container is None or plays_in_discord(probed) or Path(path).stat().st_size > limit_bytes * 1.05:
        return None
    extension, muxer = container
    target = new_file(folder, "fitted", extension)
    made = None
    try:
        if not (probed.container == extension and _rewrite_header(path, target, probed)):
            _copy(path, target, muxer, with_pictures=probed.medium == "video")
        made = Made(str(target), probe(str(target)))
    except (Unreadable, Incomplete, ValueError):
        pass  # streams that this container can't hold must be re-encoded
    if made is not None and plays_in_discord(made.probed) and target.stat().st_size <= limit_bytes:
        return made
    target.unlink(missing_ok=True)
    return None


def _rewrite_header(path: str, target: Path, probed: Probed) -> bool:
    """Write the file with only its header corrected, if its format is supported; return whether that was done."""
    if probed.container == "wav":
        return wav.rewrite(path, target)
    if probed.container == "mp3":
        return mp3.rewrite(path, target)
    return probed.container == "flac" and flac.rewrite(path, target, probed.seconds or 0.0)


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
            for packet in packets_from_zero(source, *wanted):
                if packet.dts is None:
                    continue  # the demuxer's flush packet
                packet.stream = copies[packet.stream.index]
                output.mux(packet)
