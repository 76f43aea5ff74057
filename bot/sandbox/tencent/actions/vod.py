"""VOD: CreateAigcAudioTask, DescribeTaskDetail, DescribeTasks and ManageTask."""

from bot.sandbox.tencent.actions.audio import audio_assets, check_lyrics, check_version
from bot.sandbox.tencent.actions.schema import JsonObject, decode_object
from bot.sandbox.tencent.actions.vod_answers import task_detail, task_row
from bot.sandbox.tencent.errors import ApiError
from bot.sandbox.tencent.models import VOD_AUDIO
from bot.sandbox.tencent.tasks import Failure, Task, TaskState
from bot.sandbox.tencent.world import (
    DEFAULT_SUB_APP_ID,
    VOD_LINK_LIFE_SECONDS,
    VOD_TASK_LIFE_SECONDS,
    Order,
    World,
)

KLING_TEXT_SECONDS = (3, 10)
KLING_VIDEO_SECONDS = (3, 20)


async def create_audio(world: World, request: JsonObject) -> JsonObject:
    """Accept a sound effect or music task; many errors are only reported when the task ends."""
    app = _application(world, request)
    name, scene = request.get("ModelName") or "", request.get("SceneType") or ""
    model = VOD_AUDIO.get(name)
    if model is None:
        raise ApiError("InvalidParameterValue", "The value of `ModelName` is not valid.")
    if scene not in model.scenes:
        raise ApiError("InvalidParameterValue", "The value of `SceneType` is not valid for this model.")
    check_version(model, request.get("ModelVersion") or "")
    more = decode_object(request.get("AdditionalParameters") or "", "AdditionalParameters")
    if not any(request.get(field) for field in ("Prompt", "VideoInfos", "AudioInfos")):
        raise ApiError("MissingParameter", "The request is missing a required parameter `Prompt`.")
    check_lyrics(model, request.get("ModelVersion") or "", more, request.get("Prompt") or "")
    seconds, failure = await _length(world, request, scene)
    if world.is_forbidden(request.get("Prompt", ""), *more.values()):
        # Misspelt as in the documentation of DescribeTaskDetail's response.
        failure = Failure("The content violates the content policy.", 70000, "InvalidParameter.VoilationContent")
    if world.is_full("vod", scene):
        failure = Failure("The number of running tasks exceeds the limit.", 70000, "RequestLimitExceeded")
    config = request.get("OutputConfig") or {}
    order = Order(
        service="vod",
        kind=scene,
        action="CreateAigcAudioTask",
        id_template=f"{app}-AigcAudioTask-{{}}t",
        request=request,
        assets=audio_assets(
            scene, config.get("OutputAudioFormat") or "mp3", seconds, with_video=bool(request.get("VideoInfos"))
        ),
        link_life_seconds=VOD_LINK_LIFE_SECONDS,
        model=name,
        version=request.get("ModelVersion") or "",
        scene=scene,
        sub_app_id=app,
        failure=failure,
    )
    return {"TaskId": world.accept(order).task_id}


async def describe_task(world: World, request: JsonObject) -> JsonObject:
    """Return the status of a task."""
    task = _find(world, request)
    if task is None:
        raise ApiError("ResourceNotFound", "The task does not exist.")
    return await task_detail(world, task)


async def describe_tasks(world: World, request: JsonObject) -> JsonObject:
    """List the tasks of the last three days."""
    app = _application(world, request)
    tasks = [task for task in world.tasks if task.service == "vod" and task.sub_app_id == app and _is_kept(world, task)]
    sort = request.get("Sort") or {"Field": "CreateTime", "Order": "Desc"}
    newest_first = sort["Order"] == "Desc"
    if newest_first:  # so that tasks of the same second are newest first too
        tasks.reverse()
    rows = [row for row in (task_row(world, task) for task in tasks) if _matches(row, request)]
    rows.sort(key=lambda row: str(row[sort["Field"]]), reverse=newest_first)
    start, limit = _scroll_offset(request.get("ScrollToken") or ""), request.get("Limit") or 10
    more = start + limit < len(rows)
    return {"TaskSet": rows[start : start + limit], "ScrollToken": str(start + limit) if more else ""}


