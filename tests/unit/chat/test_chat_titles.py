"""What a request is called for people: its words, or the file it goes on from."""

import pytest

from bot.chat.render import ResultPart, render_result_part
from bot.chat.texts import Texts
from bot.jobs.model import Request, SfxRequest, State, VideoRequest
from tests.unit.chat.chat_samples import NOW, a_job


@pytest.mark.parametrize(
    ("request_", "title"),
    [
        (VideoRequest("", "Kling", image_url="https://cdn.example/1/my%20boat.png?ex=1"), "my boat.png"),
        (SfxRequest("", video_url="https://cdn.example/1/**a**.mp4#t"), "\\*\\*a\\*\\*.mp4"),
        (SfxRequest("", video_url="https://files.example"), "…"),
        (SfxRequest("", video_url="https://files.example/9f86d081884c7d65"), "…"),
        (SfxRequest("waves", video_url="https://cdn.example/1/a.mp4"), "waves"),
    ],
)
def test_a_request_without_words_is_called_after_its_file(request_: Request, title: str) -> None:
    payload = render_result_part(ResultPart(a_job(request=request_, state=State.READY)), Texts(), "en-US", NOW)
    assert f"> **{title}**\n" in payload.content
