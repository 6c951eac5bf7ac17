"""The uncommon words of what is told of a call."""

from __future__ import annotations

from datetime import date

import pytest

from flows.reference import read_reference
from transforms.languages.fr.keywords import PUT_OFF, KeywordFinder, is_recalled, told_of
from transforms.languages.fr.sentences import split_sentences
from transforms.text import fold


@pytest.fixture(scope="module")
def finder() -> KeywordFinder:
    return KeywordFinder(read_reference())


def test_uncommon_words_and_their_phrases(finder: KeywordFinder) -> None:
    text = fold("Au téléphone, ils ont évoqué le dragage du canal et les silos de Zaporijjia.")
    assert {"dragage", "dragage canal", "silo"} <= set(finder.find(text, [(0, len(text))], [], []))


def test_neither_people_nor_countries_nor_words_of_telling(finder: KeywordFinder) -> None:
    text = fold(
        "Emmanuel Macron a eu mardi un entretien téléphonique avec le président russe Vladimir Poutine, a annoncé le Kremlin, de Moscou à Paris."
    )
    assert finder.find(text, [(0, len(text))], ["Emmanuel Macron", "Vladimir Poutine"], ["FR", "RU"]) == []


def test_a_capital_names_an_event_unless_it_is_a_participants_own(finder: KeywordFinder) -> None:
    text = fold("Ils se sont parlé avant le sommet de Madrid.")
    assert "madrid" in finder.find(text, [(0, len(text))], [], ["FR"])
    assert "madrid" not in finder.find(text, [(0, len(text))], [], ["ES"])


ARTICLE = """Deux appels

Le matin, Ada et Boris se sont parlé du barrage. La digue cède.

Le soir, Ada a rappelé Boris. Il fut question d'otages.

Dans la ville, le marché a rouvert."""


def _told(own: str, *others: str, recalled: bool = False) -> list[str]:
    places = [[ARTICLE.index(text)] for text in (own, *others)]
    apart = [place for other in places[1:] for place in other]
    spans = told_of(ARTICLE, split_sentences(ARTICLE), places[0], apart, len("Deux appels"), recalled=recalled)
    return [ARTICLE[slice(*span)] for span in sorted(spans)]


def test_a_lone_call_is_told_by_the_title_and_the_sentences_around() -> None:
    assert _told("se sont parlé")[:3] == ["Deux appels", "Le matin, Ada et Boris se sont parlé du barrage.", "La digue cède."]


def test_a_call_told_in_passing_is_told_by_its_paragraph_and_the_title() -> None:
    assert _told("se sont parlé", recalled=True) == ["Deux appels", "Le matin, Ada et Boris se sont parlé du barrage.", "La digue cède."]


@pytest.mark.parametrize(
    ("edtf", "recalled"), [("2031-05-14", False), ("2031-05-10", True), ("2031-05-18~", True), ("2031-05", True), (None, True)]
)
def test_a_call_without_a_day_or_of_an_earlier_week_is_told_in_passing(edtf: str | None, recalled: bool) -> None:
    assert is_recalled(edtf, date(2031, 5, 18)) is recalled


def test_what_came_since_is_not_told_of_a_call_that_is_recalled() -> None:
    text = "En mai, ils se sont parlé du barrage. La digue cède. Depuis, les otages sont rentrés."
    folded = fold(text)
    assert [folded[slice(*s)] for s in sorted(told_of(folded, split_sentences(text), [0], [], 0, recalled=True))] == [
        "en mai, ils se sont parle du barrage.",
        "la digue cede.",
    ]


@pytest.mark.parametrize(
    ("text", "put_off"),
    [
        ("Reporté une première fois, l'appel a eu lieu jeudi.", True),
        ("L'entretien, initialement prévu lundi, s'est tenu jeudi.", True),
        ("Prévu le 4 mai et tenu deux jours plus tard, l'appel fut bref.", True),
        ("Des reporters ont suivi l'appel de jeudi.", False),
    ],
)
def test_a_call_that_was_put_off(finder: KeywordFinder, text: str, put_off: bool) -> None:
    assert (PUT_OFF in finder.find(fold(text), [(0, len(text))], [], [])) is put_off


def test_sentences_between_two_calls_belong_to_the_call_of_their_paragraph() -> None:
    first, second = "se sont parlé", "a rappelé"
    assert _told(first, second) == ["Le matin, Ada et Boris se sont parlé du barrage.", "La digue cède."]
    assert _told(second, first) == ["Le soir, Ada a rappelé Boris.", "Il fut question d'otages.", "Dans la ville, le marché a rouvert."]


def test_a_sentence_of_two_calls_is_parted() -> None:
    text = "A et B ont parlé du barrage, puis A et C des otages."
    sentences = split_sentences(text)
    first, second = text.index("ont parlé"), text.index("A et C")
    assert [text[slice(*s)] for s in told_of(text, sentences, [first], [second], 0, recalled=False)] == [
        "A et B ont parlé du barrage, puis "
    ]
    assert [text[slice(*s)] for s in told_of(text, sentences, [second], [first], 0, recalled=False)] == ["A et C des otages."]
