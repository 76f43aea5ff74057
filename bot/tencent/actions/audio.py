"""The audio tasks of MPS and VOD that music and sound effects share: order to payload, answer to result. Pure.

Owns each product's payload of an order, where the file format goes, and how a task's state is read. It does not know
which model takes which option; see ``music`` and ``sfx``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal
from urllib.parse import urlsplit

from bot.jobs.model import Fault, Medium, Output
from bot.jobs.ports import Failed, PollResult, Running, Succeeded
from bot.tencent.failures import mps_failure, task_failure
from bot.tencent.protocol import unreadable
from bot.tencent.reading import Fields, integer, items, length_seconds, link, mapping, moment, short, text

# MPS links: 12 h for video as documented, the same for audio as reported. VOD: 7 days for "Temporary".
MPS_LINK_SECONDS = 12 * 3600.0
VOD_LINK_SECONDS = 7 * 24 * 3600.0
# VOD returns http:// links to hosts of its own that also serve https.
_HTTPS_SUFFIXES = (".vod-qcloud.com", ".myqcloud.com", ".tencentcos.cn", ".tencentcos.com")
NO_RESULT = Failed(Fault(key="tencent-no-result", code="Foley.NoResult"))
# The vendor's pages spell one model's name in two ways; only this one is accepted.
_MODEL_NAMES = {"minimaxmusic": "MiniMaxMusic"}
# Models without versions; the service rejects one that is sent.
_WITHOUT_VERSION = frozenset({"Kling"})


class FormatField(StrEnum):
    """Where ``OutputAudioFormat`` goes in MPS CreateAigcAudioTask; it has moved between versions of the API."""

    EXTRA = "extra"  # in ExtraParameters: the mainland site since 2026-09-23, the international site a month later
    TOP = "top"  # next to the prompt: until August 2026
    NONE = "none"  # in neither place: the international site between the two


# What to try after a place was rejected as unknown. Never send both: one unknown field fails the whole call.
NEXT_PLACE: Mapping[FormatField, FormatField] = {
    FormatField.EXTRA: FormatField.TOP,
    FormatField.TOP: FormatField.NONE,
}


@dataclass(frozen=True, slots=True)
class AudioOrder:
    """One CreateAigcAudioTask, independent of MPS or VOD. An empty text omits its field."""

    model: str
    version: str
    scene: Literal["music", "sfx"]
    prompt: str = field(repr=False)
    format: str = ""
    audio_url: str = field(default="", repr=False)
    video_url: str = field(default="", repr=False)
    duration_seconds: int | None = None
    additional: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class MediaLink:
    """A file of a task. ``seconds``: its length as stated by the provider."""

    url: str = field(repr=False)
    seconds: float | None
    expires_at: float | None = None


@dataclass(frozen=True, slots=True)
class MpsAudioTask:
    """The answer of DescribeAigcAudioTask."""

    status: str
    message: str = field(repr=False)
    audios: tuple[MediaLink, ...]
    videos: tuple[MediaLink, ...]


@dataclass(frozen=True, slots=True)
class VodTask:
    """The answer of DescribeTaskDetail for an audio task."""

    status: str
    task_status: str
    code: str
    number: int
    message: str = field(repr=False)
    percent: int
    finished_at: float | None
    audios: tuple[MediaLink, ...]
    videos: tuple[MediaLink, ...]


def model_name(name: str) -> str:
    """Return a model's name as the service accepts it."""
    return _MODEL_NAMES.get(name.lower(), name)


def _common(order: AudioOrder) -> dict[str, Any]:
    model = model_name(order.model)
    payload: dict[str, Any] = {"ModelName": model}
    if order.version and model not in _WITHOUT_VERSION:
        payload["ModelVersion"] = order.version
    payload["SceneType"] = order.scene  # optional in the documentation, but the server rejects a call without it
    if order.prompt:
        payload["Prompt"] = order.prompt
    if order.additional:
        payload["AdditionalParameters"] = json.dumps(dict(order.additional))
    return payload


def mps_payload(order: AudioOrder, place: FormatField) -> dict[str, Any]:
    """Return the payload of an order for MPS, which takes no length."""
    payload = _common(order)
    if order.audio_url:
        payload["AudioInfos"] = [{"AudioUrl": order.audio_url}]
    if order.video_url:
        payload["VideoInfos"] = [{"VideoUrl": order.video_url}]
    if order.format and place is FormatField.EXTRA:
        payload["ExtraParameters"] = {"OutputAudioFormat": order.format}
    elif order.format and place is FormatField.TOP:
        payload["OutputAudioFormat"] = order.format
    return payload


