"""The two half-private parts of discord.py that voice messages rely on are still what they were."""

import base64
import json
from pathlib import Path

import discord
from discord.http import handle_message_parameters

from bot.chat.sending.voice_message import voice_parameters
from bot.jobs.ports import VoiceClip


def a_clip(folder: Path, points: int = 256) -> VoiceClip:
    path = folder / "clip.ogg"
    path.write_bytes(b"OggS" + bytes(100))
    return VoiceClip(path, 104, 2.5, bytes(index % 256 for index in range(points)))


def test_the_pinned_version_is_installed() -> None:
    assert discord.__version__ == "2.7.1"


def test_a_file_makes_its_own_entry_in_the_payload(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"x")
    with handle_message_parameters(file=discord.File(path, "a.bin")) as parameters:
        assert parameters.multipart is not None
        assert json.loads(parameters.multipart[0]["value"])["attachments"] == [{"id": 0, "filename": "a.bin"}]
        assert parameters.multipart[1]["content_type"] == "application/octet-stream"


def test_a_voice_message_has_the_flag_the_waveform_and_an_audio_part(tmp_path: Path) -> None:
    reference = {"message_id": 5, "channel_id": 6, "fail_if_not_exists": False}
    with voice_parameters(a_clip(tmp_path), "voice-a.ogg", "nonce", reference) as parameters:
        assert parameters.multipart is not None
        payload = json.loads(parameters.multipart[0]["value"])
        assert [part["content_type"] for part in parameters.multipart[1:]] == ["audio/ogg"]
    entry = payload["attachments"][0]
    assert (entry["filename"], entry["duration_secs"]) == ("voice-a.ogg", 2.5)
    assert base64.b64decode(entry["waveform"]) == bytes(range(256))
    assert payload["flags"] == 1 << 13
    assert (payload["nonce"], payload["enforce_nonce"]) == ("nonce", True)
    assert payload["message_reference"] == reference
    assert "content" not in payload
    assert payload["allowed_mentions"] == {"parse": []}


def test_a_waveform_is_never_longer_than_discord_takes_nor_empty(tmp_path: Path) -> None:
    for points, expected in ((1000, 256), (0, 1)):
        with voice_parameters(a_clip(tmp_path, points), "v.ogg", "n", None) as parameters:
            assert parameters.multipart is not None
            payload = json.loads(parameters.multipart[0]["value"])
        assert len(base64.b64decode(payload["attachments"][0]["waveform"])) == expected
