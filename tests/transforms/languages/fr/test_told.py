"""Which sentences go on telling about a call."""

from __future__ import annotations

from french_texts import folded_sentences

from transforms.languages.fr.told import continuation_spans, resumed_spans, tells_of_all


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
