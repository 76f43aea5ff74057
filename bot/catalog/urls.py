"""Check the URLs people type: could anybody on the internet fetch them at all?

Pure string processing: nothing is resolved here. The provider fetches these URLs, not Foley, so this only spares
people a job that can't work and keeps internal host names out of requests; bot.media guards what Foley itself fetches.
"""

import ipaddress
import re
import socket
import unicodedata
from collections.abc import Collection
from urllib.parse import quote, urlsplit

MAX_URL_CHARACTERS = 2048
_UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\x9f<>\"\\^`{|}\ud800-\udfff]")
_LOCAL_SUFFIXES = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa", ".test", ".invalid")
_PARTS = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*):(?P<slashes>//)(?P<authority>[^/?#\\]*)"
    r"(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.IGNORECASE | re.DOTALL,
)
_EDGES = "".join(map(chr, range(0x21)))  # C0 controls and the space
_DOT = re.compile(r"%2e", re.IGNORECASE)
_LEFT_OUT = re.compile(r"[\t\r\n]")
# What browsers leave unencoded, besides letters and digits: https://url.spec.whatwg.org/#percent-encoded-bytes
_QUERY_SAFE = "?/%!$&()*+,;=:@-._~[]{}|^`\\"
_PATH_SAFE = "/%!$&'()*+,;=:@-._~[]|"
_FRAGMENT_SAFE = "?/%!#$&'()*+,;=:@-._~[]{}|^\\"
# What RFC 3986 forbids although browsers send it unencoded: not every validator of links is as lenient.
_BARE = re.compile(r"[{}|^`\\]")
_ENDS_HOST = re.compile(r"[/?#@:\\\[\]<>^|%]")
_NEVER_IN_HOST = re.compile(r"[\x00-\x20\x7f]")
# Letters that IDNA 2003, which Python implements, maps to others; for browsers they name distinct hosts.
_DEVIATING = re.compile("[\u00df\u03c2]")
_NUMERIC_HOST = re.compile(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+)){0,3}\.?", re.ASCII)


def url_problem(url: str, trusted_hosts: Collection[str] = ()) -> str | None:
    """Return the Fluent key of a URL's problem, or None. ``trusted_hosts``: ``host:port`` that may be private."""
    if len(url) > MAX_URL_CHARACTERS:
        return "catalog-url-long"
    if _UNSAFE.search(url):
        return "catalog-url-bad"
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return "catalog-url-bad"
    if parts.scheme not in ("http", "https"):
        return "catalog-url-scheme"
    if not host:
        return "catalog-url-bad"
    if parts.username is not None or parts.password is not None:
        return "catalog-url-credentials"
    if parts.netloc.lower() in trusted_hosts:
        return None
    return None if _is_public(host.lower()) else "catalog-url-private"


def browser_url(text: str) -> str:
    """Return a URL as a browser would request it: spaces and unsafe characters percent-encoded, the host in ASCII.

    Existing encoding is kept, so a signature stays valid. Text that is not a URL is returned unchanged.
    """
    parts = _PARTS.fullmatch(_LEFT_OUT.sub("", text.strip(_EDGES)))
    if parts is None:
        return text
    scheme, authority = parts["scheme"].lower(), _ascii_host(parts["authority"])
    if _NEVER_IN_HOST.search(authority):  # also after other characters were mapped to ASCII
        return text
    try:
        path = quote(_without_dots(parts["path"].replace("\\", "/")), safe=_PATH_SAFE)
        query, fragment = quote(parts["query"] or "", safe=_QUERY_SAFE), parts["fragment"] or ""
        return f"{scheme}://{authority}{path}{query}{fragment[:1]}{quote(fragment[1:], safe=_FRAGMENT_SAFE)}"
    except UnicodeEncodeError:  # a lone surrogate
        return text


def _without_dots(path: str) -> str:
    """Return a path without its "." and ".." segments, percent-encoded or not."""
    parts = path.split("/")
    kept: list[str] = []
    for number, part in enumerate(parts, start=1):
        dots = _DOT.sub(".", part)
        if dots == "..":
            del kept[max(1, len(kept) - 1) :]
        if dots not in (".", ".."):
            kept.append(part)
        elif number == len(parts):
            kept.append("")
    return "/".join(kept)


def link_url(text: str) -> str:
    """Like :func:`browser_url`, for a link in a message: also encodes what strict parsers reject."""
    return _BARE.sub(lambda match: quote(match[0]), browser_url(text))


def _ascii_host(authority: str) -> str:
    if authority.isascii():
        return authority
    try:
        return ".".join(map(_ascii_label, re.split("[.\u3002\uff0e\uff61]", authority)))
    except UnicodeError:
        return authority


def _ascii_label(label: str) -> str:
    if _DEVIATING.search(label):
        return "xn--" + unicodedata.normalize("NFKC", label.lower()).encode("punycode").decode("ascii")
    encoded = label.encode("idna").decode("ascii")
    if set(_ENDS_HOST.findall(encoded)) - set(label):  # a full-width solidus would add one
        raise UnicodeError("a letter that stands for the end of a host")
    return encoded


def _is_public(host: str) -> bool:
    bare = host.rstrip(".")
    address = _literal_address(bare)
    if address is not None:
        mapped = getattr(address, "ipv4_mapped", None) or address
        return bool(mapped.is_global and not mapped.is_multicast)
    return "." in bare and not bare.endswith(_LOCAL_SUFFIXES)


def _literal_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    if _NUMERIC_HOST.fullmatch(host):  # 2130706433, 0x7f.1, 0177.0.0.1: read as the C library reads them
        try:
            return ipaddress.IPv4Address(socket.inet_aton(host))
        except OSError:
            return ipaddress.IPv4Address(0)  # looks like a number but is not valid: not public
    return None
