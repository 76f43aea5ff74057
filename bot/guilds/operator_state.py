"""The operator's switches, and the overview of all servers. Frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OperatorState:
    """What the operator decides for all servers and all processes.

    ``paused``: nothing new is accepted and nothing is submitted. ``draining``: nothing new is accepted, open jobs are
    finished. ``maintenance``: a line shown in every status message.
    """

    paused: bool = False
    draining: bool = False
    maintenance: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the operator wants to see: open jobs by state, the oldest one, and faults by code since a time."""

    open_by_state: Mapping[str, int]
    oldest_open_id: str | None
    oldest_open_at: float | None
    held_deliveries: int
    faults_by_code: Mapping[str, int]
