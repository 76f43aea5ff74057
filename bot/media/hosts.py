"""Decide which URLs may be fetched: rules on the URL's text, and rules on what its host name resolves to.

Pure: no I/O here. A result URL comes from outside and may name anything; only listed hosts are contacted, and only if
they resolve to public unicast addresses. A literal ``host:port`` on the list is the operator's explicit choice and may
be private.
"""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from yarl import URL

from bot.catalog.urls import browser_url
from bot.errors import FetchForbidden, FetchUnjudged

_HOST_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,252}[a-z0-9_])?", re.ASCII)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_FORBIDDEN_CHARACTERS = re.compile(r"[\x00-\x1f\x7f\\]")
# What a transparent proxy answers for every name ("fake IP"): reserved for benchmarking (RFC 2544), assigned to nobody.
_FAKE = ipaddress.IPv4Network("198.18.0.0/15")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# What is_global considers public, at least in one of the Python versions we support, but must not be fetched.
_NEVER = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carrier NAT; metadata services live there too
        "168.63.129.16/32",  # a cloud's metadata address that looks public
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",
        "224.0.0.0/3",  # multicast and reserved
        "::/96",  # "IPv4-compatible"
        "64:ff9b:1::/48",  # local NAT64
        "2001::/23",  # Teredo and other protocol assignments
        "2001:db8::/32",
        "2002::/16",  # 6to4: carries any IPv4 address
        "3fff::/20",
    )
)
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_fake(text: str) -> bool:
    """Return whether an IP address, as text, is one that a transparent proxy invents."""
    try:
        return ipaddress.ip_address(text) in _FAKE
    except ValueError:
        return False


def is_public(text: str) -> bool:
    """Return whether an IP address, as text, is a public unicast address."""
    try:
        address: Address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None or address.ipv4_mapped is not None:
            # DNS never answers with a mapped address, and nobody honest writes one.
            return False
        if address in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address not in _GLOBAL_UNICAST:
            return False
    if any(address in network for network in _NEVER if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class HostRules:
    """The operator's list of hosts. Build with :meth:`parse`."""

    suffixes: tuple[str, ...]  # ".example.com": every host below example.com
    names: frozenset[str]  # "example.com": that host alone
    literals: frozenset[tuple[str, int]]  # "127.0.0.1:8080": that host and port, even if private
    anywhere: bool = False  # every public host, at every port
    fake_addresses: bool = False  # a transparent proxy answers for every name and resolves it itself

    @classmethod
    def parse(cls, entries: Iterable[str]) -> "HostRules":
        """Parse entries such as ``.example.com``, ``example.com``, ``localhost:8080`` or ``[::1]:8080``."""
        suffixes: list[str] = []
        names: set[str] = set()
        literals: set[tuple[str, int]] = set()
        for entry in entries:
            text = entry.strip().lower()
            host, colon, port = text.rpartition(":")
            if text.startswith("."):
                if len(text) > 1:
                    suffixes.append(text)
            elif colon and port.isdecimal() and len(port) <= 5 and (":" not in host or host.startswith("[")):
                literals.add((host.strip("[]"), int(port)))
            elif text:
                names.add(text.strip("[]"))
        return cls(tuple(suffixes), frozenset(names), frozenset(literals))

    def check(self, text: str) -> URL:
        """Return the URL to request, encoded as by browsers, with its signature intact.

        Raises FetchForbidden; the detail names only the host.
        """
        url = _read(text)
        host = host_of(url)
        if url.scheme not in _DEFAULT_PORTS:
            raise _forbidden("address is neither http nor https")
        if url.raw_user is not None or url.raw_password is not None:
            raise _forbidden(f"address of {host} carries credentials")
        if self.is_literal(host, url.port or 0):
            return url
        if _ip(host) is None and not _HOST_NAME.fullmatch(host):
            raise _forbidden("address has no proper host name")
        if not (self.anywhere or host in self.names or host.endswith(self.suffixes)):
            raise _forbidden(f"host {_shortened(host)} is not on the list of result hosts")
        if url.port != _DEFAULT_PORTS[url.scheme] and not self.anywhere:
            raise _forbidden(f"host {host} with the unusual port {url.port}")
        if _ip(host) is not None:
            self.check_addresses(host, url.port or 0, [host])
        elif host.replace(".", "").isdigit():
            # 2130706433 or 127.1: sockets parse it as an address, so it would never be resolved and checked.
            raise _forbidden(f"host {host} is a number")
        return url

    def check_addresses(self, host: str, port: int, addresses: Iterable[str]) -> None:
        """Reject a host if any of its addresses is not public. Raises FetchForbidden, FetchUnjudged."""
        if self.is_literal(host, port):
            return
        for address in addresses:
            if self.fake_addresses and is_fake(address):
                self.check_unseen(host, port)
            elif not is_public(address):
                raise _forbidden(f"host {_shortened(host)} resolves to {address}, which is not a public address")

    def check_unseen(self, host: str, port: int) -> None:
        """Reject a host that only a proxy resolves if anybody may have named it. Raises FetchUnjudged."""
        if self.anywhere and not self.is_literal(host, port):
            raise FetchUnjudged(f"a proxy looks {_shortened(host)} up")

    def is_literal(self, host: str, port: int) -> bool:
        """Return whether the operator listed exactly this host and port."""
        return (host.lower(), port) in self.literals


def host_of(url: URL) -> str:
    """Return the host in the form that rules compare: lower case, without a final dot or brackets."""
    return (url.raw_host or "").lower().removesuffix(".")


def _read(text: str) -> URL:
    address = browser_url(text)
    # A backslash ends the host for browsers but not for other parsers; control characters are valid for none.
    if _FORBIDDEN_CHARACTERS.search(text.strip()) or " " in address:
        raise _forbidden("address holds blanks in its host, control characters or backslashes")
    try:
        # Quoting again would break the signature.
        url = URL(address, encoded=address.isascii())
        port = url.port
    except (ValueError, IndexError):  # yarl's parser indexes into an empty host: "httpn://[::]@"
        raise _forbidden("address can't be read") from None
    if not url.absolute or not url.raw_host or (port is None and url.scheme in _DEFAULT_PORTS):
        raise _forbidden("address has no host")
    return url


def _ip(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _shortened(host: str) -> str:
    return host if len(host) <= 80 else host[:77] + "..."


def _forbidden(detail: str) -> FetchForbidden:
    return FetchForbidden(detail, key="fetch-forbidden")
