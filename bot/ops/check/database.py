"""The database part of `foley check`."""

from bot.errors import ConfigError, StoreError, StoreRefused, StoreUnavailable
from bot.ops.check.report import Level, Line
from bot.ops.plain import plain_sentence
from bot.store.maintenance.inspection import Inspection, inspect_database

_PART = "database"
_ADVICE = "Correct FOLEY_DATABASE_URL, or make what it names; Foley makes its tables itself."


async def check_database(url: str) -> list[Line]:
    """Reachable, ours, of a known revision, writable."""
    try:
        found = await inspect_database(url)
    except StoreRefused as error:
        return [Line(_PART, Level.WRONG, plain_sentence(error), _ADVICE)]
    except StoreUnavailable as error:
        if error.key != StoreUnavailable.default_key:
            return [Line(_PART, Level.AWAY, plain_sentence(error), _ADVICE)]
        advice = "Start the database, or correct host and port in FOLEY_DATABASE_URL."
        return [Line(_PART, Level.AWAY, f"The database can't be used now ({error.detail}).", advice)]
    except StoreError as error:
        return [Line(_PART, Level.WRONG, f"The database can't be used ({error.detail}).", _ADVICE)]
    except ConfigError as error:
        return [Line(_PART, Level.WRONG, problem, _ADVICE) for problem in error.problems]
    return [Line(_PART, Level.OK, f"{found.kind} {found.version}, {found.place}, {_state_of(found)}.")]


def _state_of(found: Inspection) -> str:
    if not found.revision:
        return "empty: the first start makes the tables"
    newest = "" if found.is_newest else ", brought up to date by the next start"
    return f"revision {found.revision}{newest}, {'a Foley is using it' if found.in_use else 'writable'}"
