"""The panel of /foley as an admin uses it through the real process: pages, selects, buttons, forms."""

from collections.abc import Mapping, Sequence

from bot.chat.admin.panel.controls import PREFIX, Page
from bot.sandbox.discord import Interaction, LocalFile, Message
from bot.sandbox.discord.world.model import Channel, User
from bot.sandbox.stage import Stage
from tests.e2e.admin_talk import ask
from tests.e2e.conftest import text_of

PAGES = {
    **dict.fromkeys(("preset", "pause", "resume", "export", "import"), Page.OVERVIEW),
    **dict.fromkeys(("kinds", "channels", "results", "alerts"), Page.PLACES),
    **dict.fromkeys(("limit", "limit-role", "limit-other", "caps", "lift"), Page.LIMITS),
    **dict.fromkeys(("budget", "budget-role", "usage"), Page.BUDGET),
    **dict.fromkeys(("defaults", "data", "keep", "loudness", "label", "soundboard"), Page.DEFAULTS),
    **dict.fromkeys(("roles", "people", "words", "age"), Page.WORDS),
    "job": Page.JOBS,
    "revert": Page.HISTORY,
}
Form = Mapping[str, object]


class PanelTalk:
    """One open panel. ``presses`` counts what a person would have done, the command included."""

    def __init__(self, stage: Stage, user: User, opened: Interaction) -> None:
        self.stage = stage
        self.user = user
        self.message: Message = opened.ephemeral[0]
        self.answer: Message | None = None
        self.presses = 1

    @classmethod
    async def open(cls, stage: Stage, user: User | None = None, channel: Channel | None = None) -> "PanelTalk":
        """Run /foley panel, in #general unless told otherwise."""
        return cls(stage, user or stage.world.admin, await ask(stage, "/foley panel", user, channel))

    @property
    def shown(self) -> str:
        """The page that is shown."""
        return text_of(self.message)

    async def page(self, page: Page) -> str:
        """Turn to a page and return what it says."""
        self.presses += 1
        await (await self.stage.discord.select(self.user, self.message, f"{PREFIX}:page:", page.value)).done()
        return self.shown

    async def choose(self, action: str, *values: object, form: Form | None = None, on: Page | None = None) -> str:
        """Choose values in a select, fill in the form it opens where it does, and return the answer."""
        await self._turn(on or PAGES[action])
        which = next(one for one in self._ids() if one.startswith(f"{PREFIX}:{action}:"))
        self.presses += 1
        started = await self.stage.discord.select(self.user, self.message, which, *values)
        return await self._answered(started, form)

    async def press(
        self, action: str, form: Form | None = None, files: Mapping[str, Sequence[LocalFile]] | None = None
    ) -> str:
        """Press a button of the panel, fill in its form where it has one, and return the answer."""
        await self._turn(PAGES[action])
        which = next(one for one in self._ids() if one.startswith(f"{PREFIX}:{action}:"))
        self.presses += 1
        return await self._answered(await self.stage.discord.press(self.user, self.message, which), form, files)

    async def on_answer(self, label: str) -> str:
        """Press a button of the last answer, and return what the answer says then."""
        assert self.answer is not None
        self.presses += 1
        await (await self.stage.discord.press(self.user, self.answer, label)).done()
        return text_of(self.answer)

    def _ids(self) -> list[str]:
        rows = self.message.payload["components"]
        return [str(one.get("custom_id")) for row in rows for one in row["components"]]

    async def _turn(self, page: Page) -> None:
        shown = next(
            one["value"] for one in self.message.payload["components"][0]["components"][0]["options"] if one["default"]
        )
        if shown != page.value:
            await self.page(page)

    async def _answered(
        self, started: Interaction, form: Form | None, files: Mapping[str, Sequence[LocalFile]] | None = None
    ) -> str:
        if form is not None or files is not None:
            await self.stage.discord.wait_for(lambda: started.modal or None)
            self.presses += 1
            started = await self.stage.discord.submit_modal(self.user, started, form or {}, files)
        await started.done()
        heard = await self.stage.discord.wait_for(
            lambda: [one for one in started.ephemeral if one.id != self.message.id] or None
        )
        self.answer = heard[-1]
        return "\n".join(text_of(one) for one in heard).strip()
