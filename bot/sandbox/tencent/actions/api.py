"""The request pipeline of one service: signature, version, rate limit, schema, then the action.

No HTTP library here: it takes a wire request and returns the object under ``Response``.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from bot.sandbox.tencent.actions import audio as actions_audio
from bot.sandbox.tencent.actions import speech as actions_speech
from bot.sandbox.tencent.actions import video as actions_video
from bot.sandbox.tencent.actions import vod as actions_vod
from bot.sandbox.tencent.actions.schema import Field, JsonObject, from_query, validate
from bot.sandbox.tencent.errors import ApiError
from bot.sandbox.tencent.specs import service_specs
from bot.sandbox.tencent.verify import Verdict, WireRequest, verify
from bot.sandbox.tencent.world import World

BODY_LIMIT_BYTES = 10 * 1024 * 1024
QUERY_LIMIT_BYTES = 32 * 1024

Action = Callable[[World, JsonObject], Awaitable[JsonObject]]

ACTIONS: Mapping[tuple[str, str], Action] = {
    ("mps", "CreateAigcAudioTask"): actions_audio.create_audio,
    ("mps", "DescribeAigcAudioTask"): actions_audio.describe_audio,
    ("mps", "CreateAigcVideoTask"): actions_video.create_video,
    ("mps", "DescribeAigcVideoTask"): actions_video.describe_video,
    ("mps", "TextToSpeech"): actions_speech.speak,
    ("mps", "TextToSpeechAsync"): actions_speech.create_speech,
    ("mps", "DescribeTextToSpeechAsyncTask"): actions_speech.describe_speech,
    ("mps", "DescribeVoices"): actions_speech.describe_voices,
    ("vod", "CreateAigcAudioTask"): actions_vod.create_audio,
    ("vod", "DescribeTaskDetail"): actions_vod.describe_task,
    ("vod", "DescribeTasks"): actions_vod.describe_tasks,
    ("vod", "ManageTask"): actions_vod.manage_task,
}

NOT_ENABLED = {"mps": "FailedOperation.InvalidMpsUser", "vod": "FailedOperation.InvalidVodUser"}
_SHARED_HEADERS = ("X-TC-Action", "X-TC-Version", "X-TC-Timestamp")


@dataclass(frozen=True)
class ServiceApi:
    """Validates and dispatches the requests of one service."""

    world: World
    service: str

    def verify_signature(self, wire: WireRequest) -> Verdict:
        """Verify the signature of a request."""
        settings = self.world.settings
        if not (wire.header("X-TC-Timestamp") or "0").isdecimal():
            return Verdict("InvalidParameter", "The value of `Timestamp` is not valid.")
        return verify(
            wire,
            credentials=settings.credentials,
            token=settings.token,
            service=self.service,
            now=self.world.clock.wall(),
        )

    async def answer(self, wire: WireRequest, verdict: Verdict) -> JsonObject:
        """Return the action's response. Raises :class:`ApiError` when the request is refused."""
        self._check_form(wire)
        if not verdict.ok:
            raise ApiError(verdict.code, verdict.message)
        spec = service_specs(self.world.settings.generation)[self.service]
        if wire.header("X-TC-Version") != spec.version:
            raise ApiError("NoSuchVersion", "The API version does not exist.")
        action = wire.header("X-TC-Action") or ""
        fields = spec.actions.get(action)
        if fields is None:
            raise ApiError("InvalidAction", "The Action does not exist.")
        self.world.limits.admit(self.service, action, self.world.clock.monotonic())
        if self.service in self.world.settings.disabled:
            raise ApiError(NOT_ENABLED[self.service], "The product is not enabled for this account.")
        request = validate(decode(wire, fields), fields)
        return await ACTIONS[self.service, action](self.world, request)

    def _check_form(self, wire: WireRequest) -> None:
        if len(wire.body) > BODY_LIMIT_BYTES or len(wire.query) > QUERY_LIMIT_BYTES:
            raise ApiError("RequestSizeLimitExceeded", "The request size exceeds the upper limit of 10485760 bytes.")
        if wire.method not in ("GET", "POST") or wire.path != "/":
            raise ApiError("InvalidRequest", "Only GET and POST of / are served.")
        for name in _SHARED_HEADERS:
            if not wire.header(name):
                raise ApiError("MissingParameter", f"The request is missing a required parameter `{name[5:]}`.")


def decode(wire: WireRequest, fields: Mapping[str, Field]) -> JsonObject:
    """Return the parameters of a request, not yet validated."""
    if wire.method == "GET":
        return from_query(parse_qsl(wire.query, keep_blank_values=True), fields)
    if (wire.header("Content-Type") or "").split(";")[0].strip().lower() != "application/json":
        raise ApiError("InvalidParameter", "The content type of the request must be application/json.")
    try:
        decoded = json.loads(wire.body or b"{}")
    except ValueError as error:
        raise ApiError("InvalidParameter", "The request body is not valid JSON.") from error
    if not isinstance(decoded, dict):
        raise ApiError("InvalidParameter", "The request body is not a JSON object.")
    return decoded
