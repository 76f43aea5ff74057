"""Decide which speech is synthesized synchronously: one call whose answer is the result, with no task to watch.

The vendor has two calls for speech. The synchronous one takes a short text, a file format and a speed; the one that
creates a task takes long texts, a pitch, and a language to translate into first.
"""

from bot.jobs.requests import Request, SpeechRequest

# Stated for the sibling SyncDubbing, and kept by the vendor's own scripts: cloud.tencent.com/document/api/862/135348.
INSTANT_CHARACTERS = 2000
# No range is published: the parameter appears only in an example.
SLOWEST_SPEED, FASTEST_SPEED = 0.5, 2.0


def is_instant(request: Request) -> bool:
    """Return whether a request can be answered with its result."""
    if not isinstance(request, SpeechRequest) or request.pitch or request.translate_to:
        return False
    return len(request.spoken_text or request.text) <= INSTANT_CHARACTERS


def needs_instant(request: SpeechRequest) -> str:
    """Return the option of a request that only instant speech supports, empty if it has none."""
    if request.format is not None:
        return "format"
    return "speed" if request.speed != 1.0 else ""
