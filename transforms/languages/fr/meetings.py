"""What became of meetings and visits, as French sentences tell it: held, put off, called off. For folded text."""

from __future__ import annotations

import re

_MEETING = r"\b(?:sommets?|rencontres?|rendez-vous|tete-a-tete|face-a-face|reunions?|entrevues?)\b"
_VISIT = r"\b(?:visites?|voyages?|deplacements?)\b"
_TALKS = r"\b(?:pourparlers|negociations|discussions|consultations)\b"
_EVENT = f"(?:{_MEETING}|{_VISIT}|{_TALKS})"
_MET = r"\bse sont (?:bien |enfin |finalement )?(?:rencontres|retrouves|vus|reunis)\b"
_TRAVELLED = r"\b(?:s'est|se sont) (?:bien |enfin |finalement )?rendue?s?\b|\b(?:a|ont) ete (?:recue?s?|accueillie?s?)\b"

SPOKEN_OF = rf"{_EVENT}|{_MET}|{_TRAVELLED}"
"""What a folded sentence names of which `outcome` finds anything, for a first look at many at once."""

_CALLED_OFF = re.compile(
    rf"{_EVENT}.*\b(?:annule|abandonne)e?s?\b|\b(?:annule|annulation|renonce|renoncent|renoncer)\b.*{_EVENT}"
    rf"|{_EVENT}.*\bn'(?:a|ont|aura|auront)\b(?: \w+)? (?:pas|jamais|plus) (?:eu )?lieu|{_EVENT}.*\bne se tiendr(?:a|ont) (?:pas|plus)\b"
    rf"|{_EVENT}.*\bne s(?:'est|e sont) (?:finalement )?pas tenue?s?\b"
)
_PUT_OFF = re.compile(rf"{_EVENT}.*\b(?:reporte|repousse|decale|differe|ajourne)e?s?\b|\b(?:report|reporte|repousse)\b.*{_EVENT}")
_HELD = re.compile(
    rf"{_EVENT}.*\b(?:a|ont) (?:bien |enfin |finalement )?eu lieu|{_EVENT}.*\bs(?:'est|e sont) (?:bien |enfin |finalement )?tenue?s?\b"
    rf"|\b(?:lors|a l'issue|au lendemain|a la suite|apres) (?:de )?(?:leur|la|le|sa|son|du|cette|ce) (?:\w+ )?{_EVENT}|{_MET}|{_TRAVELLED}"
)
_THEIRS = re.compile(rf"\bleurs? (?:\w+ )?{_EVENT}|{_MET}")
_TO_COME = re.compile(r"\b(?:prochaine?|a venir|prevue?s?|futur|future|eventuelle?|possible|si|pourrai(?:t|ent)|devrai(?:t|ent)|aurai(?:t|ent))\b")
_KINDS = {"meeting": f"{_MEETING}|{_MET}", "summit": f"{_MEETING}|{_MET}", "visit": f"{_VISIT}|{_TRAVELLED}", "talks": _TALKS}


def outcome(sentence: str) -> str | None:
    """Return kept, moved or dropped where a folded sentence says so of a meeting, a visit or talks."""
    if _CALLED_OFF.search(sentence):
        return "dropped"
    if _PUT_OFF.search(sentence):
        return "moved"
    return "kept" if _HELD.search(sentence) and not _TO_COME.search(sentence) else None


def is_theirs(sentence: str) -> bool:
    """Whether a folded sentence speaks of a meeting of those whom it names: "leur rencontre", "se sont retrouvés"."""
    return _THEIRS.search(sentence) is not None


def is_about(kind: str, sentence: str) -> bool:
    """Whether a folded sentence names a step of that kind: meeting, summit, visit or talks."""
    return kind in _KINDS and re.search(_KINDS[kind], sentence) is not None
