"""Words of a text with quotations masked, and the noun phrases among them that can be a speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.languages.fr.quotation_words import (
    ADVERBS,
    AT_HEADS,
    AUDIENCE,
    CLITICS,
    DETERMINERS,
    DISJOINED,
    FIELD_AFTER_A,
    HUMANS,
    MARKS,
    OF,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    TIMES,
    TITLES,
)

QUOTED = "¤"  # stands for every character of a quotation, its marks included

_WORD = re.compile(r"¤+|\b(?:mm?|dr|mgr|pr|me|gen|st)\.(?= )|\b[a-z]\.(?=[ -]?\w)|\w+(?:-\w+)*'?|[,;:.!?…()\[\]]|-")


_ARTICLES = {"al-", "el-", "as-", "ad-", "ar-", "an-", "at-", "es-", "ed-"}  # "Abdel Fattah al-Sissi"


class Word(NamedTuple):
    """One word or mark: folded form, form as written, span in the text."""

    form: str
    raw: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.raw[:1].isupper() or (self.raw[:3] in _ARTICLES and self.raw[3:4].isupper())

    @property
    def quoted(self) -> bool:
        """Whether it stands for a quotation."""
        return self.form.startswith(QUOTED)


Words = Sequence[Word]
Range = tuple[int, int]  # word indexes, end exclusive


def read_words(text: str, masked: str) -> list[Word]:
    """Cut `masked`, the folded text with quotations masked, into words; `text` gives the form as written."""
    return [Word(m[0], text[m.start() : m.end()], m.start(), m.end()) for m in _WORD.finditer(masked)]


_ADJECTIVE = re.compile(
    r"(?:\w+(?:ais|aises?|ois|oises?|iens?|iennes?|eens?|eennes?|ains?|aines?|iques?|als?|ales?|aux|istes?)|russes?|belges?|"
    r"suisses?|turcs?|turques?|grecs?|grecques?|arabes?|unis?|unies?|rouge|allemands?|allemandes?|tcheques?|serbes?|"
    r"slovaques?|kurdes?|malgaches?|populaire|verts?|insoumise?|bleus?)$"
)


def name(words: Words, at: int, stop: int) -> int | None:
    """Return where the capitalised name that begins at `at` ends, None when none begins there."""
    if at >= stop or not words[at].capital or words[at].form in STOPS or words[at].form in OF:
        return None
    end = at + 1
    while end < stop:
        if words[end].capital and words[end].form not in STOPS - PARTICLES - {"a"}:
            end += 1
        elif (
            words[end].form in PARTICLES
            and end + 1 < stop
            and words[end + 1].capital
            and words[end + 1].form not in TIMES
        ):
            end += 2
        elif (
            words[end].form in PARTICLES
            and end + 2 < stop
            and words[end + 1].form in ("la", "l'")
            and words[end + 2].capital
        ):
            end += 3
        else:
            break
    return None if words[end - 1].form in TITLES else end


def noun_phrase(words: Words, at: int, stop: int) -> int | None:
    """Return where the noun phrase (name, pronoun, determiner and nouns) that begins at `at` ends, else None."""
    if at >= stop:
        return None
    first = words[at]
    if first.form in PRONOUNS:
        return at + 1
    if end := name(words, at, stop):
        if end < stop and not words[end].capital and _is_adjective(words[end]):
            end += 1
        return _joined(words, at, end, stop)
    if (
        first.form in ("d'", "nombre", "de")
        and at + 1 < stop
        and words[at + 1].form in ("autres", "de", "nombreux", "nombreuses")
    ):
        return _nominal(words, at, at + 2, stop)
    if first.form not in DETERMINERS:
        return None
    start = at + 1
    while start < stop and words[start].form in DETERMINERS:  # "les deux dirigeants", "tous les ministres"
        start += 1
    return _nominal(words, at, start, stop)


def bare_phrase(words: Words, at: int, stop: int) -> int | None:
    """Return where the noun phrase ends that begins at `at` behind "du", "au" or "de source", its article gone."""
    return _nominal(words, at, at, stop) if at < stop and not words[at].quoted else None


def _nominal(words: Words, at: int, start: int, stop: int) -> int | None:
    end = start
    while end < stop:
        word = words[end]
        if word.form in OF:
            after = end + 1
            while after < stop and words[after].form in DETERMINERS:
                after += 1
            if after >= stop or words[after].form in STOPS or words[after].quoted:
                break
            end = after + 1
        elif (word.form in ("a", "au", "aux") and word.raw != "a" and _takes_field(words, start, end, stop)) or (
            word.form == "en" and end + 1 < stop and words[end + 1].form in ("chef", "exercice", "exil")
        ):
            end += 2
        elif end == start and word.form in ("premier", "dernier", "derniere", "meme"):
            end += 1
        elif (
            word.quoted
            or (word.form in STOPS and not (word.capital and end > start and word.form not in MARKS | TIMES | PRONOUNS))
            or (end > start and _closes_name(words[end - 1]) and not word.capital and not _is_adjective(word))
        ):
            break
        else:
            end += 1
    return _joined(words, at, end, stop) if end > start else None


def _closes_name(word: Word) -> bool:
    """A capital ends a name, but not in "le Premier ministre"."""
    return word.capital and word.form not in HUMANS | {"premier", "premiere", "premiers", "haut", "haute"}


def _is_adjective(word: Word) -> bool:
    return word.form not in STOPS and bool(_ADJECTIVE.match(word.form))


def _takes_field(words: Words, start: int, at: int, stop: int) -> bool:
    """Whether the "à" at `at` belongs to an office: "conseiller à la sécurité nationale", "ambassadeur à Paris"."""
    heads = {word.form for word in words[start:at]}
    after = at + 1
    while after < stop and words[after].form in DETERMINERS:
        after += 1
    if after >= stop or not heads & AT_HEADS:
        return False
    return words[after].form in FIELD_AFTER_A or (words[after].capital and any(h.startswith("ambassad") for h in heads))


def _joined(words: Words, at: int, end: int, stop: int) -> int:
    """Take in what "et" adds: a second name, a second phrase, a second adjective."""
    if end + 1 >= stop or words[end].form not in ("et", "ou"):
        return end
    after = words[end + 1]
    second = noun_phrase(words, end + 1, stop) if after.capital or after.form in DETERMINERS else None
    if second is not None and after.form not in PRONOUNS:
        return second
    if _is_adjective(after) and not after.capital:
        return end + 2
    return end


def is_human(words: Words, span: Range) -> bool:
    """Whether the phrase can speak: a pronoun, a name, or a person, body or document by its noun."""
    first = words[span[0]]
    if first.form in PRONOUNS or first.form in DISJOINED or name(words, span[0], span[1]):
        return True
    inner = words[span[0] + 1 : span[1]]
    return any(word.form in HUMANS for word in inner[:4]) or (bool(inner) and inner[0].capital)


def with_apposition(words: Words, span: Range, stop: int) -> Range:
    """Prefer the name set beside a title: "le porte-parole du Kremlin, Dmitri Peskov" gives the name."""
    start, end = span
    if words[start].form in PRONOUNS or name(words, start, end) or end + 1 >= stop or words[end].form != ",":
        return span
    named = name(words, end + 1, stop)
    if named and is_human(words, span) and words[end + 1].form not in ADVERBS:
        after = words[named].form if named < stop else "."
        if after in MARKS or named - end > 2:
            return end + 1, named
    return span


def subject_after(words: Words, at: int, stop: int, anything: bool = False) -> Range | None:
    """Return the speaker that follows an inverted verb at `at`, past times and places: "a dit jeudi à Rome le pape".

    With `anything` every noun will do, not only those known to speak.
    """
    for _ in range(6):
        if at >= stop:
            return None
        word = words[at]
        if word.form in PRONOUNS - {"celui-ci", "celle-ci", "ceux-ci"} or word.form in (
            "que",
            "qu'",
            "qui",
            "dont",
            ":",
            ";",
            ".",
        ):
            return None
        end = noun_phrase(words, at, stop) if word.form not in ADVERBS or word.capital else None
        if word.form == "la" and at + 1 < stop and words[at + 1].form in ("veille", "semaine"):
            end = None
        if (
            word.form in ("ce", "cette", "le")
            and at + 1 < stop
            and (words[at + 1].form in TIMES or words[at + 1].raw.isdigit())
        ):
            end = None
            at += 1
        if end is not None and (anything or words[at].capital or is_human(words, (at, end))):
            return with_apposition(words, (at, end), stop)
        at = _past_adverbial(words, at, stop)
    return None


def _past_adverbial(words: Words, at: int, stop: int) -> int:
    """Return the position behind the adverb, time or prepositional phrase at `at`."""
    word = words[at]
    if word.form in PREPOSITIONS:
        at += 1
        if at < stop and words[at].form in OF | {"a", "au", "aux", "par"}:
            at += 1
        if at < stop and (end := noun_phrase(words, at, stop)):
            return next((i + 1 for i in range(at, end) if _is_audience(words[i])), end)
        while at < stop and words[at].form not in STOPS and words[at].form not in OF and not words[at].capital:
            at += 1
        return at
    at += 1
    while at < stop and (words[at].form in TIMES or words[at].raw.isdigit()):
        at += 1
    return at


def _is_audience(word: Word) -> bool:
    """Whether a phrase with "à" ends here: in "a dit à l'AFP Martin Roy" the name is another phrase."""
    return word.form in AUDIENCE or (len(word.raw) > 1 and word.raw.isupper())


def subject_before(words: Words, lo: int, at: int) -> Range | None:
    """Return the subject of the verb group that begins at `at`, looking back no further than `lo`."""
    edge = at
    while edge > lo and words[edge - 1].form in ADVERBS | CLITICS and not words[edge - 1].capital:
        edge -= 1
    edge = _before_bracket(words, lo, edge)
    relative = edge > lo and words[edge - 1].form == "qui"
    if relative:
        edge -= 1 + (edge - 2 >= lo and words[edge - 2].form == ",")
    if (found := _ending_at(words, lo, edge, relative)) is not None:
        return _named_before(words, lo, found)
    if relative:
        return None
    right = edge
    for _ in range(8):
        left = right
        while left > lo and words[left - 1].form not in ",;:()-":
            left -= 1
        if left < right and (found := _leading(words, left, right)) is not None:
            if _is_apposed(words, left, found) and left - 1 > lo:
                return _named_before(words, lo, found)
            return found
        if left <= lo:
            return None
        if words[left - 1].form == ")":
            right = _before_bracket(words, lo, left)
            continue
        if words[left - 1].form in ";:":
            return None
        right = left - 1
    return None


def _before_bracket(words: Words, lo: int, edge: int) -> int:
    """Step back over "(LR)" before `edge`."""
    if edge > lo and words[edge - 1].form == ")":
        for left in range(edge - 2, max(lo, edge - 12) - 1, -1):
            if words[left].form == "(":
                return left
    return edge


def _ending_at(words: Words, lo: int, edge: int, governed: bool) -> Range | None:
    """Return the longest noun phrase that ends at `edge`; unless `governed`, no preposition may stand before it."""
    left = edge
    while left > lo and words[left - 1].form not in ",;:()-" and not words[left - 1].quoted and edge - left < 25:
        left -= 1
    start = left
    while start < edge:
        end = noun_phrase(words, start, edge)
        if (
            end == edge
            and not _within_name(words, left, start)
            and (governed or start == left or words[start - 1].form not in PREPOSITIONS or words[start - 1].raw == "a")
        ):
            return start, edge
        start = end if end is not None and end > start else start + 1
    return None


def _leading(words: Words, left: int, right: int) -> Range | None:
    """Return the first bare noun phrase of a comma-delimited stretch, past prepositional phrases before it."""
    if words[left].form in ("qui", "dont", "ou", "que", "qu'", "alors", "tandis", "comme", "lorsque", "quand"):
        return None
    if (
        right - left == 1 and words[left].form in DISJOINED and words[left - 1].form == ","
    ):  # "Anna Lorrik, elle, parle"
        return None
    if words[left].form.endswith("ant") and not words[left].capital:
        return None
    at = left
    while at < right:
        word = words[at]
        if word.form in PREPOSITIONS and word.raw != "a":
            at = max(_past_adverbial(words, at, right), at + 1)
            continue
        end = noun_phrase(words, at, right)
        if (
            end is not None
            and word.form not in TIMES
            and not _within_name(words, left, at)
            and not (at + 1 < right and words[at + 1].form in TIMES)
        ):
            return at, end
        at = end if end is not None else at + 1
    return None


def _within_name(words: Words, left: int, at: int) -> bool:
    """Whether the article at `at` belongs to a proper name: "candidate du parti Les Verts"."""
    before = words[at - 1]
    return (
        at > left
        and words[at].capital
        and words[at].form in DETERMINERS
        and before.form not in STOPS
        and not before.raw.isdigit()
    )


def _is_apposed(words: Words, left: int, found: Range) -> bool:
    return found[0] == left and words[left].form in DETERMINERS and words[left - 1].form == ","


def _named_before(words: Words, lo: int, found: Range) -> Range:
    """For "Dmitri Peskov, le porte-parole du Kremlin," return the name."""
    start = found[0]
    if words[start].form not in DETERMINERS or start - 1 <= lo or words[start - 1].form != ",":
        return found
    edge = start - 1
    left = edge
    while left > lo and (words[left - 1].capital or words[left - 1].form in PARTICLES) and edge - left < 6:
        left -= 1
    while left < edge and not name(words, left, edge):
        left += 1
    before = words[left - 1].form if left > lo else "."
    beside = before == "," and left - 2 >= lo and words[left - 2].form not in TIMES  # itself set beside a title
    if (
        left < edge
        and name(words, left, edge) == edge
        and edge - left >= 2
        and before not in PREPOSITIONS
        and not beside
    ):
        return left, edge
    return found
