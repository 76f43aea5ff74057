"""Settings: every variable an operator can set, read once, frozen.

Owns names, defaults, checks and their plain sentences. Reads the environment and `.env` only when
:meth:`Settings.load` is called. Secrets are ``SecretStr``: they never show in a repr, a log or an error.
Any secret may also be given as ``NAME_FILE``, a path to a file that holds it.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AliasChoices,
    BeforeValidator,
    Field,
    PrivateAttr,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import ConfigError
from bot.jobs.model import Backend
from bot.secret_files import aliases, read_secret_files
from bot.url_passwords import passwords_in, with_password

HOUR_SECONDS = 3600.0


class LogFormat(StrEnum):
    """How log lines look."""

    TEXT = "text"
    JSON = "json"


class ShardRange:
    """Which shards this process answers: ``first`` to ``last`` of ``total``."""

    __slots__ = ("first", "last", "total")

    def __init__(self, first: int, last: int, total: int) -> None:
        self.first, self.last, self.total = first, last, total

    @property
    def ids(self) -> list[int]:
        """The shard ids of this process."""
        return list(range(self.first, self.last + 1))

    def __repr__(self) -> str:
        return f"{self.first}-{self.last}/{self.total}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ShardRange) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))


def _parse_shards(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value.strip().lower() in ("", "all"):
        return None
    try:
        span, total = value.split("/")
        first, _, last = span.partition("-")
        shards = ShardRange(int(first), int(last or first), int(total))
    except ValueError:
        raise ValueError("must be 'all' or look like 0-3/16") from None
    if not 0 <= shards.first <= shards.last < shards.total:
        raise ValueError("must be 'all' or look like 0-3/16, with shards counted from 0 and below the total")
    return shards


def _parse_hosts(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip().lower() for part in value.split(",") if part.strip())
    return value


def _empty_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _parse_duration_seconds(value: object) -> object:
    """Read ``90s``, ``15m``, ``24h`` or ``3d``; a bare number is hours."""
    if not isinstance(value, str) or not value.strip():
        return _empty_is_none(value)
    text = value.strip().lower()
    units = {"s": 1.0, "m": 60.0, "h": HOUR_SECONDS, "d": 24 * HOUR_SECONDS}
    number, unit = (text[:-1], text[-1]) if text[-1] in units else (text, "h")
    try:
        return float(number) * units[unit]
    except ValueError:
        raise ValueError("must be a length of time such as 24h, 90m or 3d") from None


class Settings(BaseSettings):
    """All settings. Build with :meth:`load`."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", hide_input_in_errors=True, populate_by_name=True, env_file_encoding="utf-8"
    )

    discord_token: SecretStr = Field(validation_alias="DISCORD_TOKEN")
    tencentcloud_secret_id: SecretStr = Field(validation_alias="TENCENTCLOUD_SECRET_ID")
    tencentcloud_secret_key: SecretStr = Field(validation_alias="TENCENTCLOUD_SECRET_KEY")
    tencentcloud_token: Annotated[SecretStr | None, BeforeValidator(_empty_is_none)] = Field(
        None,
        # The SDKs and platforms of the vendor disagree about the name; the first that is set counts.
        validation_alias=AliasChoices(
            "TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN"
        ),
    )
    # Before the address, which it goes into.
    database_password: Annotated[SecretStr | None, BeforeValidator(_empty_is_none)] = Field(
        None, validation_alias="FOLEY_DATABASE_PASSWORD"
    )
    database_url: SecretStr = Field(SecretStr("sqlite:///foley.db"), validation_alias="FOLEY_DATABASE_URL")
    discord_api_url: str = Field("https://discord.com/api/v10", validation_alias="FOLEY_DISCORD_API_URL")
    mps_url: str = Field("https://mps.intl.tencentcloudapi.com", validation_alias="FOLEY_MPS_URL")
    vod_url: str = Field("https://vod.intl.tencentcloudapi.com", validation_alias="FOLEY_VOD_URL")
    vod_sub_app_id: Annotated[int | None, BeforeValidator(_empty_is_none)] = Field(
        None, gt=0, validation_alias="FOLEY_VOD_SUB_APP_ID"
    )
    sfx_backend: Annotated[Backend | None, BeforeValidator(_empty_is_none)] = Field(
        None, validation_alias="FOLEY_SFX_BACKEND"
    )
    own_voices: bool = Field(False, validation_alias="FOLEY_OWN_VOICES")
    audio_format_field: Literal["auto", "extra", "top", "none"] = Field(
        "auto", validation_alias="FOLEY_AUDIO_FORMAT_FIELD"
    )
    lyrics_key: Literal["", "lyrics", "lyric"] = Field("", validation_alias="FOLEY_LYRICS_KEY")
    result_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_parse_hosts)] = Field(
        (".myqcloud.com", ".vod-qcloud.com", ".tencentcos.cn", ".tencentcos.com"),
        min_length=1,
        validation_alias="FOLEY_RESULT_HOSTS",
    )
    poll_budget: float = Field(0.5, gt=0, le=1, validation_alias="FOLEY_POLL_BUDGET")
    give_up_after_seconds: Annotated[float | None, BeforeValidator(_parse_duration_seconds)] = Field(
        None, gt=0, validation_alias="FOLEY_GIVE_UP_AFTER"
    )
    http_bind: str = Field("127.0.0.1:8080", validation_alias="FOLEY_HTTP_BIND")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", validation_alias="FOLEY_LOG_LEVEL")
    log_format: LogFormat = Field(LogFormat.TEXT, validation_alias="FOLEY_LOG_FORMAT")
    catalog: Annotated[Path | None, BeforeValidator(_empty_is_none)] = Field(None, validation_alias="FOLEY_CATALOG")
    dev_guild_id: Annotated[int | None, BeforeValidator(_empty_is_none)] = Field(
        None, gt=0, validation_alias="FOLEY_DEV_GUILD_ID"
    )
    owner_guild_id: Annotated[int | None, BeforeValidator(_empty_is_none)] = Field(
        None, gt=0, validation_alias="FOLEY_OWNER_GUILD_ID"
    )
    shards: Annotated[ShardRange | None, NoDecode, BeforeValidator(_parse_shards)] = Field(
        None, validation_alias="FOLEY_SHARDS"
    )
    data_dir: Path = Field(Path("foley-data"), validation_alias="FOLEY_DATA_DIR")
    keep_results_days: float = Field(7, ge=0, validation_alias="FOLEY_KEEP_RESULTS_DAYS")
    keep_results_mb: int = Field(2048, ge=0, validation_alias="FOLEY_KEEP_RESULTS_MB")
    media_timeout_seconds: float = Field(900, gt=0, validation_alias="FOLEY_MEDIA_TIMEOUT")
    stop_timeout_seconds: float = Field(8, gt=0, validation_alias="FOLEY_STOP_TIMEOUT")

    _env_file: Path | None = PrivateAttr(None)

    @field_validator("discord_token", "tencentcloud_secret_id", "tencentcloud_secret_key")
    @classmethod
    def _not_blank(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value().strip()
        if not text:
            raise ValueError("is empty")
        if any(character.isspace() for character in text):
            raise ValueError("holds a space or line break; it was probably pasted badly")
        return SecretStr(text)

    @field_validator("discord_api_url", "mps_url", "vod_url")
    @classmethod
    def _is_url(cls, value: str) -> str:
        try:
            parts = urlsplit(value)
            fine = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and parts.port != 0
        except ValueError:  # a port that is no number
            fine = False
        if not fine:
            raise ValueError("must be an http or https address such as https://host.example")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _is_database_url(cls, value: SecretStr, others: ValidationInfo) -> SecretStr:
        scheme = value.get_secret_value().partition(":")[0]
        if scheme not in ("sqlite", "postgresql", "postgres"):
            raise ValueError("must start with sqlite:/// or postgresql://")
        password: SecretStr | None = others.data.get("database_password")
        if password is None or scheme == "sqlite":
            return value
        return SecretStr(with_password(value.get_secret_value(), password.get_secret_value()))

    @field_validator("http_bind")
    @classmethod
    def _is_bind(cls, value: str) -> str:
        if not value:
            return value
        host, colon, port = value.rpartition(":")
        if not colon or not host or not port.isdecimal() or len(port) > 5 or int(port) > 65535:
            raise ValueError("must be HOST:PORT such as 127.0.0.1:8080, or empty to switch it off")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("catalog")
    @classmethod
    def _is_file(cls, value: Path | None) -> Path | None:
        try:
            there = value is None or value.is_file()
        except (OSError, ValueError):  # a name no file can have
            there = False
        if not there:
            raise ValueError(f"names a file that does not exist: {str(value)[:200]}")
        return value

    @classmethod
    def load(cls, env_file: Path | None = Path(".env"), **overrides: Any) -> "Settings":
        """Read the settings. Raises ConfigError with one sentence for every problem there is."""
        try:
            secrets, unreadable = read_secret_files(cls.model_fields, env_file)
        except UnicodeDecodeError:
            raise ConfigError([f"{env_file} is not UTF-8 text."]) from None
        except OSError as error:
            raise ConfigError([f"{env_file} can't be read: {error.strerror}."]) from None
        problems = list(unreadable.values())
        try:
            settings = cls(_env_file=env_file, **{**secrets, **overrides})  # type: ignore[call-arg]  # pydantic's own
        except ValidationError as error:
            named = ((_variable(cls, problem), problem) for problem in error.errors())
            problems += [_sentence(name, problem) for name, problem in named if name not in unreadable]
            raise ConfigError(problems) from None
        if problems:
            raise ConfigError(problems)
        settings._env_file = env_file
        return settings

    def tencent_keys(self) -> tuple[str, str, str]:
        """Return id, key and token (empty without one) as they were read at start."""
        token = self.tencentcloud_token.get_secret_value() if self.tencentcloud_token else ""
        return self.tencentcloud_secret_id.get_secret_value(), self.tencentcloud_secret_key.get_secret_value(), token

    def read_tencent_keys_again(self) -> tuple[str, str, str]:
        """Return them as their files have them now; what was given in no file, or can't be read, stays as it was."""
        try:
            found, _ = read_secret_files(type(self).model_fields, self._env_file)
        except (OSError, UnicodeDecodeError):  # the settings file itself
            found = {}
        names = (
            aliases(type(self).model_fields[f"tencentcloud_{part}"])[0] for part in ("secret_id", "secret_key", "token")
        )
        fresh = (found.get(name, "").strip() for name in names)
        secret_id, secret_key, token = (new or old for new, old in zip(fresh, self.tencent_keys(), strict=True))
        return secret_id, secret_key, token

    def give_up_seconds(self, backend: Backend) -> float:
        """Return the age at which a job of this product is given up."""
        default = 72 * HOUR_SECONDS if backend is Backend.VOD else 24 * HOUR_SECONDS
        return self.give_up_after_seconds or default


def secrets_of(settings: Settings) -> list[str]:
    """Return every secret value, for the log filter that blots them out."""
    values: Mapping[str, object] = {name: getattr(settings, name) for name in type(settings).model_fields}
    found = [value.get_secret_value() for value in values.values() if isinstance(value, SecretStr)]
    found += passwords_in(settings.database_url.get_secret_value())
    return worth_hiding(secret for secret in found if not secret.startswith("sqlite:"))


def worth_hiding(secrets: Iterable[str]) -> list[str]:
    """Return those that are long enough to be secrets: a shorter one would blot out words."""
    return [secret for secret in secrets if len(secret) >= 6]


def _variable(cls: type[Settings], problem: Any) -> str:
    location = str(problem["loc"][0]) if problem["loc"] else "settings"
    for field_name, field in cls.model_fields.items():
        if location == field_name or location in aliases(field):
            return aliases(field)[0]
    return location


def _sentence(name: str, problem: Any) -> str:
    if problem["type"] == "missing":
        return f"{name} is not set."
    if problem["type"] == "too_short":
        return f"{name} is empty."
    message: str = problem["msg"].removeprefix("Value error, ")
    verb = "" if message.startswith(("is ", "must ", "holds ", "names ")) else "is not right: "
    return f"{name} {verb}{message[0].lower() + message[1:]}".rstrip(".") + "."
