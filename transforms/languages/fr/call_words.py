"""Words without which no French article tells of a call: the vectorised first look, in Polars (Rust) regular expressions.

They are wider than `expressions`: what passes here is read properly there, what fails here is never read.
"""

from __future__ import annotations

REMOTE = (
    r"(?i)t[ée]l[ée]phon|(?:^|[^a-zà-ÿ])visio(?:[^n]|$)|vid[ée]o[ -]?conf|t[ée]l[ée][ -]?conf|audio[ -]?conf|coups? de fil|bout du fil|bout de la ligne|ligne directe|ligne rouge|"
    r"(?:t[êe]te|appel|conversation|[ée]change|entretien|r[ée]union|rencontre|discussion)s? vid[ée]o|par vid[ée]o|liaison vid[ée]o|lien vid[ée]o|(?:via|par|sur) (?:zoom|skype|teams|webex|facetime|whatsapp|signal|messenger)|"
    r"(?:[ée]crans?|cam[ée]ras?) interpos|distanciel|virtuel|(?:sommet|r[ée]union|rencontre|entretien|[ée]change|discussion)s? (?:[a-zà-ÿ]+ )?(?:en ligne|[àa] distance)|d[ée]croch|raccroch|bout du combin|ligne s[ée]curis|(?:leurs?|son|(?:devant|derri[èe]re) (?:un|des)) [ée]crans?|(?:heures?|minutes) en ligne|"
    r"en duplex|par satellite|en vid[ée]o|conf[ée]rences? call|compos[a-zà-ÿ]+ (?:[a-zà-ÿ'’-]+ ){0,3}?le num[ée]ro|(?:le|son|leurs?) combin[ée]|(?:rest[ée]e?s?|[ée]tait|[ée]taient|prise?|eue?|joint) en ligne|en ligne (?:avec|pour l)| a (?:[A-ZÀ-Þ][a-zà-ÿ.'’-]+ ){1,4}en ligne|(?:parl|entretenu|[ée]chang|discut|convers|dialogu|concert|consult|r[ée]uni|confront)[ée]?e?s? (?:en ligne|[àa] distance)|(?:, |point )[àa] distance|sur (?:son|leurs?) (?:portable|mobile)"
)
"""A conversation that was remote by its own words."""

_PERSON = (
    r"(?:le |la |l['’]|les |son |sa |ses |leurs? )?"
    r"(?:M\. |MM\. |Mme |[A-ZÀ-Þ][a-zà-ÿ'’.-]|pr[ée]siden|premi|chanceli|ministre|chef|roi |reine |secr[ée]taire|homologue|dirigeant)"
)
_SOMEBODY = r"(?:le |la |l['’]|son |sa |ses |leurs? |M\. |MM\. |Mme |[A-ZÀ-Þ][a-zà-ÿ'’.-])"
_WORDS = r"(?:[a-zà-ÿ]+ ){0,3}?"
_NOT_TO = r"(?:(?:[b-zâ-ÿ][a-zà-ÿ]*|a|a[a-tv-zà-ÿ][a-zà-ÿ]*|au[a-wyzà-ÿ][a-zà-ÿ]*|à (?:son|leur) tour|tour à tour|à nouveau) ){0,3}?"  # "à la", "au": an appeal
_ASIDE = r"(?: ?[\"»”]|,[^,.]{0,40},)? "
_APPEL = r"appel(?:[ée]e?s?|e|le|lent|ait|aient|a|er|lera|lerait|ant)"
_JOINT = r"(?:joint|joindre|contact[ée]e?s?|contacter|rappel(?:l?er(?:a|ait|ont|aient)))"
CALLED = (
    rf"(?:^|[^a-zà-ÿ])(?:{_APPEL}{_ASIDE}{_NOT_TO}{_SOMEBODY}|{_JOINT}{_ASIDE}{_WORDS}{_PERSON})"
    rf"|(?:l['’]|lui |qu['’](?:[a-z]+ ){{0,3}}(?:a|ont|avait|avaient) )(?:[a-zà-ÿ]+ ){{0,2}}{_APPEL}[ ,.]"
    rf"|[^,»”\" ] (?:a|ont|avait|avaient|aurait|auraient|avoir) (?:[a-zà-ÿ]+ ){{0,2}}(?:[ée]t[ée] )?rappel[ée]e?s? {_PERSON}|rappel[ée]e?s? par "
    r"|(?:l|L|un |cet |Un |son |leur |Leur |[Aa]ucun |i[èe]me |[Ss]econd |dernier |nouvel |premier )['’]?appel (?:[a-zà-ÿ]+ ){0,2}(?:avec|entre|de |d['’]|du |au |pass[ée]|re[cç]u|depuis|n['’])"
    rf"|d['’]appel (?:avec|entre|pass[ée]|re[cç]u)|appel (?:[a-zà-ÿ]+ ){{0,2}}à {_PERSON}|APPEL"
    r"|(?:[Ll]eur |[Ll]eur (?:dernier|premier|nouvel|second|pr[ée]c[ée]dent|long) |i[èe]me |[Ss]econd |[Cc]et |d['’]un |de l['’])appel[ ,.:;]|[Ll]['’]appel, "
)
"""A person called, or a call of somebody, with no word for the telephone."""

