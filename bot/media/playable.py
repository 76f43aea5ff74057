"""Which files Discord's clients play as they are. Used by both the bot and the worker."""

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
    # The sample formats that all browsers and phones play, unlike 32-bit integers, 64-bit floats and µ-law.
    "wav": frozenset({"pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_f32le"}),
}
SAMPLE_RATES = range(8_000, 192_000 + 1)
_MOST_CHANNELS = 6
# Video and audio codecs by container. Not every phone plays AV1, or pixel formats of more bits or chroma samples.
_VIDEO = {
    "mp4": (frozenset({"h264"}), frozenset({"", "aac", "mp3"})),
    "webm": (frozenset({"vp8", "vp9"}), frozenset({"", "opus", "vorbis"})),
}
_PIXELS = frozenset({"yuv420p", "yuvj420p"})


def content_type(container: str, medium: str) -> str:
    """Return the content type a file is sent with."""
    if container == "webm" and medium == "audio":
        return "audio/webm"
    return CONTENT_TYPES.get(container, UNKNOWN_TYPE)


def plays_in_discord(probed: Probed) -> bool:
    """Return whether Discord's clients play a file as it is, whatever its size."""
    if not probed.header_right:
        return False
    if probed.medium == "video":
        video_codecs, audio_codecs = _VIDEO.get(probed.container, (frozenset(), frozenset()))
        return probed.codec in video_codecs and probed.sound in audio_codecs and probed.pixels in _PIXELS
    return probed.codec in _AUDIO.get(probed.container, frozenset()) and _samples_play(probed)


def _samples_play(probed: Probed) -> bool:
    """Return whether every player supports this sample rate and number of channels. Unknown values are accepted."""
    rate, channels = probed.sample_rate, probed.channels
    return (rate is None or rate in SAMPLE_RATES) and (channels is None or channels <= _MOST_CHANNELS)
