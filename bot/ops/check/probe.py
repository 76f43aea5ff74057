"""`foley probe`: asks the Foley of this machine how it is, for container health checks. Needs no settings but one."""

import urllib.error
import urllib.request

_SECONDS = 4.0
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104  # where it listens, not where we do


def probe(bind: str, *, ready: bool) -> int:
    """Return 0 when it answers well, 1 when it doesn't. ``ready`` asks for readiness, else only for life."""
    if not bind:
        print("switched off: FOLEY_HTTP_BIND is empty")  # noqa: T201
        return 0
    host, _, port = bind.rpartition(":")
    path = "readyz" if ready else "healthz"
    url = f"http://{_EVERYWHERE.get(host, host)}:{port}/{path}"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through a proxy: it is this machine
    try:
        with opener.open(url, timeout=_SECONDS) as answer:
            print(answer.read().decode().strip())  # noqa: T201  # what a person who asks wants to see
            return 0
    except urllib.error.HTTPError as error:
        print(error.read().decode().strip())  # noqa: T201
    except (OSError, ValueError) as error:
        print(f"no answer from {url}: {error}")  # noqa: T201
    return 1
