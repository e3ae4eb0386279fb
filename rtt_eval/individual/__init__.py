"""One child at a time: what a practitioner's sheet shows, and who gets one.

`opened` reads, checks and scores everything once; `caseload` says who gets a sheet; `child` takes one child's rows out,
and everything after it sees these rows and no others.
"""

from rtt_eval.individual.about import about, caseload_figures
from rtt_eval.individual.child import Child, child
from rtt_eval.individual.forms import forms_missing, forms_next
from rtt_eval.individual.opened import Opened, caseload, opened
from rtt_eval.individual.steps import latest_figures, score_figures, steps
from rtt_eval.individual.timeline import event_figures, events, spells, window

__all__ = [
    "Child",
    "Opened",
    "about",
    "caseload",
    "caseload_figures",
    "child",
    "event_figures",
    "events",
    "forms_missing",
    "forms_next",
    "latest_figures",
    "opened",
    "score_figures",
    "spells",
    "steps",
    "window",
]
