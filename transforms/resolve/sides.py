"""Which side a discloser speaks for: "le Kremlin", its spokesman and its president are one origin."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.reference import Reference
from transforms.text import fold


class Sides:
    """Finds the country of a discloser by name, in the metonyms and actors tables."""

    def __init__(self, reference: Reference | None) -> None:
        self._countries: dict[str, str] = {}
        if reference is None:
            return
        actors = reference.actors.select("actor_id", "name", "aliases", "country_code")
        for actor_id, name, aliases, country in actors.iter_rows():
            for form in (actor_id, name, *(aliases or "").split("|")):
                self._add(form.removeprefix("~"), country)
        for surface, name, country in reference.metonyms.select("surface", "name", "country_code").iter_rows():
            self._add(surface, country)
            self._add(name, country)

    def _add(self, form: str | None, country: str | None) -> None:
        if form and country:
            self._countries.setdefault(fold(form), country)

    def of(self, name: str, among: Sequence[str] = ()) -> str:
        """Return the country code of a discloser, else the name itself.

        A surname goes with the full name that ends in it, where `among` has one.
        """
        full = next((other for other in among if other.endswith(" " + name)), name)
        folded = fold(full)
        return self._countries.get(folded) or self._countries.get(folded.split()[-1]) or full

    def of_all(self, names: Sequence[str] | None) -> set[str]:
        """Return the sides of several disclosers."""
        return {self.of(name, names or ()) for name in names or () if name.strip()}
