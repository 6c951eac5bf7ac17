"""What is read from one article on the way to its calls: its sentences, and one frame for each telling of a call."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.languages.fr.clauses import Group
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.mentions import Mention
from transforms.languages.fr.people import Person

Span = tuple[int, int]


@dataclass
class Sentence:
    """One sentence with what was found in it."""

    index: int
    start: int
    end: int
    paragraph: int
    mentions: list[Mention] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    expressions: list[Expression] = field(default_factory=list)
    speech: list[Span] = field(default_factory=list)


@dataclass
class Named:
    """A person in a call with the characters that name them there; no span when the text says it elsewhere."""

    person: Person
    span: Span | None
    function: str


@dataclass
class CallFrame:
    """One telling of a call: where, who, how sure. `weak` frames say nothing of a phone and need a stronger one."""

    expression: Expression
    sentence: Sentence
    people: list[Named]
    rule: str
    weak: bool = False
    anaphoric: bool = False
    unnamed: list[str] = field(default_factory=list)
    initiator: Named | None = None
    beside_phone: bool = False
    at_place: bool = False  # "s'est entretenu mercredi à Berlin avec Y": met him there

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the people in the call."""
        return frozenset(n.person.key for n in self.people)
