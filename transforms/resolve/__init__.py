"""Call reports -> calls: which reports tell of one call, which values hold, and where they contradict each other."""

from transforms.resolve.follow_ups import follow_up_states
from transforms.resolve.identity import follow_up_keys, report_keys
from transforms.resolve.judged import judged_follow_ups, judged_pairs, with_states
from transforms.resolve.late_mentions import mentions_of_the_dead
from transforms.resolve.meetings import meetings_told
from transforms.resolve.resolution import Resolution, resolve
from transforms.resolve.review import doubtful_pairs, most_doubtful
from transforms.resolve.touch import linked

__all__ = [
    "Resolution", "doubtful_pairs", "follow_up_keys", "follow_up_states", "judged_follow_ups", "judged_pairs", "linked",
    "meetings_told", "mentions_of_the_dead", "most_doubtful", "report_keys", "resolve", "with_states",
]  # fmt: skip
