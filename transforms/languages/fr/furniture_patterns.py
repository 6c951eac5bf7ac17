"""The wording of page furniture in French: whole lines by kind, captions, stamps, bylines, datelines, cheap cues."""

from __future__ import annotations

import re

from transforms.languages.fr.stamps import DAY_MONTH, FULL_DATE

# --- whole lines, on folded text without leading bullets: kind, greatest length in characters, wordings ---
_WIRE = "afp|reuters|ap|ats|keystone-ats|belga|dpa|xinhua|anadolu|aa|map|aps|tap|apanews|services|agences?"
_WIRES = rf"(?:{_WIRE})(?:[ ,/-]+(?:et )?(?:{_WIRE}))*"
_MINUTES = r"\d+ ?(?:min|mins|minutes?|mn)\b\.?"
_WEEKDAY = r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)"
_NETWORKS = "facebook|twitter|x|whatsapp|linkedin|telegram|pinterest|e-?mail|instagram|messenger|google news"
_WORDINGS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("related", 300, (
        r"(?:a |pour )?(?:lire|voir|ecouter|regarder|relire|decouvrir) (?:aussi|egalement|encore)\b",
        r"a (?:lire|voir|ecouter|regarder|relire|decouvrir)(?: sur [\w. ]+)? ?[:>»\[]",
        r"(?:a )?(?:lire|voir|ecouter) ?:?$",
        r"(?:notre dossier|sur le meme (?:sujet|theme)|dans la meme rubrique|en lire plus|en savoir plus) ?:?$",
        r"articles? (?:lies?|associes?|similaires?|recommandes?) ?:?$",
        r"(?:plus d'(?:infos?|informations)|les plus lus|a la une|nos articles) ?:?$",
    )),
    ("comment", 90, (
        r"(?:soyez|devenez) le premier a (?:commenter|reagir)",
        r"(?:laisser|laissez|ajouter|ajoutez|poster|ecrire|publier|voir|lire|masquer|afficher) "
        r"(?:un|les|votre|vos|le|tous les) commentaires?\b",
        r"(?:\d+ )?commentaires? ?(?:\(\d+\)|: ?\d*)?$",
        r"(?:aucun|pas encore de) commentaires?(?: pour .{0,20}| sur cet article)?$",
        r"\d+ reactions?$|reagir(?: a cet article)?$|connectez-vous pour (?:commenter|reagir)",
        r"votre adresse (?:e-?mail|de messagerie) ne sera pas publiee|les commentaires sont fermes",
    )),
    ("share", 90, (
        r"(?:partager|partagez|tweeter|envoyer|imprimer|sauvegarder|enregistrer|copier le lien)"
        r"(?: (?:l'|cet )article| ceci| cela| cette page| sur [\w, ]+| par (?:e-?mail|mail|courriel))? ?:?$",
        rf"(?:{_NETWORKS})\W*$",
        r"(?:suivez|rejoignez|retrouvez)[ -]nous (?:sur|en)\b",
        r"ajouter a (?:mes|vos) favoris|l'article a ete ajoute a (?:mes|vos) favoris",
    )),
    ("newsletter", 300, (
        r"(?:inscrivez-vous|abonnez-vous|s'inscrire|s'abonner|inscription|recevez|je m'inscris|je m'abonne)\b"
        r".*(?:newsletter|infolettre|lettre d'info|par e-?mail|boite (?:mail|aux lettres)|chaine whatsapp)",
        r"(?:la |nos |notre |les )?(?:newsletters?|infolettres?)$",
    )),
    ("subscription", 200, (
        r"(?:cet? )?(?:article|contenu|texte) (?:est )?(?:exclusivement )?(?:reservee?|offert)s? (?:a|aux|par)"
        r" (?:nos |un |des )?abonnes?",
        r"la suite (?:de cet article )?est reservee|il vous reste [\d.,]+ ?% de cet article",
        r"deja abonnee? ?\?|pour lire la suite, abonnez-vous|acces (?:libre|abonnes)$|temps restant de lecture",
        r"(?:je m'abonne|s'abonner|abonnez-vous|se connecter|s'identifier)(?: .{0,50})?$",
    )),
    ("cookie", 500, (
        r"(?=.*\bcookies\b)(?:(?:ce|notre) site|nous utilisons|en poursuivant|en (?:cliquant|continuant)|accepter|"
        r"(?:tout )?refuser|gerer|parametrer|parametres|vous avez (?:refuse|choisi)|votre consentement)",
    )),
    ("tags", 250, (r"(?:tags?|mots?[- ]cles?|etiquettes?|hashtags?)(?: ?: |$)", r"(?:#[\w-]+[ ,]*){2,}$")),
    ("byline", 60, (
        rf"(?:(?:temps|duree) de lecture|lecture) ?:? ?{_MINUTES}.{{0,5}}$",
        rf"{_MINUTES} de lecture.{{0,5}}$|\d+ ?min\.?$",
    )),
    ("byline", 160, (
        r"(?:publiee?|mise? (?:a jour|en ligne)|modifiee?|creee?|postee?|ecrite?|actualisee?|redigee?)"
        rf"(?: par .{{2,40}})?[ ,:]+(?=.{{0,25}}\d)(?:le |ce |il y a |aujourd'hui|hier|\d|{_WEEKDAY})",
    )),
    ("credit", 120, (
        r"(?:credits?(?: ?-?photos?)?|copyright|source) ?[:©/] ?\S",
        r"(?:©|\(c\)|tous droits reserves|reproduction interdite)",
    )),
    ("credit", 60, (
        rf"\(?(?:[\w' .-]{{2,35}} )?avec (?:l'agence |l'|les agences? )?{_WIRES}\)?\.?$",
        rf"\(?{_WIRES}\)?$",
    )),
    ("caption", 200, (r"(?:photos?|illustration|visuel|image(?: d'illustration)?) ?[:©/] ?\S",)),
)  # fmt: skip
_SIGN = r"^[^\w(#@\"«']{0,4}"  # bullets, arrows, emoji before the words
LINES = tuple(
    (kind, longest, re.compile(_SIGN + rf"(?:{'|'.join(wordings)})")) for kind, longest, wordings in _WORDINGS
)
NETWORK = re.compile(rf"^\W*(?:{_NETWORKS})\W*$")

