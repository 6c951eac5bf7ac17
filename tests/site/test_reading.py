"""From a call to the characters of the article that state it: filters, search, hovering, clicking through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import Tab, query_of

from warehouse.connect import open_read

NewTab = Callable[..., Tab]


def rows(site: Path, query: str) -> list[dict[str, Any]]:
    with open_read(site.parent.parent / "w.duckdb") as con:
        return con.sql(query).pl().to_dicts()


def listed(page: Any) -> list[str]:
    return [text.replace("\u2068", "") for text in page.locator("main > section tbody tr").all_inner_texts()]


def most_disputed(site: Path) -> dict[str, Any]:
    return rows(site, "SELECT * FROM calls WHERE len(participants) = 2 ORDER BY conflict_count DESC, call_id LIMIT 1")[0]


def test_filters_narrow_the_list_stand_in_the_address_and_go_along(site: Path, root: str, tab: NewTab) -> None:
    expected = rows(site, "SELECT call_id FROM calls WHERE list_contains(participants, 'Donald Trump') AND factuality = 'occurred'")
    opened = tab(root)
    page = opened.open("index.html")
    page.fill("#filter-with", "donald trump")
    page.press("#filter-with", "Enter")
    page.check("#filter-occurred")
    assert page.inner_text(".summary").startswith(f"{len(expected)} appels sur")
    assert "status=occurred" in query_of(page.url)
    assert all("Trump" in row for row in listed(page))

    shared = page.url
    other = tab(root)
    other.page.goto(shared)
    assert listed(other.ready()) == listed(page)

    page.click("nav >> text=Dirigeants")
    page.wait_for_url("**/people.html?*")
    assert "with=" in query_of(opened.ready().url)
    page.click("text=Tout effacer")
    assert query_of(page.url) == ""


def test_a_call_of_uncertain_date_stays_as_long_as_it_may_have_happened(site: Path, root: str, tab: NewTab) -> None:
    query = "SELECT count(*) AS n FROM calls WHERE coalesce(date_latest >= '2025-01-01', true) AND coalesce(date_earliest <= '2025-12-31', true)"
    page = tab(root).open("index.html?since=2025-01-01&until=2025-12-31")
    assert page.inner_text(".summary").split()[0] == str(rows(site, query)[0]["n"])


def test_an_address_that_makes_no_sense_shows_no_call_rather_than_all(root: str, tab: NewTab) -> None:
    page = tab(root).open("index.html?with=nobody&topic=nothing")
    assert "Aucun appel" in page.inner_text("main")


def test_search_finds_people_calls_and_statements_in_spite_of_accents_and_typing_errors(site: Path, root: str, tab: NewTab) -> None:
    opened = tab(root)
    page = opened.open("search.html")
    page.fill("#search", "erdogn")  # a letter is missing
    page.wait_for_selector(".hits")
    assert "Recep Tayyip Erdogan" in page.inner_text(".hits >> nth=0")
    assert "q=erdogn" in query_of(page.url)
    [statement] = rows(site, "SELECT text FROM statements WHERE call_id IS NOT NULL AND len(text) > 60 ORDER BY statement_id LIMIT 1")
    words = " ".join(statement["text"].split()[:6])
    page.fill("#search", words)
    page.wait_for_function("(text) => [...document.querySelectorAll('.hits .speech')].some((one) => one.textContent === text)", arg=statement["text"])


def test_hovering_a_mark_of_the_timeline_tells_of_its_call_and_a_click_opens_it(site: Path, root: str, tab: NewTab) -> None:
    opened = tab(root)
    page = opened.open("index.html")
    x, y = page.evaluate("""() => {
        const { chart } = document.getElementById("timeline");
        const { data } = chart.getOption().series[0];
        const item = data.find((one) => one.call.from !== null && one.call.from === one.call.to && one.value[2] === 0);
        const box = document.getElementById("timeline").getBoundingClientRect();
        const [dx, dy] = chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [item.value[0], item.value[2]]);
        return [box.x + dx, box.y + dy];
    }""")
    page.mouse.move(x - 40, y)
    page.mouse.move(x, y, steps=4)
    page.wait_for_selector(".tip")
    told = page.inner_text(".tip")
    assert "Sources indépendantes" in told
    assert " – " in told
    page.mouse.click(x, y)
    page.wait_for_url("**/call.html?id=*")
    assert opened.ready().inner_text("h1") in told


def test_uncertain_dates_are_drawn_as_intervals(root: str, tab: NewTab) -> None:
    page = tab(root).open("index.html")
    shapes = page.evaluate("""() => {
        const { chart } = document.getElementById("timeline");
        const kinds = {};
        for (const shape of chart.getZr().storage.getDisplayList()) {
            if (shape.style?.fill?.type === "linear") kinds.fading = (kinds.fading ?? 0) + 1;
            if (shape.type === "circle") kinds.day = (kinds.day ?? 0) + 1;
        }
        return kinds;
    }""")
    assert shapes.get("fading", 0) > 0
    assert shapes.get("day", 0) > 0


def test_the_timeline_zooms_by_button(root: str, tab: NewTab) -> None:
    page = tab(root).open("index.html")
    span = "(() => { const z = document.getElementById('timeline').chart.getOption().dataZoom[1]; return z.end - z.start })()"
    assert page.evaluate(span) == 100
    page.click("[aria-label='Agrandir']")
    assert page.evaluate(span) == 50
    page.click("text=Tout >> nth=0")
    assert page.evaluate(span) == 100


def test_contradictory_values_stand_side_by_side_with_who_said_what(site: Path, root: str, tab: NewTab) -> None:
    [found] = rows(site, """SELECT call_id, "values" FROM conflicts WHERE kind = 'between_sources' AND property = 'duration' ORDER BY call_id LIMIT 1""")
    page = tab(root).open(f"call.html?id={found['call_id']}")
    sides = page.locator(".conflict .side")
    assert sides.count() == len(found["values"])
    for n in range(sides.count()):
        assert sides.nth(n).locator("a.quote").count() >= 1  # the words of an article
    tops = {sides.nth(n).bounding_box()["y"] for n in range(2)}
    assert len(tops) == 1


def test_a_value_leads_to_its_characters_in_the_article(site: Path, root: str, tab: NewTab) -> None:
    call = most_disputed(site)
    opened = tab(root)
    page = opened.open(f"call.html?id={call['call_id']}")
    link = page.locator("table.values a.quote").first
    quoted = link.inner_text().strip("« \xa0»").strip()
    link.click()
    page.wait_for_url("**/article.html?id=*&mark=*")
    marked = opened.ready().locator("mark.asked")
    assert "".join(marked.all_inner_texts()).strip() == quoted
    assert marked.first.is_visible()


def test_pointing_at_a_claim_or_reaching_it_by_keyboard_lights_its_characters(site: Path, root: str, tab: NewTab) -> None:
    [claim] = rows(site, """
        SELECT r.article_id, c.surface FROM claims AS c JOIN call_reports AS r USING (report_id)
        WHERE c.property = 'duration' AND c.call_id IS NOT NULL ORDER BY c.claim_id LIMIT 1""")
    page = tab(root).open(f"article.html?id={claim['article_id']}")
    entry = page.locator(".claims button", has_text="durée").first
    assert page.locator("mark.lit").count() == 0
    entry.hover()
    assert claim["surface"] in "".join(page.locator("mark.lit").all_inner_texts())
    page.mouse.move(5, 5)
    assert page.locator("mark.lit").count() == 0
    entry.focus()
    assert claim["surface"] in "".join(page.locator("mark.lit").all_inner_texts())
    page.locator("mark.lit").first.hover()
    assert entry.evaluate("e => e.classList.contains('lit')")


def test_marks_stand_on_the_characters_that_the_warehouse_names(site: Path, root: str, tab: NewTab) -> None:
    """For every article: the lit characters are the surface of the claim, also after characters that JavaScript counts twice."""
    opened = tab(root)
    articles = rows(site, """
        SELECT r.article_id, list({'id': c.claim_id, 'surface': c.surface}) AS claims FROM claims AS c JOIN call_reports AS r USING (report_id)
        WHERE c.call_id IS NOT NULL AND c.surface IS NOT NULL GROUP BY 1 ORDER BY 1""")
    for article in articles:
        for claim in article["claims"][:1]:
            page = opened.open(f"article.html?id={article['article_id']}&mark={claim['id']}")
            assert page.evaluate("[...document.querySelectorAll('mark.asked')].map((m) => m.textContent).join('')") == claim["surface"]


def test_only_sentences_with_evidence_are_shown(site: Path, root: str, tab: NewTab) -> None:
    [article] = rows(site, "SELECT a.article_id, a.text FROM articles AS a SEMI JOIN (FROM call_reports WHERE call_id IS NOT NULL) USING (article_id) ORDER BY len(a.text) DESC LIMIT 1")
    page = tab(root).open(f"article.html?id={article['article_id']}")
    shown = page.inner_text(".evidence-text")
    assert "[…]" in shown
    assert len(shown) < len(article["text"])


def test_neighbours_and_history_are_told(site: Path, root: str, tab: NewTab) -> None:
    [pair] = rows(site, """
        SELECT list(call_id ORDER BY date_earliest) AS calls FROM calls WHERE date_earliest IS NOT NULL AND len(participants) = 2
        GROUP BY participants HAVING count(*) > 1 ORDER BY count(*) DESC, participants LIMIT 1""")
    opened = tab(root)
    page = opened.open(f"call.html?id={pair['calls'][0]}")
    page.click("a[rel=next]")
    page.wait_for_url("**/call.html?id=*")
    assert opened.ready().locator("a[rel=prev]").count() == 1
    assert "Premier état connu" in page.inner_text("main")


def test_an_unknown_call_is_said_to_be_unknown(root: str, tab: NewTab) -> None:
    page = tab(root).open("call.html?id=c-<b>never</b>")
    assert "c-<b>never</b>" in page.inner_text("main")
    assert page.inner_text("h1") == "Appel inconnu"


def test_links_on_every_page_lead_to_pages_that_exist(site: Path, root: str, tab: NewTab) -> None:
    opened = tab(root)
    for path in ("index.html", "people.html", "data.html", f"call.html?id={most_disputed(site)['call_id']}"):
        page = opened.open(path)
        for link in page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))"):
            if not link.startswith(("#", "http")):
                assert (site / link.split("?")[0]).exists(), f"{path}: {link}"


def test_calls_that_ordinals_imply_are_told_on_the_pages_of_the_same_people(site: Path, root: str, tab: NewTab) -> None:
    [missing] = rows(site, "SELECT before_call_id AS call_id, scope FROM missing_calls WHERE before_call_id IS NOT NULL AND scope IS NOT NULL ORDER BY hypothesis_id LIMIT 1")
    page = tab(root).open(f"call.html?id={missing['call_id']}")
    assert "n’est rapporté par aucun article" in page.inner_text("main")
    assert missing["scope"] in page.inner_text("main")


def test_next_steps_are_told_with_their_state_and_their_words(site: Path, root: str, tab: NewTab) -> None:
    [step] = rows(site, "SELECT call_id, surface FROM follow_ups WHERE call_id IS NOT NULL AND state = 'overdue' ORDER BY follow_up_id LIMIT 1")
    page = tab(root).open(f"call.html?id={step['call_id']}")
    row = page.locator("tr", has_text=step["surface"])
    assert "échu" in row.first.inner_text()
