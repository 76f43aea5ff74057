"""A local Tencent Cloud: MPS and VOD for the actions Foley uses, with results it generates itself.

It imports nothing else from ``bot``: a simulator that shared code with its client would share its bugs.
"""

from bot.sandbox.tencent.actions.calls import Call, CallLog
from bot.sandbox.tencent.actions.schema import Generation
from bot.sandbox.tencent.clock import ManualTencentClock, SandboxClock
from bot.sandbox.tencent.faults import KINDS, Fault, FaultScript
from bot.sandbox.tencent.limits import RateLimits
from bot.sandbox.tencent.local import LocalTencent
from bot.sandbox.tencent.profile import Pace, Profile
from bot.sandbox.tencent.server import Moment
from bot.sandbox.tencent.tasks import Task, TaskState, TaskStore
from bot.sandbox.tencent.voices import Voice, default_voices
from bot.sandbox.tencent.world import DEFAULT_SUB_APP_ID, Settings

__all__ = [
    "DEFAULT_SUB_APP_ID",
    "KINDS",
    "Call",
    "CallLog",
    "Fault",
    "FaultScript",
    "Generation",
    "LocalTencent",
    "ManualTencentClock",
    "Moment",
    "Pace",
    "Profile",
    "RateLimits",
    "SandboxClock",
    "Settings",
    "Task",
    "TaskState",
    "TaskStore",
    "Voice",
    "default_voices",
]
