"""Music: the fields in which each model takes lyrics and "instrumental". Pure."""

from collections.abc import Callable
from typing import Any

from bot.jobs.model import Backend, MusicRequest
from bot.tencent.actions.audio import AudioOrder, model_name

LyricsKey = Callable[[str, Backend], str]
_LONGEST_PROMPT = 2000
_INSTRUMENTAL = "\n\nInstrumental only, no vocals."


def music_order(request: MusicRequest, lyrics_key: str) -> AudioOrder:
    """Turn a request into an order. ``lyrics_key``: empty if the model has no field for lyrics."""
    model = model_name(request.model)
    additional = _options(model, request, lyrics_key)
    return AudioOrder(
        model=model,
        version=request.version,
        scene="music",
        prompt=request.prompt if additional else _prompt_with_options(model, request),
        format=request.format.value,
        audio_url=request.reference_url,
        video_url=request.video_url,
        additional={**additional, **_extras(request)},
    )


def _options(model: str, request: MusicRequest, lyrics_key: str) -> dict[str, Any]:
    """Return the model's own fields. Options for which it has none go into the prompt instead."""
    if request.instrumental:
        names = {"EL": "ForceInstrumental", "GL": "", "Mureka": ""}  # Mureka: the version decides whether it sings
        name = names.get(model, "is_instrumental")
        return {name: True} if name else {}
    return {lyrics_key: request.lyrics} if request.lyrics and lyrics_key else {}


def _extras(request: MusicRequest) -> dict[str, Any]:
    """Return further options: the singer's gender, the vendor's own watermark."""
    extras: dict[str, Any] = {"gender": request.gender} if request.gender else {}
    return {**extras, "aigc_watermark": True} if request.watermark else extras


def _prompt_with_options(model: str, request: MusicRequest) -> str:
    if request.instrumental and model == "GL":
        # A prompt near the limit loses its last words: if it were too long, the call would be rejected.
        return f"{request.prompt[: _LONGEST_PROMPT - len(_INSTRUMENTAL)]}{_INSTRUMENTAL}"
    if request.lyrics and not request.instrumental:
        return f"{request.prompt}\n\nLyrics:\n{request.lyrics}"
    return request.prompt
