"""Settings as a file that moves them to another server. Pure: text in, settings out, or one sentence of what is wrong.

Channels and roles have other ids in another server: the file has their names too, to find them by. A setting none of
whose channels or roles are here stays as it is, so that a list of allowed channels never becomes empty, which would
allow all.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.errors import InvalidRequest
from bot.guilds.changes.slots import canonical, ids_in, limit_named, values_of, with_values
from bot.guilds.settings import GuildSettings

MARK, FORMAT = "foley-settings", 1
LARGEST_BYTES = 500_000
Names = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """Settings read from a file, and the names of channels and roles that are not in this server."""

    values: Mapping[str, object] = field(repr=False)
    missing: tuple[str, ...] = ()

    def applied(self, settings: GuildSettings) -> GuildSettings:
        """Return settings with everything in the file replacing what there was. Raises ValueError."""
        lifted = {limit.name: None for limit in settings.limits if limit.name not in self.values}
        return with_values(settings, {**lifted, **self.values})


def exported(settings: GuildSettings, name_of: Callable[[int], str]) -> str:
    """Return settings as a file's text. ``name_of``: of a channel or role, ``#studio`` or ``@Makers``, or empty."""
    values = values_of(canonical(settings))
    ids = sorted({one for name, value in values.items() for one in ids_in(name, value)})
    document = {MARK: FORMAT, "settings": values, "names": {str(one): name_of(one) for one in ids}}
    return json.dumps(document, ensure_ascii=False, indent=1)


def imported(text: str, here: Names) -> Imported:
    """Return what a file sets. ``here``: this server's channels and roles, as ``#name`` and ``@name``.

    Raises InvalidRequest: ``transfer-foreign``, ``transfer-old``, ``transfer-broken``.
    """
    document = _parsed(text)
    given, names = document.get("settings"), document.get("names")
    if not isinstance(given, dict) or not isinstance(names, dict):
        raise InvalidRequest(key="transfer-broken")
    try:
        return _Mover(here, names).move(given)
    except (ValueError, TypeError, KeyError):
        raise InvalidRequest(key="transfer-broken") from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidRequest(key="transfer-foreign") from None
    if not isinstance(document, dict) or MARK not in document:
        raise InvalidRequest(key="transfer-foreign")
    if document[MARK] != FORMAT:
        raise InvalidRequest(key="transfer-old")
    return document


class _Mover:
    """Maps the ids in a file to those of this server."""

    def __init__(self, here: Names, names: Mapping[str, object]) -> None:
        self._here = here
        self._by_name = {name: local_id for local_id, name in here.items()}
        self._names = names
        self._missing: dict[str, None] = {}

    def move(self, given: Mapping[str, object]) -> Imported:
        """Return every slot with this server's ids; what does not exist here is left out."""
        # Unknown slots, and values that a slot can't hold, are found before anything is left out.
        with_values(GuildSettings(0), given)
        values: dict[str, object] = {}
        for name, value in given.items():
            ids = ids_in(name, value)
            local_ids = self._local_ids(ids)
            if ids and not local_ids:
                continue
            if name.startswith("limit.role.") and ids:
                values[name.replace(str(limit_named(name).role_id), str(local_ids[0]), 1)] = value
            elif isinstance(value, list) and ids:
                values[name] = sorted(local_ids)
            else:
                values[name] = local_ids[0] if ids else value
        return Imported(values, tuple(self._missing))

    def _local_ids(self, ids: Collection[int]) -> list[int]:
        local_ids = []
        for file_id in ids:
            name = str(self._names.get(str(file_id), ""))
            local_id = file_id if file_id in self._here else self._by_name.get(name)
            if local_id is None:
                self._missing[name or str(file_id)] = None
            else:
                local_ids.append(local_id)
        return local_ids
