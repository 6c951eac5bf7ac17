"""Speakers that no verb of speech names: a quotation's neighbour sentence, a colon, "C'est par ces mots que ..."."""

from __future__ import annotations

from transforms.languages.fr.quotation_speakers import Range, Words, bare_phrase, is_human, name, noun_phrase, with_apposition
from transforms.languages.fr.quotation_words import AUXILIARIES, CLITICS, DETERMINERS, POINTERS, PRONOUNS, WORDS_SAID

_POSSESSIVES = ("son", "sa", "ses", "leur", "leurs")
_NO_ONE = ("un", "une", "des", "les", "deux", "comment", "pourquoi")  # "Une foule de militants" is no one to quote for sure
_MANY = ("ils", "elles", "on", "nous", "je")
_VERBAL = AUXILIARIES | CLITICS - {"en"}  # what shows that a word before it is a subject


def opening_speaker(words: Words, lo: int, hi: int) -> Range | None:
    """Return the one person or body that a sentence opens with, behind an aside: "Hier soir, Anna Lorrik a ..."."""
    openings = [lo, *(at + 1 for at in range(lo, hi) if words[at].form == ",")]
    for at in openings[:3]:
        end = noun_phrase(words, at, hi)
        if end is None or not is_human(words, (at, end)) or words[at].form in _NO_ONE:
            continue
        several = words[at].form in _MANY or any(word.form in ("et", "ou") for word in words[at:end])
        follows = end < hi and words[end].form not in (":", ".")
        lone = at == lo and end - at == 1 and words[at].form not in PRONOUNS  # any word has a capital there
        if several or not follows or (lone and words[end].form not in _VERBAL):
            return None
        return with_apposition(words, (at, end), hi)
    return None


def points_back(words: Words, lo: int, hi: int) -> bool:
    """Whether a sentence speaks of the words before it: "C'est par ces mots que ...", "La phrase est de ..."."""
    opening = [word.form for word in words[lo : min(lo + 8, hi)]]
    if not opening or (opening[0] not in POINTERS and opening[:1] not in (["la"], ["le"], ["l'"], ["les"])):
        return False
    if opening[0] in ("ainsi", "tel", "telle", "tels", "telles", "voila"):
        return True
    if opening[0] == "c'" and opening[2:4] in (["ce", "qu'"], ["ce", "que"]):
        return True
    said = opening if opening[0] == "c'" or opening[:2] == ["ce", "sont"] else opening[:2]
    return any(form in WORDS_SAID | {"mots", "termes"} for form in said)


def pointed_speaker(words: Words, lo: int, hi: int) -> Range | None:
    """Return the first person or body of a sentence that points back to a quotation, those addressed left out."""
    for at in range(lo + (words[lo].form == "c'"), hi):
        if words[at - 1].form in ("a", "au", "aux") and words[at - 1].raw.lower() != "a":
            continue
        end = noun_phrase(words, at, hi)
        if end is None or not (name(words, at, end) or words[at].form in DETERMINERS | PRONOUNS):
            continue
        if words[at].form in PRONOUNS or (
            is_human(words, (at, end)) and not any(word.form in WORDS_SAID for word in words[at : at + 3])
        ):
            return at, end
    return None


def owner_of_words(words: Words, lo: int, hi: int) -> Range | None:
    """Return X in "le message de X", "réponse de X à Y": whose words a noun announces."""
    for at in range(lo, min(hi, lo + 8)):
        if words[at].form not in WORDS_SAID:
            continue
        for of in range(at + 1, min(at + 4, hi - 1)):
            if words[of].form in ("de", "d'"):
                end = noun_phrase(words, of + 1, hi)
            elif words[of].form in ("du", "des"):
                end = bare_phrase(words, of + 1, hi)
            else:
                continue
            return (of + 1, end) if end is not None and is_human(words, (of, end)) else None
        return None
    return None


def says_whose(words: Words, lo: int, hi: int) -> bool:
    """Whether a possessive before a noun of speech leaves the speaker to what stands before: "Sa réponse : ..."."""
    return any(
        words[at].form in _POSSESSIVES and words[at + 1].form in WORDS_SAID for at in range(lo, min(hi - 1, lo + 4))
    )
