"""What a reader of the warehouse sees of resolution: which reports are one call, which values hold, what is disputed."""

from __future__ import annotations

import json
from datetime import date, datetime

import polars as pl
import pytest
from telling import at, calls_of, claim, frames, lasting, reference, resolved, told

from transforms import schemas
from transforms.resolve import doubtful_pairs, judged_pairs, report_keys, with_states

DAY = date(2031, 5, 14)


def test_an_undated_report_that_is_merely_compatible_stays_alone() -> None:
    found = resolved(told("a", day="2031-05-14"), told("b"), told("c", weekday=3))
    assert calls_of(found) == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    "evidence",
    [
        {"ordinal": 6, "ordinal_scope": "depuis son retour au pouvoir"},
        {"weekday": 3, **lasting(55)},
    ],
)
def test_an_undated_report_with_positive_evidence_joins(evidence: dict) -> None:
    assert calls_of(resolved(told("a", day="2031-05-14", **evidence), told("b", **evidence))) == [["a", "b"]]


def test_an_undated_report_that_fits_two_calls_joins_neither() -> None:
    found = resolved(
        told("a", day="2031-05-14", **lasting(55)), told("b", day="2031-05-21", **lasting(55)), told("c", weekday=3, **lasting(55))
    )
    assert calls_of(found) == [["a"], ["b"], ["c"]]


SOON, LATE = at(date(2031, 5, 15)), at(date(2031, 5, 25))


@pytest.mark.parametrize(
    ("topics", "published", "joins"),
    [
        (["trade", "conflict"], SOON, True),
        (["trade", "conflict"], LATE, False),
        (["trade"], SOON, False),
        (["security", "conflict"], SOON, False),  # what most calls are about
    ],
    ids=["the day after", "days after", "one subject", "everyday subjects"],
)
def test_an_undated_report_joins_by_its_subjects_only_if_particular_and_soon(topics: list[str], published: datetime, joins: bool) -> None:
    dated = told("a", day="2031-05-14", topics=["trade", "conflict", "security"], published_at=at(DAY))
    found = resolved(dated, told("b", topics=topics, published_at=published))
    assert calls_of(found) == ([["a", "b"]] if joins else [["a"], ["b"]])


@pytest.mark.parametrize(
    ("columns", "joins"),
    [({}, False), ({"topics": ["trade"]}, True), ({"topics": ["conflict"]}, False), ({"topics": ["conflict"], "places": ["LY"]}, False)],
    ids=["the month alone", "a particular subject", "an everyday one", "and a country"],
)
def test_a_month_joins_only_with_more_than_the_everyday(columns: dict, joins: bool) -> None:
    dated = told("a", day="2031-05-14", topics=["trade", "conflict"], places=["LY"])
    found = resolved(dated, told("b", day="2031-05", **columns))
    assert calls_of(found) == ([["a", "b"]] if joins else [["a"], ["b"]])


def test_a_month_joins_where_both_articles_tell_of_the_same_other_calls() -> None:
    def story(name: str, day: str | None) -> list[dict]:
        teams = (("Q1", "Q2"), ("Q1", "Q3"), ("Q1", "Q2", "Q3"))
        return [told(f"{name}{n}", people=team, day=day, article_id=name, position=n, source_id=name) for n, team in enumerate(teams)]

    assert calls_of(resolved(*story("a", "2031-05-14"), *story("b", "2031-05"))) == [["a0", "b0"], ["a1", "b1"], ["a2", "b2"]]


def test_a_role_in_the_plural_stands_for_several_people() -> None:
    fuller = told("a", people=("Q1", "Q2", "Q3", "Q4"), day="2031-05-14")
    several = told("b", people=("Q1",), day="2031-05-14", unnamed_participants=["dirigeants insulaires"])
    assert calls_of(resolved(fuller, several)) == [["a", "b"]]
    assert calls_of(resolved(fuller, several | {"unnamed_participants": ["un conseiller"]})) == [["a"], ["b"]]


