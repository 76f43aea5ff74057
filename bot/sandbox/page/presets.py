"""The page's fault switches: each is a set of faults of the local cloud, for one call or until switched off.

A switch for several actions adds one fault per action; once one of a "once" switch was used, the others are removed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.sandbox.tencent import Fault, FaultScript

Json = dict[str, Any]
_CREATES = ("CreateAigcAudioTask", "CreateAigcVideoTask", "TextToSpeech", "TextToSpeechAsync")
_POLLS = (
    "DescribeAigcAudioTask",
    "DescribeAigcVideoTask",
    "DescribeTextToSpeechAsyncTask",
    "DescribeTaskDetail",
    "DescribeTasks",
)
SCOPES: Mapping[str, tuple[str | None, ...]] = {"creates": _CREATES, "polls": _POLLS, "all": (None,)}


@dataclass(frozen=True)
class Preset:
    """A fault with a label. ``scope`` is the default set of actions it applies to; None when there is no choice."""

    label: str
    help: str
    fault: Fault
    scope: str | None = "creates"


PRESETS: Mapping[str, Preset] = {
    "rate_limit": Preset(
        "Rate limit", "RequestLimitExceeded", Fault("error", code="RequestLimitExceeded", message="Too many requests.")
    ),
    "http_500": Preset("HTTP 500", "an HTML error page instead of an answer", Fault("http", status=500)),
    "cut": Preset(
        "Cut connection",
        "begun, then cut without an answer",
        Fault("close", where="after"),
    ),
    "moderation": Preset(
        "Moderation refusal",
        "InvalidParameter.ViolationContent",
        Fault("error", code="InvalidParameter.ViolationContent", message="The content violates the content policy."),
    ),
    "fail": Preset("Task fails", "the task ends with FAIL", Fault("fail", message="The model failed."), scope=None),
    "slow": Preset("Slow", "the task takes ten times as long", Fault("slow", number=10), scope=None),
    "expired": Preset("Expired link", "the result can't be fetched", Fault("link_expired"), scope=None),
}


class Switchboard:
    """The switches that are on, and the numbers of their faults in the script."""

    def __init__(self, script: FaultScript) -> None:
        self._script = script
        self._numbers: dict[str, set[int]] = {}
        self._once: set[str] = set()

    def set(self, name: str, mode: str, scope: str | None) -> None:
        """Switch a preset ``off``, on for the next call (``once``) or until switched off (``on``)."""
        preset = PRESETS[name]
        for number in self._numbers.pop(name, set()):
            self._script.clear(number)
        self._once.discard(name)
        if mode == "off":
            return
        actions = SCOPES[scope or preset.scope or "all"] if preset.scope else (None,)
        times = 1 if mode == "once" else None
        self._numbers[name] = {
            self._script.add(replace(preset.fault, action=action, times=times)) for action in actions
        }
        if mode == "once":
            self._once.add(name)

    def refresh(self) -> None:
        """Turn off switches whose faults were used up or cleared elsewhere."""
        pending = {int(item["number"]) for item in self._script.listed()}
        for name, numbers in list(self._numbers.items()):
            if numbers <= pending:
                continue
            if name in self._once:
                for number in numbers & pending:
                    self._script.clear(number)
                pending -= numbers
            if not numbers & pending:
                del self._numbers[name]
                self._once.discard(name)

    def shown(self) -> list[Json]:
        """Return the switches as the page shows them."""
        self.refresh()
        return [
            {
                "name": name,
                "label": preset.label,
                "help": preset.help,
                "scope": preset.scope,
                "mode": "off" if name not in self._numbers else "once" if name in self._once else "on",
            }
            for name, preset in PRESETS.items()
        ]
