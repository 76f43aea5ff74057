"""The ports of rules, limits and the ledger. Adapters: bot.store, bot.patterns."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Protocol

from bot.guilds.operator_state import OperatorState, Overview
from bot.guilds.settings import AuditChange, AuditEntry, Changed, GuildSettings
from bot.guilds.usage import Allowance, Usage
from bot.jobs.claim import Bound, OperatorBudget
from bot.jobs.model import Request
from bot.jobs.price import Price

Change = Callable[[GuildSettings], GuildSettings]
OperatorChange = Callable[[OperatorState], OperatorState]
Diff = Callable[[GuildSettings, GuildSettings], Sequence[AuditChange]]


def unchanged(settings: GuildSettings) -> GuildSettings:
    """Return the settings as they are: the change that changes nothing."""
    return settings


class Matcher(Protocol):
    """A compiled pattern. Takes time linear in the text, whatever the pattern."""

    def __call__(self, text: str) -> bool:
        """Return whether the pattern occurs in the text."""


class PatternCompiler(Protocol):
    """Compiles regular expressions that can't hang the program."""

    def __call__(self, pattern: str) -> Matcher:
        """Compile. Raises InvalidRequest with a sentence for a pattern that can't be used."""


class PriceList(Protocol):
    """The operator's prices and budget; they may change while the bot runs."""

    @property
    def currency(self) -> str:
        """The code of the currency, empty where there are no prices."""

    @property
    def budget(self) -> tuple[OperatorBudget, ...]:
        """What all servers together may use."""

    def price(self, request: Request) -> Price | None:
        """Return what a request costs; None where its model has no price."""


class _NoPrices:
    currency = ""
    budget: tuple[OperatorBudget, ...] = ()

    def price(self, request: Request) -> Price | None:
        return None


NO_PRICES: PriceList = _NoPrices()


class GuildStore(Protocol):
    """Servers' settings, ledger and audit on disk. Every method is one transaction; raises StoreUnavailable.

    A server with nothing stored has the settings of a new one, whoever asks first.
    """

    async def load(self, guild_id: int) -> GuildSettings:
        """Return the settings; for a server with nothing stored, those that new ones start with."""

    async def change(self, guild_id: int, actor_id: int, at: float, change: Change, diff: Diff) -> Changed:
        """Read, change and write the settings with their audit lines; concurrent changes are never lost.

        Whatever ``change`` raises ends the transaction and passes through.
        """

    async def audit(self, guild_id: int, before_id: str | None, limit: int) -> list[AuditEntry]:
        """Return audit lines, newest first."""

    async def audit_change(self, guild_id: int, entry_id: str) -> list[AuditEntry]:
        """Return the line of this id and all others of the same change; empty where there is none."""

    async def note(self, guild_id: int, actor_id: int, at: float, changes: Sequence[AuditChange]) -> None:
        """Write audit lines for something that is not a change of settings."""

    async def allowances(self, guild_id: int, user_id: int, bounds: Sequence[Bound]) -> list[Allowance]:
        """Return how much of each bound is used, in the same order."""

    async def usage(self, guild_id: int, from_day: int, to_day: int, users: int) -> Usage:
        """Return what was used in these days, with at most ``users`` people."""

    async def mark_once(self, guild_id: int, name: str, at: float) -> bool:
        """Write a mark, for something that must be done once; False when it was there already."""

    async def unmark(self, guild_id: int, name: str) -> None:
        """Remove a mark: what it was for has not been done."""

    async def set_present(self, guild_ids: Collection[int]) -> None:
        """Record that Foley is in these servers (again)."""

    async def set_left(self, guild_id: int, left_at: float) -> None:
        """Record when Foley left a server; a time that is already recorded stays."""

    async def present_guilds(self) -> list[int]:
        """Return the servers that Foley is in, according to the database."""

    async def load_operator(self) -> OperatorState:
        """Return what the operator decided."""

    async def change_operator(self, change: OperatorChange) -> OperatorState:
        """Read, change and write what the operator decided; concurrent changes are never lost."""

    async def overview(self, since: float) -> Overview:
        """Return the open jobs, and the faults since this time by code."""


class PrivacyStore(Protocol):
    """Exporting and removing what is stored about people and servers. Every method is one transaction."""

    async def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return every row that is about this person, by table, as JSON values."""

    async def start_erasure(self, user_id: int, at: float) -> None:
        """Record that this person's data is to be removed, until nothing is left."""

    async def erasures(self) -> list[int]:
        """Return the people whose data is still being removed."""

    async def open_job_ids(self, user_id: int) -> list[str]:
        """Return this person's jobs, in any server, that may still be cancelled or are under way."""

    async def erase(self, user_id: int) -> tuple[list[str], int]:
        """Remove what can go now; return the ids of the removed jobs and how many are still under way.

        The ledger keeps the servers' sums under a number that is nobody's id. Once nothing is under way, the record of
        the request itself is removed too.
        """

    async def gone_jobs(self, job_ids: Collection[str]) -> frozenset[str]:
        """Return which of these jobs are no longer in the database."""

    async def forget_left_guilds(self, now: float) -> tuple[list[int], list[str]]:
        """Remove data of servers left longer ago than their grace; return these servers and the removed jobs."""

    async def forget_prompts(self, now: float) -> int:
        """Blank the texts of ended jobs older than their server's retention; return how many."""

    async def settle_old(self, now: float) -> int:
        """Charge claims whose outcome stayed unknown too long, and delete old marks; return how many claims."""
