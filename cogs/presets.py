"""/preset: save a request under a name, and make it again with the same or other words."""

from discord import app_commands

from bot.chat.interaction.answers import AnyInteraction, acknowledge, answering, first_query, locale_of, tell
from bot.chat.interaction.drafts import Draft, Kept
from bot.chat.interaction.flow import caller_of, submit_request
from bot.chat.interaction.modals import open_edit_modal
from bot.chat.interaction.refusals import refusing
from bot.chat.render.presets import render_presets
from bot.errors import NotFound
from bot.jobs.model import Job, kind_of
from bot.jobs.requests import has_files, with_prompt
from bot.service.job_service import Caller
from bot.service.presets import LONGEST_NAME, choice_of
from cogs._common.choices import Choices, choice, matching
from cogs._common.cog import FoleyCog, install, uninstall
from cogs._common.runtime import Host
from cogs._common.suggestions import RecentJobs, RecentPresets
from cogs._common.words import named, options

Name = app_commands.Range[str, 1, LONGEST_NAME]
# A suggested value has the owner before the name.
Chosen = app_commands.Range[str, 1, LONGEST_NAME + 10]


class Presets(FoleyCog, name="Foley presets"):
    """Saved requests: a person's own, which go with them, and those of a server."""

    preset = app_commands.Group(**named("preset", "Save a request, and use it again"), guild_only=True)

    _recent: RecentPresets
    _jobs: RecentJobs
    """For suggestions. Only while loaded."""

    async def cog_load(self) -> None:
        """Claim the runtime and start to cache presets and jobs for suggestions."""
        await super().cog_load()
        self._recent = RecentPresets(self.runtime.presets, self.runtime.clock, self.runtime.privacy)
        self.exits.push_async_callback(self._recent.close)
        self._jobs = RecentJobs(self.service, self.runtime.privacy)
        self.exits.push_async_callback(self._jobs.close)

    @preset.command(**named("preset-save", "Save a request of yours under a name"))
    @options(
        "preset-save",
        {
            "name": "What to call it",
            "job:id": "Which request; left out: your latest here",
            "server": "For everybody in this server (admins)",
        },
    )
    async def save(
        self,
        interaction: AnyInteraction,
        name: Name,
        job: app_commands.Range[str, 1, 60] | None = None,
        server: bool = False,
    ) -> None:
        """Save the request of a job."""
        async with answering(interaction, self.texts):
            caller = caller_of(interaction)
            await acknowledge(interaction, ephemeral=True, thinking=True)
            found = await self._job(caller, job)
            saved = await self.runtime.presets.save(caller, name, found, for_server=server)
            self._changed(caller)
            key = "preset-replaced" if saved.replaced else "preset-saved"
            lines = [self.texts.text(key, caller.locale, name=saved.preset.name)]
            if has_files(found.request):
                lines.append(self.texts.text("preset-files", caller.locale))
            await tell(interaction, "\n".join(lines))

    async def _job(self, caller: Caller, job_id: str | None) -> Job:
        """Return the given job, the caller's latest if none is given. Raises NotFound."""
        if job_id is not None:
            return await self.service.get(caller, job_id)
        latest = await self.service.list(caller, limit=1)
        if not latest:
            raise NotFound(key="preset-nothing")
        return latest[0]

    @preset.command(**named("preset-use", "Make a saved request again"))
    @options(
        "preset-use",
        {
            "name": "Which one",
            "prompt": "Other words, made at once; left out: see and change it first",
        },
    )
    async def use(
        self, interaction: AnyInteraction, name: Chosen, prompt: app_commands.Range[str, 1, 2000] | None = None
    ) -> None:
        """Submit a preset with another prompt, or open its form."""
        kept = Kept()
        async with refusing(interaction, self.service, self.texts, kept):
            caller = caller_of(interaction)
            async with first_query():
                preset = await self.runtime.presets.find(caller, name)
            if prompt is None:
                await open_edit_modal(interaction, self.service, self.texts, Draft(preset.request))
            else:
                request = kept.request = with_prompt(preset.request, prompt)
                await submit_request(interaction, self.service, self.texts, request)

    @preset.command(**named("preset-list", "List your presets and this server's"))
    async def list_presets(self, interaction: AnyInteraction) -> None:
        """List presets."""
        async with answering(interaction, self.texts):
            caller = caller_of(interaction)
            await acknowledge(interaction, ephemeral=True, thinking=True)
            embeds = render_presets(await self.runtime.presets.list(caller), self.texts, caller.locale)
            await interaction.edit_original_response(embeds=embeds)

    @preset.command(**named("preset-delete", "Delete a preset"))
    @options("preset-delete", {"name": "Which one"})
    async def delete(self, interaction: AnyInteraction, name: Chosen) -> None:
        """Delete a preset of one's own; an admin also one of the server."""
        async with answering(interaction, self.texts):
            caller = caller_of(interaction)
            await acknowledge(interaction, ephemeral=True, thinking=True)
            deleted = await self.runtime.presets.delete(caller, name)
            self._changed(caller)
            await tell(interaction, self.texts.text("preset-deleted", caller.locale, name=deleted.name))

    def _changed(self, caller: Caller) -> None:
        if self._recent is not None:
            self._recent.forget(caller)

    @use.autocomplete("name")
    @delete.autocomplete("name")
    async def suggest_presets(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest presets by their names: one's own first."""
        locale = locale_of(interaction)
        server = self.texts.text("preset-server", locale)
        shown = []
        for preset in self._recent.peek(caller_of(interaction)):
            facts = (preset.name, f"/{kind_of(preset.request).value}", server if preset.is_of_server else "")
            shown.append((" · ".join(filter(None, facts)), choice_of(preset)))
        return matching(current, shown)

    @save.autocomplete("job")
    async def suggest_jobs(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest one's own latest jobs."""
        caller, wanted = caller_of(interaction), current.strip().casefold()
        own = [one for one in self._jobs.peek(caller) if one.user_id == caller.user_id]
        return [
            choice(f"{one.kind} · {one.prompt}", one.id)
            for one in own
            if wanted in one.id or wanted in one.prompt.casefold()
        ][:25]


async def setup(bot: Host) -> None:
    """Add /preset to a bot."""
    await install(bot, Presets(bot))


async def teardown(bot: Host) -> None:
    """Remove /preset again."""
    await uninstall(bot)
