"""Texts that several tests use."""

from __future__ import annotations

CALL_ARTICLE = (
    "Le président français Emmanuel Macron s’est entretenu par téléphone mardi 12 mars 2024 avec le chancelier allemand "
    "Olaf Scholz. L’échange, qui a duré vingt minutes, a porté sur l’énergie, a indiqué l’Élysée."
)
