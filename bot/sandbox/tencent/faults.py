"""Fault injection: faults as values, and the script that selects the calls they apply to.

A fault has a stage, a service and action, the matching call it starts with, and how often it applies. Three stages:
``wire`` (the HTTP exchange), ``task`` (the course of a created task) and ``file`` (a download of a result). The
script only selects the calls; the servers carry the faults out.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

Stage = Literal["wire", "task", "file"]
Where = Literal["before", "after"]

# kind -> (stage, what its parameters mean)
KINDS: Mapping[str, tuple[Stage, str]] = {
    "http": ("wire", "HTTP `status` with an HTML body, as a gateway answers, and `retry_after` as its header"),
    "html": ("wire", "HTTP 200 with an HTML body"),
    "truncated": ("wire", "the right answer, cut in the middle"),
    "content_type": ("wire", "the right answer under `content_type`"),
    "empty": ("wire", "HTTP 200 without a body"),
    "no_response": ("wire", "JSON without Response"),
    "close": ("wire", "the connection is cut without an answer"),
    "delay": ("wire", "`seconds` pass"),
    "error": ("wire", "an Error object with `code` and `message`"),
    "patch": ("wire", "the keys of `patch` replace those of Response"),
    "fail": ("task", "the task fails with `message`"),
    "tts_error": ("task", "speech: ErrorCode `number`, refused at once (before) or as the end (after)"),
    "vod_error": ("task", "VOD: FINISH with ErrCode `number` and ErrCodeExt `code`"),
    "no_url": ("task", "the task succeeds without any URL"),
    "null_lists": ("task", "lists without members are null"),
    "slow": ("task", "the task takes `number` times as long"),
    "stuck": ("task", "the task never ends"),
    "link_expired": ("task", "the links are dead from the start"),
    "outputs": ("task", "`number` results"),
    "length": ("task", "results of `seconds`"),
    "size": ("task", "results padded to `number` bytes"),
    "file_status": ("file", "HTTP `status` with an XML error"),
    "file_reset": ("file", "the connection is cut after the share `number` of the bytes"),
    "file_length": ("file", "Content-Length is `number` too high"),
    "file_drip": ("file", "`number` bytes each second"),
    "file_endless": ("file", "bytes that never end"),
    "file_redirect": ("file", "a redirect to `url`"),
    "file_encoding": ("file", "the file with the label `code` as Content-Encoding; really packed where it is gzip"),
    "file_gzip_bomb": ("file", "`number` zero bytes as Content-Encoding: gzip"),
    "file_bytes": ("file", "`body` (as UTF-8, other bytes as surrogates) under `content_type`"),
}


@dataclass(frozen=True)
class Fault:
    """One fault. With ``times=None`` it stays until cleared; the first ``skip`` matching calls are let through."""

    kind: str
    service: str | None = None
    action: str | None = None
    where: Where = "before"
    skip: int = 0
    times: int | None = 1
    probability: float = 1.0
    status: int = 500
    retry_after: int | None = None
    code: str = "InternalError"
    message: str = "scripted fault"
    seconds: float = 0.0
    number: float = 0.0
    url: str = ""
    body: str = ""
    content_type: str = "text/html"
    patch: Mapping[str, Any] | None = None
    label: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no fault is called {self.kind!r}; there are: {', '.join(KINDS)}")
        if self.where not in ("before", "after"):
            raise ValueError(f"where is 'before' or 'after', not {self.where!r}")
        if not 0 <= self.probability <= 1:
            raise ValueError("probability lies between 0 and 1")

    @property
    def name(self) -> str:
        """Its name in the call log: the label, else the kind."""
        return self.label or self.kind

    @property
    def stage(self) -> Stage:
        """The stage at which this fault acts."""
        return KINDS[self.kind][0]

    def to_dict(self) -> dict[str, Any]:
        """Return the fault as compact JSON: the kind and every field that differs from its default."""
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return {n: v for n, v in values.items() if n == "kind" or v != _DEFAULTS[n]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Fault":
        """Parse the compact JSON form. Raises ValueError for an unknown key or kind."""
        unknown = sorted(set(data) - set(_DEFAULTS) - {"kind"})
        if unknown or "kind" not in data:
            raise ValueError(f"a fault has a kind and no {', '.join(unknown) or 'other keys'}")
        return cls(**data)


_DEFAULTS: Mapping[str, Any] = {item.name: item.default for item in fields(Fault) if item.name != "kind"}


@dataclass
class _Entry:
    """A fault in the script, with its remaining counts."""

    number: int
    fault: Fault
    skip: int
    left: int | None


class FaultScript:
    """The pending faults, in the order they were added."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(f"{seed}:faults")
        self._entries: list[_Entry] = []
        self._count = 0

    def add(self, *faults: Fault) -> int:
        """Add faults; return the number of the last one, which :meth:`clear` takes."""
        for fault in faults:
            self._count += 1
            self._entries.append(_Entry(self._count, fault, fault.skip, fault.times))
        return self._count

    def clear(self, number: int | None = None) -> None:
        """Remove one fault, or all of them."""
        self._entries = [entry for entry in self._entries if number not in (None, entry.number)]

    def listed(self) -> list[dict[str, Any]]:
        """Return the pending faults as JSON, each with its number and remaining counts."""
        return [
            {"number": entry.number, "left": entry.left, "to_skip": entry.skip, "fault": entry.fault.to_dict()}
            for entry in self._entries
        ]

    def replace_all(self, faults: Iterable[Mapping[str, Any]]) -> None:
        """Restore what :meth:`listed` returned."""
        self.clear()
        for item in faults:
            number = self.add(Fault.from_dict(item["fault"]))
            self._entries[-1] = _Entry(number, self._entries[-1].fault, item["to_skip"], item["left"])

    def take(self, stage: Stage, service: str, action: str) -> list[Fault]:
        """Return the faults that apply to this call, and count them as used."""
        faults = [
            entry.fault for entry in self._entries if _matches(entry, stage, service, action) and self._fires(entry)
        ]
        self._entries = [entry for entry in self._entries if entry.left is None or entry.left > 0]
        return faults

    def _fires(self, entry: _Entry) -> bool:
        if entry.skip > 0:
            entry.skip -= 1
            return False
        if entry.fault.probability < 1 and self._random.random() >= entry.fault.probability:
            return False
        if entry.left is not None:
            entry.left -= 1
        return True


def _matches(entry: _Entry, stage: Stage, service: str, action: str) -> bool:
    fault = entry.fault
    return fault.stage == stage and fault.service in (None, service) and fault.action in (None, action)