def test_two_reports_of_one_article_are_two_calls() -> None:
    assert len(calls_of(resolved(told("a", day="2031-05-14"), told("b", day="2031-05-14", article_id="a-a", position=2)))) == 2


def test_days_apart_are_two_calls_and_a_day_apart_needs_evidence() -> None:
    assert len(calls_of(resolved(told("a", day="2031-05-14"), told("b", day="2031-05-15")))) == 2
    late = {"ordinal": 3, "ordinal_scope": "cette année"}
    assert len(calls_of(resolved(told("a", day="2031-05-14", **late), told("b", day="2031-05-15", **late)))) == 1
    assert len(calls_of(resolved(told("a", day="2031-05-14", **late), told("b", day="2031-05-17", **late)))) == 2


def test_planned_becomes_occurred() -> None:
    call = resolved(
        told("a", day="2031-05-14", factuality="planned", published_at=at(date(2031, 5, 13))),
        told("b", day="2031-05-14", published_at=at(date(2031, 5, 15))),
    ).calls.row(0, named=True)
    assert call["factuality"] == "occurred"
    assert call["factuality_history"] == ["planned", "occurred"]
    assert call["first_reported_at"] == at(date(2031, 5, 13))


def test_a_denial_is_a_conflict_of_one_call() -> None:
    found = resolved(told("a", day="2031-05-14"), told("b", day="2031-05-14", factuality="denied"))
    assert found.calls.height == 1
    assert found.conflicts.select("property", "kind", "status").rows() == [("factuality", "between_sources", "open")]


def test_the_value_of_most_independent_sources_holds_and_the_other_is_a_conflict() -> None:
    found = resolved(
        told("a", day="2031-05-14", **lasting(90)),
        told("b", day="2031-05-14", agency="AFP", **lasting(50)),
        told("c", day="2031-05-14", agency="AFP", **lasting(50)),
        told("d", day="2031-05-14", **lasting(50)),
        claims=(claim("a", "duration", "90"), claim("b", "duration", "50")),
    )
    call = found.calls.row(0, named=True)
    assert (call["duration_minutes_low"], call["report_count"], call["source_count"]) == (50, 4, 4)
    assert call["independent_source_count"] == 3
    conflict = found.conflicts.row(0, named=True)
    assert (conflict["values"], conflict["claim_ids"]) == (["50", "90"], ["c-b-duration-50-0", "c-a-duration-90-0"])


def test_agreement_at_lower_precision_is_no_conflict() -> None:
    found = resolved(told("a", day="2031-05-14", **lasting(60, "about")), told("b", day="2031-05-14~", **lasting(50)))
    assert found.conflicts.is_empty()
    call = found.calls.row(0, named=True)
    assert (call["date_edtf"], call["duration_minutes_low"], call["duration_qualifier"]) == ("2031-05-14", 50, "exact")


@pytest.mark.parametrize(
    ("zones", "times", "status"),
    [
        (("America/New_York", "Europe/Moscow"), (None, None), "explained"),
        (("America/New_York", "Europe/Moscow"), ("evening", "night"), "open"),
        (("America/New_York", "Europe/Moscow"), ("evening", "03:00"), "explained"),
        (("America/New_York", "Europe/Moscow"), ("morning", None), "open"),
        (("Europe/Paris", "Europe/Berlin"), (None, None), "open"),
        (("Europe/Paris", "Asia/Tokyo"), (None, "afternoon"), "open"),
    ],
)
def test_a_day_that_time_zones_explain_is_labelled(zones: tuple[str, str], times: tuple[str | None, str | None], status: str) -> None:
    countries = pl.DataFrame({"country_code": ["AA", "BB"], "timezone": list(zones)})
    actors = pl.DataFrame({"actor_id": ["Q1", "Q2"], "name": ["Ada Lune", "Borg Sol"], "country_code": ["AA", "BB"]})
    count = {"ordinal": 3, "ordinal_scope": "cette année"}
    found = resolved(
        told("a", day="2031-05-14", time_of_day=times[0], **count), told("b", day="2031-05-15", time_of_day=times[1], **count),
        reference=reference(countries=countries, actors=actors),
    )  # fmt: skip
    assert found.conflicts.select("property", "status").rows() == [("date", status)]


