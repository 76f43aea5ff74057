"""Sounds as careless writers leave them."""

import io
import struct
import wave
from array import array

from tests.players.odd_file import OddFile
from tests.players.writing import RATE, SECONDS, Sound, chunk, tone, wav, write

_VBR = {"flags": "+qscale", "global_quality": str(118 * 2)}
_HEAD = 44


def pcm(channels: int = 2, rate: int = RATE, seconds: float = SECONDS) -> bytes:
    """The tone as plain 16-bit samples."""
    return tone(seconds, rate, channels).tobytes()


def sized(data: bytes, riff: int, size: int) -> bytes:
    """A WAV file with other sizes in its header."""
    return data[:4] + struct.pack("<I", riff) + data[8:40] + struct.pack("<I", size) + data[_HEAD:]


def rf64(samples: bytes) -> bytes:
    """EBU Tech 3306: the true sizes stand in a chunk of their own."""
    plain = wav(samples)
    ds64 = chunk(b"ds64", struct.pack("<QQQI", len(plain) + 28, len(samples), len(samples) // 4, 0))
    body = b"WAVE" + ds64 + plain[12:40] + b"\xff" * 4 + samples
    return b"RF64" + b"\xff" * 4 + body


def rifx(samples: bytes) -> bytes:
    """Everything the other way round."""
    swapped = array("h", samples)
    swapped.byteswap()
    fmt = struct.pack(">HHIIHH", 1, 2, RATE, RATE * 4, 4, 16)
    body = b"WAVEfmt " + struct.pack(">I", 16) + fmt + b"data" + struct.pack(">I", len(samples)) + swapped.tobytes()
    return b"RIFX" + struct.pack(">I", len(body)) + body


def wrong_byte_rate() -> bytes:
    """A header by whose derived numbers the sound would last ten times as long."""
    plain = wav(pcm())
    return plain[:28] + struct.pack("<I", RATE * 4 // 10) + plain[32:]


def floats(kind: str, bits: int) -> bytes:
    """The tone as floating point samples."""
    values = array(kind, (value / 32768 for value in tone()))
    return wav(values.tobytes(), bits=bits, tag=3)


def whole_numbers(bits: int) -> bytes:
    """The tone as whole numbers of another size."""
    if bits == 8:
        samples = bytes((value >> 8) + 128 for value in tone())
    else:
        samples = b"".join((value << bits - 16).to_bytes(bits // 8, "little", signed=True) for value in tone())
    return wav(samples, bits=bits)


def channels(count: int) -> bytes:
    """The tone in many channels."""
    output = io.BytesIO()
    with wave.open(output, "wb") as file:
        file.setnchannels(count)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm(count))
    return output.getvalue()


def mp3(**options: str) -> bytes:
    """An MP3 of variable bit rate, with a Xing header unless told otherwise."""
    return write("mp3", sound=Sound("libmp3lame", options=_VBR), options=options)


def xing_patched(data: bytes, count: int) -> bytes:
    """An MP3 whose Xing header counts other frames."""
    at = data.index(b"Xing") if b"Xing" in data else data.index(b"Info")
    return data[: at + 8] + struct.pack(">I", count) + data[at + 12 :]


def tagged(data: bytes, size: int) -> bytes:
    """An MP3 after a large ID3v2 tag, as with a cover in it."""
    body = b"PRIV" + struct.pack(">I", size) + b"\0\0" + bytes(size)
    length = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\4\0\0" + length + body + data


def flac_patched(data: bytes, count: int) -> bytes:
    """A FLAC whose first block states another number of samples."""
    word = int.from_bytes(data[18:26], "big")
    return data[:18] + (word >> 36 << 36 | count).to_bytes(8, "big") + data[26:]


def last_granule(data: bytes, seconds: int) -> bytes:
    """An Ogg whose last page says another length (with its checksum right)."""
    at = data.rindex(b"OggS")
    page = bytearray(data[at:])
    page[6:14] = (48_000 * seconds).to_bytes(8, "little")
    page[22:26] = bytes(4)
    page[22:26] = _ogg_checksum(bytes(page)).to_bytes(4, "little")
    return data[:at] + bytes(page)


def _ogg_checksum(page: bytes) -> int:
    value = 0
    for byte in page:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value


def opus(**options: str) -> bytes:
    """Opus in Ogg."""
    return write("ogg", sound=Sound("libopus", 48_000), options=options)


def cut(data: bytes, share: float = 0.6) -> bytes:
    """The beginning of a file."""
    return data[: int(len(data) * share) + 37]


WAVS = (
    OddFile("wav", "same", lambda: wav(pcm())),
    OddFile("wav-sizes-0", "copied", lambda: sized(wav(pcm()), 0, 0)),
    OddFile("wav-sizes-ffffffff", "copied", lambda: sized(wav(pcm()), 0xFFFFFFFF, 0xFFFFFFFF)),
    OddFile("wav-fifty-times-too-long", "copied", lambda: sized(wav(pcm()), 50 * len(pcm()) + 36, 50 * len(pcm()))),
    OddFile("wav-far-too-short", "copied", lambda: sized(wav(pcm()), 1036, 1000), misread=True),
    OddFile("wav-riff-size-wrong", "copied", lambda: sized(wav(pcm()), 7, len(pcm()))),
    OddFile("wav-byte-rate-wrong", "copied", wrong_byte_rate),
    OddFile("wav-cut", "copied", lambda: cut(wav(pcm())), None),
    OddFile("wav-list-after", "same", lambda: _with_tail()),
    OddFile("wav-rf64", "copied", lambda: rf64(pcm())),
    OddFile("wav-rifx", "copied", lambda: rifx(pcm()), misread=True),
    OddFile("wav-8-bit", "same", lambda: whole_numbers(8)),
    OddFile("wav-24-bit", "same", lambda: whole_numbers(24)),
    OddFile("wav-32-bit", "encoded", lambda: whole_numbers(32)),
    OddFile("wav-float", "same", lambda: floats("f", 32)),
    OddFile("wav-double", "encoded", lambda: floats("d", 64)),
    OddFile("wav-6-channels", "same", lambda: channels(6)),
    OddFile("wav-8-channels", "encoded", lambda: channels(8)),
    OddFile("wav-alaw", "encoded", lambda: write("wav", sound=Sound("pcm_alaw"))),
    OddFile("wav-mulaw", "encoded", lambda: write("wav", sound=Sound("pcm_mulaw"))),
    OddFile("wav-adpcm", "encoded", lambda: write("wav", sound=Sound("adpcm_ms"))),
    OddFile("wav-piped", "copied", lambda: write("wav", sound=Sound("pcm_s16le"), piped=True)),
    OddFile("wav-384-khz", "encoded", lambda: wav(pcm(1, 384_000, 2), rate=384_000, channels=1), 2),
    OddFile("wav-4-khz", "encoded", lambda: wav(pcm(1, 4_000), rate=4_000, channels=1)),
    OddFile("wav-mp3-inside", "copied", lambda: write("wav", sound=Sound("libmp3lame"))),
    OddFile("w64", "copied", lambda: write("w64", sound=Sound("pcm_s16le"))),
    OddFile("aiff", "encoded", lambda: write("aiff", sound=Sound("pcm_s16be"))),
    OddFile("caf", "copied", lambda: write("caf", sound=Sound("pcm_s16le"))),
    OddFile("au", "encoded", lambda: write("au", sound=Sound("pcm_s16be"))),
)  # fmt: skip
COMPRESSED = (
    OddFile("mp3", "same", lambda: write("mp3", sound=Sound("libmp3lame"))),
    OddFile("mp3-no-xing", "same", lambda: write("mp3", sound=Sound("libmp3lame"), options={"write_xing": "0"})),
    OddFile("mp3-vbr", "same", mp3),
    OddFile("mp3-vbr-no-xing", "copied", lambda: mp3(write_xing="0")),
    OddFile("mp3-vbr-22-khz-mono-no-xing", "copied",
            lambda: write("mp3", sound=Sound("libmp3lame", 22_050, "mono", _VBR), options={"write_xing": "0"})),
    OddFile("mp3-xing-ten-times", "copied", lambda: xing_patched(mp3(), 2_300)),
    OddFile("mp3-xing-0", "copied", lambda: xing_patched(mp3(), 0)),
    OddFile("mp3-twice", "copied", lambda: mp3() * 2, SECONDS * 2, misread=True),
    OddFile("mp3-cut", "copied", lambda: cut(mp3(), 0.5), None),
    OddFile("mp3-large-tag", "same", lambda: tagged(mp3(), 300_000)),
    OddFile("mp3-large-tag-no-xing", "copied", lambda: tagged(mp3(write_xing="0"), 300_000)),
    OddFile("mp3-junk-inside", "copied", lambda: mp3(write_xing="0")[:20_000] + b"\xff\x00junk" * 999 + mp3(), None,
            misread=True),
    OddFile("mp2", "encoded", lambda: write("mp2", sound=Sound("mp2"))),
    OddFile("opus", "same", opus),
    OddFile("opus-twice", "encoded", lambda: opus() + opus(serial_offset="7"), SECONDS * 2),
    OddFile("opus-cut", "same", lambda: cut(opus()), None),
    OddFile("opus-wrong-end", "copied", lambda: last_granule(opus(), 3600)),
    OddFile("ogg-flac", "same", lambda: write("ogg", sound=Sound("flac"))),
    OddFile("ogg-vorbis", "same", lambda: write("ogg", sound=Sound("vorbis", options={"strict": "-2"}))),
    OddFile("flac", "same", lambda: write("flac", sound=Sound("flac"))),
    OddFile("flac-length-0", "copied", lambda: flac_patched(write("flac", sound=Sound("flac")), 0)),
    OddFile("flac-piped", "copied", lambda: write("flac", sound=Sound("flac"), piped=True)),
    OddFile("flac-ten-times", "copied", lambda: flac_patched(write("flac", sound=Sound("flac")), RATE * SECONDS * 10)),
    OddFile("flac-cut", "copied", lambda: cut(write("flac", sound=Sound("flac"))), None),
    OddFile("aac-adts", "copied", lambda: write("adts", sound=Sound("aac"))),
    OddFile("m4a", "same", lambda: write("ipod", sound=Sound("aac"), options={"movflags": "+faststart"})),
    OddFile("m4a-index-last", "copied", lambda: write("ipod", sound=Sound("aac"))),
    OddFile("m4a-fragmented", "copied",
            lambda: write("ipod", sound=Sound("aac"), options={"movflags": "+frag_keyframe+empty_moov"})),
    OddFile("m4a-cut", "said", lambda: cut(write("ipod", sound=Sound("aac"), options={"movflags": "+faststart"}))),
    OddFile("m4a-alac", "encoded", lambda: write("ipod", sound=Sound("alac"), options={"movflags": "+faststart"})),
    OddFile("ac3", "said", lambda: write("ac3", sound=Sound("ac3", 48_000))),
    OddFile("wma", "encoded", lambda: write("asf", sound=Sound("wmav2"))),
    OddFile("mka-aac", "copied", lambda: write("matroska", sound=Sound("aac"))),
    OddFile("webm-opus", "same", lambda: write("webm", sound=Sound("libopus", 48_000))),
    OddFile("webm-opus-piped", "copied", lambda: write("webm", sound=Sound("libopus", 48_000), piped=True)),
)  # fmt: skip


def _with_tail() -> bytes:
    whole = wav(pcm()) + chunk(b"LIST", b"INFOISFT" + struct.pack("<I", 6) + b"Foley\0")
    return whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:]
