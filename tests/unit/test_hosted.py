"""What the hosted process does before its first session."""

from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.hosted import _make_data_dir


def test_a_data_folder_that_can_not_be_made_is_one_sentence_for_the_operator(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(ConfigError) as caught:
        _make_data_dir(blocked / "data")
    assert caught.value.problems == (f"FOLEY_DATA_DIR: {blocked / 'data'} can't be made (Not a directory).",)
    _make_data_dir(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
