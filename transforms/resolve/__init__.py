"""Call reports -> calls: which reports tell of one call, which values hold, and where they contradict each other."""

from transforms.resolve.follow_ups import follow_up_states
from transforms.resolve.identity import report_keys
from transforms.resolve.judged import judged_pairs, with_states
from transforms.resolve.resolution import Resolution, resolve
from transforms.resolve.review import doubtful_pairs
from transforms.resolve.touch import linked

__all__ = ["Resolution", "doubtful_pairs", "follow_up_states", "judged_pairs", "linked", "report_keys", "resolve", "with_states"]