async def manage_task(world: World, request: JsonObject) -> JsonObject:
    """Abort a task that is still waiting."""
    task = _find(world, request)
    if task is None:
        raise ApiError("InvalidParameterValue.TaskId", "The task does not exist.")
    now = world.clock.life()
    if task.state(now) is not TaskState.WAITING:
        raise ApiError("FailedOperation", "Only a task that is WAITING can be aborted.")
    world.tasks.change(task.task_id, aborted_at=now)
    return {}


def _application(world: World, request: JsonObject) -> int:
    known = world.settings.sub_app_ids
    asked = request.get("SubAppId")
    if asked is None and world.settings.require_sub_app_id and known:
        raise ApiError("InvalidParameterValue.SubAppId", "The parameter `SubAppId` must be sent.")
    if asked is not None and known and asked not in known:
        raise ApiError("InvalidParameterValue.SubAppId", "The value of `SubAppId` is not valid.")
    return int(asked if asked is not None else min(known, default=DEFAULT_SUB_APP_ID))


def _find(world: World, request: JsonObject) -> Task | None:
    app = _application(world, request)
    task = world.tasks.get(request["TaskId"])
    fits = task is not None and task.service == "vod" and task.sub_app_id == app and _is_kept(world, task)
    return task if fits else None


def _is_kept(world: World, task: Task) -> bool:
    return world.clock.life() - task.created_at <= VOD_TASK_LIFE_SECONDS


async def _length(world: World, request: JsonObject, scene: str) -> tuple[float, Failure | None]:
    """Return the length of the result, and the failure of a task that will not produce it."""
    kling = request.get("ModelName") == "Kling"
    sources = request.get("VideoInfos") or []
    if sources and sources[0].get("Url"):
        video = await world.references.check(sources[0]["Url"], "video")
        seconds = video.seconds or world.length_seconds(scene, "")
        if video.problem:
            return seconds, Failure(video.problem, 60000, "InvalidParameter.MediaFormat")
        if kling and not KLING_VIDEO_SECONDS[0] <= seconds <= KLING_VIDEO_SECONDS[1] + 0.5:
            return seconds, Failure("The video must last 3 to 20 seconds.", 40000, "InvalidParameterValue")
        return seconds, None
    sounds = request.get("AudioInfos") or []
    if sounds and sounds[0].get("Url"):
        problem = (await world.references.check(sounds[0]["Url"], "audio")).problem
        if problem:
            return 0.0, Failure(problem, 60000, "InvalidParameter.MediaFormat")
    asked = (request.get("OutputConfig") or {}).get("Duration") or 0
    if kling and asked and not KLING_TEXT_SECONDS[0] <= asked <= KLING_TEXT_SECONDS[1]:
        return asked, Failure("Duration must lie between 3 and 10.", 40000, "InvalidParameterValue")
    return float(asked or world.length_seconds(scene, request.get("ModelName") or "")), None


def _matches(row: JsonObject, request: JsonObject) -> bool:
    if request.get("Status") and row["Status"] != request["Status"]:
        return False
    if request.get("FileId"):
        return False  # no audio task is based on a file of the media library
    for name in ("CreateTime", "FinishTime"):
        time_range = request.get(name) or {}
        # Times in the same notation compare as strings.
        if time_range.get("After") and str(row[name]) < time_range["After"]:
            return False
        if time_range.get("Before") and str(row[name]) > time_range["Before"]:
            return False
    return True


def _scroll_offset(token: str) -> int:
    if token and not token.isdecimal():
        raise ApiError("InvalidParameterValue", "The value of `ScrollToken` is not valid.")
    return int(token or 0)
