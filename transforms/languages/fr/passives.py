"""Calls told in the passive: "l'appel passé à Y par X", "aucun coup de fil n'a été donné à Y", "le même message lui a été répété par téléphone par X"."""

from __future__ import annotations

import re

from transforms.languages.fr.clauses import Group, is_light
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import Sentence
from transforms.languages.fr.summits import Summits

_MADE = re.compile(
    r"(?: telephonique)?,?(?: qu(?:e |')[^,;:.«»\"]{2,50}?)?(?: (?:n')?(?:a|ont|avait|avaient|aurait|sera|serait|doit|devait|devrait)(?: [a-z'-]+){0,5}?)?(?: ete| etre)? (?:passe|donne|adresse|tenu|mene|conduit|echange)e?s?\b"
)
_TOLD_HIM = re.compile(r"\blui (?:a|avait|aurait) (?:[a-z]+ )?ete [a-z]+e?s?\b")
_DONE_TO = re.compile(r" (?:n')?(?:a|ont|avait|avaient) (?:[a-z]+ )?ete (?:[a-z]+ment )?[a-z]+(?:e|i|u)e?s?\b")
_FAR = 50  # characters between the verb and those whom it brings


class Passives(Summits):
    """Finds who called and who was called where the verb makes neither its subject."""

    def _made(self, sentence: Sentence, expression: Expression) -> dict[str, Group]:
        """ "l'appel passé mardi à Y par X": Y under "to", X under "by", in either order."""
        verb = _MADE.match(self.folded, expression.end, sentence.end) if expression.kind == "noun" else None
        made: dict[str, Group] = {}
        end = verb.end() if verb else sentence.end
        for group in (g for g in sentence.groups if g.start >= end):
            if group.function not in ("to", "by") or group.function in made or not is_light(self.text[end:group.start], _FAR):
                break
            made[group.function], end = group, group.end
        return made

    def _done_by(self, sentence: Sentence, expression: Expression, subject: Group | None) -> list[Group]:
        """ "X a été félicité au téléphone par Y et par Z": Y, and Z."""
        passive = _DONE_TO.match(self.folded, subject.end, sentence.end) if subject and expression.kind == "adverb" and expression.channel == "telephone" else None
        agents: list[Group] = []
        end = passive.end() if passive else sentence.end
        for group in (g for g in sentence.groups if g.start >= end):
            if group.function != "by" or not is_light(self.text[end:group.start], _FAR):
                break
            agents, end = [*agents, group], group.end
        return agents if agents and abs(expression.start - agents[0].start) <= _FAR else []

    def _told_him(self, sentence: Sentence, expression: Expression) -> tuple[Group, Group] | None:
        """ "X a appelé Y. Le même message lui a été répété, par téléphone, par Z": Z and Y, whom the call told before was made to."""
        passive = _TOLD_HIM.search(self.folded, sentence.start, expression.start) if expression.kind == "adverb" else None
        agent = next((g for g in sentence.groups if passive and g.start >= passive.end() and g.function == "by"), None)
        told = next((f for f in reversed(self.frames) if not f.weak and len(f.people) == 2 and 0 < sentence.index - f.sentence.index <= 2), None)
        called = next((n.person for n in told.people if n.function != "bare"), None) if told and agent else None
        if agent is None or called is None:
            return None
        return Group("bare", agent.mentions), Group("to", (self._pronoun_mention((expression.start, expression.start), called),))
