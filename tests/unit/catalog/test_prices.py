"""Prices: read from the catalogue, kept with a job, exact to the micro-unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.catalog import Catalog
from bot.chat.render.details import render_details
from bot.chat.texts import Texts
from bot.errors import ConfigError
from bot.jobs.claim import Measure, OperatorBudget, Window
from bot.jobs.model import Kind, Medium, MusicRequest, Output, SpeechRequest, State, VideoRequest
from bot.jobs.price import Price, micros_of, money
from tests.support.catalogs import with_lines
from tests.unit.chat.chat_samples import REQUESTS, a_job

_PRICED = with_lines(
    top='currency = "usd"\n[budget]\nmonth = { money = 200.5 }\nday = { requests = 500, seconds = 9000 }\n',
    speech="price = { per_1000_characters = 0.12 }\n",
    models={
        "GL": "price = { per_request = 0.08 }\n",
        "Vidu": "price = { per_second = 0.05, per_request = 0.01, off_peak = 0.5 }\n",
    },
    versions={"q3-turbo": "price = { per_second = 0.02 }\n"},
)


def test_none_are_shipped() -> None:
    catalog = Catalog.load()
    assert (catalog.currency, catalog.budget) == ("", ())
    assert all(catalog.price(MusicRequest("x", model.name)) is None for model in catalog.models(Kind.MUSIC))


def test_prices_are_by_request_second_and_thousand_characters() -> None:
    catalog = Catalog.parse(_PRICED)
    assert catalog.price(MusicRequest("x", "GL", "3.0-clip")) == Price("USD", 80_000)
    assert catalog.price(VideoRequest("x", "Vidu", "q3-pro")) == Price("USD", 10_000, 50_000)
    assert catalog.price(VideoRequest("x", "Vidu", "q3-pro", off_peak=True)) == Price("USD", 5_000, 25_000)
    assert catalog.price(VideoRequest("x", "Vidu", "q3-turbo")) == Price("USD", 0, 20_000)
    assert catalog.price(SpeechRequest("a" * 1501, "v")) == Price("USD", 180_120)
    assert catalog.price(MusicRequest("x", "MiniMaxMusic")) is None
    assert catalog.budget == (
        OperatorBudget(Window.MONTH, Measure.MONEY, 200_500_000),
        OperatorBudget(Window.DAY, Measure.COUNT, 500),
        OperatorBudget(Window.DAY, Measure.SECONDS, 9000),
    )


@pytest.mark.parametrize(("edit", "problem"), [
    ({"top": 'currency = "dollars"\n'}, "three letters"),
    ({"models": {"GL": "price = { per_request = 0.08 }\n"}}, "currency must be set"),
    ({"top": 'currency = "USD"\n', "models": {"GL": "price = 3\n"}}, "must be a table"),
    ({"top": 'currency = "USD"\n', "models": {"GL": "price = { per_song = 3 }\n"}}, "unknown key 'per_song'"),
    ({"top": 'currency = "USD"\n', "models": {"GL": "price = { per_request = -1 }\n"}}, "from 0 to"),
    ({"top": 'currency = "USD"\n', "models": {"GL": "price = { per_second = 0.00000001 }\n"}}, "six decimals"),
    ({"top": "[budget]\nmonth = { money = 5 }\n"}, "currency must be set"),
    ({"top": "[budget]\nday = { requests = 1.5 }\n"}, "whole number"),
    ({"top": "[budget]\nweek = { requests = 1 }\n"}, "unknown key 'week'"),
])  # fmt: skip
def test_what_can_not_be_a_price_is_said_with_its_place(edit: dict[str, object], problem: str) -> None:
    with pytest.raises(ConfigError) as refused:
        Catalog.parse(with_lines(**edit))  # type: ignore[arg-type]
    assert problem in "\n".join(refused.value.problems)


@given(fixed=st.integers(0, 10**9), second=st.integers(0, 10**8), seconds=st.floats(0, 10**5))
def test_a_cost_is_never_below_the_exact_one_and_less_than_a_micro_unit_above(
    fixed: int, second: int, seconds: float
) -> None:
    cost = Price("USD", fixed, second).cost(seconds)
    exact_milli = fixed * 1000 + second * round(seconds * 1000)
    assert 0 <= cost * 1000 - exact_milli < 1000


@given(st.integers(0, 10**13))
def test_an_amount_that_is_typed_as_it_is_shown_comes_back(micros: int) -> None:
    text = f"{micros // 10**6}.{micros % 10**6:06d}"
    assert micros_of(text) == (micros if len(str(micros // 10**6)) <= 9 else None)


def test_amounts_are_read_as_people_type_them() -> None:
    assert [micros_of(text) for text in ("5", "0.5", "2,50", ".5", "", ".", "-1", "1e3", "٣", "1.2345678")] == [
        5_000_000, 500_000, 2_500_000, 500_000, None, None, None, None, None, None,
    ]  # fmt: skip
    assert [money(one, "USD") for one in (0, 99_999, 100_000, 1_234_560_000)] == [
        "0.00 USD", "0.1000 USD", "0.10 USD", "1,234.56 USD",
    ]  # fmt: skip


@pytest.mark.parametrize(("state", "kind", "told"), [
    (State.READY, Kind.MUSIC, "Cost: 0.35 USD"),
    (State.WAITING, Kind.MUSIC, "Cost: 0.10 USD + 0.0200 USD per second, once it is done"),
    (State.FAILED, Kind.VIDEO, "Cost: 0.00 USD"),
    (State.FAILED, Kind.MUSIC, "per second, if the provider charges it"),
    (State.UNKNOWN, Kind.MUSIC, "if the provider charges it"),
])  # fmt: skip
def test_details_tell_the_cost_truly(state: State, kind: Kind, told: str) -> None:
    outputs = (Output("https://x.example/1", Medium.AUDIO, 12.5),) if state is State.READY else ()
    job = a_job(request=REQUESTS[kind], state=state, outputs=outputs, price=Price("USD", 100_000, 20_000))
    shown = render_details(job, Texts(), "en-US").embed
    assert told in "\n".join(field.value or "" for field in shown.fields)
