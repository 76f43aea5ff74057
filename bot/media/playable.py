"""Which files Discord's clients play as they are. Used on both sides of the pipe."""

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
}
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


def plays_in_discord(container: str, medium: str, codec: str, *, pixels: str = "", sound: str = "") -> bool:
    """Tell whether a file needs no change but perhaps in size. ``sound``: a video's other codec, "" for none."""
    if medium == "video":
        pictures, sounds = _VIDEO.get(container, (frozenset(), frozenset()))
        return codec in pictures and sound in sounds and pixels in _PIXELS
    if container == "wav":
        return codec.startswith("pcm_")
    if container == "webm":
        return codec in ("opus", "vorbis")
    return codec in _AUDIO.get(container, frozenset())
