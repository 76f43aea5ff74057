"""Simulated people: they call the service in the same order as bot.chat.interaction.flow and the cogs do."""

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
from tests.simulation.scenario import GUILDS, Action, ActionKind, Rates
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
# A person who is refused by a pause or a limit tries again a few times.
_ASKS_AGAIN_SECONDS = (20.0, 40.0, 80.0)
_SERVER_WIDE = (ActionKind.LIMIT, ActionKind.RULE, ActionKind.PAUSE)
_PROMPTS = (
    *("rain", "thunder", "a door", "a cat", "a train", "a bell", "wind", "a crowd"),
    *("waves", "a clock", "steps", "birds", "a fire", "a horn", "a whistle", "snow"),
)


@dataclass
class People:
    """Everybody in every server. ``jobs``: the job of each request, as far as people have seen it."""

    rng: random.Random
    rates: Rates
    story: Story
    coverage: Coverage
    discord: DiscordModel
    row: Callable[[str], Job | None]  # returns a job as it is on disk
    is_unsettled: Callable[[], bool]  # whether the database is, or was until lately, unreachable
    prompts: int  # how many different ones people use
    jobs: dict[int, Job] = field(default_factory=dict)
    ephemeral_messages: dict[str, int] = field(default_factory=dict)
    unconfirmed: set[str] = field(default_factory=set)  # shown to the person, but that may not be recorded
    messages: int = 0
    interactions: int = 0

    async def do(self, action: Action, process: Process) -> None:
        """Perform an action; an error that a command would show as a sentence ends it."""
        self._note(action)
        try:
            await _HANDLERS[action.kind](self, action, process)
        except FoleyError as error:
            self.story.record(process.owner.name, f"action {action.number} {action.kind}: {error.key}")

    def _note(self, action: Action) -> None:
        job = self.jobs.get(action.about)
        if action.kind in _SERVER_WIDE:
            self.coverage.hit(action.kind)
        elif action.kind is not ActionKind.ASK and job is not None:
            self.coverage.hit_job(job.id, action.kind)

    def _caller(self, action: Action, *, is_moderator: bool = False) -> Caller:
        channel = action.guild_id * 10
        return Caller(
            action.user_id, action.guild_id, "en-US", is_moderator=is_moderator, channel_ids=frozenset({channel})
        )

    def _place(self, action: Action) -> Place:
        self.messages += 1
        channel = action.guild_id * 10 + action.pick % 2
        limit = _LIMIT_BYTES * (5 if action.guild_id == _BOOSTED else 1)
        return Place(action.guild_id, channel, action.guild_id * 10, self.messages, limit)

    async def _ask(self, action: Action, process: Process) -> None:
        self.interactions += 1
        number, request = self.interactions, _request(action, self.prompts)
        if self.rng.random() < self.rates.asked_twice:
            self.coverage.hit("asked-twice")
            process.run(lambda: self._run_request(action, process, number, request), f"act{action.number}-twice")
        await self._run_request(action, process, number, request)

    async def _run_request(self, action: Action, process: Process, number: int, request: Request) -> None:
        if not process.service.is_first(number):
            return
        for wait_seconds in (*_ASKS_AGAIN_SECONDS, None):
            try:
                job = await self._submit(action, process, request)
            except Refusal as error:
                self.story.record(process.owner.name, f"action {action.number} refused: {error.key}")
                if error.key == "quota-fewer" and not error.values.get("fits"):
                    self.story.fail("refusal", f"action {action.number} offers fewer results, but none would fit")
                if wait_seconds is None:
                    return
                await asyncio.sleep(wait_seconds * (0.5 + self.rng.random()))
            else:
                await self._show(action, process, job)
                return

    async def _submit(self, action: Action, process: Process, request: Request) -> Job:
        service, caller = process.service, self._caller(action)
        service.check(caller, request)
        await asyncio.sleep(0.1)
        return await service.submit(caller, self._place(action), request)

    async def _show(self, action: Action, process: Process, job: Job) -> None:
        self.jobs.setdefault(action.about, job)
        self.story.record(process.owner.name, f"action {action.number} {action.kind} is job {job.id}")
        service = process.service
        try:
            jobs = [await service.wait_for_create(one) for one in await service.groups.members(job)]
            if all(one.state is State.REFUSED for one in jobs):
                claimed = [one for one in jobs if await service.ephemeral.claim(one)]
                for one in claimed:
                    await self._show_refusal(process, one)
                if claimed:
                    return
            await service.views.of_message(job)
            await service.look_up(self._caller(action), job.id)
            await service.allowance(self._caller(action), job.kind)
        except FoleyError as error:
            self.story.record(process.owner.name, f"action {action.number}: status not known, {error.key}")

    async def _show_refusal(self, process: Process, job: Job) -> None:
        await asyncio.sleep(0.1 + self._response_seconds())
        if self.discord.away or self.rng.random() < self.rates.post_lost:
            await process.service.ephemeral.give_back(job)
            return
        self.ephemeral_messages[job.id] = self.ephemeral_messages.get(job.id, 0) + 1
        self.story.record(process.owner.name, f"job {job.id} is shown as refused, in an ephemeral message")
        try:
            await process.service.ephemeral.sent(job)
        except asyncio.CancelledError:  # its process has ended, and an ephemeral message can't be found again
            if not process.is_stopped or not process.link.is_open or self.is_unsettled():
                self.unconfirmed.add(job.id)
            raise

    def _response_seconds(self) -> float:
        draw, late = self.rng.random(), self.rates.post_late
        return draw if draw >= late else LATE_SECONDS * draw / late

    # --- actions on a job ---

    async def _cancel(self, action: Action, process: Process) -> None:
        if (job := self.jobs.get(action.about)) is not None:
            caller = self._caller(action, is_moderator=action.pick % 3 == 0)
            if job.group is None:
                await process.service.cancel(caller, job.id)
            elif action.pick % 2:
                await process.service.groups.cancel_all(caller, job.id)
            else:
                await process.service.groups.cancel_others(caller, job.id)
            if caller.user_id != job.user_id and not caller.is_moderator:
                self.story.fail("not allowed", f"{action.user_id} cancelled {job.id} of {job.user_id}")

    async def _again(self, action: Action, process: Process) -> None:
        if (job := self.jobs.get(action.about)) is not None:
            made = await process.service.again(self._caller(action), job.id, self._place(action))
            await self._show_repeat(action, process, made)

    async def _submit_again(self, action: Action, process: Process) -> None:
        if (job := self.jobs.get(action.about)) is not None:
            row = self.row(job.id)
            made = await process.service.submit_again(self._caller(action), job.id, self._place(action))
            if row is not None and row.state.is_final and row.state is not State.UNKNOWN:
                self.story.fail("nothing to resubmit", f"{job.id} is {row.state}, and is {made.id} again")
            await self._show_repeat(action, process, made)

    async def _show_repeat(self, action: Action, process: Process, job: Job) -> None:
        self.story.record(process.owner.name, f"action {action.number} {action.kind} is job {job.id}")
        await process.service.wait_for_create(job)

    async def _poll_again(self, action: Action, process: Process) -> None:
        if (job := self.jobs.get(action.about)) is not None:
            poll = await process.service.poll_again(self._caller(action), job.id)
            self.story.record(process.owner.name, f"action {action.number} poll-again of {job.id}: {poll}")

    async def _post_again(self, action: Action, process: Process) -> None:
        if (job := self.jobs.get(action.about)) is not None:
            await process.service.deliver_again(
                self._caller(action), job.id, self._place(action) if action.pick % 2 else None
            )

    async def _delete(self, action: Action, process: Process) -> None:
        if (job := self.jobs.get(action.about)) is not None:
            shown = await process.service.may_edit(self._caller(action), job.id)
            if shown.result_message_id:
                self.discord.delete(shown)
                await process.service.ephemeral.removed(shown, shown.result_message_id)

    async def _peek(self, action: Action, process: Process) -> None:
        """Try to reach a job from another server, in one of all the possible ways."""
        job = self.jobs.get(action.about)
        if job is None:
            return
        foreign = next(guild_id for guild_id in GUILDS if guild_id != job.place.guild_id)
        caller = Caller(action.user_id, foreign, "en-US", is_moderator=True, is_admin=True)
        service = process.service
        if action.pick % 5 == 0:
            caller = Caller(action.user_id, foreign, "en-US")
        ways: tuple[Callable[[Caller, str], Awaitable[object]], ...] = (
            *(service.get, service.look_up, service.cancel, service.may_edit, service.poll_again),
            lambda caller, job_id: service.posted_to(caller.user_id + 1000, foreign, job_id),
        )
        way = ways[action.pick // 5 % len(ways)]
        try:
            await way(caller, job.id)
        except NotFound:
            return
        except StoreError:
            return
        except FoleyError as error:
            self.story.fail("another server's job", f"way {action.pick // 5 % len(ways)} to {job.id} says {error.key}")
            return
        self.story.fail("another server's job", f"way {action.pick // 5 % len(ways)} shows {job.id}")

    async def _list(self, action: Action, process: Process) -> None:
        caller = self._caller(action)
        for job in await process.service.list(caller):
            if (job.place.guild_id, job.user_id) != (action.guild_id, action.user_id):
                self.story.fail("another's job", f"the list of {action.user_id} in {action.guild_id} shows {job.id}")
        try:
            await process.service.list(caller, everyone=True)
        except Refusal:
            return
        self.story.fail("another's job", f"{action.user_id} lists everybody's jobs in {action.guild_id}")

    # --- admins and the operator ---

    async def _limit(self, action: Action, process: Process) -> None:
        admin = Caller(action.user_id, action.guild_id, "en-US", is_moderator=True, is_admin=True)
        measure, window, unit = _MEASURES[action.pick % len(_MEASURES)]
        scope = (Scope.USER, Scope.SERVER)[action.pick // 5 % 2]
        amount = (0, 5, 20, 100, 1000)[action.pick // 10 % 5] * unit
        currency = CURRENCY if measure is Measure.MONEY else ""
        kind = (None, None, Kind.MUSIC, Kind.SFX)[action.pick // 50 % 4]
        limit = Limit(scope, measure, window, amount, kind=kind, currency=currency)
        with suppress(NotAllowed):
            await process.service.guilds.change(self._caller(action, is_moderator=True), limited([limit]))
            self.story.fail("not allowed", f"{action.user_id} changes the limits of {action.guild_id}")
        await process.service.guilds.change(admin, limited([limit]))
        self.story.record(process.owner.name, f"server {action.guild_id} sets {limit.name} to {amount}")
        await asyncio.sleep(10 + action.pick // 200 % 60)
        await process.service.guilds.change(admin, limited([replace(limit, amount=None)]))

    async def _rule(self, action: Action, process: Process) -> None:
        admin = Caller(action.user_id, action.guild_id, "en-US", is_moderator=True, is_admin=True)
        guilds, seconds = process.service.guilds, 1 + action.pick // 2 % 20
        if action.pick % 2:
            await guilds.change(admin, lambda old: replace(old, paused=True))
            await asyncio.sleep(seconds)
            await guilds.change(admin, lambda old: replace(old, paused=False))
        else:
            await guilds.change(admin, lambda old: replace(old, blocked_user_ids=frozenset({action.user_id})))
            await asyncio.sleep(seconds)
            await guilds.change(admin, lambda old: replace(old, blocked_user_ids=frozenset()))

    async def _pause(self, action: Action, process: Process) -> None:
        operator = process.service.operator
        await operator.set_paused(paused=True)
        await asyncio.sleep(action.pick % 10)
        await operator.set_paused(paused=False)

    async def _forget_me(self, action: Action, process: Process) -> None:
        await process.privacy.delete(self._caller(action))


def _request(action: Action, prompts: int) -> Request:
    prompt = _PROMPTS[action.pick % prompts]
    kind = action.pick // 4 % 10
    count = 3 if action.pick // 40 % 8 == 0 else 1
    if kind < 4:
        return MusicRequest(prompt, "MiniMaxMusic", "2.6", instrumental=True, count=count)
    return SfxRequest(prompt, count=count) if kind < 9 else VideoRequest(prompt, "Kling")


_HANDLERS = {
    ActionKind.ASK: People._ask,
    ActionKind.CANCEL: People._cancel,
    ActionKind.AGAIN: People._again,
    ActionKind.SUBMIT_AGAIN: People._submit_again,
    ActionKind.POLL_AGAIN: People._poll_again,
    ActionKind.POST_AGAIN: People._post_again,
    ActionKind.DELETE: People._delete,
    ActionKind.PEEK: People._peek,
    ActionKind.LIST: People._list,
    ActionKind.LIMIT: People._limit,
    ActionKind.RULE: People._rule,
    ActionKind.PAUSE: People._pause,
    ActionKind.FORGET_ME: People._forget_me,
}
