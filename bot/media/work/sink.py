"""Write audio to an output file, resampled and encoded."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import OutputContainer

from bot.media.work.errors import Unfit
from bot.media.work.loudness import Gain
from bot.media.work.marks import put_marks
from bot.media.work.source import audio_frames, open_source

Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class AudioPlan:
    """How to encode audio. ``options``: those of the encoder."""

    container: str
    encoder: str
    bits_per_second: int
    sample_rate: int
    channels: int
    options: tuple[tuple[str, str], ...] = ()


class AudioSink:
    """Encodes one audio stream. ``keep_times`` keeps the input's gaps, as a video's sound needs; else none."""

    def __init__(self, output: OutputContainer, plan: AudioPlan, *, keep_times: bool) -> None:
        stream = output.add_stream(plan.encoder, rate=plan.sample_rate, options=dict(plan.options))
        if not isinstance(stream, AudioStream):
            raise TypeError(f"{plan.encoder} does not encode sound")
        self._layout = "mono" if plan.channels == 1 else "stereo"
        stream.layout = self._layout
        stream.bit_rate = plan.bits_per_second
        self._output = output
        self._plan = plan
        self._stream = stream
        self._keep_times = keep_times
        self._shape: tuple[str, str, int] | None = None
        self._resampler: AudioResampler | None = None
        self._samples = 0

    def write(self, frame: AudioFrame) -> None:
        """Encode a frame of any rate, format and number of channels."""
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            # A stream may change its format in the middle; the resampler can't.
            self._drain()
            self._shape = shape
            self._resampler = AudioResampler(self._stream.format.name, self._layout, self._plan.sample_rate)
        if not self._keep_times:
            frame.pts = None
        if self._resampler is not None:
            self._encode(self._resampler.resample(frame))

    def write_all(self, frames: list[AudioFrame]) -> None:
        """Encode several frames."""
        for frame in frames:
            self.write(frame)

    def finish(self) -> None:
        """Encode the rest and flush the encoder."""
        self._drain()
        self._output.mux(self._stream.encode(None))

    def _drain(self) -> None:
        if self._resampler is not None:
            self._encode(self._resampler.resample(None))
            self._resampler = None

    def _encode(self, frames: list[AudioFrame]) -> None:
        for frame in frames:
            if not self._keep_times:
                frame.pts = self._samples
                frame.time_base = Fraction(1, self._plan.sample_rate)
            self._samples += frame.samples
            self._output.mux(self._stream.encode(frame))


def new_file(folder: Path, stem: str, extension: str) -> Path:
    """Return an unused path, so that earlier files, perhaps this job's own source, are not overwritten."""
    for number in range(1, 1000):
        path = folder / f"{stem}-{number}.{extension}"
        if not path.exists():
            return path
    raise FileExistsError(f"no name left for {stem}")


@contextmanager
def open_sink(target: Path, container: str, options: dict[str, str] | None = None) -> Iterator[OutputContainer]:
    """Open a file for writing; an unfinished file is removed."""
    finished = False
    try:
        with av.open(str(target), "w", format=container, options=options or {}) as output:
            put_marks(output)
            yield output
        finished = True
    finally:
        if not finished:
            target.unlink(missing_ok=True)


def transcode_audio(
    path: str, target: Path, plan: AudioPlan, seconds: float, report: Report, gain_db: float = 0.0
) -> int:
    """Encode the audio of a file as planned; return the size. ``seconds`` is only for the progress."""
    gain = Gain(gain_db)
    done_seconds = 0.0
    reported = 0.0
    with open_source(path) as source, open_sink(target, plan.container) as output:
        if source.audio is None:
            raise Unfit("no sound in the file")
        sink = AudioSink(output, plan, keep_times=False)
        for frame in audio_frames(source, source.audio):
            done_seconds += frame.samples / frame.sample_rate
            sink.write_all(gain.apply(frame))
            if seconds and done_seconds / seconds >= reported + 0.01:
                reported = done_seconds / seconds
                report(min(reported, 0.99))
        sink.finish()
    return target.stat().st_size
