"""Find the VOD audio task of a create whose answer was lost, by its time and the echo of its input.

DescribeTasks lists the last 72 hours without inputs (its page: document/product/266/37559); DescribeTaskDetail echoes
the input of one task. Each has its own rate budget.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from bot.tencent import protocol
from bot.tencent.actions.audio import read_vod_task
from bot.tencent.client import TencentClient
from bot.tencent.failures import task_failure
from bot.tencent.reading import Fields, items, mapping, text

Known = Callable[[Sequence[str]], Awaitable[Collection[str]]]
TASK_TYPE = "AigcAudioTask"
# How far the server's time of a call may differ: it accepts signatures this old or new, a create may take this long,
# and fractions of seconds are cut off.
_BEFORE_SECONDS, _AFTER_SECONDS = 330.0, 420.0
_PAGE = 100
_MOST_PAGES = 10
MOST_DETAILS = 40
# The echo of a prompt is cut off after this many characters, according to the field's description.
_ECHOED_PROMPT = 1000


async def find(
    client: TencentClient, payload: Mapping[str, Any], left_at: float, sub_app_id: int | None, known: Known
) -> tuple[str, ...]:
    """Return the ids of the tasks that match what was sent; none if there are too many to compare.

    ``known`` returns which of the given tasks belong to other jobs. Raises ProviderError.
    """
    app = {} if sub_app_id is None else {"SubAppId": sub_app_id}
    listed = [task_id async for task_id in _listed(client, left_at, app)]
    unknown = sorted(set(listed) - set(await known(listed)))
    if len(listed) >= _PAGE * _MOST_PAGES or len(unknown) > MOST_DETAILS:
        return ()
    matching = []
    for task_id in unknown:
        answer = await client.call(protocol.VOD_DESCRIBE_TASK, {"TaskId": task_id, **app})
        echo = mapping(mapping(answer.fields.get(TASK_TYPE)).get("Input"))
        if fits(payload, echo) and not never_started(answer.fields):
            matching.append(task_id)
    return tuple(matching)


async def _listed(client: TencentClient, left_at: float, app: Mapping[str, Any]) -> AsyncIterator[str]:
    time_range = {"After": _iso(left_at - _BEFORE_SECONDS), "Before": _iso(left_at + _AFTER_SECONDS)}
    payload: dict[str, Any] = {"CreateTime": time_range, "Limit": _PAGE, **app}
    for _ in range(_MOST_PAGES):
        answer = await client.call(protocol.VOD_DESCRIBE_TASKS, payload)
        for row in map(mapping, items(answer.fields.get("TaskSet"))):
            # The documentation does not name the type of these tasks; their ids contain it.
            if text(row.get("TaskType")) == TASK_TYPE or TASK_TYPE in text(row.get("TaskId")):
                yield text(row.get("TaskId"))
        token = text(answer.fields.get("ScrollToken"))
        if not token:
            return
        payload["ScrollToken"] = token


def is_same_time(left_at: float, other_left_at: float) -> bool:
    """Return whether the same task may be listed for both times."""
    return abs(left_at - other_left_at) <= _BEFORE_SECONDS + _AFTER_SECONDS


def never_started(fields: Fields) -> bool:
    """Return whether a task never started for lack of capacity: its job was sent again after this attempt.

    If it were adopted, its job would be sent yet again, in addition to a create that may have been charged.
    """
    task = read_vod_task(fields)
    return bool(task.code) and task_failure(task.code, task.number, "").not_begun


def fits(sent: Mapping[str, Any], echo: Fields) -> bool:
    """Return whether the echo of an input matches what was sent, ignoring fields that the server fills in itself."""
    prompt, echoed = text(sent.get("Prompt")), text(echo.get("Prompt"))
    same_prompt = prompt == echoed or (len(echoed) >= _ECHOED_PROMPT and prompt.startswith(echoed))
    config, echoed_config = mapping(sent.get("OutputConfig")), mapping(echo.get("OutputConfig"))
    return (
        same_prompt
        and text(sent.get("ModelName")) == text(echo.get("ModelName"))
        and text(sent.get("SceneType")) == text(echo.get("SceneType"))
        and all(text(sent[name]) == text(echo.get(name)) for name in ("ModelVersion",) if name in sent)
        and all(config[name] == echoed_config.get(name) for name in ("Duration", "OutputAudioFormat") if name in config)
        and _object(sent.get("AdditionalParameters")) == _object(echo.get("AdditionalParameters"))
        and all(_urls(sent.get(name)) == _urls(echo.get(name)) for name in ("AudioInfos", "VideoInfos"))
    )


def _object(value: object) -> object:
    try:
        return json.loads(text(value) or "{}")
    except ValueError:
        return text(value)


def _urls(value: object) -> list[str]:
    """Return the URLs of references without their signatures, which are renewed when a create is sent."""
    return [urlsplit(text(mapping(item).get("Url")))._replace(query="").geturl() for item in items(value)]


def _iso(unix_seconds: float) -> str:
    return datetime.fromtimestamp(unix_seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
