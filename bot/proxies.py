"""Choose the proxy for a URL. Pure: knows no HTTP library and reads no environment."""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_SECURE = frozenset({"https", "wss"})
_PORTS = {"https": 443, "wss": 443, "http": 80, "ws": 80}


@dataclass(frozen=True, slots=True)
class Proxies:
    """Proxies by scheme, empty for none, and hosts that are reached without one.

    ``exempt``: entries as in ``NO_PROXY``: ``*``, a host (and its subdomains), ``host:port``, an address or a network.
    """

    secure: str = field(default="", repr=False)  # for https and wss; may hold a password, as the next
    plain: str = field(default="", repr=False)
    exempt: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any proxy."""
        return bool(self.secure or self.plain)

    def for_url(self, url: str) -> str | None:
        """Return the proxy for a URL; None where it is reached directly, as this machine itself always is."""
        parts = urlsplit(url)
        proxy = self.secure if parts.scheme in _SECURE else self.plain
        if not proxy:
            return None
        host, port = (parts.hostname or "").rstrip("."), parts.port or _PORTS.get(parts.scheme, 0)
        return None if _is_this_machine(host) or any(_covers(entry, host, port) for entry in self.exempt) else proxy


def read_exempt(text: str) -> tuple[str, ...]:
    """Read a list like that of ``NO_PROXY``: entries separated by commas or blanks."""
    return tuple(entry.lower() for entry in text.replace(",", " ").split())


def shown(proxy: str) -> str:
    """Return a proxy's address without name and password."""
    parts = urlsplit(proxy)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _is_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _covers(entry: str, host: str, port: int) -> bool:
    name, entry_port = _split(entry)
    if entry_port and entry_port != str(port):
        return False
    if name == "*":
        return True
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(name, strict=False)
    except ValueError:
        suffix = name.lstrip("*.")
        return bool(suffix) and (host == suffix or host.endswith(f".{suffix}"))


def _split(entry: str) -> tuple[str, str]:
    """Return host and port ("" without one) of an entry; an IPv6 address with a port is in brackets."""
    if entry.startswith("["):
        name, _, rest = entry[1:].partition("]")
        return name, rest.removeprefix(":")
    name, _, entry_port = entry.partition(":") if entry.count(":") == 1 else (entry, "", "")
    return name, entry_port
