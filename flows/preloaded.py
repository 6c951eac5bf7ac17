"""What worker processes share: modules, tables and tokenizer, made before the first of them is forked.

The garbage collector leaves them alone: looking through them in every process would copy their memory, too.
"""

from __future__ import annotations

import gc

gc.disable()  # a fifth of the time that importing takes

import flows.cli  # noqa: E402, F401 - a worker begins with the script of the command, which imports it
from flows.batch import extractor  # noqa: E402

extractor()

gc.freeze()
gc.enable()
