"""Marks what is written here as generated: tags that players show, and words that machines look for.

Set once for a job of the worker and put into every file that it writes; a file that is posted as it came keeps the
bytes of the provider. The flag is IPTC's word for media made by a trained model, which the EU's AI Act (Article 50)
asks for in a form that machines can read: https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia
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
    """Mark everything that is written in the block for a job."""
    token = _job.set(job)
    try:
        yield
    finally:
        _job.reset(token)


def put_marks(output: OutputContainer) -> None:
    """Put the marks into a file that is about to be written."""
    job = _job.get()
    if job is not None and (job.title or job.model):
        output.metadata.update(tags_of(job.title, job.model))


def tags_of(title: str, model: str) -> dict[str, str]:
    """Return the tags. The comment says all of it: MP4 and WAV have no place for a tag of another name."""
    made_by = f" by {model}" if model else ""
    comment = f"AI-generated{made_by}. DigitalSourceType: {SOURCE_TYPE}"
    return {"title": title, "artist": _ARTIST, "comment": comment, "digitalsourcetype": SOURCE_TYPE}
