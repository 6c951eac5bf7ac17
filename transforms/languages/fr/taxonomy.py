"""The words of `topics.csv`, `topic_terms.csv`, `crises.csv`, `countries.csv` and `place_terms.csv`, found in folded text.

Folded text (`transforms.text.fold`) is in lower case with no accents and straight quotes, so that offsets are offsets into the article.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, reduce

import polars as pl

from transforms.languages.fr.crises import Crisis, read_crises
from transforms.reference import cells
from transforms.text import fold

Span = tuple[int, int]


@dataclass(frozen=True)
class TopicMention:
    """A term of the taxonomy in the text; `strength` is strong, weak or default, `rule` says why it counts."""

    topic_id: str
    label_code: str
    start: int
    end: int
    strength: str
    rule: str


@dataclass(frozen=True)
class PlaceMention:
    """A country named in the text by its name, a demonym, its capital or one of its regions."""

    country_code: str
    start: int
    end: int
    kind: str


@dataclass
class _Node:
    """A place in a term: what may follow, as whole words and as stems with any ending, and what a term that ends here means."""

    words: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    meanings: list[tuple[str, ...]] = field(default_factory=list)

    def grow(self, word: str) -> _Node:
        """The node after `word` of a term, made where it was missing."""
        branch = self.stems if word.endswith("*") else self.words
        word = word.removesuffix("*")
        if (node := branch.get(word)) is None:  # five in six are there
            node = branch[word] = _Node()
        return node

    def follow(self, word: str) -> Iterator[_Node]:
        """The nodes after `word` of a text, the closest to its whole form first."""
        if word in self.words:
            yield self.words[word]
        if self.stems:
            for length in range(len(word), -1, -1):
                if word[:length] in self.stems:
                    yield self.stems[word[:length]]


_TOKEN = re.compile(r"\w+|\n|[^\w\s]")  # a line break parts terms
# what follows "de" in a term may have any article: "calendrier de transition", "calendrier de la transition"
_OF = dict.fromkeys(("de", "du", "des"), "de/du/des/de_la/de_l'/d'un/d'une/de_son/de_sa/de_ses/de_leur/de_leurs/de_cette/de_ce")
_TERM_TOKEN = re.compile(r"\w*\*|\w+|[^\w\s]")
_Found = tuple[int, list[tuple[str, ...]]]


class Lexicon:
    """Finds the terms of a word list in folded text, the longest where several begin at one word.

    `entries` pairs a term with anything. In a term, `*` at the end of a word stands for any ending, `/` parts the words that may stand
    in one place, and `_` joins the words of such an alternative: "fermer/fermeture la/de_la frontiere*". "de" stands for any article
    after it.
    """

    def __init__(self, entries: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._root = _Node()
        # most words open no term, and texts repeat their words
        self._openings = lru_cache(maxsize=1 << 16)(lambda word: tuple(self._root.follow(word)))
        for term, meaning in entries:
            for spelling in dict.fromkeys((fold(term), fold(term).replace("œ", "oe"), fold(term).replace("oe", "œ"))):  # "manœuvres", "manoeuvres"
                steps = [[_TERM_TOKEN.findall(words.replace("_", " ")) for words in _OF.get(step, step).split("/")] for step in spelling.split()]
                self._add(self._root, steps, meaning)

    def _add(self, node: _Node, steps: list[list[list[str]]], meaning: tuple[str, ...]) -> None:
        if not steps:
            node.meanings.append(meaning)
            return
        for words in steps[0]:
            self._add(reduce(_Node.grow, words, node), steps[1:], meaning)

    def find(self, folded: str, start: int, end: int) -> list[tuple[int, int, tuple[str, ...]]]:
        """Return (start, end, meaning) of every term within the range, in text order."""
        tokens = [match.span() for match in _TOKEN.finditer(folded, start, end)]
        words = [folded[first:last] for first, last in tokens]
        found = []
        position = 0
        while position < len(words):
            after, meanings = _longest(self._openings(words[position]), words, position + 1)
            found += [(tokens[position][0], tokens[after - 1][1], meaning) for meaning in meanings]
            position = max(after, position + 1)
        return found


def _longest(nodes: Iterable[_Node], words: list[str], position: int) -> _Found:
    """The position after the longest term that goes through one of `nodes`, and its meanings; none where no term ends."""
    best: _Found = (0, [])
    for node in nodes:
        found = (0, []) if position == len(words) else _longest(node.follow(words[position]), words, position + 1)
        if found[0] == 0 and node.meanings:
            found = (position, node.meanings)
        if found[0] > best[0]:
            best = found
    return best


class TopicFinder:
    """Finds topic terms; built once from the frames `topics`, `topic_terms` and `crises` of the reference tables."""

    def __init__(self, topics: pl.DataFrame, topic_terms: pl.DataFrame, crises: pl.DataFrame) -> None:
        self.crises = read_crises(crises)
        self._label_codes = dict(cells(topics, "topic_id", "label_code"))
        terms = [(term, (topic or "", kind)) for topic, term, kind in cells(topic_terms, "topic_id", "term", "kind")]
        named = dict.fromkeys((term, (crisis.topic_id, "default")) for crisis in self.crises for term in crisis.terms)
        self._lexicon = Lexicon([*terms, *named])

    def find(self, folded: str, start: int, end: int, at_hand: Collection[Crisis] = ()) -> list[TopicMention]:
        """Return every topic term of the range in text order, whatever its strength; masked phrases give none.

        A country that stands for a crisis (strength `default`) counts for those `at_hand` alone.
        """
        live = {(crisis.topic_id, term) for crisis in at_hand for term in crisis.terms}
        return [
            TopicMention(topic_id, self._label_codes[topic_id], first, last, kind, "term")
            for first, last, (topic_id, kind) in self._lexicon.find(folded, start, end)
            if kind != "mask" and (kind != "default" or _is_live(folded[first:last], topic_id, live))
        ]


def _is_live(surface: str, topic_id: str, live: Collection[tuple[str, str]]) -> bool:
    """Whether a word is a term of a crisis at hand, as it stands or by its stem."""
    return any(topic == topic_id and (surface == term or (term.endswith("*") and surface.startswith(term[:-1]))) for topic, term in live)


_NAME_PARTS = (" al-", " el-")  # "Nawaf al-Ahmad al-Sabah": part of a person's name


class PlaceFinder:
    """Finds countries; built once from the frames `countries` and `place_terms` of the reference tables."""

    def __init__(self, countries: pl.DataFrame, place_terms: pl.DataFrame) -> None:
        listed = dict.fromkeys(fold(term) for term in place_terms["term"])
        entries = [
            (term, (code or "", "region" if code else "mask")) for term, code in cells(place_terms, "term", "country_code")
        ]
        columns = ("country_code", "name_fr", "aliases", "demonyms", "capital_fr")
        for code, name, aliases, demonyms, capital in cells(countries, *columns):
            surfaces = [(name, "name"), *((alias, "name") for alias in _listed(aliases))]
            surfaces += [(city, "capital") for city in _listed(capital)]
            surfaces += [(form, "demonym") for demonym in _listed(demonyms) for form in (demonym, f"{demonym}s")]
            entries += [(surface, (code, kind)) for surface, kind in surfaces if surface and fold(surface) not in listed]
        self._lexicon = Lexicon(dict.fromkeys((fold(term), meaning) for term, meaning in entries if len(term) > 2))

    def find(self, folded: str, start: int, end: int) -> list[PlaceMention]:
        """Return every mention of a country in the range, in text order."""
        return [
            PlaceMention(code, first, last, kind)
            for first, last, (code, kind) in self._lexicon.find(folded, start, end)
            if kind != "mask" and not folded.endswith(_NAME_PARTS, start, first)
        ]


def _listed(cell: str | None) -> list[str]:
    """Split a cell that lists several values."""
    return [value.strip() for value in re.split(r"[;|]", cell or "") if value.strip()]
