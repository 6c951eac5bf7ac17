"""Which sentences go on telling about a call."""

from __future__ import annotations

import pytest
from french_texts import folded_sentences

from transforms.languages.fr.told import continuation_spans, resumed_spans, tells_of_all, tells_of_two


def test_article_comes_back_to_its_call() -> None:
    folded, spans = folded_sentences(
        "Mme Roche a téléphoné à M. Okoro.\n",
        "Le cours du cacao a bondi à Londres.\n",
        "Les deux dirigeants ont également abordé la pêche.",
    )
    assert resumed_spans(folded, spans, 0) == [2]


def test_story_of_a_call_goes_on_while_its_people_speak() -> None:
    folded, spans = folded_sentences(
        "Mme Roche a téléphoné à M. Okoro.\n",
        "Lors de cet échange, les deux dirigeants ont parlé de pêche.",
        "Elle a aussi proposé une aide.\n",
        "Le cours du cacao a bondi à Londres.",
        "Il pleut sur Accra.",
    )
    assert continuation_spans(folded, spans, 0, set(), ["roche", "okoro"]) == [1, 2]


def test_story_of_a_call_stops_at_the_next_call() -> None:
    folded, spans = folded_sentences("Mme Roche a téléphoné à M. Okoro.", "Elle a ensuite appelé M. Lind.", "Il a promis une aide.")
    assert continuation_spans(folded, spans, 0, {1}) == []


def test_a_short_article_is_about_its_call_until_another_event() -> None:
    folded, spans = folded_sentences(
        "Mme Roche a téléphoné à M. Okoro.",
        "Trois quarts d'heure pour sauver la saison du thon.",
        "La veille, le port avait rouvert.",
        "Le cours du cacao a bondi à Londres.",
    )
    assert continuation_spans(folded, spans, 0, set(), {"roche", "okoro"}) == [1]


def test_a_long_paragraph_tells_of_other_things() -> None:
    others = ["Le cours du cacao a bondi à Londres et les courtiers attendent la récolte."] * 16
    folded, spans = folded_sentences("Mme Roche a téléphoné à M. Okoro.", *others)
    assert continuation_spans(folded, spans, 0, set(), {"roche", "okoro"}) == []


def test_what_is_listed_as_subject_comes_back_to_the_call() -> None:
    folded, spans = folded_sentences(
        "Mme Roche a téléphoné à M. Okoro.\n",
        "Le cours du cacao a bondi à Londres.\n",
        "Parmi les sujets abordés, la pêche a tenu la première place.",
    )
    assert resumed_spans(folded, spans, 0) == [2]


def test_a_sentence_may_speak_of_all_calls() -> None:
    for told in (
        "Ces deux conversations ont porté sur la pêche.",
        "À l'un comme à l'autre, elle a parlé de pêche.",
        "Tous ces appels ont été brefs.",
    ):
        folded, (span,) = folded_sentences(told)
        assert tells_of_all(folded, span), told
    for told in ("Cette conversation a porté sur la pêche.", "Les deux ports ont rouvert."):
        folded, (span,) = folded_sentences(told)
        assert not tells_of_all(folded, span), told


def test_story_of_a_call_outlives_one_sentence_on_something_else() -> None:
    call, rain, back = (
        "Mme Roche a téléphoné à M. Okoro.\n",
        "Le cours du cacao a bondi à Londres.\n",
        "Les deux dirigeants ont parlé de pêche.\n",
    )
    folded, spans = folded_sentences(call, rain, back)
    assert continuation_spans(folded, spans, 0, set(), ["roche", "okoro"]) == [2]
    folded, spans = folded_sentences(call, rain, rain, back)
    assert continuation_spans(folded, spans, 0, set(), ["roche", "okoro"]) == []
    folded, spans = folded_sentences(call, rain, "Elle a promis une aide.\n")  # a pronoun alone does not come back
    assert continuation_spans(folded, spans, 0, set(), ["roche", "okoro"]) == []


