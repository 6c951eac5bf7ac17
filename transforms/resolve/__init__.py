"""Call reports -> calls: which reports tell of one call, which values hold, and where they contradict each other."""

from transforms.resolve.identity import report_keys
from transforms.resolve.judged import with_states
from transforms.resolve.resolution import Resolution, resolve
from transforms.resolve.touch import touched

__all__ = ["Resolution", "report_keys", "resolve", "touched", "with_states"]
