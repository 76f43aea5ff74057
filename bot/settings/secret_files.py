"""Read secrets from files as container platforms mount them: ``NAME_FILE`` is the path of a file that holds ``NAME``.

Knows no setting by name: the type of a field tells whether it is secret.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import AliasChoices
from pydantic.fields import FieldInfo


def read_secret_files(
    fields: Mapping[str, FieldInfo], in_file: Mapping[str, str | None]
) -> tuple[dict[str, str], dict[str, str]]:
    """Read ``NAME_FILE`` of every secret, as container platforms provide them; a plain ``NAME`` takes precedence.

    ``in_file``: what the settings file holds; the environment takes precedence.
    Returns values by variable name, and a sentence for each variable whose file can't be read.
    """
    environment = {**in_file, **os.environ}
    values, unreadable = {}, {}
    for field in fields.values():
        name = aliases(field)[0]
        path = environment.get(f"{name}_FILE")
        if not is_secret(field) or environment.get(name):
            continue
        if not path:
            # An empty line, as the example has it, must not hide the vendor's other names.
            other = next((environment[one] for one in aliases(field)[1:] if environment.get(one)), None)
            if other:
                values[name] = other
            continue
        try:
            values[name] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            unreadable[name] = f"{name}_FILE names a file that can't be read: {path} ({reason})."
    return values, unreadable


def is_secret(field: FieldInfo) -> bool:
    """Return whether a field may be given as a file."""
    return "SecretStr" in str(field.annotation)


def aliases(field: FieldInfo) -> list[str]:
    """Return the variable names of a field, the documented one first."""
    alias = field.validation_alias
    if isinstance(alias, AliasChoices):
        return [choice for choice in alias.choices if isinstance(choice, str)]
    return [alias] if isinstance(alias, str) else []
