"""How long from /tts with a short text to a message that plays? The real bot, real time, a provider that takes 0.5 s.

Twenty texts, one after another, each timed at what both local services see of it: the command, the create, its answer,
the download, the message. What is left of the total once the provider's part is taken away is Foley's own.
"""

import asyncio
import time
from dataclasses import dataclass, field
from statistics import mean, median

from bot.sandbox.discord import Event
from bot.sandbox.stage import SECRET_ID, SECRET_KEY, Stage
from bot.sandbox.tencent import LocalTencent, Pace, Profile, Settings
from bot.sandbox.tencent.actions.calls import Call
from tests.bench.report import Results, Row

_RUNS = 20
_WARM_UP = 2
_BOUND_SECONDS = 1.5
_PROVIDER_SECONDS = 0.5
_LOOKS = "DescribeTextToSpeech"


@dataclass
class _Run:
    """Moments of one job on the bench's clock."""

    commanded_at: float
    asked_at: float = 0.0
    answered_at: float = 0.0
    fetched_at: float = 0.0
    posted_at: float = 0.0
    posted: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def parts(self) -> dict[str, float]:
        """Seconds of each part, and of all."""
        return {
            "command to create": self.asked_at - self.commanded_at,
            "the provider": self.answered_at - self.asked_at,
            "answer to file": self.fetched_at - self.answered_at,
            "file to message": self.posted_at - self.fetched_at,
            "in all": self.posted_at - self.commanded_at,
        }


class _Watch:
    """Hears both local services and notes the moments of the job that runs."""

    def __init__(self) -> None:
        self.run: _Run | None = None
        self.looks = 0

    def call(self, call: Call) -> None:
        now = time.monotonic()
        self.looks += call.action.startswith(_LOOKS)
        if self.run is None:
            return
        if call.action == "TextToSpeech":
            self.run.asked_at, self.run.answered_at = now - call.milliseconds / 1000, now
        elif call.service == "results":
            self.run.fetched_at = now

    def event(self, event: Event) -> None:
        if self.run is None or event.kind != "message_create":
            return
        files = event.data["message"]["attachments"]
        if any(str(file.get("content_type", "")).startswith("audio/") for file in files):
            self.run.posted_at = time.monotonic()
            self.run.posted.set()


def run(out: Results) -> None:
    """Time every text; a target for the slowest and for the looks."""
    runs, looks = asyncio.run(_measured())
    rows: list[Row] = []
    for name in runs[0].parts:
        seconds = sorted(one.parts[name] for one in runs)
        rows.append(
            {
                "part": name,
                "median s": round(median(seconds), 3),
                "mean s": round(mean(seconds), 3),
                "slowest s": round(seconds[-1], 3),
            }
        )
    out.table("Short speech, from command to message", rows)
    totals = [one.parts["in all"] for one in runs]
    print("each run, s:", " ".join(f"{total:.2f}" for total in totals), flush=True)
    out.target("from command to playable message, median, s", median(totals), _BOUND_SECONDS)
    out.target("from command to playable message, slowest of 20, s", max(totals), _BOUND_SECONDS)
    out.target("looks at the provider", looks, 0)


async def _measured() -> tuple[list[_Run], int]:
    pace = Pace(_PROVIDER_SECONDS, sigma=0.0)
    cloud = LocalTencent(Settings(credentials={SECRET_ID: SECRET_KEY}, profile=Profile(paces={"speech/instant": pace})))
    watch, runs = _Watch(), []
    async with Stage.opened(speed=1.0, settings={"FOLEY_LOG_LEVEL": "INFO"}, tencent=cloud) as stage:
        await stage.start_bot()
        await stage.wait_for_commands()
        stage.tencent.subscribe(watch.call)
        stage.discord.subscribe(watch.event)
        for number in range(_WARM_UP + _RUNS):
            one = watch.run = _Run(time.monotonic())
            command = f"/tts text:hello there number {number} voice:Emma"
            await stage.discord.command(stage.world.member, stage.world.general, command)
            await stage.patience.bounded(one.posted.wait())
            runs.append(one)
            await asyncio.sleep(0.5)  # what follows a message is over before the next begins
    return runs[_WARM_UP:], watch.looks