def test_the_two_accounts_of_a_call_go_on_about_it() -> None:
    folded, spans = folded_sentences(
        "Mme Roche a téléphoné à M. Okoro.\n",
        "Dans son compte rendu, le palais énumère le thon et le riz.\n",
        "Le texte publié à Accra ne retient que le thon.\n",
        "Mme Roche a invité M. Okoro à l'automne.",
    )
    assert continuation_spans(folded, spans, 0, set(), ["roche", "okoro"]) == [1, 2, 3]


def test_a_sentence_that_names_its_subject_first_goes_on() -> None:
    folded, spans = folded_sentences(
        "Mme Roche a téléphoné à M. Okoro.", "Sur le cacao, elle a prôné la patience.", "Sur le port d'Accra, la pluie a cessé."
    )
    assert continuation_spans(folded + " " * 1000, spans, 0, set(), ["okoro"]) == [1]


def test_sentence_that_turns_to_one_of_them_goes_on() -> None:
    folded, spans = folded_sentences("Mme Roche a appelé M. Okoro et M. Lind.\n", "Avec le premier, il a été question de pêche.")
    assert continuation_spans(folded, spans, 0, set(), ["roche", "okoro"]) == [1]


def test_the_joint_statement_goes_on() -> None:
    folded, spans = folded_sentences("Mme Roche a téléphoné à M. Okoro.\n", "Le communiqué final tient en trois points : gaz, cacao, pêche.")
    assert continuation_spans(folded, spans, 0, set(), ["roche", "okoro"]) == [1]


@pytest.mark.parametrize(
    "sentence",
    [
        "Au menu de la journée : la betterave et le hareng.",
        "Le prix du hareng figurait à l'ordre du jour.",
        "Une demi-heure durant, il a aussi été question du hareng.",
        "La réouverture du canal a également été abordée.",
        "Trois quarts d'heure pour tenter de sauver la pêche au hareng.",
        "Il s'agissait d'obtenir la reprise des ventes de hareng.",
        "Une conseillère assure avoir parlé de hareng et de rien d'autre.",
        "Le texte de la présidence mentionne le hareng.",
        "On y a surtout parlé du hareng et de la betterave.",
        "Elle s'est aussi plainte du prix du hareng.",
    ],
)
def test_what_only_a_talk_is_said_of_is_told_of_the_call_before_it(sentence: str) -> None:
    others = ["Le cours du cacao a bondi à Londres.\n", "Il pleut sur Accra.\n"]
    folded, spans = folded_sentences("Mme Roche a téléphoné à M. Okoro.\n", *others, sentence)
    assert continuation_spans(folded, spans, 0, set(), {"roche", "okoro"}) == [3]
    assert continuation_spans(folded, spans, 0, {2}, {"roche", "okoro"}) == []


def test_a_talk_with_somebody_else_is_not_told_of_the_call_before_it() -> None:
    folded, spans = folded_sentences(
        "Mme Roche a téléphoné à M. Okoro.\n", "Le cours du cacao a bondi à Londres.\n", "M. Lind dit avoir parlé dans la matinée avec ses voisins."
    )
    assert continuation_spans(folded, spans, 0, set(), {"roche", "okoro"}) == []


def test_quoted_paragraphs_of_an_account_go_on() -> None:
    folded, spans = folded_sentences(
        "Mme Roche a téléphoné à M. Okoro.\n", '"Le hareng se fait rare", écrit-elle.\n', '"Nos pêcheurs attendent", ajoute Mme Roche.'
    )
    assert continuation_spans(folded, spans, 0, set(), {"roche", "okoro"}) == [1, 2]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Il a promis du blé au premier et du gaz à la seconde.", True),
        ("Au premier, il a promis du blé, au second du gaz.", True),
        ("Il a promis du blé au Premier ministre, du gaz au second.", False),
    ],
)
def test_a_sentence_may_part_what_it_says_between_two(sentence: str, parts: bool) -> None:
    folded, spans = folded_sentences(sentence)
    assert tells_of_two(folded, spans[0]) is parts
