"""Parse the operator's prices and budget in the catalogue file. None are shipped: they are the operator's own.

Pure: numbers of a TOML table in, values or ValueError out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.jobs.claim import Measure, OperatorBudget, Window
from bot.jobs.model import Request, SpeechRequest
from bot.jobs.price import MICRO, Price
from bot.jobs.requests import is_off_peak

MOST = 1_000_000_000
_CHARACTERS = 1000
_MEASURES = {"money": Measure.MONEY, "requests": Measure.COUNT, "seconds": Measure.SECONDS}
_CURRENCY_LETTERS = 3


@dataclass(frozen=True, slots=True)
class PriceRule:
    """The price of a model and version in micro-units: per request, per second of output, per 1,000 characters."""

    per_request: int = 0
    per_second: int = 0
    per_1000_characters: int = 0
    off_peak: int = MICRO  # the share of the price that an off-peak video costs, in millionths

    def price(self, currency: str, request: Request) -> Price:
        """Return what one request costs."""
        text = (request.spoken_text or request.text) if isinstance(request, SpeechRequest) else ""
        fixed = self.per_request - (-self.per_1000_characters * len(text) // _CHARACTERS)
        if is_off_peak(request):
            return Price(currency, _share(fixed, self.off_peak), _share(self.per_second, self.off_peak))
        return Price(currency, fixed, self.per_second)


def _share(amount: int, millionths: int) -> int:
    """Return a share of an amount, rounded up to a micro-unit."""
    return -(-amount * millionths // MICRO)


def read_currency(value: object) -> str:
    """Return a currency code. Raises ValueError with what is wrong."""
    if value == "":
        return ""
    if not isinstance(value, str) or len(value) != _CURRENCY_LETTERS or not (value.isascii() and value.isalpha()):
        raise ValueError('must be a code of three letters, such as "USD"')
    return value.upper()


def read_price(value: object, *, by_text: bool) -> PriceRule:
    """Return a price from ``{ per_request = 0.08 }``. Raises ValueError with what is wrong."""
    known = {"per_request", "per_second", "per_1000_characters" if by_text else "off_peak"}
    table = _table(value, known)
    return PriceRule(**{name: _micros(name, amount) for name, amount in table.items()})


def read_budget(value: object) -> tuple[OperatorBudget, ...]:
    """Return a budget from ``month = { money = 200, requests = 5000 }``. Raises ValueError with what is wrong."""
    budgets = []
    for window, amounts in _table(value, {window.value for window in Window}).items():
        for name, amount in _table(amounts, set(_MEASURES)).items():
            micros = _micros(f"{window} {name}", amount)
            measure = _MEASURES[name]
            if measure is not Measure.MONEY and micros % MICRO:
                raise ValueError(f"{window} {name} must be a whole number")
            budgets.append(
                OperatorBudget(Window(window), measure, micros if measure is Measure.MONEY else micros // MICRO)
            )
    return tuple(budgets)


def _table(value: object, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not value:
        raise ValueError(f"must be a table of {', '.join(sorted(known))}")
    unknown = sorted(set(value) - known)
    if unknown:
        raise ValueError(f"has an unknown key {unknown[0][:40]!r}; known are {', '.join(sorted(known))}")
    return value


def _micros(name: str, value: object) -> int:
    """Return a number as micro-units, exactly as it was written: without the rounding of a float."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST:
        raise ValueError(f"{name} must be a number from 0 to {MOST}")
    micros = Decimal(str(value)) * MICRO
    if micros != micros.to_integral_value():
        raise ValueError(f"{name} may have six decimals")
    return int(micros)
