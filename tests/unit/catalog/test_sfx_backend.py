"""Which product makes sound effects where the operator left it open."""

import pytest

from bot.catalog.sfx_backend import SfxBackend
from bot.errors import Ambiguous
from bot.jobs.model import Backend
from tests.support.instant_clock import InstantClock


class Account:
    """What each product says when it is asked: a word, or trouble for so many times."""

    def __init__(self, *, vod: bool, mps: bool, trouble: int = 0) -> None:
        self.may = {Backend.VOD: vod, Backend.MPS: mps}
        self.trouble = trouble
        self.asked: list[Backend] = []

    async def may_use(self, backend: Backend) -> bool:
        self.asked.append(backend)
        if self.trouble:
            self.trouble -= 1
            raise Ambiguous("nobody home", code="Foley.Status500")
        return self.may[backend]


async def found(account: Account, named: Backend | None = None) -> Backend:
    chosen = SfxBackend(named, account.may_use, InstantClock())
    chosen.start()
    assert await chosen._tasks.settle(10)
    await chosen.close()
    return chosen.current


@pytest.mark.parametrize(
    ("vod", "mps", "backend"),
    [(True, True, Backend.VOD), (True, False, Backend.VOD), (False, True, Backend.MPS), (False, False, Backend.VOD)],
)
async def test_the_first_product_that_the_account_may_use(vod: bool, mps: bool, backend: Backend) -> None:
    assert await found(Account(vod=vod, mps=mps)) is backend


async def test_trouble_is_waited_out() -> None:
    account = Account(vod=False, mps=True, trouble=5)
    assert await found(account) is Backend.MPS
    assert len(account.asked) == 7


@pytest.mark.parametrize("named", list(Backend))
async def test_what_the_operator_named_is_not_asked_about(named: Backend) -> None:
    account = Account(vod=False, mps=False)
    assert await found(account, named) is named
    assert account.asked == []
