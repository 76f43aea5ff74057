"""Read a class of settings from environment and `.env`, and report in plain sentences what can't be read.

Knows no setting by name. A sentence names the file that holds the value, where one does.
"""

import difflib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

from dotenv import dotenv_values
from pydantic import PrivateAttr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import ConfigError
from bot.settings.secret_files import aliases, is_secret, read_secret_files

_PREFIX = "FOLEY_"
_SIMILARITY = 0.75


class ReadSettings(BaseSettings):
    """Base of a class of settings. Build with :meth:`load`."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", hide_input_in_errors=True, populate_by_name=True, env_file_encoding="utf-8"
    )

    _env_file: Path | None = PrivateAttr(None)

    @property
    def env_file(self) -> Path | None:
        """The settings file that was read; None where there is none."""
        return self._env_file if self._env_file is not None and self._env_file.is_file() else None

    @classmethod
    def load(cls, env_file: Path | None = Path(".env"), **overrides: Any) -> Self:
        """Read the settings. Raises ConfigError with one sentence for every problem there is."""
        in_file = read_file(env_file)
        secrets, unreadable = read_secret_files(cls.model_fields, in_file)
        problems = list(unreadable.values())
        try:
            settings = cls(_env_file=env_file, **{**secrets, **overrides})  # type: ignore[call-arg]  # pydantic's own
        except ValidationError as error:
            named = ((_variable(cls, problem), problem) for problem in error.errors())
            problems += [
                _sentence(name, problem, _hint(cls, name, problem, in_file, env_file))
                for name, problem in named
                if name not in unreadable
            ]
            raise ConfigError(problems) from None
        if problems:
            raise ConfigError(problems)
        settings._env_file = env_file
        return settings


def strange_names(known: Iterable[type[BaseSettings]], env_file: Path | None) -> list[str]:
    """Return a sentence for each ``FOLEY_`` variable that is set but that no setting reads.

    Raises ConfigError for a file that can't be read.
    """
    names, in_file = _names_of(known), read_file(env_file)
    ours = sorted(name for name in {*os.environ, *in_file} if name.upper().startswith(_PREFIX))
    return [
        _unknown_name(name, names) + _source(name, in_file, env_file) + "."
        for name in ours
        if name.upper() not in names
    ]


def _unknown_name(name: str, names: Iterable[str]) -> str:
    nearest = difflib.get_close_matches(name.upper(), names, 1, _SIMILARITY)
    return f"{name} is no setting of Foley" + (f"; {nearest[0]} is one" if nearest else "")


def read_file(env_file: Path | None) -> Mapping[str, str | None]:
    """Return the variables of the settings file; none if there is no file. Raises ConfigError."""
    try:
        return dotenv_values(env_file) if env_file is not None and env_file.is_file() else {}
    except UnicodeDecodeError:
        raise ConfigError([f"{_shown(env_file)} is not UTF-8 text."]) from None
    except OSError as error:
        raise ConfigError([f"{_shown(env_file)} can't be read: {error.strerror}."]) from None


def _shown(env_file: Path | None) -> str:
    return str(env_file.absolute()) if env_file else ""


def _source(name: str, in_file: Mapping[str, str | None], env_file: Path | None) -> str:
    """Name the file that a value comes from; empty if it is in the environment, which takes precedence."""
    return f" (in {_shown(env_file)})" if name in in_file and name not in os.environ else ""


def _hint(
    cls: type[BaseSettings], name: str, problem: Any, in_file: Mapping[str, str | None], env_file: Path | None
) -> str:
    """Return what helps to find the mistake: the file, or the misspelled name."""
    if problem["type"] != "missing":
        return _source(name, in_file, env_file)
    start, known = name.partition("_")[0], _names_of([cls])
    unknown = [one for one in {*os.environ, *in_file} if one.upper().startswith(start) and one.upper() not in known]
    nearest = difflib.get_close_matches(name, unknown, 1, _SIMILARITY)
    return f" ({nearest[0]} is: is it misspelled?)" if nearest else ""


def _names_of(known: Iterable[type[BaseSettings]]) -> set[str]:
    """Return every name that is read: documented ones, aliases, and those of files."""
    fields = [field for one in known for field in one.model_fields.values()]
    files = {f"{name}_FILE" for field in fields if is_secret(field) for name in aliases(field)}
    return files | {name for field in fields for name in aliases(field)}


def _variable(cls: type[BaseSettings], problem: Any) -> str:
    location = str(problem["loc"][0]) if problem["loc"] else "settings"
    for field_name, field in cls.model_fields.items():
        if location == field_name or location in aliases(field):
            return aliases(field)[0]
    return location


def _sentence(name: str, problem: Any, hint: str) -> str:
    if problem["type"] == "missing":
        return f"{name} is not set{hint}."
    if problem["type"] == "too_short":
        return f"{name} is empty{hint}."
    message: str = problem["msg"].removeprefix("Value error, ")
    verb = "" if message.startswith(("is ", "must ", "holds ", "names ")) else "is not right: "
    return f"{name} {verb}{message[0].lower() + message[1:]}".rstrip(".") + f"{hint}."
