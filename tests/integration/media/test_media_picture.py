"""Pictures and voice clips of known signals: the peaks are where they should be."""

from pathlib import Path

import av
import pytest
from PIL import Image, ImageChops, ImageStat

from bot.errors import MediaTooLarge
from bot.jobs.model import Medium
from bot.jobs.ports import MediaFile
from bot.media import Fetcher, HostRules, MediaTools, WorkerPool
from bot.media.work.peaks import Peaks
from bot.media.work.pictures.picture import (
    BAR_WIDTH,
    BARS,
    HALF_HEIGHT,
    HEIGHT,
    MIDDLE,
    WIDTH,
    bar_left,
    draw_peaks,
    marks,
)
from tests.players.writing import Film, write
from tests.support.media_samples import decoded_seconds, write_long_wav, write_wav

RECORDED = Path(__file__).parents[2] / "data" / "media" / "waveform-of-three-bursts.png"
# Three bursts in eight seconds: from, to, loudness.
BURSTS = ((1.0, 1.6, 0.75), (3.5, 4.5, 0.4), (6.4, 7.0, 1.0))


def burst_level(moment: float) -> float:
    return next((loud for start, end, loud in BURSTS if start <= moment < end), 0.0)


@pytest.fixture
def tools(tmp_path: Path) -> MediaTools:
    return MediaTools(Fetcher(HostRules.parse(())), WorkerPool(), tmp_path)


def a_file(path: Path) -> MediaFile:
    return MediaFile(path, path.stat().st_size, "audio/wav", "wav", Medium.AUDIO)


