"""Files of every kind, good and bad: what comes out is text, and what cannot be read has its reason."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from flows.landing import land
from flows.listing import LandingError, list_files
from transforms.schemas import DOCUMENTS, LANDED, REJECTIONS

SENTENCE = "La présidente a échangé près d’une heure avec lui ; « un appel très utile », a-t-on assuré à Zürich.\n"


def land_all(*paths: Path | str, **options: int) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    landed, rejected, documents = zip(*land(list(paths), **options), strict=True)
    return pl.concat(landed), pl.concat(rejected), pl.concat(documents)


def reasons(rejected: pl.DataFrame) -> list[str]:
    return rejected["reason"].to_list()


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (SENTENCE.encode(), "utf-8"),
        (SENTENCE.encode("utf-8-sig"), "utf-8"),
        (SENTENCE.encode("cp1252"), "cp1252"),
        (SENTENCE.encode("utf-16"), "utf-16"),
        (SENTENCE.encode("utf-16-le"), "utf-16-le"),
        (SENTENCE.encode("utf-16-be"), "utf-16-be"),
        (SENTENCE.encode("mac_roman"), "mac_roman"),
    ],
)
def test_french_is_decoded_whatever_its_encoding(tmp_path: Path, raw: bytes, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    landed, rejected, documents = land_all(tmp_path)
    assert landed["content"].to_list() == [SENTENCE]
    assert landed["encoding"].to_list() == [encoding]
    assert rejected.is_empty()
    assert documents["document_id"].to_list() == [hashlib.sha256(raw).hexdigest()]
    assert (landed.schema, rejected.schema, documents.schema) == (LANDED.schema, REJECTIONS.schema, DOCUMENTS.schema)


def test_a_page_is_read_with_the_charset_it_states(tmp_path: Path) -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body>Spotkanie: Łódź</body></html>'
    (tmp_path / "p.html").write_bytes(page.encode("iso-8859-2"))
    assert land_all(tmp_path)[0]["content"].to_list() == [page]


def test_a_cut_last_character_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "cut.txt").write_bytes("Un appel a été annoncé".encode()[:-1])
    landed, rejected, _ = land_all(tmp_path)
    assert landed["content"].to_list() == ["Un appel a été annonc"]
    assert reasons(rejected) == ["truncated_utf8"]


def test_bad_files_are_rejected_and_the_others_load(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text(" \n\n")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (tmp_path / "huge.txt").write_bytes(b"a" * 2001)
    (tmp_path / "blank.jsonl").write_text("\n\n")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")
    landed, rejected, _ = land_all(tmp_path, max_bytes=2000 + 6000)
    assert landed["path"].to_list() == [str(tmp_path / "good.txt"), str(tmp_path / "huge.txt")]
    assert sorted(reasons(rejected)) == ["binary", "empty_file", "empty_file", "empty_file", "unknown_format"]
    assert "too_large" in reasons(land_all(tmp_path, max_bytes=2000)[1])
    assert rejected["stage"].unique().to_list() == ["land"]
    assert not rejected["detail"].str.contains("\n").any()


def test_folders_globs_and_odd_names(tmp_path: Path) -> None:
    folder = tmp_path / "été à Genève" / "sous dossier"
    folder.mkdir(parents=True)
    for name in ("b.txt", "a.md", ".hidden.txt", "a.meta.json", "manifest.csv"):
        (folder / name).write_text("x")
    assert list_files([tmp_path]) == ([folder / "a.md", folder / "b.txt"], [])
    assert list_files([str(tmp_path / "**" / "*.txt")])[0] == [folder / "b.txt"]
    assert list_files([folder, folder / "a.md"])[0] == [folder / "a.md", folder / "b.txt"]


def test_a_missing_path_is_a_rejection_unless_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    files, rejected = list_files([tmp_path / "a.txt", tmp_path / "none.txt"])
    assert len(files) == 1
    assert [row["reason"] for row in rejected] == ["missing_path"]
    with pytest.raises(LandingError, match=r"no such file or folder: .*none\.txt"):
        list_files([tmp_path / "none.txt"])
    (tmp_path / "void").mkdir()
    with pytest.raises(LandingError, match="no article files"):
        list(land([tmp_path / "void"]))


def test_lines_come_in_bounded_batches_under_one_document(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"texte {number}"}) for number in range(25)]
    with gzip.open(tmp_path / "a.jsonl.gz", "wt") as file:
        file.write("\n\n".join(lines))
    batches = list(land([tmp_path], batch_articles=10))
    assert [landed.height for landed, _, _ in batches] == [10, 10, 5]
    assert [documents.height for _, _, documents in batches] == [1, 0, 0]
    landed = pl.concat(landed for landed, _, _ in batches)
    assert landed["item"].to_list() == list(range(1, 51, 2))
    assert landed["content"].str.strip_chars().to_list() == lines


def test_a_line_too_long_or_a_broken_archive_spares_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "un"}\n{"text": "' + "x" * 5000 + '"}\n{"text": "trois"}\n')
    landed, rejected, _ = land_all(tmp_path, max_bytes=1000)
    assert landed["item"].to_list() == [1, 3]
    assert reasons(rejected) == ["too_large"]
    packed = gzip.compress(b'{"text": "a"}\n' * 5)
    (tmp_path / "b.jsonl.gz").write_bytes(packed[:-9])
    assert "bad_gzip" in reasons(land_all(tmp_path / "b.jsonl.gz")[1])


def test_utf16_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "été"}\n{"text": "À ੊ b"}\n'.encode("utf-16"))
    assert land_all(tmp_path)[0]["content"].str.strip_chars().to_list() == ['{"text": "été"}', '{"text": "À ੊ b"}']


def test_metadata_comes_from_sidecar_or_manifest(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(name)
    (tmp_path / "a.meta.json").write_text('{"outlet": "Le Courrier du Lac", "published_at": "2025-07-03"}')
    (tmp_path / "c.meta.json").write_text("{broken")
    (tmp_path / "manifest.csv").write_text("file,outlet,url\na.txt,Autre,\nb.txt,La Gazette,\n")
    landed, rejected, documents = land_all(tmp_path)
    stated = [json.loads(row) if row else None for row in landed["metadata"]]
    assert stated == [
        {"outlet": "Le Courrier du Lac", "published_at": "2025-07-03"}, {"outlet": "La Gazette"}, None,
    ]
    assert landed["metadata_origin"].to_list() == [
        str(tmp_path / "a.meta.json"), str(tmp_path / "manifest.csv"), None,
    ]
    assert reasons(rejected) == ["bad_metadata"]
    assert documents["metadata_sha256"].is_null().to_list() == [False, False, True]
