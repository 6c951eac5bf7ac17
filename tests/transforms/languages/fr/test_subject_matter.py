"""Where a sentence states what was talked about."""

from __future__ import annotations

import pytest

from transforms.languages.fr.subject_matter import attribution_spans, background_spans, discussed_spans, listed_subjects, unspoken_spans
from transforms.text import fold


def test_discussed_span_runs_to_the_end_of_its_clause() -> None:
    folded = fold("Ils ont évoqué les prix du blé, selon le palais.")
    assert [folded[start:end].strip() for start, end in discussed_spans(folded, 0, len(folded))] == ["les prix du ble"]


@pytest.mark.parametrize(
    ("sentence", "background"),
    [
        ("Ils se sont parlé après une nuit de combats, au sujet du gaz.", "apres une nuit de combats"),
        ("A la veille d'un scrutin, ils ont parlé du gaz.", "a la veille d'un scrutin"),
        ("Ils ont parlé du gaz quelques jours avant le sommet.", "jours avant le sommet"),
    ],
)
def test_background_runs_to_the_next_pause(sentence: str, background: str) -> None:
    folded = fold(sentence)
    assert [folded[start:end] for start, end in background_spans(folded, 0, len(folded))] == [background]


@pytest.mark.parametrize(
    ("sentence", "stretch"),
    [
        ("Ils ont parlé, selon le palais d'Oslo, de la pêche au thon.", "la peche au thon"),
        ("Visas et bananes : le palais dit avoir reçu des assurances.", "visas et bananes"),
        ("Elle lui a présenté ses vœux pour l'année qui vient.", "ses vœux pour l'annee qui vient"),
        ("Au programme : la relance des trains de nuit.", "la relance des trains de nuit"),
    ],
)
def test_words_that_open_a_subject(sentence: str, stretch: str) -> None:
    folded = fold(sentence)
    assert stretch in [folded[start:end].strip() for start, end in discussed_spans(folded, 0, len(folded))]


def test_list_of_subjects_has_its_items() -> None:
    folded = fold("Ils ont passé en revue la pêche, les visas et la ligne de train.")
    items = [folded[start:end].strip() for start, end in listed_subjects(folded, 0, len(folded))]
    assert items == ["la peche", "les visas", "la ligne de train"]


def test_background_ends_where_somebody_acts() -> None:
    folded = fold("Il s'est dit attristé après la tempête et a promis des tentes.")
    assert [folded[start:end].strip() for start, end in background_spans(folded, 0, len(folded))] == ["apres la tempete"]


def test_what_stands_before_was_the_subject() -> None:
    folded = fold("La pêche et le trafic aérien ont également été abordés.")
    assert "la peche et le trafic aerien" in [folded[start:end].strip() for start, end in discussed_spans(folded, 0, len(folded))]


def test_who_said_it_is_no_subject() -> None:
    folded = fold("Ils ont parlé du gaz, a confirmé mardi son porte-parole pour la santé publique.")
    (span,) = attribution_spans(folded, 0, len(folded))
    assert folded[slice(*span)] == ", a confirme mardi son porte-parole pour la sante publique"


@pytest.mark.parametrize(
    ("sentence", "unspoken"),
    [
        ("Rien sur le cacao, selon Accra.", ["rien sur le cacao"]),
        ("Ils ont parlé du gaz sans évoquer la pêche.", ["sans evoquer la peche"]),
        ("Ils n'ont pas abordé la pêche, mais le gaz.", ["n'ont pas aborde la peche"]),
        ("Au menu, le gaz ; la pêche n'a pas été évoquée.", ["la peche n'a pas ete evoquee"]),
        ("La pêche n'a été évoquée qu'en marge.", []),
        ("Ils ont parlé du gaz sans détour.", []),
    ],
)
def test_what_did_not_come_up(sentence: str, unspoken: list[str]) -> None:
    folded = fold(sentence)
    assert [folded[start:end].strip() for start, end in unspoken_spans(folded, 0, len(folded))] == unspoken
