"""Turn an interaction into a job with a status message: the path shared by commands, buttons and modals.

Checks that need no I/O come first and are answered ephemerally. Then the answer is deferred publicly, which creates the
message that becomes the status message; its id is known before anything is stored or paid for.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

import discord

from bot.chat.admin.permissions import missing_keys
from bot.chat.interaction.answers import (
    ALREADY_ANSWERED,
    AnyInteraction,
    drop_thinking,
    locale_of,
    tell,
    try_to_tell,
)
from bot.chat.interaction.drafts import Kept
from bot.chat.interaction.refusals import refuse, refusing, view_of_refused_job
from bot.chat.render import ending_lines, render_status
from bot.chat.sending.requests import FAILURES, TRANSIENT
from bot.chat.texts import Texts, Verbatim
from bot.errors import FoleyError, NotAllowed
from bot.jobs.model import DeliveryState, Job, Place, Request, State
from bot.jobs.ports import StatusView
from bot.service.job_service import Caller, JobService

log = logging.getLogger(__name__)
MakeJob = Callable[[Caller, Place], Awaitable[Job]]
_EDIT_TRIES = 3
_CATCH_UP_TRIES = 5


def caller_of(interaction: AnyInteraction) -> Caller:
    """Return the caller, from the interaction itself. Raises NotAllowed outside a server."""
    if interaction.guild_id is None:
        raise NotAllowed(key="refusal-not-in-server")
    user = interaction.user
    roles = frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset[int]()
    rights = interaction.permissions
    is_admin = rights.manage_guild or rights.administrator
    return Caller(
        user_id=user.id,
        guild_id=interaction.guild_id,
        locale=locale_of(interaction),
        role_ids=roles,
        is_moderator=is_admin or rights.manage_messages,
        is_admin=is_admin,
        channel_ids=_channel_ids(interaction),
        is_age_restricted=_is_age_restricted(interaction.channel),
    )


def _channel_ids(interaction: AnyInteraction) -> frozenset[int]:
    """Return the channel with its parents: a rule may name any of them."""
    channel = interaction.channel
    # A thread's own category_id raises if its parent is not cached, so it is read from the parent.
    above = channel.parent if isinstance(channel, discord.Thread) else channel
    ids: set[int | None] = {interaction.channel_id, getattr(above, "category_id", None)}
    if isinstance(channel, discord.Thread):
        ids.add(channel.parent_id)
    return frozenset(one for one in ids if one is not None)


def _is_age_restricted(channel: object) -> bool:
    """Return whether the channel is age-restricted; a thread has its parent's restriction."""
    place = channel.parent if isinstance(channel, discord.Thread) else channel
    return bool(getattr(place, "nsfw", False))


def place_of(interaction: AnyInteraction, status_message_id: int | None) -> Place:
    """Return where this interaction happens. Raises NotAllowed outside a server."""
    if interaction.guild_id is None:
        raise NotAllowed(key="refusal-not-in-server")
    if interaction.channel_id is None:
        raise NotAllowed(key="refusal-channel-unknown")
    return Place(
        guild_id=interaction.guild_id,
        channel_id=interaction.channel_id,
        status_channel_id=interaction.channel_id,
        status_message_id=status_message_id,
        upload_limit_bytes=interaction.filesize_limit,
    )


def moved_here(interaction: AnyInteraction, job: Job) -> Place:
    """Return where this interaction happens as the place of a job, keeping the job's status message."""
    here = place_of(interaction, job.place.status_message_id)
    return replace(here, status_channel_id=job.place.status_channel_id)


def check_place(interaction: AnyInteraction, texts: Texts) -> None:
    """Refuse where a result could not be posted later. Raises NotAllowed with what is missing."""
    if interaction.guild_id is None:
        raise NotAllowed(key="refusal-not-in-server")
    if not interaction.is_guild_integration():
        raise NotAllowed(key="refusal-bot-not-in-server")
    rights = interaction.app_permissions
    channel = interaction.channel
    if channel is None:  # of a type that discord.py does not know, so neither its id nor its rules are known
        raise NotAllowed(key="refusal-channel-unknown")
    if isinstance(channel, discord.Thread) and channel.locked and not (rights.manage_threads or rights.administrator):
        # Posting reopens an archived thread, but not a locked one.
        raise NotAllowed(key="refusal-thread-locked")
    if isinstance(channel, discord.ForumChannel):
        raise NotAllowed(key="refusal-forum")
    missing = missing_keys(rights, in_thread=isinstance(channel, discord.Thread))
    if missing:
        names = texts.listed((texts.text(key, locale_of(interaction)) for key in missing), locale_of(interaction))
        raise NotAllowed(key="refusal-bot-permissions", values={"permissions": names})


async def submit_request(interaction: AnyInteraction, service: JobService, texts: Texts, request: Request) -> None:
    """Create a job from a request and show it: all a command has to do once it has its options."""

    async def make_job(caller: Caller, place: Place) -> Job:
        return await service.submit(caller, place, request)

    await run_request(interaction, service, texts, make_job, request=request)


async def run_request(
    interaction: AnyInteraction,
    service: JobService,
    texts: Texts,
    make_job: MakeJob,
    *,
    request: Request | None = None,
    kept: Kept | None = None,
) -> None:
    """Answer an interaction by creating a job and turning the answer into its status message. Never raises.

    ``request``, if known before the job is created, is checked before anything public happens. ``kept``: what is
    offered for correction after a refusal, if that is not the request.
    """
    kept = kept or Kept(request)
    if not service.is_first(interaction.id):
        log.info("interaction.duplicate: its first copy is being answered")
        return
    async with refusing(interaction, service, texts, kept):
        caller = caller_of(interaction)
        check_place(interaction, texts)
        if request is not None:
            service.check(caller, request)
        message_id = await _defer(interaction)
        try:
            job = await make_job(caller, place_of(interaction, message_id))
        except Exception as error:  # answered here: the public message has to be deleted first
            await drop_thinking(interaction, texts)
            await refuse(interaction, service, texts, error, kept)
            return
        await _show(interaction, service, texts, job, message_id)


