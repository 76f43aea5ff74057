"""The shipped catalogue with an operator's own lines in it."""

import re
from collections.abc import Mapping

from bot import HOME

_NOTHING: Mapping[str, str] = {}


def with_lines(
    top: str = "", speech: str = "", models: Mapping[str, str] = _NOTHING, versions: Mapping[str, str] = _NOTHING
) -> str:
    """Return the catalogue's text with lines at the top, under [speech], and under models and versions by name."""
    text = (HOME / "catalog" / "catalog.toml").read_text("utf-8")
    text = text.replace("\nformat = 1\n", f"\nformat = 1\n{top}", 1)
    text = text.replace("\n[speech]\n", f"\n[speech]\n{speech}", 1)
    for name, lines in {**models, **versions}.items():
        headed = re.compile(rf'^name = "{re.escape(name)}".*\n', re.MULTILINE)
        assert headed.search(text), name
        text = headed.sub(lambda found: found[0] + lines, text)  # noqa: B023 - used at once
    return text
