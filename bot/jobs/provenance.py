"""What a result that is written anew says of itself: that it was generated, of what words, and by which model."""

from bot.jobs.model import Job, SpeechRequest, prompt_of
from bot.jobs.ports import Marks

_LONGEST_TITLE = 80


def marks_of(job: Job) -> Marks:
    """Return the marks of a job's files."""
    title = " ".join(prompt_of(job.request).split())[:_LONGEST_TITLE]
    if isinstance(job.request, SpeechRequest):
        return Marks(title, f"speech synthesis, voice {job.request.voice_name or job.request.voice_id}")
    return Marks(title, f"{job.model} {job.version}".strip())
