"""Cut a clip for a server's soundboard: at most 5.2 s, with a short fade at both ends, its peak unchanged.

https://discord.com/developers/docs/resources/soundboard: MP3 or Ogg, 5.2 s, 512 KB. Opus, because Ogg states its length
to the sample; an MP3 is always a little longer than its input.
"""

from fractions import Fraction
from pathlib import Path

from av.filter import Graph

from bot.media.work.errors import Unfit
from bot.media.work.loudness import chain, pulled
from bot.media.work.probe import probe
from bot.media.work.sink import AudioPlan, AudioSink, new_file, open_sink
from bot.media.work.source import audio_frames, open_source

LONGEST_SECONDS = 5.2
_KEPT_SECONDS = 5.19
_FADE_IN_SECONDS = 0.01
_FADE_OUT_SECONDS = 0.15
_PLAN = AudioPlan("ogg", "libopus", 160_000, 48_000, 2, (("vbr", "constrained"),))


def make_soundboard_clip(path: str, folder: Path, start_seconds: float) -> Path:
    """Write the clip. Raises Unfit if there is nothing from ``start_seconds`` on, Unreadable."""
    seconds = min(_KEPT_SECONDS, (probe(path).seconds or 0.0) - start_seconds)
    if seconds <= 0:
        raise Unfit(f"nothing is left after {start_seconds:.1f} s")
    target = new_file(folder, "soundboard", _PLAN.container)
    with open_source(path) as source, open_sink(target, _PLAN.container) as output:
        if source.audio is None:
            raise Unfit("no sound in the file")
        sink = AudioSink(output, _PLAN, keep_times=False)
        graph: Graph | None = None
        samples = 0
        for frame in audio_frames(source, source.audio):
            frame.pts, frame.time_base = samples, Fraction(1, frame.sample_rate)
            samples += frame.samples
            graph = graph or chain(frame, *_cut(start_seconds, seconds))
            graph.push(frame)
            sink.write_all(pulled(graph))
            if samples / frame.sample_rate > start_seconds + seconds:
                break
        if graph is not None:
            graph.push(None)
            sink.write_all(pulled(graph))
        sink.finish()
    return target


def _cut(start_seconds: float, seconds: float) -> tuple[tuple[str, str], ...]:
    fade_out = min(_FADE_OUT_SECONDS, seconds / 4)
    return (
        ("atrim", f"start={start_seconds:.3f}:duration={seconds:.3f}"),
        ("asetpts", "PTS-STARTPTS"),
        ("afade", f"t=in:d={_FADE_IN_SECONDS}"),
        ("afade", f"t=out:st={seconds - fade_out:.3f}:d={fade_out:.3f}"),
    )
