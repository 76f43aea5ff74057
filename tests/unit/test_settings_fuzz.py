"""Arbitrary settings: a Settings object or a ConfigError with sentences, never anything else, and never the value."""

import os
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.errors import ConfigError
from bot.media import HostRules
from bot.settings import Settings
from bot.settings.secret_files import aliases

FIELDS = Settings.model_fields
VARIABLES = sorted(name for field in FIELDS.values() for name in aliases(field))
SECRET = {name for field in FIELDS.values() if "SecretStr" in str(field.annotation) for name in aliases(field)}
GOOD = {"DISCORD_TOKEN": "t0ken-t0ken", "TENCENTCLOUD_SECRET_ID": "id-id-id", "TENCENTCLOUD_SECRET_KEY": "key-key-key"}
values = st.one_of(
    # What an environment can hold: no NUL, no half of a surrogate pair.
    st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=60),
    st.sampled_from(["", " ", "²", "a:²", "[::1]:٣", ":", "nan", "inf", "-1", "1e999", "9" * 5000, "0-1/2", "1/1", "-/",
                     "http://", "http://[", "https://h:99999", "https://h:²", "sqlite:", "postgresql://[", "x" * 10_000,
                     "0.0.0.0:²", "127.0.0.1:" + "9" * 5000]),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(VARIABLES), values, max_size=6))
@example({"FOLEY_RESULT_HOSTS": "results.example:²"})
@example({"FOLEY_HTTP_BIND": "127.0.0.1:²"})
@example({"FOLEY_VOD_SUB_APP_ID": "9" * 5000})
@example({"DISCORD_TOKEN": "0" * 13, "FOLEY_CATALOG": "0" * 13})
def test_any_environment_is_settings_or_sentences(environment: dict[str, str]) -> None:
    with mock.patch.dict(os.environ, {**GOOD, **environment}, clear=True):
        try:
            loaded = Settings.load(None)
        except ConfigError as error:
            told = "\n".join(error.problems)
            # The same text under a public name may be repeated: it says nothing of the secret.
            public = [value for name, value in environment.items() if name not in SECRET]
            given = [environment[name] for name in SECRET & set(environment) if len(environment[name]) > 12]
            hidden = [value for value in given if not any(value in other for other in public)]
            assert not [value for value in hidden if value in told]
            return
    HostRules.parse(loaded.result_hosts)
    assert "key-key-key" not in repr(loaded)


@pytest.mark.parametrize("entry", ["a:²", "²", ":²", "[::1]:²", "a:" + "9" * 5000])
def test_a_list_of_hosts_is_read_whatever_stands_in_it(entry: str) -> None:
    HostRules.parse([entry])
