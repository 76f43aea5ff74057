"""MPS music and sound effects: CreateAigcAudioTask and DescribeAigcAudioTask."""

from dataclasses import dataclass

from bot.sandbox.tencent.actions.schema import JsonObject, decode_object
from bot.sandbox.tencent.errors import ApiError
from bot.sandbox.tencent.models import MPS_AUDIO, AudioModel
from bot.sandbox.tencent.results.media import MediaSpec
from bot.sandbox.tencent.tasks import Asset, Failure, Task, TaskState
from bot.sandbox.tencent.world import APP_ID, MPS_LINK_LIFE_SECONDS, Order, World, multiplied

SCENES = ("tts", "music", "sfx")
LYRICS_KEYS = ("lyric", "lyrics")
MAX_OUTPUTS = 10
MPS_STATUS = {
    TaskState.WAITING: "WAIT",
    TaskState.RUNNING: "RUN",
    TaskState.DONE: "DONE",
    TaskState.FAILED: "FAIL",
}


@dataclass(frozen=True)
class _CreateRequest:
    """A parsed create request."""

    model: str
    version: str
    scene: str
    prompt: str
    extra: JsonObject
    more: JsonObject
    video_url: str
    audio_url: str


async def create_audio(world: World, request: JsonObject) -> JsonObject:
    """Accept a music or sound effect task."""
    params = _read(request)
    model = _check_model(params)
    _check_options(params)
    lyrics = check_lyrics(model, params.version, params.more, params.prompt)
    world.refuse_forbidden(params.prompt, lyrics)
    world.refuse_when_full("mps", params.scene)
    seconds, problem = await _reference(world, params)
    file_format = request.get("OutputAudioFormat") or params.extra.get("OutputAudioFormat") or "mp3"
    order = Order(
        service="mps",
        kind=params.scene,
        action="CreateAigcAudioTask",
        id_template=f"{APP_ID}-AigcAudio-{{}}",
        request=request,
        assets=multiplied(
            audio_assets(params.scene, file_format, seconds, with_video=bool(params.video_url)), _output_count(params)
        ),
        link_life_seconds=MPS_LINK_LIFE_SECONDS,
        model=params.model,
        version=params.version,
        scene=params.scene,
        failure=_later_failure(params, model, lyrics, problem),
    )
    return {"TaskId": world.accept(order).task_id}


async def describe_audio(world: World, request: JsonObject) -> JsonObject:
    """Return the status of an audio task."""
    task = world.tasks.get(request["TaskId"])
    if task is None or task.action != "CreateAigcAudioTask" or task.service != "mps":
        raise ApiError("ResourceNotFound", "The task does not exist.")
    state = task.state(world.clock.life())
    done = state is TaskState.DONE
    return {
        "Status": MPS_STATUS[state],
        "Message": mps_message(task, state),
        "AudioInfos": _infos(world, task, "audio") if done else _none(task),
        "VideoInfos": (_infos(world, task, "video") or _none(task)) if done else _none(task),
    }


def audio_assets(sound: str, file_format: str, seconds: float, *, with_video: bool) -> tuple[Asset, ...]:
    """Return the result files of an audio task; a reference video is returned with the sound mixed in."""
    audio = Asset("audio", MediaSpec(file_format, sound, seconds))
    if with_video:
        return (
            audio,
            Asset("video", MediaSpec("mp4", sound, seconds, width=1280, height=720)),
        )
    return (audio,)


def mps_message(task: Task, state: TaskState) -> str:
    """Return the Message of an MPS response: ``ok``, the reason of a failure, or empty while unfinished."""
    if state is TaskState.FAILED and task.failure:
        return task.failure.message
    return "ok" if state is TaskState.DONE else ""


def _infos(world: World, task: Task, role: str) -> list[JsonObject] | None:
    infos = [{"Url": url, "Duration": round(asset.media.seconds)} for url, asset in world.urls(task, role)]
    return infos or _none(task)


def _none(task: Task) -> list[JsonObject] | None:
    return None if task.null_lists else []


