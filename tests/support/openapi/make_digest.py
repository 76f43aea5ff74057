"""Make `digest.json` from Discord's OpenAPI document: python -m tests.support.openapi.make_digest path/to/openapi.json.

The digest is plain JSON Schema (draft 2020-12) and stricter than the document in one point: a name that the document
does not list is refused, since a misspelt field is otherwise never seen.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]
DIGEST = Path(__file__).with_name("digest.json")
_METHODS = ("get", "put", "post", "patch", "delete")
_PROSE = frozenset({"description", "title", "example", "examples", "x-discord-union", "contentEncoding", "default"})
_REFERENCE = "#/components/schemas/"
# What a bot without calls, lobbies, invites, scheduled events and stickers of its own talks about.
_KEPT = re.compile(
    r"/(gateway|interactions|oauth2/applications)\b|/webhooks/{webhook_id}/{webhook_token}(/messages|$)"
    r"|/applications/(@me$|{application_id}(/guilds/{guild_id})?/commands)"
    r"|/channels/{channel_id}($|/(messages|threads|thread-members|typing|permissions))"
    r"|/guilds/{guild_id}($|/(channels|members|roles|audit-logs|threads|soundboard-sounds))"
    r"|/users/({user_id}$|@me($|/channels|/guilds))"
)
_ERRORS = frozenset({"429", "4XX"})  # the same for every route


class Digest:
    """What is kept of one document, and of its schemas only what a kept route leads to."""

    def __init__(self, document: Json) -> None:
        self._document = document
        self.schemas: dict[str, Json] = {}
        self.routes = {
            f"{method.upper()} {path}": self._route(path, method)
            for path, about in document["paths"].items()
            for method in _METHODS if method in about and _KEPT.match(path)
        }  # fmt: skip
        shared = document["components"]["responses"]
        self.errors = {
            "429": self._answer(shared["ClientRatelimitedResponse"]),
            "4XX": self._answer(shared["ClientErrorResponse"]),
        }  # fmt: skip

    def _route(self, path: str, method: str) -> Json:
        about = self._document["paths"][path]
        operation = about[method]
        asked = [*about.get("parameters", []), *operation.get("parameters", [])]
        body = operation.get("requestBody", {}).get("content", {})
        one: Json = {
            "query": {each["name"]: self.schema(each["schema"]) for each in asked if each["in"] == "query"},
            "answers": {
                status: self._answer(each) for status, each in operation["responses"].items() if status not in _ERRORS
            },
        }
        if "application/json" in body:
            one["body"] = self.schema(body["application/json"]["schema"])
        return one

    def _answer(self, response: Json) -> Json | None:
        """The schema of an answer's body; None where it has none."""
        content = response.get("content", {}).get("application/json")
        return None if content is None else self.schema(content["schema"])

    def schema(self, node: Json) -> Json:
        """Rewrite one schema."""
        if "$ref" in node:
            return {"$ref": f"#/$defs/{self._named(node['$ref'])}"}
        node = self._flat(node)
        kept = {key: self._value(key, value) for key, value in node.items() if key not in _PROSE}
        kept.update(_alternatives(kept.pop("oneOf", None)))
        if "properties" in kept:
            kept.setdefault("additionalProperties", False)
        return kept

    def _named(self, reference: str) -> str:
        name = reference.removeprefix(_REFERENCE)
        if name not in self.schemas:
            self.schemas[name] = {}  # a schema may lead back to itself
            self.schemas[name] = self.schema(self._document["components"]["schemas"][name])
        return name

    def _flat(self, node: Json) -> Json:
        """Merge `allOf`: beside an enum it only repeats the wider enum, elsewhere it is one object in parts."""
        parts = node.get("allOf")
        if parts is None:
            return node
        rest = {key: value for key, value in node.items() if key != "allOf"}
        if "enum" in rest:
            return rest
        for part in parts:
            rest = _merged(rest, self._flat(self._found(part)))
        return rest

    def _found(self, node: Json) -> Json:
        if "$ref" not in node:
            return node
        found: Json = self._document["components"]["schemas"][node["$ref"].removeprefix(_REFERENCE)]
        return found

    def _value(self, key: str, value: Any) -> Any:
        if key == "properties":
            return {name: self.schema(each) for name, each in value.items()}
        if key in {"oneOf", "anyOf"}:
            return [self.schema(each) for each in value]
        if key in {"items", "additionalProperties"} and isinstance(value, dict):
            return self.schema(value)
        return value

    def text(self) -> str:
        """JSON with one route and one schema a line, so that a renewal can be read as a difference."""
        tables: dict[str, Mapping[str, Json | None]] = {
            "routes": self.routes,
            "errors": self.errors,
            "$defs": self.schemas,
        }
        return "{\n" + ",\n".join(f'"{name}": {_lines(table)}' for name, table in tables.items()) + "\n}\n"


def _merged(first: Json, second: Json) -> Json:
    both = {**second, **first}
    if "properties" in first and "properties" in second:
        both["properties"] = {**first["properties"], **second["properties"]}
    if "required" in first and "required" in second:
        both["required"] = [*first["required"], *second["required"]]
    return both


def _alternatives(branches: list[Json] | None) -> Json:
    """`oneOf` as an enum where it lists constants, else as `anyOf`: the document's branches overlap."""
    if branches is None:
        return {}
    if all(set(each) == {"const"} for each in branches):
        return {"enum": [each["const"] for each in branches]}
    return {"anyOf": branches}


def _lines(table: Mapping[str, Json | None]) -> str:
    lines = (
        f"{json.dumps(name)}:{json.dumps(each, separators=(',', ':'), sort_keys=True)}"
        for name, each in sorted(table.items())
    )
    return "{\n" + ",\n".join(lines) + "\n}"


def main(path: str) -> None:
    """Write the digest."""
    DIGEST.write_text(Digest(json.loads(Path(path).read_text(encoding="utf-8"))).text(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
