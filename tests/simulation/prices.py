"""Prices of jobs in the simulation, and the operator's budget."""

from dataclasses import dataclass

from bot.jobs.claim import Measure, OperatorBudget, Window
from bot.jobs.model import Request, VideoRequest
from bot.jobs.price import Price

CURRENCY = "USD"
_SOUND, _VIDEO = Price(CURRENCY, fixed=700, per_second=13), Price(CURRENCY, per_second=900)


@dataclass(frozen=True, slots=True)
class Prices:
    """Implements bot.guilds.ports.PriceList. ``budget_micros``: a day's budget for all servers together; 0: none."""

    budget_micros: int
    currency: str = CURRENCY

    @property
    def budget(self) -> tuple[OperatorBudget, ...]:
        if not self.budget_micros:
            return ()
        return (OperatorBudget(Window.DAY, Measure.MONEY, self.budget_micros),)

    def price(self, request: Request) -> Price | None:
        return _VIDEO if isinstance(request, VideoRequest) else _SOUND
