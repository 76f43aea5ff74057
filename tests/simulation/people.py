"""What people do, as commands and buttons do it: in the order of calls of bot.chat.interaction.flow and the cogs."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from bot.errors import FoleyError, NotAllowed, NotFound, Refusal, StoreError
from bot.guilds.changes.edits import limited
from bot.guilds.settings import Limit, Scope
from bot.jobs.caller import Caller
from bot.jobs.claim import Measure, Window
from bot.jobs.model import Job, Kind, MusicRequest, Place, Request, SfxRequest, State, VideoRequest
from tests.simulation.discord_model import LATE_SECONDS, DiscordModel
from tests.simulation.prices import CURRENCY
from tests.simulation.process import Process
from tests.simulation.scenario import GUILDS, Act, Deed, Rates
from tests.simulation.story import Coverage, Story

_LIMIT_BYTES = 10 * 1024 * 1024
_BOOSTED = GUILDS[0]
_MEASURES = (
    (Measure.COUNT, Window.DAY, 1),
    (Measure.COUNT, Window.HOUR, 1),
    (Measure.SECONDS, Window.DAY, 20),
    (Measure.MONEY, Window.DAY, 1000),
    (Measure.AT_ONCE, None, 1),
)
# Whoever is refused for now, by a pause or a limit, asks again, a few times.
_ASKS_AGAIN_SECONDS = (20.0, 40.0, 80.0)
_ABOUT_ALL = (Deed.LIMIT, Deed.RULE, Deed.PAUSE)
_PROMPTS = (
    *("rain", "thunder", "a door", "a cat", "a train", "a bell", "wind", "a crowd"),
    *("waves", "a clock", "steps", "birds", "a fire", "a horn", "a whistle", "snow"),
)


@dataclass
class People:
    """Everybody in every server. ``jobs``: which job came of which request, as far as people were told."""

    chance: random.Random
    rates: Rates
    story: Story
    coverage: Coverage
    discord: DiscordModel
    row: Callable[[str], Job | None]  # as it is on disk
    is_rough: Callable[[], bool]  # whether the database is or was away lately
    prompts: int  # how many different ones they think of
    jobs: dict[int, Job] = field(default_factory=dict)
    told_alone: dict[str, int] = field(default_factory=dict)
    unwritten: set[str] = field(default_factory=set)  # told to one person, and nobody could write that down
    messages: int = 0
    interactions: int = 0

    async def do(self, act: Act, process: Process) -> None:
        """Do one thing; whatever a command would show as a sentence is the end of it."""
        self._note(act)
        try:
            await _DEEDS[act.deed](self, act, process)
        except FoleyError as error:
            self.story.tell(process.owner.name, f"act {act.number} {act.deed}: {error.key}")

    def _note(self, act: Act) -> None:
        job = self.jobs.get(act.about)
        if act.deed in _ABOUT_ALL:
            self.coverage.struck(act.deed)
        elif act.deed is not Deed.ASK and job is not None:
            self.coverage.struck_job(job.id, act.deed)

    def _caller(self, act: Act, *, is_moderator: bool = False) -> Caller:
        channel = act.guild_id * 10
        return Caller(act.user_id, act.guild_id, "en-US", is_moderator=is_moderator, channel_ids=frozenset({channel}))

    def _place(self, act: Act) -> Place:
        self.messages += 1
        channel = act.guild_id * 10 + act.pick % 2
        limit = _LIMIT_BYTES * (5 if act.guild_id == _BOOSTED else 1)
        return Place(act.guild_id, channel, act.guild_id * 10, self.messages, limit)

    async def _ask(self, act: Act, process: Process) -> None:
        self.interactions += 1
        number, request = self.interactions, _request(act, self.prompts)
        if self.chance.random() < self.rates.asked_twice:
            self.coverage.struck("asked-twice")
            process.run(lambda: self._run_request(act, process, number, request), f"act{act.number}-twice")
        await self._run_request(act, process, number, request)

    async def _run_request(self, act: Act, process: Process, number: int, request: Request) -> None:
        if not process.service.is_first(number):
            return
        for wait_seconds in (*_ASKS_AGAIN_SECONDS, None):
            try:
                job = await self._submit(act, process, request)
            except Refusal as error:
                self.story.tell(process.owner.name, f"act {act.number} refused: {error.key}")
                if error.key == "quota-fewer" and not error.values.get("fits"):
                    self.story.broke("refusal", f"act {act.number} is told that fewer would fit, and none does")
                if wait_seconds is None:
                    return
                await asyncio.sleep(wait_seconds * (0.5 + self.chance.random()))
            else:
                await self._show(act, process, job)
                return

    async def _submit(self, act: Act, process: Process, request: Request) -> Job:
        service, caller = process.service, self._caller(act)
        service.check(caller, request)
        await asyncio.sleep(0.1)
        return await service.submit(caller, self._place(act), request)

    async def _show(self, act: Act, process: Process, job: Job) -> None:
        self.jobs.setdefault(act.about, job)
        self.story.tell(process.owner.name, f"act {act.number} {act.deed} is job {job.id}")
        service = process.service
        try:
            jobs = [await service.wait_for_create(one) for one in await service.groups.members(job)]
            if all(one.state is State.REFUSED for one in jobs):
                claimed = [one for one in jobs if await service.ephemeral.claim(one)]
                for one in claimed:
                    await self._tell_refusal(process, one)
                if claimed:
                    return
            await service.views.of_message(job)
            await service.look_up(self._caller(act), job.id)
            await service.allowance(self._caller(act), job.kind)
        except FoleyError as error:
            self.story.tell(process.owner.name, f"act {act.number}: status not known, {error.key}")

    async def _tell_refusal(self, process: Process, job: Job) -> None:
        await asyncio.sleep(0.1 + self._telling_seconds())
        if self.discord.away or self.chance.random() < self.rates.post_lost:
            await process.service.ephemeral.give_back(job)
            return
        self.told_alone[job.id] = self.told_alone.get(job.id, 0) + 1
        self.story.tell(process.owner.name, f"job {job.id} is told to be refused, to the person alone")
        try:
            await process.service.ephemeral.sent(job)
        except asyncio.CancelledError:  # its process has ended: a message to one person can't be found again
            if not process.has_stopped or not process.road.is_open or self.is_rough():
                self.unwritten.add(job.id)
            raise

    def _telling_seconds(self) -> float:
        draw, late = self.chance.random(), self.rates.post_late
        return draw if draw >= late else LATE_SECONDS * draw / late

    # --- about a job there is ---

    async def _cancel(self, act: Act, process: Process) -> None:
        if (job := self.jobs.get(act.about)) is not None:
            caller = self._caller(act, is_moderator=act.pick % 3 == 0)
            if job.group is None:
                await process.service.cancel(caller, job.id)
            elif act.pick % 2:
                await process.service.groups.cancel_all(caller, job.id)
            else:
                await process.service.groups.cancel_others(caller, job.id)
            if caller.user_id != job.user_id and not caller.is_moderator:
                self.story.broke("a stranger", f"{act.user_id} cancelled {job.id} of {job.user_id}")

    async def _again(self, act: Act, process: Process) -> None:
        if (job := self.jobs.get(act.about)) is not None:
            made = await process.service.again(self._caller(act), job.id, self._place(act))
            await self._show_repeat(act, process, made)

    async def _submit_again(self, act: Act, process: Process) -> None:
        if (job := self.jobs.get(act.about)) is not None:
            row = self.row(job.id)
            made = await process.service.submit_again(self._caller(act), job.id, self._place(act))
            if row is not None and row.state.is_final and row.state is not State.UNKNOWN:
                self.story.broke("nothing to resubmit", f"{job.id} is {row.state}, and is {made.id} again")
            await self._show_repeat(act, process, made)

    async def _show_repeat(self, act: Act, process: Process, job: Job) -> None:
        self.story.tell(process.owner.name, f"act {act.number} {act.deed} is job {job.id}")
        await process.service.wait_for_create(job)

    async def _poll_again(self, act: Act, process: Process) -> None:
        if (job := self.jobs.get(act.about)) is not None:
            sight = await process.service.poll_again(self._caller(act), job.id)
            self.story.tell(process.owner.name, f"act {act.number} poll-again of {job.id}: {sight}")

    async def _post_again(self, act: Act, process: Process) -> None:
        if (job := self.jobs.get(act.about)) is not None:
            await process.service.deliver_again(self._caller(act), job.id, self._place(act) if act.pick % 2 else None)

    async def _delete(self, act: Act, process: Process) -> None:
        if (job := self.jobs.get(act.about)) is not None:
            shown = await process.service.may_edit(self._caller(act), job.id)
            if shown.result_message_id:
                self.discord.delete(shown)
                await process.service.ephemeral.removed(shown, shown.result_message_id)

    async def _peek(self, act: Act, process: Process) -> None:
        """Try a job of another server by its number, in every way there is."""
        job = self.jobs.get(act.about)
        if job is None:
            return
        foreign = next(guild_id for guild_id in GUILDS if guild_id != job.place.guild_id)
        caller = Caller(act.user_id, foreign, "en-US", is_moderator=True, is_admin=True)
        service = process.service
        if act.pick % 5 == 0:
            caller = Caller(act.user_id, foreign, "en-US")
        ways: tuple[Callable[[Caller, str], Awaitable[object]], ...] = (
            *(service.get, service.look_up, service.cancel, service.may_edit, service.poll_again),
            lambda caller, job_id: service.posted_to(caller.user_id + 1000, foreign, job_id),
        )
        way = ways[act.pick // 5 % len(ways)]
        try:
            await way(caller, job.id)
        except NotFound:
            return
        except StoreError:
            return
        except FoleyError as error:
            self.story.broke("another server's job", f"way {act.pick // 5 % len(ways)} to {job.id} says {error.key}")
            return
        self.story.broke("another server's job", f"way {act.pick // 5 % len(ways)} shows {job.id}")

    async def _list(self, act: Act, process: Process) -> None:
        caller = self._caller(act)
        for job in await process.service.list(caller):
            if (job.place.guild_id, job.user_id) != (act.guild_id, act.user_id):
                self.story.broke("another's job", f"the list of {act.user_id} in {act.guild_id} shows {job.id}")
        try:
            await process.service.list(caller, everyone=True)
        except Refusal:
            return
        self.story.broke("another's job", f"{act.user_id} lists everybody's jobs in {act.guild_id}")

    # --- what admins and the operator do ---

    async def _limit(self, act: Act, process: Process) -> None:
        admin = Caller(act.user_id, act.guild_id, "en-US", is_moderator=True, is_admin=True)
        measure, window, unit = _MEASURES[act.pick % len(_MEASURES)]
        scope = (Scope.USER, Scope.SERVER)[act.pick // 5 % 2]
        amount = (0, 5, 20, 100, 1000)[act.pick // 10 % 5] * unit
        currency = CURRENCY if measure is Measure.MONEY else ""
        kind = (None, None, Kind.MUSIC, Kind.SFX)[act.pick // 50 % 4]
        limit = Limit(scope, measure, window, amount, kind=kind, currency=currency)
        with suppress(NotAllowed):
            await process.service.guilds.change(self._caller(act, is_moderator=True), limited([limit]))
            self.story.broke("a stranger", f"{act.user_id} changes the limits of {act.guild_id}")
        await process.service.guilds.change(admin, limited([limit]))
        self.story.tell(process.owner.name, f"server {act.guild_id} sets {limit.name} to {amount}")
        await asyncio.sleep(10 + act.pick // 200 % 60)
        await process.service.guilds.change(admin, limited([replace(limit, amount=None)]))

    async def _rule(self, act: Act, process: Process) -> None:
        admin = Caller(act.user_id, act.guild_id, "en-US", is_moderator=True, is_admin=True)
        guilds, seconds = process.service.guilds, 1 + act.pick // 2 % 20
        if act.pick % 2:
            await guilds.change(admin, lambda old: replace(old, paused=True))
            await asyncio.sleep(seconds)
            await guilds.change(admin, lambda old: replace(old, paused=False))
        else:
            await guilds.change(admin, lambda old: replace(old, blocked_user_ids=frozenset({act.user_id})))
            await asyncio.sleep(seconds)
            await guilds.change(admin, lambda old: replace(old, blocked_user_ids=frozenset()))

    async def _pause(self, act: Act, process: Process) -> None:
        operator = process.service.operator
        await operator.set_paused(paused=True)
        await asyncio.sleep(act.pick % 10)
        await operator.set_paused(paused=False)

    async def _forget_me(self, act: Act, process: Process) -> None:
        await process.privacy.delete(self._caller(act))


def _request(act: Act, prompts: int) -> Request:
    prompt = _PROMPTS[act.pick % prompts]
    kind = act.pick // 4 % 10
    count = 3 if act.pick // 40 % 8 == 0 else 1
    if kind < 4:
        return MusicRequest(prompt, "MiniMaxMusic", "2.6", instrumental=True, count=count)
    return SfxRequest(prompt, count=count) if kind < 9 else VideoRequest(prompt, "Kling")


_DEEDS = {
    Deed.ASK: People._ask,
    Deed.CANCEL: People._cancel,
    Deed.AGAIN: People._again,
    Deed.SUBMIT_AGAIN: People._submit_again,
    Deed.POLL_AGAIN: People._poll_again,
    Deed.POST_AGAIN: People._post_again,
    Deed.DELETE: People._delete,
    Deed.PEEK: People._peek,
    Deed.LIST: People._list,
    Deed.LIMIT: People._limit,
    Deed.RULE: People._rule,
    Deed.PAUSE: People._pause,
    Deed.FORGET_ME: People._forget_me,
}
