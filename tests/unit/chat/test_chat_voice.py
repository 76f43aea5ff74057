"""What stands beside the file of a voice message."""

import base64
from pathlib import Path

import discord

from bot.chat.sending.voice_message import voice_payload
from bot.jobs.ports import VoiceClip


def a_clip(folder: Path, points: int = 256) -> VoiceClip:
    path = folder / "clip.ogg"
    path.write_bytes(b"OggS" + bytes(100))
    return VoiceClip(path, 104, 2.5, bytes(index % 256 for index in range(points)))


def test_a_voice_message_has_the_flag_and_the_waveform_and_mentions_nobody(tmp_path: Path) -> None:
    reference = discord.MessageReference(message_id=5, channel_id=6, fail_if_not_exists=False)
    payload = voice_payload(a_clip(tmp_path), "voice-a.ogg", "nonce", reference)
    (entry,) = payload["attachments"]
    assert (entry["id"], entry["filename"], entry["duration_secs"]) == (0, "voice-a.ogg", 2.5)
    assert base64.b64decode(entry["waveform"]) == bytes(range(256))
    assert payload["flags"] == 1 << 13
    assert (payload["nonce"], payload["enforce_nonce"]) == ("nonce", True)
    assert payload["message_reference"] == {"message_id": 5, "channel_id": 6, "fail_if_not_exists": False}
    assert "content" not in payload
    assert payload["allowed_mentions"] == {"parse": []}


def test_a_waveform_is_never_longer_than_discord_takes_nor_empty(tmp_path: Path) -> None:
    for points, expected in ((1000, 256), (0, 1)):
        payload = voice_payload(a_clip(tmp_path, points), "v.ogg", "n", None)
        assert len(base64.b64decode(payload["attachments"][0]["waveform"])) == expected
        assert "message_reference" not in payload
