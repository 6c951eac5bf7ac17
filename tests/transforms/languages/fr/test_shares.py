"""Which clauses of a sentence on several calls are about one of them."""

from __future__ import annotations

import pytest

from transforms.languages.fr.shares import own_parts
from transforms.text import fold

PARTNERS = [{"lind"}, {"okoro"}]  # the calls of an article with those who take part in no other


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Avec M. Lind, il a parlé de pêche ; avec Mme Okoro, de visas.", "Avec M. Lind, il a parlé de pêche", "avec Mme Okoro, de visas."),
        ("Au premier, il a promis du blé ; au second, des trains.", "Au premier, il a promis du blé", "au second, des trains."),
        (
            "Lind a réclamé une trêve tandis que Mme Okoro a défendu le gazoduc.",
            "Lind a réclamé une trêve",
            "tandis que Mme Okoro a défendu le gazoduc.",
        ),
    ],
)
def test_each_call_has_the_clauses_of_its_partner(text: str, first: str, second: str) -> None:
    assert _parts(text, 0) == [first]
    assert _parts(text, 1) == [second]


@pytest.mark.parametrize(
    "text",
    [
        "Il a joint Lind ; le sort des otages était au menu.",  # names one partner only
        "Il a joint Lind et Okoro pour parler des otages.",  # both in one clause
        "Le premier ministre a parlé des otages ; le secrétaire général s'est tu.",  # an office, not the first of two
    ],
)
def test_what_is_not_parted_belongs_to_both(text: str) -> None:
    assert _parts(text, 0) == _parts(text, 1) == [text]


def test_sentence_that_opens_with_one_partner_is_about_that_call_alone() -> None:
    text = "Avec Mme Okoro, le ministre a fait le point sur les visas."
    assert (_parts(text, 0), _parts(text, 1)) == ([], [text])


def test_subjects_before_their_partners_are_parted() -> None:
    text = "Il a évoqué la pêche au thon avec M. Lind et les visas de travail avec Mme Okoro."
    assert (_parts(text, 0), _parts(text, 1)) == (["Il a évoqué la pêche au thon avec M. Lind"], ["et les visas de travail avec Mme Okoro."])


def test_a_turn_to_somebody_unnamed_may_be_about_any() -> None:
    text = "Lind a évoqué le blé ; Okoro s'est tue, puis avec son homologue il a été question de paix."
    assert _parts(text, 0) == ["Lind a évoqué le blé", "puis avec son homologue il a été question de paix."]


def _parts(text: str, mine: int) -> list[str]:
    return [text[start:end].strip() for start, end in own_parts(fold(text), (0, len(text)), PARTNERS, mine)]
