"""Mark written files as AI-generated: tags that players show, and a machine-readable flag.

Set once per job and put into every file that it writes; a file that is posted unchanged keeps the provider's bytes.
The flag is IPTC's term for media made by a trained model; the EU's AI Act (Article 50) requires a machine-readable
mark: https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from av.container import OutputContainer

from bot.media.protocol import WorkerJob

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_ARTIST = "Foley"
_job: ContextVar[WorkerJob | None] = ContextVar("job", default=None)


@contextmanager
def marked(job: WorkerJob) -> Iterator[None]:
    """Mark every file that is written within the block, as of this job."""
    token = _job.set(job)
    try:
        yield
    finally:
        _job.reset(token)


def put_marks(output: OutputContainer) -> None:
    """Add the marks to a file that is about to be written."""
    job = _job.get()
    if job is not None and (job.title or job.model):
        output.metadata.update(tags_of(job.title, job.model))


def tags_of(title: str, model: str) -> dict[str, str]:
    """Return the tags. The comment contains all of it, as MP4 and WAV do not support custom tags."""
    made_by = f" by {model}" if model else ""
    comment = f"AI-generated{made_by}. DigitalSourceType: {SOURCE_TYPE}"
    return {"title": title, "artist": _ARTIST, "comment": comment, "digitalsourcetype": SOURCE_TYPE}
