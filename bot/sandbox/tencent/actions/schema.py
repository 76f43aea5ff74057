"""Validation of requests against a declared schema: names, types, allowed values, lengths.

It implements the checks only; the fields of each action are data, in ``specs``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from bot.sandbox.tencent.errors import ApiError

JsonObject = dict[str, Any]
FieldType = Literal["string", "int", "uint", "bool", "float", "object"]
AudioFormatPlace = Literal["extra", "top", "none"]
VoicesGeneration = Literal["full", "old"]


@dataclass(frozen=True)
class Field:
    """One declared field. ``many`` makes it an array of elements described by the other attributes."""

    type: FieldType
    many: bool = False
    required: bool = False
    allowed: tuple[str, ...] = ()
    max_chars: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    json_object: bool = False
    url: bool = False
    fields: Mapping[str, "Field"] = field(default_factory=dict)
    value_code: str = "InvalidParameterValue"

    def must(self) -> "Field":
        """Return a required copy of the field."""
        return replace(self, required=True)


@dataclass(frozen=True)
class Generation:
    """The generation of the API to emulate; some fields have moved over time."""

    audio_format: AudioFormatPlace = "extra"
    voices: VoicesGeneration = "full"


def validate(request: JsonObject, fields: Mapping[str, Field], where: str = "") -> JsonObject:
    """Return ``request`` without nulls. Raises the ApiError the real server would respond with."""
    unknown = next((name for name in request if name not in fields), None)
    if unknown is not None:
        raise ApiError("UnknownParameter", f"The parameter `{where}{unknown}` is not recognized.")
    for name, declared in fields.items():
        if declared.required and request.get(name) is None:
            raise ApiError("MissingParameter", f"The request is missing a required parameter `{where}{name}`.")
    return {name: _check(value, fields[name], where + name) for name, value in request.items() if value is not None}


def _check(value: Any, declared: Field, path: str) -> Any:
    if not declared.many:
        return _check_one(value, declared, path)
    if not isinstance(value, list):
        raise _wrong_type(path, "array")
    return [_check_one(item, declared, f"{path}.{index}") for index, item in enumerate(value)]


def _check_one(value: Any, declared: Field, path: str) -> Any:
    if not _has_type(value, declared.type):
        raise _wrong_type(path, declared.type)
    if declared.type == "object":
        return validate(value, declared.fields, f"{path}.")
    if isinstance(value, str):
        _check_text(value, declared, path)
    elif declared.minimum is not None and value < declared.minimum:
        raise ApiError(declared.value_code, f"The value of `{path}` is below {declared.minimum}.")
    elif declared.maximum is not None and value > declared.maximum:
        raise ApiError(declared.value_code, f"The value of `{path}` is above {declared.maximum}.")
    return value


def _check_text(value: str, declared: Field, path: str) -> None:
    if declared.allowed and value and value not in declared.allowed:
        choices = ", ".join(declared.allowed)
        raise ApiError(declared.value_code, f"The value of `{path}` is not valid. Supported: {choices}.")
    if declared.max_chars is not None and len(value) > declared.max_chars:
        raise ApiError(declared.value_code, f"The length of `{path}` exceeds {declared.max_chars}.")
    if declared.url and not value.startswith(("http://", "https://")):
        raise ApiError(declared.value_code, f"The value of `{path}` is not a URL.")
    if declared.json_object and value:
        decode_object(value, path)


def decode_object(text: str, path: str) -> JsonObject:
    """Decode a field that holds a JSON object as a string; an empty string means an empty object."""
    try:
        decoded = json.loads(text or "{}")
    except ValueError as error:
        raise ApiError("InvalidParameter", f"The value of `{path}` is not valid JSON.") from error
    if not isinstance(decoded, dict):
        raise ApiError("InvalidParameter", f"The value of `{path}` is not a JSON object.")
    return decoded


def _has_type(value: Any, field_type: FieldType) -> bool:
    match field_type:
        case "string":
            return isinstance(value, str)
        case "bool":
            return isinstance(value, bool)
        case "object":
            return isinstance(value, dict)
        case "float":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "int":
            return isinstance(value, int) and not isinstance(value, bool)
        case "uint":
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _wrong_type(path: str, expected: str) -> ApiError:
    return ApiError("InvalidParameter", f"The type of `{path}` is wrong, it should be {expected}.")


def from_query(pairs: list[tuple[str, str]], fields: Mapping[str, Field]) -> JsonObject:
    """Rebuild the request of a GET from its query: ``A.0.B=1`` becomes an array of objects, typed as declared."""
    tree: JsonObject = {}
    for name, text in pairs:
        steps = name.split(".")
        node = tree
        for step in steps[:-1]:
            node = node.setdefault(step, {})
            if not isinstance(node, dict):
                raise ApiError("InvalidParameter", f"The parameter `{name}` clashes with another one.")
        node[steps[-1]] = text
    return {name: _typed(value, fields.get(name)) for name, value in tree.items()}


def _typed(value: Any, declared: Field | None) -> Any:
    if declared is None:
        return value
    if declared.many and isinstance(value, dict):
        single = replace(declared, many=False)
        return [_typed(value[key], single) for key in sorted(value, key=lambda key: (len(key), key))]
    if isinstance(value, dict):
        return {name: _typed(inner, declared.fields.get(name)) for name, inner in value.items()}
    return _typed_text(value, declared.type)


def _typed_text(text: str, field_type: FieldType) -> Any:
    try:
        if field_type in ("int", "uint"):
            return int(text)
        if field_type == "float":
            return float(text)
    except ValueError:
        return text  # left as it is: the type check reports the field
    return {"true": True, "false": False}.get(text.lower(), text) if field_type == "bool" else text
