"""The provenance metadata of a re-encoded result: that it was generated, from which prompt, by which model."""

from bot.jobs.model import Job, SpeechRequest, prompt_of
from bot.jobs.ports import Marks

_MAX_TITLE_CHARACTERS = 80


def marks_of(job: Job) -> Marks:
    """Return the metadata for a job's files."""
    title = " ".join(prompt_of(job.request).split())[:_MAX_TITLE_CHARACTERS]
    if isinstance(job.request, SpeechRequest):
        return Marks(title, f"speech synthesis, voice {job.request.voice_name or job.request.voice_id}")
    return Marks(title, f"{job.model} {job.version}".strip())
