"""The inbox: what is complete is taken in once and filed away with its reasons; nothing escapes, nothing is lost."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_support import CALL_ARTICLE

from flows import filing, inbox
from flows.errors import InboxError
from flows.guarded import Died, Ingested
from flows.ingest import tell
from flows.progress import Quiet
from flows.settings import Settings
from warehouse.connect import open_read

Tend = Callable[..., inbox.Pass]


@pytest.fixture
def box(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def tend(tmp_path: Path, box: Path, monkeypatch: pytest.MonkeyPatch) -> Tend:
    """A pass whose run is done in this process and without a wait for files to settle."""

    def ingest(files: list[Path], settings: Settings, say: object) -> Ingested:
        done = Ingested()
        deadly = [file for file in files if "deadly" in file.name]
        done.left_out = {file: Died("crashed", "the process was ended by SIGSEGV") for file in deadly}
        if left := [file for file in files if file not in deadly]:
            done.run_ids.append(tell(left, settings, Quiet()).run_id)
        return done

    monkeypatch.setattr(inbox, "ingest_guarded", ingest)
    return lambda **more: inbox.tend(box, Settings(tmp_path / "w.duckdb"), lambda line: None, settle_seconds=0, **more)


def rows(tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    with open_read(tmp_path / "w.duckdb") as con:
        return con.sql(query).fetchall()


def lying(folder: Path) -> list[str]:
    """The files below a folder, the month of `done` left out."""
    found = (path.relative_to(folder).parts for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    return sorted("/".join(part for part in parts if not part.startswith("20")) for parts in found if not parts[-1].startswith("."))


def test_files_are_taken_in_once_and_filed_away(tend: Tend, box: Path, tmp_path: Path) -> None:
    (box / "a.txt").write_text(CALL_ARTICLE)
    (box / "a.meta.json").write_text('{"outlet": "La Gazette"}')
    (box / "deeper").mkdir()
    (box / "deeper" / "b.html").write_text(f"<html><body><p>{CALL_ARTICLE.replace('12 mars', '19 mars').replace('mardi ', '')}</p></body></html>")
    (box / "empty.txt").touch()
    (box / "note.pdf").write_bytes(b"%PDF")
    done = tend()
    assert (done.done, len(done.rejected)) == (2, 2)
    assert lying(box) == [
        "done/a.meta.json", "done/a.txt", "done/deeper/b.html", "rejected/empty.txt", "rejected/empty.txt.rejected.json",
        "rejected/note.pdf", "rejected/note.pdf.rejected.json",
    ]  # fmt: skip
    [reason] = json.loads((box / "rejected" / "empty.txt.rejected.json").read_text())
    assert reason["reason"] == "empty_file" and "file is empty" in reason["detail"]
    assert rows(tmp_path, "SELECT outlet FROM articles ORDER BY outlet NULLS LAST") == [("La Gazette",), (None,)]
    assert rows(tmp_path, "SELECT reason FROM quarantine ORDER BY reason") == [("empty_file",), ("unknown_format",)]
    assert rows(tmp_path, "SELECT count(*) FROM calls") == [(2,)]
    assert (tend().done, lying(box / "done")) == (0, ["a.meta.json", "a.txt", "deeper/b.html"])


def test_the_same_content_again_changes_nothing_and_other_content_keeps_both(tend: Tend, box: Path, tmp_path: Path) -> None:
    for text in (CALL_ARTICLE, CALL_ARTICLE, CALL_ARTICLE.replace("12 mars", "19 mars")):
        (box / "a.txt").write_text(text)
        assert tend().done == 1
    names = lying(box / "done")
    assert len(names) == 2 and "a.txt" in names
    assert rows(tmp_path, "SELECT count(*) FROM articles") == [(2,)]


def test_what_is_still_written_is_left_alone(tend: Tend, box: Path) -> None:
    for name in ("a.txt.part", "b.txt.tmp", ".hidden.txt", "c.txt.crdownload"):
        (box / name).write_text(CALL_ARTICLE)
    assert (tend().done, tend().unfinished) == (0, 3)
    (box / "a.txt.part").rename(box / "a.txt")
    assert tend().done == 1


def test_a_file_that_grows_is_not_complete(box: Path) -> None:
    growing = box / "a.txt"
    growing.write_text("Début")
    write = threading.Timer(0.3, lambda: growing.write_text("Début et suite"))
    write.start()
    assert inbox.look(box, settle_seconds=1).unfinished == 1
    assert inbox.look(box, settle_seconds=0.1).files == [growing]


def test_a_sidecar_that_comes_later_updates_the_article(tend: Tend, box: Path, tmp_path: Path) -> None:
    (box / "a.txt").write_text(CALL_ARTICLE)
    tend()
    (box / "a.meta.json").write_text('{"outlet": "La Gazette", "published_at": "2024-03-13"}')
    assert tend().done == 1
    assert rows(tmp_path, "SELECT outlet, published_on::VARCHAR FROM articles WHERE is_current") == [("La Gazette", "2024-03-13")]
    assert lying(box) == ["done/a.meta.json", "done/a.txt"]


def test_what_a_manifest_says_goes_with_the_file(tend: Tend, box: Path, tmp_path: Path) -> None:
    (box / "a.txt").write_text(CALL_ARTICLE)
    (box / "manifest.csv").write_text("file,outlet\na.txt,La Gazette\nb.txt,Le Courrier\n")
    tend()
    assert json.loads(next(box.glob("done/*/a.meta.json")).read_text()) == {"outlet": "La Gazette"}
    assert (box / "manifest.csv").exists()
    tell([next(box.glob("done/*"))], Settings(tmp_path / "again.duckdb"), Quiet())
    with open_read(tmp_path / "again.duckdb") as con:
        assert con.sql("SELECT outlet FROM articles").fetchall() == [("La Gazette",)]


def test_files_of_one_stem_share_a_sidecar_until_the_last_has_gone(tend: Tend, box: Path, tmp_path: Path) -> None:
    (box / "a.txt").write_text(CALL_ARTICLE)
    (box / "a.md").write_text(CALL_ARTICLE.replace("12 mars", "19 mars"))
    (box / "a.meta.json").write_text('{"outlet": "La Gazette"}')
    assert tend().done == 2
    assert rows(tmp_path, "SELECT outlet FROM articles") == [("La Gazette",), ("La Gazette",)]
    assert lying(box) == ["done/a.md", "done/a.meta.json", "done/a.txt"]


def test_a_file_of_which_a_part_is_bad_is_done(tend: Tend, box: Path, tmp_path: Path) -> None:
    (box / "a.jsonl").write_text(json.dumps({"id": "1", "text": CALL_ARTICLE}) + '\n{"text": \n')
    assert (tend().done, lying(box)) == (1, ["done/a.jsonl"])
    assert rows(tmp_path, "SELECT reason FROM quarantine") == [("bad_json",)]


def test_links_pipes_and_devices_are_never_read(tend: Tend, box: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(CALL_ARTICLE)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "b.txt").write_text(CALL_ARTICLE)
    (box / "link.txt").symlink_to(secret)
    (box / "folder").symlink_to(tmp_path / "other")
    os.mkfifo(box / "pipe.txt")
    done = tend()
    assert {(row["path"].rsplit("/", 1)[1], row["reason"]) for row in done.rejected} == {
        ("link.txt", "not_a_file"), ("folder", "not_a_file"), ("pipe.txt", "not_a_file"),
    }  # fmt: skip
    assert rows(tmp_path, "SELECT count(*) FROM articles") == [(0,)]
    assert secret.read_text() == CALL_ARTICLE and (box / "rejected" / "link.txt").is_symlink()


def test_names_that_are_no_text_are_refused_under_a_name_that_is(tend: Tend, box: Path) -> None:
    names = [b"caf\xe9.txt", b"deux\nlignes.txt", b"\x1b[2J.txt", b"x" * 250 + b".txt"]
    for name in names:
        Path(os.fsdecode(os.fsencode(box) + b"/" + name)).write_text(CALL_ARTICLE.replace("vingt", str(len(name))))
    done = tend()
    assert sorted(row["reason"] for row in done.rejected) == ["bad_name"] * 4
    kept = list(box.rglob("*.txt"))
    assert len(kept) == 4
    assert all(path.name.isprintable() and len(os.fsencode(path.name)) < 200 for path in kept)


@given(st.text(st.characters(codec="utf-8", exclude_characters="/\x00"), min_size=1, max_size=60).filter(lambda name: name not in (".", "..")))
def test_no_name_leads_out_of_the_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("box") / "inbox"
    folder.mkdir()
    file = folder / name
    file.write_text("x")
    for to in (filing.DONE, filing.REJECTED):
        at = filing.put_away(file, folder, to, reasons=[{"reason": "test"}])
        assert at.resolve().is_relative_to((folder / to).resolve()) and at.name.isprintable()
        assert at.read_text() == "x"
        at.rename(file)


def test_a_file_that_ends_the_process_is_rejected_and_the_rest_goes_on(tend: Tend, box: Path, tmp_path: Path) -> None:
    (box / "a.txt").write_text(CALL_ARTICLE)
    (box / "deadly.txt").write_text("x")
    done = tend()
    assert (done.done, [row["reason"] for row in done.rejected]) == (1, ["crashed"])
    assert "SIGSEGV" in rows(tmp_path, "SELECT detail FROM quarantine")[0][0]


def test_an_inbox_that_is_not_there_or_cannot_be_read_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InboxError, match="the inbox is no folder"):
        inbox.tend(tmp_path / "none", Settings(tmp_path / "w.duckdb"))

    def refused(path: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "box").mkdir()
    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(InboxError, match=r"the inbox cannot be read: .*: Permission denied"):
        inbox.look(tmp_path / "box", 0)



@pytest.mark.parametrize("step", range(1, 14))
def test_a_pass_that_ends_between_any_two_steps_is_made_good(
    tend: Tend, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Each rename and each whole write is a place to die; `tests/soak` kills real processes at many more."""
    (box / "a.txt").write_text(CALL_ARTICLE)
    (box / "a.meta.json").write_text('{"outlet": "La Gazette"}')
    (box / "b.txt").write_text(CALL_ARTICLE.replace("12 mars", "19 mars"))
    (box / "manifest.csv").write_text("file,outlet\nb.txt,Le Courrier\n")
    (box / "empty.txt").touch()
    rename, steps = Path.rename, iter(range(1, 1000))

    def dying(path: Path, target: Path) -> Path:
        if next(steps) == step:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", dying)
    with contextlib.suppress(KeyboardInterrupt):
        tend()
    monkeypatch.setattr(Path, "rename", rename)
    tend()
    assert [name for name in lying(box) if name != "manifest.csv"] == [
        "done/a.meta.json", "done/a.txt", "done/b.meta.json", "done/b.txt", "rejected/empty.txt", "rejected/empty.txt.rejected.json",
    ]  # fmt: skip
    assert rows(tmp_path, "SELECT outlet FROM articles ORDER BY outlet") == [("La Gazette",), ("Le Courrier",)]
    assert rows(tmp_path, "SELECT reason FROM quarantine") == [("empty_file",)]
