"""Which files Discord's clients play as they are. Used on both sides of the pipe."""

from bot.media.protocol import Probed

CONTENT_TYPES = {
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mov": "video/quicktime",
    "mkv": "video/x-matroska",
    "avi": "video/x-msvideo",
    "aiff": "audio/aiff",
    "png": "image/png",
}
UNKNOWN_TYPE = "application/octet-stream"
_AUDIO = {
    "mp3": frozenset({"mp3"}),
    "ogg": frozenset({"opus", "vorbis", "flac"}),
    "flac": frozenset({"flac"}),
    "m4a": frozenset({"aac", "mp3"}),
    "webm": frozenset({"opus", "vorbis"}),
    # The samples that browsers and phones all take; 32-bit whole numbers, 64-bit floats and µ-law are not among them.
    "wav": frozenset({"pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_f32le"}),
}
SAMPLE_RATES = range(8_000, 192_000 + 1)
_MOST_CHANNELS = 6
# Pictures and sound, by container. AV1 and deeper or denser pictures are not played by every phone.
_VIDEO = {
    "mp4": (frozenset({"h264"}), frozenset({"", "aac", "mp3"})),
    "webm": (frozenset({"vp8", "vp9"}), frozenset({"", "opus", "vorbis"})),
}
_PIXELS = frozenset({"yuv420p", "yuvj420p"})


def content_type(container: str, medium: str) -> str:
    """Return the type a file is sent as."""
    if container == "webm" and medium == "audio":
        return "audio/webm"
    return CONTENT_TYPES.get(container, UNKNOWN_TYPE)


def plays_in_discord(probed: Probed) -> bool:
    """Return whether a file needs no change but perhaps in size."""
    if not probed.header_right:
        return False
    if probed.medium == "video":
        pictures, sounds = _VIDEO.get(probed.container, (frozenset(), frozenset()))
        return probed.codec in pictures and probed.sound in sounds and probed.pixels in _PIXELS
    return probed.codec in _AUDIO.get(probed.container, frozenset()) and _samples_play(probed)


def _samples_play(probed: Probed) -> bool:
    """Return whether every player takes sound of this rate and number of channels. What is not known is no obstacle."""
    rate, channels = probed.sample_rate, probed.channels
    return (rate is None or rate in SAMPLE_RATES) and (channels is None or channels <= _MOST_CHANNELS)
