"""The content codings of HTTP, done rather than undone."""

import sys
import zlib
from collections.abc import Callable
from gzip import compress

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["PACKS", "Pack", "gzip", "zstd"]

Pack = Callable[[bytes], bytes]


def gzip(body: bytes) -> bytes:
    """Pack without the time: tests are named by such bytes, and all workers must collect the same tests."""
    return compress(body, mtime=0)


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACKS: dict[str, tuple[str, Pack]] = {
    "gzip": ("gzip", gzip),
    "x-gzip": ("X-GZip", gzip),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
    "deflate": ("deflate", zlib.compress),
    "raw deflate": ("deflate", _raw_deflate),
}
"""What each is called here -> its label, and how it packs."""