async def _defer(interaction: AnyInteraction) -> int:
    """Defer publicly and return the id of the message this creates."""
    for last in (False, True):
        try:
            answer = await interaction.response.defer(thinking=True)
        except discord.HTTPException as error:
            if error.code != ALREADY_ANSWERED:
                raise
            break  # an earlier attempt arrived although its response was lost
        except TRANSIENT:  # the connection failed; the interaction itself is still good
            if last:
                raise
        else:
            if answer is not None and answer.message_id is not None:
                return answer.message_id
            break
    return (await interaction.original_response()).id


async def _show(interaction: AnyInteraction, service: JobService, texts: Texts, job: Job, message_id: int) -> None:
    """Turn the deferred message into the status message; a refusal is answered ephemerally instead."""
    locale = locale_of(interaction)
    if job.place.status_message_id != message_id:
        await drop_thinking(interaction, texts)
        await try_to_tell(interaction, texts.text("answer-same-job", locale, link=_link_to(job)))
        return
    view = StatusView(job=job)
    try:
        jobs = await asyncio.gather(*(service.wait_for_create(one) for one in await service.groups.members(job)))
        job = jobs[0]
        view = StatusView(job=job)
        if all(one.state is State.REFUSED for one in jobs):
            claimed = [one for one in jobs if await service.ephemeral.claim(one)]
            if claimed:
                await _tell_refusal(interaction, service, texts, claimed)
                return
        view = await service.views.of_message(job)
    except FoleyError as error:
        # The job is stored and continues; only our view of it may be slightly stale.
        log.warning("status.unknown: %s", error, extra={"job": job.id})
    await _edit_original(interaction, texts, view)
    await _catch_up(interaction, service, texts, view)
    await _tell_allowance(interaction, service, texts, job)


async def _catch_up(interaction: AnyInteraction, service: JobService, texts: Texts, shown: StatusView) -> None:
    """Show the job again until what is shown is current.

    The status board edits the same message, and a fast job may have ended before our edit arrived: an older state
    must not stay in place of a newer one.
    """
    caller = caller_of(interaction)
    for _ in range(_CATCH_UP_TRIES):
        try:
            view = await service.views.of_message(await service.look_up(caller, shown.job.id))
        except FoleyError as error:
            log.warning("status.unknown: %s", error, extra={"job": shown.job.id})
            return
        if _states(view) == _states(shown):
            return
        await _edit_original(interaction, texts, view)
        shown = view


def _states(view: StatusView) -> list[tuple[State, DeliveryState]]:
    return [(one.job.state, one.job.delivery_state) for one in view.group or (view,)]


async def _tell_allowance(interaction: AnyInteraction, service: JobService, texts: Texts, job: Job) -> None:
    """Tell the person ephemerally what is left of their limits, if they have any; moderators the expected cost, too."""
    caller, lines = caller_of(interaction), []
    if caller.is_moderator and job.price is not None:
        lines.append(texts.text("cost-estimate", caller.locale, cost=service.guilds.expected_cost(job)))
    try:
        allowance = await service.allowance(caller, job.kind)
    except FoleyError as error:
        log.warning("quota.unknown error=%s", type(error).__name__)
    else:
        lines += [texts.text(allowance.key, caller.locale, **allowance.values)] if allowance is not None else []
    if lines:
        await try_to_tell(interaction, "\n".join(lines))


async def _tell_refusal(interaction: AnyInteraction, service: JobService, texts: Texts, jobs: list[Job]) -> None:
    """Tell the person ephemerally why none of these was begun: they share one request, so the first reason holds."""
    job, locale = jobs[0], locale_of(interaction)
    ids = texts.text("job-line", locale, job=texts.listed((one.id for one in jobs), locale))
    await drop_thinking(interaction, texts)
    try:
        lines = [*ending_lines(job, texts, locale), ids]
        await tell(interaction, "\n".join(lines), view=view_of_refused_job(interaction, service, texts, job))
    except FAILURES as error:
        log.warning("refusal.not_shown error=%s", type(error).__name__, extra={"job": job.id})
        for one in jobs:
            await service.ephemeral.give_back(one)  # the delivery posts it in the channel
        return
    for one in jobs:
        await service.ephemeral.sent(one)


async def _edit_original(interaction: AnyInteraction, texts: Texts, view: StatusView) -> None:
    """Show the status. The status board edits the same message later, so a failure here is only logged."""
    payload = render_status(view, texts, view.job.locale, view.job.created_at)
    for _ in range(_EDIT_TRIES):
        try:
            await interaction.edit_original_response(
                content=payload.content,
                embeds=list(payload.embeds),
                view=payload.view(),
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except discord.HTTPException as error:
            log.warning("status.not_shown status=%d code=%d", error.status, error.code)
            return
        except FAILURES:
            continue
        return
    log.warning("status.not_shown: Discord can't be reached", extra={"job": view.job.id})


def _link_to(job: Job) -> Verbatim:
    place = job.place
    return Verbatim(
        f"https://discord.com/channels/{place.guild_id}/{place.status_channel_id}/{place.status_message_id}"
    )
