"""Which part of a sentence is about one call, where it speaks of several: "au premier, il a promis X ; avec Mme B, il a évoqué Y"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from transforms.languages.fr.taxonomy import Span

_CLAUSE = re.compile(
    r";|\s(?=et\s+(?:[\w']+\s+){1,8}?avec\s)|,?\s(?=(?:tandis|alors)\s+qu|quant\s+a(?:u|ux)?\b)|,?\s(?=(?:et|puis|mais)\s+(?:a|ont|avait)?\s?(?:[a-z]+\s)?(?:avec|a|au)\s)"
)
_ADDRESSED = re.compile(r"\W*(?:avec|a|au|aupres\s+d(?:e|u))\s[^,.;]{3,60},")  # "Avec le second, il a ..."
_TURN = re.compile(r"\W*(?:et|puis|mais)\b")
_ORDINALS = (
    r"\b(?:le|la|au|du)\s+premiere?\b(?!\s+(?:ministre|vice|fois|dame))",
    r"\b(?:le|la|au|du)\s+(?:second|seconde|deuxieme|dernier|derniere)\b(?!\s+[a-z]{3})",
)


def own_parts(folded: str, span: Span, partners: Sequence[Collection[str]], mine: int) -> list[Span]:
    """The clauses of the sentence `span` that may be about the call at position `mine`.

    `partners` holds for each call of the article the folded surnames of those who take part in no other. Only a sentence that names
    partners of several calls, this one among them, in clauses of their own is divided: each goes to the partner it names, or else to
    the one named last before it. A turn to somebody else ("puis avec son homologue") that names nobody may be about any, and a sentence
    that opens with the partner of another call ("avec M. Lind, ...") is about that one alone.
    """
    clauses = list(_clauses(folded, span))
    owners = [_owners(folded[start:end], partners) for start, end in clauses]
    opening = _ADDRESSED.match(folded, *span)
    if opening and _owners(opening.group(), partners) and not any(mine in named for named in owners):
        return []
    if len({frozenset(named) for named in owners if named}) < 2 or not any(mine in named for named in owners):
        return [span]
    parts, owner = [], set[int]()
    for (start, end), named in zip(clauses, owners, strict=True):
        owner = named or (set() if _TURN.match(folded, start, end) else owner)
        if not owner or mine in owner:
            parts.append((start, end))
    return parts


def _clauses(folded: str, span: Span) -> Iterator[Span]:
    start = span[0]
    for cut in _CLAUSE.finditer(folded, *span):
        yield start, cut.start()
        start = cut.end()
    yield start, span[1]


def _owners(clause: str, partners: Sequence[Collection[str]]) -> set[int]:
    """The calls whose own partner a clause names; "le premier" and "le second" name those of two calls in their order."""
    named = {i for i, names in enumerate(partners) if any(re.search(rf"\b{re.escape(name)}\b", clause) for name in names)}
    if len(partners) == 2:
        named |= {i for i, ordinal in enumerate(_ORDINALS) if re.search(ordinal, clause)}
    return named
