"""Call reports -> calls: which reports tell of one call, which values hold, and where they contradict each other."""

from transforms.resolve.identity import report_keys
from transforms.resolve.judged import with_states
from transforms.resolve.resolution import Resolution, resolve
from transforms.resolve.review import doubtful_pairs
from transforms.resolve.touch import touched

__all__ = ["Resolution", "doubtful_pairs", "report_keys", "resolve", "touched", "with_states"]