def _read(request: JsonObject) -> _CreateRequest:
    def first(name: str, field: str) -> str:
        items = request.get(name) or [{}]
        return str(items[0].get(field) or "")

    return _CreateRequest(
        model=request.get("ModelName") or "",
        version=request.get("ModelVersion") or "",
        scene=request.get("SceneType") or "",
        prompt=request.get("Prompt") or "",
        extra=request.get("ExtraParameters") or {},
        more=decode_object(request.get("AdditionalParameters") or "", "AdditionalParameters"),
        video_url=first("VideoInfos", "VideoUrl"),
        audio_url=first("AudioInfos", "AudioUrl"),
    )


def _check_model(params: _CreateRequest) -> AudioModel:
    if params.scene not in SCENES:
        raise ApiError("InvalidParameter", "Invalid SceneType. Supported: tts,music,sfx")
    model = MPS_AUDIO.get(params.model)
    if model is None:
        raise ApiError("InvalidParameter", "Not support model name.")
    if params.scene == "tts":
        raise ApiError("InvalidParameter", "Invalid model name for TTS")
    if params.scene not in model.scenes and params.scene == "sfx":
        raise ApiError("InvalidParameter", "Invalid model name for sfx")
    check_version(model, params.version)
    return model


def check_version(model: AudioModel, version: str) -> None:
    """Refuse a version the model does not have, and a missing one when it requires one."""
    if version not in model.versions if version else model.version_needed:
        raise ApiError("InvalidParameterValue", "Not support this ModelVersion")


def check_lyrics(model: AudioModel, version: str, more: JsonObject, prompt: str) -> str:
    """Return the lyrics of a request. Refuses another model's key for them, and what the version can't do."""
    unknown = next((key for key in LYRICS_KEYS if key in more and key != model.lyrics_key), None)
    if unknown is not None:
        raise ApiError("InvalidParameterValue", f"The key `{unknown}` of `AdditionalParameters` is not supported.")
    lyrics = str(more.get(model.lyrics_key) or "")
    if more.get("is_instrumental") and lyrics:
        raise ApiError("InvalidParameterValue", f"is_instrumental and {model.lyrics_key} exclude each other.")
    if version in model.songs_only and (more.get("is_instrumental") or not lyrics):
        raise ApiError("InvalidParameterValue", f"This ModelVersion requires `{model.lyrics_key}`.")
    return lyrics or (prompt if "lyrics:" in prompt.casefold() else "")


def _check_options(params: _CreateRequest) -> None:
    if not (params.prompt or params.video_url or params.audio_url):
        raise ApiError("MissingParameter", "The request is missing a required parameter `Prompt`.")
    count = params.more.get("n", 1)
    if params.model == "Mureka" and not (isinstance(count, int) and 1 <= count <= MAX_OUTPUTS):
        raise ApiError("InvalidParameterValue", "The value of `n` is not valid.")


def _output_count(params: _CreateRequest) -> int:
    return int(params.more.get("n", 1)) if params.model == "Mureka" else 1


async def _reference(world: World, params: _CreateRequest) -> tuple[float, str]:
    """Return the length of the result, and the problem with the reference file or an empty string."""
    seconds = world.length_seconds(params.scene, params.model)
    if params.video_url:
        video = await world.references.check(params.video_url, "video")
        return video.seconds or seconds, video.problem
    if params.audio_url:
        return seconds, (await world.references.check(params.audio_url, "audio")).problem
    return seconds, ""


def _later_failure(params: _CreateRequest, model: AudioModel, lyrics: str, problem: str) -> Failure | None:
    """Return the failure of a task whose create is accepted; many invalid inputs are only detected by the task."""
    if params.scene not in model.scenes:
        return Failure(f"Invalid model name for {params.scene}")
    if params.model == "Tme":
        return Failure("tme inner error" if params.extra.get("ResourceId") else "SongId is required for TME model")
    if params.version == "3.0-pro" and not lyrics:
        return Failure("no parts in response")
    return Failure(problem, 60000) if problem else None
