"""What a sentence says of a call beside its people: day, status, duration, ordinal, time of day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transforms.languages.fr.dates import DateExpression, ResolvedDate, find_dates, find_time_of_day, resolve, resolve_named_event
from transforms.languages.fr.durations import Duration, call_durations
from transforms.languages.fr.frames import CallFrame, Sentence
from transforms.languages.fr.modality import Factuality, read_factuality
from transforms.languages.fr.ordinals import Ordinal, find_ordinals


@dataclass(frozen=True)
class Anchor:
    """What relative days of an article count from."""

    day: dt.date | None
    kind: str  # dateline, published_at, none
    bounds: tuple[dt.date | None, dt.date | None] = (None, None)


_DOUBTFUL = 90  # a date that costs more may belong to something else: it is kept, but tells no calls apart


@dataclass
class Details:
    """Findings with their spans; `day` is the pair of earliest and latest day, None when the sentence states no day."""

    factuality: Factuality
    date: ResolvedDate | None = None
    date_expression: DateExpression | None = None
    date_is_announcement: bool = False
    date_cost: float = 0.0  # how far the words of the date stand from the call, in characters and penalties
    times: list[tuple[int, int, str]] = field(default_factory=list)
    durations: list[Duration] = field(default_factory=list)
    ordinals: list[Ordinal] = field(default_factory=list)

    @property
    def day(self) -> tuple[dt.date | None, dt.date | None] | None:
        """Earliest and latest day of the call, None without a day or with a doubtful one."""
        if self.date is None or self.date.edtf is None or self.date_cost > _DOUBTFUL:
            return None
        return self.date.earliest, self.date.latest


_ANNOUNCED = re.compile(
    r"\b(?:a|ont|avait|avaient)\s+(?:[a-z-]+ ){0,2}?(?:annonce|affirme|indique|declare|precise|fait savoir|rapporte|dit|assure|publie|ecrit|confirme|communique|souligne|revele|explique|ajoute|raconte|twitte|tweete|fait etat|dementi|nie|refute|jure|laisse entendre|reconnu|admis|regrette|confie|rappele|insiste|martele)"
    r"(?: [a-z',-]+){0,4}?\s*,?\s*$|\b(?:annonce|indique|affirme|rapporte|declare|selon un communique(?: [a-z']+){0,3}) ?(?:publie |diffuse |rendu public |de |dans un communique,? )?$|\bcommunique(?: [a-z']+){0,4} $"
)
_SINCE = re.compile(r"\bdepuis\b[^,;:.]*$")
_SAID_THAT = re.compile(  # "mercredi, X a dit que ...": the day of the words, not of the call they tell of
    r"^[^.;]{0,90}?\b(?:a|ont) (?:[a-z]+ ){0,2}?(?:annonce|affirme|indique|declare|precise|fait savoir|dit|assure|ecrit|confirme|revele|explique|ajoute|raconte|dementi|nie|refute|jure|reconnu|admis|regrette) (?:[a-z]+ ){0,3}?(?:qu[e']|avoir|ne pas|n'|vouloir|:)"
)
_OTHER_EVENT = re.compile(r"\b(?:depuis|avant|jusqu'a|apres|d'ici|anniversaire|commemoration|liberation|invasion|offensive|attaque|election|rencontre|sommet|visite|debut de la guerre|signe|tue|mort|arrive|rendu a|rendra|recu|recevra|vote|frappes?)\b")


_COUNTING = re.compile(  # "c'était leur troisième appel depuis l'élection, fin mai": from there on, when the count began
    r"\W*(?:c'(?:est|etait)|il s'agi(?:t|ssait)) [^.;:]{0,90}?(?P<since>\b(?:depuis|de l'annee|du mois|de la semaine|cette annee|en (?:une?|deux|trois|quatre|quelques|moins|\d+))\b)"
)


def read_details(folded: str, frame: CallFrame, anchor: Anchor, sentences: Sequence[Sentence]) -> Details | None:
    """Details of one frame from its own sentence and the running day; None when there was no call to report."""
    sentence = frame.sentence
    beside = sentences[max(0, sentence.index - 1):sentence.index + 2]
    factuality = read_factuality(folded, frame.expression, (sentence.start, sentence.end), (beside[0].start, beside[-1].end))
    if factuality is None:
        return None
    details = Details(factuality)
    chosen = choose_date(folded, frame, sentence)
    if chosen is not None:
        expression, details.date_cost = chosen
        tense = "future" if factuality.value == "planned" else "past"
        shifted = _shift(expression, sentence.start)
        details.date_expression = shifted
        details.date_is_announcement = announces(folded, shifted, frame)
        if details.date_is_announcement:
            tense = "past"
        if _is_told_past(expression, details.factuality, anchor):
            details.factuality, tense = Factuality("occurred", details.factuality.span, "modality.dated_past"), "past"
        if expression.complement:
            clause = running_day(folded, sentences, sentence.index, anchor, before=shifted.start)
            details.date = resolve_named_event(expression, anchor=anchor.day, anchor_kind=anchor.kind, clause_day=clause)
            return _finish(details, folded, frame)
        event = running_day(folded, sentences, sentence.index, anchor, before=shifted.start) if expression.kind == "event" else None
        details.date = resolve(expression, anchor=anchor.day, anchor_kind=anchor.kind, tense=tense, call_date=event, bounds=anchor.bounds)
    elif factuality.value == "occurred":
        details.date, details.date_cost = _day_of_context(folded, frame, anchor, sentences), _DOUBTFUL + 1
    return _finish(details, folded, frame)


def _is_told_past(expression: DateExpression, factuality: Factuality, anchor: Anchor) -> bool:
    """A future of narration: planned by its tense, but the calendar day it gives was past when the article appeared."""
    if factuality.value != "planned" or anchor.day is None or expression.kind not in ("day", "month", "year"):
        return False
    past = resolve(expression, anchor=anchor.day, anchor_kind=anchor.kind, tense="past", bounds=anchor.bounds)
    ahead = resolve(expression, anchor=anchor.day, anchor_kind=anchor.kind, tense="future", bounds=anchor.bounds)
    if past.latest is None or ahead.earliest is None or past.latest >= anchor.day:
        return False
    return ahead.earliest < anchor.day or (ahead.earliest - anchor.day).days > 3 * (anchor.day - past.latest).days


def _finish(details: Details, folded: str, frame: CallFrame) -> Details:
    """Add what needs no anchor: durations, ordinals, time of day."""
    sentence = frame.sentence
    local = folded[sentence.start:sentence.end]
    start, end = frame.expression.start - sentence.start, frame.expression.end - sentence.start
    details.durations = [_move(d, sentence.start) for d in call_durations(local, start, end)]
    details.ordinals = [_move_ordinal(o, sentence.start) for o in find_ordinals(local)]
    details.times = [(s + sentence.start, e + sentence.start, v) for s, e, v in find_time_of_day(local)]
    return details


_RUNNING = re.compile(
    r"\b(?:plus t[oa]t|plus tard|ensuite|dans la (?:soiree|matinee|journee|foulee|nuit)|dans l'apres-midi|en fin de (?:journee|matinee)|en debut de (?:soiree|matinee)|auparavant|le meme jour|"
    r"peu (?:avant|apres)|quelques (?:heures|minutes)|tour a tour|a son tour)\b"
)


_RECALLED = re.compile(r"\b(?:deja|precedent|precedente|dernier|derniere|autrefois|recemment|ces derniers|regulierement)\b|\bs'etai(?:t|ent)\b|\bavai(?:t|ent)\b")


def _day_of_context(folded: str, frame: CallFrame, anchor: Anchor, sentences: Sequence[Sentence]) -> ResolvedDate | None:
    """The day that the text is at, for a call without a day of its own: exact after "plus tôt", "le même jour", else approximate
    and only from the sentences just before, in an article of the days after."""
    sentence = frame.sentence
    near = max(sentence.start, frame.expression.start - 120), min(sentence.end, frame.expression.end + 60)
    if _RUNNING.search(folded, *near):
        return _running(running_day(folded, sentences, sentence.index, anchor))
    day = running_day(folded, sentences, sentence.index, anchor, within_days=4)
    if frame.weak or len(frame.people) < 2 or anchor.day is None or day is None or _RECALLED.search(folded, *near):
        return None
    return replace(_known(day), edtf=f"{day.isoformat()}~", rule="context_day")


def running_day(folded: str, sentences: Sequence[Sentence], index: int, anchor: Anchor, before: int | None = None, within_days: int = 14) -> dt.date | None:
    """The day that the text is at: the nearest stated in this sentence before `before`, else in the two sentences before it,
    among those within so many days of the anchor."""
    for sentence in reversed(sentences[max(0, index - 2):index + 1]):
        if sentence.index == index and before is None:
            continue
        local = folded[sentence.start:before if sentence.index == index else sentence.end]
        for expression in reversed(find_dates(local)):
            if expression.bound is None and expression.kind in ("day", "weekday", "relative"):
                result = resolve(expression, anchor=anchor.day, anchor_kind=anchor.kind, tense="past", bounds=anchor.bounds)
                near = anchor.day is None or (result.earliest is not None and abs((anchor.day - result.earliest).days) <= within_days)
                if result.edtf and result.earliest == result.latest and near:
                    return result.earliest
    return None


def _running(day: dt.date | None) -> ResolvedDate | None:
    """The running day as a date that no characters of the sentence state."""
    return _known(day) if day else None


def _known(day: dt.date) -> ResolvedDate:
    return ResolvedDate(day.isoformat(), day, day, None, "text", "running_day")


def announces(folded: str, expression: DateExpression, frame: CallFrame) -> bool:
    """Whether the day is that of a statement ("a annoncé samedi le Kremlin") and not of the call."""
    if _ANNOUNCED.search(folded, max(frame.sentence.start, expression.start - 60), expression.start):
        return True
    return expression.end < frame.expression.start and bool(_SAID_THAT.search(folded, expression.end, frame.expression.start))


def choose_date(folded: str, frame: CallFrame, sentence: Sentence) -> tuple[DateExpression, float] | None:
    """The date expression of the sentence that most likely dates the call: near, in the same clause, not tied to another event."""
    local = folded[sentence.start:sentence.end]
    counting = _COUNTING.match(local)
    until = counting.start("since") if counting else len(local)
    found = [d for d in find_dates(local) if d.bound is None and d.kind != "vague" and d.start < until]
    if not found:
        return None
    start, end = frame.expression.start - sentence.start, frame.expression.end - sentence.start
    last = max([end, *(n.span[1] - sentence.start for n in frame.people if n.span and sentence.start <= n.span[0] < sentence.end and n.function in ("with", "between", "to"))])
    named = next((d for d in found if d.complement and d.end <= start and len(local[d.end:start]) <= 25), None)
    if named:
        return named, 0.0
    found = [d for d in found if not d.complement]
    if not found:
        return None
    scored = [(_distance(local, d, start, last), d.start, d) for d in found]
    best = min(scored, key=lambda s: s[:2])
    return (best[2], best[0]) if best[0] < 400 else None


def _distance(local: str, date_: DateExpression, start: int, end: int) -> float:
    if date_.start >= end:
        gap, distance = local[end:date_.start], date_.start - end
    elif date_.end <= start:
        gap, distance = local[date_.end:start], start - date_.end
    else:
        gap, distance = "", 0
    penalty = 60 * len(re.findall(r"[;:«»\"]|\b(?:que|qu'|qui|alors que|tandis|mais)\b", gap)) + 20 * gap.count(",") // 2
    before = local[max(0, date_.start - 28):date_.start]
    if _OTHER_EVENT.search(before):
        penalty += 150
    if _SINCE.search(local, 0, date_.start):
        penalty += 500
    if _ANNOUNCED.search(local, max(0, date_.start - 60), date_.start):
        penalty += 40
    return distance + penalty


def _shift(expression: DateExpression, by: int) -> DateExpression:
    return replace(expression, start=expression.start + by, end=expression.end + by)


def _move(duration: Duration, by: int) -> Duration:
    return replace(duration, start=duration.start + by, end=duration.end + by)


def _move_ordinal(ordinal: Ordinal, by: int) -> Ordinal:
    scope = (ordinal.scope[0] + by, ordinal.scope[1] + by) if ordinal.scope else None
    return replace(ordinal, start=ordinal.start + by, end=ordinal.end + by, scope=scope)
