""" "Le premier", "au second": whom an ordinal without a noun stands for after two people, or one person's two calls, have been told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.languages.fr.frames import CallFrame, Sentence, Span
from transforms.languages.fr.mentions import Mention
from transforms.languages.fr.people import Person

_REACH = 3  # sentences over which an ordinal looks back
_ORDINAL = re.compile(
    r"\b(?P<before>avec |par |de |a )?(?P<form>le |la |du |au )(?P<which>premiere?|seconde?)\b"
    r"(?=[.,;:!?»)]|$| (?:avait|aurait|aura|s'est|s'etait|lui|l'|se|s'|y|ne|n'|doit|devait|va|vient|est|etait|sera|qui|au|par|dans|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|pour|et|que|qu'|ce|cette|en|a (?!dure|porte|ete|eu lieu|permis|tourne|commence|suivi|la\b|l'|[a-z]+(?:er|ir|re)\b)|[a-z]+(?:ait|era))\b)"
)
_CONTRACTED = {"du": "de", "au": "a"}


def taken_up(folded: str, sentence: Sentence, frames: Sequence[CallFrame]) -> Iterator[Mention]:
    """The mentions that ordinals of a sentence make of the two people told before it."""
    words = folded[sentence.start:sentence.end]
    two = _two_told(frames, sentence) if "premier" in words or "second" in words else []
    for found in _ORDINAL.finditer(folded, sentence.start, sentence.end) if len(two) == 2 else ():
        person = two[found["which"].startswith("second")]
        if person.gender in (None, "f" if found["which"].endswith("e") else "m"):
            preposition = (found["before"] or "").strip() or _CONTRACTED.get(found["form"].strip(), "")
            yield _stands_for(person, (found.start("form"), found.end()), preposition)


def _stands_for(person: Person, span: Span, preposition: str) -> Mention:
    return Mention(*span, "person", preposition=preposition, form=person.key, label="PRONOUN")


def _two_told(frames: Sequence[CallFrame], sentence: Sentence) -> list[Person]:
    """The two of the call told last, in the order of the text; of a caller's calls told in one sentence, the first two whom he called."""
    near = [f for f in frames if not f.weak and len(f.people) == 2 and 0 < sentence.index - f.sentence.index <= _REACH]
    if not near or any(_counts_calls(f.sentence) for f in near):
        return []
    last = [f for f in near if f.sentence is near[-1].sentence]
    if len({f.keys for f in last}) == 1 and all(n.span for n in last[0].people):
        return [n.person for n in sorted(last[0].people, key=lambda n: n.span or (0, 0))]
    shared = set.intersection(*(set(f.keys) for f in last)) if len(last) > 1 else set[str]()
    return [n.person for f in last for n in f.people if n.person.key not in shared][:2] if len(shared) == 1 else []


def _counts_calls(sentence: Sentence) -> bool:
    """Whether a sentence speaks of several calls, whose "premier" and "second" are calls."""
    return any(e.plural and e.kind == "noun" for e in sentence.expressions)
