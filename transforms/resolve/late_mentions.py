"""Articles that let a person act who was dead: "ses contacts avec X" a year after the death of X."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from transforms.actors import parse_day, surname
from transforms.languages.fr.contacts import ACTING_WITH, NO_LONGER
from transforms.text import fold

MEMORY_YEARS = 5  # a conversation with somebody dead for longer is told as history
_MIN_LETTERS = 5  # shorter surnames are words of the language too often
_CONTEXT = 80  # characters before and after a name in which the text may say that its bearer is of the past


@dataclass(frozen=True)
class Mention:
    """One person whom an article lets act."""

    actor_id: str
    name: str
    died: date


def mentions_of_the_dead(articles: pl.DataFrame, actors: pl.DataFrame) -> dict[tuple[str, int], list[Mention]]:
    """Return by article_id and revision the dead of the actors table whom the texts let act, whenever they died.

    Articles without text have none. Only full names and surnames that one actor alone bears count.
    """
    if "text" not in articles.columns:
        return {}
    people = _by_name(actors)
    names = sorted(people, key=lambda name: (-len(name), name))
    if not names:
        return {}
    acting = re.compile(rf"{ACTING_WITH}(?P<name>{'|'.join(map(re.escape, names))})\b")
    texts = articles.select("article_id", "revision", folded=pl.Series(map(fold, articles["text"].fill_null("")), dtype=pl.String))
    found: dict[tuple[str, int], list[Mention]] = {}
    for article_id, revision, folded in texts.filter(pl.col("folded").str.contains_any(names)).iter_rows():
        hits = {people[m["name"]] for m in acting.finditer(folded) if not _is_of_the_past(folded, m)}
        if hits:
            found[article_id, revision] = sorted(hits, key=lambda mention: mention.name)
    return found


def died_before(mention: Mention, day: date | None) -> bool:
    """Whether the person was dead on `day`, but not for so long that the text can only mean history."""
    return day is not None and mention.died < day <= mention.died + timedelta(days=366 * MEMORY_YEARS)


def _by_name(actors: pl.DataFrame) -> dict[str, Mention]:
    people = actors.filter(pl.col("kind").fill_null("person") == "person").select("actor_id", "name", "aliases", "died")
    bearers = Counter(surname(fold(name)) for name in people["name"])
    found: dict[str, Mention] = {}
    for actor_id, name, aliases, died in people.iter_rows():
        day = parse_day(died)
        if day is None:
            continue
        mention = Mention(actor_id, name, day)
        full = [fold(form) for form in (name, *(aliases or "").split("|")) if " " in form and not form.startswith("~")]
        short = surname(fold(name))
        found |= dict.fromkeys(full, mention)
        if bearers[short] == 1 and len(short) >= _MIN_LETTERS:
            found[short] = mention
    return found


def _is_of_the_past(folded: str, match: re.Match[str]) -> bool:
    around = folded[max(0, match.start("name") - _CONTEXT) : match.end("name") + _CONTEXT]
    return re.search(NO_LONGER, around) is not None
