"""What the work costs, each figure beside its yardstick in the same run: a table, and the same as JSON.

    python tests/benchmarks/bench.py [--articles N] [--million [N]] [--out bench.json]

Every ratio is of two measurements made one after the other on the same machine. `--articles` takes part of the corpus.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import duckdb
import polars as pl
import spacy
import trafilatura
from benchmarks import corpora, naive
from benchmarks.measured import Cost, run

from flows.batch import Terms, extractor, read_articles
from flows.decoding import decode
from flows.landing import land
from flows.reference import read_reference
from flows.workers import Workers
from transforms.candidates import candidates, is_candidate
from transforms.parse import parse
from transforms.parse.html import parse as parse_page

BIN = Path(sys.executable).parent
Row = dict[str, Any]

README_QUESTIONS = (
    "SELECT p.name, count(*) AS calls, list(c.date_edtf ORDER BY c.date_earliest) FROM call_participants p JOIN calls c USING (call_id) "
    "WHERE c.factuality = 'occurred' GROUP BY p.name HAVING count(*) > 1 ORDER BY calls DESC, p.name",
    "SELECT t.label_en AS topic, count(*) AS calls FROM call_topics JOIN topics t USING (topic_id) GROUP BY ALL ORDER BY calls DESC LIMIT 5",
    "SELECT c.date_edtf, c.participants, k.property, k.kind, k.values FROM conflicts k JOIN calls c USING (call_id) ORDER BY k.weight DESC",
    "SELECT cl.value, cl.surface, cl.attributed_to, a.outlet FROM claims cl JOIN call_reports r USING (report_id) "
    "JOIN articles a USING (article_id, revision) WHERE cl.property = 'duration' ORDER BY a.outlet, cl.start_char",
    "SELECT date_edtf, participants, source_count, independent_source_count FROM calls WHERE independent_source_count < source_count",
)


def timed(work: Callable[[], object]) -> float:
    """Return the processor seconds of a piece of work in this process, which does not depend on who else is at work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def elapsed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that a piece of work takes by the clock, and those of the processor."""
    started = time.perf_counter()
    busy = timed(work)
    return time.perf_counter() - started, busy


def row(work: str, figure: float, unit: str, yardstick: str, against: float, ratio: float, target: str, **more: Any) -> Row:
    return {
        "work": work, "figure": round(figure, 2), "unit": unit, "yardstick": yardstick, "against": round(against, 2),
        "ratio": round(ratio, 2), "target": target, **more,
    }  # fmt: skip


def extraction(part: Path, count: int, folder: Path) -> Iterator[Row]:
    texts = [record["text"] for record in corpora.articles(part)]
    nlp = spacy.blank("fr")
    started, before = time.perf_counter(), time.process_time()
    for text in texts:
        nlp(text)
    wall, cpu = time.perf_counter() - started, time.process_time() - before
    cost = run(BIN / "readout", "extract", part, out=folder / "extracted.jsonl", memory=False)
    yield row(
        "readout extract", count / cost.wall, "articles/s", "spacy.blank('fr')", count / wall, wall / cost.wall, ">= 10",
        recall=candidate_recall(), cpu_ratio=round(cpu / cost.cpu, 2),
    )  # fmt: skip
    yield from candidate_pass(part)


def candidate_pass(part: Path) -> Iterator[Row]:
    terms = Terms(datetime(2030, 1, 1, tzinfo=UTC))
    landed = pl.concat([batch[0] for batch in land([part])])
    articles, _ = read_articles(landed, read_reference(), terms)
    text = articles["text"].rechunk()
    megabytes = text.str.len_bytes().sum() / 1e6
    ours = min(timed(lambda: articles.select(is_candidate())) for _ in range(3))
    plain = min(timed(lambda: text.str.contains("(?i)t[ée]l[ée]phon|visioconf|appel")) for _ in range(3))
    yield row("candidate pass", megabytes / ours, "MB/s", "regex of three literals", megabytes / plain, plain / ours, ">= 0.5")
    chosen = candidates(articles)
    tokenizer = spacy.blank("fr")
    extractor()
    reading = timed(lambda: extractor().extract(chosen))
    splitting = timed(lambda: [tokenizer(text) for text in chosen["text"]])
    yield row("candidates only", reading, "s", "spacy.blank('fr')", splitting, reading / splitting, "<= 2", articles=chosen.height)


def candidate_recall() -> float:
    gold = (corpora.SHARED / "gold" / "dev.gold.jsonl").read_text(encoding="utf-8").splitlines()
    with_calls = {label["id"] for label in map(json.loads, gold) if any(not call.get("optional") for call in label["calls"])}
    articles = map(json.loads, (corpora.SHARED / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines())
    texts = ["\n\n".join(a.get(part) or "" for part in ("title", "lead", "text")) for a in articles if a["id"] in with_calls]
    return float(pl.DataFrame({"text": texts}).select(is_candidate().mean()).item())


def ingestion(part: Path, count: int, folder: Path) -> Iterator[Row]:
    yardstick = run(sys.executable, naive.__file__, part, folder / "naive.sqlite")
    ours = run(BIN / "readout", "ingest", part, "--warehouse", folder / "new.duckdb")
    yield row(
        "readout ingest", ours.wall, "s", "naive pipeline", yardstick.wall, yardstick.wall / ours.wall, ">= 5",
        cpu_ratio=round(yardstick.cpu / ours.cpu, 2),
    )  # fmt: skip
    yield row("memory of it", ours.peak_mb, "MB", "", 1200, ours.peak_mb / 1200, "<= 1")
    again = run(BIN / "readout", "ingest", part, "--warehouse", folder / "new.duckdb")
    yield row("the same again", again.wall, "s", "the first time", ours.wall, again.wall / ours.wall, "low", articles=count)


def pages(folder: Path) -> Iterator[Row]:
    files = corpora.unpack_pages(folder / "pages")
    raw = [file.read_bytes() for file in files]
    archive = corpora.write_archive(folder / "pages.warc.gz", files)
    scores = page_scores(raw)  # first, so that here as there all expressions are compiled before the clock starts
    yardstick, busy = elapsed(lambda: [trafilatura.extract(page) for page in raw])
    for name, source in (("HTML pages", folder / "pages"), ("the same in a .warc.gz", archive)):
        alone = timed(lambda source=source: [parse(batch[0]) for batch in land([source])])
        shared = read_by_two(source)
        yield row(
            name, len(files) / shared, "pages/s, two cores", "trafilatura, one core", len(files) / yardstick, yardstick / shared, ">= 8",
            one_core=round(len(files) / alone), one_core_ratio=round(busy / alone, 2), **scores,
        )  # fmt: skip


def read_by_two(source: Path) -> float:
    """Return the seconds that two workers take for the pages, start-up left out: each has read some of them before."""
    with Workers(2, large=True) as workers:
        for _ in range(2):
            started = time.perf_counter()
            for _parsed in workers.each(parse, (landed for landed, *_ in land([source]))):
                pass
            took = time.perf_counter() - started
    return took


def page_scores(raw: list[bytes]) -> Row:
    """Compare title and date with what the pages' own Open Graph and article tags state, beside what trafilatura finds.

    A title is the same when its first 40 characters are, entities and spaces aside.
    """
    hits = {"title": [0, 0], "date": [0, 0]}
    stated_titles = stated_dates = 0
    for page in raw:
        text = decode(page, html=True).text
        told, found = next(parse_page(text)), trafilatura.bare_extraction(text, with_metadata=True)
        title, day = _meta(text, "og:title"), _meta(text, "article:published_time")[:10]
        stated_titles += bool(title)
        stated_dates += bool(day)
        hits["title"][0] += bool(title) and title.startswith(_plain(told["title"])[:40] or "\0")
        hits["title"][1] += bool(title) and title.startswith(_plain(found and found.title)[:40] or "\0")
        hits["date"][0] += bool(day) and (told["published_at"] or "")[:10] == day
        hits["date"][1] += bool(day) and ((found and found.date) or "")[:10] == day
    return {
        "titles": [round(n / stated_titles, 3) for n in hits["title"]],
        "dates": [round(n / stated_dates, 3) for n in hits["date"]],
    }


def _meta(text: str, name: str) -> str:
    import lxml.html

    found = lxml.html.document_fromstring(text).xpath(f"//meta[@property='{name}']/@content")
    return _plain(found[0]) if found else ""


def _plain(stated: object) -> str:
    return " ".join(unescape(str(stated or "")).split())


def million(folder: Path, first: Cost, count: int, many: int) -> Iterator[Row]:
    """A million articles: cost an article, memory, a hundred more, and the questions of the README."""
    source = corpora.write_many(folder / "million.jsonl.gz", many)
    large = run(BIN / "readout", "ingest", source, "--warehouse", folder / "large.duckdb")
    each, before = large.wall / many, first.wall / count
    yield row(
        f"{many:,} articles, each", each * 1e3, "ms", f"{count:,} articles, each", before * 1e3, each / before, "<= 1.2",
        cpu_ratio=round(large.cpu / many / (first.cpu / count), 2),
    )  # fmt: skip
    yield row("memory of it", large.peak_mb, "MB", "", 1200, large.peak_mb / 1200, "<= 1")
    some = corpora.write_part(folder / "hundred.jsonl.gz", 100)
    changed = folder / "hundred-new.jsonl"
    changed.write_text("".join(json.dumps(a | {"id": f"new-{a['id']}", "url": f"{a['url']}?new"}) + "\n" for a in corpora.articles(some)))
    alone = run(BIN / "readout", "ingest", changed, "--warehouse", folder / "small.duckdb")
    more = run(BIN / "readout", "ingest", changed, "--warehouse", folder / "large.duckdb")
    yield row(
        f"100 more into {many:,}", more.wall, "s", "100 into none", alone.wall, more.wall / alone.wall, "<= 1.5", cpu_ratio=round(more.cpu / alone.cpu, 2)
    )
    with duckdb.connect(str(folder / "large.duckdb"), read_only=True) as con:
        for number, question in enumerate(README_QUESTIONS, 1):
            started = time.perf_counter()
            con.execute(question).fetchall()
            took = (time.perf_counter() - started) * 1e3
            yield row(f"question {number} of the README", took, "ms", "", 100, took / 100, "<= 1")


def starts(folder: Path) -> Iterator[Row]:
    for command, limit in ((["--help"], 0.5), (["calls", "--warehouse", folder / "new.duckdb"], 1.0)):
        cost = run(BIN / "readout", *command)
        yield row(f"readout {command[0]}", cost.wall, "s", "", limit, cost.wall / limit, "<= 1")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=0, metavar="N", help="take so many articles of the corpus")
    options.add_argument("--million", type=int, nargs="?", const=1_000_000, metavar="N", help="also load a million articles (or N): an hour, 10 GB of disk")
    options.add_argument("--out", type=Path, default=Path("bench.json"), help="file of the figures")
    chosen = options.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        part = corpora.write_part(folder / "part.jsonl.gz", chosen.articles) if chosen.articles else corpora.ORANGE
        count = sum(1 for _ in corpora.articles(part))
        for some in (extraction(part, count, folder), ingestion(part, count, folder), pages(folder), starts(folder)):
            for figure in some:
                show(figure)
                rows.append(figure)
        if chosen.million:
            first = run(BIN / "readout", "ingest", part, "--warehouse", folder / "again.duckdb")
            for figure in million(folder, first, count, chosen.million):
                show(figure)
                rows.append(figure)
    chosen.out.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def show(figure: Row) -> None:
    known = ("work", "figure", "unit", "yardstick", "against", "ratio", "target")
    more = ", ".join(f"{key} {value}" for key, value in figure.items() if key not in known)
    against = f"{figure['yardstick'] or 'limit'} {figure['against']}"
    print(f"{figure['work']:28} {figure['figure']:>9} {figure['unit']:18} {against:34} ratio {figure['ratio']:<7} target {figure['target']:18} {more}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
