"""Which proxy leads to an address, and how the settings that say so are read."""

import pytest

from bot.errors import ConfigError
from bot.proxies import Proxies, read_exempt, shown
from bot.settings import Settings, secrets_of

BOTH = Proxies("http://secure.proxy:3128", "http://plain.proxy:3128")


@pytest.fixture(autouse=True)
def keys_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("DISCORD_TOKEN", "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY")
    monkeypatch.setattr("os.environ", dict.fromkeys(names, "something"))


def exempting(text: str) -> Proxies:
    return Proxies(BOTH.secure, BOTH.plain, read_exempt(text))


@pytest.mark.parametrize(
    ("url", "proxy"),
    [
        ("https://discord.com/api/v10", BOTH.secure),
        ("wss://gateway.discord.gg/?v=10", BOTH.secure),
        ("http://results.example/x", BOTH.plain),
        ("ws://results.example/x", BOTH.plain),
        ("https://localhost:8080/x", None),
        ("http://a.localhost/x", None),
        ("http://127.0.0.7:8080/x", None),
        ("http://[::1]:8080/x", None),
    ],
)
def test_each_scheme_has_its_proxy_and_this_machine_has_none(url: str, proxy: str | None) -> None:
    assert BOTH.for_url(url) == proxy
    assert Proxies().for_url(url) is None
    assert not Proxies()


@pytest.mark.parametrize(
    ("exempt", "url", "is_direct"),
    [
        ("*", "https://discord.com", True),
        ("discord.com", "https://discord.com", True),
        ("discord.com", "https://a.discord.com", True),
        (".discord.com", "https://a.discord.com", True),
        ("*.discord.com", "https://a.discord.com", True),
        ("discord.com", "https://notdiscord.com", False),
        ("DISCORD.com, other.example", "https://discord.com.", True),
        ("x.example  discord.com", "https://discord.com", True),
        ("discord.com:443", "https://discord.com", True),
        ("discord.com:8443", "https://discord.com", False),
        ("10.0.0.0/8", "http://10.1.2.3", True),
        ("10.0.0.0/8", "http://11.1.2.3", False),
        ("10.1.2.3", "http://10.1.2.3:9", True),
        ("[fd00::1]:80", "http://[fd00::1]", True),
        ("fd00::/8", "http://[fd00::1]", True),
        ("", "https://discord.com", False),
        (".", "https://discord.com", False),
        ("nonsense/99, :80", "https://discord.com", False),
    ],
)
def test_what_needs_no_proxy(exempt: str, url: str, is_direct: bool) -> None:
    assert (exempting(exempt).for_url(url) is None) is is_direct


@pytest.mark.parametrize(
    ("settings", "secure", "plain"),
    [
        ({}, "", ""),
        ({"HTTPS_PROXY": "proxy:3128"}, "http://proxy:3128", ""),
        ({"https_proxy": "http://proxy:3128/", "HTTP_PROXY": "other"}, "http://proxy:3128", "http://other"),
        ({"HTTPS_PROXY": "", "FOLEY_PROXY": ""}, "", ""),
        ({"FOLEY_PROXY": "https://u:p@own:1", "HTTPS_PROXY": "socks5://x"}, "https://u:p@own:1", "https://u:p@own:1"),
        ({"FOLEY_PROXY": "None", "HTTPS_PROXY": "http://proxy", "HTTP_PROXY": "http://proxy"}, "", ""),
    ],
)
def test_own_proxy_goes_before_those_of_the_environment(
    settings: dict[str, str], secure: str, plain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    found = Settings.load(None).proxies
    assert (found.secure, found.plain) == (secure, plain)


@pytest.mark.parametrize("name", ["FOLEY_PROXY", "HTTPS_PROXY"])
@pytest.mark.parametrize(
    "value", ["socks5://user:hunter2@proxy:1080", "http://", "http://proxy:port", "http://proxy:0"]
)
def test_what_is_no_proxy_is_one_sentence_without_its_password(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as caught:
        Settings.load(None)
    assert caught.value.problems == (f"{name} must be an HTTP proxy such as http://proxy.example:3128 (no SOCKS).",)


def test_a_proxys_password_is_a_secret_and_its_address_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLEY_PROXY", "http://foley:hunter-two@proxy:3128")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:3128")
    settings = Settings.load(None)
    assert "hunter-two" in secrets_of(settings)
    assert "http://proxy:3128" not in secrets_of(settings)
    assert "hunter-two" not in repr(settings) + repr(settings.proxies)
    assert shown(settings.proxies.secure) == "http://proxy:3128"
