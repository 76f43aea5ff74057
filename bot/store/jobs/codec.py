"""Convert rows to values and back. JSON texts are read leniently: a row may come from an older or a newer Foley.

Unknown keys are ignored; missing ones take the field's default, as does a value that an enum no longer has.
"""

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, asdict, fields
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from sqlalchemy import RowMapping

from bot.jobs.model import REQUEST_TYPES, Backend, DeliveryState, Fault, Group, Job, Kind, Output, Place, Request, State
from bot.jobs.price import Price

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

log = logging.getLogger(__name__)
_T = TypeVar("_T")
_UNREADABLE = object()


def dump(value: "DataclassInstance | Sequence[DataclassInstance]") -> str:
    """Return a frozen dataclass, or several, as JSON text."""
    plain = [asdict(one) for one in value] if isinstance(value, Sequence) else asdict(value)
    # ASCII: databases don't accept a lone half of a surrogate pair or a NUL, which people can send.
    return json.dumps(plain, separators=(",", ":"))


@cache  # a handful of annotations, needed for every column of every row
def _plain_types(hint: object) -> tuple[type, ...]:
    return get_args(hint) if get_origin(hint) is UnionType else (hint,)


@cache
def _values_of(enum: type[Enum]) -> frozenset[object]:
    return frozenset(member.value for member in enum)


def _read(value: object, hint: object) -> object:
    for one in _plain_types(hint):
        if issubclass(one, Enum):
            if isinstance(value, str) and value in _values_of(one):
                return one(value)
        elif one is NoneType:
            if value is None:
                return None
        elif one is float and isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
        elif isinstance(value, one) and (one is bool or not isinstance(value, bool)):
            return value
    return _UNREADABLE


def _default(field: "Field[Any]", hint: object) -> object:
    if field.default is not MISSING:
        return field.default
    first = _plain_types(hint)[0]
    return next(iter(first)) if issubclass(first, Enum) else first()


@cache
def _hints_of(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def restore(cls: type[_T], raw: object) -> _T:
    """Build the dataclass ``cls`` from a decoded JSON object, with defaults for what is missing or unreadable."""
    given = raw if isinstance(raw, Mapping) else {}
    hints = _hints_of(cls)  # type: ignore[arg-type]
    values: dict[str, object] = {}
    for field in fields(cls):  # type: ignore[arg-type]
        hint = hints[field.name]
        value = _read(given[field.name], hint) if field.name in given else _UNREADABLE
        values[field.name] = _default(field, hint) if value is _UNREADABLE else value
    return cls(**values)


def load_request(kind: Kind, text: str) -> Request:
    """Return the request of a row."""
    return restore(REQUEST_TYPES[kind], json.loads(text))


def load_outputs(text: str) -> tuple[Output, ...]:
    """Return the outputs of a row."""
    return tuple(restore(Output, raw) for raw in json.loads(text))


def load_price(text: str | None) -> Price | None:
    """Return the price of a row, None where it has none."""
    return None if text is None else restore(Price, json.loads(text))


def load_fault(text: str | None) -> Fault | None:
    """Return the fault of a row, None where there is none."""
    return None if text is None else restore(Fault, json.loads(text))


def load_jobs(rows: Iterable[RowMapping]) -> list[Job]:
    """Return rows as jobs. One that can't be read is skipped and logged: it must not hold back the others."""
    loaded = []
    for row in rows:
        try:
            loaded.append(load_job(row))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            log.error("store.row_unreadable error=%s", type(error).__name__, extra={"job": row["id"]})
    return loaded


def load_job(row: RowMapping) -> Job:
    """Return a row of the jobs table as a job."""
    return Job(
        place=Place(**{field.name: row[field.name] for field in fields(Place)}),
        request=load_request(Kind(row["kind"]), row["request"]),
        group=_group(row),
        **{name: row[name] for name in _PLAIN_COLUMNS},
        **{name: read(row[name]) for name, read in _READERS.items()},
    )


def _group(row: RowMapping) -> Group | None:
    return None if row["group_id"] is None else Group(row["group_id"], row["group_index"], row["group_size"])


def _seconds(value: float | None) -> float | None:
    """Return a time as a float: SQLite's RETURNING gives a whole REAL as an int."""
    return None if value is None else float(value)


_MULTI_COLUMN = frozenset({"place", "request", "group"})  # fields read from several columns
_READERS: Mapping[str, Callable[[Any], Any]] = {
    **{field.name: _seconds for field in fields(Job) if field.name.endswith("_at")},
    "kind": Kind,
    "backend": Backend,
    "state": State,
    "delivery_state": DeliveryState,
    "outputs": load_outputs,
    "fault": load_fault,
    "price": load_price,
}
_PLAIN_COLUMNS = tuple(field.name for field in fields(Job) if field.name not in {*_READERS, *_MULTI_COLUMN})
