"""What a job costs: fixed when it is requested, however the operator's prices change. Integer micro-units."""

from dataclasses import dataclass

MICRO = 1_000_000
"""Micro-units per unit of currency: 1.25 USD is 1,250,000. Sums stay exact on every database."""

_MILLI = 1000
_TENTH = MICRO // 10


@dataclass(frozen=True, slots=True)
class Price:
    """The price of one job: a fixed part, and a part per second of output."""

    currency: str
    fixed: int = 0
    per_second: int = 0

    def cost(self, seconds: float) -> int:
        """Return what a job of this length costs, rounded up to a micro-unit."""
        return self.fixed - (-self.per_second * round(seconds * _MILLI) // _MILLI)


def money(micros: int, currency: str) -> str:
    """Return an amount for people: ``1.25 USD``; below a tenth of a unit with four decimals.

    >>> money(1_250_000, "USD"), money(8_000, "EUR")
    ('1.25 USD', '0.0080 EUR')
    """
    decimals = 4 if 0 < micros < _TENTH else 2
    return f"{micros / MICRO:,.{decimals}f} {currency}"


def micros_of(text: str) -> int | None:
    """Return the micro-units of an amount that somebody typed: ``12``, ``0.5``, ``2,50``; None if it is not one.

    >>> micros_of("2,50"), micros_of("-1"), micros_of("1e3")
    (2500000, None, None)
    """
    whole, _, part = text.strip().replace(",", ".").partition(".")
    if not (whole + part).isascii() or not (whole or "0").isdecimal() or not (part or "0").isdecimal():
        return None
    if not whole + part or len(whole) > 9 or len(part) > 6:
        return None
    return int(whole or "0") * MICRO + int((part or "0").ljust(6, "0"))
