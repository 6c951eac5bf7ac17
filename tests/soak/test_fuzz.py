"""Fuzzing of parsers and extractor: mutated articles, hypothesis, and (where atheris is installed) a coverage-guided fuzzer.

CI takes a share; `make soak` sets READOUT_SOAK=1 for 100,000 mutated articles and a longer guided run.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soak.fuzz_checks import MEDIA_TYPES, as_content, check
from soak.mutations import NASTY, mutated
from soak.soak_articles import OUTLETS, call_article, other_article

from flows.decoding import Undecodable, decode
from flows.landing import land
from flows.limits import TookTooLong, time_limit

SOAK = bool(os.environ.get("READOUT_SOAK"))
ARTICLES = 100_000 if SOAK else 400
BATCH = 50
SECONDS_AN_ARTICLE = 10
HERE = Path(__file__).parent


def originals() -> list[str]:
    """The project's own articles: golden cases and invented ones."""
    golden = HERE.parent / "golden" / "calls"
    cases = [json.loads(line) for file in sorted(golden.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines()]
    texts = [case.get("text") or case.get("article") or "" for case in cases]
    invented = [call_article(n, outlet)["text"] for n in range(6) for outlet in OUTLETS] + [other_article(n)["text"] for n in range(3)]
    return [text for text in texts if text] + invented


def test_mutated_articles_neither_crash_nor_hang_nor_give_evidence_that_is_not_there() -> None:
    seed = int(os.environ.get("READOUT_SEED") or random.SystemRandom().randrange(10**6))
    chance, texts = random.Random(seed), originals()
    assert len(texts) > 50
    started, reports, slowest = time.monotonic(), 0, 0.0
    for start in range(0, ARTICLES, BATCH):
        contents = []
        for _ in range(min(BATCH, ARTICLES - start)):
            kind = chance.choice(MEDIA_TYPES)
            contents.append((kind, as_content(kind, mutated(chance.choice(texts), texts, chance))))
        began = time.monotonic()
        try:
            with time_limit(SECONDS_AN_ARTICLE * len(contents)):
                reports += check(contents).call_reports.height
        except (Exception, TookTooLong) as error:
            raise AssertionError(f"READOUT_SEED={seed}, articles {start} to {start + BATCH}: {error!r}") from error
        slowest = max(slowest, time.monotonic() - began)
        if start % 5000 == 0:
            print(f"{start + len(contents)} articles, {reports} reports, {time.monotonic() - started:.0f} s", flush=True)
    print(f"{ARTICLES} mutated articles in {time.monotonic() - started:.0f} s, {reports} reports, slowest {BATCH}: {slowest:.1f} s")
    assert reports > ARTICLES / 20  # mutations leave enough calls to be found that the checks mean something


TEXT = st.lists(st.one_of(st.text(max_size=40), st.sampled_from(NASTY), st.sampled_from(originals())), max_size=4).map(" ".join)
FUZZ = settings(max_examples=1000 if SOAK else 40, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(kind=st.sampled_from(MEDIA_TYPES), text=TEXT)
def test_any_text_of_any_format_is_read_or_refused(kind: str, text: str) -> None:
    with time_limit(SECONDS_AN_ARTICLE):
        check([(kind, text)])
        check([(kind, as_content(kind, text))])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.sampled_from(originals()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(("id", "url", "title", "text", "published_at", "outlet", "x")), inner),
    max_leaves=12,
)


@FUZZ
@given(value=JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    check([("application/json", json.dumps(value))])


@FUZZ
@given(raw=st.binary(max_size=300), html=st.booleans())
def test_any_bytes_are_decoded_or_refused(raw: bytes, html: bool) -> None:
    try:
        decoded = decode(raw, html=html)
    except Undecodable as error:
        assert error.reason in ("binary", "bad_encoding")
    else:
        decoded.text.encode("utf-8")


@FUZZ
@given(raw=st.binary(max_size=300), ending=st.sampled_from((".txt", ".md", ".html", ".json", ".jsonl", ".jsonl.gz")))
def test_any_file_lands_or_is_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes, ending: str) -> None:
    file = tmp_path_factory.mktemp("fuzz") / f"a{ending}"
    file.write_bytes(raw)
    for rows, rejections, _ in land([file]):
        assert rows.height or rejections.height


def test_a_coverage_guided_fuzzer_finds_no_crash(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="pip install readout[fuzz]")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, text in enumerate(originals()[:40]):
        (corpus / str(number)).write_bytes(bytes([number % 4]) + text.encode())
    seconds = 900 if SOAK else 10
    done = subprocess.run(
        [sys.executable, "-m", "soak.guided_fuzz", corpus, f"-max_total_time={seconds}", "-timeout=20", "-max_len=6000", "-rss_limit_mb=4000"],
        cwd=HERE.parent, env=os.environ | {"PYTHONPATH": f"{HERE.parent.parent}:{HERE.parent}"}, capture_output=True, text=True,
        timeout=seconds + 300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Done" in done.stderr or "DONE" in done.stderr, done.stderr[-1000:]
