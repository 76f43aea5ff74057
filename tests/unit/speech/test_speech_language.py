"""Which language a short sentence is in: sixty sentences of twelve languages, and every bound and prior."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.catalog import Catalog
from bot.jobs.ports import LanguageHints
from bot.speech.language import language_of

OFFERED = tuple(language.code for language in Catalog.load().speech.languages)
MOST_WRONG = 3
SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "hello there", "Good morning, how are you?", "The dinner is ready.", "See you tomorrow!", "What a lovely day",
    ),
    "de": (
        "Guten Morgen zusammen", "Wie geht es dir heute?", "Das Essen ist fertig.", "Bis morgen!",
        "Ich habe keine Zeit",
    ),
    "fr": ("Bonjour tout le monde", "Comment vas-tu ?", "Le repas est prêt.", "À demain !", "Je ne sais pas"),
    "es": ("Hola a todos", "¿Cómo estás hoy?", "La cena está lista.", "¡Hasta mañana!", "No tengo tiempo"),
    "pt": ("Olá a todos", "Como você está hoje?", "O jantar está pronto.", "Até amanhã!", "Não tenho tempo"),
    "it": ("Ciao a tutti", "Come stai oggi?", "La cena è pronta.", "A domani!", "Non ho tempo"),
    "nl": ("Goedemorgen allemaal", "Hoe gaat het met je?", "Het eten is klaar.", "Tot morgen!", "Ik heb geen tijd"),
    "pl": ("Dzień dobry wszystkim", "Jak się dzisiaj masz?", "Obiad jest gotowy.", "Do jutra!", "Nie mam czasu"),
    "vi": (
        "Xin chào mọi người", "Hôm nay bạn thế nào?", "Bữa tối đã sẵn sàng.", "Hẹn gặp lại ngày mai!",
        "Tôi không có thời gian",
    ),
    "uk": ("Доброго ранку всім", "Як справи сьогодні?", "Вечеря вже готова.", "До зустрічі завтра!", "Я не маю часу"),
    "ru": ("Доброе утро всем", "Как дела сегодня?", "Ужин уже готов.", "До завтра!", "У меня нет времени"),
    "tr": ("Herkese günaydın", "Bugün nasılsın?", "Akşam yemeği hazır.", "Yarın görüşürüz!", "Hiç zamanım yok"),
}  # fmt: skip
# Neither in the table above nor used while the rules were made.
UNSEEN: Mapping[str, tuple[str, ...]] = {
    "en": ("The train leaves at seven", "Who wants to play tonight?"),
    "de": ("Der Zug fährt um sieben", "Wer hat Lust zu spielen?"),
    "fr": ("Le train part à sept heures", "Qui veut jouer ce soir ?"),
    "es": ("El tren sale a las siete", "¿Quién quiere jugar esta noche?"),
    "pt": ("O trem sai às sete", "Quem quer jogar hoje à noite?"),
    "it": ("Il treno parte alle sette", "Chi vuole giocare stasera?"),
    "uk": ("Потяг відходить о сьомій", "Хто хоче пограти ввечері?"),
    "ru": ("Поезд отходит в семь", "Кто хочет поиграть вечером?"),
    "vi": ("Tàu khởi hành lúc bảy giờ", "Ai muốn chơi tối nay?"),
    "zh": ("火车七点出发", "今晚谁想玩？"),
    "ja": ("電車は七時に出ます", "今夜遊びたい人？"),
    "ko": ("기차는 일곱 시에 떠나요", "오늘 밤 같이 놀 사람?"),
}


def wrong(locale: str, sentences: Mapping[str, tuple[str, ...]] = SENTENCES) -> list[str]:
    """The sentences whose language is not found; locale "own" is each sentence's own."""
    return [
        sentence
        for language, those in sentences.items()
        for sentence in those
        if language_of(sentence, LanguageHints(locale=language if locale == "own" else locale), OFFERED) != language
    ]


def test_the_table_is_what_was_promised() -> None:
    assert (len(SENTENCES), {len(those) for those in SENTENCES.values()}) == (12, {5})


@pytest.mark.parametrize("locale", ["", "en", "de", "fr", "es", "pt", "ru", "uk", "own"])
def test_sixty_short_sentences_among_all_forty_languages(locale: str) -> None:
    assert len(wrong(locale)) <= MOST_WRONG, wrong(locale)


def test_with_the_readers_own_locale_all_sixty_are_right() -> None:
    assert wrong("own") == []


@pytest.mark.parametrize("locale", ["", "en", "own"])
def test_sentences_the_rules_were_not_made_for(locale: str) -> None:
    assert len(wrong(locale, UNSEEN)) <= 1, wrong(locale, UNSEEN)


@pytest.mark.parametrize("spoken", [("en",), ("zh", "en"), ("de", "fr"), ("uk", "ru"), ("ja", "ko"), ("yue", "zh")])
def test_never_a_language_the_voice_does_not_speak(spoken: tuple[str, ...]) -> None:
    hints = LanguageHints(spoken=spoken, usual="tr", locale="vi")
    texts = [sentence for those in (*SENTENCES.values(), *UNSEEN.values()) for sentence in those]
    assert {language_of(text, hints, OFFERED) for text in texts} <= set(spoken)


@given(st.text(max_size=200), st.lists(st.sampled_from(OFFERED), max_size=4), st.sampled_from(OFFERED))
def test_any_text_has_a_language_that_is_offered_and_spoken(text: str, spoken: list[str], locale: str) -> None:
    found = language_of(text, LanguageHints(spoken=tuple(spoken), locale=locale), OFFERED)
    assert found in (spoken or OFFERED)


VOICED = ("zh", "en", "de", "ja")


@pytest.mark.parametrize("locale", ["", "en", "de", "ja"])
@pytest.mark.parametrize("text", ["a heavy door creaks", "a door opens slowly", "test"])
def test_a_text_in_doubt_is_in_the_likeliest_language_that_has_a_voice(text: str, locale: str) -> None:
    assert language_of(text, LanguageHints(), OFFERED) in ("nl", "hun"), "there is no doubt any more"
    assert language_of(text, LanguageHints(locale=locale, voiced=VOICED), OFFERED) == "en"


@pytest.mark.parametrize("locale", ["en", "de"])
def test_a_few_letters_are_in_the_persons_own_language_before_one_without_a_voice(locale: str) -> None:
    assert language_of("gg ez", LanguageHints(locale=locale, voiced=VOICED), OFFERED) == locale


@pytest.mark.parametrize("locale", ["", "en", "de"])
def test_a_text_that_is_surely_in_a_language_without_a_voice_stays_in_it(locale: str) -> None:
    for text in SENTENCES["vi"] + SENTENCES["pl"]:
        hints = LanguageHints(locale=locale, voiced=VOICED)
        assert language_of(text, hints, OFFERED) in ("vi", "pl")


@pytest.mark.parametrize(
    ("text", "hints", "language"),
    [
        ("До завтра!", LanguageHints(locale="uk"), "uk"),  # the same in both
        ("До завтра!", LanguageHints(locale="ru"), "ru"),
        ("Hallo", LanguageHints(locale="de"), "de"),
        ("Hallo", LanguageHints(usual="de"), "de"),
        ("東京都", LanguageHints(locale="ja"), "ja"),
        ("我哋去食飯", LanguageHints(), "yue"),
        ("42", LanguageHints(locale="fr"), "fr"),
        ("hello there", LanguageHints(usual="de", locale="de"), "en"),
    ],
)
def test_what_a_text_leaves_in_doubt_the_person_decides(text: str, hints: LanguageHints, language: str) -> None:
    assert language_of(text, hints, OFFERED) == language
