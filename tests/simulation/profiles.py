"""What seeds dwell on: rare meetings of faults are common in one of these, and the usual mixture is one of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.simulation.scenario import HOUR, Deed, Trouble

LENGTHS = (0.5, 5.0, 30.0, 200.0, 1500.0, 6 * HOUR)
SUSPENDED_AT, EXPIRY_AT = 100.0, 300.0
_T, _D = Trouble, Deed
_DEEDS: dict[Deed, float] = {
    _D.CANCEL: 10,
    _D.AGAIN: 6,
    _D.SUBMIT_AGAIN: 8,
    _D.POLL_AGAIN: 4,
    _D.POST_AGAIN: 5,
    _D.DELETE: 2,
    _D.PEEK: 3,
    _D.LIST: 2,
    _D.LIMIT: 2,
    _D.RULE: 1,
    _D.PAUSE: 0.5,
}

_TROUBLES: dict[Trouble, float] = dict.fromkeys(Trouble, 1.0)
for _rare in (Trouble.SUSPENDED, Trouble.STALL):
    del _TROUBLES[_rare]


@dataclass(frozen=True, slots=True)
class Profile:
    """Weights and rates of one kind of scenario.

    ``bursts``: which share is asked for at the moment of the one before; ``crowd``: which share on one server beside
    its own; ``presses``: how often people may press something for each job, each time by ``press_share``, and
    ``later``: how much later; ``lengths``: of troubles; ``factors``: by which all but ``rates`` are multiplied;
    ``full_at``: since when a provider is full whose jobs expire; ``videos``: which share is asked for beside the usual;
    ``is_busy``: all troubles strike while people still ask.
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
    deeds: Mapping[Deed, float] = field(default_factory=lambda: _DEEDS)
    jobs_a_fault: int = 25
    troubles: Mapping[Trouble, float] = field(default_factory=lambda: _TROUBLES)
    lengths: tuple[float, ...] = (6, 6, 6, 4, 2, 0.3)
    factors: tuple[float, ...] = (0.0, 0.5, 1.0, 1.0, 4.0)
    rates: Mapping[str, float] = field(default_factory=dict)
    is_traced: bool = False
    has_budget: bool = False
    expires: bool = False
    full_at: float = 0.0
    videos: float = 0.0
    is_busy: bool = False


