"""Find faults on this machine before PostgreSQL is contacted: the URL, a file it names, the home folder.

None of them may be reported as a database that does not answer.
"""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import ConfigError, StoreRefused
from bot.store.engine.address import PostgresAddress

_FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl", "passfile")


def refuse_unreadable_files(address: PostgresAddress) -> None:
    """Raise StoreRefused for a file the URL names that can't be read: the driver's own error does not say which."""
    for option in _FILES:
        path = address.options.get(option)
        if path:
            try:
                with open(path, "rb"):
                    pass
            except OSError as error:
                raise _file_refused(path, error) from None


@contextmanager
def driver_faults(address: PostgresAddress) -> Iterator[None]:
    """Raise ConfigError for a URL that the driver does not accept, StoreRefused for files it can't read."""
    try:
        yield
    except OSError as error:  # before ValueError: a certificate error is both
        refused = _file_fault(error, address)
        if refused is not None:
            raise refused from None
        raise
    except ValueError as error:
        raise ConfigError([f"FOLEY_DATABASE_URL: {_shown(error)}"]) from None


def _shown(error: ValueError) -> str:
    # Only the driver's own message, and not if it may contain the end of a password.
    first = str(error).partition("\n")[0]
    return first if type(error).__module__.startswith("asyncpg") and "@" not in first else "the driver can't read it"


def _file_fault(error: OSError, address: PostgresAddress) -> StoreRefused | None:
    """Return the refusal for a file's error; None for a connection's.

    The error of a local socket names no file, and that of TCP is no PermissionError or FileNotFoundError.
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        return None
    if isinstance(error, ssl.SSLError):
        is_file = error.library in {"PEM", "X509"} or "PEM" in str(error)
        return _file_refused("sslcert, sslkey, sslrootcert", error) if is_file else None
    if error.filename is not None:
        return _file_refused(str(error.filename), error)
    if isinstance(error, (PermissionError, FileNotFoundError)) and not address.is_local_socket:
        return _file_refused("~/.postgresql", error)
    return None


def _file_refused(path: str, error: OSError) -> StoreRefused:
    detail = error.strerror or type(error).__name__
    return StoreRefused(f"{path}: {detail}", key="store-refused-file", values={"path": path, "detail": detail})
