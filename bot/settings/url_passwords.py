"""Put passwords into URLs, whatever characters they hold, and find those to mask."""

from urllib.parse import quote, unquote, urlsplit


def with_password(url: str, password: str) -> str:
    """Return a URL with this password in place of its own."""
    scheme, _, rest = url.partition("://")
    netloc, slash, path = rest.partition("/")
    user_info, _, hosts = netloc.rpartition("@")
    return f"{scheme}://{user_info.partition(':')[0]}:{quote(password, safe='')}@{hosts}{slash}{path}"


def passwords_in(url: str) -> list[str]:
    """Return the password of a URL as written and percent-decoded: a driver may show it without the URL."""
    try:
        password = urlsplit(url).password
    except ValueError:
        return []
    return [] if password is None else list(dict.fromkeys((password, unquote(password))))
