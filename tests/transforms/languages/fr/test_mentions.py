"""Who is meant by the words that denote people: names, titles, surnames, roles of several, institutions."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from french_texts import cases

from transforms.extract import Extractor
from transforms.languages.fr.mentions import Mention, find_mentions
from transforms.languages.fr.people import People
from transforms.text import fold

CASES = cases("mentions")


def _mentions(extractor: Extractor, text: str) -> list[Mention]:
    lexicon, folded = extractor.pipeline.reader.lexicon, fold(text)
    return find_mentions(text, folded, lexicon.tokenizer.tokens(folded), lexicon)


def _who(extractor: Extractor, text: str, day: str | None, home: str) -> list[tuple[int, int, str | None]]:
    """Span and name of everyone mentioned, members of a plural role one by one."""
    reader, mentions = extractor.pipeline.reader, _mentions(extractor, text)
    people = People(reader.directory, reader.lexicon.roles, date.fromisoformat(day) if day else None, home)
    people.read(mentions)
    found: list[tuple[int, int, str | None]] = []
    for mention in (m for whole in mentions for m in (whole.members or [whole])):
        metonym, person = reader.lexicon.metonyms.get(mention.form), people.resolve(mention)
        name = metonym[1] if mention.kind == "institution" and metonym else person.name if person else None
        found.append((mention.start, mention.end, name))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_people_are_known_by_what_the_text_calls_them(case: dict[str, Any], extractor: Extractor) -> None:
    text = case["text"]
    who = _who(extractor, text, case["day"], case.get("home", "FR"))
    for words, name in case["people"].items():
        start, end = text.index(words), text.index(words) + len(words)
        assert [n for s, e, n in who if s < end and start < e] == [name], words
    if not case["people"]:
        assert who == []


def test_a_role_of_several_has_one_member_each(extractor: Extractor) -> None:
    (mention,) = _mentions(extractor, "Les premiers ministres danois, suédois et norvégien ont navigué.")
    assert (mention.kind, [member.codes for member in mention.members]) == ("plural", [("DK",), ("SE",), ("NO",)])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Les deux hommes ont ri.", "pair"),
        ("Ce dernier a ri.", "last"),
        ("Le Belge a ri.", "national"),
        ("Le Kremlin a ri.", "institution"),
    ],
)
def test_words_that_need_a_context_say_so(text: str, kind: str, extractor: Extractor) -> None:
    assert [mention.kind for mention in _mentions(extractor, text)] == [kind]


def test_mentions_follow_each_other(extractor: Extractor) -> None:
    for case in CASES:
        mentions = _mentions(extractor, case["text"])
        assert all(0 <= m.start < m.end <= len(case["text"]) for m in mentions)
        assert all(left.end <= right.start for left, right in itertools.pairwise(mentions))
