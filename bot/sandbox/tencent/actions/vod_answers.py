"""VOD's responses about a task: the detail, with its many null siblings, and the row of a list."""

from datetime import UTC, datetime

from bot.sandbox.tencent.actions.schema import JsonObject
from bot.sandbox.tencent.results.media import Media
from bot.sandbox.tencent.tasks import Asset, Task, TaskState
from bot.sandbox.tencent.world import World

NO_TIME = "0001-01-01T00:00:00Z"
NO_EXPIRY = "0000-00-00T00:00:00Z"
TASK_TYPE = "AigcAudioTask"

# Some of the about forty siblings of AigcAudioTask, all null.
_SIBLINGS = (
    "ProcedureTask",
    "EditMediaTask",
    "WechatPublishTask",
    "ComposeMediaTask",
    "SplitMediaTask",
    "TranscodeTask",
    "PullUploadTask",
    "ConcatTask",
    "ReviewAudioVideoTask",
    "AigcImageTask",
    "AigcVideoTask",
)
_STATUS = {
    TaskState.WAITING: "WAITING",
    TaskState.RUNNING: "PROCESSING",
    TaskState.DONE: "FINISH",
    TaskState.FAILED: "FINISH",
    TaskState.ABORTED: "ABORTED",
}
_ROLES = (("AudioInfos", "audio"), ("VideoInfos", "video"))


async def task_detail(world: World, task: Task) -> JsonObject:
    """Return the response of DescribeTaskDetail."""
    state = task.state(world.clock.life())
    aborted = state is TaskState.ABORTED
    return {
        "TaskType": TASK_TYPE,
        "Status": _STATUS[state],
        **_timestamps(world, task, state),
        **dict.fromkeys(_SIBLINGS),
        "AigcAudioTask": None if aborted else await _audio_task(world, task, state),
    }


def task_row(world: World, task: Task) -> JsonObject:
    """Return one entry of a DescribeTasks response."""
    state = task.state(world.clock.life())
    return {
        "TaskId": task.task_id,
        "Status": _STATUS[state],
        "FileId": "",
        "TaskType": TASK_TYPE,
        **_timestamps(world, task, state),
        "SessionId": "",
        "SessionContext": "",
    }


async def _audio_task(world: World, task: Task, state: TaskState) -> JsonObject:
    failure = task.failure if state is TaskState.FAILED else None
    done = state in (TaskState.DONE, TaskState.FAILED)
    empty: list[JsonObject] | None = None if task.null_lists else []
    output: JsonObject | None = None if state is TaskState.WAITING else {"AudioInfos": empty, "VideoInfos": empty}
    if state is TaskState.DONE:
        output = {role: await _files(world, task, name) or empty for role, name in _ROLES}
    return {
        "TaskId": task.task_id,
        "Status": "FINISH" if done else "PROCESSING",
        "ErrCode": failure.err_code if failure else 0,
        "ErrCodeExt": failure.err_code_ext if failure else "",
        "Message": failure.message if failure else "",
        "Progress": task.progress(world.clock.life()),
        "Input": _echo(task),
        "Output": output,
    }


async def _files(world: World, task: Task, role: str) -> list[JsonObject]:
    dies_at = world.clock.wall_of(task.links_die_at() or 0.0)
    config = task.request.get("OutputConfig") or {}
    files = []
    for url, asset in world.urls(task, role):
        media = await world.media.get(asset.media)
        files.append(
            {
                "StorageMode": config.get("StorageMode") or "Temporary",
                "MediaName": config.get("MediaName") or "",
                "ClassId": config.get("ClassId") or 0,
                "ExpireTime": iso(dies_at),
                "FileType": "",
                "FileUrl": url,
                "FileId": "",
                "MetaData": _meta(asset, media),
                "Duration": asset.media.seconds,
            }
        )
    return files


def _meta(asset: Asset, media: Media) -> JsonObject:
    spec, size = asset.media, len(media.data)
    is_video = asset.role == "video"
    bitrate = round(size * 8 / max(spec.seconds, 0.1))
    codec = "aac" if is_video else spec.format
    picture = {"Bitrate": bitrate, "Height": spec.height, "Width": spec.width, "Codec": "h264", "Fps": 24}
    return {
        "Size": size,
        "Container": spec.format,
        "Bitrate": bitrate,
        "Height": spec.height,
        "Width": spec.width,
        "Duration": spec.seconds,
        "Rotate": 0,
        "VideoStreamSet": [picture] if is_video else [],
        "AudioStreamSet": [{"Bitrate": 128000, "SamplingRate": spec.sample_rate, "Codec": codec}],
        "VideoDuration": spec.seconds if is_video else 0,
        "AudioDuration": spec.seconds,
        "Md5": media.md5,
    }


def _echo(task: Task) -> JsonObject:
    request = task.request
    config = request.get("OutputConfig") or {}
    return {
        "ModelName": task.model,
        "ModelVersion": task.version,
        "SceneType": task.scene,
        "Prompt": request.get("Prompt") or "",
        "NegativePrompt": "",
        "AudioInfos": request.get("AudioInfos"),
        "VideoInfos": request.get("VideoInfos"),
        "EnhancePrompt": False,
        "OutputConfig": {
            "StorageMode": config.get("StorageMode") or "Temporary",
            "MediaName": config.get("MediaName") or "",
            "ClassId": config.get("ClassId") or 0,
            "ExpireTime": config.get("ExpireTime") or NO_EXPIRY,
            "Duration": config.get("Duration") or 0,
            "OutputAudioFormat": config.get("OutputAudioFormat") or "",
        },
        "AdditionalParameters": request.get("AdditionalParameters") or "",
    }


def _timestamps(world: World, task: Task, state: TaskState) -> JsonObject:
    wall_of = world.clock.wall_of
    ended = state in (TaskState.DONE, TaskState.FAILED) and task.ends_at is not None
    begun = state in (TaskState.RUNNING, TaskState.DONE, TaskState.FAILED)
    return {
        "CreateTime": iso(wall_of(task.created_at)),
        "BeginProcessTime": iso(wall_of(task.begins_at)) if begun else NO_TIME,
        "FinishTime": iso(wall_of(task.ends_at)) if ended and task.ends_at is not None else NO_TIME,
    }


def iso(unix_seconds: float) -> str:
    """Return a time in VOD's format."""
    return datetime.fromtimestamp(unix_seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
