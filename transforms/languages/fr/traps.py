"""Words for calls that are none of leaders with each other: films, wiretaps, pranks, interviews, talks of others."""

from __future__ import annotations

import re

from transforms.languages.fr import expressions as ex
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import Sentence
from transforms.languages.fr.lists import Lists

_IN_FAVOUR = re.compile(r"[^,;:.«»]{0,45} (?:en faveur d|contre (?:le|la|les|l'|toute?) )")  # "l'appel des deux présidents en faveur d'une trêve"
_WATCHED = re.compile(r"\b(?:suivi|regarde|inaugure|visionne|temoigne|vote|comparu|apparu)e?s? (?:(?!a (?!huis)|ont\b|est\b|sont\b|qui\b|que\b|par\b|avait\b|puis\b)[a-z0-9'-]+,? ){0,7}$")  # remote, but no talk
_GRANTED = re.compile(r"(?: telephonique)?,? (?:(?:accorde|donne|consenti)e?s? (?:[a-z]+ ){0,2}(?:a|au|aux|par)\b|(?:publie|diffuse|paru|retransmis)e?s? (?:[a-z]+ )?(?:dans|sur)\b)")  # "un entretien téléphonique accordé à ..."
_THAT_SOMEBODY = re.compile(r" (?:telephonique )?qu(?:e |')(?!il\b|elle\b|ils\b|elles\b|ont\b|a\b)[^,;:.«»\"]{3,50}? (?:a|ont|avait|avaient) (?:eue?s?|tenue?s?|menee?s?)\b")
_FICTION = re.compile(r"\b(?:dans (?:la|le|cette|ce|l'un des|une des) (?:serie|films?|roman|fiction|piece|sketch|bande dessinee|jeu|comedie|thriller|feuilleton)|episodes?|incarnee? par|le personnage|la fiction)\b")


class Traps(Lists):
    """Tells look-alikes from calls by what stands beside them."""

    def _is_trap(self, sentence: Sentence, expression: Expression) -> bool:
        start, end = max(sentence.start, expression.start - 90), min(sentence.end, expression.end + 90)
        near = self.folded[start:end]
        if expression.head == "appel" and expression.strength == "weak" and _IN_FAVOUR.match(self.folded, expression.end, sentence.end):
            return True
        watched = (expression.kind == "adverb" or expression.channel == "video") and _WATCHED.search(self.folded, start, expression.start)
        granted = expression.kind == "noun" and expression.head == "entretien" and _GRANTED.match(self.folded, expression.end)
        return bool(watched or granted or ex.WIRETAP.search(near) or ex.BY_THE_PRESS.search(near) or ex.ON_AIR.search(self.folded, sentence.start, sentence.end) or _FICTION.search(self.folded, sentence.start, sentence.end)) or self._had_by_a_stranger(sentence, expression)

    def _had_by_a_stranger(self, sentence: Sentence, expression: Expression) -> bool:
        """ "l'entretien que le chanteur avait eu avec Y": whoever the sentence is about, it was not their call."""
        had = _THAT_SOMEBODY.match(self.folded, expression.end, sentence.end) if expression.kind == "noun" else None
        return had is not None and not any(g.start < had.end() and expression.end < g.end for g in sentence.groups)
