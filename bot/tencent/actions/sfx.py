"""Sound effects, from a text or for a video. Pure."""

from typing import Any

from bot.jobs.model import SfxRequest
from bot.tencent.actions.audio import AudioOrder


def sfx_order(request: SfxRequest) -> AudioOrder:
    """Turn a request into an order. An effect for a video is as long as the video."""
    return AudioOrder(
        model=request.model,
        version=request.version,
        scene="sfx",
        prompt=request.prompt,
        format=request.format.value,
        video_url=request.video_url,
        duration_seconds=None if request.video_url else request.duration_seconds,
        additional=_extras(request),
    )


def _extras(request: SfxRequest) -> dict[str, Any]:
    """Return Kling's options for a video: ASMR mode (close, quiet sounds), and a prompt for background music."""
    extras: dict[str, Any] = {"asmr_mode": True} if request.asmr else {}
    return {**extras, "bgm_prompt": request.bgm_prompt} if request.bgm_prompt else extras
