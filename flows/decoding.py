"""Bytes of an article file -> text: byte-order marks, stated charsets, UTF-8, UTF-16 and the one-byte code pages."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))
_BOM_STARTS = frozenset(bom[:1] for bom, _ in _BOMS)
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# what a French text holds beyond ASCII: read with the right code page nearly all of its letters are among these
_FRENCH = frozenset("éèàçêùôîâûëïüœæÉÈÀÇÊÙÔÎÂÛËÏÜŒÆ«»’‘“”–—…€°•\xa0")
_CODE_PAGES = ("cp1252", "mac_roman", "cp850")
_SAMPLE = 65_536


class Undecodable(Exception):  # noqa: N818 - reads as what it is
    """The bytes are no text; `reason` is the code of the rejection."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class Decoded:
    """Text without byte-order mark, the encoding it was read with, and whether its last character was cut off."""

    text: str
    encoding: str
    truncated: bool = False


def decode(raw: bytes, *, html: bool) -> Decoded:
    """Decode the bytes of one article. Raises Undecodable (`binary`, `bad_encoding`) for what is no text."""
    if raw[:1] in _BOM_STARTS:  # one look, since most lines of a million have none
        for bom, encoding in _BOMS:
            if raw.startswith(bom):
                return _with_mark(raw, encoding)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8") if b"\0" not in raw else _with_zeros(raw)
    except UnicodeDecodeError as error:
        if _is_binary(raw):
            raise Undecodable("binary", "not a text file") from None
        if error.reason == "unexpected end of data" and error.start >= len(raw) - 3:
            return Decoded(raw[: error.start].decode("utf-8"), "utf-8", truncated=True)
    return (_as_stated(raw) if html else None) or _damaged_utf8(raw) or _one_byte(raw)


def _with_mark(raw: bytes, encoding: str) -> Decoded:
    """Decode bytes that start with a byte-order mark; a cut last character is dropped."""
    decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)(errors="replace")
    text = decoder.decode(raw)
    return Decoded(text, encoding, truncated=bool(decoder.getstate()[0]))


def _with_zeros(raw: bytes) -> Decoded:
    """Decode UTF-16 without a mark, evident from zeros at every other byte; a few stray NULs are left to cleaning."""
    sample = raw[:_SAMPLE]
    pairs = max(len(sample) // 2, 1)
    for encoding, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[0::2].count(0))):
        if zeros > 0.6 * pairs:
            return Decoded(raw[: len(raw) // 2 * 2].decode(encoding, errors="replace"), encoding, bool(len(raw) % 2))
    if _is_binary(raw):
        raise Undecodable("binary", "not a text file")
    return Decoded(raw.decode("utf-8"), "utf-8")


def _is_binary(raw: bytes) -> bool:
    sample = raw[:_SAMPLE]
    return raw.startswith(_MAGIC) or len(_CONTROL.findall(sample)) > 0.01 * len(sample)


def _as_stated(raw: bytes) -> Decoded | None:
    """Decode a page with the charset that its own head states; Latin-1 means cp1252, as in browsers."""
    if not (stated := _META_CHARSET.search(raw[:4096])):
        return None
    name = stated.group(1).decode("ascii").lower()
    encoding = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "windows-1252") else name
    try:
        return Decoded(raw.decode(encoding), encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _damaged_utf8(raw: bytes) -> Decoded | None:
    """Decode UTF-8 in which a few bytes are broken: most of what is not ASCII must still be valid."""
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("�")
    valid = sum(not character.isascii() for character in text) - broken
    return Decoded(text, "utf-8") if valid > 10 * broken else None


def _one_byte(raw: bytes) -> Decoded:
    """Decode with the code page that yields French letters; else with what charset-normalizer finds."""
    sample = bytes(byte for byte in raw[:_SAMPLE] if byte > 0x7F)
    shares = {page: _french_share(sample.decode(page, errors="replace")) for page in _CODE_PAGES}
    best = max(_CODE_PAGES, key=lambda page: shares[page])
    if shares[best] >= 0.6:
        return Decoded(raw.decode(best, errors="replace"), best)
    guess = from_bytes(raw[:_SAMPLE]).best()
    if guess is None:
        raise Undecodable("bad_encoding", "encoding not recognised")
    return Decoded(raw.decode(guess.encoding, errors="replace"), guess.encoding)


def _french_share(letters: str) -> float:
    return sum(letter in _FRENCH for letter in letters) / len(letters) if letters else 0.0
