"""The first log line of a process: version, schema, and the settings that differ from their defaults."""

import platform
import re
from collections.abc import Iterator

from pydantic import SecretStr

from bot import __version__
from bot.settings import Settings
from bot.settings.secret_files import aliases
from bot.store.maintenance.migrate import known_revisions

_USER_INFO = re.compile(r"//[^/@\s]*@")  # a URL may contain a password although its setting is not secret


def start_line(settings: Settings) -> str:
    """Return the line. It contains no secret, not even the length of one."""
    text = " ".join(_settings(settings))
    schema = max(known_revisions())
    database = settings.database_url.get_secret_value().partition(":")[0]
    return (
        f"version={__version__} python={platform.python_version()} schema={schema} database={database} {text}".rstrip()
    )


def _settings(settings: Settings) -> Iterator[str]:
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        if not isinstance(value, SecretStr) and value != field.default:
            shown = ",".join(value) if isinstance(value, tuple) else str(value)
            yield f"{aliases(field)[0]}={_USER_INFO.sub('//', shown)}"
