"""Vectorised prefilter: which articles can hold a call at all. Everything else never reaches spaCy."""

from __future__ import annotations

import polars as pl

from transforms.languages.fr import call_words

_COMPOSED = "\u0300|\u0301|\u0302|\u0303|\u0308|\u0327"  # accents of French that stand after their letter
_SHORT = 200  # bytes; a shorter body may turn out to hold no words at all


def is_candidate(text: str = "text") -> pl.Expr:
    """Whether the article in column `text` has the words of a call; recall on labelled calls is 1.0."""
    return pl.col(text).str.contains(call_words.REMOTE) | pl.col(text).map_batches(_have_called, return_dtype=pl.Boolean)


def _have_called(texts: pl.Series) -> pl.Series:
    """Whether each text tells of a person called: the expressions are tried only in the lines where their stems are."""
    stems, line = pl.col("line").str.contains(call_words.CALLED_STEMS), pl.col("line").str
    lines = texts.to_frame("line").with_row_index("text").filter(stems).with_columns(line.split("\n")).explode("line").filter(stems)
    called = lines.filter(line.contains(call_words.CALLED) | line.contains(call_words.ALSO_CALLED))["text"]
    return pl.int_range(len(texts), eager=True).is_in(called.implode())


def candidates(articles: pl.DataFrame) -> pl.DataFrame:
    """The rows of a frame of ARTICLES that can hold a call, in French or in no known language."""
    french = pl.col("language").is_null() | (pl.col("language") == "fr")
    return articles.filter(french & is_candidate())


def may_become_candidates(parsed: pl.DataFrame) -> pl.Series:
    """Whether each row of PARSED has to be cleaned to know if it is a candidate; false is certain, and most rows are."""
    title = pl.col("title").str.replace_all(r"\s+", " ")
    text = pl.concat_str(title, "lead", "body", separator="\n\n", ignore_nulls=True)
    short = pl.col("body").str.len_bytes().fill_null(0) < _SHORT
    whole = parsed.select(text=text, short=short)  # put together once for all that is looked for
    composed = pl.col("text").str.contains(_COMPOSED)  # letters that cleaning puts together with their accents
    return whole.select(is_candidate() | composed | pl.col("short")).to_series()


def hold_call_expressions(texts: pl.Series) -> pl.Series:
    """Whether each text has an expression of a call, found as the extractor finds it, whoever it names."""
    from transforms.languages.fr.first_reading import has_call_expression  # it imports spaCy: only who has pages waits for that

    passed = texts.to_frame("text").select(is_candidate()).to_series()
    return pl.Series([has and has_call_expression(text) for has, text in zip(passed, texts, strict=True)], dtype=pl.Boolean)
