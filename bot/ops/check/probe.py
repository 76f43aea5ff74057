"""`foley probe`: query the health of the Foley on this machine, for container health checks. Needs only one setting."""

import urllib.error
import urllib.request

_SECONDS = 4.0
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104  # where the server listens; nothing is bound here


def probe(bind: str, *, ready: bool) -> int:
    """Return 0 if it is healthy, else 1. ``ready`` asks for readiness, otherwise only for liveness."""
    if not bind:
        print("switched off: FOLEY_HTTP_BIND is empty")  # noqa: T201
        return 0
    host, _, port = bind.rpartition(":")
    path = "readyz" if ready else "healthz"
    url = f"http://{_EVERYWHERE.get(host, host)}:{port}/{path}"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through a proxy: it is local
    try:
        with opener.open(url, timeout=_SECONDS) as answer:
            print(answer.read().decode().strip())  # noqa: T201  # for a person who runs it by hand
            return 0
    except urllib.error.HTTPError as error:
        print(error.read().decode().strip())  # noqa: T201
    except (OSError, ValueError) as error:
        print(f"no answer from {url}: {error}")  # noqa: T201
    return 1
