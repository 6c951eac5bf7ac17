"""Fetching feeds from a server that misbehaves in every way: nothing ends it, and no server is bothered more than it allows."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from misbehaving_server import Server, misbehaving
from tests_support import CALL_ARTICLE

from flows.configuration import SettingsError
from flows.feeds import Feed, known_feeds, read_feed_list
from flows.fetch import TRIES, Fetched, fetch
from flows.ingest import tell
from flows.network import Limits
from flows.progress import Quiet
from flows.reference import read_reference
from flows.settings import Settings
from warehouse.connect import open_read

LIMITS = Limits("readout-test/1 (tests)", delay_seconds=0.01, seconds=1.5, max_bytes=1_000_000, backoff_seconds=0.05)


@pytest.fixture
def server() -> Iterator[Server]:
    with misbehaving() as started:
        yield started


@pytest.fixture
def box(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def get(server: Server, box: Path, *items: str, feed: str = "/feed", limits: Limits = LIMITS) -> Fetched:
    server.items = list(items) or server.items
    host = server.address.removeprefix("http://")
    return fetch([Feed(server.address + feed, "La Gazette", frozenset([host]))], box, limits, lambda line: None)


def pages(box: Path) -> list[Path]:
    return sorted(box.glob("*.html"))


def test_a_page_is_saved_as_it_came_with_what_is_known_of_it(server: Server, box: Path) -> None:
    done = get(server, box, "/article")
    assert (done.feeds, done.pages, done.refused) == ({"read": 1}, {"saved": 1}, {})
    [page] = pages(box)
    assert CALL_ARTICLE in page.read_text()
    assert page.name.startswith("127.0.0.1-")
    stated = json.loads(page.with_name(page.name.removesuffix(".html") + ".meta.json").read_text())
    assert stated["url"] == f"{server.address}/article"
    assert (stated["outlet"], stated["published_at"]) == ("La Gazette", "2024-03-13T08:00:00+00:00")
    assert stated["fetched"]["feed"] == f"{server.address}/feed"
    assert server.asked[0][2]["user-agent"] == "readout-test/1 (tests)"


def test_what_did_not_change_is_not_sent_again(server: Server, box: Path) -> None:
    get(server, box, "/article")
    done = get(server, box)
    assert (done.feeds, done.pages) == ({"unchanged": 1}, {})
    assert server.times() == {"/robots.txt": 2, "/feed": 2, "/article": 1}
    assert "if-none-match" in [request for request in server.asked if request[1] == "/feed"][1][2]
    get(server, box, "/article", "/another")
    assert server.times()["/article"] == 1 and len(pages(box)) == 2


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/slow", "timeout"), ("/endless", "too_large"), ("/500", "http_500"), ("/404", "http_404"), ("/loop", "redirects"),
        ("/away", "elsewhere"), ("/file", "elsewhere"), ("/bomb", "too_large"), ("/brotli", "bad_encoding"),
        ("/broken-gzip", "bad_encoding"), ("/picture", "not_html"), ("/hang-up", "unreachable"), ("/ask-tomorrow", "http_503"),
        ("http://elsewhere.example/page", "elsewhere"), ("ftp://elsewhere.example/page", "elsewhere"),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_got_is_counted_and_the_rest_goes_on(server: Server, box: Path, path: str, reason: str) -> None:
    done = get(server, box, path, "/article")
    assert (done.pages, done.refused) == ({"saved": 1}, {reason: 1})
    assert len(pages(box)) == 1


@pytest.mark.parametrize("path", ["/once-500", "/busy", "/moved", "/zipped"])
def test_a_passing_fault_a_redirect_and_compression_are_no_obstacle(server: Server, box: Path, path: str) -> None:
    assert get(server, box, path).pages == {"saved": 1}
    assert CALL_ARTICLE in pages(box)[0].read_text()


def test_a_page_in_another_charset_than_stated_is_read_right(server: Server, box: Path, tmp_path: Path) -> None:
    get(server, box, "/wrong-charset")
    tell([box], Settings(tmp_path / "w.duckdb"), Quiet())
    with open_read(tmp_path / "w.duckdb") as con:
        assert "s’est entretenu par téléphone" in con.sql("SELECT text FROM articles").fetchall()[0][0]
        assert con.sql("SELECT count(*) FROM calls").fetchall() == [(1,)]


def test_one_request_at_a_time_with_a_pause_between(server: Server, box: Path) -> None:
    feeds = [Feed(f"{server.address}/feed?{n}", None, frozenset([server.address.removeprefix("http://")])) for n in range(3)]
    server.items = ["/1", "/2", "/3"]
    limits = Limits("test", delay_seconds=0.2, seconds=5)
    fetch([*feeds, Feed(server.address + "/feed", None, feeds[0].within)], box, limits, lambda line: None)
    moments = [moment for moment, _, _ in server.asked]
    assert server.most_at_once == 1
    assert min(later - earlier for earlier, later in itertools.pairwise(moments)) > 0.18


@pytest.mark.parametrize(
    ("robots", "got"),
    [
        ((404, ""), True), ((200, "User-agent: *\nDisallow: /private"), True), ((200, "User-agent: *\nDisallow: /"), False),
        ((200, "User-agent: readout-test\nDisallow: /article\nUser-agent: *\nAllow: /"), False), ((500, ""), False),
    ],
)  # fmt: skip
def test_robots_txt_is_obeyed(server: Server, box: Path, robots: tuple[int, str], got: bool) -> None:
    server.robots = robots
    get(server, box, "/article")
    assert (server.times()["/article"] == 1, len(pages(box)) == 1) == (got, got)


def test_a_page_that_fails_is_tried_in_some_further_runs_and_one_that_is_gone_never(server: Server, box: Path) -> None:
    for _ in range(TRIES + 2):
        get(server, box, "/500", "/404")
    assert server.times()["/404"] == 1
    assert server.times()["/500"] == 3 * TRIES


def test_a_server_that_is_no_feed_or_not_there_is_said_and_the_others_are_read(server: Server, box: Path) -> None:
    said: list[str] = []
    within = frozenset([server.address.removeprefix("http://"), "127.0.0.1:9"])
    feeds = [Feed(server.address + "/not-a-feed", None, within), Feed("http://127.0.0.1:9/feed", None, within)]
    server.items = ["/article"]
    done = fetch([*feeds, Feed(server.address + "/feed", None, within)], box, LIMITS, said.append)
    assert done.feeds == {"failed": 2, "read": 1}
    assert any("bad_feed" in line for line in said) and all("\n" not in line for line in said)


def test_who_dies_after_saving_asks_again_and_has_it_once(server: Server, box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows import fetch as module

    def dies(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module.Memory, "note", dies)
    with pytest.raises(KeyboardInterrupt):
        get(server, box, "/article")
    monkeypatch.undo()
    get(server, box)
    assert len(pages(box)) == 1


def test_a_list_of_feeds(tmp_path: Path) -> None:
    file = tmp_path / "feeds.txt"
    file.write_text("# nos fils\nhttps://www.gazette.example/rss La Gazette\n\nhttp://courrier.example/feed\n")
    one, other = read_feed_list(file)
    assert (one.outlet, one.within) == ("La Gazette", {"www.gazette.example", "gazette.example"})
    assert (other.outlet, other.url) == (None, "http://courrier.example/feed")
    for wrong, message in (("gazette.example\n", "line 1 does not begin with an address"), ("# rien\n", "names no feed")):
        file.write_text(wrong)
        with pytest.raises(SettingsError, match=message):
            read_feed_list(file)


def test_the_feeds_of_the_reference_lie_with_their_outlets() -> None:
    feeds = known_feeds()
    assert len(feeds) >= 20 and all(feed.url.startswith("https://") and feed.outlet for feed in feeds)
    domains = {row["name"]: row["domains"].split("|") for row in read_reference().outlets.iter_rows(named=True)}
    for feed in feeds:
        host = feed.url.split("/")[2]
        assert any(host == domain or host.endswith(f".{domain}") for domain in domains[feed.outlet or ""]), feed
    assert [feed.outlet for feed in known_feeds(["lemonde"])] == ["Le Monde"]
    with pytest.raises(SettingsError, match="no feed is known of an outlet 'nobody'"):
        known_feeds(["nobody"])