PROFILES = (
    Profile("mixed"),
    Profile(
        "partitions",
        processes=(2, 3),
        gaps_seconds=(0.5, 1.0),
        jobs_a_fault=15,
        troubles={_T.PARTITION: 6, _T.DATABASE_AWAY: 1, _T.MACHINE_DEATH: 1, _T.CLOCK_STEP: 1, _T.PROVIDER_MUTE: 1},
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
        deeds={_D.SUBMIT_AGAIN: 6, _D.AGAIN: 2, _D.CANCEL: 1, _D.POLL_AGAIN: 1},
        troubles={_T.DEATH: 2, _T.DEPLOY: 2, _T.MACHINE_DEATH: 1, _T.PROVIDER_MUTE: 2, _T.PARTITION: 1},
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
        deeds={**_DEEDS, _D.CANCEL: 30},
        troubles={_T.DATABASE_AWAY: 3, _T.SIGNALS_LOST: 4, _T.PARTITION: 2, _T.DEPLOY: 1},
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
        deeds={_D.POST_AGAIN: 6, _D.DELETE: 6, _D.CANCEL: 2, _D.AGAIN: 1},
        presses=2,
        troubles={_T.CHANNEL_GONE: 6, _T.DISCORD_AWAY: 4, _T.DEATH: 2, _T.DEPLOY: 1},
        jobs_a_fault=8,
        lengths=(1, 2, 3, 4, 1, 0),
        rates={"post_forbidden": 0.4, "post_answer_lost": 0.2, "post_lost": 0.1, "post_too_large": 0.1},
    ),
    Profile(
        "deaths",
        processes=(1, 2, 3),
        jobs_a_fault=6,
        troubles={_T.DEATH: 5, _T.MACHINE_DEATH: 4, _T.DEPLOY: 4, _T.PARTITION: 1, _T.CLOCK_STEP: 1},
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
        deeds={_D.PAUSE: 4, _D.CANCEL: 3, _D.RULE: 2, _D.LIST: 1, _D.PEEK: 1},
        jobs_a_fault=15,
        troubles={_T.PROVIDER_FULL: 3, _T.RATE_LIMIT: 3, _T.DISCORD_AWAY: 2, _T.PROVIDER_SLOW: 1, _T.SIGNALS_LOST: 1},
        lengths=(1, 3, 3, 1, 0, 0),
        rates={"create_later": 0.05, "post_late": 0.3},
    ),
    Profile(
        "presses",
        presses=4,
        press_share=0.9,
        gaps_seconds=(1.0, 3.0),
        later=(3, 6, 6, 2, 0.1),
        deeds=_DEEDS
        | {_D.PEEK: 8, _D.LIST: 4, _D.RULE: 5, _D.PAUSE: 2, _D.LIMIT: 4, _D.AGAIN: 12, _D.SUBMIT_AGAIN: 12},
        jobs_a_fault=40,
        rates={"asked_twice": 0.2, "create_refused": 0.2, "create_answer_lost": 0.1, "store_unanswered": 0.03},
    ),
    Profile(
        "limits",
        presses=2,
        press_share=0.6,
        gaps_seconds=(0.3, 1.0),
        bursts=0.5,
        has_budget=True,
        deeds={_D.LIMIT: 10, _D.CANCEL: 5, _D.AGAIN: 2, _D.SUBMIT_AGAIN: 3},
        jobs_a_fault=30,
        rates={"create_answer_lost": 0.1, "task_failed": 0.2, "asked_twice": 0.1},
    ),
    Profile(
        "outages",
        jobs_a_fault=10,
        later=(2, 3, 3, 6, 3),
        deeds={**_DEEDS, _D.POLL_AGAIN: 15},
        troubles={
            _T.PROVIDER_AWAY: 3,
            _T.PROVIDER_MUTE: 3,
            _T.PROVIDER_SLOW: 3,
            _T.PROVIDER_FULL: 2,
            _T.DISCORD_AWAY: 2,
            _T.DATABASE_AWAY: 2,
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
        jobs_a_fault=4,
        troubles={
            **dict.fromkeys(_TROUBLES, 0.5),
            _T.PARTITION: 6,
            _T.DATABASE_AWAY: 2,
            _T.MACHINE_DEATH: 1,
        },
        lengths=(2, 4, 4, 0, 0, 0),
        factors=(1.0,),
        rates={"create_later": 0.2, "store_unanswered": 0.01, "task_handed_back": 0.1},
    ),
)

# Meetings that hardly ever come about in those above. Half of all seeds, see drawing.profile_of.
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
        deeds={_D.SUBMIT_AGAIN: 12, _D.POST_AGAIN: 3, _D.DELETE: 2, _D.PEEK: 2, _D.CANCEL: 1},
        is_busy=True,
        jobs_a_fault=25,
        troubles={_T.PARTITION: 6, _T.CLOCK_STEP: 6, _T.DEATH: 2, _T.DEPLOY: 2, _T.DISCORD_AWAY: 1, _T.SIGNALS_LOST: 1},
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
        gaps_seconds=(5.0, 20.0),
        presses=4,
        press_share=0.9,
        later=(0, 0, 0, 1, 8),
        deeds={_D.POLL_AGAIN: 12, _D.POST_AGAIN: 1, _D.DELETE: 1, _D.CANCEL: 0.2},
        jobs_a_fault=1,
        troubles=dict.fromkeys(_TROUBLES, 1.0) | {_T.CLOCK_STEP: 3, _T.PARTITION: 2},
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
        gaps_seconds=(10.0, 20.0),
        bursts=0.3,
        presses=4,
        press_share=0.9,
        later=(3, 6, 6, 4, 0),
        deeds={_D.CANCEL: 8, _D.POST_AGAIN: 8, _D.DELETE: 8, _D.AGAIN: 1, _D.SUBMIT_AGAIN: 1, _D.LIMIT: 1},
        jobs_a_fault=1,
        troubles=_TROUBLES | {_T.CLOCK_STEP: 4},
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
        jobs_a_fault=4,
        troubles=_TROUBLES | {_T.CLOCK_STEP: 4, _T.PROVIDER_MUTE: 3},
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
        prompts=16,
        is_traced=True,
        processes=(1, 2, 2),
        gaps_seconds=(5.0, 20.0),
        presses=2,
        press_share=0.7,
        later=(1, 6, 6, 2, 0),
        deeds={_D.SUBMIT_AGAIN: 8, _D.AGAIN: 1},
        jobs_a_fault=2,
        troubles={_T.PROVIDER_AWAY: 4, _T.PROVIDER_MUTE: 2, _T.DEATH: 4, _T.DEPLOY: 3, _T.MACHINE_DEATH: 1},
        lengths=(0, 1, 4, 3, 0, 0),
        rates={"create_answer_lost": 0.25, "store_slow": 0.4, "create_late": 0.1},
    ),
    Profile(
        "taken over",
        processes=(2, 3),
        press_share=0.1,
        gaps_seconds=(0.3, 1.0, 5.0),
        jobs_a_fault=2,
        troubles={_T.DEPLOY: 4, _T.DEATH: 4, _T.MACHINE_DEATH: 1, _T.PARTITION: 3, _T.DATABASE_AWAY: 5},
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
        jobs_a_fault=12,
        troubles={_T.STALL: 10, _T.CLOCK_STEP: 4, _T.PARTITION: 4, _T.PROVIDER_MUTE: 1},
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
        jobs_a_fault=100,
        troubles={_T.DEATH: 1},
        lengths=(1, 1, 0, 0, 0, 0),
        factors=(0.0,),
        rates={"create_lost": 0.03, "create_late": 1.0, "poll_late": 1.0, "store_slow": 0.3},
    ),
    Profile(
        "stalled",
        processes=(2, 3),
        gaps_seconds=(0.5, 1.0),
        jobs_a_fault=5,
        troubles={_T.STALL: 6, _T.DEATH: 1, _T.PROVIDER_MUTE: 1},
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
