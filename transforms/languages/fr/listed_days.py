"""One sentence, a call on each of several days: "Les 9, 12 et 16 mai, X s'est entretenu avec Y", "le 2 mars, puis le 11"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms.languages.fr.calendar_words import MONTH, WEEKDAY
from transforms.languages.fr.dates import find_dates, resolve
from transforms.languages.fr.details import Details
from transforms.languages.fr.frames import CallFrame, Sentence
from transforms.languages.fr.running_days import Anchor
from transforms.languages.fr.tellings import Telling

_NUMBER = r"(?:1er|\d{1,2})(?! ?(?:h|heures?|minutes?)\b)"
_NEXT = r"(?:,|,? (?:et|puis|ensuite|et enfin))(?: (?:a|de) nouveau| encore| enfin)?(?: le| les)? "
_LIST = re.compile(
    rf"\b(?<!des )(?<!du )(?<!depuis )(?:les? )?(?P<days>{_NUMBER}(?: {MONTH})?(?:{_NEXT}{_NUMBER}(?: {MONTH})?)*{_NEXT}{_NUMBER} {MONTH})(?P<year> \d{{4}})?\b"
    rf"|\b(?<!de )(?<!du )(?<!entre )(?P<weekdays>{WEEKDAY}(?:{_NEXT}{WEEKDAY})+)\b"
)
_ONE = re.compile(rf"(?P<number>{_NUMBER})(?: (?P<month>{MONTH}))?|(?P<weekday>{WEEKDAY})")
_AT_THE_HEAD = re.compile(r"\W*(?:(?:puis|ensuite|et|mais|deja|rien que|auparavant),? )?")
_RIGHT_BEHIND = re.compile(r",? ?(?:(?:au|par) telephone|a (?:deux|trois|quatre) reprises|par (?:deux|trois) fois|(?:deux|trois) fois|ensemble|tour a tour|d'abord|[a-z]++\b(?<=ement)| |,|:)*")


def on_each_day(folded: str, frame: CallFrame, details: Details, anchor: Anchor) -> Iterator[Telling]:
    """One telling a day where the sentence of a frame lists the days of its calls, else the one telling."""
    days = days_of_calls(folded, frame)
    tense = "future" if details.factuality.value == "planned" else "past"
    for start, end, words in days:
        stated = next(iter(find_dates(words)))
        resolved = resolve(stated, anchor=anchor.day, anchor_kind=anchor.kind, tense=tense, bounds=anchor.bounds)
        there = replace(stated, start=start, end=end)
        yield Telling(replace(frame), replace(details, date=resolved, date_expression=there, date_is_announcement=False, date_cost=0.0))
    if not days:
        yield Telling(frame, details)


def days_of_calls(folded: str, frame: CallFrame) -> list[tuple[int, int, str]]:
    """Start, end and full words ("le 9 mai") of each day on which the sentence of a frame says that there was such a call."""
    sentence = frame.sentence
    if frame.rule.endswith(".each"):
        return []  # "a parlé, les 3 et 4 mai, à Y et Z": once to each of them
    listed = next((m for m in _LIST.finditer(folded, sentence.start, sentence.end) if _is_of_the_call(folded, frame, m)), None)
    if listed is None:
        return []
    days, month = [], ""
    for one in reversed(list(_ONE.finditer(folded, *listed.span("days" if listed["days"] else "weekdays")))):
        month = one["month"] or month
        days.append((*one.span(), one["weekday"] or f"le {one['number']} {month}{listed['year'] or ''}"))
    return days[::-1]


def _is_of_the_call(folded: str, frame: CallFrame, listed: re.Match[str]) -> bool:
    """Whether a list of days opens the sentence, or stands right behind the words of the call or its people."""
    if _AT_THE_HEAD.fullmatch(folded, frame.sentence.start, listed.start()):
        return frame.expression.kind != "adverb" and listed.end() < frame.expression.start
    ends = [frame.expression.end, *(n.span[1] for n in frame.people if n.span and n.span[0] >= frame.expression.start)]
    return any(end <= listed.start() and _RIGHT_BEHIND.fullmatch(folded, end, listed.start()) for end in ends)


def lists_days(folded: str, sentence: Sentence) -> bool:
    """Whether a sentence lists days, on each of which there may have been a call."""
    return _LIST.search(folded, sentence.start, sentence.end) is not None
