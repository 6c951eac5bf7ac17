"""What a sentence says of a call beside its people: day, status, duration, ordinal, time of day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transforms.languages.fr.call_dates import announces, choose_date
from transforms.languages.fr.cues import Factuality
from transforms.languages.fr.dates import DateExpression, ResolvedDate, find_time_of_day, resolve, resolve_named_event
from transforms.languages.fr.durations import Duration, call_durations, find_durations
from transforms.languages.fr.frames import CallFrame, Sentence
from transforms.languages.fr.modality import read_factuality
from transforms.languages.fr.ordinals import Ordinal, find_ordinals
from transforms.languages.fr.running_days import Anchor, day_gone_by, day_of_context, day_of_the_words, headed_day, running_day

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


_SMALL_HOURS = re.compile(r",? (?:vers |a )(?:[1-7]|une|deux|trois|quatre|cinq|six|sept) ?(?:heures?|h)\b[^,;.]{0,8}du matin\b")  # of the second day of a night


def read_details(folded: str, frame: CallFrame, anchor: Anchor, sentences: Sequence[Sentence], said: dt.date | None = None) -> Details | None:
    """Details of one frame from its own sentence and the running day; None when there was no call to report.

    `said` is the day of the call told just before, from which "dans la foulée" goes on.
    """
    sentence = frame.sentence
    beside = sentences[max(0, sentence.index - 1):sentence.index + 2]
    factuality = read_factuality(folded, frame.expression, (sentence.start, sentence.end), (beside[0].start, beside[-1].end))
    if factuality is None:
        return None
    if factuality.span and folded.startswith("avant ", factuality.span[0]) and _is_past(running_day(folded, sentences, sentence.index, anchor, before=frame.expression.start), anchor):
        factuality = Factuality("occurred", factuality.span, "modality.dated_past")  # "X a parlé à Y lundi, avant un appel avec Z"
    details = Details(factuality)
    chosen = choose_date(folded, frame, sentence)
    if chosen is not None:
        expression, details.date_cost = chosen
        tense = "future" if factuality.value == "planned" or factuality.rule in ("modality.wish", "modality.condition") else "past"
        shifted = _shift(expression, sentence.start)
        details.date_expression = shifted
        details.date_is_announcement = announces(folded, shifted, frame)
        if details.date_is_announcement:
            tense = "past"
        if details.factuality.rule == "modality.called_off" and _lies_ahead(expression, anchor) and "annul" in folded[slice(*(details.factuality.span or (0, 0)))]:
            details.factuality, tense = Factuality("unconfirmed", details.factuality.span, "modality.postponed"), "future"  # before its day: nobody says that it did not take place
        if _is_told_past(expression, details.factuality, anchor):
            details.factuality, tense = Factuality("occurred", details.factuality.span, "modality.dated_past"), "past"
        if said_on := day_of_the_words(folded, shifted, sentence, anchor):
            anchor = replace(anchor, day=said_on)
        if expression.complement:
            clause = running_day(folded, sentences, sentence.index, anchor, before=shifted.start)
            details.date = resolve_named_event(expression, anchor=anchor.day, anchor_kind=anchor.kind, clause_day=clause)
            return _finish(details, folded, frame)
        event = None
        if expression.kind == "event":
            event = day_gone_by(shifted, folded, sentences, sentence.index, anchor, said)
        if expression.kind == "night" and expression.last and _SMALL_HOURS.match(folded, shifted.end):
            expression = expression.last
        details.date = resolve(expression, anchor=anchor.day, anchor_kind=anchor.kind, tense=tense, call_date=event, bounds=anchor.bounds)
    counted = frame.rule in ("that_of", "noun.counted")
    if factuality.value != "planned" and not counted and (chosen is None or details.date_cost > _DOUBTFUL) and (headed := headed_day(folded, frame, anchor, sentences)):
        details.date, details.date_expression, details.date_is_announcement, details.date_cost = headed, None, False, 0.0
    elif chosen is None and factuality.value == "occurred":
        details.date, details.date_cost = day_of_context(folded, frame, anchor, sentences, said), 0.0 if counted else _DOUBTFUL + 1
    return _finish(details, folded, frame)


def _is_past(day: dt.date | None, anchor: Anchor) -> bool:
    return day is not None and anchor.day is not None and day < anchor.day


def _is_told_past(expression: DateExpression, factuality: Factuality, anchor: Anchor) -> bool:
    """A future of narration: planned by its tense, but the calendar day it gives was past when the article appeared."""
    if factuality.value != "planned" or anchor.day is None or factuality.rule == "modality.was_to" or expression.kind not in ("day", "month", "year"):
        return False
    past = resolve(expression, anchor=anchor.day, anchor_kind=anchor.kind, tense="past", bounds=anchor.bounds)
    ahead = resolve(expression, anchor=anchor.day, anchor_kind=anchor.kind, tense="future", bounds=anchor.bounds)
    if past.latest is None or ahead.earliest is None or past.latest >= anchor.day:
        return False
    return ahead.earliest < anchor.day or (ahead.earliest - anchor.day).days > 3 * (anchor.day - past.latest).days


def _lies_ahead(expression: DateExpression, anchor: Anchor) -> bool:
    """Whether the day is after the article's, or a weekday nearer to the one that follows it than to the one before."""
    if anchor.day is None:
        return False
    past = resolve(expression, anchor=anchor.day, anchor_kind=anchor.kind, tense="past", bounds=anchor.bounds)
    ahead = resolve(expression, anchor=anchor.day, anchor_kind=anchor.kind, tense="future", bounds=anchor.bounds)
    if past.latest is None or ahead.earliest is None:
        return False
    return past.latest > anchor.day or ahead.earliest - anchor.day < anchor.day - past.latest


def _finish(details: Details, folded: str, frame: CallFrame) -> Details:
    """Add what needs no anchor: durations, ordinals, time of day."""
    sentence = frame.sentence
    local = folded[sentence.start:sentence.end]
    start, end = frame.expression.start - sentence.start, frame.expression.end - sentence.start
    of_another = start if frame.rule in ("ellipsis", "that_of") and not re.search(r"\b(?:chacune?|chaque|respectivement)\b", local) else 0
    lengths = [d for d in call_durations(local, start, end) if d.start >= of_another]
    if frame.rule == "that_of" and not lengths:  # "celui du soir une heure"
        lengths = [d for d in find_durations(local) if 0 <= d.start - end <= 45][:1]
    details.durations = [_move(d, sentence.start) for d in lengths]
    details.ordinals = [move_ordinal(o, sentence.start) for o in find_ordinals(local) if frame.rule != "that_of" or o.start >= start]
    details.times = [(s + sentence.start, e + sentence.start, v) for s, e, v in find_time_of_day(local)]
    return details


def _shift(expression: DateExpression, by: int) -> DateExpression:
    return replace(expression, start=expression.start + by, end=expression.end + by)


def _move(duration: Duration, by: int) -> Duration:
    return replace(duration, start=duration.start + by, end=duration.end + by)


def move_ordinal(ordinal: Ordinal, by: int) -> Ordinal:
    """The ordinal of a sentence as one of the text that the sentence begins at `by`."""
    scope = (ordinal.scope[0] + by, ordinal.scope[1] + by) if ordinal.scope else None
    return replace(ordinal, start=ordinal.start + by, end=ordinal.end + by, scope=scope)
