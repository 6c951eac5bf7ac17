"""Topics and places of a call: what a reader would say that it was about."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from french_texts import cases, folded_sentences

from transforms.languages.fr.about import call_topics
from transforms.languages.fr.taxonomy import PlaceFinder, TopicFinder
from transforms.text import fold

REFERENCE = Path(__file__).parents[4] / "seeds" / "reference"
CASES = cases("topics")
COUNTRIES = pl.DataFrame(
    [
        ("UA", "Ukraine", None, "ukrainien|ukrainienne", "Kiev|Kyiv"),
        ("RU", "Russie", "Fédération de Russie", "russe", "Moscou"),
        ("FR", "France", None, "français|française", "Paris"),
        ("SY", "Syrie", None, "syrien|syrienne", "Damas"),
        ("IR", "Iran", None, "iranien|iranienne", "Téhéran"),
        ("TR", "Turquie", None, "turc|turque", "Ankara"),
        ("GR", "Grèce", None, "grec|grecque", "Athènes"),
        ("IT", "Italie", None, "italien|italienne", "Rome"),
        ("NO", "Norvège", None, "norvégien|norvégienne", "Oslo"),
        ("MA", "Maroc", None, "marocain|marocaine", "Rabat"),
        ("MX", "Mexique", None, "mexicain|mexicaine", "Mexico"),
        ("OM", "Oman", None, "omanais|omanaise", "Mascate"),
        ("KZ", "Kazakhstan", None, "kazakh|kazakhe", "Astana"),
    ],
    schema=["country_code", "name_fr", "aliases", "demonyms", "capital_fr"],
    orient="row",
)


def _table(name: str) -> pl.DataFrame:
    return pl.read_csv(REFERENCE / name, infer_schema=False)


TOPICS = TopicFinder(_table("topics.csv"), _table("topic_terms.csv"), _table("crises.csv"))
PLACES = PlaceFinder(COUNTRIES, _table("place_terms.csv"))
DAY = date(2020, 10, 4)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_call_is_about(case: dict[str, object]) -> None:
    folded = fold(str(case["text"]))
    topics, places = call_topics(folded, [(0, len(folded))], list(case["participants"]), TOPICS, PLACES, day=DAY)
    assert sorted({mention.label_code for mention in topics}) == case["topics"]
    assert sorted({mention.country_code for mention in places}) == case["places"]


@pytest.mark.parametrize(("day", "topics"), [(date(2016, 5, 1), {"conflict"}), (date(2009, 5, 1), set()), (None, set())])
def test_country_stands_for_its_war_while_it_lasts(day: date | None, topics: set[str]) -> None:
    folded = fold("Mme Roche et M. Lind ont évoqué au téléphone la Syrie.")
    found, places = call_topics(folded, [(0, len(folded))], ["FR", "NO"], TOPICS, PLACES, day=day)
    assert {mention.label_code for mention in found} == topics
    assert {mention.country_code for mention in places} == {"SY"}


def test_headline_names_the_crisis_that_the_sentence_leaves_open() -> None:
    headline = "Kazakhstan : la rue gronde, les combats continuent"
    folded = fold(f"{headline}\n\nLe roi s'est entretenu par téléphone avec M. Bekov.")
    call = (len(headline) + 2, len(folded))
    topics, places = call_topics(folded, [call], ["KZ"], TOPICS, PLACES, (0, len(headline)), day=DAY)
    assert {mention.label_code for mention in topics} == {"conflict"}
    assert {mention.rule for mention in topics} == {"headline"}
    assert {mention.country_code for mention in places} == {"KZ"}


def test_paragraph_bears_its_country_as_a_label() -> None:
    folded = fold("Maroc. Le roi s'est entretenu au téléphone avec M. Bekov.")
    assert [place.country_code for place in call_topics(folded, [(7, len(folded))], ["KZ", "NO"], TOPICS, PLACES, day=DAY)[1]] == ["MA"]


def test_war_of_a_neighbour_who_wages_it() -> None:
    crises = pl.DataFrame({"kind": ["war"], "topic_id": ["conflict"], "country_codes": ["OM"], "waged_by": ["KZ"], "terms": [None], "since": ["2020-01-01"], "until": [None]})
    topics = TopicFinder(_table("topics.csv"), _table("topic_terms.csv"), crises)
    folded = fold("Mme Roche a exigé au téléphone de M. Sari un cessez-le-feu.")
    places = call_topics(folded, [(0, len(folded))], ["FR", "KZ"], topics, PLACES, day=DAY)[1]
    assert {place.country_code for place in places} == {"OM"}


def test_call_recalled_from_earlier_does_not_inherit_the_headline() -> None:
    headline = "Les combats continuent en Syrie"
    folded = fold(f"{headline}\n\nIl s'était déjà entretenu par téléphone avec lui au printemps.")
    call = (len(headline) + 2, len(folded))
    assert call_topics(folded, [call], [], TOPICS, PLACES, (0, len(headline)), day=DAY)[0] == []


def _brief(call: str, *others: str, people: dict[str, str]) -> tuple[set[str], set[str]]:
    """Topics and places of an article of a few sentences that tells of one call alone."""
    folded, spans = folded_sentences(call, *others)
    topics, places = call_topics(folded, spans[:1], list(people.values()), TOPICS, PLACES, None, people, beside=spans[1:], day=DAY)
    return {mention.label_code for mention in topics}, {mention.country_code for mention in places}


def test_brief_article_states_the_subject_beside_the_call() -> None:
    people = {"roche": "FR", "okoro": "IT"}
    found = _brief("Mme Roche a téléphoné à M. Okoro.", "Les sanctions visant l'Iran les divisent.", people=people)
    assert found == ({"sanctions"}, {"IR"})


def test_election_concerns_the_one_who_is_congratulated() -> None:
    people = {"roche": "GR", "lind": "NO"}
    assert _brief("Mme Roche a félicité par téléphone M. Lind.", people=people)[1] == {"NO"}
    assert _brief("Mme Roche a été félicitée au téléphone par M. Lind.", people=people)[1] == {"GR"}
    assert _brief("M. Lind a félicité par téléphone Mme Roche.", people={"lind": "NO", "roche": "FR"})[1] == set()


def test_aid_concerns_the_one_to_whom_it_is_promised() -> None:
    people = {"lind": "NO", "katsaros": "GR"}
    found = _brief("M. Lind a joint M. Katsaros.", "Oslo a promis au Grec une aide financière.", people=people)
    assert found == ({"trade"}, {"GR"})


def test_call_with_an_organisation_is_about_the_country() -> None:
    people = {"katsaros": "GR", "moreno": "org-fmi"}
    assert _brief("M. Katsaros a appelé Mme Moreno à propos de la dette.", people=people) == ({"trade"}, {"GR"})


def test_background_counts_only_where_nothing_else_was_said() -> None:
    people = {"lind": "NO", "okoro": "IT"}
    call = "M. Lind et M. Okoro ont parlé au téléphone du prix du gaz, malgré la pandémie."
    assert _brief(call, people=people)[0] == {"energy"}
    assert _brief("M. Lind et M. Okoro se sont téléphoné malgré la guerre.", people=people)[0] == {"conflict"}
    assert _brief("M. Lind et M. Okoro se sont téléphoné malgré la pandémie.", people=people)[0] == set(), "it only hampers"


def test_release_of_hostages_is_humanitarian_and_no_matter_of_rights() -> None:
    people = {"lind": "NO", "okoro": "IT"}
    call = "M. Lind et M. Okoro ont évoqué au téléphone les otages et leur détention."
    assert _brief(call, people=people)[0] == {"humanitarian"}


def test_visit_concerns_its_host() -> None:
    people = {"lind": "NO", "katsaros": "GR"}
    assert _brief("M. Lind a appelé M. Katsaros pour reporter sa visite.", people=people) == ({"summit"}, {"GR"})


def test_border_concerns_both_neighbours() -> None:
    people = {"lind": "KZ", "okoro": "GR"}
    call = "M. Lind et M. Okoro ont parlé au téléphone de la sécurité de leur frontière commune."
    assert _brief(call, people=people) == ({"security"}, {"KZ", "GR"})


def test_power_that_asks_is_not_the_one_concerned() -> None:
    people = {"roche": "FR", "sari": "KZ"}
    found = _brief("Mme Roche a demandé au téléphone à M. Sari pourquoi un opposant était en prison.", people=people)
    assert found == ({"rights"}, {"KZ"})


def test_sympathy_concerns_the_one_to_whom_it_is_expressed() -> None:
    people = {"roche": "FR", "katsaros": "GR"}
    call = "Mme Roche a téléphoné à M. Katsaros et lui a dit toute sa solidarité après le séisme."
    assert _brief(call, people=people) == ({"disaster"}, {"GR"})
    call = "Mme Roche a exprimé au téléphone ses condoléances à M. Katsaros pour les victimes du séisme."
    assert _brief(call, people=people)[1] == {"GR"}


def test_the_border_is_theirs_where_no_other_country_is_named() -> None:
    people = {"sari": "KZ", "katsaros": "GR"}
    call = "M. Sari a appelé M. Katsaros pour apaiser la tension à la frontière."
    assert _brief(call, people=people) == ({"conflict"}, {"KZ", "GR"})
    call = "M. Sari a parlé au téléphone avec M. Katsaros des combats en Syrie, à la frontière."
    assert _brief(call, people=people)[1] == {"SY"}


def test_war_that_a_power_wages_is_spoken_of_with_powers() -> None:
    call = "M. Petrov et Mme Roche ont parlé au téléphone de la guerre."
    assert _brief(call, people={"petrov": "RU", "roche": "FR"})[1] == {"UA"}
    call = "M. Petrov et M. Sari ont parlé au téléphone de la livraison de munitions."
    assert _brief(call, people={"petrov": "RU", "sari": "KZ"}) == ({"arms"}, {"KZ"})


def test_what_happens_within_a_country_concerns_the_lesser_of_two_powers() -> None:
    call = "Mme Roche et M. Sari ont parlé au téléphone des manifestants arrêtés."
    assert _brief(call, people={"roche": "FR", "sari": "TR"}) == ({"rights"}, {"TR"})
    assert _brief(call, people={"roche": "FR", "sari": "US"})[1] == set()
    call = "Mme Roche et M. Sari ont parlé au téléphone de la dette."
    assert _brief(call, people={"roche": "FR", "sari": "TR"})[1] == set()


def test_a_doubted_call_does_not_inherit_the_headline() -> None:
    headline = "Les combats continuent en Syrie"
    folded = fold(f"{headline}\n\nOslo dément que Mme Lind ait téléphoné à M. Sari.")
    call = (len(headline) + 2, len(folded))
    assert call_topics(folded, [call], [], TOPICS, PLACES, (0, len(headline)), denied=True, day=DAY) == ([], [])
    assert call_topics(folded, [call], [], TOPICS, PLACES, (0, len(headline)), day=DAY)[0]


def test_a_talk_about_trade_is_not_about_whom_the_article_names_beside() -> None:
    people = {"roche": "FR", "okoro": "IT"}
    found = _brief("Mme Roche a parlé de pêche avec M. Okoro.", "Un armateur vise le Maroc.", people=people)
    assert found == ({"trade"}, set())


def test_arms_for_who_wages_a_war_place_no_talk_where_it_is_fought() -> None:
    people = {"sari": "IL", "roche": "FR"}
    assert _brief("M. Sari a parlé de livraisons d'armes avec Mme Roche.", people=people) == ({"arms"}, set())
    assert _brief("M. Sari a parlé de la guerre avec Mme Roche.", people=people) == ({"conflict"}, {"PS"})


def _whole(told: Any, title: str, text: str) -> dict[str, set[str]]:
    """Topics of each call of an article, by the name of the one called."""
    reports = told(f"{title}\n\n{text}", "2022-05-11", title_end=len(title))
    return {report.participants[1].name: set(report.label_codes) for report in reports}


def test_a_headline_on_one_call_says_nothing_of_another(told: Any) -> None:
    topics = _whole(
        told,
        "Syrie : Macron et Erdogan parlent des combats",
        "Emmanuel Macron a parlé mardi au téléphone avec Recep Tayyip Erdogan des combats en Syrie. "
        "Il s'est entretenu ensuite, toujours par téléphone, avec Kyriakos Mitsotakis. Tous deux ont préparé le sommet de juin.",
    )
    assert topics == {"Recep Tayyip Erdogan": {"conflict"}, "Kyriakos Mitsotakis": {"summit"}}


def test_the_caption_of_a_picture_says_nothing_of_the_article(told: Any) -> None:
    title, caption = "La Norvège achète des chars", "Emmanuel Macron et Recep Tayyip Erdogan (à l'écran) lors d'une visioconférence, mardi à Paris."
    assert _whole(told, title, f"{caption}\n\nLe parlement vote demain. Le contrat porte sur les missiles.") == {"Recep Tayyip Erdogan": set()}


def test_what_was_said_besides_belongs_to_the_call_told_last(told: Any) -> None:
    text = (
        "Emmanuel Macron s'est entretenu par téléphone avec Giorgia Meloni lundi du prix du gaz.\n\n"
        "Mardi, Emmanuel Macron a téléphoné à Pedro Sanchez à propos de la sécheresse.\n\n"
        "La récolte a commencé en Beauce.\n\n"
        "Le président français a également évoqué les droits de douane."
    )
    reports = told(text, "2024-05-16")
    assert [("trade" in report.label_codes) for report in reports] == [False, True]


def test_somebody_on_the_line_is_no_place() -> None:
    people = {"lind": "NO", "haftar": "LY"}
    assert _brief("Mme Lind a appelé le maréchal Haftar pour parler du climat.", people=people)[1] == set()


def test_call_in_an_article_on_a_war_is_about_that_war_too() -> None:
    article = [
        "Le siège d'Alep.",
        "Les combats ont repris lundi en Syrie, où le cessez-le-feu n'a pas tenu.",
        "Les frappes ont détruit deux ponts, et les chefs rebelles parlent d'une offensive.",
        "Mme Roche a parlé au téléphone de la pêche avec M. Lind.",
        "Les bombardements se poursuivent.",
    ]
    folded, spans = folded_sentences(*article)

    def topics(told: int) -> set[str]:
        found, _ = call_topics(folded, spans[told : told + 1], ["FR", "NO"], TOPICS, PLACES, day=DAY)
        return {mention.label_code for mention in found}

    assert topics(3) == {"conflict", "trade"}
    folded, spans = folded_sentences(*article[:1], *["Le prix du gaz et du pétrole a doublé."] * 4, *article[3:])
    assert topics(5) == {"trade"}, "an article mostly on something else"


@pytest.mark.parametrize(
    "call",
    [
        "M. Lind a reçu un appel de Mme Roche, qui lui a exprimé ses condoléances après le séisme.",
        "M. Lind a reçu par téléphone, après le séisme, les condoléances de Mme Roche.",
        "Mme Roche a téléphoné à M. Lind et lui a dit sa tristesse après le séisme.",
        "M. Lind a reçu un appel de Mme Roche, qui l'a félicité pour sa victoire aux élections.",
        "M. Lind a reçu au téléphone les félicitations de Mme Roche pour son élection.",
        "M. Lind a été félicité au téléphone par Mme Roche pour son élection.",
    ],
)
def test_sympathy_and_congratulations_are_told_from_either_side(call: str) -> None:
    assert _brief(call, people={"lind": "KZ", "roche": "OM"})[1] == {"KZ"}
