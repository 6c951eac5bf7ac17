"""Which side a discloser speaks for: "le Kremlin", its spokesman and its president are one origin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from transforms.reference import Reference
from transforms.text import fold


class Sides:
    """Finds the country of a discloser by name, in the metonyms and actors tables."""

    def __init__(self, reference: Reference | None) -> None:
        self._reference = reference

    @cached_property
    def _countries(self) -> dict[str, str]:
        """The country of each folded name, of one that several bear that of the first."""
        if self._reference is None:
            return {}
        found: dict[str, str] = {}
        for form, country in _names(self._reference):
            if form and country:
                found.setdefault(fold(form), country)
        return found

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


def _names(reference: Reference) -> Iterator[tuple[str | None, str | None]]:
    actors = reference.actors.select("actor_id", "name", "aliases", "country_code")
    for actor_id, name, aliases, country in actors.iter_rows():
        for form in (actor_id, name, *(aliases or "").split("|")):
            yield form.removeprefix("~"), country
    for surface, name, country in reference.metonyms.select("surface", "name", "country_code").iter_rows():
        yield surface, country
        yield name, country
