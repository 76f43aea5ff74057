"""Gather what a page shows and show it in the panel's message."""

from datetime import UTC, datetime

import discord

from bot.chat.admin.panel.controls import Page
from bot.chat.admin.panel.pages import HISTORY_LENGTH, Facts, Pages, Shown
from bot.chat.admin.permissions import lacks_of
from bot.chat.interaction.answers import AnyInteraction
from bot.guilds.changes.audit import JOB_CANCELLED, JOB_POSTED
from bot.jobs.caller import Caller
from bot.service.typical_requests import TypicalRequests
from cogs._common.job_list import PAGE_LENGTH, render_job_list
from cogs.admin._base import AdminBase

_WITHOUT_FACTS = frozenset({Page.PLACES, Page.LIMITS, Page.DEFAULTS, Page.WORDS})


class Views:
    """Shows pages."""

    def __init__(self, cog: AdminBase) -> None:
        self._cog = cog

    async def show(self, interaction: AnyInteraction, caller: Caller, page: Page, before: str = "") -> None:
        """Show a page in the panel's message. ``before``: cursor of the older part of a list."""
        shown = await self._page(interaction, caller, page, before)
        await interaction.edit_original_response(
            content=None,
            embed=shown.embed,
            view=shown.view,
            attachments=[],
            allowed_mentions=discord.AllowedMentions.none(),
        )

    async def _page(self, interaction: AnyInteraction, caller: Caller, page: Page, before: str) -> Shown:
        pages = Pages(self._cog.texts, caller.locale)
        if page is Page.JOBS:
            return await self._jobs(pages, caller, before)
        if page is Page.HISTORY:
            return await self._history(pages, caller, before)
        settings = await self._cog.guilds.settings(caller.guild_id)
        facts = await self._facts(interaction, caller, page)
        builders = {
            Page.OVERVIEW: pages.overview, Page.PLACES: pages.places, Page.LIMITS: pages.limits,
            Page.BUDGET: pages.budget, Page.DEFAULTS: pages.defaults, Page.WORDS: pages.words,
        }  # fmt: skip
        return builders[page](settings, facts)

    async def _facts(self, interaction: AnyInteraction, caller: Caller, page: Page) -> Facts:
        if page in _WITHOUT_FACTS:
            return Facts()
        guilds, catalog = self._cog.guilds, self._cog.catalog
        typical = TypicalRequests(catalog, guilds)
        return Facts(
            usage=await guilds.usage(caller, datetime.now(UTC).day),
            budget=await guilds.server_allowances(caller),
            lacking_channels=len(lacks_of(interaction.guild)[0]) if interaction.guild else 0,
            presets=catalog.presets,
            prices=typical.prices(),
            currency=catalog.currency,
            price_of_day=typical.day_cost,
        )

    async def _jobs(self, pages: Pages, caller: Caller, before: str) -> Shown:
        jobs = await self._cog.service.list(caller, everyone=True, before_id=before or None, limit=PAGE_LENGTH)
        listed = render_job_list(jobs, self._cog.texts, caller.locale, with_people=True)
        return pages.jobs(listed, jobs, jobs[-1].id if len(jobs) == PAGE_LENGTH else "")

    async def _history(self, pages: Pages, caller: Caller, before: str) -> Shown:
        entries = await self._cog.guilds.audit(caller, before or None, HISTORY_LENGTH)
        ids = [one.change.new for one in entries if one.change.setting in (JOB_CANCELLED, JOB_POSTED)]
        owners = await self._cog.service.owners(caller, ids)
        return pages.history(entries, owners)
