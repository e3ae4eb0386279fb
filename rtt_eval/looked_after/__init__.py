"""Children looked after, by the definitions of the statutory return: care, placements, stability, SDQ, missing."""

from rtt_eval.looked_after.children import children
