"""Call expressions: the words that can denote a call, with what tells a call from its look-alikes. Everything matches folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What makes a conversation remote.
PHONE = r"(?:telephoniques?|telephoniquement|(?:par|au|sur (?:un|le|son)) tele?phone(?: satellit(?:e|aire))?|(?:au|a l'autre) bout (?:du (?:fil|combine)|de la ligne)|(?:par|sur|via) (?:une |la |leur )?ligne (?:securisee|directe|cryptee|protegee)|(?<=heure )en ligne|(?<=heures )en ligne|(?<=minutes )en ligne|par telephone interpose|(?:sur|via|par) (?:whatsapp|signal|messenger|(?:son|leurs?) (?:telephone )?(?:portables?|mobiles?))|(?<=reste )en ligne|(?<=restes )en ligne|(?<=restees )en ligne|(?:etait|etaient|est|sont|ete) en ligne(?= avec| pour (?:l[ea] |l'|lui )))"
VIDEO = (
    r"(?:(?:par|en|via|lors d'une|dans une) (?:visio|video)[ -]?conferences?|(?:par|en) visio\b|(?:par|en|via) (?:liaison |lien )?video\b|par (?:ecrans?|cameras?) interposee?s?|(?:devant|derriere) (?:son|leurs?|un|des) ecrans?|numeriques?\b|dematerialisee?s?|"
    r"(?:par|via|sur) (?:zoom|skype|teams|webex|facetime)\b|(?<!\bmis )(?<!\bmise )(?<!\bmises )(?<!\bmettre )(?<!\bmet )(?<!\bmettent )(?<!\bpublie )(?<!\bpubliee )(?<!\bdiffuse )(?<!\bdiffusee )(?<!\bposte )(?<!\bmessage )en ligne\b|(?:en|sous|dans un) (?:mode|format|forme) virtuel(?:le)?\b|virtuel(?:le)?s?\b|virtuellement|a distance\b|par teleconference|"
    r"par (?:liaison |lien )?satellite\b|par (?:liaison|lien) video|en duplex|en distanciel|video\b)"
)
# What the expressions start with: to look at a letter or two before anything else spares a third to a half of the time.
_CHANNEL_STARTS, _NOUN_STARTS = r"\b(?=[adelnpstv])", r"\b(?=[a-fhl-pr-tv])"
_VERB_STARTS = r"\b(?=a|l'[ao]|[cjn]o|di|e[cnstu]|fe|m['e]|on|pa|r[ae]|s['eo ]|te|v[eio])"
CHANNEL = re.compile(rf"{_CHANNEL_STARTS}(?:(?P<phone>{PHONE})|(?P<video>{VIDEO}))")

_TALK = (
    r"(?:appels?|entretiens?|conversations?|echanges?|discussions?|communications?|contacts?|causeries?|entrevues?|dialogues?|tetes?-a-tetes?|rendez-vous|points?|"
    r"explication|debriefings?|briefings?|tours? de table|conciliabules?|bilaterales?|trilaterales?|reunions?|sommets?|conferences?|pourparlers|consultations?|concertations?|rencontres?|debats?|sessions?|seances?|negociations?|coups? de fil|prises? de contact)"
)
# Acts that say the telephone without naming a conversation, and calls that are known by their length.
_BUSY = (  # of many calls, none of which it tells
    r"(?:lach|quitt)[a-z]* (?:pas |plus |guere |jamais )?(?:son|leurs?) (?:telephones?|portables?|combines?)|(?<!reste )(?<!restes )(?<!restee )(?<!restees )(?:pendu|accroche|rive|colle|visse|suspendu)e?s? (?:au|a (?:son|leur)) (?:telephone|portable|combine)(?! avec\b)|"
    r"pass(?:e|er|ait) (?:[a-z'-]+ ){1,3}(?:journees?|matinees?|soirees?|nuits?|apres-midi|week-end) (?:entiere?s? )?au telephone(?! avec\b)"
)
DIALS_IT = r"compos(?:e|er|ait|ent|aient) (?:[a-z'-]+ ){0,3}?le numero"
TAKES_IT = rf"{DIALS_IT}|(?:(?:re)?(?:pris|prend|prenait|prendre)|decroch(?:e|ent|ait|er)|saisi[rt]?|saisissait|empoigne) (?:[a-z]+ )?"
_ACT = (
    rf"{TAKES_IT}(?:son|leurs?|le) (?:telephones?|combines?)|"
    r"telephones? (?:[a-z'-]+ ){0,6}?(?:a|ont|avait|avaient) (?:[a-z]+ )?sonne|raccroch(?:e|er|ait|aient) (?:au nez|d'avec)|(?:a|ont|avait|avaient) (?:[a-z]+ )?(?:decroche|raccroche)(?! (?:un|une|les?|la|des|l'|du|de|son|sa|cette?|avec|au)\b)|ligne (?=entre\b)"
)
_TIMED = r"appels? (?:de|d') ?(?:[a-z0-9-]+ ){0,4}?(?:minutes|heures?)|(?:minutes|heures?) d'appel|(?:minutes|heures?(?: et (?:demie|quart))?) d'un (?:[a-z]+ ){0,2}appel|appels?(?= (?:n'a (?:pas|guere)|n'aura (?:pas|guere)|a|aura|avait) (?:[a-z]+ )?(?:dure|excede|depasse)\b)|appels?(?= qui (?:a|n'a|aura|avait) (?:[a-z]+ ){0,2}?dure\b)|appels? (?:a (?:trois|quatre|cinq|six)|de groupe)"
_IN_FACT = r"(?:(?:en (?:revanche|effet|fait)|bel et bien|par ailleurs|de fait|au contraire|d'ailleurs|pour la (?:premiere|deuxieme|troisieme) fois)\s+){0,2}"
_ADJ = r"(?:\s+(?!telephon|video|visio|virtuel|de presse)[a-z-]+){0,2}?"
_NOUN = re.compile(
    rf"{_NOUN_STARTS}(?:(?P<phone>(?P<phone_head>{_TALK}){_ADJ}\s+(?:{PHONE})|coups? de (?:fil|telephone)(?! anonymes?\b)|(?:felicitations|condoleances|voeux) telephoniques|conferences? (?:telephoniques?|call)|"
    rf"appels? (?:a trois|tripartites?|trilatera(?:l|ux)) telephoniques?|telephonades?|ligne directe|{_ACT}|{_TIMED}|(?:heures?|minutes) de (?:telephone|communication telephonique))"
    rf"|(?P<video>(?P<video_head>{_TALK}){_ADJ}\s+(?:{VIDEO})|(?:visio|video)[ -]?conferences?\b(?! de presse)|appels? video|visio\b(?!-)|visios\b)"
    rf"|(?P<conference>(?:tele|audio)[ -]?conferences?)"
    rf"|(?P<busy>{_BUSY})"
    rf"|(?P<bare>(?:appels?|entretiens?|conversations?|echanges?|discussions?|communications?|tete-a-tete|prise de contact)|(?:(?<=nouvelle )|(?<=deuxieme )|(?<=troisieme )|(?<=quatrieme )|(?<=seconde ))(?:session|seance)))\b"
)
_TALK_VERB = (
    r"(?:(?:s'|se |s' )(?:(?:est|sont|etait|etaient|etre|sera|seront|soit|soient|serait|seraient|fut|furent|fussent)(?:, [^,;.:«»\"]{2,45},)?\s+(?:[\"«“] ?)?)" + _IN_FACT + r"(?:[a-z'-]+\s+){0,4}?(?:entretenu|reparle|parle|concerte|rappele|explique)e?s?"
    r"|(?:(?:a|ai|ont|avons|avait|avaient|avoir|ayant) (?:tout juste )?raccroche|(?:viens?|vient|viennent|venons|venait|venaient) (?:tout juste |a peine )?de raccrocher|raccroch(?:e|ent|ons)(?: tout juste| a l'instant| a peine)?)(?= avec\b)"
    r"|(?:en )?(?:a|ont|avait|avaient|fera|feront)\s+(?:[a-z-]+\s+){0,2}?(?:fait )?(?:de meme|autant|la meme chose)"
    r"|l'(?:a|ont|avait|avaient) fait(?= (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|le (?:lendemain|jour|soir|meme)|la veille|hier|des|dans l|a (?:son|leur) tour|aussi|egalement|de (?:son|leur) cote|peu (?:apres|avant)|plus t|avant (?:lui|elle)|apres (?:lui|elle)|quelques)\b)"
    r"|s'etant\s+(?:[a-z'-]+\s+){0,3}?(?:entretenu|reparle|parle|concerte)e?s?"
    r"|(?:m'|me |nous )(?:suis|sommes|etais|etions)\s+(?:[a-z-]+\s+){0,3}?(?:entretenu|parle|reparle)e?s?"
    r"|(?:s'|se )etant\s+(?:[a-z'-]+\s+){0,3}?(?:entretenu|reparle|parle|concerte)e?s?"
    r"|(?:s'|se |m'|nous )(?:entretenir|entretient|entretiennent|entretenait|entretenaient|entretiendra|entretiendront|entretiendrait|entretiendraient|entretenant|"
    r"parler|parlent|parleront|parlera|parlaient|parlerent|entretinrent|entretint|reparler|reparleront|concerter|concertent|concerteront|concertera|expliquer|expliqueront|entretiendrons|entretiens)"
    r"|(?:a|ont|avait|avaient|ait|aient|avoir|aura|auront|aurait|auraient|ayant|eut|eu|ai|avons)(?:, [^,;.:«»\"]{2,45},)?\s+(?:[\"«“] ?)?(?:[a-z-]+\s+){0,3}?(?:parle|discute|echange|converse|dialogue|confere|debattu|tenu conseil|fait (?:le|un) (?:[a-z]+ )?point)"
    r"|(?:parler|discuter|echanger|converser|dialoguer|conferer|conferera|confereront|conferent|parlera|parleront|parlerait|parleraient|discuterait|discuteraient|echangerait|echangeraient|discutera|discuteront|echangera|echangeront|echangent|discutent|parle|discute|echange|"
    r"parlait|discutait|echangeait|echangeaient|discutaient|parlaient|converse|conversent))"
)
# Verbs of meeting and presiding: calls only where a channel goes with them ("se sont réunis par visioconférence").
_MEET_VERB = (
    r"(?:(?:se |s')(?:sont|etaient|seront|est|etait)\s+(?:[a-z'-]+\s+){0,3}?(?:vus|vues|vu|vue|reunis?|reunies?|retrouves?|retrouvees?|rencontres?|rencontrees?|connectee?s?)"
    r"|(?:se |s')(?:reunissent|reunissaient|reuniront|retrouvent|retrouvaient|retrouveront|verront|voient|rencontreront|reunir|retrouver)|nous (?:reunirons|reunissons|retrouverons|retrouvons|verrons|connecterons)|(?:me|se) (?:connecterai|connectera|connecteront|connecte|connectent)"
    r"|(?:etaient|sont|etait|(?:a|ont|avait|avaient) ete) reunie?s?|(?:a|ont|avait|avaient|aura|auront)\s+(?:[a-z-]+\s+){0,3}?(?:accueilli|reuni|rassemble|rencontre|convie|consulte|negocie|recu|rejoint)"
    r"|(?<!se )(?:reunit|reunissait|reunira|reuniront|rassemble|rassemblait|rassemblera)(?= )|(?:voir|revoir|retrouver|rencontrer)(?= (?:par|en|via) (?:liaison )?(?:video|visio))|(?<!etaient )(?<!sont )(?:reunis|reunies)(?= (?:[a-z]+ )?(?:a distance|par|en|via)\b))"
)
# What tells "doivent se rappeler jeudi" from "doivent se rappeler leurs promesses".
_LATER = (
    r" ?(?:[.,;!]|$|(?:a|de) nouveau|(?:des |avant |d'ici )?(?:ce(?:tte)?|le \d|la semaine|demain|apres-demain|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|dans (?:l[ae]|les|une?|quelques|deux)\b|prochainement|bientot|plus tard|en (?:fin|debut) de|pour (?:fixer|faire|regler|convenir))"
)
_CALL_VERB = (
    r"(?:(?:a|ont|avait|avaient|ait|aient|avoir|aura|aurait|auraient|ayant|ai|auront|eut|eurent)(?:, [^,;.:«»\"]{2,45},)?\s+(?:[\"«“] ?)?(?:ete\s+)?(?:(?!qui\b)[a-z-]+\s+){0,3}?(?:appele|rappele|joint|contacte|(?<!\bau )(?<!par )(?<!son )(?<!un )(?<!le )(?<!leur )telephone)e?s?\b"
    r"|(?<!s')(?<!m')(?<!t')\b(?:appelle|appelait|appelera|appellera|appellerait|telephonerait|appellent|appeler|rappeler|rappelle|(?<!se )joindre|contacter|telephoner|(?<!est )(?<!sont )(?<!etait )(?<!etaient )(?<!ete )(?<!ont )(?<! a )(?<!avait )(?<!ait )joint(?! (?:par|a|au|aux|de|du|des|d'|en|et|ou|entre|dans|pour|qui|que|qu'|sur|avec|lors|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b)(?= [a-z]+[ .])|(?<!au )(?<!par )(?<!le )(?<!du )(?<!de )telephone(?= (?:a|aux?)\b)|telephonait|telephonera|appelant)\b"
    r"|(?:a|ont|avait|ai|avoir|aura|avaient)\s+(?:(?:en revanche|aussi|egalement|ensuite|enfin|deja|finalement|longuement|brievement|de (?:son|leur) cote|pour sa part|par ailleurs|en outre|d'abord|a son tour|encore|bien|meme|tout de meme|a nouveau|de nouveau),?\s+){1,2}eue?s?\b(?= (?!un\b|une\b|des\b|de\b|d'|a\b|lieu\b|le droit|l'occasion|pour\b|raison))|(?:a|ont|avait|ai|avoir|aura|avaient)\s+eue?s?\b|(?:avait|avaient)\b(?= en ligne (?!avec\b|depuis\b))|(?:avait|avaient)\b(?= (?:[a-z'-]+ ){1,5}?(?:en ligne|au bout du fil|au telephone)\b)|\ba\b(?= (?:mm?e?\. ?)?(?:[a-z'-]+ ){1,5}?en ligne\b)|(?:a|aura|auront|aurait|auraient|avoir)\b(?= en ligne )|(?:aura|auront|aurait|auraient|avoir)\b(?= (?:[a-z'-]+ ){0,9}?(?:en ligne|au bout du fil|au telephone)\b)|\b(?:appela|telephona|joignit|contacta)\b"
    r"|(?:s'|se )(?:est|sont|etaient|etait|soient|seraient|furent|seront|etre|etant) (?:[a-z-]+ ){0,2}?(?:appele|telephone)e?s?\b|(?:s'|se )(?:appel(?:er|aient|erent)|appell(?:ent|eront|eraient)|telephon(?:er|ent|eront|aient|eraient|erent))\b"
    r"|(?:(?<=doivent )|(?<=devraient )|(?<=devaient )|(?<=vont )|(?<=allaient )|(?<=convenus de )|(?<=convenu de )|(?<=promis de )|(?<=prevu de )|(?<=pourraient )|(?<=pourront ))se rappeler\b"
    rf"(?={_LATER})|se rappelle(?:ront|raient)\b(?={_LATER}))"
)
_PARTICIPLE = r"(?:(?<=\n)|(?<=\. )|(?<=^)|(?<=, ))(?:joint|appele|contacte)e?s? (?:au telephone |par telephone |[a-z]+ ){0,2}?par\b(?! telephone\b)"
_VERB = re.compile(rf"{_VERB_STARTS}(?:(?P<talk>{_TALK_VERB})\b|(?P<meet>{_MEET_VERB})\b|(?P<participle>{_PARTICIPLE})|(?P<call>{_CALL_VERB}))")
INHERENT_PHONE_VERB = re.compile(r"telephon|raccroch")

# "appel a la paix", "appel d'offres", "faire appel", "l'appel du juge": nouns that are no call.
NOT_A_CALL = re.compile(
    r"appels? (?:a (?!(?:l'etranger|son|sa|ses|leurs?|m\.|mme|deux|trois|quatre|cinq|six|plusieurs|eu|ete|bien|dure|permis|porte|commence|debute|suivi|fait|tourne|aussi|egalement|reuni|rassemble|oppose|associe|mis|donne|precede|conclu|occupe|scelle|failli|suffi|surpris|lieu|pourtant|enfin|finalement|ensuite)\b)|au (?!(?:president|premier|chancelier|roi|chef|ministre|secretaire|numero|prince|pape)\b)|aux (?!(?:presidents|dirigeants)\b)|d'offres?|d'air|de phares?|de fonds?|"
    r"de la foret|du pied|du large|des forces|de detresse|d'urgence|de note|publics?|solennels? a|conjoints? a|unanimes?|des? femmes|de candidature|en justice|pour qu(?:e |'))"
    r"|(?:fai(?:t|re|sant|sait)|fera|font|fassent|firent|interjet\w+|en|cour d'|par l'|un nouvel(?! appel (?:entre|avec|telephonique|[a-z]+-[a-z]+ |est (?:prevu|programme|attendu)))|lanc\w+ (?:un|cet|son|leur|l')|(?:(?<!au )cours?|arrets?|proces|verdicts?|audiences?|jugements?|ministres?|condamnations?) (?:en|d'|de l')) ?appels?\b"
    r"|(?:pour|sans|de) (?:prendre|recevoir|passer|attendre) (?:un|des) (?:appels?|coups? de (?:fil|telephone))(?: telephoniques?)?(?= ?(?:$|[.;»\"]|, (?!a |au |avec |de )))"  # of somebody unnamed
    r"|echanges? (?:commercia|de tirs?|de prisonniers?|d'informations?|de coups|d'obus|de feux?|universitaire|culturel|economique|d'amabilites|de population|scolaire|de messages|de lettres|de donnees)"
    r"|(?:direction|ministr|ministere|direct(?:eur|rice)|conseill|service|agence|responsable|charge|equipe|cellule)[a-z]* (?:de la |en |a la |de )communication|libre-echange|discussions? (?:commerciales|budgetaires|parlementaires|en cours)|entretien (?:des routes|d'embauche|accorde|publie|au (?:journal|quotidien|magazine|monde|figaro|point)|a l'afp|avec (?:l'afp|reuters|la presse|un journaliste)|exclusif|televise)"
)
# Those who talk to a press organ, not to each other.
PRESS = re.compile(
    r"\b(?:journalistes?|notre (?:journal|redaction|correspondante?|envoye)|nos confreres|l'afp|a l'afp|reuters|la presse|interview\w*|envoye special du|quotidien|hebdomadaire|france ?info|bfm ?tv|rtl|europe 1|cnn|fox news|bbc|"
    r"correspondante?s?|joint[es]? par (?:l'afp|telephone|le monde|reuters)|contacte[es]? par|interroge[es]? par|repondu a nos questions|par nos soins|par nous\b|"
    r"accord(?:e|ent|ee?s?|er|ait)\b[^.;]{0,40}\b(?:au|a l'|a la|a un|a notre) ?(?:journal|quotidien|magazine|site|chaine|radio|hebdomadaire|television)|"
    r"conference (?:de presse|telephonique avec (?:la presse|des journalistes|les medias)))"
)
BY_THE_PRESS = re.compile(
    r"\b(?:joint|contacte|interroge|interviewe)e?s? (?:(?:au|par) telephone |[a-z]+ ){0,2}par (?:nos soins|notre|nous\b|l'(?:afp|agence|orient|obs|express|opinion)|reuters|bloomberg|associated press|le (?:monde|figaro|soir|point|parisien|temps)|la (?:rtbf|rts|croix|tribune)|"
    r"jeune afrique|rfi|france ?\d|france info|franceinfo|bfm|mediapart|liberation)\b"
    r"|\b(?:joint|contacte|interroge|interviewe)e?s? (?:au|par) telephone(?: (?!par\b)[a-z0-9']+){0,5}, (?:un|une|des(?! (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|l[ea]|ce|cette|son|sa|avant)\b)|plusieurs) "  # by nobody: by those who write
)
ON_AIR = re.compile(r"\b(?:emission|plateau|soiree|sequence|telespectateurs|studio|chaine|antenne)\b[^.;]*\ben duplex|\ben duplex\b[^.;]*\b(?:emission|plateau|telespectateurs|studio|chaine|antenne|journaliste)")
WIRETAP = re.compile(r"\b(?:ecoutes? (?:telephoniques?|judiciaires?)|conversations? (?:interceptees?|enregistrees? (?:a leur|clandest))|mise?s? sur ecoute|canular\w*|imposteurs?|se fais\w+ passer|croya(?:it|ient) (?:parler|discuter|s'entretenir|avoir)|pensa(?:it|ient) (?:parler|discuter|s'entretenir|avoir)|usurpateur|vovan|humoristes?|blagues?|persuade\w* de s'etre entretenu|croyant (?:parler|s'entretenir|discuter)|escroc\w*|arnaque\w*|imitateur|faux (?:president|premier ministre|ministre|chancelier|dirigeant|pape|roi)|piege[rs]?s? par|faux appel|hoax)|\b(?:amuseurs?|farceurs?|plaisantins?|mystificateurs?|impostures?|(?:avoir|ont|ete|fait|faire) (?:bernee?s?|berner)|(?<!pas )dupe[rs]?|dupees?|mystifiee?s?)\b|\b(?:se disait|se disant|se presentait comme|en se presentant comme|empruntant la voix)\b")
ONE_WAY = re.compile(r"(?:message|allocution|discours|adresse|declaration|intervention|conference de presse|video de campagne|annonce|courte|dans une|publie une) (?:video|en ligne|virtuelle|televisee|telephonique)|conference de presse[^,;.]{0,40}(?:par|en|via) (?:liaison |lien )?(?:video|visio)|(?:adress|exprim|prononc|interven|intervien|allocution|discours|particip|retransmi|diffus)[a-z]* (?:(?!reunions?|sommets?|entretiens?|conversations?|echanges?|discussions?|rencontres?|consultations?)[a-z',-]+ ){0,7}?(?:par|en|via) (?:liaison |lien )?(?:video|visio)")
GENERIC = re.compile(
    r"\b(?:(?:se (?:parlent|telephonent|sont parle)|s'(?:appellent|entretiennent)|ont (?:parle|echange)) (?:[a-z-]+ ){0,3}?(?:regulierement|souvent|frequemment|presque tous les jours|quotidiennement|a plusieurs reprises|a de nombreuses reprises|a maintes reprises|plusieurs fois|(?:deux|trois|quatre|cinq|six|sept|huit|dix|\d+) (?:fois|reprises))|par (?:deux|trois|quatre|cinq|six) fois|[a-z]+ fois par (?:jour|semaine|mois|an)"
    r"|(?:(?:bien des|maintes|tant de|mille|combien de) fois|plus d'une fois|d'(?:ordinaire|habitude)|volontiers|quelquefois|parfois(?! (?:avec|sur|dans|en|rude|vi[fv]|tendu))|occasionnellement|de loin en loin|rarement|de temps (?:a autre|en temps)|regulierement|frequemment|souvent|a (?:plusieurs|de nombreuses|maintes|deux|trois|quatre|cinq|six|sept|huit|dix|onze|douze|\d+) reprises|plusieurs fois|multipli\w+|nombreux|nombreuses|plusieurs|intenses?|incessants|chaque (?:semaine|jour|mois)|tous les (?:jours|mois)|toutes les (?:[a-z]+ )?(?:semaines|heures))"
    r")"
)
_REPEATED_NOUN = re.compile(
    r"\b(?:multipli\w+ [^.;:]{0,45}|(?:les|des|ses|leurs|de) (?:nombreux|multiples|incessants|frequents|innombrables|nombreuses|multiples|frequentes|regulieres|reguliers|plusieurs)|plusieurs|nombreux|nombreuses|dizaines? de|centaines? d[e']|(?:cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|\d{1,3})) (?:(?!une? |l[ea]s? |son |leur )[a-z]+ )?$"
)


_SO_MANY_HOURS = re.compile(r"\b(?:tant d'|toutes ces |trop d'|d'innombrables )heures (?:passees )?$")
_LASTING = re.compile(r" (?:telephoniques? )?(?:quasi[- ])?(?:permanents?|constants?|reguliers?|quotidiens?|quotidiennes?|regulieres?|constantes?|permanentes?|frequents?|frequentes?|suivis?|soutenus?)\b")  # "en contact téléphonique permanent"
_TWICE_THAT_DAY = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)(?: matin| soir| apres-midi)? (?:a )?(?:deux|trois) (?:fois|reprises)\b|\b(?:deux|trois) (?:fois|reprises),? (?:[a-z'-]+ ){0,5}?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|dans la journee|ce jour|en (?:une|deux|quelques|vingt-quatre|24) )")
_TWICE_AND_WHEN = re.compile(r"\bpar (?:deux|trois) fois,? (?:[a-z'-]+ ){1,8}?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)\b")  # "Par deux fois, X a appelé Y mardi"
_IN_VAIN = re.compile(r"\b(?:en vain|vainement|sans succes)\b")  # "a cherché en vain par deux fois à le joindre"
_COUNTED = re.compile(r"[^.;:]*?\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|plusieurs|\d+) (?:fois|reprises)\b")


@dataclass(frozen=True)
class Expression:
    """One call expression in a sentence. `strength`: strong says by itself that it was remote, weak needs a context, call_verb needs a person as object."""

    start: int
    end: int
    kind: str  # noun, talk_verb, meet_verb, call_verb, adverb
    strength: str  # strong, weak
    channel: str | None  # telephone, video
    head: str
    plural: bool = False


def find_expressions(folded: str, start: int, end: int) -> list[Expression]:
    """Call expressions in `folded[start:end]` (one sentence), in text order; a channel phrase goes with the nearest talk before or after it."""
    read = [(m, _noun(folded, m)) for m in _NOUN.finditer(folded, start, end)]
    nouns = [noun for _, noun in read if noun]
    # the adjective of a noun that is no call ("prendre un appel téléphonique") says nothing of a verb
    said = [m.span() for m, noun in read if noun or m.group().endswith(("telephonique", "telephoniques"))]
    channels = [m for m in CHANNEL.finditer(folded, start, end) if not any(s <= m.start() < e for s, e in said)]
    channels = [m for m in channels if not _is_one_way(folded, m) and not _UNSAID.search(folded, max(start, m.start() - 120), m.start())]
    taken = [(n.start, n.end) for n in nouns]
    verbs = [
        v for v in (_verb(m) for m in _VERB.finditer(folded, start, end))
        if not any(s < v.end and v.start < e and v.kind == "talk_verb" and v.head in ("echange", "discute", "appel", "point") for s, e in taken)
    ]
    talks = sorted(nouns + verbs, key=lambda e: e.start)
    told = [e for e in _attach(folded, talks, channels) if e.kind != "meet_verb" or e.strength == "strong"]
    same = SAME_MEANS.search(folded, start, end) if " meme " in folded[start:end] else None
    if same is None or any(e.strength == "weak" and (0 <= e.start - same.end() <= 25 or 0 <= same.start() - e.end <= 60) for e in told):
        return told
    return sorted([*told, Expression(same.start(), same.end(), "adverb", "weak", None, "meme canal")], key=lambda e: e.start)


IN_THAT_WAY = re.compile(r"\bde la meme (?:maniere|facon)\b")
SAME_MEANS = re.compile(r"\b(?:par|via) l[ea] meme (?:canal|voie|moyen|biais|truchement)\b")  # the telephone, where one has just been told of


# "a participé par vidéo à la réunion de ...": no address to an assembly
_INTO_A_TALK = re.compile(r",? (?:a |aux? )(?:une? |la |l'|des |cette |cet )?(?:[a-z]+ )?(?:reunions?|consultations?|entretiens?|discussions?|pourparlers|negociations?|echanges?|rencontres?|tables? rondes?)\b")


_UNSAID = re.compile(r"\b(?:preciser?|dire|dit|savoir|ignore|indiquer?|specifier)\b(?: [a-z]+)? si (?:la |le |l'|cette |cet )(?:conversation|entretien|echange|discussion|entrevue|reunion)\b[^.;:]{0,40}$")  # "sans préciser si la conversation se ferait par téléphone"


def _is_one_way(folded: str, channel: re.Match[str]) -> bool:
    if channel.group("video") is None:
        return False
    if _INTO_A_TALK.match(folded, channel.end()):
        return False
    before = folded[max(0, channel.start() - 60): channel.end()]
    return bool(ONE_WAY.search(before)) or channel.group() == "video"


def _noun(folded: str, match: re.Match[str]) -> Expression | None:
    text = match.group()
    if (text == "echange" or _BY_A_MEANS.match(text)) and _HAVING.search(folded, max(0, match.start() - 40), match.start()):
        return None  # "avait auparavant échangé": the verb
    called = text == "appel" and folded.startswith(" a ", match.end()) and _ON_THE_LINE.search(folded, max(0, match.start() - 50), match.start())
    if not called and NOT_A_CALL.search(folded, max(0, match.start() - 18), min(len(folded), match.end() + 22)) and _spans_not_a_call(folded, match):
        return None
    head = text.split()[0]
    if match.group("busy"):
        return Expression(match.start(), match.end(), "noun", "strong", "telephone", "telephone", plural=True)
    if match.group("bare"):
        if not _DETERMINED.search(folded, max(0, match.start() - 30), match.start()):
            return None
        if head == "appel" and _ON_THE_LINE.search(folded, max(0, match.start() - 50), match.start()):
            return Expression(match.start(), match.end(), "noun", "strong", "telephone", head)
        return Expression(match.start(), match.end(), "noun", "weak", None, head.rstrip("s"), head.endswith("s") and head != "tete-a-tetes")
    channel = "video" if match.group("video") else "telephone"
    if head.startswith(("visio", "video")) and re.search(r"\b(?:par|en|via) $", folded[max(0, match.start() - 5):match.start()]):
        return None  # the adverb "par visioconférence", read as a channel
    if channel == "video" and ONE_WAY.search(folded, max(0, match.start() - 60), match.end()):
        return None
    return Expression(match.start(), match.end(), "noun", "strong", channel, head.rstrip("s"), head.endswith("s") and head not in _PLURAL_OF_ONE)


_BY_A_MEANS = re.compile(r"echange (?:[a-z]+ )?(?:par|au|en|via|sur|a) ")
_HAVING = re.compile(r"\b(?:a|ont|avait|avaient|ayant|avoir|auront|aurait|auraient|avons)(?:, [^,;:.]{2,30},)? (?:(?!une?\b|des?\b|les?\b|la\b|cet|son\b|leur)[a-z]+ ){0,2}$")
_PLURAL_OF_ONE = ("heures", "minutes", "pris", "repris", "rendez-vous", "discussions", "consultations", "pourparlers", "negociations")
# "lors d'un appel", "n'a pas pris son appel": only a telephone call is something that one is in the middle of, or answers.
_ON_THE_LINE = re.compile(
    r"(?:\b(?:lors|au cours|a l'issue|a l'occasion|au terme|dans le cadre|a la fin|au debut|pendant|durant|apres|suivie?|precedee?|passe|passer|(?:passe|passer|passait|passera) [a-z]+) (?:d'un|de l'|de cet|de leur|de son|d'un (?:autre|bref|long|nouvel|premier|second|deuxieme|troisieme|dernier|simple|ultime|rapide|court)|l'|cet|leur|son|un)"
    r"|\b(?:pris|prendre|prend|prenait|decroche|manque|ignore|decline|raccroche|coupe) (?:son|leur|un)|\bpar un(?: simple| bref| long| dernier)?|\brepond(?:re|u|ait)? (?:[a-z]+ )?a (?:son|leur)|\b(?:prend|pris|prendre|prenait) (?:meme )?(?:pas |jamais )?(?:son|leur))\s?$"
)
_DETERMINED = re.compile(r"(?:\b(?:un|une|cet|cette|ce|la|le|leur|leurs|son|sa|aucun|aucune|les|ces|des|ses|deux|trois|du|au|dernier|derniere|nouvel|nouvelle|d'un|premier|second|(?:pas|jamais|plus|point)(?: eu)? d'|(?:serie|salve|ronde|cascade|flopee|type|genre|heures|ballet|marathon|journee|vague|frenesie|avalanche|deluge|pluie|flot|rafale|kyrielle|multitude|succession) d'|recu de nombreux|recu d'autres|ni)|\bl'|^|\n|[.:«\"] ?)\s*(?:[«\"“] ?)?(?:[a-z-]+ ){0,2}$")


def _spans_not_a_call(folded: str, match: re.Match[str]) -> bool:
    found = NOT_A_CALL.search(folded, max(0, match.start() - 18), min(len(folded), match.end() + 22))
    while found:
        if found.start() < match.end() and match.start() < found.end():
            return True
        found = NOT_A_CALL.search(folded, found.end(), min(len(folded), match.end() + 22))
    return False


def _verb(match: re.Match[str]) -> Expression:
    text = match.group()
    if match.group("meet"):
        return Expression(match.start(), match.end(), "meet_verb", "weak", None, text.split()[-1])
    kind = "talk_verb" if match.group("talk") else "call_verb"
    if match.group("participle"):
        return Expression(match.start(), match.end(), kind, "strong" if "telephone" in text else "weak", "telephone", "participle")
    strong = bool(INHERENT_PHONE_VERB.search(text))
    head = text.removesuffix(" au").removesuffix(" a").split()[-1].lstrip("\"«“")
    return Expression(match.start(), match.end(), kind, "strong" if strong else "weak", "telephone" if strong else None, head)


def _attach(folded: str, talks: list[Expression], channels: list[re.Match[str]]) -> list[Expression]:
    """Give each channel phrase to a talk in the same clause; one that finds none is an expression of its own ("a dit au téléphone à")."""
    result = list(talks)
    for channel in channels:
        name = "telephone" if channel.group("phone") else "video"
        index = _nearest_talk(folded, result, channel)
        if index is None and channel.group().startswith("telephonique") and not _BY_WAY_OF.search(folded, max(0, channel.start() - 20), channel.start()):
            continue  # "les factures téléphoniques": of no conversation
        if index is None and channel.group("video") and not _BY_VIDEO.match(channel.group()) and not _WAS_HELD.search(folded, max(0, channel.start() - 170), channel.start()):
            continue  # "de manière virtuelle", "mis en ligne": remote, but no conversation
        if index is None:
            result.append(Expression(channel.start(), channel.end(), "adverb", "strong", name, channel.group()))
        else:
            talk = result[index]
            result[index] = Expression(talk.start, talk.end, talk.kind, "strong", name, talk.head, talk.plural)
    return sorted((e for e in result), key=lambda e: e.start)


_BY_WAY_OF = re.compile(r"\b(?:voie|liaison|contacts?|felicitations|condoleances|voeux|remerciements|message) $")
_BY_VIDEO = re.compile(r"en duplex|par satellite|(?:par|en|via) (?:liaison |lien )?(?:visio|video)|(?:via|par|sur) (?:zoom|skype|teams|webex|facetime)|par (?:ecran|camera)|(?:devant|derriere) (?:son|leurs?|un|des) ecran|en distanciel|(?:en|sous|dans un) (?:mode|forma?t?e?) virtuel")
_WAS_HELD = re.compile(  # "Le sommet de la Communauté s'est déroulé virtuellement"
    r"\b(?:sommets?|reunions?|sessions?|rencontres?|conferences? des|consultations?|concertations?)\b[^.;:«»\"]{0,110} (?:(?:s'est|s'etait|se sont|est|etait|sera|a ete|avait ete) (?:[a-z]+ )?(?:tenue?|deroulee?|ouverte?|organisee?|reunie?)s?"
    r"|se (?:tient|tiendra|deroule|deroulera|tenait|deroulait)|(?:a|aura|avait) (?:eu )?lieu)(?: [a-z0-9]+){0,4} $"
)
_CLAUSE_BREAK = re.compile(r"[;:!?]|(?<!\bm)(?<!\bmm)(?<!\bmgr)\.|,? (?:alors que|tandis que|mais|apres que|avant que|lorsqu|quand|qui|que|qu')\b|, (?:a|ont) (?:declare|affirme|indique|annonce|precise|ajoute|dit)")


_TOLD_OF = re.compile(r" (?:de (?:sa|son|ses|leurs?|cette|cet|l[a'])|du|des) ?(?:[a-z]+ )?$")  # "a informé par téléphone Y de sa conversation"


_AT_THE_END = re.compile(r"(?:au|a l'autre) bout")  # "X était au bout du fil, premier échange depuis ..."
_PREPARED = re.compile(r"\b(?:a|avait|ont|avaient) ete [a-z]+e?s?\b")  # "la discussion avait été préparée par téléphone entre A et B"
_CLEFT = re.compile(r"\b(?:c'est|c'etait) $")  # "c'est par téléphone que X a parlé à Y"
_THAT = re.compile(r"^ qu(?:e |')")


def _nearest_talk(folded: str, talks: list[Expression], channel: re.Match[str]) -> int | None:
    best, best_gap = None, 110
    for i, talk in enumerate(talks):
        if talk.strength == "strong" or (talk.kind == "call_verb" and talk.head in ("eu", "eue", "eus", "eues") and (channel.start() < talk.end or _had_a_talk(folded, talks, channel))):
            continue
        before = talk.end <= channel.start()
        gap = folded[talk.end:channel.start()] if before else folded[channel.end():talk.start]
        if _CLEFT.search(folded, max(0, channel.start() - 8), channel.start()):
            gap = _THAT.sub("", gap)
        cost = len(gap) + (0 if before else 30) + (0 if talk.kind != "noun" else 10)
        told_of = talk.kind == "noun" and (_TOLD_OF.search(gap) or (_AT_THE_END.match(channel.group()) and gap.startswith(",")) if not before else _PREPARED.search(gap) and folded.startswith(" entre ", channel.end()))
        if cost < best_gap and not told_of and not _CLAUSE_BREAK.search(gap):
            best, best_gap = i, cost
    return best


def _had_a_talk(folded: str, talks: list[Expression], channel: re.Match[str]) -> bool:
    """ "a eu, par visioconférence, un entretien": the channel is that of the noun."""
    return any(t.kind == "noun" and 0 <= t.start - channel.end() <= 25 and not _CLAUSE_BREAK.search(folded[channel.end():t.start]) for t in talks)


_CLAUSE_OF = re.compile(r"\b(?:lorsqu|quand)[e']? ?")  # "elle plaisantait volontiers lorsqu'ils se sont parlé"
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")


def is_repeated(folded: str, expression: Expression) -> bool:
    """Whether the expression speaks of calls in general or of many: "les deux dirigeants se parlent souvent"."""
    if expression.head in ("heure", "minute"):
        return False  # "Dix minutes d'appel": a length
    if expression.kind == "adverb" and _SO_MANY_HOURS.search(folded, max(0, expression.start - 25), expression.start):
        return True
    if expression.kind == "noun":
        return bool(_REPEATED_NOUN.search(folded, max(0, expression.start - 70), expression.start) or _LASTING.match(folded, expression.end))
    behind = _SENTENCE_END.split(folded[expression.end:expression.end + 85], maxsplit=1)[0]
    before = _CLAUSE_OF.split(folded[max(0, expression.start - 30):expression.start])[-1]
    near = before + folded[expression.start:expression.end] + behind
    clause = re.split(r"[.;:]", folded[max(0, expression.start - 30):expression.start])[-1]
    counted = _COUNTED.match(clause + folded[expression.start:expression.end] + behind)
    if _TWICE_THAT_DAY.search(behind) or _TWICE_AND_WHEN.search(_SENTENCE_END.split(folded[max(0, expression.start - 70):expression.start])[-1] + folded[expression.start:expression.end] + behind) or _IN_VAIN.search(clause):
        return False
    return bool(GENERIC.search(near[:len(before) + expression.end - expression.start + 45])) or bool(counted and "la derniere" not in near)
