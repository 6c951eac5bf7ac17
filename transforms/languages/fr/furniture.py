"""What French news pages put around an article: captions, bylines, credits, comments, prompts. Found line by line.

Every rule is careful rather than complete: a line marked here is lost to extraction, a prompt left in does no harm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from transforms.languages.fr.stamps import DAY_MONTH, FULL_DATE
from transforms.text import fold, strip_accents


class Span(NamedTuple):
    """Characters of the text that are not the article."""

    kind: str
    start: int
    end: int


@dataclass
class Line:
    """One non-blank line: its place without surrounding blanks, the characters, their folded form, the kind found."""

    start: int
    end: int
    text: str
    folded: str
    kind: str | None = None


SHORT = 70  # characters; a line of page furniture, a name or a subheading
LONG = 120  # characters; from here on a line is a paragraph

_AGENCIES = (
    r"AFP|AP|Reuters|EPA|Sipa(?: ?USA| Press)?|MaxPPP|Getty(?: Images)?|Abaca(?:press)?|Belga(?:image)?|Keystone|"
    r"Sputnik|TASS|ANP|DPA|Hans Lucas|Xinhua|Anadolu(?: Agency)?|Bloomberg|NurPhoto|ZUMA(?: Press)?|ATS|"
    r"La Presse Canadienne|Presse canadienne|Andia|Divergence|REA|Starface|BestImage|Icon Sport|Panoramic|Shutterstock"
)
_SIGN = r"^[^\w(#@\"«']{0,4}"  # bullets, arrows, emoji before the words

# --- whole lines, on folded text: kind -> pattern; the first that fits gives the kind ---
_LINES: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (kind, longest, re.compile(_SIGN + pattern))
    for kind, longest, pattern in (
        ("related", 300, r"(?:a |pour )?(?:lire|voir|ecouter|regarder|relire|decouvrir) (?:aussi|egalement|encore)\b"),
        ("related", 300, r"(?:a )(?:lire|voir|ecouter|regarder|relire|decouvrir)(?: sur [\w. ]+)? ?[:>»\[]"),
        ("related", 300, r"(?:a (?:lire|voir|ecouter)|lire|voir|notre dossier|sur le meme (?:sujet|theme)|dans la meme rubrique|"
                         r"articles? (?:lies?|associes?|similaires?|recommandes?)|en lire plus|en savoir plus|"
                         r"plus d'(?:infos?|informations)|les plus lus|a la une|nos articles) ?:?$"),
        ("comment", 90, r"(?:(?:soyez|devenez) le premier a (?:commenter|reagir)|(?:laisser|laissez|ajouter|ajoutez|poster|ecrire|"
                        r"publier|voir|lire|masquer|afficher) (?:un|les|votre|vos|le|tous les) commentaires?\b|"
                        r"(?:\d+ )?commentaires? ?(?:\(\d+\)|: ?\d*)?$|aucun commentaire|pas (?:encore )?de commentaires?|"
                        r"\d+ reactions?$|reagir(?: a cet article)?$|connectez-vous pour (?:commenter|reagir)|"
                        r"votre adresse (?:e-?mail|de messagerie) ne sera pas publiee|les commentaires sont fermes)"),
        ("share", 90, r"(?:(?:partager|partagez|tweeter|envoyer|imprimer|sauvegarder|enregistrer|copier le lien)"
                      r"(?: (?:l'|cet )article| ceci| cela| cette page| sur [\w, ]+| par (?:e-?mail|mail|courriel))? ?:?$|"
                      r"(?:facebook|twitter|x|whatsapp|linkedin|telegram|pinterest|e-?mail|instagram|messenger|google news)$|"
                      r"(?:suivez|rejoignez|retrouvez)[ -]nous (?:sur|en)\b|ajouter a (?:mes|vos) favoris|"
                      r"l'article a ete ajoute a (?:mes|vos) favoris)"),
        ("newsletter", 300, r"(?:inscrivez-vous|abonnez-vous|s'inscrire|s'abonner|inscription|recevez|je m'inscris|je m'abonne)\b"
                            r".*(?:newsletter|infolettre|lettre d'info|par e-?mail|boite (?:mail|aux lettres)|chaine whatsapp)"),
        ("newsletter", 40, r"(?:la |nos |notre |les )?(?:newsletters?|infolettres?)$"),
        ("subscription", 200, r"(?:(?:cet? )?(?:article|contenu|texte) (?:est )?(?:exclusivement )?(?:reservee?|offert)s? (?:a|aux|par)"
                              r" (?:nos |un |des )?abonnes?|la suite (?:de cet article )?est reservee|il vous reste [\d.,]+ ?% de cet article|"
                              r"deja abonnee? ?\?|(?:je m'abonne|s'abonner|abonnez-vous|se connecter|s'identifier)(?: .{0,50})?$|"
                              r"pour lire la suite, abonnez-vous|acces (?:libre|abonnes)$|temps restant de lecture)"),
        ("cookies", 500, r"(?=.*\bcookies\b)(?:(?:ce|notre) site|nous utilisons|en poursuivant|en (?:cliquant|continuant)|"
                         r"accepter|(?:tout )?refuser|gerer|parametrer|parametres|vous avez (?:refuse|choisi)|votre consentement)"),
        ("tags", 250, r"(?:tags?|mots?[- ]cles?|etiquettes?|hashtags?) ?: "),
        ("tags", 250, r"(?:#[\w-]+[ ,]*)+$"),
        ("byline", 60, r"(?:(?:temps|duree) de lecture ?:? ?)?\d+ ?(?:min|mins|minutes?|mn)\.?(?: de lecture)?$(?<!minutes)(?<!minute)"),
        ("byline", 60, r"(?:temps de lecture|duree de lecture|lecture) ?:? ?\d+ ?(?:min|mins|minutes?|mn)\b.{0,5}$|"
                       r"\d+ ?(?:min|mins|minutes?|mn)\.? de lecture.{0,5}$"),
        ("byline", 160, r"(?:publiee?|mise? (?:a jour|en ligne)|modifiee?|creee?|postee?|ecrite?|actualisee?|redigee?)"
                        r"(?: par .{2,40})?[ ,:]+(?:le |ce |il y a |aujourd'hui|hier|\d|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)"),
        ("credit", 120, r"(?:credits?(?: ?-?photos?)?|copyright|photos?|illustration|visuel|source|image(?: d'illustration)?) ?[:©/] ?\S"),
        ("credit", 120, r"(?:©|\(c\)|tous droits reserves|reproduction interdite)"),
        ("credit", 60, r"\(?(?:[\w' .-]{2,35} )?avec (?:l'agence |l'|les agences? )?(?:afp|reuters|ap|ats|belga|anadolu|aa|map|aps|tap|xinhua|"
                       r"agences?)(?:[ ,/-]+(?:et )?(?:afp|reuters|ap|ats|belga|dpa|xinhua|services|agences?))*\)?\.?$"),
        ("credit", 40, r"\(?(?:afp|reuters|ats|belga|keystone-ats|anadolu|xinhua|aps|apanews|agences?)"
                       r"(?:[ ,/-]+(?:et )?(?:afp|reuters|ap|ats|belga|dpa|xinhua|services|agences?))*\)?$"),
    )
)  # fmt: skip
_SIGNATURE = re.compile(r"^(?:✍|🖊|🖋|✒|📝)\ufe0f? ?(?P<name>.{2,70})$")
_PLACE_PIN = re.compile(r"^(?:📍|🌐|📧|✉|📎|🔗)")

# --- captions, on the text as written: a credit at the end of the line ---
_CAPTION = re.compile(
    rf"(?:(?:^|[.!?»)\"”…]\s*|\s[-–—|/]\s*)(?:©|\(c\)|Photos? ?:?|PHOTOS? ?:?|Cr[ée]dits?(?: photos?)? ?:|Images? ?:|Illustration ?:)"
    rf"\s*[^.!?]{{2,80}}\.?"
    rf"|(?:^|[.!?»)\"”…,]\s+|\bvia\s+|\s[-–—]\s*)(?:[^\W\d_][\w.'’&-]*\s?){{1,6}}/\s?(?i:{_AGENCIES}|pool)\b[^.!?]{{0,40}}\.?"
    rf"|\bvia\s(?i:{_AGENCIES})\.?"
    rf"|\s\((?:[Pp]hotos?\b|PHOTO|Cr[ée]dits?\b|©|[Ii]mages? d['’]archives?|[Aa]rchives)[^()]{{0,60}}\)\.?)$"
)  # fmt: skip
_SHARED_CREDIT = re.compile(rf"^[^.!?]{{2,60}}\s?/\s?(?:{_AGENCIES})$")

# --- stamps ---
_CLOCK = r"\d{1,2} ?(?:h|:) ?\d{2}(?: ?min)?"
_STAMP = re.compile(
    rf"^\W{{0,3}}(?:le )?(?:{_CLOCK}[ ,]*(?:le |du |- )?(?:{FULL_DATE.pattern})|(?:{FULL_DATE.pattern})[ ,]*(?:a |- |/ )?{_CLOCK})\W{{0,3}}$"
)
_DATE_LINE = re.compile(
    rf"^\W{{0,4}}(?:le |par [^\d]{{3,50}}[ ,-]+(?:le )?|[^\d\n]{{3,40}}[|,•·–-] ?(?:le )?)?"
    rf"(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?(?:{FULL_DATE.pattern})(?:[ ,]*(?:a |- |[|] ?)?{_CLOCK})?\W{{0,4}}$"
)
_PERSON = r"[A-ZÉÈÂÎÔÇÀ][\w.'’-]+(?: (?:de |d['’]|du |le |la |van |von |el |al[ -]|ben )?[A-ZÉÈÂÎÔÇÀ][\w.'’-]*){1,3}"
_NAME_LINE = re.compile(rf"^(?:[-•*–] ?)?(?P<name>{_PERSON})(?: et {_PERSON})?$")
_PAR = re.compile(
    rf"^(?:Par|PAR|par|De notre (?:correspondante?|envoyée?)[^,]{{0,40}},?|Propos recueillis par|Avec|Texte :) ?:? ?(?P<name>{_PERSON})"
    rf"(?:(?:,| et| \(| -| –| avec| \|) ?.{{0,60}})?$"
)

# --- datelines, on the text without accents, case kept ---
_PLACE = r"(?:(?:Le|La|Les|El|L'|N'|Al)[ -]?)?[A-Z][\w.'-]*(?:[ -](?:de |du |sur |la |le |en |upon )?[A-Z][\w.'-]*){0,3}"
_PLACES = rf"{_PLACE}(?:\s?[/,]\s?{_PLACE}){{0,2}}(?: \([A-Z][\w .'-]{{2,25}}\))?"
_WIRES = r"AFP|AP|Reuters|REUTERS|Belga|BELGA|ATS|Keystone-ATS|AA|Anadolu|MAP|APS|TAP|APA(?:news)?|ANP|DPA|dpa|Xinhua|XINHUA|ANSA|EFE|PA|Agence \w+|[A-Z]\w+ avec \w+"
_AGENCY_MARK = rf"\((?:{_WIRES})(?:[/, -]+(?:{_WIRES}))*\)"
_DATELINE = re.compile(
    rf"(?:(?P<place>{_PLACES})(?:"
    rf"(?:\s?[,-]\s?|\s)(?P<date>(?i:(?:le )?(?:(?:{FULL_DATE.pattern})|{DAY_MONTH})))(?:,?\s?{_AGENCY_MARK})?(?:\s?[|:]|\s?-(?=\s)|\.(?=\s|$))"
    rf"|(?:\s?[,-])?\s?{_AGENCY_MARK}\s?(?:[|:]|-+(?=\s)))"
    rf"|(?P<capitals>[A-Z][A-Z' -]{{2,30}}) -(?=\s))"
)

# An article that matches nowhere needs no look at its lines. Loose, for a pass over all texts at once.
CUES = (
    r"(?i)©|\(c\)|photos?\b ?[:/]|[.»] photos? |/ ?(?:afp|ap|reuters|epa|sipa|pool|maxppp|getty|abaca|belga|keystone|sputnik|tass|anadolu)|via (?:afp|ap|reuters)|"
    r"cr[ée]dits?\b|copyright|commentaire|commenter|lire (?:aussi|[ée]galement|encore)|(?:voir|[ée]couter) (?:aussi|[ée]galement)|[aà] (?:lire|voir)|partage|tweeter|"
    r"(?m:^.{0,4}(?:par |publi|mise? |modifi|cr[ée][ée]|post[ée]|source|lire|voir|tags?|mots|#|facebook|twitter|whatsapp|notre|nos|sur le m|articles?|"
    r"dans la m|en (?:lire|savoir)|plus d|les plus|suivez|rejoignez|retrouvez|soyez|inscri|abonne|recevez|je m|s'|d[ée]j[àa]|acc[èe]s|il vous|la suite|ajouter|l'article))|"
    r"newsletter|infolettre|cookies|de lecture|abonn[ée]|favoris|r[ée]agir|avec (?:l'|les )?(?:afp|reuters|ap|ats|belga|agence)|archives?\)|"
    r"✍|🖊|🖋|✒|📝|📍|(?m:^\W{0,4}(?:le )?(?:\w{5,8} )?\d{1,2}(?:er)? \p{L}{3,9}\.?,? (?:19|20)\d\d)|"
    r"(?m:^.{0,50}\d{1,2} ?[h:] ?\d\d.{0,25}$)|(?m:^.{0,30}\d\d?/\d\d?/(?:19|20)\d\d)|(?m:^\W{0,3}\(?(?:afp|reuters|ats|belga)[^\n]{0,20}$)|"
    r"(?m:^\p{L}[^\n.]{1,45}[\s,–—-]\d{1,2}(?:er)? \p{L}{3,9}\.?(?: \d{4})?\s?(?:[|–—:.(-]|$))|(?m:^\p{L}[^\n.(]{1,45}\([^)\n]{2,30}\)\s?[|–—:-])|(?m:^[A-ZÉ' -]{3,31} [–—] )"
)


def find_furniture(text: str, title_end: int) -> list[Span]:
    """Return the spans of `text` after the title that are not the article, in order, without overlap.

    Kinds: caption, byline, dateline, credit, comment, stamp (time of a comment), share, related, newsletter,
    subscription, cookies, tags. A dateline may be the first words of a paragraph; all others are whole lines.
    """
    lines = split_lines(text, title_end)
    for line in lines:
        line.kind = _line_kind(line)
    _mark_head(lines)
    _mark_comments(lines)
    _mark_tail(lines)
    spans = [Span(line.kind, line.start, line.end) for line in lines if line.kind]
    dateline = _dateline(lines)
    return sorted([*spans, dateline] if dateline else spans, key=lambda span: span.start)


def split_lines(text: str, start: int = 0) -> list[Line]:
    """Return the non-blank lines of `text` from `start` on."""
    lines = []
    for match in re.compile(r"[^\s\ufeff][^\n]*").finditer(text, start):
        words = match.group().rstrip()
        lines.append(Line(match.start(), match.start() + len(words), words, fold(words)))
    return lines


def is_caption(line: str) -> bool:
    """Tell whether a line ends with a photo credit."""
    return len(line) <= 450 and bool(_CAPTION.search(line) or _SHARED_CREDIT.search(line))


def is_byline(line: str) -> bool:
    """Tell whether a line stands between headline and text: a date, a reading time, "Par X"."""
    folded = fold(line)
    return _fixed_kind(folded) == "byline" or bool(_PAR.match(line) or _is_date_line(folded))


def is_dateline(line: str) -> bool:
    """Tell whether a line starts with place and date, or place and agency."""
    return _match_dateline(line) is not None


def byline_name(text: str) -> str | None:
    """Return the person a line of byline names, None for a date or a reading time."""
    for pattern in (_PAR, _SIGNATURE, _NAME_LINE):
        if match := pattern.match(text):
            return match["name"]
    return None


def dateline_parts(text: str) -> tuple[str | None, str]:
    """Return place as written and date, folded and possibly without year, of a text that starts with a dateline."""
    match = _match_dateline(text)
    if not match:
        return None, ""
    return text[slice(*match.span("place" if match["place"] else "capitals"))], (match["date"] or "").lower()


# --- kinds of single lines ---


def _line_kind(line: Line) -> str | None:
    if len(line.text) > 500:
        return None
    kind = _fixed_kind(line.folded)
    if kind is None and is_caption(line.text):
        return "caption"
    return kind or ("byline" if _SIGNATURE.match(line.text) else None)


def _fixed_kind(folded: str) -> str | None:
    return next((kind for kind, longest, pattern in _LINES if len(folded) <= longest and pattern.match(folded)), None)


def _is_date_line(folded: str) -> bool:
    return len(folded) <= LONG and bool(_DATE_LINE.match(folded))


def _is_short(line: Line) -> bool:
    """Tell whether a line can be a name, a heading, a leftover of the page: short and no sentence."""
    return len(line.text) <= SHORT and line.text[-1] not in ".!?…»\"”:;,"


# --- zones ---


def _mark_head(lines: list[Line]) -> None:
    """Mark what stands between title and first paragraph: dates, authors beside them."""
    head = []
    for line in lines:
        if len(line.text) > LONG and line.kind is None or len(head) == 8:
            break
        head.append(line)
    for line in head:
        if line.kind is None and not is_dateline(line.text) and is_byline(line.text):
            line.kind = "byline"
    for one, other in zip([*head, *head[::-1]], [*head[1:], *head[::-1][1:]][: len(head) * 2], strict=False):
        if one.kind == "byline" and other.kind is None and _NAME_LINE.match(other.text):
            other.kind = "byline"


def _mark_comments(lines: list[Line]) -> None:
    """Mark readers' comments: the paragraph before a bare timestamp, and all between two such stamps."""
    last = -1
    for index, line in enumerate(lines):
        if line.kind == "byline" or not _STAMP.match(line.folded):
            continue
        begin = last + 1 if last >= 0 else _comment_start(lines, index)
        if begin is None:
            continue
        for comment in lines[begin:index]:
            comment.kind = comment.kind or "comment"
        line.kind = "stamp"
        last = index


