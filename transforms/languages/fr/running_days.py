"""The day that an article is at where it tells of a call: what "la veille", "dans la foulée", "Dimanche soir." and no date at all go by."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.languages.fr.call_dates import DATELINE, lies_in_its_own_time
from transforms.languages.fr.dates import DateExpression, ResolvedDate, find_dates, resolve
from transforms.languages.fr.frames import CallFrame, Sentence


@dataclass(frozen=True)
class Anchor:
    """What relative days of an article count from."""

    day: dt.date | None
    kind: str  # dateline, published_at, text, none
    bounds: tuple[dt.date | None, dt.date | None] = (None, None)


_RUNNING = re.compile(
    r"\b(?:(?:le (?:matin|soir|midi)|l'apres-midi)(?: meme)?,|plus t[oa]t|plus tard|ensuite|dans la (?:soiree|matinee|journee|foulee|nuit)|dans l'apres-midi|en fin de (?:journee|matinee)|en debut de (?:soiree|matinee)|auparavant|le meme jour|"
    r"apres (?:l'|la |cette |cet |son |sa |leur )(?:appel|entretien|echange|conversation|visioconference|reunion|discussion)|peu (?:avant|apres)|quelques (?:heures|minutes)|tour a tour|a son tour)\b"
)


_PAST_MIDNIGHT = re.compile(r"\b(?:peu |juste )?(?:apres|passe) minuit\b")
_SAME_DAY = re.compile(r"(?:le |ce )?meme jour|plus t(?:ard|ot) dans")
_FAR = 8  # sentences over which "la veille" or "dans la soirée" looks for the day that it goes by
_BACKGROUND = re.compile(r"\b(?:avai(?:t|ent)|s'etai(?:t|ent)|etai(?:t|ent)) ")  # "s'était dit prêt vendredi": not the day the text is at
_DATE_ALONE = re.compile(r"\W*(?:c'etait |nous sommes |on est |a )?(?:le )?")
_SCENE = re.compile(r"\W*il (?:est|etait) (?:[a-z' ]{2,25} )?(?:\d{1,2} ?(?:h|heures?)(?: ?\d\d)?|midi|minuit)[^,;.]{0,20},? (?:en |le |de |a [a-z]+, )?(?:ce |cette )?")  # "Il est un peu plus de 20 heures, ce mercredi 26 juillet"
_NO_MORE = re.compile(r"(?:,? (?:a |vers |au |en |dans la |dans l'|le )?(?:\d{1,2} ?(?:h|heures?)(?: ?\d\d)?|(?:fin |debut |milieu )?(?:d'|de )?(?:matin|matinee|midi|apres-midi|soir|soiree|nuit|minuit)))?\W*")
_SERIES = re.compile(
    r"\b(?:multipli\w+|series? d|enchain\w+|journee de|ballet de|marathon de|salve de|(?:plusieurs|deux|trois|quatre|cinq|six|\d) ?)[^.;:«»]{0,30}?\b(?:appels?|coups? de (?:fil|telephone)|entretiens?|conversations?|contacts|echanges|discussions)\b"
)


def _stands_alone(local: str, expression: DateExpression) -> bool:
    """Whether a sentence is nothing but its date, or sets the scene by it: "Dimanche soir.", "JEUDI 20.", "Il est 20 heures, ce 6 avril, lorsque ..."."""
    heads = _DATE_ALONE.fullmatch(local, 0, expression.start) and _NO_MORE.fullmatch(local, expression.end)
    return bool(heads or _SCENE.fullmatch(local, 0, expression.start))


def day_gone_by(expression: DateExpression, folded: str, sentences: Sequence[Sentence], index: int, anchor: Anchor, said: dt.date | None) -> dt.date | None:
    """The day from which "la veille" or "dans la soirée" counts: the running day, that of the call told before, or a day further back."""
    near = running_day(folded, sentences, index, anchor, before=expression.start)
    if near is not None or _SAME_DAY.match(folded, expression.start):
        return near or said
    if folded[expression.start:expression.end].endswith("journee"):
        return None  # "dans la journée", with no day near: that of the article
    far = running_day(folded, sentences, index, anchor, reach=_FAR)
    return (said or far) if expression.offset else (far or said)


def headed_day(folded: str, frame: CallFrame, anchor: Anchor, sentences: Sequence[Sentence]) -> ResolvedDate | None:
    """The day that a sentence before gives to what it heads: a date alone ("Dimanche soir."), or a series of calls ("a multiplié les appels mardi")."""
    here = frame.sentence
    if _RECALLED.search(folded, max(here.start, frame.expression.start - 120), min(here.end, frame.expression.end + 60)):
        return None
    for sentence in reversed(sentences[max(0, here.index - _FAR):here.index]):
        local = folded[sentence.start:sentence.end]
        dates = [d for d in find_dates(local) if d.bound is None and d.kind in ("day", "weekday", "relative")]
        alone = len(dates) == 1 and _stands_alone(local, dates[0])
        series = _SERIES.search(local)
        if dates and (series or (alone and (sentence.paragraph == here.paragraph or sentence.index == here.index - 1))):
            stated = min(dates, key=lambda d: max(d.start - series.end(), series.start() - d.end)) if series else dates[0]
            result = resolve(stated, anchor=anchor.day, anchor_kind=anchor.kind, tense="past", bounds=anchor.bounds)
            return _known(result.earliest) if result.edtf and result.earliest == result.latest and result.earliest else None
        if dates:
            return None
    return None


def day_of_the_words(folded: str, expression: DateExpression, sentence: Sentence, anchor: Anchor) -> dt.date | None:
    """ "« Je lui ai parlé ce matin », a dit mercredi X": within a quotation today is the day on which it was said."""
    quote = next((q for q in sentence.speech if q[0] <= expression.start < q[1]), None)
    if quote is None or expression.kind != "relative" or expression.unit != "day":
        return None
    outside = [d for d in find_dates(folded[sentence.start:sentence.end]) if not quote[0] <= sentence.start + d.start < quote[1] and d.kind in ("day", "weekday", "relative") and d.bound is None]
    said = [resolve(d, anchor=anchor.day, anchor_kind=anchor.kind, tense="past", bounds=anchor.bounds) for d in outside]
    return next((r.earliest for r in said if r.edtf and r.earliest == r.latest), None)


_ALSO = re.compile(r"\b(?:egalement|aussi|a son tour|ensuite)\b")
_RECALLED = re.compile(r"\b(?:deja|precedent|precedente|dernier|derniere|autrefois|recemment|ces derniers|regulierement)\b|\bs'etai(?:t|ent)\b|\bavai(?:t|ent)\b")


def day_of_context(folded: str, frame: CallFrame, anchor: Anchor, sentences: Sequence[Sentence], said: dt.date | None) -> ResolvedDate | None:
    """The day that the text is at, for a call without a day of its own: exact after "plus tôt", "le même jour", else approximate
    and only from the sentences just before, in an article of the days after."""
    sentence = frame.sentence
    near = max(sentence.start, frame.expression.start - 120), min(sentence.end, frame.expression.end + 60)
    if _PAST_MIDNIGHT.search(folded, *near) and (eve := running_day(folded, sentences, sentence.index, anchor)):
        return _running(eve + dt.timedelta(days=1))
    if frame.rule in ("that_of", "noun.counted") or _RUNNING.search(folded, *near):
        return _running(said or running_day(folded, sentences, sentence.index, anchor))
    if said is not None and frame.weak and _ALSO.search(folded, sentence.start, frame.expression.end):
        return replace(_known(said), edtf=f"{said.isoformat()}~", rule="context_day")
    day = running_day(folded, sentences, sentence.index, anchor, within_days=4, datelines=False)
    if frame.weak or len(frame.people) < 2 or anchor.day is None or day is None or _RECALLED.search(folded, *near):
        return None
    return replace(_known(day), edtf=f"{day.isoformat()}~", rule="context_day")


def running_day(
    folded: str, sentences: Sequence[Sentence], index: int, anchor: Anchor, before: int | None = None, within_days: int = 14, reach: int = 2, datelines: bool = True
) -> dt.date | None:
    """The day that the text is at: the nearest stated in this sentence before `before`, else in so many sentences before it,
    there among those within so many days of the anchor; a dateline dates what "la veille" counts from, but no call by itself."""
    that_day = before is not None and folded.startswith(("ce jour-la", "ce soir-la", "cette nuit-la"), before)  # takes up "depuis le 28 mai" too
    for sentence in reversed(sentences[max(0, index - reach):index + 1]):
        if sentence.index == index and before is None:
            continue
        if reach == _FAR and _BACKGROUND.search(folded, sentence.start, sentence.end):
            continue
        local = folded[sentence.start:before if sentence.index == index else sentence.end]
        dateline = None if datelines else DATELINE.match(local)
        dates = find_dates(local[dateline.end():] if dateline else local)
        alone = len(dates) == 1 and _stands_alone(local, dates[0])
        for expression in reversed(dates):
            from_then_on = expression.bound is None or that_day or local.startswith("des ", expression.start)
            if from_then_on and expression.kind in ("day", "weekday", "relative") and not lies_in_its_own_time(local, expression):
                expression = replace(expression, bound=None)
                result = resolve(expression, anchor=anchor.day, anchor_kind=anchor.kind, tense="past", bounds=anchor.bounds)
                near = anchor.day is None or alone or (expression.kind == "day" and sentence.index == index) or (result.earliest is not None and abs((anchor.day - result.earliest).days) <= within_days)
                if result.edtf and result.earliest == result.latest and near:
                    return result.earliest
    return None


def _running(day: dt.date | None) -> ResolvedDate | None:
    """The running day as a date that no characters of the sentence state."""
    return _known(day) if day else None


def _known(day: dt.date) -> ResolvedDate:
    return ResolvedDate(day.isoformat(), day, day, None, "text", "running_day")
