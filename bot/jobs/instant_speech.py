"""Which speech is made while it is asked for: one call whose answer is the result, and no task to watch.

The vendor has two calls for speech. The one that answers at once takes a short text, a file format and a speed; the
one that gives a task takes long texts, a pitch, and a language to translate into first.
"""

from bot.jobs.requests import Request, SpeechRequest

# The sibling SyncDubbing states it, and the vendor's own scripts keep to it: cloud.tencent.com/document/api/862/135348.
INSTANT_CHARACTERS = 2000
# No range is published for what stands in an example alone.
SLOWEST_SPEED, FASTEST_SPEED = 0.5, 2.0


def is_instant(request: Request) -> bool:
    """Return whether a request can be answered with its result."""
    if not isinstance(request, SpeechRequest) or request.pitch or request.translate_to:
        return False
    return len(request.spoken_text or request.text) <= INSTANT_CHARACTERS


def needs_instant(request: SpeechRequest) -> str:
    """Return the option of a request that only instant speech takes, empty where it has none."""
    if request.format is not None:
        return "format"
    return "speed" if request.speed != 1.0 else ""