def _comment_start(lines: list[Line], stamp: int) -> int | None:
    """Return where the first comment begins: one paragraph, with short lines (a name) between it and its stamp.

    The stamp of a comment stands under a paragraph that is not the first: above there must be an article.
    """
    start = stamp - 1
    while start > 0 and _is_short(lines[start]):
        start -= 1
    above = [line for line in lines[:max(start, 0)] if line.kind is None and len(line.text) > LONG]
    return start if above and lines[start].kind is None else None


def _mark_tail(lines: list[Line]) -> None:
    """Mark the leftovers at the end: in the last run of short lines, everything from the first that is furniture.

    A heading of comments in the second half ends the article as well.
    """
    index = len(lines)
    while index > 0 and (lines[index - 1].kind or _is_short(lines[index - 1]) or _PLACE_PIN.match(lines[index - 1].text)):
        index -= 1
    kind = None
    for line in lines[index:]:
        kind = line.kind if line.kind not in (None, "stamp", "caption") else kind
        line.kind = line.kind or kind
    heading = next((i for i, line in enumerate(lines) if line.kind == "comment" and i > len(lines) / 2
                    and re.fullmatch(r"\W*(?:\d+ )?commentaires?\W*\d*\W*", line.folded)), None)
    for line in lines[heading:] if heading is not None else ():
        line.kind = line.kind or "comment"


def _dateline(lines: list[Line]) -> Span | None:
    """Return the dateline that opens a paragraph, the first in the text."""
    for line in lines:
        if line.kind is None and (match := _match_dateline(line.text)):
            return Span("dateline", line.start, line.start + match.end())
    return None


def _match_dateline(text: str) -> re.Match[str] | None:
    return _DATELINE.match(strip_accents(text[:LONG])) if text[:1].isupper() else None
