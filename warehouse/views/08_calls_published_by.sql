-- The calls as they stood in the articles published by a moment: for every value the one that most of those reports give.
-- An article whose publication is only bounded counts from its latest possible day.
CREATE OR REPLACE MACRO calls_published_by(moment) AS TABLE
WITH published AS (
    SELECT r.*, a.source_id, coalesce(a.published_at, a.published_latest::TIMESTAMPTZ + INTERVAL 1 DAY) AS published
    FROM call_reports AS r
    JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
    WHERE r.call_id IS NOT NULL
)
SELECT
    call_id,
    mode(date_edtf) AS date_edtf,
    max(date_earliest) AS date_earliest,
    min(date_latest) AS date_latest,
    mode(channel) AS channel,
    arg_max(factuality, published) AS factuality,
    mode(duration_minutes_low) AS duration_minutes_low,
    mode(duration_minutes_high) AS duration_minutes_high,
    mode(initiator_id) AS initiator_id,
    list_sort(list_distinct(flatten(list([p.name for p in participants])))) AS participants,
    list_sort(list_distinct(flatten(list(topics)))) AS topics,
    count(*) AS report_count,
    count(DISTINCT source_id) AS source_count,
    min(published) AS first_reported_at,
    max(published) AS last_reported_at
FROM published
WHERE published <= moment::TIMESTAMPTZ
GROUP BY call_id;
