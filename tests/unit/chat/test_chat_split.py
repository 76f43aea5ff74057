"""A result over as many messages as needed, and never a file lost."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.sending.message_split import MOST_FILES, REQUEST_BYTES, FileBatch, pack, with_posters
from tests.unit.chat.chat_samples import a_job, an_attachment

sizes = st.lists(
    st.tuples(st.integers(1, REQUEST_BYTES), st.sampled_from([0, 20_000, 300_000])), min_size=0, max_size=25
)


@given(sizes)
def test_every_file_is_posted_once_and_every_message_fits(made: list[tuple[int, int]]) -> None:
    attachments = [an_attachment(size, picture=Path("p.png") if extra else None) for size, extra in made]
    batches = pack(a_job(), attachments, [extra for _, extra in made])
    posted = [one for batch in batches for one in batch.attachments]
    assert posted == attachments
    names = [file.name for batch in batches for file in batch.files]
    assert len(names) == len(set(names))
    for batch in batches:
        assert len(batch.files) <= MOST_FILES
        assert len(batch.pictures) <= 5
        pictures = {f"waveform-{n}.png" for n in range(1, 26)} | {"waveform.png"}
        assert set(batch.pictures) <= pictures
        weights = dict(zip(map(id, attachments), made, strict=True))
        shown = len(batch.pictures)
        total = sum(weights[id(one)][0] for one in batch.attachments)
        assert total <= REQUEST_BYTES
        assert shown <= len(batch.attachments)


def test_a_result_without_files_is_one_message() -> None:
    assert len(pack(a_job(), [], [])) == 1


def test_a_picture_that_does_not_fit_beside_its_file_is_left_out() -> None:
    batches = pack(a_job(), [an_attachment(REQUEST_BYTES, picture=Path("p.png"))], [1])
    assert batches[0].pictures == ()
    assert [file.name for file in batches[0].files] == ["calm-rain.mp3"]


def test_two_halves_of_a_request_go_in_two_messages() -> None:
    big = REQUEST_BYTES // 2 + 1
    assert [len(one.attachments) for one in pack(a_job(), [an_attachment(big), an_attachment(big)], [0, 0])] == [1, 1]


def test_pictures_of_linked_films_stand_in_the_message_as_far_as_there_is_room(tmp_path: Path) -> None:
    posters = [tmp_path / str(number) for number in range(7)]
    for poster in posters:
        poster.write_bytes(bytes(100))
    assert with_posters(FileBatch((), (), ()), posters[:1]).pictures == ("poster.jpg",)
    assert with_posters(FileBatch((), (), ()), posters).pictures == tuple(f"poster-{n}.jpg" for n in range(1, 6))
    assert with_posters(FileBatch((), (), ()), posters, request_bytes=250).pictures == ("poster-1.jpg", "poster-2.jpg")