def test_a_weekday_beside_its_date_that_contradicts_it() -> None:
    found = resolved(
        told("a", day="2031-05-14"),
        claims=(claim("a", "weekday", "5", 10), claim("a", "date", "2031-05-14", 12), claim("a", "weekday", "1", 400)),
    )
    conflict = found.conflicts.row(0, named=True)
    assert (conflict["property"], conflict["kind"], conflict["values"]) == ("weekday", "within_source", ["2031-05-14", "5"])
    assert found.calls["conflict_count"].to_list() == [1]


def test_a_person_who_acts_after_death() -> None:
    actors = pl.DataFrame({"actor_id": ["Q9"], "name": ["Ivo Kalvenas"], "died": ["2030-01-02"]})
    text = "Il a rendu compte de ses contacts avec Kalvenas. Son ami Kalvenas manque."
    found = resolved(told("a", day="2031-05-14", text=text), reference=reference(actors=actors))
    conflict = found.conflicts.row(0, named=True)
    assert (conflict["kind"], conflict["values"]) == ("with_reference", ["Ivo Kalvenas: died 2030-01-02"])
    known = resolved(told("a", day="2031-05-14", text="ses contacts avec feu Ivo Kalvenas"), reference=reference(actors=actors))
    assert known.conflicts.is_empty()


@pytest.mark.parametrize(
    ("sentence", "day", "wrong"),
    [
        ("Le président lunaire Ivo Kalvenas a appelé.", "2031-05-14", ["Ivo Kalvenas: president until 2029-03-01"]),
        ("Le président Kalvenas a appelé.", "2020-05-14", ["Ivo Kalvenas: president from 2025-03-01"]),
        ("Le président Kalvenas a appelé.", "2026-05-14", []),
        ("Le président Kalvenas a appelé.", "2029-03-15", []),  # the first days out of office
        ("L’ancien président Ivo Kalvenas a appelé.", "2031-05-14", []),
        ("L’ex-président Ivo Kalvenas a appelé.", "2031-05-14", []),
        ("Le vice-président Ivo Kalvenas a appelé.", "2031-05-14", []),
        ("Le président du Sénat Ivo Kalvenas a appelé.", "2031-05-14", []),
        ("Le ministre Ivo Kalvenas a appelé.", "2031-05-14", []),
        ("Ivo Kalvenas a appelé le président.", "2031-05-14", []),
        ("Le premier ministre Ivo Kalvenas a appelé.", "2010-05-14", []),  # a term that nobody has verified
    ],
)
def test_a_person_who_acts_outside_the_term(sentence: str, day: str, wrong: list[str]) -> None:
    actors = pl.DataFrame({"actor_id": ["Q1"], "name": ["Ivo Kalvenas"], "kind": ["person"]})
    offices = pl.DataFrame({
        "actor_id": ["Q1", "Q1"], "role": ["head_of_state", "head_of_government"], "titles": ["président", "premier ministre"],
        "country_code": ["AA", "AA"], "start": ["2025-03-01", "2015-01-01"], "end": ["2029-03-01", "2016-01-01"], "verified": ["true", "false"],
    })  # fmt: skip
    row = told("a", day=day, sentence=sentence)
    claims = (claim("a", "participant", "Q1", 3),)
    found = resolved(row, claims=claims, reference=reference(actors=actors, offices=offices)).conflicts
    assert [value for values in found["values"].to_list() for value in values] == wrong
    assert found["claim_ids"].to_list() == [["c-a-participant-Q1-3"]] * len(wrong)