# --- signatures, as written ---
SIGNATURE = re.compile(r"^(?:✍|🖊|🖋|✒|📝)\ufe0f? ?(?P<name>.{2,70})$")
PIN = re.compile(r"^(?:📍|🌐|📧|✉|📎|🔗)")
DESK = re.compile(r"^(?=.*/)[a-z]{2,6}(?:[/-][a-z]{1,5}){1,16}/?$")  # initials of an agency's desk: "bur-abc/de/fg"

# --- captions, as written: a photo credit at the end of the line ---
_PHOTO_AGENCIES = (
    r"AFP|AP|Reuters|EPA|Sipa(?: ?USA| Press)?|MaxPPP|Getty(?: Images)?|Abaca(?:press)?|Belga(?:image)?|Keystone|"
    r"Sputnik|TASS|ANP|DPA|Hans Lucas|Xinhua|Anadolu(?: Agency)?|Bloomberg|NurPhoto|ZUMA(?: Press)?|ATS|"
    r"La Presse Canadienne|Presse canadienne|Andia|Divergence|REA|Starface|BestImage|Icon Sport|Panoramic|Shutterstock"
)
CAPTION = re.compile(
    r"(?:(?:(?:^|[.!?»)\"”…]\s*|\s[-–—|/]\s*)"
    r"(?:©|\(c\)|Photos?(?: ?:| (?=[A-ZÉ]))|PHOTOS?(?: ?:| (?=[A-ZÉ]))|Cr[ée]dits?(?: photos?)? ?:|Images? ?:|"
    r"Illustration ?:)\s*[^.!?]{2,80}\.?"
    r"|(?:^|[.!?»)\"”…,]\s+|\bvia\s+|\s[-–—]\s*)(?>[^\W\d_][\w.'’&-]*\s?){1,6}/\s?"
    rf"(?i:{_PHOTO_AGENCIES}|pool)\b[^.!?]{{0,40}}\.?"
    rf"|\bvia\s(?i:{_PHOTO_AGENCIES})\.?"
    r"|\s\((?:(?:[Pp]hotos?|PHOTO|Cr[ée]dits?)\b[^()]{0,40}"
    rf"(?:[:/©]|\b(?i:{_PHOTO_AGENCIES})\b|archives?|illustration)[^()]{{0,40}}|©[^()]{{2,60}}|"
    r"[Ii]mages? d['’](?:archives?|illustration)|[Aa]rchives)\)\.?)$)"
)
MONTAGE = re.compile(  # an agency's words on two pictures side by side, before the news: "(COMBO) Ce montage réalisé le ... montre ... – La visite ..."
    r"(?:\(COMB[A-Z/ ]{1,30}\)\s*)?(?:Ce montage|Cette combinaison|Cette image combinée|Montage|Combinaison)\b[^\n]{20,700}?\s[–—-]\s(?=[A-ZÉÈÀÂÎÔ])"
)
SHARED_CREDIT = re.compile(rf"^[^.!?]{{2,60}}\s?/\s?(?:{_PHOTO_AGENCIES})$")
CREDIT_CUE = re.compile(r"©|\(c\)|/|\bvia\b|[Pp]hoto|PHOTO|[Cc]r[ée]dit|Image|image|Illus|rchives")

