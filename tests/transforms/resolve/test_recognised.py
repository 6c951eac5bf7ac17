"""What makes a call recognisable without its day, or keeps two calls of one day apart."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from telling import at, calls_of, lasting, reference, resolved, told

from transforms import schemas
from transforms.languages.fr.keywords import PUT_OFF

DAY = "2031-05-14"
WORDS = ["barrage", "digue", "polder", "vanne"]


@pytest.mark.parametrize(
    ("words", "joins"),
    [(WORDS[:2], True), (WORDS[:1], False), ([*WORDS[:2], *(f"mot{n}" for n in range(30))], True), ([], False)],
    ids=["several words", "one word", "most of the shorter passage", "no word"],
)
def test_an_undated_report_joins_by_uncommon_words(words: list[str], joins: bool) -> None:
    dated = told("a", day=DAY, keywords=WORDS, topics=["climate"])
    assert calls_of(resolved(dated, told("b", keywords=words, topics=["climate"]))) == ([["a", "b"]] if joins else [["a"], ["b"]])


def test_two_words_of_two_long_passages_prove_nothing() -> None:
    dated = told("a", day=DAY, keywords=[*WORDS[:2], *(f"mot{n}" for n in range(30))], topics=["climate"])
    undated = told("b", keywords=[*WORDS[:2], *(f"terme{n}" for n in range(30))], topics=["climate"])
    assert calls_of(resolved(dated, undated)) == [["a"], ["b"]]


def test_uncommon_words_choose_among_the_calls_of_a_month() -> None:
    found = resolved(
        told("a", day="2031-05-14", keywords=WORDS),
        told("b", day="2031-05-20", keywords=["otage"]),
        told("c", day="2031-05", keywords=WORDS),
    )
    assert calls_of(found) == [["a", "c"], ["b"]]


def test_what_does_not_say_its_day_joins_no_calls_of_two_days() -> None:
    month = told("c", day="2031-05", keywords=WORDS, topics=["climate", "trade"])
    days = [told(name, day=day, keywords=WORDS, topics=["climate", "trade"]) for name, day in (("a", "2031-05-14"), ("b", "2031-05-15"))]
    assert ["a", "b", "c"] not in calls_of(resolved(*days, month))


WEEK = {"date_earliest": date(2031, 5, 12), "date_latest": date(2031, 5, 18)}


@pytest.mark.parametrize(("topics", "joins"), [(["trade"], True), (["health"], False)], ids=["its subject", "another"])
def test_last_week_is_the_call_of_that_week_on_its_subject(topics: list[str], joins: bool) -> None:
    found = resolved(told("a", day=DAY, topics=["trade"]), told("b", topics=topics, **WEEK))
    assert calls_of(found) == ([["a", "b"]] if joins else [["a"], ["b"]])


@pytest.mark.parametrize(("disclosed", "joins"), [(["Palais"], True), (["Chancellerie"], False)], ids=["one account", "two accounts"])
def test_a_day_out_is_forgiven_where_one_account_is_told_in_the_same_words(disclosed: list[str], joins: bool) -> None:
    right = told("a", day=DAY, keywords=WORDS, disclosed_by=["Palais"], topics=["climate"])
    wrong = told("b", day="2031-05-13", keywords=WORDS, disclosed_by=disclosed, topics=["climate"])
    assert calls_of(resolved(right, wrong)) == ([["a", "b"]] if joins else [["a"], ["b"]])


def both(name: str, first: dict, second: dict) -> list[dict]:
    """Two calls of one day, told by one article."""
    return [
        told(f"{name}{n}", day=DAY, article_id=f"article-{name}", source_id=name, position=n, **columns)
        for n, columns in ((1, first), (2, second))
    ]


def test_two_calls_of_a_day_are_told_apart_by_the_hour_of_the_other() -> None:
    rows = [*both("x", {}, {"time_of_day": "evening"}), *both("y", {}, {"time_of_day": "20:30"})]
    assert calls_of(resolved(*rows)) == [["x1", "y1"], ["x2", "y2"]]


def test_two_calls_of_a_day_are_told_apart_by_their_count() -> None:
    second = {"ordinal": 2, "ordinal_scope": "de la journée", "time_of_day": "evening"}
    rows = [*both("x", {"time_of_day": "morning"}, {"time_of_day": "evening"}), told("z", day=DAY, **second)]
    assert calls_of(resolved(*rows)) == [["x1"], ["x2", "z"]]


def test_a_duration_tells_two_calls_of_a_day_apart() -> None:
    rows = [*both("x", {**lasting(90)}, {**lasting(20)}), told("y", day=DAY, **lasting(20)), told("z", day=DAY, **lasting(90))]
    assert calls_of(resolved(*rows)) == [["x1", "z"], ["x2", "y"]]


@pytest.mark.parametrize(("zone", "joins"), [("Asia/Shanghai", True), ("Europe/Paris", False)])
def test_what_is_told_before_its_hour_by_the_clock_of_the_participants_is_another_call(zone: str, joins: bool) -> None:
    clocks = reference(
        actors=pl.DataFrame({"actor_id": ["Q1", "Q2"], "name": ["Ada Lune", "Borg Sol"], "country_code": ["AA", "AA"]}),
        countries=pl.DataFrame({"country_code": ["AA"], "timezone": [zone]}),
    )
    early = told("a", day=DAY, published_at=at(date(2031, 5, 14), 3))
    morning = told("b", day=DAY, time_of_day="09:00", published_at=at(date(2031, 5, 14), 6))
    assert calls_of(resolved(early, morning, reference=clocks)) == ([["a", "b"]] if joins else [["a"], ["b"]])


def test_a_video_conference_of_the_same_several_people_on_a_particular_subject() -> None:
    people, telling = ("Q1", "Q2", "Q3"), {"channel": "video", "topics": ["climate"]}
    assert calls_of(resolved(told("a", people=people, day=DAY, **telling), told("b", people=people, **telling))) == [["a", "b"]]
    assert calls_of(resolved(told("a", day=DAY, **telling), told("b", **telling))) == [["a"], ["b"]]


QUOTED = "Je lui ai redit que nous ne cherchons querelle à personne, mais que la digue tiendra jusqu'au printemps"


@pytest.mark.parametrize(
    ("quoted", "text", "joins"),
    [(QUOTED, "la digue tiendra jusqu'au printemps", True), (QUOTED, "la digue", False), ("la digue tiendra longtemps", "digue tiendra longtemps", True)],
    ids=["part of it", "two words of it", "part of a short one"],
)
def test_a_short_quotation_of_a_longer_one_chooses_among_the_calls_of_a_month(quoted: str, text: str, joins: bool) -> None:
    reports = [told("a", day=DAY), told("b", day="2031-05-20"), told("c", day="2031-05")]
    said = [("s1", "a", quoted), ("s2", "c", text)]
    statements = schemas.STATEMENTS.frame(
        [{"statement_id": name, "report_id": report, "kind": "direct", "text": words} for name, report, words in said]
    )
    found = resolved(*reports, statements=statements)
    assert calls_of(found) == ([["a", "c"], ["b"]] if joins else [["a"], ["b"], ["c"]])


@pytest.mark.parametrize(("weekday", "joins"), [(4, True), (3, False), (None, False)], ids=["of the other day", "of its own", "none"])
def test_a_day_that_its_own_weekday_contradicts_gives_way(weekday: int | None, joins: bool) -> None:
    right = told("a", day="2031-05-15", topics=["climate"])
    wrong = told("b", day=DAY, weekday=weekday, topics=["climate"])
    assert calls_of(resolved(right, wrong)) == ([["a", "b"]] if joins else [["a"], ["b"]])


@pytest.mark.parametrize(("hour", "joins"), [("evening", False), ("15:30", False), ("noon", True)])
def test_hours_far_apart_are_of_two_calls(hour: str, joins: bool) -> None:
    rows = [told("a", day=DAY, time_of_day="morning"), told("b", day=DAY), told("c", day=DAY, time_of_day=hour)]
    assert (["a", "b", "c"] in calls_of(resolved(*rows))) is joins


def test_morning_and_evening_of_distant_clocks_may_be_one_moment() -> None:
    clocks = reference(
        actors=pl.DataFrame({"actor_id": ["Q1", "Q2"], "name": ["Ada Lune", "Borg Sol"], "country_code": ["AA", "BB"]}),
        countries=pl.DataFrame({"country_code": ["AA", "BB"], "timezone": ["Asia/Shanghai", "America/New_York"]}),
    )
    rows = [told("a", day=DAY, time_of_day="morning"), told("b", day=DAY), told("c", day=DAY, time_of_day="evening")]
    assert calls_of(resolved(*rows, reference=clocks)) == [["a", "b", "c"]]


def test_a_call_put_off_on_the_day_after_the_announced_one() -> None:
    def announced(name: str, day: str, on: date) -> dict:
        return told(name, day=day, factuality="planned", published_at=at(on, 10))

    first, later = announced("a", "2031-05-13", date(2031, 5, 12)), announced("b", "2031-05-16", date(2031, 5, 14))
    assert calls_of(resolved(first, later)) == [["a", "b"]]
    assert calls_of(resolved(first, announced("b", "2031-05-16", date(2031, 5, 15)))) == [["a"], ["b"]]
    held = told("c", day="2031-05-13", published_at=at(date(2031, 5, 13), 20))
    assert calls_of(resolved(first, held, later)) == [["a", "c"], ["b"]]


def test_a_call_announced_for_the_morning_may_take_place_in_the_evening() -> None:
    rows = [told("a", day=DAY, time_of_day="morning", factuality="planned"), told("b", day=DAY), told("c", day=DAY, time_of_day="evening")]
    assert calls_of(resolved(*rows)) == [["a", "b", "c"]]


@pytest.mark.parametrize(("keywords", "joins"), [([PUT_OFF], True), ([], False)], ids=["it says so", "it does not"])
def test_a_call_that_took_place_some_days_after_the_announced_one_was_put_off(keywords: list[str], joins: bool) -> None:
    announced = told("a", day="2031-05-13", factuality="planned", published_at=at(date(2031, 5, 12)))
    held = told("b", day="2031-05-15", keywords=keywords, published_at=at(date(2031, 5, 16)))
    assert calls_of(resolved(announced, held)) == ([["a", "b"]] if joins else [["a"], ["b"]])


def test_a_call_put_off_to_no_day_and_held_at_last() -> None:
    announced = told("a", day="2031-05-13", factuality="planned", published_at=at(date(2031, 5, 12)))
    put_off = told("b", weekday=2, factuality="planned", keywords=[PUT_OFF], published_at=at(date(2031, 5, 13)))
    held = told("c", day="2031-05-15", keywords=[PUT_OFF], published_at=at(date(2031, 5, 16)))
    assert calls_of(resolved(announced, put_off, held)) == [["a", "b", "c"]]


def test_the_beginning_of_a_month_joins_by_its_subject_unless_two_calls_fit() -> None:
    early = told("c", day="2031-05", topics=["conflict"], date_earliest=date(2031, 5, 1), date_latest=date(2031, 5, 10))
    first, second, later = (told(name, day=f"2031-05-{day}", topics=["conflict"]) for name, day in (("a", "04"), ("b", "08"), ("b", "21")))
    assert calls_of(resolved(first, later, early)) == [["a", "c"], ["b"]]
    assert calls_of(resolved(first, second, early)) == [["a"], ["b"], ["c"]]


def test_one_report_is_a_day_out_against_two_but_two_against_two_are_two_calls() -> None:
    telling = {"topics": ["climate"], "keywords": WORDS[:1]}
    right = [told(name, day=DAY, **telling) for name in ("a", "b")]
    wrong = [told(name, day="2031-05-15", **telling) for name in ("c", "d")]
    assert calls_of(resolved(*right, wrong[0])) == [["a", "b", "c"]]
    assert calls_of(resolved(*right, *wrong)) == [["a", "b"], ["c", "d"]]
    assert calls_of(resolved(right[0], wrong[0])) == [["a"], ["c"]]


@pytest.mark.parametrize(
    ("hours", "joins"),
    [((None, None), True), (("evening", "morning"), True), (("morning", None), False), ((None, "afternoon"), False)],
)
def test_clocks_make_two_days_of_one_moment_only_over_midnight(hours: tuple[str | None, str | None], joins: bool) -> None:
    clocks = reference(
        actors=pl.DataFrame({"actor_id": ["Q1", "Q2"], "name": ["Ada Lune", "Borg Sol"], "country_code": ["AA", "BB"]}),
        countries=pl.DataFrame({"country_code": ["AA", "BB"], "timezone": ["Europe/Moscow", "America/New_York"]}),
    )
    rows = [told(name, day=f"2031-05-{day}", time_of_day=hour, topics=["climate"]) for name, day, hour in zip("ab", (14, 15), hours, strict=True)]
    assert calls_of(resolved(*rows, reference=clocks)) == ([["a", "b"]] if joins else [["a"], ["b"]])


@pytest.mark.parametrize(("topics", "joins"), [(["climate"], True), ([], True), (["health"], False)], ids=["its subject", "none", "another"])
def test_about_a_day_on_another_subject_is_another_call(topics: list[str], joins: bool) -> None:
    found = resolved(told("a", day=DAY, topics=["climate"]), told("b", day="2031-05-15~", topics=topics))
    assert calls_of(found) == ([["a", "b"]] if joins else [["a"], ["b"]])


def test_about_a_day_of_two_calls_joins_neither() -> None:
    rows = both("x", {"time_of_day": "morning"}, {"time_of_day": "evening"})
    assert calls_of(resolved(*rows, told("y", day=f"{DAY}~"))) == [["x1"], ["x2"], ["y"]]


@pytest.mark.parametrize(("keywords", "joins"), [(WORDS[:1], True), ([], False)], ids=["and a word", "alone"])
def test_several_subjects_recognise_a_call_with_an_uncommon_word(keywords: list[str], joins: bool) -> None:
    subjects = ["climate", "trade"]
    found = resolved(told("a", day=DAY, topics=subjects, keywords=WORDS), told("b", topics=subjects, keywords=keywords))
    assert calls_of(found) == ([["a", "b"]] if joins else [["a"], ["b"]])


def test_words_marked_in_reported_speech_are_a_quotation() -> None:
    rows = [told("a", day=DAY), told("c", day="2031-05")]
    said = [("s1", "a", "reported", "il a promis que « des vannes provisoires » seraient posées"), ("s2", "c", "direct", "des vannes provisoires")]
    statements = schemas.STATEMENTS.frame([dict(zip(("statement_id", "report_id", "kind", "text"), row, strict=True)) for row in said])
    assert calls_of(resolved(*rows, statements=statements)) == [["a", "c"]]
