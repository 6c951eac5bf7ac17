"""What a user would write first, as the yardstick of `readout ingest`: every article through spaCy, dates by search, rows one by one.

    python tests/benchmarks/naive.py ARTICLES.jsonl.gz TARGET.sqlite
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys

import spacy
from dateparser.search import search_dates

PHONE = ("téléphon", "coup de fil", "visioconférence", "appel")
LEADERS = ("Vladimir Poutine", "Donald Trump", "Emmanuel Macron", "Joe Biden", "Angela Merkel", "Volodymyr Zelensky", "Xi Jinping", "Boris Johnson")


def main(source: str, target: str) -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": name} for name in LEADERS])
    con = sqlite3.connect(target)
    con.execute("CREATE TABLE articles (id, title, text)")
    con.execute("CREATE TABLE calls (article_id, sentence, people, dates)")
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            con.execute("INSERT INTO articles VALUES (?, ?, ?)", (article["id"], article["title"], article["text"]))
            for sentence in nlp(article["text"]).sents:
                if any(word in sentence.text.lower() for word in PHONE):
                    dates = search_dates(sentence.text, languages=["fr"]) or []
                    people = [entity.text for entity in sentence.ents]
                    con.execute("INSERT INTO calls VALUES (?, ?, ?, ?)", (article["id"], sentence.text, str(people), str(dates)))
    con.commit()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
