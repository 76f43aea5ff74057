"""MPS video: CreateAigcVideoTask and DescribeAigcVideoTask."""

from bot.sandbox.tencent.actions.audio import MPS_STATUS, mps_message
from bot.sandbox.tencent.actions.schema import JsonObject, decode_object
from bot.sandbox.tencent.errors import ApiError
from bot.sandbox.tencent.models import VIDEO, VideoModel, picture_size
from bot.sandbox.tencent.results.media import MediaSpec
from bot.sandbox.tencent.tasks import Asset, Failure, TaskState
from bot.sandbox.tencent.world import APP_ID, MPS_LINK_LIFE_SECONDS, Order, World

_PICTURE_FIELDS = ("ImageUrl", "ImageInfos", "VideoInfos", "SubjectInfos")


async def create_video(world: World, request: JsonObject) -> JsonObject:
    """Accept a video task."""
    model = VIDEO.get(request.get("ModelName") or "")
    if model is None:
        raise ApiError("InvalidParameter", "Not support model name.")
    version = request.get("ModelVersion") or model.versions[0]
    extra = request.get("ExtraParameters") or {}
    _check(request, extra, model, version)
    decode_object(request.get("AdditionalParameters") or "", "AdditionalParameters")
    world.refuse_forbidden(request.get("Prompt", ""), request.get("NegativePrompt", ""))
    world.refuse_when_full("mps", "video")
    width, height = picture_size(extra.get("Resolution") or model.resolutions[0], extra.get("AspectRatio") or "16:9")
    seconds = float(request.get("Duration") or model.default_seconds)
    has_sound = bool(extra.get("EnableAudio") or extra.get("EnableBgm"))
    spec = MediaSpec("mp4", "music" if has_sound else "", seconds, width=width, height=height)
    order = Order(
        service="mps",
        kind="video",
        action="CreateAigcVideoTask",
        id_template=f"{APP_ID}-AigcVideo-{{}}",
        request=request,
        assets=(Asset("video", spec),),
        link_life_seconds=MPS_LINK_LIFE_SECONDS,
        model=request["ModelName"],
        version=version,
        scene=request.get("SceneType") or "",
        failure=await _reference_failure(world, request),
        resolution=f"{width}x{height}",
    )
    return {"TaskId": world.accept(order).task_id}


async def describe_video(world: World, request: JsonObject) -> JsonObject:
    """Return the status of a video task."""
    task = world.tasks.get(request["TaskId"])
    if task is None:
        raise ApiError("ResourceNotFound.TaskNotFound", "The task does not exist.")
    if task.action != "CreateAigcVideoTask":
        raise ApiError("ResourceNotFound", "The task is not a video task.")
    state = task.state(world.clock.life())
    done = state is TaskState.DONE
    urls = [url for url, _ in world.urls(task, "video")] if done else []
    return {
        "Status": MPS_STATUS[state],
        "Message": mps_message(task, state),
        "VideoUrls": urls or (None if task.null_lists else []),
        "Resolution": task.resolution if done else "",
    }


def _check(request: JsonObject, extra: JsonObject, model: VideoModel, version: str) -> None:
    scene, aspect = request.get("SceneType"), extra.get("AspectRatio")
    resolution, seconds = extra.get("Resolution"), request.get("Duration")
    if version not in model.versions:
        raise ApiError("InvalidParameterValue", "Not support this ModelVersion")
    if scene and scene not in model.scenes:
        raise ApiError("InvalidParameterValue", "Invalid SceneType for this model.")
    if seconds is not None and seconds not in model.lengths(version):
        raise ApiError("InvalidParameterValue", "The value of `Duration` is not supported by this model.")
    if resolution and resolution not in model.resolutions:
        raise ApiError("InvalidParameterValue", "The value of `ExtraParameters.Resolution` is not supported.")
    if aspect and aspect not in model.aspects:
        raise ApiError("InvalidParameterValue", "The value of `ExtraParameters.AspectRatio` is not supported.")
    if extra.get("EnableAudio") and not model.sounds(version):
        raise ApiError("InvalidParameterValue", "The value of `ExtraParameters.EnableAudio` is not supported.")
    _check_references(request, extra, model, version)
    _check_combinations(request, extra, model, version)
    if not request.get("Prompt") and not any(request.get(name) for name in _PICTURE_FIELDS):
        raise ApiError("MissingParameter", "The request is missing a required parameter `Prompt`.")


def _check_references(request: JsonObject, extra: JsonObject, model: VideoModel, version: str) -> None:
    """Refuse references that a version does not accept, or too many of them."""
    if len(request.get("ImageInfos") or ()) > model.most_pictures(version):
        raise ApiError("InvalidParameterValue", "The number of `ImageInfos` is not supported by this model.")
    if request.get("VideoInfos") and version not in model.films:
        raise ApiError("InvalidParameterValue", "`VideoInfos` is not supported by this model.")
    if extra.get("OffPeak") and not model.off_peak:
        raise ApiError("InvalidParameterValue", "`ExtraParameters.OffPeak` is not supported by this model.")


def _check_combinations(request: JsonObject, extra: JsonObject, model: VideoModel, version: str) -> None:
    """Refuse combinations of options that are valid only separately."""
    resolution = extra.get("Resolution") or model.resolutions[0]
    if extra.get("AspectRatio") and request.get("ImageUrl"):
        raise ApiError("InvalidParameterValue", "`ExtraParameters.AspectRatio` can't be combined with `ImageUrl`.")
    if request.get("LastImageUrl") and not request.get("ImageUrl"):
        raise ApiError("MissingParameter", "The request is missing a required parameter `ImageUrl`.")
    if version in model.image_needed and not any(request.get(name) for name in _PICTURE_FIELDS):
        raise ApiError("MissingParameter", "This ModelVersion requires `ImageUrl`.")
    if resolution not in model.long_resolutions.get(request.get("Duration") or 0, (resolution,)):
        raise ApiError("InvalidParameterValue", "The value of `Duration` is not supported at this resolution.")
    if extra.get("EnableAudio") and resolution not in model.sound_resolutions.get(version, (resolution,)):
        raise ApiError("InvalidParameterValue", "`EnableAudio` is not supported at this resolution.")


async def _reference_failure(world: World, request: JsonObject) -> Failure | None:
    pictures = [request.get("ImageUrl"), request.get("LastImageUrl")]
    pictures += [one.get("ImageUrl") for one in request.get("ImageInfos") or ()]
    references = [await world.references.check(url, "image") for url in pictures if url]
    videos = [one.get("VideoUrl") for one in request.get("VideoInfos") or ()]
    references += [await world.references.check(url, "video") for url in videos if url]
    problem = next((one.problem for one in references if one.problem), "")
    return Failure(problem, 60000) if problem else None
