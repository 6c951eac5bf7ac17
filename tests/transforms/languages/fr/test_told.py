"""Which sentences go on telling about a call."""

from __future__ import annotations

from transforms.languages.fr.told import continuation_spans, resumed_spans
from transforms.text import fold


def _sentences(*texts: str) -> tuple[str, list[tuple[int, int]]]:
    spans, position = [], 0
    for text in texts:
        spans.append((position, position + len(text.rstrip("\n"))))
        position += len(text) + (not text.endswith("\n"))
    return fold("".join(text if text.endswith("\n") else f"{text} " for text in texts)), spans


def test_article_comes_back_to_its_call() -> None:
    folded, spans = _sentences(
        "Mme Roche a téléphoné à M. Okoro.\n",
        "Le cours du cacao a bondi à Londres.\n",
        "Les deux dirigeants ont également abordé la pêche.",
    )
    assert resumed_spans(folded, spans, 0) == [2]


def test_story_of_a_call_goes_on_while_its_people_speak() -> None:
    folded, spans = _sentences(
        "Mme Roche a téléphoné à M. Okoro.\n",
        "Lors de cet échange, les deux dirigeants ont parlé de pêche.",
        "Elle a aussi proposé une aide.\n",
        "Le cours du cacao a bondi à Londres.",
        "Il pleut sur Accra.",
    )
    assert continuation_spans(folded, spans, 0, set(), ["roche", "okoro"]) == [1, 2]


def test_story_of_a_call_stops_at_the_next_call() -> None:
    folded, spans = _sentences("Mme Roche a téléphoné à M. Okoro.", "Elle a ensuite appelé M. Lind.", "Il a promis une aide.")
    assert continuation_spans(folded, spans, 0, {1}) == []


def test_a_short_article_is_about_its_call_until_another_event() -> None:
    folded, spans = _sentences(
        "Mme Roche a téléphoné à M. Okoro.",
        "Trois quarts d'heure pour sauver la saison du thon.",
        "La veille, le port avait rouvert.",
        "Le cours du cacao a bondi à Londres.",
    )
    assert continuation_spans(folded, spans, 0, set(), {"roche", "okoro"}) == [1]


def test_a_long_paragraph_tells_of_other_things() -> None:
    others = ["Le cours du cacao a bondi à Londres et les courtiers attendent la récolte."] * 16
    folded, spans = _sentences("Mme Roche a téléphoné à M. Okoro.", *others)
    assert continuation_spans(folded, spans, 0, set(), {"roche", "okoro"}) == []
