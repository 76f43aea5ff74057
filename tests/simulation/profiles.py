"""Profiles of scenarios: each makes some rare combination of faults common; one is the usual mixture."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.simulation.scenario import HOUR, ActionKind, FaultKind

LENGTHS = (0.5, 5.0, 30.0, 200.0, 1500.0, 6 * HOUR)
SUSPENDED_AT, EXPIRY_AT = 100.0, 300.0
_F, _A = FaultKind, ActionKind
_ACTION_WEIGHTS: dict[ActionKind, float] = {
    _A.CANCEL: 10,
    _A.AGAIN: 6,
    _A.SUBMIT_AGAIN: 8,
    _A.POLL_AGAIN: 4,
    _A.POST_AGAIN: 5,
    _A.DELETE: 2,
    _A.PEEK: 3,
    _A.LIST: 2,
    _A.LIMIT: 2,
    _A.RULE: 1,
    _A.PAUSE: 0.5,
}

_FAULT_WEIGHTS: dict[FaultKind, float] = dict.fromkeys(FaultKind, 1.0)
for _rare in (FaultKind.SUSPENDED, FaultKind.STALL):
    del _FAULT_WEIGHTS[_rare]


@dataclass(frozen=True, slots=True)
class Profile:
    """Weights and rates of one kind of scenario.

    ``bursts``: share of requests made at the same moment as the one before; ``crowd``: additional share of requests on
    one server; ``presses``: how many further actions each job may get, each with probability ``press_share``;
    ``later``: weights of how much later these come; ``lengths``: weights of how long faults last; ``factors``: scale of
    all error rates but those in ``rates``; ``full_at``: when the provider becomes full in a scenario in which jobs
    expire; ``videos``: additional share of videos; ``is_busy``: all faults strike while people still make requests;
    ``jobs_share``: share of the jobs that a seed of this profile gets, less than 1 where each costs much time.
    """

    name: str
    gaps_seconds: tuple[float, ...] = (0.3, 0.5, 1.0, 3.0)
    bursts: float = 0.1
    crowd: float = 0.0
    prompts: int = 4
    processes: tuple[int, ...] = (1, 2, 2, 3, 3)
    presses: int = 1
    press_share: float = 0.4
    later: tuple[float, ...] = (6, 6, 6, 2, 0.2)
    action_weights: Mapping[ActionKind, float] = field(default_factory=lambda: _ACTION_WEIGHTS)
    jobs_per_fault: int = 25
    fault_weights: Mapping[FaultKind, float] = field(default_factory=lambda: _FAULT_WEIGHTS)
    lengths: tuple[float, ...] = (6, 6, 6, 4, 2, 0.3)
    factors: tuple[float, ...] = (0.0, 0.5, 1.0, 1.0, 4.0)
    rates: Mapping[str, float] = field(default_factory=dict)
    is_traced: bool = False
    has_budget: bool = False
    expires: bool = False
    full_at: float = 0.0
    videos: float = 0.0
    is_busy: bool = False
    jobs_share: float = 1.0


PROFILES = (
    Profile("mixed"),
    Profile(
        "partitions",
        processes=(2, 3),
        gaps_seconds=(0.5, 1.0),
        jobs_per_fault=15,
        fault_weights={
            _F.PARTITION: 6,
            _F.DATABASE_AWAY: 1,
            _F.MACHINE_DEATH: 1,
            _F.CLOCK_STEP: 1,
            _F.PROVIDER_MUTE: 1,
        },
        lengths=(0, 2, 5, 3, 0, 0),
        rates={
            "create_later": 0.3,
            "create_refused": 0.15,
            "create_late": 0.4,
            "task_handed_back": 0.15,
            "store_unanswered": 0.1,
        },
    ),
    Profile(
        "lost creates",
        prompts=1,
        is_traced=True,
        presses=2,
        later=(1, 3, 6, 3, 0.2),
        action_weights={_A.SUBMIT_AGAIN: 6, _A.AGAIN: 2, _A.CANCEL: 1, _A.POLL_AGAIN: 1},
        fault_weights={_F.DEATH: 2, _F.DEPLOY: 2, _F.MACHINE_DEATH: 1, _F.PROVIDER_MUTE: 2, _F.PARTITION: 1},
        gaps_seconds=(1.0, 5.0, 20.0),
        lengths=(3, 3, 3, 1, 0, 0),
        rates={
            "create_answer_lost": 0.2,
            "create_lost": 0.15,
            "create_late": 0.3,
            "store_slow": 0.2,
            "poll_late": 0.5,
        },
    ),
    Profile(
        "uncertain commits",
        gaps_seconds=(0.3, 1.0),
        press_share=0.7,
        action_weights={**_ACTION_WEIGHTS, _A.CANCEL: 30},
        fault_weights={_F.DATABASE_AWAY: 3, _F.SIGNALS_LOST: 4, _F.PARTITION: 2, _F.DEPLOY: 1},
        lengths=(3, 3, 3, 0, 0, 0),
        rates={
            "store_unanswered": 0.1,
            "store_away": 0.1,
            "store_slow": 0.1,
            "task_handed_back": 0.3,
            "create_refused": 0.1,
            "create_later": 0.1,
            "signal_twice": 0.2,
            "signal_late": 0.3,
        },
    ),
    Profile(
        "closed channels",
        action_weights={_A.POST_AGAIN: 6, _A.DELETE: 6, _A.CANCEL: 2, _A.AGAIN: 1},
        presses=2,
        fault_weights={_F.CHANNEL_GONE: 6, _F.DISCORD_AWAY: 4, _F.DEATH: 2, _F.DEPLOY: 1},
        jobs_per_fault=8,
        lengths=(1, 2, 3, 4, 1, 0),
        rates={"post_forbidden": 0.4, "post_answer_lost": 0.2, "post_lost": 0.1, "post_too_large": 0.1},
    ),
    Profile(
        "deaths",
        processes=(1, 2, 3),
        jobs_per_fault=6,
        fault_weights={_F.DEATH: 5, _F.MACHINE_DEATH: 4, _F.DEPLOY: 4, _F.PARTITION: 1, _F.CLOCK_STEP: 1},
        lengths=(4, 4, 2, 0, 0, 0),
        rates={
            "create_refused": 0.3,
            "create_bug": 0.1,
            "create_answer_lost": 0.05,
            "create_late": 0.1,
            "media_bug": 0.05,
            "fetch_broken": 0.2,
        },
    ),
    Profile(
        "crowd",
        gaps_seconds=(0.02, 0.05),
        bursts=0.3,
        crowd=0.7,
        processes=(1, 2),
        presses=1,
        press_share=0.2,
        action_weights={_A.PAUSE: 4, _A.CANCEL: 3, _A.RULE: 2, _A.LIST: 1, _A.PEEK: 1},
        jobs_per_fault=15,
        fault_weights={
            _F.PROVIDER_FULL: 3,
            _F.RATE_LIMIT: 3,
            _F.DISCORD_AWAY: 2,
            _F.PROVIDER_SLOW: 1,
            _F.SIGNALS_LOST: 1,
        },
        lengths=(1, 3, 3, 1, 0, 0),
        rates={"create_later": 0.05, "post_late": 0.3, "edit_late": 0.5},
    ),
    Profile(
        "presses",
        presses=4,
        press_share=0.9,
        gaps_seconds=(1.0, 3.0),
        later=(3, 6, 6, 2, 0.1),
        action_weights=_ACTION_WEIGHTS
        | {_A.PEEK: 8, _A.LIST: 4, _A.RULE: 5, _A.PAUSE: 2, _A.LIMIT: 4, _A.AGAIN: 12, _A.SUBMIT_AGAIN: 12},
        jobs_per_fault=40,
        rates={"asked_twice": 0.2, "create_refused": 0.2, "create_answer_lost": 0.1, "store_unanswered": 0.03},
    ),
    Profile(
        "limits",
        presses=2,
        press_share=0.6,
        gaps_seconds=(0.3, 1.0),
        bursts=0.5,
        has_budget=True,
        action_weights={_A.LIMIT: 10, _A.CANCEL: 5, _A.AGAIN: 2, _A.SUBMIT_AGAIN: 3},
        jobs_per_fault=30,
        rates={"create_answer_lost": 0.1, "task_failed": 0.2, "asked_twice": 0.1},
    ),
    Profile(
        "outages",
        jobs_share=0.5,
        jobs_per_fault=10,
        later=(2, 3, 3, 6, 3),
        action_weights={**_ACTION_WEIGHTS, _A.POLL_AGAIN: 15},
        fault_weights={
            _F.PROVIDER_AWAY: 3,
            _F.PROVIDER_MUTE: 3,
            _F.PROVIDER_SLOW: 3,
            _F.PROVIDER_FULL: 2,
            _F.DISCORD_AWAY: 2,
            _F.DATABASE_AWAY: 2,
        },
        lengths=(0, 1, 2, 5, 4, 0.05),
        rates={"poll_failed": 0.2, "poll_unknown": 0.05, "task_stuck": 0.1, "task_forgotten": 0.1},
    ),
    Profile(
        "a day unsent",
        expires=True,
        processes=(2, 3),
        press_share=0.1,
        gaps_seconds=(0.5,),
        jobs_per_fault=4,
        fault_weights={
            **dict.fromkeys(_FAULT_WEIGHTS, 0.5),
            _F.PARTITION: 6,
            _F.DATABASE_AWAY: 2,
            _F.MACHINE_DEATH: 1,
        },
        lengths=(2, 4, 4, 0, 0, 0),
        factors=(1.0,),
        rates={"create_later": 0.2, "store_unanswered": 0.01, "task_handed_back": 0.1},
    ),
)

# Combinations that are rare even in the profiles above. Half of all seeds are directed, see drawing.profile_of.
DIRECTED = (
    Profile(
        "late answers",
        processes=(3,),
        gaps_seconds=(5.0,),
        bursts=0.3,
        videos=0.7,
        presses=4,
        press_share=0.8,
        later=(0, 1, 4, 8, 0),
        action_weights={_A.SUBMIT_AGAIN: 12, _A.POST_AGAIN: 3, _A.DELETE: 2, _A.PEEK: 2, _A.CANCEL: 1},
        is_busy=True,
        jobs_per_fault=25,
        fault_weights={
            _F.PARTITION: 6,
            _F.CLOCK_STEP: 6,
            _F.DEATH: 2,
            _F.DEPLOY: 2,
            _F.DISCORD_AWAY: 1,
            _F.SIGNALS_LOST: 1,
        },
        lengths=(0, 0, 0, 1, 0, 0),
        rates={
            "create_late": 0.6,
            "create_refused": 0.3,
            "create_later": 0.15,
            "create_answer_lost": 0.05,
            "task_handed_back": 0.3,
            "poll_unknown": 0.1,
            "poll_failed": 0.1,
            "post_forbidden": 0.3,
            "store_unanswered": 0.05,
            "store_away": 0.05,
            "signal_twice": 0.1,
            "signal_late": 0.2,
        },
    ),
    Profile(
        "given up",
        jobs_share=0.1,  # most are polled for half an hour and longer
        gaps_seconds=(5.0, 20.0),
        presses=4,
        press_share=0.9,
        later=(0, 0, 0, 1, 8),
        action_weights={_A.POLL_AGAIN: 12, _A.POST_AGAIN: 1, _A.DELETE: 1, _A.CANCEL: 0.2},
        jobs_per_fault=1,
        fault_weights=dict.fromkeys(_FAULT_WEIGHTS, 1.0) | {_F.CLOCK_STEP: 3, _F.PARTITION: 2},
        lengths=(1, 3, 3, 1, 0, 0),
        rates={
            "task_stuck": 0.4,
            "poll_failed": 0.1,
            "poll_unknown": 0.02,
            "poll_late": 0.2,
            "store_unanswered": 0.05,
            "signal_twice": 0.2,
            "signal_late": 0.2,
            "create_later": 0.2,
        },
    ),
    Profile(
        "all troubles",
        jobs_share=0.5,
        gaps_seconds=(10.0, 20.0),
        bursts=0.3,
        presses=4,
        press_share=0.9,
        later=(3, 6, 6, 4, 0),
        action_weights={_A.CANCEL: 8, _A.POST_AGAIN: 8, _A.DELETE: 8, _A.AGAIN: 1, _A.SUBMIT_AGAIN: 1, _A.LIMIT: 1},
        jobs_per_fault=1,
        fault_weights=_FAULT_WEIGHTS | {_F.CLOCK_STEP: 4},
        lengths=(3, 3, 3, 1, 0, 0),
        rates={
            "post_forbidden": 0.3,
            "post_lost": 0.2,
            "fetch_broken": 0.3,
            "store_unanswered": 0.06,
            "store_away": 0.04,
            "signal_twice": 0.2,
            "signal_late": 0.2,
            "asked_twice": 0.3,
        },
    ),
    Profile(
        "handed back",
        gaps_seconds=(2.0, 5.0),
        videos=0.4,
        jobs_per_fault=4,
        fault_weights=_FAULT_WEIGHTS | {_F.CLOCK_STEP: 4, _F.PROVIDER_MUTE: 3},
        lengths=(2, 3, 3, 0, 0, 0),
        rates={
            "task_handed_back": 0.4,
            "poll_unknown": 0.3,
            "poll_failed": 0.3,
            "create_later": 0.2,
            "create_refused": 0.1,
            "create_answer_lost": 0.2,
        },
    ),
    Profile(
        "lost and restarted",
        jobs_share=0.5,
        prompts=16,
        is_traced=True,
        processes=(1, 2, 2),
        gaps_seconds=(5.0, 20.0),
        presses=2,
        press_share=0.7,
        later=(1, 6, 6, 2, 0),
        action_weights={_A.SUBMIT_AGAIN: 8, _A.AGAIN: 1},
        jobs_per_fault=2,
        fault_weights={_F.PROVIDER_AWAY: 4, _F.PROVIDER_MUTE: 2, _F.DEATH: 4, _F.DEPLOY: 3, _F.MACHINE_DEATH: 1},
        lengths=(0, 1, 4, 3, 0, 0),
        rates={"create_answer_lost": 0.25, "store_slow": 0.4, "create_late": 0.1},
    ),
    Profile(
        "taken over",
        processes=(2, 3),
        press_share=0.1,
        gaps_seconds=(0.3, 1.0, 5.0),
        jobs_per_fault=2,
        fault_weights={_F.DEPLOY: 4, _F.DEATH: 4, _F.MACHINE_DEATH: 1, _F.PARTITION: 3, _F.DATABASE_AWAY: 5},
        lengths=(6, 4, 1, 0, 0, 0),
        rates={
            "create_refused": 0.4,
            "create_late": 0.3,
            "store_slow": 0.3,
            "post_late": 0.9,
            "post_lost": 0.1,
        },
    ),
    Profile(
        "two clocks",
        expires=True,
        full_at=15.0,
        processes=(2, 3),
        press_share=0.1,
        gaps_seconds=(0.5,),
        jobs_per_fault=12,
        fault_weights={_F.STALL: 10, _F.CLOCK_STEP: 4, _F.PARTITION: 4, _F.PROVIDER_MUTE: 1},
        lengths=(1, 3, 4, 0, 0, 0),
        factors=(1.0,),
        rates={"create_late": 0.4, "task_handed_back": 0.5, "poll_unknown": 0.3, "poll_failed": 0.2},
    ),
    Profile(
        "sent meanwhile",
        prompts=1,
        is_traced=True,
        processes=(1,),
        gaps_seconds=(30.0,),
        press_share=0.0,
        jobs_per_fault=100,
        fault_weights={_F.DEATH: 1},
        lengths=(1, 1, 0, 0, 0, 0),
        factors=(0.0,),
        rates={"create_lost": 0.03, "create_late": 1.0, "poll_late": 1.0, "store_slow": 0.3},
    ),
    Profile(
        "stalled",
        processes=(2, 3),
        gaps_seconds=(0.5, 1.0),
        jobs_per_fault=5,
        fault_weights={_F.STALL: 6, _F.DEATH: 1, _F.PROVIDER_MUTE: 1},
        lengths=(0, 1, 6, 0, 0, 0),
        rates={
            "create_late": 0.4,
            "create_refused": 0.1,
            "task_handed_back": 0.5,
            "poll_late": 1.0,
            "post_forbidden": 0.2,
            "store_unanswered": 0.1,
        },
    ),
)