# --- dates of bylines and comments, on folded text ---
_CLOCK = r"\d{1,2} ?(?:h|:) ?\d{2}(?: ?min)?"
_DATE = f"(?:{FULL_DATE.pattern})"
STAMP = re.compile(
    rf"^\W{{0,3}}(?:le )?(?:{_CLOCK}[ ,]*(?:le |du |- )?{_DATE}|{_DATE}[ ,]*(?:a |- |/ )?{_CLOCK})\W{{0,3}}$"
)
DATE_LINE = re.compile(
    r"^\W{0,4}(?:le |par [^\d]{3,50}[ ,-]+(?:le )?|[^\d\n]{3,40}[|,•·–-] ?(?:le )?)?"
    rf"(?:{_WEEKDAY} )?{_DATE}(?:[ ,]*(?:a |- |[|] ?)?{_CLOCK})?\W{{0,4}}$"
)

# --- people in bylines, as written ---
_PARTICLE = r"(?:de |d['’]|du |le |la |van |von |el |al[ -]|ben )?"
_PERSON = rf"[A-ZÉÈÂÎÔÇÀ][\w.'’-]+(?: {_PARTICLE}[A-ZÉÈÂÎÔÇÀ][\w.'’-]*){{1,3}}"
NAME_LINE = re.compile(rf"^(?:[-•*–] ?)?(?P<name>{_PERSON})(?: et {_PERSON})?$")
PAR = re.compile(
    r"^(?:[-•*–] ?)?(?:Par|PAR|par|De notre (?:correspondante?|envoyée?)[^,]{0,40},?|Propos recueillis par|Texte :)"
    rf" ?:? ?(?P<name>{_PERSON})(?:(?:,| et| \(| -| –| avec| \|) ?.{{0,60}})?$"
)

# --- datelines, on text without accents, case kept ---
_ARTICLE = r"(?:(?:Le|La|Les|El|L'|N'|Al)[ -]?)?"
_PLACE = rf"{_ARTICLE}[A-Z][\w.'-]*(?:[ -](?:de |du |sur |la |le |en |upon )?[A-Z][\w.'-]*){{0,3}}"
_PLACES = rf"{_PLACE}(?:\s?[/,]\s?{_PLACE}){{0,2}}(?: \([A-Z][\w .'-]{{2,25}}\))?"
_MARK = (
    r"AFP|AP|Reuters|REUTERS|Belga|BELGA|ATS|Keystone-ATS|AA|Anadolu|MAP|APS|TAP|APA(?:news)?|ANP|DPA|dpa|Xinhua|XINHUA|"
    r"ANSA|EFE|PA|Agence \w+|[A-Z]\w+ avec \w+"
)
_AGENCY = rf"\((?:{_MARK})(?:[/, -]+(?:{_MARK}))*\)"
DATELINE = re.compile(
    rf"(?P<place>{_PLACES})(?:"
    rf"\s?[,-]\s?(?P<date>(?i:(?:le )?{_DATE}))(?:,?\s?{_AGENCY})?(?:\s?[|:]|\s?-(?=\s)|\.(?=\s|$))"
    rf"|\s?[,-]\s?(?P<day_month>(?i:(?:le )?{DAY_MONTH}))(?:,?\s?{_AGENCY})?\s?(?:\||-(?=\s))"
    rf"|(?:\s?[,-])?\s?{_AGENCY}\s?(?:[|:]|-+(?=\s)))"
)

