"""Settings: every variable an operator can set, read once, frozen.

Owns names, defaults and checks. Reads the environment and `.env` only when :meth:`Settings.load` is called. Secrets
are ``SecretStr``: they never show in a repr, a log or an error. Any secret may also be given as ``NAME_FILE``, a path
to a file that holds it.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, BeforeValidator, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import NoDecode

from bot.errors import ConfigError
from bot.jobs.model import Backend
from bot.proxies import Proxies, read_exempt
from bot.settings.reader import ReadSettings, read_file
from bot.settings.secret_files import aliases, read_secret_files
from bot.settings.url_passwords import passwords_in, with_password
from bot.settings.values import (
    LogFormat,
    ShardRange,
    empty_is_none,
    parse_duration_seconds,
    parse_hosts,
    parse_proxy,
    parse_shards,
)

__all__ = ["DatabaseSettings", "LogFormat", "Settings", "ShardRange", "secrets_of", "worth_hiding"]

_NO_PROXY_AT_ALL = "none"
_Proxy = Annotated[SecretStr | None, BeforeValidator(empty_is_none)]


class DatabaseSettings(ReadSettings):
    """The settings that copying the database needs, without any key."""

    # Before the URL, whose validator puts it in.
    database_password: Annotated[SecretStr | None, BeforeValidator(empty_is_none)] = Field(
        None, validation_alias="FOLEY_DATABASE_PASSWORD"
    )
    database_url: SecretStr = Field(SecretStr("sqlite:///foley.db"), validation_alias="FOLEY_DATABASE_URL")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", validation_alias="FOLEY_LOG_LEVEL")
    log_format: LogFormat = Field(LogFormat.TEXT, validation_alias="FOLEY_LOG_FORMAT")

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

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value


class Settings(DatabaseSettings):
    """All settings. Build with :meth:`load`."""

    discord_token: SecretStr = Field(validation_alias="DISCORD_TOKEN")
    tencentcloud_secret_id: SecretStr = Field(validation_alias="TENCENTCLOUD_SECRET_ID")
    tencentcloud_secret_key: SecretStr = Field(validation_alias="TENCENTCLOUD_SECRET_KEY")
    tencentcloud_token: Annotated[SecretStr | None, BeforeValidator(empty_is_none)] = Field(
        None,
        # The SDKs and platforms of the vendor disagree about the name; the first that is set counts.
        validation_alias=AliasChoices(
            "TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN"
        ),
    )
    discord_api_url: str = Field("https://discord.com/api/v10", validation_alias="FOLEY_DISCORD_API_URL")
    mps_url: str = Field("https://mps.intl.tencentcloudapi.com", validation_alias="FOLEY_MPS_URL")
    vod_url: str = Field("https://vod.intl.tencentcloudapi.com", validation_alias="FOLEY_VOD_URL")
    vod_sub_app_id: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(
        None, gt=0, validation_alias="FOLEY_VOD_SUB_APP_ID"
    )
    sfx_backend: Annotated[Backend | None, BeforeValidator(empty_is_none)] = Field(
        None, validation_alias="FOLEY_SFX_BACKEND"
    )
    own_voices: bool = Field(False, validation_alias="FOLEY_OWN_VOICES")
    new_server: Literal["tight", "normal", "open"] = Field("normal", validation_alias="FOLEY_NEW_SERVER")
    speech: Literal["instant", "async"] = Field("instant", validation_alias="FOLEY_SPEECH")
    audio_format_field: Literal["auto", "extra", "top", "none"] = Field(
        "auto", validation_alias="FOLEY_AUDIO_FORMAT_FIELD"
    )
    lyrics_key: Literal["", "lyrics", "lyric"] = Field("", validation_alias="FOLEY_LYRICS_KEY")
    result_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(parse_hosts)] = Field(
        (".myqcloud.com", ".vod-qcloud.com", ".tencentcos.cn", ".tencentcos.com"),
        min_length=1,
        validation_alias="FOLEY_RESULT_HOSTS",
    )
    fake_addresses: bool = Field(False, validation_alias="FOLEY_FAKE_ADDRESSES")
    proxy: _Proxy = Field(None, validation_alias="FOLEY_PROXY")
    https_proxy: _Proxy = Field(None, validation_alias="HTTPS_PROXY")
    http_proxy: _Proxy = Field(None, validation_alias="HTTP_PROXY")
    no_proxy: str = Field("", validation_alias="NO_PROXY")
    poll_budget: float = Field(0.5, gt=0, le=1, validation_alias="FOLEY_POLL_BUDGET")
    give_up_after_seconds: Annotated[float | None, BeforeValidator(parse_duration_seconds)] = Field(
        None, gt=0, validation_alias="FOLEY_GIVE_UP_AFTER"
    )
    http_bind: str = Field("127.0.0.1:8080", validation_alias="FOLEY_HTTP_BIND")
    otlp_url: str = Field("", validation_alias="FOLEY_OTLP_URL")
    trace_share: float = Field(1.0, ge=0, le=1, validation_alias="FOLEY_TRACE_SHARE")
    sentry_dsn: Annotated[SecretStr | None, BeforeValidator(empty_is_none)] = Field(
        None, validation_alias="FOLEY_SENTRY_DSN"
    )
    catalog: Annotated[Path | None, BeforeValidator(empty_is_none)] = Field(None, validation_alias="FOLEY_CATALOG")
    dev_guild_id: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(
        None, gt=0, validation_alias="FOLEY_DEV_GUILD_ID"
    )
    owner_guild_id: Annotated[int | None, BeforeValidator(empty_is_none)] = Field(
        None, gt=0, validation_alias="FOLEY_OWNER_GUILD_ID"
    )
    shards: Annotated[ShardRange | None, NoDecode, BeforeValidator(parse_shards)] = Field(
        None, validation_alias="FOLEY_SHARDS"
    )
    data_dir: Path = Field(Path("foley-data"), validation_alias="FOLEY_DATA_DIR")
    # A limit's longest window is a month of 31 days.
    keep_jobs_days: Annotated[float | None, BeforeValidator(empty_is_none)] = Field(
        None, ge=32, validation_alias="FOLEY_KEEP_JOBS_DAYS"
    )
    keep_results_days: float = Field(7, ge=0, validation_alias="FOLEY_KEEP_RESULTS_DAYS")
    keep_results_mb: int = Field(2048, ge=0, validation_alias="FOLEY_KEEP_RESULTS_MB")
    media_memory_mb: int = Field(2048, ge=512, validation_alias="FOLEY_MEDIA_MEMORY_MB")
    work_mb: int = Field(768, ge=64, validation_alias="FOLEY_WORK_MB")
    media_timeout_seconds: float = Field(900, gt=0, validation_alias="FOLEY_MEDIA_TIMEOUT")
    stop_timeout_seconds: float = Field(8, gt=0, validation_alias="FOLEY_STOP_TIMEOUT")

    @field_validator("discord_token", "tencentcloud_secret_id", "tencentcloud_secret_key")
    @classmethod
    def _not_blank(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value().strip()
        if not text:
            raise ValueError("is empty")
        if any(character.isspace() for character in text):
            raise ValueError("holds a space or line break; it was probably pasted badly")
        return SecretStr(text)

    @field_validator("discord_api_url", "mps_url", "vod_url", "otlp_url")
    @classmethod
    def _is_url(cls, value: str, field: ValidationInfo) -> str:
        if not value and field.field_name == "otlp_url":
            return value
        try:
            parts = urlsplit(value)
            is_valid = (
                parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and parts.port != 0
            )
        except ValueError:  # a port that is not a number
            is_valid = False
        if not is_valid:
            raise ValueError("must be an http or https address such as https://host.example")
        return value.rstrip("/")

    @field_validator("proxy", "https_proxy", "http_proxy")
    @classmethod
    def _is_proxy(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        text = value.get_secret_value().strip() if value else ""
        if not text or text.lower() == _NO_PROXY_AT_ALL:
            return SecretStr(_NO_PROXY_AT_ALL) if text else None
        if info.field_name != "proxy" and info.data.get("proxy"):
            return None  # not used, so it need not be valid
        return SecretStr(parse_proxy(text))

    @field_validator("http_bind")
    @classmethod
    def _is_bind(cls, value: str) -> str:
        if not value:
            return value
        host, colon, port = value.rpartition(":")
        if not colon or not host or not port.isdecimal() or len(port) > 5 or int(port) > 65535:
            raise ValueError("must be HOST:PORT such as 127.0.0.1:8080, or empty to switch it off")
        return value

    @field_validator("catalog")
    @classmethod
    def _is_file(cls, value: Path | None) -> Path | None:
        try:
            exists = value is None or value.is_file()
        except (OSError, ValueError):  # a name no file can have
            exists = False
        if not exists:
            raise ValueError(f"names a file that does not exist: {str(value)[:200]}")
        return value

    @property
    def proxies(self) -> Proxies:
        """The proxies to use: FOLEY_PROXY for everything, else the usual variables of the environment."""
        secure, plain = (self.proxy or one for one in (self.https_proxy, self.http_proxy))
        return Proxies(_address_of(secure), _address_of(plain), read_exempt(self.no_proxy))

    def tencent_keys(self) -> tuple[str, str, str]:
        """Return id, key and token (empty without one) as they were read at start."""
        token = self.tencentcloud_token.get_secret_value() if self.tencentcloud_token else ""
        return self.tencentcloud_secret_id.get_secret_value(), self.tencentcloud_secret_key.get_secret_value(), token

    def read_tencent_keys_again(self) -> tuple[str, str, str]:
        """Return the keys as their files hold them now; one without a file, or that can't be read, stays as it was."""
        try:
            in_files, _ = read_secret_files(type(self).model_fields, read_file(self._env_file))
        except ConfigError:  # the settings file itself
            in_files = {}
        names = (
            aliases(type(self).model_fields[f"tencentcloud_{part}"])[0] for part in ("secret_id", "secret_key", "token")
        )
        fresh = (in_files.get(name, "").strip() for name in names)
        secret_id, secret_key, token = (new or old for new, old in zip(fresh, self.tencent_keys(), strict=True))
        return secret_id, secret_key, token


def _address_of(proxy: SecretStr | None) -> str:
    text = proxy.get_secret_value() if proxy else ""
    return "" if text == _NO_PROXY_AT_ALL else text


def secrets_of(settings: DatabaseSettings) -> list[str]:
    """Return every secret value, for the log filter that masks them."""
    values: Mapping[str, object] = {name: getattr(settings, name) for name in type(settings).model_fields}
    secrets = [value.get_secret_value() for value in values.values() if isinstance(value, SecretStr)]
    passwords = [password for url in secrets for password in passwords_in(url)]
    return worth_hiding([*passwords, *(secret for secret in secrets if not _is_plain_address(secret))])


def _is_plain_address(text: str) -> bool:
    return text.startswith("sqlite:") or (text.startswith(("http://", "https://")) and "@" not in text)


def worth_hiding(secrets: Iterable[str]) -> list[str]:
    """Return those that are long enough to be secrets: masking a shorter one would garble ordinary words."""
    return [secret for secret in secrets if len(secret) >= 6]