def vod_payload(order: AudioOrder, place: FormatField, sub_app_id: int | None) -> dict[str, Any]:
    """Return the payload of an order for VOD. Its format field never moved: only ``NONE`` matters, which omits it."""
    payload = _common(order)
    if sub_app_id is not None:
        payload["SubAppId"] = sub_app_id
    if order.audio_url:
        payload["AudioInfos"] = [{"Type": "Url", "Url": order.audio_url}]
    if order.video_url:
        payload["VideoInfos"] = [{"Type": "Url", "Url": order.video_url}]
    config: dict[str, Any] = {"StorageMode": "Temporary"}
    if order.duration_seconds is not None:
        config["Duration"] = order.duration_seconds
    if order.format and place is not FormatField.NONE:
        config["OutputAudioFormat"] = order.format
    payload["OutputConfig"] = config
    return payload


def read_mps_task(fields: Fields) -> MpsAudioTask:
    """Parse the answer of DescribeAigcAudioTask."""
    return MpsAudioTask(
        status=text(fields.get("Status")).strip().upper(),
        message=text(fields.get("Message")),
        audios=_mps_links(fields.get("AudioInfos")),
        videos=_mps_links(fields.get("VideoInfos")),
    )


def _mps_links(value: object) -> tuple[MediaLink, ...]:
    rows = (mapping(item) for item in items(value))
    links = (MediaLink(link(row.get("Url")), length_seconds(row.get("Duration"))) for row in rows)
    return tuple(item for item in links if item.url)


def read_vod_task(fields: Fields) -> VodTask:
    """Parse the answer of DescribeTaskDetail; of its forty kinds of task only the audio one."""
    task = mapping(fields.get("AigcAudioTask"))
    output = mapping(task.get("Output"))
    return VodTask(
        status=text(fields.get("Status")).strip().upper(),
        task_status=text(task.get("Status")).strip().upper(),
        code=text(task.get("ErrCodeExt")).strip(),
        number=integer(task.get("ErrCode")),
        message=text(task.get("Message")),
        percent=integer(task.get("Progress")),
        finished_at=moment(fields.get("FinishTime")),
        audios=_vod_links(output.get("AudioInfos")),
        videos=_vod_links(output.get("VideoInfos")),
    )


def _vod_links(value: object) -> tuple[MediaLink, ...]:
    return tuple(file for file in map(_vod_link, map(mapping, items(value))) if file.url)


def _vod_link(item: Fields) -> MediaLink:
    metadata = mapping(item.get("MetaData"))
    lengths = (item.get("Duration"), metadata.get("AudioDuration"), metadata.get("Duration"))
    seconds = next((length for length in map(length_seconds, lengths) if length), None)
    return MediaLink(_secure(link(item.get("FileUrl"))), seconds, moment(item.get("ExpireTime")))


def _secure(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme == "http" and ":" not in parts.netloc and parts.netloc.lower().endswith(_HTTPS_SUFFIXES):
        return parts._replace(scheme="https").geturl()
    return url


def mps_poll_result(fields: Fields, now: float) -> PollResult:
    """Return the state of an MPS audio task. Raises Ambiguous for an unknown status."""
    task = read_mps_task(fields)
    return mps_state(task.status, task.message) or finished(task.audios, task.videos, now + MPS_LINK_SECONDS)


def mps_state(status: str, message: str) -> Running | Failed | None:
    """Interpret the status that all MPS tasks share; return None if the task is done. Raises Ambiguous."""
    if status == "DONE":
        return None
    if status in ("WAIT", "RUN"):
        return Running(started=status == "RUN")
    if status == "FAIL":
        return mps_failure(message)
    raise unreadable("TaskStatus", f"a task status {short(status)[:40]!r}")


def vod_poll_result(fields: Fields, now: float) -> PollResult:
    """Return the state of a VOD audio task. FINISH does not mean success: a failed task is FINISH, too."""
    task = read_vod_task(fields)
    if task.status == "ABORTED":
        return Failed(Fault(key="tencent-task-stopped", code="ABORTED", detail=short(task.message)))
    if "FINISH" in (task.status, task.task_status):
        if task.code or task.number:
            return task_failure(task.code, task.number, short(task.message))
        return finished(task.audios, task.videos, (task.finished_at or now) + VOD_LINK_SECONDS)
    if task.status in ("WAITING", "PROCESSING"):
        percent = task.percent if 0 < task.percent < 100 else None
        return Running(started=task.status == "PROCESSING", percent=percent)
    raise unreadable("TaskStatus", f"a task status {short(task.status)[:40]!r}")


def finished(audios: tuple[MediaLink, ...], videos: tuple[MediaLink, ...], expires_at: float) -> PollResult:
    """Return the outputs of a finished task, or a failure if it has none."""
    outputs = [_output(file, Medium.AUDIO, expires_at) for file in audios]
    outputs += [_output(file, Medium.VIDEO, expires_at) for file in videos]
    return Succeeded(tuple(outputs)) if outputs else NO_RESULT


def _output(file: MediaLink, medium: Medium, expires_at: float) -> Output:
    return Output(file.url, medium, file.seconds, file.expires_at or expires_at)
