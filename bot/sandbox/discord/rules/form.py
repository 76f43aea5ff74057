"""Collects the errors of a request body, in Discord's nested "Invalid Form Body" format (50035).

Pure. The validators add to a `Form`; nothing is raised before all errors of a body are known.
"""

from __future__ import annotations

from typing import Any

from bot.sandbox.discord.errors import ApiError

Json = dict[str, Any]
Path = tuple[str | int, ...]


class Form:
    """The errors found so far."""

    def __init__(self) -> None:
        self._errors: Json = {}

    def add(self, path: Path, code: str, message: str) -> None:
        """Add one error at `path`."""
        node = self._errors
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def raise_if_any(self) -> None:
        """Raise 400/50035 if there is any error."""
        if self._errors:
            raise ApiError(400, 50035, "Invalid Form Body", errors=self._errors)

    def text(self, path: Path, value: object, low: int, high: int, *, required: bool = True) -> bool:
        """Return whether `value` is a string of `low` to `high` characters; add an error when it is not."""
        if value is None:
            if required:
                self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
            return False
        if not isinstance(value, str):
            self.add(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
            return False
        length = len(value)
        if low <= length <= high:
            return True
        if not low:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        elif length < low == 1 and required:
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        else:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        return False

    def items(self, path: Path, value: object, low: int, high: int) -> bool:
        """Return whether `value` is a list of `low` to `high` items; add an error when it is not."""
        if not isinstance(value, list):
            self.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return False
        if low <= len(value) <= high:
            return True
        if low:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        else:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        return False

    def whole(self, path: Path, value: object, low: int, high: int) -> bool:
        """Return whether `value` is an integer from `low` to `high`; add an error when it is not."""
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return True
        self.add(path, "NUMBER_TYPE_RANGE", f"int value should be between {low} and {high}.")
        return False

    def url(self, path: Path, value: str, schemes: tuple[str, ...]) -> bool:
        """Return whether `value` is a URL with one of `schemes`; add an error when it is not."""
        scheme, _, rest = value.partition(":")
        if scheme.lower() not in schemes:
            shown = ", ".join(f"'{one}'" for one in schemes if one != "attachment")
            message = f'Scheme "{scheme}" is not supported. Scheme must be one of ({shown}).'
            self.add(path, "URL_TYPE_INVALID_SCHEME", message)
        elif not rest.removeprefix("//") or any(letter.isspace() for letter in value):
            self.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
        else:
            return True
        return False

    def choice(self, path: Path, value: object, allowed: frozenset[int]) -> bool:
        """Return whether `value` is one of `allowed`; add an error when it is not."""
        if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
            return True
        shown = ", ".join(str(one) for one in sorted(allowed))
        self.add(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{shown}}}.")
        return False


def fail(path: Path, code: str, message: str) -> ApiError:
    """Return a 50035 with a single error."""
    form = Form()
    form.add(path, code, message)
    try:
        form.raise_if_any()
    except ApiError as error:
        return error
    raise AssertionError("a form with a fault raises")
