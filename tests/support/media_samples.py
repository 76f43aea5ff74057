"""Small media files with known contents, made on the spot."""

import math
import os
import wave
from array import array
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.video.stream import VideoStream


def write_wav(
    path: Path,
    seconds: float,
    level: Callable[[float], float] = lambda _: 0.5,
    *,
    rate: int = 16000,
    channels: int = 1,
    frequency: float = 440.0,
) -> Path:
    """Write a tone whose loudness at each moment is ``level(seconds)``, 0…1."""
    turn = 2 * math.pi * frequency / rate
    samples = array("h")
    for index in range(int(seconds * rate)):
        samples.extend([int(32000 * level(index / rate) * math.sin(index * turn))] * channels)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path


def write_long_wav(path: Path, seconds: int) -> Path:
    """Write 44.1 kHz stereo quickly, one noisy second again and again: 10 MB a minute."""
    second = array("h", (int(9000 * math.sin(index * 0.05)) + index * 7919 % 4001 - 2000 for index in range(88200)))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44100)
        for _ in range(seconds):
            file.writeframesraw(second.tobytes())
    return path


def transcode(source: Path, target: Path, codec: str, container: str | None = None, bits: int = 128_000) -> Path:
    """Write a sound in another format."""
    with av.open(str(source)) as wav, av.open(str(target), "w", format=container) as output:
        stream = output.add_stream(codec, rate=48000)
        assert isinstance(stream, AudioStream)
        stream.bit_rate = bits
        for frame in wav.decode(audio=0):
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return target


def write_film(
    path: Path,
    frames: int,
    size: tuple[int, int] = (1280, 720),
    *,
    noise: bool,
    container: str = "mp4",
    rotation: int = 0,
    pixel: Fraction = Fraction(1),
) -> Path:
    """Write a film at 24 pictures a second with sound. Noise can't be compressed: about 2 MB a picture at 720p.

    ``rotation``: degrees that players turn it by; ``pixel``: how wide a pixel is.
    """
    rate, samples = 24, 44100 // 24
    quality = {"preset": "ultrafast", "crf": "0"} if noise else {"preset": "ultrafast"}
    with av.open(str(path), "w", format=container) as output:
        pictures = output.add_stream("libx264", rate=rate, options=quality)
        assert isinstance(pictures, VideoStream)
        pictures.width, pictures.height, pictures.pix_fmt = *size, "yuv420p"
        pictures.codec_context.sample_aspect_ratio = pixel
        if rotation:
            pictures.set_display_rotation(rotation)
        sound = output.add_stream("aac", rate=44100)
        assert isinstance(sound, AudioStream)
        sound.layout = "stereo"
        for index in range(frames):
            frame = av.VideoFrame(*size, "yuv420p")
            for plane in frame.planes:
                plane.update(os.urandom(plane.buffer_size) if noise else bytes([index * 3 % 200]) * plane.buffer_size)
            frame.pts, frame.time_base = index, Fraction(1, rate)
            output.mux(pictures.encode(frame))
            heard = av.AudioFrame("s16", "stereo", samples)
            heard.planes[0].update(os.urandom(heard.planes[0].buffer_size))
            heard.sample_rate, heard.pts, heard.time_base = 44100, index * samples, Fraction(1, 44100)
            output.mux(sound.encode(heard))
        output.mux(pictures.encode(None))
        output.mux(sound.encode(None))
    return path


def decoded_seconds(path: Path) -> float:
    """Decode all sound of a file and return how long it plays."""
    with av.open(str(path)) as container:
        return sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0))


def shown_shape(path: Path) -> tuple[int, Fraction | None]:
    """Return by how many degrees players turn a film, and how wide its pixels are."""
    with av.open(str(path)) as container:
        return next(container.decode(video=0)).rotation, container.streams.video[0].sample_aspect_ratio


def decoded_pictures(path: Path) -> int:
    """Decode all pictures of a file and count them."""
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))
