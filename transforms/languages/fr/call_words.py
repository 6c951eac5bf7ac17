"""Words without which no French article tells of a call: the vectorised first look, in Polars (Rust) regular expressions.

They are wider than `expressions`: what passes here is read properly there, what fails here is never read.
"""

from __future__ import annotations

REMOTE = (
    r"(?i)t[ée]l[ée]phon|(?:^|[^a-zà-ÿ])visio|vid[ée]o[ -]?conf|t[ée]l[ée][ -]?conf|audio[ -]?conf|coups? de fil|bout du fil|bout de la ligne|ligne directe|ligne rouge|"
    r"(?:appel|conversation|[ée]change|entretien|r[ée]union|rencontre|discussion)s? vid[ée]o|par vid[ée]o|liaison vid[ée]o|lien vid[ée]o|(?:via|par|sur) (?:zoom|skype|teams|webex)|"
    r"(?:[ée]crans?|cam[ée]ras?) interpos|distanciel|virtuel|(?:sommet|r[ée]union|rencontre|entretien|[ée]change|discussion)s? (?:[a-zà-ÿ]+ )?(?:en ligne|[àa] distance)|d[ée]croch|raccroch|bout du combin|ligne s[ée]curis|leurs? [ée]crans?|(?:heures?|minutes) en ligne"
)
"""A conversation that was remote by its own words."""

CALLED = (
    r"(?:appel(?:[ée]e?s?|e|le|lent|ait|aient|a|er|lera|lerait|ant)|joint|joindre|contact[ée]e?s?|contacter)(?: ?[\"»”]|,[^,.]{0,40},)? (?:[a-zà-ÿ]+ ){0,3}?"
    r"(?:le |la |l['’]|son |sa |ses |leurs? |M\. |MM\. |Mme |[A-ZÀ-Þ][a-zà-ÿ'’.-])"
    r"|(?:l|L|un |d|cet |Un |son |leur |Leur |[Aa]ucun |i[èe]me |[Ss]econd |dernier |nouvel |premier )['’]?appel (?:[a-zà-ÿ]+ ){0,2}(?:avec|entre|de |d['’]|du |[àa] |au |pass[ée]|re[cç]u|depuis|n['’])|APPEL"
    r"|(?:[Ll]eur |i[èe]me |[Ss]econd |[Cc]et |d['’]un |de l['’])appel[ ,.:;]|[Ll]['’]appel, "
)
"""A person called, or a call of somebody, with no word for the telephone."""
