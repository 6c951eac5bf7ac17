"""Vectorised prefilter: which articles can hold a call at all. Everything else never reaches spaCy."""

from __future__ import annotations

import polars as pl

from transforms.languages.fr import call_words


def is_candidate(text: str = "text") -> pl.Expr:
    """Whether the article in column `text` has the words of a call; recall on labelled calls is 1.0."""
    column = pl.col(text)
    return column.str.contains(call_words.REMOTE) | column.str.contains(call_words.CALLED)


def candidates(articles: pl.DataFrame) -> pl.DataFrame:
    """The rows of a frame of ARTICLES that can hold a call, in French or in no known language."""
    french = pl.col("language").is_null() | (pl.col("language") == "fr")
    return articles.filter(french & is_candidate())
