"""Words without which no French article tells of a call: the vectorised first look, in Polars (Rust) regular expressions.

They are wider than `expressions`: what passes here is read properly there, what fails here is never read.
"""

from __future__ import annotations

REMOTE = (
    r"(?i)t[ée]l[ée]phon|(?:^|[^a-zà-ÿ])visio(?:[^n]|$)|vid[ée]o[ -]?conf|t[ée]l[ée][ -]?conf|audio[ -]?conf|coups? de fil|bout du fil|bout de la ligne|ligne directe|ligne rouge|"
    r"(?:appel|conversation|[ée]change|entretien|r[ée]union|rencontre|discussion)s? vid[ée]o|par vid[ée]o|liaison vid[ée]o|lien vid[ée]o|(?:via|par|sur) (?:zoom|skype|teams|webex)|"
    r"(?:[ée]crans?|cam[ée]ras?) interpos|distanciel|virtuel|(?:sommet|r[ée]union|rencontre|entretien|[ée]change|discussion)s? (?:[a-zà-ÿ]+ )?(?:en ligne|[àa] distance)|d[ée]croch|raccroch|bout du combin|ligne s[ée]curis|leurs? [ée]crans?|(?:heures?|minutes) en ligne"
)
"""A conversation that was remote by its own words."""

_PERSON = (
    r"(?:le |la |l['’]|les |son |sa |ses |leurs? )?"
    r"(?:M\. |MM\. |Mme |[A-ZÀ-Þ][a-zà-ÿ'’.-]|pr[ée]siden|premi|chanceli|ministre|chef|roi |reine |secr[ée]taire|homologue|dirigeant)"
)
_SOMEBODY = r"(?:le |la |l['’]|son |sa |ses |leurs? |M\. |MM\. |Mme |[A-ZÀ-Þ][a-zà-ÿ'’.-])"
_WORDS = r"(?:[a-zà-ÿ]+ ){0,3}?"
_NOT_TO = r"(?:(?:[b-zâ-ÿ][a-zà-ÿ]*|a|a[a-tv-zà-ÿ][a-zà-ÿ]*|au[a-wyzà-ÿ][a-zà-ÿ]*|à (?:son|leur) tour|à nouveau) ){0,3}?"  # "à la", "au": an appeal
_ASIDE = r"(?: ?[\"»”]|,[^,.]{0,40},)? "
_APPEL = r"appel(?:[ée]e?s?|e|le|lent|ait|aient|a|er|lera|lerait|ant)"
_JOINT = r"(?:joint|joindre|contact[ée]e?s?|contacter|rappel(?:l?er(?:a|ait|ont|aient)))"
CALLED = (
    rf"(?:^|[^a-zà-ÿ])(?:{_APPEL}{_ASIDE}{_NOT_TO}{_SOMEBODY}|{_JOINT}{_ASIDE}{_WORDS}{_PERSON})"
    rf"|(?:l['’]|lui |qu['’](?:[a-z]+ ){{0,3}}(?:a|ont|avait|avaient) )(?:[a-zà-ÿ]+ ){{0,2}}{_APPEL}[ ,.]"
    rf"|[^,»”\" ] (?:a|ont|avait|avaient|aurait|auraient|avoir) (?:[a-zà-ÿ]+ ){{0,2}}(?:[ée]t[ée] )?rappel[ée]e?s? {_PERSON}|rappel[ée]e?s? par "
    r"|(?:l|L|un |cet |Un |son |leur |Leur |[Aa]ucun |i[èe]me |[Ss]econd |dernier |nouvel |premier )['’]?appel (?:[a-zà-ÿ]+ ){0,2}(?:avec|entre|de |d['’]|du |au |pass[ée]|re[cç]u|depuis|n['’])"
    rf"|d['’]appel (?:avec|entre|pass[ée]|re[cç]u)|appel (?:[a-zà-ÿ]+ ){{0,2}}à {_PERSON}|APPEL"
    r"|(?:[Ll]eur |i[èe]me |[Ss]econd |[Cc]et |d['’]un |de l['’])appel[ ,.:;]|[Ll]['’]appel, "
)
"""A person called, or a call of somebody, with no word for the telephone."""
