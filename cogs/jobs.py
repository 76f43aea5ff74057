"""/jobs: list, show, cancel, retry. Own jobs; for moderators those of the whole server."""

import io
from dataclasses import replace

import discord
from discord import app_commands

from bot.chat.interaction.answers import AnyInteraction, acknowledge, answering, locale_of, tell
from bot.chat.interaction.flow import caller_of, check_place, moved_here, run_request
from bot.chat.render import render_details, render_status
from bot.chat.render.parts import button
from bot.chat.render.payload import Action, Payload, in_rows
from bot.errors import NotAllowed
from bot.jobs.model import DeliveryState, Job, Place, State
from bot.service.job_service import Caller
from cogs._common.choices import MAX_CHOICES, Choices, choice
from cogs._common.cog import FoleyCog, extension
from cogs._common.job_list import PAGE_LENGTH, render_job_list
from cogs._common.suggestions import RecentJobs
from cogs._common.words import named, options

_OPEN = frozenset(State) - frozenset(state for state in State if state.is_final)
JobId = app_commands.Range[str, 1, 60]


class Jobs(FoleyCog, name="Foley jobs"):
    """What became of requests."""

    jobs = app_commands.Group(**named("jobs", "Your requests and what became of them"), guild_only=True)

    recent: RecentJobs
    """The latest jobs. Only while loaded."""

    async def cog_load(self) -> None:
        """Claim the runtime and start to cache the latest jobs."""
        await super().cog_load()
        self.recent = RecentJobs(self.service, self.runtime.privacy)
        self.exits.push_async_callback(self.recent.close)

    # --- list ---------------------------------------------------------------------------------------

    @jobs.command(**named("jobs-list", "List your latest requests"))
    @options(
        "jobs-list",
        {
            "everyone": "Everybody's requests in this server (moderators)",
            "before": "Only those older than this job",
        },
    )
    async def list_jobs(self, interaction: AnyInteraction, everyone: bool = False, before: JobId | None = None) -> None:
        """List jobs."""
        async with answering(interaction, self.texts):
            caller = caller_of(interaction)
            if everyone and not caller.is_moderator:
                raise NotAllowed(key="refusal-moderators-only")
            await acknowledge(interaction, ephemeral=True, thinking=True)
            before_id = before.strip().lower() if before else None
            jobs = await self.service.list(caller, everyone=everyone, before_id=before_id, limit=PAGE_LENGTH)
            embed = render_job_list(jobs, self.texts, caller.locale, with_people=everyone)
            await interaction.edit_original_response(embed=embed)

    # --- show ---------------------------------------------------------------------------------------

    @jobs.command(**named("jobs-show", "Show a request, and post a result I'm holding"))
    @options("jobs-show", {"job:id": "Which job"})
    async def show(self, interaction: AnyInteraction, job: JobId) -> None:
        """Show a job; one that could not be posted anywhere is posted here."""
        async with answering(interaction, self.texts):
            caller = caller_of(interaction)
            await acknowledge(interaction, ephemeral=True, thinking=True)
            found = await self.service.get(caller, job)
            if found.state.is_final and found.delivery_state is DeliveryState.HELD:
                check_place(interaction, self.texts)
                found = await self.service.deliver_again(caller, found.id, moved_here(interaction, found))
                await tell(interaction, self.texts.text("answer-delivering", caller.locale))
                return
            await self._show(interaction, found)

    async def _show(self, interaction: AnyInteraction, job: Job) -> None:
        locale = locale_of(interaction)
        view = await self.service.views.of(job)
        payload = render_status(view, self.texts, locale, interaction.created_at.timestamp())
        details = render_details(job, self.texts, locale)
        if job.state is State.READY and job.delivery_state is DeliveryState.SENT and not job.is_lost:
            label = self.texts.text("button-deliver-again", locale)
            again = in_rows([replace(button(Action.DELIVER, job, self.texts, locale), label=label[:80])])
            payload = Payload(payload.content, payload.embeds, payload.rows + again)
        files = []
        if details.command_file is not None:
            files = [discord.File(io.BytesIO(details.command_file.encode("utf-8", "replace")), "command.txt")]
        await interaction.edit_original_response(
            content=payload.content,
            embeds=[*payload.embeds, details.embed],
            view=payload.view(),
            attachments=files,
            allowed_mentions=discord.AllowedMentions.none(),
        )

    # --- cancel, retry ------------------------------------------------------------------------------

    @jobs.command(**named("jobs-cancel", "Cancel a request"))
    @options("jobs-cancel", {"job:id": "Which job"})
    async def cancel(self, interaction: AnyInteraction, job: JobId) -> None:
        """Cancel a job, and report whether it may still be billed."""
        async with answering(interaction, self.texts):
            caller = caller_of(interaction)
            await acknowledge(interaction, ephemeral=True, thinking=True)
            found = await self.service.get(caller, job)
            cancellation = await self.service.cancel(caller, found.id)
            stopped = "stopped" if cancellation.provider_stopped else "unstoppable"
            key = f"answer-cancelled-{stopped}" if cancellation.job.was_begun else "answer-cancelled"
            await tell(interaction, self.texts.text(key, caller.locale))

    @jobs.command(**named("jobs-retry", "Make the same request once more"))
    @options("jobs-retry", {"job:id": "Which job"})
    async def retry(self, interaction: AnyInteraction, job: JobId) -> None:
        """Make a job's request once more, as a new and paid one."""

        async def make_job(caller: Caller, place: Place) -> Job:
            found = await self.service.get(caller, job)
            if found.state is State.UNKNOWN:
                return await self.service.submit_again(caller, found.id, place)
            return await self.service.again(caller, found.id, place)

        await run_request(interaction, self.service, self.texts, make_job)

    # --- suggestions --------------------------------------------------------------------------------

    @show.autocomplete("job")
    @retry.autocomplete("job")
    @list_jobs.autocomplete("before")
    async def suggest_jobs(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest jobs."""
        return self._suggest(interaction, current, frozenset(State))

    @cancel.autocomplete("job")
    async def suggest_open_jobs(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest jobs that can be cancelled."""
        return self._suggest(interaction, current, _OPEN)

    def _suggest(self, interaction: AnyInteraction, typed: str, states: frozenset[State]) -> Choices:
        locale, wanted = locale_of(interaction), typed.strip().casefold()
        found = []
        for summary in self.recent.peek(caller_of(interaction)):
            if summary.state in states and (wanted in summary.id or wanted in summary.prompt.casefold()):
                state = self.texts.text(f"state-name-{summary.state.value}", locale)
                found.append(choice(f"{summary.kind} · {state} · {summary.prompt}", summary.id))
        return found[:MAX_CHOICES]


setup, teardown = extension(Jobs)
