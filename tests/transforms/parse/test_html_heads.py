"""Pages without a call expression give only what their head states; whatever the full reading would find is never lost."""

from __future__ import annotations

from html import escape

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from transforms.candidates import hold_call_expressions
from transforms.parse.html import parse, parse_head, rough_text

HEAD = """<head><meta property="og:title" content="Un titre"><meta name="description" content="Un r&eacute;sum&eacute;.">
<link rel="canonical" href="https://journal.example/1"><meta property="article:published_time" content="2024-03-12"></head>"""

SENTENCES = st.sampled_from([
    "Emmanuel Macron a téléphoné à Olaf Scholz.", "Il l’a appelé hier soir.", "Les deux dirigeants se sont parlé en visioconférence.",
    "Le blé monte.", "La séance est levée.", "Un coup de fil a tout changé entre Joe Biden et Xi Jinping.", "Le ministre rappelle les faits.",
])  # fmt: skip
TAGS = st.sampled_from(["b", "em", "span class='x'", "a href='/y'", "strong"])


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, str]:
    """A sentence, and the same as a page may write it: a tag in a word, entities, line breaks for spaces, soft hyphens."""
    text = draw(SENTENCES)
    at = draw(st.integers(0, len(text) - 2))
    end = draw(st.integers(at + 1, len(text)))
    tag = draw(TAGS)
    parts = [_written(draw, part) for part in (text[:at], text[at:end], text[end:])]
    return text, f"{parts[0]}<{tag}>{parts[1]}</{tag.split()[0]}>{parts[2]}"


def _written(draw: st.DrawFn, text: str) -> str:
    written = escape(text, quote=False)
    if draw(st.booleans()):
        written = "".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in written)
    if draw(st.booleans()):
        written = written.replace(" ", "\n  ")
    return written


@given(st.lists(marked(), min_size=1, max_size=4))
def test_no_expression_of_the_text_is_lost_in_the_page(paragraphs: list[tuple[str, str]]) -> None:
    text = "\n".join(text for text, _ in paragraphs)
    page = f"<html>{HEAD}<body>" + "".join(f"<p>{written}</p>" for _, written in paragraphs) + "</body></html>"
    [in_text], [in_page] = (hold_call_expressions(pl.Series([one])) for one in (text, rough_text(page)))
    assert in_page or not in_text


def test_words_in_json_ld_scripts_count_and_other_scripts_do_not() -> None:
    story = '<script type="application/ld+json">{"articleBody": "Il a t\\u00e9l\\u00e9phon\\u00e9 \\u00e0 Olaf Scholz."}</script>'
    assert "téléphoné" in rough_text(story)
    assert "appel" not in rough_text("<script>appel()</script><style>.appel{}</style><!-- appel -->")


def test_soft_hyphens_hide_nothing() -> None:
    assert "téléphone" in rough_text("<p>au télé&shy;phone</p>")


def test_the_head_states_what_the_full_reading_states() -> None:
    page = f"<html lang='fr'>{HEAD}<body><p>{'La récolte a été bonne cette année. ' * 20}</p></body></html>"
    head, full = parse_head(page), next(parse(page))
    assert head is not None
    assert head["body"] == "Un résumé."
    assert {name: value for name, value in full.items() if name not in ("body", "language")} == {
        name: value for name, value in head.items() if name not in ("body", "language")
    }
    assert head["language"] == full["language"] == "fr"


def test_a_head_that_says_too_little_does_not_stand_for_the_article() -> None:
    assert parse_head("<html><head><title>Un titre</title></head><body><p>Texte</p></body></html>") is None
    assert parse_head("<p>Texte</p>") is None