# --- cues, for Polars: an article without any needs no look at its lines; loose, and cheap over all texts at once ---
CUE_WORDS = (
    "commenter", "commentaire", "lire aussi", "lire également", "lire egalement", "lire encore", "voir aussi",
    "voir également", "couter aussi", "à lire", "À lire", "a lire :", "à voir", "À voir", "à écouter", "À écouter",
    "partagez", "partager sur", "partager cet", "tweeter", "whatsapp", "linkedin", "newsletter", "infolettre",
    "lettre d'info", "cookies", "de lecture", "abonné", "abonnez", "s'abonner", "favoris", "réagir", "-nous sur",
    "copyright", "mots-cl", "mots cl", "tags", "même sujet", "même thème", "même rubrique", "en savoir plus",
    "en lire plus", "inscrivez", "s'inscrire", "recevez", "reproduction interdite", "droits réservés", "se connecter",
    "ontage ", "ombinaison ", "notre dossier", "articles liés", "nos articles", "✍", "🖊", "🖋", "✒", "📝",
)  # fmt: skip
CUE_CREDIT = (  # no \b: with a Unicode boundary the regex engine of Polars is fifty times slower
    r"(?m)(?:©|\([cC]\)|Photo|PHOTO|Crédit|Credit|Image|Illustration|Source|Copyright|[Aa]rchives?\)|"
    r"/ ?(?:AFP|AP|R[Ee]|EPA|S[Ii]|M[Aa]xP|MAXPPP|G[Ee]|A[Bb]|B[Ee]|K[Ee]|S[Pp]|TASS|ANP|DPA|Hans|X|A[Nn]|Bl|Nur|ZUMA|"
    r"ATS|La P|P|REA|Star|Icon|Shut|pool)|via (?:AFP|AP|R))[^.!?\n]*\.?$"
)
CUE_DATELINE = r"[–—,-] (?:le )?\d{1,2}(?:er)? [a-zA-Zéû]{3,9}\.? (?:19|20)\d\d ?[|–—:.-]"
CUE_HEAD = (
    r"(?m)^\W{0,4}(?:Par|PAR|par|De notre|Publié|Mis |Mise |Modifié|Créé|Posté|Écrit|Rédigé) |"
    r"\([A-Z][^)\n]{1,30}\) ?[|–—:-]|\d{1,2}(?:er)? [a-zA-Zéû]{3,9}\.?,? (?:19|20)\d\d\W{0,4}$|"
    r"\d\d?/\d\d?/(?:19|20)\d\d|\d ?[h:] ?\d\d\W{0,4}$|^\W{0,3}\d{1,2} ?min|"
    r"^[A-Z][^\n.]{1,40}, \d{1,2}(?:er)? [a-zéû]{3,9}\.? ?[(|–—:-]"
)
CUE_TAIL = (
    r"(?m)^[a-z-]{2,40}/[a-z/-]+$|^\W{0,4}(?:Publié|Mis |Mise |Modifié|Créé|#|[Ll]ire$|[Vv]oir$|Facebook|Twitter|Par |"
    r"[^\n]*[Aa]vec (?:l['’]|les )?(?:AFP|Reuters|AP|ATS|Belga|agence)|"
    r"\(?(?:AFP|Reuters|REUTERS|ATS|Belga|BELGA|Anadolu|Xinhua|APS|APA)[^\n]*$)|"
    r"\d{1,2} ?[h:] ?\d\d[^\n]*$|(?:19|20)\d\d[^\n]*\d{1,2} ?[h:] ?\d\d\W{0,3}$"
)
