"""Calls of one leader with some of many: "plusieurs dirigeants ont appelé X, dont A et B", "Parmi eux figurent A et B"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.languages.fr.clauses import Group
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import CallFrame, Named, Sentence
from transforms.languages.fr.mentions import Mention
from transforms.languages.fr.traps import Traps

_BEFORE_NAME = r"(?:(?:avec|a|au|aux|de|du|ceux? de|celui de|celle de) )?(?:l'|d')?(?:le |la |l'|du |des |les |son |sa )?(?:[a-z'-]+ ){0,3}?"
_SOME = re.compile(  # from words for many to the first who is named
    rf"(?:,| -| –| \(| ?)? ?(?:\b(?:dont|parmi (?:lesquel(?:le)?s|eux|elles)|notamment|entre autres|en particulier|a commencer par|figur(?:ent|aient)|on (?:compte|trouve|retrouve|releve|note|cite)|se trouv(?:ent|aient)|tel(?:le)?s? qu[e']|comme)|:)(?: notamment| entre autres)?,? ?{_BEFORE_NAME}$"
)
_THEM = r"(?:eux|elles|ceux-ci|celles-ci|(?:ces|les|ses|leurs) (?:premiers |premieres |nombreux |nombreuses )?[a-z]+)"
_OPENS = re.compile(
    rf"^\W*(?:(?:on (?:compte|trouve|retrouve|releve|note|cite)|figur(?:ent|aient)|il y a(?: eu|vait)?|se trouv(?:ent|aient)) (?:notamment )?(?:parmi|au nombre de|dans) {_THEM}|(?:parmi|au nombre de) {_THEM}(?:,| ?:)?(?: [^,;:.]{{0,30}})??"
    rf"|il y a(?: eu|vait)? (?:notamment |d'abord )?(?=ce(?:ux|lui|lle) de)|(?:c'est|ce fut|c'etait) (?:notamment )?le cas (?=d)|il s'agi(?:t|ssait) (?:notamment )?(?=d)|(?:ce sont|c'etaient|ce furent)(?:,? notamment,?)?|(?:notamment|entre autres|dont)),? ?{_BEFORE_NAME}$"
)
_AND = re.compile(rf"(?: jr\.?)?(?: ?\([^()]{{2,40}}\))?,?(?: (?:et|ou|puis|ainsi qu[e']|ou encore|et encore|ou ou encore|et aussi|et enfin))? ?{_BEFORE_NAME}")
_THE_ONE_WHO = re.compile(r"[^,;:.]{0,30}\b(?P<one>celui|celle) qu(?:i |e |')")
_HIM = re.compile(r"\b(?:lui |l')[a-z' ]{0,30}$")
_TOGETHER = re.compile(r"\b(?:ensemble|conjointement|en conference|collecti(?:f|ve))\b")
_CALLING = ("appel", "rappel", "joi", "contact", "telephon", "eu", "avoir")


class Rosters(Traps):
    """Reads the calls with those whom a sentence on many calls names, or the sentence behind it."""

    def _roster(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        """ "De nombreux dirigeants ont téléphoné à X, dont A et B": a call of X with each of those named."""
        if not self._tells_of_many(sentence, expression):
            return []
        for many in self._unnamed(sentence):
            if listed := self._listed(sentence, many.end, _SOME):
                return self._with_each(sentence, expression, self._whose(sentence, expression, many, listed), listed)
        return []

    def _roster_behind(self, sentence: Sentence) -> list[CallFrame]:
        """ "X a reçu les appels de plusieurs dirigeants. Parmi eux figurent A et B"."""
        before = self.sentences[sentence.index - 1] if sentence.index else None
        if before is None or not sentence.mentions or any(e.strength == "strong" for e in sentence.expressions):
            return []
        telling = next((e for e in before.expressions if (e.plural or self._unnamed(before)) and self._tells_of_many(before, e)), None)
        listed = self._listed(sentence, sentence.start, _OPENS) if telling else []
        many = next(iter(self._unnamed(before)), None)
        return self._with_each(sentence, telling, self._whose(before, telling, many, listed), listed) if telling and listed else []

    def _tells_of_many(self, sentence: Sentence, expression: Expression) -> bool:
        """Whether an expression may stand for several telephone calls: a verb, or a noun in the plural."""
        by_phone = expression.channel != "video" and (expression.strength == "strong" or expression.head == "appel" or (expression.kind == "call_verb" and expression.head.startswith(_CALLING)))
        if not by_phone or (expression.kind == "noun" and not expression.plural) or self._is_trap(sentence, expression):
            return False
        return not _TOGETHER.search(self.folded, sentence.start, sentence.end)

    def _unnamed(self, sentence: Sentence) -> list[Mention]:
        return [m for m in sentence.mentions if m.kind == "plural" and not m.of_both and not self._people_of(m, [])]

    def _listed(self, sentence: Sentence, start: int, opening: re.Pattern[str]) -> list[Mention]:
        """Those named one after the other behind an opening, with nothing but conjunctions, countries and offices between."""
        listed: list[Mention] = []
        for mention in (m for m in sentence.mentions if m.start >= start):
            words = self.folded[listed[-1].end if listed else start:mention.start]
            fits = _AND.fullmatch(words) if listed else opening.search(words)
            if fits is None or mention.kind not in ("person", "national"):
                if listed:
                    break
                continue
            listed.append(mention)
        return listed

    def _whose(self, sentence: Sentence, expression: Expression, many: Mention | None, listed: Sequence[Mention]) -> Group | None:
        """The one whose calls they are: who called many, or whom many called."""
        if many is None or many.start >= expression.end:
            return self._pronoun_subject(sentence, expression, None) or self._left_subject(sentence, expression, None) or self._subject(sentence, expression, Group("with", (many, *listed)) if many else None)
        if one := _THE_ONE_WHO.match(self.folded, expression.end, sentence.end):
            return self._the_one_who(sentence, expression, "f" if one["one"] == "celle" else "m")
        called = [m for m in sentence.mentions if m.start >= expression.end and m.kind in ("person", "last") and m not in listed]
        if not called and _HIM.search(self.folded, many.end, expression.end):
            return Group("to", tuple(self._pronoun_mention((expression.start, expression.start), p) for p in self._antecedents(many.start, plural=False, exclude=set(), sentence=sentence)))
        urged = expression.kind == "call_verb" and expression.strength == "weak" and bool(called) and self._is_exhortation(sentence, expression, Group("to", (called[0],)))
        return Group("to", (called[0],)) if called and not urged else None

    def _the_one_who(self, sentence: Sentence, expression: Expression, gender: str) -> Group:
        """ "ont téléphoné à celle qui sera investie": whom the call just told was made to, else the one last spoken of."""
        last = next((f for f in reversed(self.frames) if len(f.people) == 2 and not f.weak), None)
        here = {n.person.key for m in sentence.mentions for n in self._people_of(m, [])}
        meant = [n for n in last.people if n.person.key not in here and n.person.gender in (None, gender)] if last else []
        people = [n.person for n in meant if len(meant) == 1 or n.function != "bare"] or self._antecedents(sentence.start, plural=False, exclude=here, sentence=sentence, gender=gender)
        return Group("to", tuple(self._pronoun_mention((expression.end, expression.end), p) for p in people))

    def _with_each(self, sentence: Sentence, expression: Expression, host: Group | None, listed: Sequence[Mention]) -> list[CallFrame]:
        """The calls of one leader with each of those listed."""
        hosts = [n for m in host.mentions for n in self._people_of(m, []) if n.person.political] if host else []
        if host is None or len(hosts) != 1:
            return []
        function, other = ("bare", "with") if host.function == "bare" else ("with", "bare")
        called = expression.kind == "call_verb" and not expression.head.startswith(("eu", "avoir"))
        frames = []
        for named in (n for m in listed for n in self._people_of(m, [])):
            if named.person.political and named.person.place not in (None, hosts[0].person.place):
                start, end = named.span or (expression.start, expression.end)
                pair = [Named(hosts[0].person, None, function), Named(named.person, named.span, other)]
                span = Expression(start, end, "noun", "strong", "telephone", expression.head)
                frames.append(CallFrame(span, sentence, pair, "noun.roster", initiator=pair[function != "bare"] if called else None))
        return frames
