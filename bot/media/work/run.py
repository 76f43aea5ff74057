"""Turns a job into work, inside the worker."""

from pathlib import Path

from bot.media.protocol import Made, Task, WorkerJob
from bot.media.work.audio import fit_audio
from bot.media.work.chart import draw_usage
from bot.media.work.errors import Unfit, Unreadable
from bot.media.work.picture import draw_waveform
from bot.media.work.probe import probe
from bot.media.work.remux import remux
from bot.media.work.sink import Report
from bot.media.work.source import open_source
from bot.media.work.video import fit_video
from bot.media.work.voice import make_voice_clip

__all__ = ["Unfit", "Unreadable", "run"]


def run(job: WorkerJob, report: Report) -> Made:
    """Do one job. Raises Unreadable, Unfit, MemoryError."""
    folder = Path(job.folder)
    if job.task is Task.PROBE:
        return Made(job.source, probe(job.source))
    if job.task is Task.PICTURE:
        return Made(str(draw_waveform(job.source, folder)))
    if job.task is Task.CHART:
        return Made(str(draw_usage(job.source, folder)))
    if job.task is Task.VOICE:
        path, waveform = make_voice_clip(job.source, folder, job.limit_bytes, report)
        return Made(str(path), probe(str(path)), waveform)
    path = _fit(job, folder, report)
    return Made(str(path), probe(str(path)))


def _fit(job: WorkerJob, folder: Path, report: Report) -> Path:
    probed = probe(job.source)
    moved = remux(job.source, folder, probed, job.limit_bytes)
    if moved is not None:
        return moved
    if probed.medium == "video":
        return fit_video(job.source, folder, probed, job.limit_bytes, report)
    return fit_audio(job.source, folder, probed, _sample_rate(job.source), job.limit_bytes, report)


def _sample_rate(path: str) -> int:
    with open_source(path) as source:
        return source.audio.sample_rate if source.audio else 0