CALLED_STEMS = "ppel|PPEL|[Jj]oint|joindre|[Cc]ontact|en ligne"
"""What every match of `CALLED` and `ALSO_CALLED` has in it: plain enough to be looked for thirty times as fast."""

ALSO_CALLED = (
    r"[Aa]ppel[ée]e?s? (?:[a-zà-ÿ]+ ){0,3}par (?:le|la|l['’]|son|sa|M|[A-ZÀ-Þ])"
    r"|(?:[mt]['’]|nous )(?:a|ont|avait|avaient) (?:[a-zà-ÿ]+ )?appel[ée]"
    r"| (?:a|ont|avait|avaient|aurait) appel[ée]e?s?(?:[,.]| (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|le \d|dans la (?:soir|nuit|mat|journ|foul)|peu|tard|t[ôo]t|s[ée]par[ée]ment))"
    r"|(?:[Pp]ar |[Dd]ans |d['’])un (?:simple |bref |long |nouvel |dernier |second |premier )?appel[ ,.]|appels? (?:[a-zà-ÿ]+ ){0,4}(?:avec|entre) |re[çc]u (?:les |des |deux |trois |plusieurs |de nombreux )(?:[a-zà-ÿ]+ )?appels"
    r"|appel [«\"“][^»\"”.]{0,40}[»\"”] |appel (?:[a-zà-ÿ]+ )?(?:a oppos[ée]|qui )|(?:nouvel|Nouvel|premier|dernier|Dernier) appel [A-ZÀ-Þ]|(?:[Dd]eux|[Tt]rois) (?:[a-zà-ÿ]+ )?appels|(?:minutes|heures?) d['’]appel|appels? (?:WhatsApp|Zoom|Skype|Signal|FaceTime|Teams|de groupe)|Jointe?s? (?:[a-zà-ÿ]+ )?par [A-ZÀ-Þ]"
    r"|(?:se (?:sont|soient|seraient|furent)|s['’][ée]taient) (?:[a-zà-ÿ]+ ){0,2}appel[ée]|s['’]appel(?:er|leront|lent|èrent)(?: (?:[b-zà-ÿ][a-zà-ÿ]+|a[a-tv-zà-ÿ]+|au plus))?[ ,.]|[A-ZÀ-Þ][a-zà-ÿ-]+ en ligne"
    r"|(?:Joint|Contact[ée])e?s? (?:[a-zà-ÿ]+ )?par (?:le |la |l['’]|son |sa )(?:nouv|pr[ée]sid|premi|minist|chanc|chef|secr|homol|roi |[ée]mir)"
    r"|[Ll]['’]appel a (?:[a-z]+ )?(?:dur|port|tourn)|r[ée]pond[a-zà-ÿ]* (?:[a-zà-ÿ]+ )?à (?:son|leur) appel|avoir (?:[a-zà-ÿ'’ ]{0,40} )?en ligne"
)
"""The same with the person before it or further behind; apart from `CALLED`, since both in one are several times as slow."""
