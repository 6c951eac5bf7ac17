"""Articles that let a person act who was dead: "ses contacts avec X" a year after the death of X."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
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


MENTIONS = pl.Schema({"article_id": pl.String(), "revision": pl.Int64(), "actor_id": pl.String()})


def mentions_of_the_dead(articles: pl.DataFrame, actors: pl.DataFrame) -> pl.DataFrame:
    """Return article_id, revision and actor_id of the dead of the actors table whom texts let act, whenever they died.

    `articles` needs article_id, revision and text. Only full names and surnames that one actor alone bears count.
    """
    people = _by_name(actors)
    texts = articles.select("article_id", "revision", folded=pl.col("text").fill_null("").map_elements(fold, pl.String))
    names = pl.Series([list(people)], dtype=pl.List(pl.String))
    named = texts.with_columns(names=pl.col("folded").str.extract_many(names, overlapping=True))
    found = set()
    for article_id, revision, folded, own in named.filter(pl.col("names").list.len() > 0).iter_rows():
        either = "|".join(re.escape(name) for name in sorted(set(own), key=lambda name: (-len(name), name)))
        acting = re.finditer(rf"{ACTING_WITH}(?P<name>{either})\b", folded)
        found |= {(article_id, revision, people[m["name"]].actor_id) for m in acting if not _is_of_the_past(folded, m)}
    return pl.DataFrame(sorted(found), MENTIONS, orient="row")


def by_article(mentions: pl.DataFrame, actors: pl.DataFrame) -> dict[tuple[str, int], list[Mention]]:
    """Return MENTIONS by article_id and revision, in order of name; of actors who are listed as dead."""
    died = [(actor_id, name, parse_day(day)) for actor_id, name, day in actors.select("actor_id", "name", "died").iter_rows()]
    dead = {actor_id: Mention(actor_id, name, day) for actor_id, name, day in died if day}
    found: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for article_id, revision, actor_id in mentions.select(MENTIONS.names()).iter_rows():
        if actor_id in dead:
            found[article_id, revision].append(dead[actor_id])
    return {key: sorted(own, key=lambda mention: mention.name) for key, own in found.items()}


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
