"""The state all actions share: settings, clock, tasks and faults; and accepting a task.

It knows no product's requests or responses; those are in the ``actions`` package.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.sandbox.tencent.actions.schema import Generation
from bot.sandbox.tencent.clock import SandboxClock
from bot.sandbox.tencent.errors import ApiError
from bot.sandbox.tencent.faults import Fault, FaultScript
from bot.sandbox.tencent.limits import RateLimits
from bot.sandbox.tencent.profile import Profile, draw
from bot.sandbox.tencent.results.links import Links
from bot.sandbox.tencent.results.media import MediaCache
from bot.sandbox.tencent.results.references import References
from bot.sandbox.tencent.tasks import Asset, Failure, Task, TaskStore
from bot.sandbox.tencent.voices import Voice, default_voices

APP_ID = 1300057393
DEFAULT_SUB_APP_ID = 251441341
DEFAULT_FORBIDDEN_WORDS = ("forbidden words",)
MPS_LINK_LIFE_SECONDS = 12 * 3600.0
VOD_LINK_LIFE_SECONDS = 7 * 86400.0
VOD_TASK_LIFE_SECONDS = 3 * 86400.0


@dataclass
class Settings:
    """Settings of the local cloud that may be changed while it runs."""

    credentials: dict[str, str]
    token: str | None = None
    sub_app_ids: frozenset[int] = frozenset({DEFAULT_SUB_APP_ID})
    require_sub_app_id: bool = True
    max_running: dict[str, int] = field(default_factory=dict)
    """Limits on unfinished tasks by kind (``music``, ``sfx``, ``speech``, ``video``) or by ``"service:kind"``.

    Each service counts its own tasks.
    """
    disabled: frozenset[str] = frozenset()
    """Products (``mps``, ``vod``) that the account has not enabled."""
    profile: Profile = field(default_factory=Profile)
    generation: Generation = field(default_factory=Generation)
    forbidden_words: tuple[str, ...] = DEFAULT_FORBIDDEN_WORDS
    tts_processing_code: int = 100
    tts_max_chars: int = 200_000
    voices: tuple[Voice, ...] = field(default_factory=default_voices)


@dataclass(frozen=True)
class Order:
    """A valid create request, in a form common to all products."""

    service: str
    kind: str
    action: str
    id_template: str
    """The TaskId with ``{}`` in place of its unique part."""
    request: Mapping[str, Any]
    assets: tuple[Asset, ...]
    link_life_seconds: float
    model: str = ""
    version: str = ""
    scene: str = ""
    sub_app_id: int = 0
    failure: Failure | None = None
    resolution: str = ""


class World:
    """The state of the local cloud; one account owns all of it."""

    def __init__(self, settings: Settings, clock: SandboxClock, limits: RateLimits, seed: int) -> None:
        self.settings = settings
        self.clock = clock
        self.limits = limits
        self.seed = seed
        self.tasks = TaskStore(clock)
        self.faults = FaultScript(seed)
        self.media = MediaCache()
        self.links = Links(seed)
        self.references = References()
        self.task_count = 0

    def refuse_forbidden(self, *texts: object) -> None:
        """Refuse texts that fail moderation."""
        if self.is_forbidden(*texts):
            raise ApiError("InvalidParameter.ViolationContent", "The content violates the content policy.")

    def is_forbidden(self, *texts: object) -> bool:
        """Return whether any text contains a forbidden word."""
        words = [word.casefold() for word in self.settings.forbidden_words]
        return any(word in str(text).casefold() for text in texts for word in words)

    def is_full(self, service: str, kind: str) -> bool:
        """Return whether the limit on unfinished tasks of a kind is reached."""
        limits = self.settings.max_running
        limit = limits.get(f"{service}:{kind}", limits.get(kind))
        return limit is not None and self.tasks.unfinished(service, kind) >= limit

    def refuse_when_full(self, service: str, kind: str) -> None:
        """Refuse a create while too many tasks of its kind are unfinished."""
        if self.is_full(service, kind):
            raise ApiError("LimitExceeded.CreateTask", "The number of running tasks exceeds the limit.")

    def length_seconds(self, kind: str, model: str) -> float:
        """Return the length of a result when nothing else determines it."""
        return self.settings.profile.length_seconds(kind, model)

    def accept(self, order: Order, faults: Sequence[Fault] | None = None) -> Task:
        """Turn an order into a task, with the faults scripted for it applied."""
        if faults is None:
            faults = self.faults.take("task", order.service, order.action)
        self.task_count += 1
        now = self.clock.life()
        waiting, working = draw(self.settings.profile.pace(order.kind, order.model), f"{self.seed}:{self.task_count}")
        task = Task(
            task_id=order.id_template.format(uuid.uuid4().hex),
            number=self.task_count,
            service=order.service,
            kind=order.kind,
            action=order.action,
            model=order.model,
            version=order.version,
            scene=order.scene,
            sub_app_id=order.sub_app_id,
            request=order.request,
            created_at=now,
            begins_at=now + waiting,
            ends_at=now + waiting + working,
            link_life_seconds=order.link_life_seconds,
            assets=order.assets,
            failure=order.failure,
            resolution=order.resolution,
        )
        for fault in faults:
            task = _with_fault(task, fault)
        self.tasks.add(task)
        return task

    def urls(self, task: Task, role: str) -> list[tuple[str, Asset]]:
        """Return the links to a finished task's files of one role."""
        if task.without_url:
            return []
        return [(self.links.url(task, index), asset) for index, asset in enumerate(task.assets) if asset.role == role]


def _with_fault(task: Task, fault: Fault) -> Task:
    """Return the task with a fault applied."""
    number = fault.number
    match fault.kind:
        case "fail":
            return replace(task, failure=Failure(fault.message, 70000, fault.code))
        case "tts_error":
            return replace(task, failure=Failure(fault.message, int(number) or 1001, fault.code))
        case "vod_error":
            return replace(task, failure=Failure(fault.message, int(number) or 70000, fault.code))
        case "no_url":
            return replace(task, without_url=True)
        case "null_lists":
            return replace(task, null_lists=True)
        case "slow" if task.ends_at is not None:
            return replace(task, ends_at=task.created_at + (task.ends_at - task.created_at) * number)
        case "stuck":
            return replace(task, ends_at=None)
        case "link_expired":
            return replace(task, link_life_seconds=-1.0)
        case "outputs":
            return replace(task, assets=multiplied(task.assets, int(number)))
        case "length":
            return _with_media(task, seconds=fault.seconds)
        case "size":
            return _with_media(task, pad_to_bytes=int(number))
        case _:
            return task


def multiplied(assets: tuple[Asset, ...], times: int) -> tuple[Asset, ...]:
    """Return each asset ``times`` times, every copy with a different sound."""
    return tuple(
        replace(asset, media=replace(asset.media, variant=variant)) for variant in range(times) for asset in assets
    )


def _with_media(task: Task, **changes: Any) -> Task:
    assets = tuple(replace(asset, media=replace(asset.media, **changes)) for asset in task.assets)
    return replace(task, assets=assets)
