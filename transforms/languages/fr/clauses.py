"""Shallow clause reading: coordinated groups of mentions with their function (subject, with, between, to, of), and the words between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.languages.fr.mentions import Mention

_CONJUNCTION = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?(?:,? ?(?:et|ou|puis|ainsi que|ainsi qu'|comme|et puis|et enfin|puis enfin|enfin|et aussi|mais aussi|et egalement|et avec|puis avec|ainsi qu'avec|et aussi avec|"
    r"et entre|(?:et|puis),? (?:dans la (?:soiree|matinee|journee|foulee|nuit)|en (?:fin|debut) de [a-z-]+|(?:un peu )?plus tard|le (?:soir|lendemain|meme jour)|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: matin| soir)?,|,|(?<!\s)[-–/](?!\s))(?: de| d'| du| avec| a| au| aux| l'| le| la| les| son| sa| meme)*|,)\s*$"
)
_FUNCTION = {
    "avec": "with", "aupres de": "to", "entre": "between", "a": "to", "de": "of", "par": "by", "selon": "source", "pour": "for", "contre": "against", "sur": "about",
    "envers": "about", "chez": "about", "vers": "about", "sans": "without", "comme": "about", "outre": "with", "en": "about",
}


@dataclass(frozen=True)
class Group:
    """Coordinated mentions with one function; "bare" groups are subjects or direct objects."""

    function: str
    mentions: tuple[Mention, ...]

    @property
    def start(self) -> int:
        """Where the first mention starts."""
        return self.mentions[0].start

    @property
    def end(self) -> int:
        """Where the last mention ends."""
        return self.mentions[-1].end


def group_mentions(mentions: Sequence[Mention], folded: str) -> list[Group]:
    """Join the mentions of one sentence into coordinated groups, in text order."""
    groups: list[list[Mention]] = []
    functions: list[str] = []
    mentions = [m for m in mentions if not _NOT_HIM.search(folded, max(0, m.start - 30), m.start)]
    for index, mention in enumerate(mentions):
        function = _FUNCTION.get(mention.preposition, "bare")
        if groups and not _opens_gapping(mentions, index, functions[-1], folded) and _coordinated(groups[-1][-1], mention, functions[-1], function, folded, _list_closes(mentions, index, folded)):
            groups[-1].append(mention)
        else:
            groups.append([mention])
            functions.append(function)
    return [Group(f, tuple(g)) for f, g in zip(functions, groups, strict=True)]


# "X a appelé Y, et non Z", "Y, mais pas Z": Z is told of only to be left out
NOT_SOMEBODY = r",? ?(?:\b(?:et|mais) (?:non(?: pas| point)?|pas(?: encore)?)|\b(?:non pas|plutot que|au lieu de))"
_NOT_HIM = re.compile(NOT_SOMEBODY + r" (?:a |avec |par |de |d'|au |du )?(?:l[ea] |l'|son |sa )?$")


def _opens_gapping(mentions: Sequence[Mention], index: int, left_function: str, folded: str) -> bool:
    """ "A a téléphoné à B et C à D": C is another caller, since one more "à" comes right behind."""
    if left_function == "bare" or mentions[index].preposition not in ("", "et") or index + 1 == len(mentions):
        return False
    following = mentions[index + 1]
    return _FUNCTION.get(following.preposition) == left_function and bool(re.fullmatch(r" (?:a|avec) ", folded[mentions[index].end:following.start]))


def _coordinated(left: Mention, right: Mention, left_function: str, right_function: str, folded: str, list_closes: bool) -> bool:
    gap = folded[left.end:right.start]
    if _CROWNED.search(folded, max(0, left.start - 8), left.end):
        gap = _REALM.sub("", gap)
    if len(gap) > 60 or gap.strip() == "" or not _CONJUNCTION.fullmatch(gap):
        return False
    if _COMMA.fullmatch(gap) and (not list_closes or left.kind == "institution" != right.kind or left_function == "source" or _FRONTED.search(folded, max(0, left.start - 45), left.start)):
        return False
    if right.preposition == "où":
        return False
    if right.kind in ("last", "pair") and left_function != "bare":
        return False  # "a appelé Y, et ce dernier l'a rappelé": another clause
    return right_function in (left_function, "bare")


# "le roi Abdallah II de Jordanie et ...": the realm behind the name
_CROWNED = re.compile(r"\b(?:roi|reine|prince|princesse|emir|sultan|empereur|cheikh)\b")
_REALM = re.compile(r"^ (?:de la |de l'|d'|de |du |des )[a-z]+(?:[ -][a-z]+)?(?=,| et | puis )")

# "Sous l'égide de C, A et B ...": a circumstance, whose comma opens the clause
_FRONTED = re.compile(r"\b(?:a l'(?:invitation|initiative|instigation|issue)|a la demande|sous (?:l'egide|les auspices|la houlette|le regard|la presidence|la mediation)|au lendemain|a la veille)[a-z' -]{0,12}$")
_COMMA = re.compile(r"\s*(?:\([^()]{0,40}\)\s*)?,\s*(?:l'|le |la |les )?")


_GOES_ON = re.compile(r"…|\.\.\.|,? et (?:(?:bien )?d'autres|plusieurs|quelques)\b")  # "l'Ivoirien X, le Sénégalais Y…", "X, Y et d'autres amis"


def _list_closes(mentions: Sequence[Mention], index: int, folded: str) -> bool:
    """Whether a comma before this mention is that of a list: "A, B et C" goes on to an "et" over commas alone."""
    for left, right in zip(mentions[index:index + 10], mentions[index + 1:index + 11], strict=False):
        gap = folded[left.end:right.start]
        if len(gap) > 60 or gap.strip() == "" or not _CONJUNCTION.fullmatch(gap):
            return bool(_GOES_ON.match(folded, left.end))
        if not _COMMA.fullmatch(gap):
            return True
    return bool(_GOES_ON.match(folded, mentions[min(index + 10, len(mentions) - 1)].end))


# Words that start another clause: a complement does not reach over them.
_FINITE = (
    r"(?:a|ai|avons|suis|sommes|ont|est|sont|avait|avaient|était|étaient|sera|seront|fut|furent|doit|devait|doivent|devrait|peut|va|vont|aura|aurait|serait|qui|dont|où|lequel|laquelle|lorsque|quand|"
    r"alors|mais|car|puisque|tandis|selon|déclar\w+|affirm\w+|indiqu\w+|annonc\w+|précis\w+)"
)
_BREAK = re.compile(rf"[;:.!?\n«»\"“”]|\b{_FINITE}\b|\s(?:que|qu')", re.IGNORECASE)


_QUOTED_WORDS = re.compile(r"«[^«».;:]{0,40}»|\"[^\".;:]{0,40}\"|“[^“”.;:]{0,40}”")


def is_light(gap: str, limit: int = 110) -> bool:
    """Whether an expression's complement may stand after these words (original text): short, with no clause of its own."""
    return len(gap) <= limit and not _BREAK.search(_QUOTED_WORDS.sub("", gap.replace("’", "'")))
