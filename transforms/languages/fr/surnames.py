"""The bare surname of somebody whom only the article knows: "Le ministre bolivien de l'Eau, Ramiro Quispe, ... Quispe a ajouté"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.languages.fr.lexicon import Lexicon
from transforms.languages.fr.mentions import Mention, preposition_before
from transforms.text import fold

_LEAST = 4  # letters: a shorter one may be a word
_LAST_NAME = re.compile(r"(?:^|[\s-])(?P<name>[A-ZÉÈÎ][\wéèêëïîôöûüçàâ]+)$")
_PART_OF_A_NAME = re.compile(r"(?:[A-ZÉÈ][\wéèêëïîôûç'’-]* |[-’'])$")
_GOES_ON = re.compile(r"[-’']| [A-ZÉÈ][a-zéè]")
_OPENING = re.compile(r"(?:^|[.!?:\n«»\"] ?)[A-ZÉÈ][\w'’]* $")  # "Selon Quispe"


def with_surnames(mentions: list[Mention], text: str, folded: str, lexicon: Lexicon) -> list[Mention]:
    """The mentions of an article with those of bare surnames that no table has, in text order."""
    written = {name for mention in _full_names(mentions) if (name := _surname(mention, lexicon))}
    if not written:
        return mentions
    found = list(_bare(mentions, text, folded, sorted(written)))
    return sorted([*mentions, *found], key=lambda m: m.start) if found else mentions


def _full_names(mentions: Sequence[Mention]) -> Iterator[Mention]:
    for mention in mentions:
        for one in (mention, *mention.members):
            if one.name and " " in one.name.strip() and one.label in ("UNKNOWN", "NAME"):
                yield one


def _surname(mention: Mention, lexicon: Lexicon) -> str | None:
    last = _LAST_NAME.search((mention.name or "").strip())
    if last is None or len(last["name"]) < _LEAST or last["name"].isupper():
        return None
    form = fold(last["name"])
    known = form in lexicon.directory.by_short_form or form in lexicon.places or form in lexicon.demonyms or form in lexicon.metonyms or form in lexicon.roles
    return None if known else last["name"]


def _bare(mentions: Sequence[Mention], text: str, folded: str, written: Sequence[str]) -> Iterator[Mention]:
    """Where one of these surnames stands alone, within no mention and no longer name."""
    taken = sorted((m.start, m.end) for m in mentions)
    at = 0
    for found in re.finditer(rf"\b(?:{'|'.join(map(re.escape, written))})\b", text):
        start, end = found.span()
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        inside = at < len(taken) and taken[at][0] < end
        before = text[max(0, start - 25):start]
        longer = (_PART_OF_A_NAME.search(before) and not _OPENING.search(before)) or _GOES_ON.match(text, end)
        if not inside and not longer:
            yield Mention(start, end, "person", name=found.group(), name_span=(start, end), label="SHORT", form=fold(found.group()), preposition=preposition_before(folded, start))
