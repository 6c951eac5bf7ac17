"""Distinct calls of one article: frames that tell the same call become one, weak frames are kept only where the context says phone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from transforms.languages.fr.confirmed import IN_PERSON, alongside, confirmed_next
from transforms.languages.fr.frames import CallFrame
from transforms.languages.fr.other_calls import sets_apart
from transforms.languages.fr.tellings import DistinctCall, Telling, is_call

_THIS_TIME = re.compile(r"\bcette fois(?:-ci)?\b")
_LATER_ON = re.compile(r"\W*(?:puis, )?(?:quelques|deux|trois|quatre|cinq|six|dix|plusieurs|une?|\d+) (?:jours?|semaines?|mois|ans?) (?:plus tard|apres)\b(?! (?:l[ea']|son|sa|leur|cet|cette))|\W*(?:la semaine|le mois|l'annee) suivante?\b")
_MADE_KNOWN = re.compile(r"\b(?:annonce|confirme|revele|evoque|demande|sollicite|reclame|propose|accepte|fait savoir|fait etat|rendu compte|communique|publie)e?\b[^,;.]{0,25}$")  # "Vendredi, l'Elysée a annoncé cet appel": the day of the announcement
_SECOND = re.compile(r"\b(?:autre|second|seconde|deuxieme|troisieme|quatrieme)\b")
_TIMED = re.compile(r",? (?:longue? )?(?:de|d') ?(?:pres d[e']|plus d[e']|environ|quelque)? ?(?:[a-z0-9-]+ (?:quarts? d')?){0,2}(?:minutes|heures?)\b")  # "une conversation de trois quarts d'heure"
_ONE = re.compile(r"\b(?:une|seconde|[a-z]+ieme) (?:nouvelle |autre |longue |breve |premiere |seconde |deuxieme )?$")
_COMPARED = re.compile(r"\b(?:apres|avant|suivie?|precedee?|fai(?:t|sait) suite|nouveau|nouvel|nouvelle|second|seconde|deuxieme|autre|plus tot|auparavant|la veille)\b")
_SITTINGS = ("session", "seance")  # a further one of a video conference; of a parliament otherwise
_OF_A_PHONE = ("conversation", "appel", "coup de fil", "coup de telephone")
_AHEAD = ("planned", "unconfirmed", "denied")
_OTHER_ONE = re.compile(r"\b(?:premier|premiere|precedent|precedente|dernier|derniere|avant-dernier|autre|deja)\b")


def distinct_calls(tellings: Sequence[Telling], folded: str, title_end: int = 0) -> list[DistinctCall]:
    """Bring the tellings of one article together into distinct calls, in the order of their first evidence; a call that a sentence
    only recalls comes behind the one it is about."""
    calls: list[DistinctCall] = []
    strong = [t for t in tellings if not t.frame.weak and is_call(t.frame)]
    for telling in strong:
        if telling.frame.sentence.start >= title_end:
            _place(calls, telling, folded)
    for telling in strong:
        if telling.frame.sentence.start < title_end and not _headed(calls, telling, folded):
            _place(calls, telling, folded)
    for telling in tellings:
        if telling.frame.weak and is_call(telling.frame):
            _place_weak(calls, telling, tellings, folded)
    for telling in tellings:
        if not is_call(telling.frame):
            _attach_partial(calls, telling, folded)
    kept = _without_parts([c for c in calls if c.strong], folded)
    for call in kept:
        call.tellings.sort(key=lambda t: t.frame.expression.start)
    recalled = [c for c in kept if _words_apart(c.strong[0], folded) == "earlier" and any(o is not c and o.keys == c.keys for o in kept)]
    return sorted(kept, key=lambda c: (c.strong[0].frame.sentence.index, any(c is r for r in recalled), c.strong[0].frame.expression.start))


def _without_parts(calls: list[DistinctCall], folded: str) -> list[DistinctCall]:
    """The calls without those that name some of the people of a larger video conference: told once more, by fewer names."""
    whole: list[DistinctCall] = []
    for call in sorted(calls, key=lambda c: -len(c.keys)):
        same = next((c for c in whole if call.keys < c.keys and all(t.frame.expression.channel == "video" for t in (*c.strong, *call.strong)) and _same_time(c, call.strong[0], folded)), None)
        if same is None:
            whole.append(call)
        else:
            same.tellings += call.tellings
    return whole


def may_be_calls(frames: Sequence[CallFrame]) -> bool:
    """Whether `distinct_calls` may find any in what these frames tell: each needs people of two sides in at least one of them."""
    return any(is_call(frame) for frame in frames)


def _headed(calls: list[DistinctCall], telling: Telling, folded: str) -> bool:
    """Give a title to the call of its people that the article tells, whatever its lack of a tense makes of "mercredi"."""
    same = [c for c in calls if c.keys == telling.frame.keys] or [c for c in calls if c.keys > telling.frame.keys and c.strong[0].frame.expression.channel == "video"]
    if not same or telling.frame.sentence.start >= same[0].tellings[0].frame.sentence.start:
        return False
    fitting = [c for c in same if _same_time(c, telling, folded)]
    (fitting or same)[0].tellings.append(telling)
    return True


def _place(calls: list[DistinctCall], telling: Telling, folded: str) -> None:
    for call in sorted(calls, key=lambda c: abs(c.tellings[-1].frame.expression.start - telling.frame.expression.start)):
        if call.keys == telling.frame.keys and _same_time(call, telling, folded):
            call.add(telling)
            return
    fresh = DistinctCall()
    fresh.add(telling)
    calls.append(fresh)


def _same_time(call: DistinctCall, telling: Telling, folded: str) -> bool:
    mine, theirs = telling.details.day, call.day
    beside = [t for t in call.tellings if t.frame.sentence is telling.frame.sentence]
    if beside and any(_words_apart(t, folded) == "earlier" for t in (*beside, telling)):
        return False  # "après un premier appel lundi, X a rappelé Y"
    stated = telling.details.date_expression
    if mine and mine[0] and theirs == (None, None) and _words_apart(telling, folded) == "earlier":
        return False  # "leur dernier appel remonte au 3 juin"
    if telling.frame.rule == "that_of" and (mine is None or stated is None or stated.kind not in ("day", "weekday", "relative")):
        return False  # "celui du soir"
    if mine and mine[0] and theirs and theirs[0]:
        overlap = mine[0] <= (theirs[1] or theirs[0]) and theirs[0] <= (mine[1] or mine[0])
        close = abs((mine[0] - theirs[0]).days) <= 1 and (telling.details.date_is_announcement or any(t.details.date_is_announcement for t in call.tellings))
        return overlap or close
    if mine is None and not beside and _LATER_ON.match(folded, telling.frame.sentence.start, telling.frame.expression.start):
        return False
    if _by_other_means(call, telling, folded):
        return False
    if telling.details.factuality.value in ("planned", "denied") and call.factuality not in ("planned", "denied") and _words_apart(telling, folded) == "further":
        return False  # "un nouvel entretien est prévu"
    states = {call.factuality, telling.details.factuality.value}
    if states == {"occurred", "planned"} or _only_wished(call, telling):
        return telling.frame.anaphoric
    if states == {"occurred", "unconfirmed"} and _words_apart(telling, folded) == "further":
        return False
    return not _recalled(telling, folded)


def _by_other_means(call: DistinctCall, telling: Telling, folded: str) -> bool:
    """ "X a vu Y par vidéo. Les deux se sont rappelés, au téléphone cette fois": another call."""
    mine, here = telling.frame.expression.channel, telling.frame.sentence
    channels = {t.frame.expression.channel for t in call.strong} - {None}
    return mine is not None and mine not in channels and bool(channels) and bool(_THIS_TIME.search(folded, here.start, here.end))


def _only_wished(call: DistinctCall, telling: Telling) -> bool:
    """Whether one of the two took place and the other is no more than wished for or thinkable."""
    both = (call.strong or call.tellings)[0].details.factuality, telling.details.factuality
    return {f.value for f in both} == {"occurred", "unconfirmed"} and any(f.rule in ("modality.wish", "modality.condition") for f in both)


def _words_apart(telling: Telling, folded: str) -> str | None:
    frame = telling.frame
    return sets_apart(folded, frame.expression, (frame.sentence.start, frame.sentence.end))


def _is_another(call: DistinctCall, telling: Telling, folded: str) -> bool:
    """Whether words that say nothing of a phone, or name nobody, tell of another call of the people of `call`."""
    apart, here = _words_apart(telling, folded), telling.frame.sentence
    words = folded[here.start:here.end]
    if call.factuality == "denied" and telling.details.factuality.value == "unconfirmed":
        return False  # "X dément avoir parlé à Y, qui aurait souhaité un second échange"
    if apart is None or IN_PERSON.search(words) or (telling.frame.expression.head in _SITTINGS and call.strong[0].frame.expression.channel != "video"):
        return False
    if apart == "earlier" and any(t.frame.sentence is here and _words_apart(t, folded) == "further" for t in call.strong):
        return True  # "après avoir échangé une première fois à midi, X et Y se sont de nouveau parlé au téléphone"
    mine, theirs = telling.details.day, call.day
    dated = bool(mine and mine[0] and mine[1] and theirs[0] and theirs[1])
    before = apart == "earlier" and dated and mine is not None and theirs[0] is not None and mine[1] is not None and mine[1] < theirs[0]
    if telling.frame.expression.kind != "noun" and not before and not (mine and mine[0] and mine[0] == mine[1]):
        return False  # "ils se reparleront bientôt": a next step, no call that could be told from others
    if apart == "further":
        later = dated and mine is not None and theirs[1] is not None and mine[0] is not None and mine[0] > theirs[1]
        return telling.details.factuality.value in _AHEAD or later or bool(_SECOND.search(words))
    earlier = dated and mine is not None and theirs[0] is not None and mine[1] is not None and mine[1] < theirs[0]
    return earlier or (bool(_COMPARED.search(words) or "preceden" in words) and telling.details.factuality.value == "occurred")


def _of_an_earlier_day(calls: Sequence[DistinctCall], telling: Telling, folded: str) -> bool:
    """ "Lors de leur conversation du 2 mars": a day before that of every call told of these people."""
    mine = telling.details.day
    if telling.frame.expression.head not in _OF_A_PHONE or not _is_that_of_a_day(telling) or not (mine and mine[1]) or _MADE_KNOWN.search(folded, telling.frame.sentence.start, telling.frame.expression.start):
        return False
    return all(c.day[0] is not None and mine[1] < c.day[0] for c in calls)


def _another_call(calls: list[DistinctCall], like: DistinctCall, telling: Telling) -> None:
    """Add a call of the people of `like`, told by `telling` alone."""
    telling.frame.weak, telling.frame.people = False, list(like.people)
    calls.append(DistinctCall([telling], list(like.people)))


def _recalled(telling: Telling, folded: str) -> bool:
    frame = telling.frame
    near = folded[max(frame.sentence.start, frame.expression.start - 45):frame.expression.end]
    return bool(re.search(r"\b(?:deja|precedent|precedente|derniere fois)\b", near)) and not frame.anaphoric


def _place_weak(calls: list[DistinctCall], telling: Telling, tellings: Sequence[Telling], folded: str) -> None:
    frame = telling.frame
    like = next((c for c in reversed(calls) if c.keys == frame.keys), None)
    recalled = like is not None and _is_only_recalled(like, telling, folded) and confirmed_next(telling, [t for t in tellings if t not in like.tellings], folded)
    for call in calls:
        if call.keys == frame.keys and not recalled and _same_time(call, telling, folded):
            call.add(telling)
            return
    beside = any(c.keys & frame.keys and 0 <= frame.sentence.index - t.frame.sentence.index <= 3 for c in calls for t in c.strong)
    if frame.expression.kind == "noun" and beside and _words_apart(telling, folded) == "further" and not IN_PERSON.search(folded, frame.sentence.start, frame.sentence.end):
        frame.weak = False
        calls.append(DistinctCall([telling], list(frame.people)))
        return
    if like is not None and (_is_another(like, telling, folded) or _of_an_earlier_day([c for c in calls if c.keys == frame.keys], telling, folded)):
        _another_call(calls, like, telling)
        return
    on_its_own_day = recalled or (like is not None and like.factuality == "denied" and _overlap(telling.details.day or (None, None), like.day) is False and confirmed_next(telling, tellings, folded))
    met = all(n.span for n in frame.people) or on_its_own_day or frame.expression.head.startswith(("entret", "s'entret", "reparl")) or (any(n.span for n in frame.people) and alongside(calls, telling, folded))
    told_in_passing = frame.expression.kind == "noun" and ((frame.rule.endswith((".alone", ".with", ".between")) and not frame.anaphoric) or _names_both(frame))
    if (like is not None and not on_its_own_day) or not (frame.expression.kind in ("talk_verb", "call_verb") or told_in_passing) or not met:
        return
    timed = _TIMED.match(folded, frame.expression.end) and alongside(calls, telling, folded)
    if _is_one_more(calls, telling, folded):
        frame.weak = False
        calls.append(DistinctCall([telling], list(frame.people)))
        return
    if frame.expression.kind != "talk_verb" and not timed and not confirmed_next(telling, tellings, folded):
        return
    if (frame.beside_phone and not IN_PERSON.search(folded, frame.sentence.start, frame.sentence.end)) or confirmed_next(telling, tellings, folded) or alongside(calls, telling, folded):
        fresh = DistinctCall()
        fresh.add(telling)
        fresh.tellings[0].frame.weak = False
        calls.append(fresh)


def _is_one_more(calls: Sequence[DistinctCall], telling: Telling, folded: str) -> bool:
    """ "X a appelé Y. De son côté, Z a eu une nouvelle conversation avec W": what leaders have beside a telephone call, if nothing says that they met."""
    frame, here = telling.frame, telling.frame.sentence
    if frame.expression.head != "conversation" or not _ONE.search(folded, here.start, frame.expression.start) or not frame.rule.endswith((".with", ".between")) or IN_PERSON.search(folded, here.start, here.end):
        return False
    return any(t.frame.expression.channel != "video" and abs(t.frame.sentence.index - here.index) <= 1 for c in calls for t in c.strong)


def _is_only_recalled(call: DistinctCall, telling: Telling, folded: str) -> bool:
    """ "X a parlé à Y. Leur précédent entretien téléphonique remontait au 4 juin": what makes `call` a call is told of an earlier one."""
    return all(_words_apart(t, folded) == "earlier" and t.frame.expression.start > telling.frame.expression.start for t in call.strong)


def _names_both(frame: CallFrame) -> bool:
    """ "L'échange entre le président X et le chancelier Y": the article is of no call told before."""
    return frame.rule.endswith(".between") and len(frame.people) == 2 and all(n.span for n in frame.people)


def _dated_apart(call: DistinctCall, telling: Telling, words: str) -> bool:
    """ "Le premier échange avait eu lieu le 25 février": another call of the same people, by its own day."""
    mine, theirs = telling.details.day, call.day
    if not (mine and mine[0] and theirs[0] and _OTHER_ONE.search(words)):
        return False
    return mine[1] is not None and mine[1] < theirs[0]


def _is_that_of_a_day(telling: Telling) -> bool:
    """ "L'appel de mercredi": told apart from the others by its day."""
    stated, frame = telling.details.date_expression, telling.frame
    return frame.anaphoric and stated is not None and (0 < stated.start - frame.expression.end <= 5 or 0 <= stated.start - frame.sentence.start <= 3)


def _told_next(calls: list[DistinctCall], telling: Telling, folded: str) -> DistinctCall | None:
    """The call told right after a telling without people: "L'échange a eu lieu mercredi. Au téléphone, X a dit à Y ..." """
    frame = telling.frame
    if (frame.weak and not frame.anaphoric) or _words_apart(telling, folded):
        return None
    channel = frame.expression.channel
    following = [c for c in calls if frame.keys <= c.keys and 0 < c.tellings[0].frame.sentence.index - frame.sentence.index <= 2]
    fitting = [c for c in following if channel is None or channel in {t.frame.expression.channel for t in c.tellings}]
    if len(fitting) != 1 or fitting[0] is not calls[0]:
        return None
    in_one_paragraph = fitting[0].tellings[0].frame.sentence.paragraph == frame.sentence.paragraph
    return fitting[0] if in_one_paragraph or telling.details.factuality.value == "denied" else None


def _overlap(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool | None:
    """Whether two spans of days have a day in common, or lie a day apart as between time zones; None when one is open."""
    if one[0] is None or one[1] is None or other[0] is None or other[1] is None:
        return None
    return (one[0] - other[1]).days <= 1 and (other[0] - one[1]).days <= 1


def _of_another_kind(call: DistinctCall, telling: Telling) -> bool:
    """A video conference said to be called off is no telephone call that took place."""
    channels = {t.frame.expression.channel for t in call.strong} - {None}
    mine = telling.frame.expression.channel
    return telling.details.factuality.value == "denied" and call.factuality == "occurred" and mine is not None and mine not in channels


def _attach_partial(calls: list[DistinctCall], telling: Telling, folded: str) -> None:
    """A telling that names one of the people, or none: it belongs to the nearest call before it that fits, and adds details."""
    frame = telling.frame
    near = [
        c for c in calls
        if frame.keys <= c.keys and not _of_another_kind(c, telling)
        and any(t.frame.expression.start <= frame.expression.start or (t.frame.sentence is frame.sentence and _words_apart(telling, folded)) for t in c.tellings)
    ]
    if not near and (ahead := _told_next(calls, telling, folded)):
        ahead.tellings.append(telling)
        return
    if near and (_is_another(near[-1], telling, folded) or _of_an_earlier_day(near, telling, folded)):
        _another_call(calls, near[-1], telling)
        return
    if near and telling.details.factuality.value == "planned" and near[-1].factuality == "occurred" and not frame.anaphoric and not frame.weak:
        return  # "un appel est prévu samedi" may be one of others
    if near and (frame.anaphoric or not frame.weak):
        if _dated_apart(near[-1], telling, folded[frame.sentence.start:frame.sentence.end]):
            fresh = DistinctCall([telling], list(near[-1].people))
            telling.frame.weak = False
            calls.append(fresh)
            return
        day = telling.details.day
        if day and day[0]:
            overlapping = [c for c in near if _overlap(day, c.day) is not False] or ([] if not frame.keys and not telling.details.date_is_announcement else near)
            if not overlapping:
                if _is_that_of_a_day(telling):
                    _another_call(calls, near[-1], telling)
                return
            near = overlapping
        last = max(near, key=lambda c: max((t.frame.expression.start for t in c.tellings if t.frame.expression.start <= frame.expression.start), default=-1))
        if frame.anaphoric or frame.sentence.index - max(t.frame.sentence.index for t in last.tellings) <= 3:
            last.tellings.append(telling)
