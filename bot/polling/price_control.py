"""Holds the price of a look where looks just fill the budget: a slow controller over what is due. Pure."""

from bot.polling.prices import MOST_STEPS, log_of

_CONTROL_SECONDS = 0.25
_BACKLOG_SECONDS = 1.0
_GAIN = 0.8
_GAIN_UP = 0.12
_GAIN_DOWN = 0.4
_MOST_SURPLUS_SECONDS = 1.0


class PriceControl:
    """Finds the step of the price (:mod:`bot.polling.prices`); 0 is the lowest, while the budget is not short.

    About a second of looks is kept ripe: enough to choose from, not more.
    """

    __slots__ = ("_budget_per_second", "_controlled_at", "_integral", "step")

    def __init__(self, budget_per_second: float) -> None:
        self._budget_per_second = budget_per_second
        self._integral = 0.0
        self._controlled_at: float | None = None
        self.step = 0

    def next_at(self) -> float | None:
        """Return when the price may fall next and make a job due sooner; None while it is at its lowest."""
        if self.step == 0 or self._controlled_at is None:
            return None
        return self._controlled_at + _CONTROL_SECONDS

    def control(self, now: float, ripe: int) -> bool:
        """Move the price by how many looks are due; False where it is not time for that yet."""
        if self._controlled_at is None:
            self._controlled_at = now
        passed = now - self._controlled_at
        if passed < _CONTROL_SECONDS:
            return False
        self._controlled_at = now
        surplus = ripe / self._budget_per_second - _BACKLOG_SECONDS
        top = log_of(MOST_STEPS)
        # Slowly up, or it would run away while a restart's backlog drains; quickly down, or looks would idle.
        gain = _GAIN_UP if surplus > 0.0 else _GAIN_DOWN
        moved = gain * min(surplus, _MOST_SURPLUS_SECONDS) * (min(passed, 1.0) if surplus > 0.0 else passed)
        self._integral = min(top, max(0.0, self._integral + moved))
        surplus = min(surplus, 2 * _MOST_SURPLUS_SECONDS)
        level = min(top, max(0.0, self._integral + _GAIN * surplus))
        self.step = round(level / log_of(1))
        return True