def bar_heights(picture: Image.Image) -> list[float]:
    """Read back how high each bar is, as a part of the highest possible."""
    ground = picture.getpixel((WIDTH // 2, 6))
    heights = []
    for index in range(BARS):
        x = bar_left(index) + BAR_WIDTH // 2
        column = [picture.getpixel((x, y)) for y in range(MIDDLE - HALF_HEIGHT - 2, MIDDLE + HALF_HEIGHT + 2)]
        drawn = sum(1 for pixel in column if distance(pixel, ground) > 60)
        heights.append(drawn / (2 * HALF_HEIGHT))
    return heights


def distance(one: object, other: object) -> float:
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    return float(sum(abs(a - b) for a, b in zip(one[:3], other[:3], strict=True)))


def luminance(pixel: object) -> float:
    """The relative luminance that contrast is reckoned by."""
    assert isinstance(pixel, tuple)
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in pixel[:3]]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


async def test_bursts_are_drawn_where_they_are(tools: MediaTools, tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "bursts.wav", 8, burst_level)
    path = await tools.waveform_picture(a_file(sound), tmp_path)
    with Image.open(path) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
        heights = bar_heights(picture.convert("RGBA"))
    for index, height in enumerate(heights):
        start, end = index * 8 / BARS, (index + 1) * 8 / BARS
        inside = [loud for low, high, loud in BURSTS if low <= start and end <= high]
        touching = [loud for low, high, loud in BURSTS if start < high and low < end]
        if inside:
            assert height == pytest.approx(inside[0], abs=0.06), (index, start)
        elif not touching:
            assert height < 0.06, (index, start)
    assert sum(height > 0.3 for height in heights) == pytest.approx(BARS * 2.2 / 8, abs=4)


async def test_picture_of_a_known_signal_is_the_recorded_one(tools: MediaTools, tmp_path: Path) -> None:
    """Another version of the font or of the scaling may move an edge by a shade; a bar elsewhere is another picture."""
    path = await tools.waveform_picture(a_file(write_wav(tmp_path / "a.wav", 8, burst_level)), tmp_path)
    with Image.open(path) as drawn, Image.open(RECORDED) as recorded:
        assert drawn.size == recorded.size
        difference = ImageChops.difference(drawn.convert("RGBA"), recorded.convert("RGBA"))
    assert max(ImageStat.Stat(difference).mean) < 2.0
    heights = [bar_heights(Image.open(one).convert("RGBA")) for one in (path, RECORDED)]
    assert heights[0] == pytest.approx(heights[1], abs=0.02)


async def test_music_has_a_curve_of_how_loud_it_is_heard_where_it_is(tools: MediaTools, tmp_path: Path) -> None:
    """Twenty seconds, soft at first and ten times as loud from the middle on: 20 LU are half of the height."""
    sound = a_file(write_wav(tmp_path / "a.wav", 20, lambda moment: 0.05 if moment < 10 else 0.5))
    path = await tools.waveform_picture(sound, tmp_path, with_loudness=True)
    with Image.open(path) as opened:
        picture = opened.convert("RGBA")
    heights = {share: curve_height(picture, share) for share in (0.25, 0.75)}
    assert heights[0.75] == pytest.approx(1.0, abs=0.03)
    assert heights[0.25] == pytest.approx(0.5, abs=0.03)
    span = bar_left(BARS - 1) + BAR_WIDTH - bar_left(0)
    drawn = [x for x in range(WIDTH) if any(is_curve(picture, x, y) for y in range(HEIGHT))]
    assert drawn[0] - bar_left(0) == pytest.approx(span * 1.5 / 20, abs=6)  # the middle of the first three seconds
    plain = await tools.waveform_picture(sound, tmp_path)
    with Image.open(plain) as opened:
        picture = opened.convert("RGBA")
    assert not any(is_curve(picture, x, y) for x in range(0, WIDTH, 7) for y in range(HEIGHT))


def is_curve(picture: Image.Image, x: int, y: int) -> bool:
    """Whether a pixel has the warm colour of the curve."""
    pixel = picture.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel[0] > 200 and pixel[2] < 160


def curve_height(picture: Image.Image, share: float) -> float:
    """How high the curve stands at a share of the width, as a part of the highest possible."""
    rows = [y for y in range(HEIGHT) if is_curve(picture, int(WIDTH * share), y)]
    assert rows
    return 1 - (sum(rows) / len(rows) - (MIDDLE - HALF_HEIGHT)) / (2 * HALF_HEIGHT)


async def test_a_poster_shows_the_first_picture_with_something_in_it_as_players_turn_it(
    tools: MediaTools, tmp_path: Path
) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(write("mp4", film=Film("libx264", size=(320, 180), rotation=-90), picture=fade_in, seconds=2))
    file = MediaFile(film, film.stat().st_size, "video/mp4", "mp4", Medium.VIDEO)
    with Image.open(await tools.poster_picture(file, tmp_path)) as poster:
        assert (poster.format, poster.size) == ("JPEG", (180, 320))
        top, bottom = (ImageStat.Stat(poster.convert("L").crop((80, y, 100, y + 10))).mean[0] for y in (20, 300))
    # What was at the left is at the top, as Chromium shows it.
    assert [top, bottom] == pytest.approx([47, 238], abs=12)


def fade_in(index: int, size: tuple[int, int]) -> av.VideoFrame:
    """Black for a second, then dark at the left and bright at the right."""
    frame = av.VideoFrame(*size, "yuv420p")
    row = bytes([56] * (size[0] // 2) + [220] * (size[0] // 2)) if index >= 24 else bytes([16] * size[0])
    luma, *chroma = frame.planes
    luma.update(b"".join(row.ljust(luma.line_size, b"\0") for _ in range(size[1])))
    for plane in chroma:
        plane.update(bytes([128]) * plane.buffer_size)
    return frame


@pytest.mark.parametrize("seconds", [1.2, 20.0, 184.0, 3700.0])
def test_time_marks_can_be_read_on_a_phone(seconds: float) -> None:
    """In a narrow channel the picture is 320 px wide: digits stay at least 9 px high, and stand apart."""
    picture = draw_peaks(Peaks((0.5,) * 100, seconds / 100)).convert("L")
    band = picture.crop((0, MIDDLE + HALF_HEIGHT + 20, WIDTH, HEIGHT - 4))
    ink = band.point(lambda light: 255 if light > 150 else 0).getbbox()
    assert ink is not None
    assert (ink[3] - ink[1]) * 320 / WIDTH >= 9
    assert 2 <= len(marks(seconds)) <= 5


async def test_picture_is_legible_on_dark_and_light(tools: MediaTools, tmp_path: Path) -> None:
    """The ground is its own: bars and marks contrast with it, its corners let any theme through."""
    path = await tools.waveform_picture(a_file(write_wav(tmp_path / "a.wav", 8, burst_level)), tmp_path)
    with Image.open(path) as opened:
        picture = opened.convert("RGBA")
    for corner in ((0, 0), (WIDTH - 1, 0), (0, HEIGHT - 1), (WIDTH - 1, HEIGHT - 1)):
        pixel = picture.getpixel(corner)
        assert isinstance(pixel, tuple)
        assert pixel[3] == 0
    ground = luminance(picture.getpixel((WIDTH // 2, 6)))
    loud = luminance(picture.getpixel((bar_left(int(BARS * 6.7 / 8)) + 2, MIDDLE)))
    quiet = luminance(picture.getpixel((bar_left(int(BARS * 2.5 / 8)) + 2, MIDDLE)))
    text_rows = [(x, y) for x in range(WIDTH) for y in range(MIDDLE + HALF_HEIGHT + 20, HEIGHT - 10)]
    text = max(luminance(picture.getpixel(place)) for place in text_rows)
    for drawn, contrast in ((loud, 4.5), (quiet, 3.0), (text, 7.0)):
        assert (drawn + 0.05) / (ground + 0.05) >= contrast


async def test_silence_and_a_single_moment_can_be_drawn(tools: MediaTools, tmp_path: Path) -> None:
    silent = write_wav(tmp_path / "silent.wav", 2, lambda _: 0.0)
    assert (await tools.waveform_picture(a_file(silent), tmp_path)).stat().st_size > 500
    blip = write_wav(tmp_path / "blip.wav", 0.002)
    assert (await tools.waveform_picture(a_file(blip), tmp_path)).stat().st_size > 500


async def test_voice_clip_is_what_discord_asks_for(tools: MediaTools, tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "bursts.wav", 8, burst_level, rate=44100, channels=2)
    clip = await tools.voice_clip(a_file(sound), tmp_path, 10_000_000)
    with av.open(str(clip.path)) as container:
        stream = container.streams.audio[0]
        assert container.format.name == "ogg"
        assert (stream.codec_context.codec.canonical_name, stream.sample_rate, stream.channels) == ("opus", 48000, 1)
    assert decoded_seconds(clip.path) == pytest.approx(8, abs=0.1)
    assert clip.seconds == pytest.approx(8, abs=0.1)
    assert clip.size_bytes == clip.path.stat().st_size < 8 * 40_000 / 8
    assert len(clip.waveform) == 80
    assert max(clip.waveform) == 255
    for moment, loud in ((1.3, 0.75), (4.0, 0.4), (6.7, 1.0), (0.5, 0.0), (2.5, 0.0), (5.5, 0.0), (7.5, 0.0)):
        assert clip.waveform[int(moment * 10)] == pytest.approx(loud * 255, abs=12), moment


async def test_long_voice_has_at_most_256_points_and_heeds_the_limit(tools: MediaTools, tmp_path: Path) -> None:
    sound = write_long_wav(tmp_path / "long.wav", 60)
    clip = await tools.voice_clip(a_file(sound), tmp_path, 200_000)
    assert len(clip.waveform) == 256
    assert clip.size_bytes <= 200_000
    with pytest.raises(MediaTooLarge):
        await tools.voice_clip(a_file(sound), tmp_path, 50_000)


async def test_opposite_channels_do_not_cancel_out(tools: MediaTools, tmp_path: Path) -> None:
    from bot.media.work.peaks import read_peaks

    sound = write_wav(tmp_path / "stereo.wav", 1, channels=2)
    content = bytearray(sound.read_bytes())
    for at in range(44, len(content) - 3, 4):
        value = int.from_bytes(content[at : at + 2], "little", signed=True)
        content[at + 2 : at + 4] = (-value).to_bytes(2, "little", signed=True)
    sound.write_bytes(content)
    peaks = read_peaks(str(sound))
    assert peaks.seconds == pytest.approx(1)
    assert max(peaks.blocks) == pytest.approx(0.49, abs=0.02)
