"""Video from a text or a picture (MPS): request to payload, answer to result. Pure."""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.jobs.model import VideoRequest
from bot.jobs.ports import PollResult
from bot.tencent.actions.audio import MPS_LINK_SECONDS, MediaLink, finished, mps_state
from bot.tencent.reading import Fields, items, link, text

# "1080*720" in the field's description, "1920x1088" in its example.
_RESOLUTION = re.compile(r"\s*(\d{1,5})\s*[xX*×]\s*(\d{1,5})\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class VideoTask:
    """The answer of DescribeAigcVideoTask. ``size``: width and height if stated."""

    status: str
    message: str = field(repr=False)
    urls: tuple[str, ...]
    size: tuple[int, int] | None


def video_payload(request: VideoRequest) -> dict[str, Any]:
    """Return the payload of CreateAigcVideoTask; options that were not chosen are omitted."""
    payload: dict[str, Any] = {"ModelName": request.model}
    optional: dict[str, Any] = {
        "ModelVersion": request.version,
        "Prompt": request.prompt,
        "ImageUrl": request.image_url,
        "LastImageUrl": request.last_image_url,
        "NegativePrompt": request.negative,
        "EnhancePrompt": request.enhance,
        "ImageInfos": [{"ImageUrl": url} for url in request.reference_urls],
    }
    payload |= {name: value for name, value in optional.items() if value}
    if request.reference_video_url:
        payload["VideoInfos"] = [{"VideoUrl": request.reference_video_url, "ReferType": "feature"}]
    if request.duration_seconds is not None:
        payload["Duration"] = request.duration_seconds
    extra: dict[str, Any] = {}
    if request.resolution:
        extra["Resolution"] = request.resolution
    if request.aspect:
        extra["AspectRatio"] = request.aspect
    if request.audio is not None:
        extra["EnableAudio"] = request.audio
    if request.bgm:
        extra["EnableBgm"] = True
    if request.watermark:
        extra["LogoAdd"] = 1
    if request.off_peak:
        extra["OffPeak"] = True
    if extra:
        payload["ExtraParameters"] = extra
    return payload


def read_size(resolution: str) -> tuple[int, int] | None:
    """Parse ``1920x1088`` or ``1080*720``; return None for anything else."""
    match = _RESOLUTION.fullmatch(resolution)
    if match is None:
        return None
    width, height = int(match[1]), int(match[2])
    return (width, height) if width and height else None


def read_video_task(fields: Fields) -> VideoTask:
    """Parse the answer of DescribeAigcVideoTask."""
    return VideoTask(
        status=text(fields.get("Status")).strip().upper(),
        message=text(fields.get("Message")),
        urls=tuple(url for url in map(link, items(fields.get("VideoUrls"))) if url),
        size=read_size(text(fields.get("Resolution"))),
    )


def video_poll_result(fields: Fields, now: float) -> PollResult:
    """Return the state of a video task. Raises Ambiguous for an unknown status."""
    task = read_video_task(fields)
    links = tuple(MediaLink(url, None) for url in task.urls)
    return mps_state(task.status, task.message) or finished((), links, now + MPS_LINK_SECONDS)
