"""Content codings undone piece by piece: whole bodies in any cut, false labels, cut bodies, bombs."""

from collections.abc import Iterable

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FetchBroken, FetchTooLarge
from bot.media.transfer.unpack import PIECE_BYTES, Unpacker
from tests.support.packing import PACKS, Pack, gzip, zstd

LIMIT = 1024 * 1024


SOUND = b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(range(256)) * 40


def unpacked(labels: Iterable[str], body: bytes, step: int = 1000, limit: int = LIMIT) -> bytes:
    unpacker = Unpacker(labels, limit)
    pieces = [piece for at in range(0, len(body), step) for piece in unpacker.feed(body[at : at + step])]
    return b"".join([*pieces, *unpacker.finish()])


@pytest.mark.parametrize(("label", "pack"), PACKS.values(), ids=PACKS)
@settings(max_examples=15)
@given(body=st.binary(max_size=300), step=st.integers(1, 400), repeat=st.integers(1, 300))
def test_what_was_packed_comes_out(label: str, pack: Pack, body: bytes, step: int, repeat: int) -> None:
    assert unpacked([label], pack(body * repeat), step) == body * repeat


@pytest.mark.parametrize(
    "label", ["aws-chunked", "utf-8", "binary", "none", "identity", "", "gzip", "br", "zstd", "deflate", "gzip, br"]
)
@pytest.mark.parametrize("body", [SOUND, b"\0\0\0\x20ftypisom" + SOUND, b"OggS" + SOUND, b"ID3\x04" + SOUND])
def test_a_label_on_whole_bytes_is_harmless(label: str, body: bytes) -> None:
    assert unpacked([label], body) == body


@pytest.mark.parametrize(
    ("labels", "body"),
    [
        (["gzip, br"], brotli.compress(gzip(SOUND))),
        (["gzip", "zstd"], zstd.compress(gzip(SOUND))),
        (["aws-chunked, gzip"], gzip(SOUND)),
        (["gzip,gzip"], gzip(gzip(SOUND))),
        (["gzip,gzip"], gzip(SOUND)),
        (["gzip"], gzip(gzip(SOUND))),
        (["gzip"], gzip(SOUND[:100]) + gzip(SOUND[100:])),
        (["zstd"], zstd.compress(SOUND[:100]) + b"\x50\x2a\x4d\x18\x02\0\0\0xx" + zstd.compress(SOUND[100:])),
        (["gzip"], gzip(SOUND) + bytes(100)),
    ],
)
def test_several_codings_and_several_members(labels: list[str], body: bytes) -> None:
    assert unpacked(labels, body) == SOUND
    assert unpacked(labels, body, step=1) == SOUND


@pytest.mark.parametrize(("label", "pack"), PACKS.values(), ids=PACKS)
@pytest.mark.parametrize("kept", [0.1, 0.9, 0.999])
def test_a_cut_body_is_a_broken_download(label: str, pack: Pack, kept: float) -> None:
    body = pack(SOUND)
    with pytest.raises(FetchBroken, match="early"):
        unpacked([label], body[: int(len(body) * kept)])


@pytest.mark.parametrize("label", ["gzip", "zstd", "deflate", "br"])
def test_a_spoilt_body_is_a_broken_download(label: str) -> None:
    body = bytearray(PACKS[label][1](SOUND))
    body[len(body) // 2 :] = bytes(len(body) - len(body) // 2)
    with pytest.raises(FetchBroken):
        unpacked([label], bytes(body))


@pytest.mark.parametrize(("label", "pack"), PACKS.values(), ids=PACKS)
def test_a_bomb_is_stopped_at_the_limit(label: str, pack: Pack) -> None:
    pieces: list[int] = []
    with pytest.raises(FetchTooLarge):
        pieces.extend(map(len, Unpacker([label], LIMIT).feed(pack(SOUND + bytes(2 * LIMIT)))))
    assert 0 < sum(pieces) <= LIMIT
    assert max(pieces) <= 2 * PIECE_BYTES


@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_bytes_behind_brotli_are_refused_however_the_body_is_cut(step: int) -> None:
    with pytest.raises(FetchBroken):
        unpacked(["br"], brotli.compress(SOUND) + b"more", step)


def test_what_grows_huge_in_the_middle_is_stopped_too() -> None:
    skipped = b"\x50\x2a\x4d\x18" + (2 * LIMIT).to_bytes(4, "little") + bytes(2 * LIMIT)
    body = gzip(zstd.compress(SOUND) + skipped)
    with pytest.raises(FetchTooLarge):
        unpacked(["zstd, gzip"], body, step=len(body))


@pytest.mark.parametrize("labels", [["gzip"] * 5, ["gzip,br,zstd,deflate,gzip"]])
def test_more_codings_than_anybody_uses_are_refused(labels: list[str]) -> None:
    with pytest.raises(FetchBroken, match="5 times"):
        Unpacker(labels, LIMIT)


def test_thousands_of_members_are_refused() -> None:
    with pytest.raises(FetchBroken, match="parts"):
        unpacked(["gzip"], gzip(b"x") * 5000, step=100_000)


def test_a_window_of_more_than_eight_megabytes_is_refused() -> None:
    one_raw_byte = b"\x09\x00\x00x"
    frames = {log: b"\x28\xb5\x2f\xfd\x00" + bytes([(log - 10) << 3]) + one_raw_byte for log in (23, 24)}
    assert unpacked(["zstd"], frames[23] + bytes(8)) == b"x"
    with pytest.raises(FetchBroken):
        unpacked(["zstd"], frames[24] + bytes(8))
