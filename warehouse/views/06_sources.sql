CREATE OR REPLACE VIEW sources AS
WITH articles_of AS (
    SELECT source_id, any_value(outlet) AS outlet, count(*) AS article_count
    FROM articles
    WHERE is_current
    GROUP BY source_id
),
reports_of AS (
    SELECT a.source_id, count(*) AS report_count
    FROM call_reports AS r
    JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
    WHERE r.retracted_run_id IS NULL
    GROUP BY a.source_id
),
conflicts_of AS (
    SELECT a.source_id, count(DISTINCT c.conflict_id) AS conflict_count
    FROM (SELECT conflict_id, unnest(claim_ids) AS claim_id FROM conflicts) AS c
    JOIN claims AS l USING (claim_id)
    JOIN call_reports AS r ON r.report_id = l.report_id
    JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
    GROUP BY a.source_id
)
SELECT
    source_id,
    coalesce(s.name, a.outlet) AS name,
    s.domain,
    s.country_code,
    s.kind,
    coalesce(a.article_count, 0) AS article_count,
    coalesce(r.report_count, 0) AS report_count,
    coalesce(c.conflict_count, 0) AS conflict_count
FROM store.sources AS s
FULL JOIN articles_of AS a USING (source_id)
LEFT JOIN reports_of AS r USING (source_id)
LEFT JOIN conflicts_of AS c USING (source_id);
