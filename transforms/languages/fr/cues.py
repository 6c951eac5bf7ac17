"""A call expression in its clause, and the words that all cues of factuality share. Everything matches folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.languages.fr.expressions import Expression

Span = tuple[int, int]


@dataclass(frozen=True)
class Factuality:
    """A value with the words that state it (None when it is the default) and its rule."""

    value: str
    span: Span | None
    rule: str


OCCURRED = Factuality("occurred", None, "modality.default")
OPENS = r"(?:^|(?<=[.!?»\"«\n:;] )|(?<=[\n\"«]))"  # "^" alone would be the beginning of the article
CALL = (
    r"(?:appels?|entretiens?|conversations?|echanges?|discussions?|coups? de (?:fil|telephone)|communications?|contacts?|"
    r"telephonades?|visio(?:conference)?s?|tete-a-tete|dialogue|entrevue)"
)
NO = r"(?:pas|jamais|plus|guere|point|aucune?|nullement|ni)"
CLITICS = r"(?:se |s'|lui |leur |leurs |l'|le |la |les |y |en |m'|me |nous |vous )*"
DENY = (
    r"(?:dement(?:i|ie|is|ies|it|irent|ent|ait|aient|ant|ir|ira)?|nie[rs]?|nient|niee?s?|nia(?:it|ient|nt)?|refut(?:e|ent|er|ait|ant|a|es|ees?)|"
    r"contest(?:e|ent|er|ait|ant|es|ees?)|recus(?:e|ent|er|ait|ant)|contredi(?:t|sent|sait|sant|te|tes)|infirm(?:e|ent|er|ait))"
)
DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)"
_SAY = (
    r"(?:assure|affirme|jure|tranche|precise|indique|souligne|ecrit|repond|repondu|corrige|insiste|martele|retorque|replique|rectifie|fait savoir|"
    r"dit|declare|confie|explique|repete|ironise|raille|lance|reagi|confirme|s'insurge|s'indigne|se defend|proteste|maintient|soutient|soutenu|maintenu|balaie|balaye|promet|promis|annonce|ajoute)"
)
ATTRIBUTED = re.compile(
    rf"\bselon\b|\bd'apres\b|\b(?:a|ont|avait|avaient) (?:[a-z-]+ ){{0,2}}?{_SAY}s?\b|[,»\"]\s*(?:a |ont )?(?:[a-z]+ )?{_SAY}\b|"
    rf"\bcoupe court\b|\bcontrairement a\b|\b{_SAY} (?:ne|n'|que|qu')|-t-(?:il|elle|on)\b|\bporte-parole\b|\bassurant\b|\baffirmant\b|\b{DENY}\b"
)
ANOTHER_CLAUSE = re.compile(r"[.;:«»\"]|\b(?:qui|que|qu'|mais|alors|lorsqu|quand|car|puisque|tandis|dont|apres avoir)\b")
_SHORTENED = re.compile(r"\b(mm?|mgr|dr|st)\.(?= )")


def without_full_stops(folded: str, context: Span) -> str:
    """The text with "M. X" as "M  X" in the context: a shortened title ends no clause."""
    start, end = context
    return folded[:start] + _SHORTENED.sub(r"\1 ", folded[start:end]) + folded[end:]


@dataclass(frozen=True)
class CallInClause:
    """One call expression with the reach of its cues."""

    folded: str
    expression: Expression
    sentence: Span
    clause: Span
    context: Span

    @property
    def near(self) -> Span:
        """The span around the expression within which a cue may govern it."""
        return max(self.clause[0], self.expression.start - 90), min(self.clause[1], self.expression.end + 110)

    @property
    def words(self) -> str:
        """The expression itself."""
        return self.folded[self.expression.start:self.expression.end]

    def before(self, reach: int = 90) -> str:
        """At most so many characters of the clause before the expression."""
        return self.folded[max(self.clause[0], self.expression.start - reach):self.expression.start]

    def behind(self, reach: int = 110) -> str:
        """At most so many characters of the clause behind the expression."""
        return self.folded[self.expression.end:min(self.clause[1], self.expression.end + reach)]

    def gap(self, found: re.Match[str]) -> str:
        """The words between a cue and the expression."""
        if found.end() <= self.expression.start:
            return self.folded[found.end():self.expression.start]
        return self.folded[self.expression.end:found.start()] if found.start() >= self.expression.end else ""

    def is_adverbial(self) -> bool:
        """ "lors de leur entretien", "à l'issue d'un appel": the call is the occasion of what the clause tells."""
        return self.expression.kind == "noun" and bool(_OCCASION.search(self.before(60)))

    def is_quoted(self) -> bool:
        """Whether a quotation that began in this sentence is still open at the expression."""
        before = self.folded[self.sentence[0]:self.expression.start]
        return before.count("«") > before.count("»") or before.count('"') % 2 == 1


_OCCASION = re.compile(
    r"\b(?:lors|au cours|a l'issue|a l'occasion|a la suite|au terme|(?<!donne )(?<!donner )suite|apres|pendant|durant|au lendemain|dans la foulee|dans le prolongement|dans le sillage|au sortir)"
    r" ?(?:d'|de |du |des |a )?(?:un |une |l'|le |la |cet |cette |ce |son |sa |leur |notre |mon )?(?:[a-z-]+ ){0,2}$"
)
# "Dans le prolongement de cet entretien, des réunions se tiendront": what is ahead comes after a call that was
AFTERWARDS = re.compile(
    r"\b(?:(?:dans le prolongement|dans la foulee|dans le sillage|a la suite|au sortir) (?:d'|de |du |des )(?:un |une |l'|le |la |cet |cette |ce |son |sa |leur )?|"
    r"(?:apres|a l'issue|au terme|au lendemain|suite)(?: de| a)? (?:cet|cette|ce|leur) )(?:[a-z-]+ ){0,2}$"
)
_CLAUSE_EDGE = re.compile(r"[;:]|, (?:mais|alors que|tandis que|apres avoir|apres que|puis|avant de|avant qu)\b|\.\s")


def clause_around(folded: str, expression: Expression, sentence: Span) -> Span:
    """The clause of an expression: from the last to the next semicolon, colon or adversative conjunction."""
    left = max((m.end() for m in _CLAUSE_EDGE.finditer(folded, sentence[0], expression.start)), default=sentence[0])
    right = next((m.start() for m in _CLAUSE_EDGE.finditer(folded, expression.end, sentence[1])), sentence[1])
    return left, right


FUTURE_IN_PAST = re.compile(
    r"\b(?:annonc\w+|indiqu\w+|precis\w+|fait savoir|promi\w+|confirm\w+|assur\w+|declar\w+|dit|prevenu|affirm\w+)\b[^.;]{0,90}\b(?:que|qu')[^.;]{0,60}$"
)


def said_in_it(call: CallInClause) -> bool:
    """ "a demandé au téléphone à Y de ...": what was asked on the telephone is no call that was asked for."""
    return call.expression.kind == "adverb" and bool(_PERFECT_BEFORE.search(call.before(40)))


_PERFECT_BEFORE = re.compile(r"\b(?:a|ont|avait|avaient) (?:[a-z]+ment |aussi |egalement |ensuite )?[a-z]+(?:e|i|u|is|it|ert)s?(?: [a-z]+)? $")


def governs(gap: str) -> bool:
    """Whether a verb governs what comes after these words: no other clause, no infinitive of another act in between."""
    if len(gap) > 60 or re.search(r"[,;:.\"«»]|\b(?:que|qu'|qui|pour|afin|lors|apres(?!-midi)|a l'issue|au cours|par)\b", gap):
        return False
    return not re.search(r"\b(?:a|de|d') ?[a-z]+(?:er|ir|re)\b", re.sub(r"\b(?:avoir|tenir|organiser|obtenir|passer|mener|planifier|prendre|repondre)\b|premiere?|ministre|autre", "", gap))


def is_perfect(call: CallInClause) -> bool:
    """Whether the expression is a verb in a past tense: "s'est entretenu", "a appelé"; what is said around it changes nothing."""
    return call.expression.kind != "noun" and bool(re.match(r"(?:s'est|se sont|s'etai|a |ont |avait |avaient |me suis|nous (?:nous )?sommes|ai )", call.words))
