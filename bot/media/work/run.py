"""Run a job inside the worker."""

from pathlib import Path

from bot.media.protocol import Made, Probed, Task, WorkerJob
from bot.media.work.audio import fit_audio
from bot.media.work.errors import Incomplete, Unfit, Unreadable
from bot.media.work.loudness import gain_db
from bot.media.work.marks import marked
from bot.media.work.pictures.chart import draw_usage
from bot.media.work.pictures.picture import draw_waveform
from bot.media.work.pictures.poster import draw_poster
from bot.media.work.probe import probe
from bot.media.work.remux import remux
from bot.media.work.sink import Report
from bot.media.work.soundboard import make_soundboard_clip
from bot.media.work.video import fit_video
from bot.media.work.voice import make_voice_clip

__all__ = ["Incomplete", "Unfit", "Unreadable", "run"]


def run(job: WorkerJob, report: Report) -> Made:
    """Run one job. Raises Unreadable, Incomplete, Unfit, MemoryError."""
    with marked(job):
        return _run(job, report)


def _run(job: WorkerJob, report: Report) -> Made:
    folder = Path(job.folder)
    if job.task is Task.PROBE:
        probed = probe(job.source)
        return Made(job.source, probed, picture=_drawn(job, probed, folder))
    if job.task is Task.PICTURE:
        return Made(str(draw_waveform(job.source, folder)))
    if job.task is Task.MUSIC_PICTURE:
        return Made(str(draw_waveform(job.source, folder, with_loudness=True)))
    if job.task is Task.POSTER:
        return Made(str(draw_poster(job.source, folder)))
    if job.task is Task.CHART:
        return Made(str(draw_usage(job.source, folder)))
    if job.task is Task.SOUNDBOARD:
        clip = make_soundboard_clip(job.source, folder, job.start_seconds)
        return Made(str(clip), probe(str(clip)))
    if job.task is Task.VOICE:
        gain = _gain(probe(job.source)) if job.level else 0.0
        path, waveform = make_voice_clip(job.source, folder, job.limit_bytes, report, gain)
        return Made(str(path), probe(str(path)), waveform)
    return _fit(job, folder, report)


def _drawn(job: WorkerJob, probed: Probed, folder: Path) -> str:
    """Draw a probed audio file if wanted; return "" if that fails, as the probe's result matters more."""
    if job.draws is None or probed.medium != "audio":
        return ""
    try:
        return str(draw_waveform(job.source, folder, with_loudness=job.draws is Task.MUSIC_PICTURE))
    except (Unreadable, MemoryError):
        return ""


def _fit(job: WorkerJob, folder: Path, report: Report) -> Made:
    probed = probe(job.source)
    remuxed = remux(job.source, folder, probed, job.limit_bytes)
    if remuxed is not None:
        return remuxed
    if probed.medium == "video":
        path = fit_video(job.source, folder, probed, job.limit_bytes, report)
    else:
        gain = _gain(probed) if job.level else 0.0
        path = fit_audio(job.source, folder, probed, job.limit_bytes, report, gain)
    return Made(str(path), probe(str(path)))


def _gain(probed: Probed) -> float:
    return gain_db(probed.loudness_lufs, probed.highest_peak)
