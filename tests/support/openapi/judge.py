"""Compares traffic with Discord's document and collects what differs; it owns no list of what is forgiven."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from bot.sandbox.discord.traffic import Answer, Dispatch, Request, TrafficEvent
from tests.support.openapi.exceptions import is_known
from tests.support.openapi.gateway_objects import objects_of
from tests.support.openapi.make_digest import DIGEST

Json = dict[str, Any]
_SHOWN = 400
_ID = re.compile(r'(?<=")[1-9][0-9]{16,19}(?=")')


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing that is not as the document says. `side`: request, answer or gateway; `path`: where in the body."""

    side: str
    where: str
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.side} of {self.where}, at {self.path or 'the top'}: {self.message[:_SHOWN]}"


class Judge:
    """Listens to a local Discord; `raise_if_any` fails with everything that was wrong."""

    def __init__(self) -> None:
        self.deviations: list[Deviation] = []
        self.judged = 0

    def __call__(self, saying: TrafficEvent) -> None:
        """Judge one saying."""
        self.judged += 1
        match saying:
            case Request():
                self.deviations += _request(saying)
            case Answer():
                self.deviations += _answer(saying)
            case Dispatch(name, data):
                for path, schema, thing in objects_of(name, data):
                    self.deviations += _compare("gateway", name, {"$ref": f"#/$defs/{schema}"}, thing, path)

    def raise_if_any(self) -> None:
        """Fail when anything differed from the document."""
        told = dict.fromkeys(str(one) for one in self.deviations)
        assert not told, "not as Discord's OpenAPI document says:\n" + "\n".join(told)


@cache
def _digest() -> Json:
    loaded: Json = json.loads(DIGEST.read_text(encoding="utf-8"))
    return loaded


@cache
def _routes() -> list[tuple[str, re.Pattern[str], str]]:
    """Method, path as a pattern and key of every route; a path with fewer parameters first (@original before an id)."""
    found = []
    for key in sorted(_digest()["routes"], key=lambda one: one.count("{")):
        method, template = key.split(" ")
        found.append((method, re.compile(re.sub(r"\{[^}]+\}", "[^/]+", template)), key))
    return found


def _route(request: Request) -> tuple[str, Json] | None:
    path = request.path.replace("%40", "@")
    for method, pattern, key in _routes():
        if method == request.method and pattern.fullmatch(path):
            return key, _digest()["routes"][key]
    return None


def _request(request: Request) -> Iterator[Deviation]:
    found = _route(request)
    if found is None:
        unknown = f"{request.method} {re.sub(r'[0-9]+', '{}', request.path)}"
        if not is_known("request", unknown, "", "unknown route"):
            yield Deviation("request", unknown, "", "unknown route")
        return
    where, route = found
    for name, value in request.query.items():
        if name not in route["query"]:
            yield Deviation("request", where, f"?{name}", "a query parameter the document does not list")
        else:
            yield from _compare(
                "request", where, route["query"][name], _coerced(value, route["query"][name]), f"?{name}"
            )
    if "body" in route:
        body = {} if request.body is None else request.body
        yield from _compare("request", where, route["body"], body, "")
    elif request.body not in (None, {}):
        yield Deviation("request", where, "", "a body where none is taken")
    if any(number > 9 for number in request.file_numbers):
        yield Deviation("request", where, "files", "a file numbered above 9")


def _coerced(value: str, schema: Json) -> Any:
    """A query parameter as the JSON value it stands for; Discord takes 1 and 0 as booleans, too."""
    if "$ref" in schema:
        return _coerced(value, _digest()["$defs"][schema["$ref"].rsplit("/", 1)[1]])
    if any(one.get("type") == "integer" or "$ref" in one for one in schema.get("anyOf", ())):
        return int(value) if value.isdigit() else value
    if schema.get("type") == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(value.lower(), value)
    return int(value) if schema.get("type") == "integer" and value.isdigit() else value


def _answer(answer: Answer) -> Iterator[Deviation]:
    found = _route(answer.to)
    if found is None:
        return  # the request was told of
    where, route = found
    if answer.status >= 400:
        schema = _digest()["errors"]["429" if answer.status == 429 else "4XX"]
    elif str(answer.status) in route["answers"]:
        schema = route["answers"][str(answer.status)]
    else:
        if not is_known("answer", where, "", f"status {answer.status}"):
            yield Deviation(
                "answer", where, "", f"status {answer.status}, where the document has {[*route['answers']]}"
            )
        return
    if schema is None:
        if answer.body is not None:
            yield Deviation("answer", where, "", "a body where there is none")
        return
    yield from _compare("answer", where, schema, answer.body, "")


# --- one value against one schema -----------------------------------------------------------------------------


def _compare(side: str, where: str, schema: Json, value: Any, path: str) -> list[Deviation]:
    """Compare what was not compared before: a bot's commands are the same at every start, and take a second."""
    fingerprint = _fingerprint(side, where, path, schema, value)
    if fingerprint in _found_right():
        return []
    errors = _validator().evolve(schema=schema).iter_errors(value)
    found = [leaf for error in errors for leaf in _leaves(side, where, path, error)]
    if not found:
        _found_right().add(fingerprint)
    return found


@cache
def _found_right() -> set[bytes]:
    """Fingerprints of what was as the document says."""
    return set()


def _fingerprint(*parts: Any) -> bytes:
    """Return what is equal for values that differ in nothing but their ids: to the document one id is like another."""
    text = _ID.sub(lambda found: "1" * len(found[0]), json.dumps(parts))
    return hashlib.sha256(text.encode()).digest()


def _leaves(side: str, where: str, path: str, error: ValidationError) -> list[Deviation]:
    """What an error comes down to: of alternatives, that which fits best; nothing where that is forgiven."""
    here = ".".join(filter(None, (path, *(str(step) for step in error.relative_path))))
    if error.validator == "additionalProperties":
        instance, schema = error.instance, cast("Json", error.schema)
        unlisted = [f"{here}.{name}".lstrip(".") for name in cast("Json", instance) if name not in schema["properties"]]
        told = [Deviation(side, where, path, "the document does not list it") for path in unlisted]
        return [one for one in told if not is_known(side, where, one.path, one.message)]
    if error.validator != "anyOf":
        known = is_known(side, where, here, error.message)
        return [] if known else [Deviation(side, where, here, error.message)]
    branches: dict[Any, list[ValidationError]] = {}
    for each in error.context or []:
        branches.setdefault(each.schema_path[0], []).append(each)
    weighed = [
        (_is_other_kind(each), [leaf for one in each for leaf in _leaves(side, where, here, one)])
        for each in branches.values()
    ]
    return min(weighed, key=lambda one: (one[0], len(one[1])))[1]


def _is_other_kind(errors: list[ValidationError]) -> bool:
    """Whether a branch is not meant at all: another JSON type, or another number in `type`."""
    return any(
        (not one.relative_path and one.validator == "type") or list(one.relative_path) == ["type"] for one in errors
    )


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(_digest(), format_checker=_formats())


def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    checker.checks("date-time", ValueError)(_is_time)
    checker.checks("uri")(lambda value: not isinstance(value, str) or bool(re.match(r"[a-z][a-z0-9+.-]*:\S*$", value)))
    checker.checks("int32")(lambda value: not isinstance(value, int) or -(2**31) <= value < 2**31)
    return checker


def _is_time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None
