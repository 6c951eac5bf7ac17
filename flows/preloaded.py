"""What worker processes share: modules only, imported before the first of them is forked, and left alone by the garbage collector."""

from __future__ import annotations

import gc

gc.disable()  # a fifth of the time that importing takes

import flows.batch  # noqa: E402
import flows.cli  # noqa: E402, F401 - a worker begins with the script of the command, which imports it
import transforms.languages.fr.pipeline  # noqa: E402, F401

gc.freeze()  # looking through them in every process would copy their memory, too
gc.enable()