def test_what_only_one_side_tells() -> None:
    metonyms = pl.DataFrame({"surface": ["la Maison Rouge", "le Palais"], "country_code": ["AA", "BB"]})
    found = resolved(
        told("a", day="2031-05-14", topics=["trade", "visas"], disclosed_by=["la Maison Rouge"]),
        told("b", day="2031-05-14", topics=["trade", "ports"], disclosed_by=["le Palais"]),
        told("c", day="2031-05-14", topics=["ports"], disclosed_by=["le Palais"]),
        reference=reference(metonyms=metonyms),
    )
    assert found.asymmetries.select("value", "told_by", "not_told_by").sort("value").rows() == [
        ("ports", "BB", "AA"), ("visas", "AA", "BB"),
    ]  # fmt: skip
    assert found.calls["origin_count"].to_list() == [2]
    assert found.call_topics.filter(pl.col("topic_id") == "ports")["source_count"].to_list() == [2]


def test_a_fuller_report_takes_in_one_that_names_fewer() -> None:
    found = resolved(
        told("a", people=("Q1", "Q2", "Q3"), day="2031-05-14"),
        told("b", people=("Q1", "Q2"), day="2031-05-14"),
        told("c", people=("Q1",), unnamed_participants=["son homologue"], day="2031-05-20"),
        told("d", people=("Q1", "Q2"), day="2031-05-20"),
    )
    assert calls_of(found) == [["a", "b"], ["c", "d"]]
    assert found.calls.sort("date_earliest")["participants"].to_list() == [["q1", "q2", "q3"], ["q1", "q2"]]


def test_every_link_is_explained() -> None:
    found = resolved(told("a", day="2031-05-14", **lasting(50)), told("b", day="2031-05-14", **lasting(50)))
    told_of_a = json.loads(found.memberships.filter(pl.col("report_id") == "a")["explanation"][0])
    assert told_of_a["report_id"] == "b"
    assert told_of_a["score"] == sum(feature["weight"] for feature in told_of_a["features"])
    assert {"feature": "duration", "value": "equal", "weight": 2.5} in told_of_a["features"]


def test_links_beside_the_strongest_are_explained_once() -> None:
    found = resolved(*(told(name, day="2031-05-14", **lasting(50)) for name in "abc"))
    links = {
        frozenset((row["report_id"], link["report_id"]))
        for row in found.memberships.iter_rows(named=True)
        for strongest in [json.loads(row["explanation"])]
        for link in (strongest, *strongest.get("links", ()))
    }
    assert links == {frozenset("ab"), frozenset("ac"), frozenset("bc")}


# -- ordinals --------------------------------------------------------------------------------------------------------


def test_ordinals_order_undated_calls_and_point_at_missing_ones() -> None:
    found = resolved(
        told("a", day="2031-06-14", ordinal=4, ordinal_scope="depuis son retour à la présidence"),
        told("b", weekday=4, ordinal=6, ordinal_scope="depuis l'investiture"),
        told("c", ordinal=1, ordinal_scope="depuis le début de la guerre"),
    )
    call = dict(found.memberships.select("report_id", "call_id").iter_rows())
    sixth = found.calls.filter(pl.col("call_id") == call["b"]).row(0, named=True)
    assert (sixth["date_earliest"], sixth["date_latest"], sixth["date_edtf"]) == (date(2031, 6, 15), None, None)
    missing = found.missing_calls.sort("ordinal")
    assert missing["ordinal"].to_list() == [1, 2, 3, 5]
    assert missing.row(3, named=True)["after_call_id"] == call["a"]
    assert missing.row(3, named=True)["before_call_id"] == call["b"]
    assert missing["report_ids"].to_list() == [["a"], ["a"], ["a"], ["a", "b"]]


def test_a_call_in_its_place_fills_an_ordinal() -> None:
    scope = {"ordinal_scope": "depuis le retour"}
    found = resolved(
        told("a", day="2031-06-14", ordinal=1, **scope), told("b", day="2031-06-20"), told("c", day="2031-07-03", ordinal=3, **scope)
    )
    assert found.missing_calls.is_empty()


def test_two_calls_with_one_ordinal() -> None:
    scope = {"ordinal_scope": "depuis le retour"}
    found = resolved(told("a", day="2031-06-14", ordinal=1, **scope), told("b", day="2031-07-03", ordinal=1, **scope))
    assert found.missing_calls["reason"].to_list() == ["wrong_ordinal"]


# -- ids and judgements ----------------------------------------------------------------------------------------------

