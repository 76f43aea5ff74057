"""The first block of a FLAC file states how many samples there are: https://www.rfc-editor.org/rfc/rfc9639#section-8.2.

An encoder that can't seek back leaves 0 there, and a player then knows no length.
"""

import shutil
from pathlib import Path

_MAGIC = b"fLaC"
_AT = 4 + 4 + 10  # magic, head of the block, sizes of blocks and frames
_COUNT_MASK = (1 << 36) - 1


def rewrite(path: str, target: Path, seconds: float) -> bool:
    """Write the same file with its real number of samples; return False if the block is not in its place."""
    with Path(path).open("rb") as source:
        head = source.read(_AT + 8)
        if head[:4] != _MAGIC or len(head) < _AT + 8:
            return False
        word = int.from_bytes(head[_AT:], "big")
        count = round(seconds * (word >> 44))
        with target.open("wb") as output:
            output.write(head[:_AT] + (word & ~_COUNT_MASK | count & _COUNT_MASK).to_bytes(8, "big"))
            shutil.copyfileobj(source, output)
    return True
