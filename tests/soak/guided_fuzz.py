"""The coverage-guided fuzzer (atheris, libFuzzer): `python -m soak.guided_fuzz CORPUS [OPTIONS OF LIBFUZZER]`.

The first byte of an input chooses the format, the rest is the content. Parsers, cleaning and the French rules are
instrumented, so that inputs that reach new code are kept and mutated further.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["transforms"]):
    from soak.fuzz_checks import MEDIA_TYPES, check


def one_input(data: bytes) -> None:
    if data:
        check([(MEDIA_TYPES[data[0] % len(MEDIA_TYPES)], data[1:].decode("utf-8", errors="replace"))])


def main() -> None:
    check([("text/plain", "Un premier article, pour que tout soit chargé.")])
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
