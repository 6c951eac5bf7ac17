"""The evidence of each article: the sentences that hold it, and the characters of every claim, statement and next step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import duckdb

from transforms.languages.fr.sentences import split_sentences

Row = dict[str, Any]


def article_pages(con: duckdb.DuckDBPyConnection, full_text: bool = False) -> Iterator[tuple[str, Row]]:
    """Yield article_id and what the article's page shows: `pieces` of its text as [start, text], and `marks` in them.

    Pieces are the sentences with evidence; with `full_text` the whole text is one piece. Offsets of marks and pieces are
    characters of the article, ends exclusive. A mark without characters states a value that follows from others.
    """
    marks: dict[str, list[Row]] = defaultdict(list)
    for mark in con.execute(_MARKS).pl().iter_rows(named=True):
        marks[mark.pop("article_id")].append({name: value for name, value in mark.items() if value is not None})
    for article in con.execute(_ARTICLES).pl().iter_rows(named=True):
        text = article.pop("text")
        of_article = marks[article["article_id"]]
        pieces = [(0, len(text))] if full_text else _with_evidence(text, of_article)
        yield article["article_id"], {
            **{name: value for name, value in article.items() if value is not None},
            "pieces": [[start, text[start:end]] for start, end in pieces],
            "marks": of_article,
        }


def _with_evidence(text: str, marks: list[Row]) -> list[tuple[int, int]]:
    """Return the spans of the sentences that a mark touches, in order."""
    spans = [(mark["start"], mark["end"]) for mark in marks if "start" in mark]
    return [
        (start, end) for start, end in split_sentences(text) if any(start < mark_end and mark_start < end for mark_start, mark_end in spans)
    ]


_ARTICLES = """
SELECT article_id, revision, source_id, s.name AS source, a.url, a.title, a.author, a.agency, a.published_at, a.published_earliest,
    a.published_latest, a.published_at_basis AS basis, a.text
FROM articles AS a LEFT JOIN sources AS s USING (source_id)
SEMI JOIN (FROM call_reports WHERE call_id IS NOT NULL) AS r USING (article_id, revision)
ORDER BY article_id
"""

_MARKS = """
WITH current AS (FROM call_reports WHERE call_id IS NOT NULL),
marks AS (
    SELECT r.article_id, r.call_id AS call, 'report' AS kind, r.report_id AS id, NULL AS property, NULL AS value, NULL AS label,
        NULL AS said_by, NULL AS qualifier, NULL AS anchor, r.start_char AS start, r.end_char AS "end"
    FROM current AS r
    UNION ALL
    SELECT r.article_id, r.call_id, 'claim', c.claim_id, c.property, c.value, v.name,
        coalesce(p.name, c.attributed_to), nullif(c.qualifier, 'exact'), nullif(c.anchor, 'none'), c.start_char, c.end_char
    FROM claims AS c JOIN current AS r USING (report_id)
    LEFT JOIN actors AS v ON v.actor_id = c.value AND c.property IN ('participant', 'initiator', 'disclosed_by')
    LEFT JOIN actors AS p ON p.actor_id = c.attributed_to_id
    WHERE c.retracted_run_id IS NULL
    UNION ALL
    SELECT r.article_id, r.call_id, 'statement', s.statement_id, s.kind, NULL, NULL, s.speaker, NULL, NULL, s.start_char, s.end_char
    FROM statements AS s JOIN current AS r USING (report_id)
    UNION ALL
    SELECT r.article_id, r.call_id, 'follow_up', f.follow_up_id, f.kind, f.date_edtf, f.place, NULL, NULL, NULL, f.start_char, f.end_char
    FROM follow_ups AS f JOIN current AS r USING (report_id)
)
FROM marks ORDER BY article_id, start NULLS LAST, "end" DESC, id
"""
