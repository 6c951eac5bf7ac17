"""Wire copies are found whatever their headlines, and nothing else."""

from __future__ import annotations

import polars as pl
import pytest

from transforms import schemas
from transforms.duplicates import band_keys, clusters, true_copies

_WORDS = (
    "le premier ministre a reçu au palais une délégation venue parler du prix du blé et des droits de pêche que réclament "
    "depuis des mois les ports du nord tandis que les syndicats promettent une longue grève si aucun accord ne tombe avant "
    "la fin de la semaine selon une source proche du dossier qui a requis l'anonymat car les discussions restent secrètes"
)
_OTHER = (
    "la conférence sur les fleuves s'est ouverte hier devant une salle comble où ingénieurs élus et riverains ont comparé les "
    "digues anciennes aux bassins récents sans cacher leurs désaccords sur le coût des travaux ni sur le calendrier annoncé "
    "par la région qui veut finir avant les grandes crues attendues au printemps prochain dans toute la vallée"
)


def _articles(*texts: tuple[str, str, str]) -> pl.DataFrame:
    rows = [
        {"article_id": i, "revision": 1, "text": f"{title}\n\n{body}", "title_end": len(title), "furniture": []} for i, title, body in texts
    ]
    return schemas.ARTICLES.frame(rows)


def _clusters(articles: pl.DataFrame) -> dict[str, str | None]:
    bands = band_keys(articles).drop_nulls()
    meeting = bands.join(bands, on="band").select(one="article_id", other="article_id_right").filter(pl.col("one") < pl.col("other"))
    return dict(clusters(articles["article_id"], true_copies(meeting.unique(), articles)).iter_rows())


@pytest.mark.parametrize(
    "copy",
    [
        _WORDS,
        " ".join(_WORDS.split()[:40]),
        _WORDS.replace("blé", "maïs").replace("mois", "ans") + " a-t-il ajouté",
        "De notre envoyé. " + _WORDS.upper(),
    ],
)
def test_copies_under_other_headlines_are_one_cluster(copy: str) -> None:
    articles = _articles(("b", "Blé : le ton monte", _WORDS), ("a", "Pêche au palais", copy), ("c", "Fleuves", _OTHER))
    assert _clusters(articles) == {"a": "a", "b": "a", "c": None}


def test_the_order_of_articles_changes_nothing() -> None:
    articles = _articles(("b", "Blé", _WORDS), ("a", "Pêche", _WORDS), ("c", "Fleuves", _OTHER), ("d", "Eaux", _OTHER))
    assert _clusters(articles) == _clusters(articles.reverse()) == {"a": "a", "b": "a", "c": "c", "d": "c"}


def test_short_notes_are_not_recognised() -> None:
    assert set(_clusters(_articles(("a", "x", "Ils se parlent."), ("b", "y", "Ils se parlent."))).values()) == {None}
