"""A warehouse of invented calls, as many as wanted, written by a few statements over sets."""

from __future__ import annotations

import duckdb

LEADERS = 120
OUTLETS = 40


def fill(con: duckdb.DuckDBPyConnection, calls: int) -> None:
    """Add `calls` calls between invented leaders, with two reports each, claims, statements, next steps and some conflicts."""
    for statement in _STATEMENTS:
        con.execute(statement.replace("$calls", str(calls)))


_STATEMENTS = (
    f"""INSERT INTO actors BY NAME SELECT 'x-' || n AS actor_id, 'Prénom' || n || ' Nom' || n AS name, ['Nom' || n] AS aliases, 'person' AS kind,
        ['FR', 'DE', 'US', 'RU', 'UA', 'TR', 'GB', 'CN', 'IN', 'BR'][1 + n % 10] AS country_code FROM range({LEADERS}) AS r(n)""",
    f"""INSERT INTO store.sources BY NAME SELECT 's-' || n AS source_id, 'Titre ' || n AS name, 'titre' || n || '.example' AS domain, 'FR' AS country_code,
        'newspaper' AS kind FROM range({OUTLETS}) AS r(n)""",
    """INSERT INTO topics BY NAME SELECT 't-' || n AS topic_id, CASE WHEN n >= 8 THEN 't-' || n % 8 END AS parent_id, 'Sujet ' || n AS label_fr,
        'Topic ' || n AS label_en FROM range(30) AS r(n)""",
    """INSERT INTO runs BY NAME SELECT 'r-1' AS run_id, TIMESTAMPTZ '2026-01-01 00:00:00+00' AS started_at,
        TIMESTAMPTZ '2026-01-01 01:00:00+00' AS ended_at, 'completed' AS status, $calls AS documents_in, $calls AS articles, 2 * $calls AS reports,
        0 AS rejected, '0' AS code_version, '{}' AS settings""",
    # who calls whom follows squares, so that a few pairs have many calls and many have few
    f"""CREATE OR REPLACE TEMP TABLE made AS
        SELECT n, 'c-' || printf('%012x', n * 7919) AS call_id, CAST(pow(hash(n) % 1000 / 1000, 3) * {LEADERS} AS BIGINT) % {LEADERS} AS a,
            CAST(pow(hash(n + 500000) % 1000 / 1000, 2) * {LEADERS} AS BIGINT) % {LEADERS} AS b0, DATE '2012-01-01' + CAST(n * 5000 // $calls AS INTEGER) AS day,
            hash(n + 1) % 10 AS kind
        FROM range($calls) AS r(n)""",
    f"ALTER TABLE made ADD COLUMN b BIGINT; UPDATE made SET b = CASE WHEN b0 = a THEN (a + 1) % {LEADERS} ELSE b0 END",
    """INSERT INTO store.call_versions BY NAME
        SELECT call_id, CASE kind WHEN 0 THEN NULL WHEN 1 THEN strftime(day, '%Y-%m') ELSE CAST(day AS VARCHAR) END AS date_edtf,
            CASE kind WHEN 0 THEN NULL WHEN 1 THEN date_trunc('month', day)::DATE ELSE day END AS date_earliest,
            CASE kind WHEN 1 THEN last_day(day) ELSE day END AS date_latest, 'telephone' AS channel,
            CASE kind WHEN 2 THEN 'planned' WHEN 3 THEN 'unconfirmed' WHEN 4 THEN 'denied' ELSE 'occurred' END AS factuality,
            ['occurred'] AS factuality_history, 10.0 + n % 80 AS duration_minutes_low, 10.0 + n % 80 AS duration_minutes_high,
            'exact' AS duration_qualifier, CASE WHEN n % 5 = 0 THEN 'x-' || a END AS initiator_id,
            list_sort(['Prénom' || a || ' Nom' || a, 'Prénom' || b || ' Nom' || b]) AS participants,
            list_sort(list_distinct(['t-' || n % 30, 't-' || n % 7])) AS topics, [['UA', 'SY', 'IR', 'TW', 'ML', 'LY'][1 + n % 6]] AS places,
            [] AS disclosed_by, 2 AS report_count, 2 AS source_count, 2 AS independent_source_count, 1 AS origin_count,
            CASE WHEN n % 20 = 0 THEN 1 ELSE 0 END AS conflict_count, day::TIMESTAMPTZ AS first_reported_at, day::TIMESTAMPTZ AS last_reported_at,
            'r-1' AS from_run_id FROM made""",
    """INSERT INTO call_participants BY NAME SELECT call_id, 'x-' || p AS actor_id, 'Prénom' || p || ' Nom' || p AS name, 'head_of_state' AS office_at_date,
        ['FR', 'DE', 'US', 'RU', 'UA', 'TR', 'GB', 'CN', 'IN', 'BR'][1 + p % 10] AS country_code,
        CASE WHEN n % 5 > 0 THEN 'participant' WHEN p = a THEN 'initiator' ELSE 'recipient' END AS role
        FROM (SELECT *, unnest([a, b]) AS p FROM made)""",
    "INSERT INTO call_topics BY NAME SELECT call_id, unnest(topics) AS topic_id, 2 AS report_count, 2 AS source_count FROM calls",
    "INSERT INTO call_places BY NAME SELECT call_id, unnest(places) AS country_code, 1 AS report_count FROM calls",
    """CREATE OR REPLACE TEMP TABLE told AS
        SELECT m.*, k, 'a-' || printf('%015x', n) || k AS article_id, 'a-' || printf('%015x', n) || k || '.1.1' AS report_id,
            'Les deux dirigeants se sont parlé au téléphone pendant ' || 10 + n % 80 || ' minutes, à propos du dossier numéro ' || n || '.' AS text
        FROM made AS m, range(2) AS r(k)""",
    f"""INSERT INTO articles BY NAME SELECT article_id, 1 AS revision, true AS is_current, 's-' || (n + 7 * k) % {OUTLETS} AS source_id,
        'https://titre.example/' || article_id AS url, 'Entretien numéro ' || n AS title, (day + 1)::TIMESTAMPTZ + INTERVAL (k) HOUR AS published_at,
        day + 1 AS published_on, 'metadata' AS published_at_basis, day + 1 AS published_earliest, day + 1 AS published_latest, 'fr' AS language, text,
        0 AS title_end, 'Titre ' || (n + 7 * k) % {OUTLETS} AS outlet, 'r-1' AS first_run_id, md5(text) AS text_md5 FROM told""",
    """INSERT INTO store.reports BY NAME SELECT report_id, article_id, 1 AS revision, 1 AS position, 'occurred' AS factuality, 'telephone' AS channel,
        text AS sentence, 0 AS start_char, 30 AS end_char, 'r-1' AS first_run_id, false AS pending FROM told""",
    "INSERT INTO memberships BY NAME SELECT report_id, call_id FROM told",
    """INSERT INTO store.claims BY NAME
        SELECT 'c-' || report_id || property AS claim_id, report_id, property, value, 'exact' AS qualifier, substr(text, 1, 20) AS surface, 0 AS start_char,
            20 AS end_char, 'none' AS anchor, 'rule' AS rule, 'r-1' AS first_run_id
        FROM (SELECT *, unnest(['participant', 'initiator', 'date', 'duration', 'topic', 'channel', 'place', 'factuality']) AS property,
            unnest(['x-' || a, 'x-' || b, CAST(day AS VARCHAR), CAST(10 + n % 80 + k * (n % 20 = 0)::INT AS VARCHAR), 't-1', 'telephone', 'UA', 'occurred']) AS value
            FROM told)""",
    """INSERT INTO store.statements BY NAME SELECT 's-' || report_id || j AS statement_id, report_id, 'x-' || a AS speaker_id, 'Prénom' || a || ' Nom' || a AS speaker,
        'reported' AS kind, 'a dit vouloir avancer sur le dossier ' || n || ', sans attendre la réunion prévue au printemps ' || j AS text,
        0 AS start_char, 20 AS end_char FROM told, range(2) AS r(j)""",
    """INSERT INTO store.follow_ups BY NAME SELECT 'f-' || report_id AS follow_up_id, report_id, 'meeting' AS kind, day + 30 AS date_earliest,
        day + 40 AS date_latest, 'Genève' AS place, ['x-' || a, 'x-' || b] AS participants, false AS settled, substr(text, 1, 20) AS surface, 0 AS start_char,
        20 AS end_char FROM told WHERE n % 3 = 0 AND k = 0""",
    """INSERT INTO conflicts BY NAME SELECT call_id || '.duration' AS conflict_id, call_id, 'duration' AS property, 'between_sources' AS kind,
        [CAST(10 + n % 80 AS VARCHAR), CAST(11 + n % 80 AS VARCHAR)] AS "values", list('c-' || report_id || 'duration') AS claim_ids, 0.5 AS weight,
        'open' AS status FROM told WHERE n % 20 = 0 GROUP BY n, call_id""",
)