A, B, C = told("a", day="2031-05-14"), told("b", day="2031-05-14"), told("c", day="2031-05-21")


def _judgement(left: dict, right: dict, verdict: str) -> pl.DataFrame:
    keys = dict(report_keys(frames(left, right)[0]).iter_rows())
    row = {"kind": "pair", "left_key": keys[left["report_id"]], "right_key": keys[right["report_id"]], "verdict": verdict}
    return schemas.JUDGEMENTS.frame([{"judgement_id": "j-1", "made_at": at(DAY), **row}])


def test_a_call_keeps_its_id_and_a_merged_one_becomes_an_alias() -> None:
    first = resolved(A, C)
    old = dict(first.memberships.select("report_id", "call_id").iter_rows())
    later = resolved(A, B, C, known=first.memberships, judgements=_judgement(A, C, "same"), run_id="r-2")
    assert calls_of(later) == [["a", "b", "c"]]
    kept = min(old.values())
    assert later.calls["call_id"].to_list() == [kept]
    assert later.call_aliases.select("old_call_id", "call_id", "run_id").rows() == [(max(old.values()), kept, "r-2")]


def test_a_judgement_keeps_two_calls_apart_and_the_split_leaves_an_id() -> None:
    first = resolved(A, B)
    assert calls_of(first) == [["a", "b"]]
    later = resolved(A, B, known=first.memberships, judgements=_judgement(B, A, "different"))
    assert calls_of(later) == [["a"], ["b"]]
    assert first.calls["call_id"][0] in later.calls["call_id"].to_list()


def test_a_judged_value_holds_and_settles_the_conflict() -> None:
    one, other = told("a", day="2031-05-14", **lasting(50)), told("b", day="2031-05-14", **lasting(90))
    key = _judgement(one, other, "same")["left_key"][0]
    value = {"judgement_id": "j", "kind": "value", "left_key": key, "right_key": "duration", "value": "90", "verdict": "value"}
    found = resolved(one, other, judgements=schemas.JUDGEMENTS.frame([value]))
    assert found.calls["duration_minutes_low"].to_list() == [90]
    assert found.conflicts["status"].to_list() == ["settled"]


# -- review ----------------------------------------------------------------------------------------------------------


def test_doubtful_pairs_name_both_calls_and_a_judgement_takes_them_off_the_list() -> None:
    near = told("b", day="2031-05-15", topics=["trade"], **lasting(50))
    far = told("c", day="2031-06-30")
    rows = (told("a", day="2031-05-14", topics=["trade"], **lasting(50)), near, far)
    found = resolved(*rows)
    judged = judged_pairs(_judgement(rows[0], near, "different"), report_keys(frames(*rows)[0]))
    doubtful = doubtful_pairs(*frames(*rows), found.memberships, found.calls, judged.clear())
    assert doubtful.select("left_report_id", "right_report_id", "joined").rows() == [("a", "b", False)]
    assert json.loads(doubtful["explanation"][0])["features"][0] == {"feature": "people", "value": "same", "weight": 0.0}
    assert doubtful_pairs(*frames(*rows), found.memberships, found.calls, judged).is_empty()


def test_calls_to_two_people_on_one_day_are_two() -> None:
    found = resolved(told("a", people=("Q1", "Q2"), day="2031-05-14"), told("b", people=("Q1", "Q3"), day="2031-05-14"))
    assert calls_of(found) == [["a"], ["b"]]


def test_keys_survive_a_revision_and_tell_when_a_judgement_went_stale() -> None:
    first, revised = told("a", sentence="Ils se sont  parlé."), told("a2", article_id="a-a", revision=2, sentence="Ils se sont parlé.")
    keys = [report_keys(frames(row)[0]) for row in (first, revised)]
    assert keys[0]["key"].to_list() == keys[1]["key"].to_list()
    verdict = _judgement(first, B, "same")
    assert with_states(verdict, pl.concat([keys[1], report_keys(frames(B)[0])]))["state"].to_list() == ["active"]
    assert with_states(verdict, keys[1])["state"].to_list() == ["stale"]
