"""Validates message components and modals as Discord does: types, nesting, counts, lengths, unique ids.

Pure. Source: https://discord.com/developers/docs/components/reference
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import Any

from bot.sandbox.discord.rules.form import Form, Path

Json = dict[str, Any]


class Component(IntEnum):
    """Component types."""

    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


C = Component
SELECTS = frozenset({C.STRING_SELECT, C.USER_SELECT, C.ROLE_SELECT, C.MENTIONABLE_SELECT, C.CHANNEL_SELECT})
PICKS = frozenset({C.RADIO_GROUP, C.CHECKBOX_GROUP})
_TOP_LEVEL_V2 = frozenset({C.ROW, C.SECTION, C.TEXT_DISPLAY, C.MEDIA_GALLERY, C.FILE, C.SEPARATOR, C.CONTAINER})
_IN_CONTAINER = _TOP_LEVEL_V2 - {C.CONTAINER}
_IN_LABEL = SELECTS | PICKS | {C.TEXT_INPUT, C.FILE_UPLOAD, C.CHECKBOX}
LINK_STYLE, PREMIUM_STYLE = 5, 6
_LINK_SCHEMES = ("http", "https", "discord")
# Pictographs, keycaps, flags and their joiners; letters and digits alone are not emoji.
_UNICODE_EMOJI = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001faff\U000e0020-\U000e007f\u200d\ufe0f\u20e3]+|[0-9#*]\ufe0f?\u20e3"
)


def walk(components: list[Json]) -> Iterator[Json]:
    """Yield every component, parents before children."""
    for one in components:
        yield one
        yield from walk([*one.get("components", []), *(one[key] for key in ("accessory", "component") if one.get(key))])


def is_emoji(emoji: Any) -> bool:
    """Return whether a partial emoji object is valid: a Unicode emoji, or a custom one by its id."""
    if not isinstance(emoji, dict):
        return False
    if emoji.get("id") is not None:
        return str(emoji["id"]).isdigit()
    return bool(_UNICODE_EMOJI.fullmatch(str(emoji.get("name") or "")))


class _Check:
    """The validation of one component tree."""

    def __init__(self, form: Form, file_names: frozenset[str]) -> None:
        self.form = form
        self.file_names = file_names
        self.custom_ids: set[str] = set()
        self.ids: set[int] = set()
        self.count = 0
        self.text_length = 0

    def visit(self, path: Path, component: Any, allowed: frozenset[Component]) -> None:
        """Validate one component at a place where only the `allowed` types may be."""
        self.count += 1
        if not isinstance(component, dict):
            self.form.add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            return
        if not self.form.choice((*path, "type"), component.get("type"), frozenset(int(kind) for kind in allowed)):
            return
        component_id = component.get("id")
        if component_id:
            if component_id in self.ids:
                self.form.add((*path, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
            self.ids.add(component_id)
        kind = Component(component["type"])
        if kind in SELECTS:
            self._select(path, component, kind)
        elif kind in PICKS:
            self._picks(path, component)
        else:
            getattr(self, f"_{kind.name.lower()}", self._nothing)(path, component)

    def _nothing(self, path: Path, component: Json) -> None:
        """Accept a type that has nothing to check."""

    def _row(self, path: Path, component: Json) -> None:
        inner: Any = component.get("components")
        if not self.form.items((*path, "components"), inner, 1, 5):
            return
        for at, child in enumerate(inner):
            self.visit((*path, "components", at), child, SELECTS | {C.BUTTON})
        if len(inner) > 1 and any(isinstance(child, dict) and child.get("type") in SELECTS for child in inner):
            message = "The specified component exceeds the maximum width"
            self.form.add((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)

    def _custom_id(self, path: Path, component: Json) -> None:
        value: Any = component.get("custom_id")
        if not self.form.text((*path, "custom_id"), value, 1, 100):
            return
        if value in self.custom_ids:
            message = "Component custom id cannot be duplicated"
            self.form.add((*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
        self.custom_ids.add(value)

    def _button(self, path: Path, component: Json) -> None:
        if not self.form.choice((*path, "style"), component.get("style"), frozenset(range(1, 7))):
            return
        if component["style"] == LINK_STYLE:
            if self.form.text((*path, "url"), component.get("url"), 1, 512):
                self.form.url((*path, "url"), component["url"], _LINK_SCHEMES)
            if component.get("custom_id"):
                message = "A custom id and url cannot both be specified"
                self.form.add((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)
        elif component["style"] != PREMIUM_STYLE:
            self._custom_id(path, component)
        self.form.text((*path, "label"), component.get("label"), 0, 80, required=False)
        self._emoji(path, component, "BUTTON_COMPONENT_INVALID_EMOJI")
        if not component.get("label") and not component.get("emoji") and component["style"] != PREMIUM_STYLE:
            self.form.add((*path, "label"), "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or emoji is required")

    def _emoji(self, path: Path, component: Json, code: str) -> None:
        if component.get("emoji") and not is_emoji(component["emoji"]):
            self.form.add((*path, "emoji", "name"), code, "Invalid emoji")

    def _select(self, path: Path, component: Json, kind: Component) -> None:
        self._custom_id(path, component)
        self.form.text((*path, "placeholder"), component.get("placeholder"), 0, 150, required=False)
        self._range(path, component, 25)
        if kind is C.STRING_SELECT:
            self._options(path, component, 1, 25)
            needed = max(component.get("min_values") or 0, component.get("max_values") or 1)
            if isinstance(component.get("options"), list) and len(component["options"]) < needed:
                message = f"Must be between {needed} and 25 in length."
                self.form.add((*path, "options"), "BASE_TYPE_BAD_LENGTH", message)

    def _range(self, path: Path, component: Json, most: int) -> None:
        low, high = component.get("min_values", 1), component.get("max_values", 1)
        for name, value, least in (("min_values", low, 0), ("max_values", high, 1)):
            if value is not None and not self.form.whole((*path, name), value, least, most):
                return
        if low is not None and high is not None and low > high:
            message = f"int value should be greater than or equal to {low}."
            self.form.add((*path, "max_values"), "NUMBER_TYPE_MIN", message)

    def _options(self, path: Path, component: Json, least: int, most: int) -> None:
        options: Any = component.get("options")
        if not self.form.items((*path, "options"), options, least, most):
            return
        values = set()
        for at, option in enumerate(options):
            where = (*path, "options", at)
            self.form.text((*where, "label"), option.get("label"), 1, 100)
            self.form.text((*where, "description"), option.get("description"), 0, 100, required=False)
            self._emoji(where, option, "SELECT_OPTION_COMPONENT_INVALID_EMOJI")
            if self.form.text((*where, "value"), option.get("value"), 1, 100) and option["value"] in values:
                message = "The specified option value is already used"
                self.form.add((*where, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
            values.add(option.get("value"))

    def _picks(self, path: Path, component: Json) -> None:
        self._custom_id(path, component)
        self._options(path, component, 2 if component["type"] == C.RADIO_GROUP else 1, 10)

    def _checkbox(self, path: Path, component: Json) -> None:
        self._custom_id(path, component)

    def _file_upload(self, path: Path, component: Json) -> None:
        self._custom_id(path, component)
        self._range(path, component, 10)

    def _text_input(self, path: Path, component: Json) -> None:
        self._custom_id(path, component)
        self.form.choice((*path, "style"), component.get("style"), frozenset({1, 2}))
        self.form.text((*path, "label"), component.get("label"), 1, 45, required=False)
        self.form.text((*path, "placeholder"), component.get("placeholder"), 0, 100, required=False)
        for name, least in (("min_length", 0), ("max_length", 1)):
            if component.get(name) is not None and not self.form.whole((*path, name), component[name], least, 4000):
                return
        low, high = component.get("min_length") or 0, component.get("max_length") or 4000
        if low > high:
            message = f"int value should be greater than or equal to {low}."
            self.form.add((*path, "max_length"), "NUMBER_TYPE_MIN", message)
        elif component.get("value"):
            self.form.text((*path, "value"), component["value"], low, high, required=False)

    def _label(self, path: Path, component: Json) -> None:
        self.form.text((*path, "label"), component.get("label"), 1, 45)
        self.form.text((*path, "description"), component.get("description"), 0, 100, required=False)
        self.visit((*path, "component"), component.get("component"), _IN_LABEL)

    def _text_display(self, path: Path, component: Json) -> None:
        if self.form.text((*path, "content"), component.get("content"), 1, 4000):
            self.text_length += len(component["content"])

    def _section(self, path: Path, component: Json) -> None:
        inner: Any = component.get("components")
        if self.form.items((*path, "components"), inner, 1, 3):
            for at, child in enumerate(inner):
                self.visit((*path, "components", at), child, frozenset({C.TEXT_DISPLAY}))
        self.visit((*path, "accessory"), component.get("accessory"), frozenset({C.BUTTON, C.THUMBNAIL}))

    def _container(self, path: Path, component: Json) -> None:
        inner: Any = component.get("components")
        if self.form.items((*path, "components"), inner, 1, 40):
            for at, child in enumerate(inner):
                self.visit((*path, "components", at), child, _IN_CONTAINER)

    def _media_gallery(self, path: Path, component: Json) -> None:
        inner: Any = component.get("items")
        if self.form.items((*path, "items"), inner, 1, 10):
            for at, item in enumerate(inner):
                self._media((*path, "items", at, "media"), item.get("media"))

    def _thumbnail(self, path: Path, component: Json) -> None:
        self._media((*path, "media"), component.get("media"))

    def _file(self, path: Path, component: Json) -> None:
        self._media((*path, "file"), component.get("file"))

    def _media(self, path: Path, media: Any) -> None:
        url: Any = media.get("url") if isinstance(media, dict) else None
        if not self.form.text((*path, "url"), url, 1, 2048):
            return
        if url.startswith("attachment://") and url.removeprefix("attachment://") not in self.file_names:
            message = "The referenced attachment was not found in the list of attachments"
            self.form.add((*path, "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message)


def check_message(form: Form, components: Any, *, v2: bool, file_names: frozenset[str]) -> None:
    """Validate the components of a message; `v2` is whether it has the IS_COMPONENTS_V2 flag."""
    if not form.items(("components",), components, 0, 40 if v2 else 5):
        return
    check = _Check(form, file_names)
    for at, one in enumerate(components):
        check.visit(("components", at), one, _TOP_LEVEL_V2 if v2 else frozenset({C.ROW}))
    if v2 and check.count > 40:
        form.add(("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The maximum number of components is 40")
    if check.text_length > 4000:
        message = "The total length of displayed text exceeds the maximum of 4000"
        form.add(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)


def check_modal(form: Form, data: Json) -> None:
    """Validate the modal of a type 9 response; paths start at `data`."""
    form.text(("data", "title"), data.get("title"), 1, 45)
    form.text(("data", "custom_id"), data.get("custom_id"), 1, 100)
    components: Any = data.get("components")
    if not form.items(("data", "components"), components, 1, 5):
        return
    check = _Check(form, frozenset())
    for at, one in enumerate(components):
        path: Path = ("data", "components", at)
        if isinstance(one, dict) and one.get("type") == C.ROW:
            inner: Any = one.get("components")
            if form.items((*path, "components"), inner, 1, 1):
                check.visit((*path, "components", 0), inner[0], frozenset({C.TEXT_INPUT}))
                if isinstance(inner[0], dict):
                    form.text((*path, "components", 0, "label"), inner[0].get("label"), 1, 45)
        else:
            check.visit(path, one, frozenset({C.LABEL, C.TEXT_DISPLAY}))
