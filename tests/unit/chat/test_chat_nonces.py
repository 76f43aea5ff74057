"""The nonce of a message: one of its own for each part, posting and round, and short enough for Discord."""

from dataclasses import replace
from itertools import product

from bot.chat.sending.result_messages import nonce_of
from tests.unit.chat.chat_samples import a_job

_LONGEST = 25  # Discord refuses a longer one


def test_every_message_has_a_nonce_of_its_own() -> None:
    """A later round must not share one: Discord would give back the message that was taken back."""
    job = a_job()
    ways = list(product(range(3), range(1, 11), range(5)))
    nonces = [nonce_of(replace(job, postings=postings), part, turn) for postings, part, turn in ways]
    assert len(set(nonces)) == len(ways)
    assert nonces[0] == job.id
    assert max(map(len, nonces)) <= _LONGEST - 1  # room for a voice message's suffix
