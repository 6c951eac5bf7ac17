"""Orchestration: Prefect flows, the command line, settings, file input and output."""

import os

# the allocators of Polars, Arrow and (in processes started from here) glibc give back at once what is freed; they read this when
# they are loaded
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
os.environ.setdefault("MALLOC_ARENA_MAX", "2")
