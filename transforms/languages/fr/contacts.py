"""Words before a name that let its bearer act: "ses contacts avec X", "a rencontré X". For folded text."""

from __future__ import annotations

ACTING_WITH = (
    r"\b(?:contacts?|entretiens?|entretenue?s?|echanges?|echanger|discussions?|discute(?:r|nt)?|parle(?:r|nt)?|appels?"
    r"|appele(?:r|nt)?|conversations?|rencontres?|rencontre[rs]?|negociations?|negocie(?:r|nt)?|dialogues?)\b"
    r"[^.!?;\n]{0,30}?\b(?:avec|a|entre|de)? ?(?:son homologue |le president |le premier ministre |m\. |mme )?"
    r"(?:[\w-]+ )?"
)
"""Followed by a name."""

NO_LONGER = r"\b(?:feu|defunte?|ancien(?:ne)?|mort|morte|decede|decedee|disparu|disparue|a l'epoque|autrefois)\b"
"""What shows that a text knows somebody to be of the past."""

NOT_IN_OFFICE = r"(?:ancien(?:ne)?|ex|future?|alors|elue?|designee?|nommee?|candidate?|vice|pretendante?)"
"""What shows that somebody held an office once, or is to hold it: "l'ancien président X", "le président élu X"."""
