"""`foley check`, the database."""

from bot.errors import ConfigError, StoreError, StoreRefused, StoreUnavailable
from bot.ops.check.report import Level, Line
from bot.ops.plain import plain_sentence
from bot.store.engine.address import parse_url
from bot.store.maintenance.inspection import Inspection, inspect_database

_PART = "database"
_ADVICE = "Correct FOLEY_DATABASE_URL, or make what it names; Foley makes its tables itself."
# The texts of the other refusals already contain the advice.
_ADVICE_ON = {
    "store-refused": _ADVICE,
    "store-refused-unreadable": "Let the user Foley runs as read and write it, and what is beside it.",
}
_FULL = ("SQLITE_FULL", "No space left", "quota exceeded", "53100")  # the last is PostgreSQL's disk_full


async def check_database(url: str) -> list[Line]:
    """Check that it can be reached, belongs to Foley, has a known revision and can be written."""
    try:
        inspection = await inspect_database(url)
    except StoreRefused as error:
        return [Line(_PART, Level.WRONG, plain_sentence(error), _ADVICE_ON.get(error.key, ""))]
    except StoreUnavailable as error:
        return [_unavailable(error, parse_url(url).shown)]
    except StoreError as error:
        return [Line(_PART, Level.WRONG, f"The database can't be used ({error.detail}).", _ADVICE)]
    except ConfigError as error:
        return [Line(_PART, Level.WRONG, problem, _ADVICE) for problem in error.problems]
    return [
        Line(_PART, Level.OK, f"{inspection.kind} {inspection.version}, {inspection.place}, {_state_of(inspection)}.")
    ]


def _unavailable(error: StoreUnavailable, place: str) -> Line:
    if error.key != StoreUnavailable.default_key:
        return Line(_PART, Level.AWAY, plain_sentence(error), _ADVICE)
    if any(word in error.detail for word in _FULL):
        return Line(_PART, Level.AWAY, f"The disk of the database is full ({place}).", "Make room there.")
    advice = "Start the database, or correct host and port in FOLEY_DATABASE_URL."
    return Line(_PART, Level.AWAY, f"The database can't be used now ({error.detail}).", advice)


def _state_of(inspection: Inspection) -> str:
    if not inspection.revision:
        return "empty: the first start makes the tables"
    newest = "" if inspection.is_newest else ", brought up to date by the next start"
    return f"revision {inspection.revision}{newest}, {'a Foley is using it' if inspection.in_use else 'writable'}"
