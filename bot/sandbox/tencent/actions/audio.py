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
class _Wish:
    """A create request, read."""

    model: str
    version: str
    scene: str
    prompt: str
    extra: JsonObject
    more: JsonObject
    video_url: str
    audio_url: str


async def create_audio(world: World, request: JsonObject) -> JsonObject:
    """Accept a piece of music or a sound effect."""
    wish = _read(request)
    model = _check_model(wish)
    _check_options(wish)
    lyrics = check_lyrics(model, wish.version, wish.more, wish.prompt)
    world.refuse_forbidden(wish.prompt, lyrics)
    world.refuse_when_full("mps", wish.scene)
    seconds, problem = await _reference(world, wish)
    file_format = request.get("OutputAudioFormat") or wish.extra.get("OutputAudioFormat") or "mp3"
    order = Order(
        service="mps",
        kind=wish.scene,
        action="CreateAigcAudioTask",
        id_form=f"{APP_ID}-AigcAudio-{{}}",
        request=request,
        assets=multiplied(
            audio_assets(wish.scene, file_format, seconds, with_video=bool(wish.video_url)), _outputs(wish)
        ),
        link_life_seconds=MPS_LINK_LIFE_SECONDS,
        model=wish.model,
        version=wish.version,
        scene=wish.scene,
        failure=_later_failure(wish, model, lyrics, problem),
    )
    return {"TaskId": world.accept(order).task_id}


async def describe_audio(world: World, request: JsonObject) -> JsonObject:
    """Tell how an audio task is going."""
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
    """Return the files of an audio task; a reference video comes back with the sound mixed in."""
    audio = Asset("audio", MediaSpec(file_format, sound, seconds))
    if with_video:
        return (
            audio,
            Asset("video", MediaSpec("mp4", sound, seconds, width=1280, height=720)),
        )
    return (audio,)


def mps_message(task: Task, state: TaskState) -> str:
    """Return the Message of an MPS answer: ``ok``, the reason, or nothing yet."""
    if state is TaskState.FAILED and task.failure:
        return task.failure.message
    return "ok" if state is TaskState.DONE else ""


def _infos(world: World, task: Task, role: str) -> list[JsonObject] | None:
    infos = [{"Url": url, "Duration": round(asset.media.seconds)} for url, asset in world.urls(task, role)]
    return infos or _none(task)


def _none(task: Task) -> list[JsonObject] | None:
    return None if task.null_lists else []


def _read(request: JsonObject) -> _Wish:
    def first(name: str, field: str) -> str:
        items = request.get(name) or [{}]
        return str(items[0].get(field) or "")

    return _Wish(
        model=request.get("ModelName") or "",
        version=request.get("ModelVersion") or "",
        scene=request.get("SceneType") or "",
        prompt=request.get("Prompt") or "",
        extra=request.get("ExtraParameters") or {},
        more=decode_object(request.get("AdditionalParameters") or "", "AdditionalParameters"),
        video_url=first("VideoInfos", "VideoUrl"),
        audio_url=first("AudioInfos", "AudioUrl"),
    )


def _check_model(wish: _Wish) -> AudioModel:
    if wish.scene not in SCENES:
        raise ApiError("InvalidParameter", "Invalid SceneType. Supported: tts,music,sfx")
    model = MPS_AUDIO.get(wish.model)
    if model is None:
        raise ApiError("InvalidParameter", "Not support model name.")
    if wish.scene == "tts":
        raise ApiError("InvalidParameter", "Invalid model name for TTS")
    if wish.scene not in model.scenes and wish.scene == "sfx":
        raise ApiError("InvalidParameter", "Invalid model name for sfx")
    check_version(model, wish.version)
    return model


def check_version(model: AudioModel, version: str) -> None:
    """Refuse a version the model does not have, misses, or does not take."""
    if version not in model.versions if version else model.version_needed:
        raise ApiError("InvalidParameterValue", "Not support this ModelVersion")


def check_lyrics(model: AudioModel, version: str, more: JsonObject, prompt: str) -> str:
    """Return the lyrics of a request. Refuses a key that holds them elsewhere, and what a version can't do."""
    strange = next((key for key in LYRICS_KEYS if key in more and key != model.lyrics_key), None)
    if strange is not None:
        raise ApiError("InvalidParameterValue", f"The key `{strange}` of `AdditionalParameters` is not supported.")
    lyrics = str(more.get(model.lyrics_key) or "")
    if more.get("is_instrumental") and lyrics:
        raise ApiError("InvalidParameterValue", f"is_instrumental and {model.lyrics_key} exclude each other.")
    if version in model.songs_only and (more.get("is_instrumental") or not lyrics):
        raise ApiError("InvalidParameterValue", f"This ModelVersion requires `{model.lyrics_key}`.")
    return lyrics or (prompt if "lyrics:" in prompt.casefold() else "")


def _check_options(wish: _Wish) -> None:
    if not (wish.prompt or wish.video_url or wish.audio_url):
        raise ApiError("MissingParameter", "The request is missing a required parameter `Prompt`.")
    count = wish.more.get("n", 1)
    if wish.model == "Mureka" and not (isinstance(count, int) and 1 <= count <= MAX_OUTPUTS):
        raise ApiError("InvalidParameterValue", "The value of `n` is not valid.")


def _outputs(wish: _Wish) -> int:
    return int(wish.more.get("n", 1)) if wish.model == "Mureka" else 1


async def _reference(world: World, wish: _Wish) -> tuple[float, str]:
    """Return the length of the result and what is wrong with the reference, if anything."""
    seconds = world.length_seconds(wish.scene, wish.model)
    if wish.video_url:
        video = await world.references.look(wish.video_url, "video")
        return video.seconds or seconds, video.problem
    if wish.audio_url:
        return seconds, (await world.references.look(wish.audio_url, "audio")).problem
    return seconds, ""


def _later_failure(wish: _Wish, model: AudioModel, lyrics: str, problem: str) -> Failure | None:
    """Return how a request that passes the create ends badly; many bad inputs are found only then."""
    if wish.scene not in model.scenes:
        return Failure(f"Invalid model name for {wish.scene}")
    if wish.model == "Tme":
        return Failure("tme inner error" if wish.extra.get("ResourceId") else "SongId is required for TME model")
    if wish.version == "3.0-pro" and not lyrics:
        return Failure("no parts in response")
    return Failure(problem, 60000) if problem else None
