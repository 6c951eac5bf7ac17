"""Large inputs: web archives, and runs that go on where one was stopped."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from benchmarks.corpora import warc_response

from flows import ingest as flow
from flows.ingest import tell
from flows.landing import Known, land
from flows.progress import Quiet
from flows.settings import Settings
from warehouse.connect import open_read

CALL = "Emmanuel Macron et Olaf Scholz se sont entretenus par téléphone lundi pendant vingt minutes, a indiqué l'Élysée."
PAGE = """<html lang="fr"><head><title>{title}</title><meta property="og:title" content="{title}">
<meta property="og:description" content="Le résumé de la page."><link rel="canonical" href="{url}">
<meta property="article:published_time" content="2024-03-12T08:00:00+01:00"></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"""
OTHER = "La récolte de blé a été bonne cette année dans les plaines du centre, selon les coopératives réunies mardi à Bourges. " * 3


def page(number: int, text: str) -> bytes:
    return PAGE.format(title=f"Une page de numéro {number}", url=f"https://journal.example/{number}", text=text).encode()


def records(folder: Path, count: int) -> Path:
    """A file of JSON lines in which every article tells of a call."""
    file = folder / "many.jsonl"
    lines = (
        {"id": str(n), "url": f"https://journal.example/{n}", "outlet": "Le Journal", "title": f"Titre {n}",
         "published_at": f"2024-03-{n % 27 + 1:02}", "text": CALL}
        for n in range(count)
    )  # fmt: skip
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return file


def run(source: Path, folder: Path, batch: int = 5) -> Any:
    return tell([source], Settings(folder / "w.duckdb", batch_articles=batch), Quiet())


def test_pages_of_a_web_archive(tmp_path: Path) -> None:
    archive = tmp_path / "crawl.warc.gz"
    members = [warc_response(f"https://journal.example/{n}?from=feed", page(n, CALL if n else OTHER)) for n in range(3)]
    archive.write_bytes(b"".join(map(gzip.compress, members)))
    summary = run(archive, tmp_path)
    assert (summary.documents, summary.articles["new"], summary.reports) == (1, 3, 2)
    with open_read(tmp_path / "w.duckdb") as con:
        urls = con.sql("SELECT url FROM articles ORDER BY item").fetchall()
        texts = con.sql("SELECT text FROM articles ORDER BY item").fetchall()
    assert urls == [(f"https://journal.example/{n}",) for n in range(3)]
    assert "Le résumé de la page." in texts[0][0] and "blé" not in texts[0][0]
    assert CALL in texts[1][0]


def test_the_address_of_the_archive_stands_in_for_one_that_the_page_does_not_state(tmp_path: Path) -> None:
    archive = tmp_path / "crawl.warc"
    body = f"<html><head><title>Sans adresse</title></head><body><p>{OTHER}</p></body></html>".encode()
    archive.write_bytes(warc_response("https://journal.example/ailleurs", body))
    run(archive, tmp_path)
    with open_read(tmp_path / "w.duckdb") as con:
        assert con.sql("SELECT url FROM articles").fetchall() == [("https://journal.example/ailleurs",)]


def test_an_archive_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    archive = tmp_path / "crawl.warc.gz"
    whole = b"".join(gzip.compress(warc_response(f"https://journal.example/{n}", page(n, CALL))) for n in range(3))
    archive.write_bytes(whole[:-200])
    [batch] = land([archive])
    assert batch[0].height >= 2


def test_a_run_that_was_stopped_goes_on_behind_what_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = records(tmp_path, 20)
    stored: list[int] = []
    load_batch: Callable[..., None] = flow.load_batch

    def breaks(run_: Any, batch: Any) -> None:
        if len(stored) == 2:
            raise KeyboardInterrupt
        stored.append(batch.articles.height)
        load_batch(run_, batch)

    monkeypatch.setattr(flow, "load_batch", breaks)
    with pytest.raises(KeyboardInterrupt):
        run(source, tmp_path)
    monkeypatch.undo()
    again = run(source, tmp_path)
    assert dict(again.articles) == {"unchanged": 10, "new": 10}
    assert again.candidates == 10
    assert run(source, tmp_path).candidates == 0
    with open_read(tmp_path / "w.duckdb") as con:
        assert con.sql("SELECT count(*), count(DISTINCT report_id) FROM call_reports").fetchall() == [(20, 20)]


def test_a_sidecar_that_comes_later_is_read(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(CALL)
    run(article, tmp_path)
    (tmp_path / "a.meta.json").write_text(json.dumps({"outlet": "Le Monde"}))
    assert run(article, tmp_path).articles["updated"] == 1


def test_what_is_known_is_passed_over_before_it_is_decoded(tmp_path: Path) -> None:
    source = records(tmp_path, 4)
    [(landed, _, documents)] = land([source])
    known = Known({(documents["document_id"][0], None): [(1, 3)]})
    [(rest, _, _)] = land([source], known=known)
    assert (landed.height, rest["item"].to_list(), known.passed_over) == (4, [4], 3)
