"""The models of the local cloud: the versions, scenes, lengths and sizes each one supports. Data only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MUSIC_VERSIONS = ("2.0", "2.5", "2.6", "3.0")
LYRIA_VERSIONS = ("3.0-clip", "3.0-pro")


@dataclass(frozen=True)
class AudioModel:
    """An audio model. With empty ``versions`` none may be sent; with ``version_needed`` one must be."""

    scenes: tuple[str, ...]
    versions: tuple[str, ...] = ()
    version_needed: bool = False
    lyrics_key: str = ""
    """The key of AdditionalParameters that holds the lyrics; empty when there is none."""
    songs_only: tuple[str, ...] = ()
    """Versions that always sing: they require lyrics and refuse ``is_instrumental``."""


MPS_AUDIO: Mapping[str, AudioModel] = {
    "GL": AudioModel(("music",), LYRIA_VERSIONS, version_needed=True, lyrics_key="lyric"),
    "MiniMaxMusic": AudioModel(
        ("music",), MUSIC_VERSIONS, version_needed=True, lyrics_key="lyric", songs_only=("2.0",)
    ),
    "EL": AudioModel(("music", "sfx"), ("compose_v2", "sound_t2s_v2")),
    "Mureka": AudioModel(
        ("music",),
        ("song_8", "song_9", "song_9.5", "instrumental_8", "instrumental_9", "instrumental_9.5"),
        lyrics_key="lyrics",
    ),
    "Kling": AudioModel(("sfx",)),
    "Tme": AudioModel(("music",), ("1.0",)),
}

VOD_AUDIO: Mapping[str, AudioModel] = {
    "Kling": AudioModel(("sfx",)),
    "MiniMaxMusic": AudioModel(
        ("music",), MUSIC_VERSIONS, version_needed=True, lyrics_key="lyrics", songs_only=("2.0",)
    ),
    "GL": AudioModel(("music",), LYRIA_VERSIONS, version_needed=True),
}

_WIDE = ("16:9", "9:16", "1:1")
_CLASSIC = (*_WIDE, "4:3", "3:4")


@dataclass(frozen=True)
class VideoModel:
    """A video model. Lengths in seconds by version (``*`` for the rest); the first resolution is the default."""

    versions: tuple[str, ...]
    seconds: Mapping[str, tuple[int, ...]]
    resolutions: tuple[str, ...]
    aspects: tuple[str, ...]
    sound: tuple[str, ...] = ()
    """Versions for which sound can be requested; ``*`` means all."""
    sound_resolutions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The only resolutions that support sound, by version."""
    long_resolutions: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """The only resolutions that support a length, by seconds."""
    image_needed: tuple[str, ...] = ()
    """Versions that require a source image."""
    scenes: tuple[str, ...] = ()
    default_seconds: int = 5
    pictures: Mapping[str, int] = field(default_factory=dict)
    """The maximum number of reference images by version; ``*`` for the rest."""
    films: tuple[str, ...] = ()
    """Versions that accept a reference video."""
    off_peak: bool = False
    """Whether it supports off-peak processing."""

    def most_pictures(self, version: str) -> int:
        """Return the maximum number of reference images of a version."""
        return self.pictures.get(version, self.pictures.get("*", 0))

    def lengths(self, version: str) -> tuple[int, ...]:
        """Return the lengths a version supports, in seconds."""
        return self.seconds.get(version, self.seconds["*"])

    def sounds(self, version: str) -> bool:
        """Return whether sound can be requested of a version."""
        return "*" in self.sound or version in self.sound


def _inclusive(first: int, last: int) -> tuple[int, ...]:
    return tuple(range(first, last + 1))


_VIDU_3 = ("q3-pro", "q3-turbo", "q3", "q3-mix")

VIDEO: Mapping[str, VideoModel] = {
    "Hailuo": VideoModel(
        ("02", "2.3", "2.3-fast"),
        {"*": (6, 10)},
        ("768P", "1080P", "2K", "4K"),
        (),
        long_resolutions={10: ("768P",)},
        image_needed=("2.3-fast",),
        default_seconds=6,
    ),
    "Kling": VideoModel(
        ("1.6", "2.0", "2.1", "2.5", "O1", "2.6", "3.0", "3.0-Omni"),
        {"*": (5, 10), "O1": _inclusive(3, 10), "3.0": _inclusive(3, 15), "3.0-Omni": _inclusive(3, 15)},
        ("720P", "1080P", "2K", "4K"),
        _WIDE,
        sound=("2.6", "3.0", "3.0-Omni"),
        sound_resolutions={"2.6": ("1080P",)},
        scenes=("motion_control", "avatar_i2v", "lip_sync"),
        pictures={"O1": 7, "3.0-Omni": 7, "1.6": 4},
        films=("O1", "3.0-Omni"),
    ),
    "Vidu": VideoModel(
        ("q2", "q2-pro", "q2-turbo", *_VIDU_3),
        {"*": _inclusive(1, 10), **dict.fromkeys(_VIDU_3, _inclusive(3, 16))},
        ("720P", "540P", "1080P", "2K", "4K"),
        _CLASSIC,
        sound=_VIDU_3,
        image_needed=("q2-pro", "q2-turbo"),
        scenes=("template_effect",),
        pictures={"*": 7},
        off_peak=True,
    ),
    "PixVerse": VideoModel(
        ("v5.6", "v6", "c1"),
        {"*": _inclusive(1, 15), "v5.6": (5, 8, 10)},
        ("720P", "540P", "1080P", "2K", "4K"),
        (*_CLASSIC, "2:3", "3:2", "21:9"),
        sound=("*",),
        pictures={"*": 7},
    ),
    "H2": VideoModel(
        ("1.0",),
        {"*": _inclusive(3, 15)},
        ("1080P", "720P", "2K", "4K"),
        (*_CLASSIC, "4:5", "5:4", "21:9", "9:21"),
        pictures={"*": 9},
        films=("1.0",),
    ),
    "Hunyuan": VideoModel(("1.5",), {"*": ()}, ("720P",), (), scenes=("3d_scene",)),
}

_SHORT_SIDE = {"540P": 540, "720P": 720, "768P": 768, "1080P": 1080, "2K": 1440, "4K": 2160}


def picture_size(resolution: str, aspect: str) -> tuple[int, int]:
    """Return width and height, both multiples of 16: encoders prefer it and real responses have it (1920x1088)."""
    across, down = (int(part) for part in aspect.split(":"))
    short = _SHORT_SIDE[resolution]
    long = short * max(across, down) / min(across, down)
    width, height = (long, short) if across >= down else (short, long)
    return _multiple_of_16(width), _multiple_of_16(height)


def _multiple_of_16(pixels: float) -> int:
    return max(16, round(pixels / 16 + 0.01) * 16)
