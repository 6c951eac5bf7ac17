"""Words without which no French article tells of a call: the vectorised first look, in Polars (Rust) regular expressions.

They are wider than `expressions`: what passes here is read properly there, what fails here is never read.
"""

from __future__ import annotations

REMOTE = (
    r"(?i)t[ée]l[ée]phon|visio|vid[ée]o[ -]?conf|t[ée]l[ée][ -]?conf|audio[ -]?conf|coups? de fil|bout du fil|bout de la ligne|la ligne directe|ligne rouge|"
    r"appels? vid[ée]o|par vid[ée]o|liaison vid[ée]o|lien vid[ée]o|(?:via|par|sur) (?:zoom|skype|teams|webex)|[ée]crans? interpos|conf[ée]rence virtuelle|"
    r"(?:sommet|r[ée]union|rencontre|entretien|[ée]change|discussion)s? (?:\pL+ )?(?:virtuel|en ligne|[àa] distance)|d[ée]croch"
)
"""A conversation that was remote by its own words."""

CALLED = (
    r"(?:appel(?:[ée]e?s?|e|le|lent|ait|aient|a|er|lera|lerait|ant)|joint|joindre|contact[ée]e?s?|contacter) "
    r"(?:par |aussi |ensuite |[ée]galement |jeudi |lundi |mardi |mercredi |vendredi |samedi |dimanche |hier )?(?:le |la |l['’]|son |sa |ses |leurs? |M\. |MM\. |Mme |\p{Lu}[\p{Ll}'’.-])"
    r"|(?:l|L|un |d|cet |Un |son |leur |dernier |nouvel |premier )['’]?appel (?:\pL+ )?(?:avec|entre|de |d['’]|du |[àa] |au |pass[ée]|re[cç]u)|APPEL"
)
"""A person called, or a call of somebody, with no word for the telephone."""
