"""Disclosure control: the only door from results to presentation."""

from rtt_eval.disclosure.audit import Finding, audit
from rtt_eval.disclosure.differencing import differences
from rtt_eval.disclosure.gate import alike, checklist, stop, unaccepted
from rtt_eval.disclosure.profiles import PROFILES, Profile
from rtt_eval.disclosure.protect import Safe, SafeFigure, protect
from rtt_eval.disclosure.record import input_rows, results
from rtt_eval.disclosure.scan import scan
from rtt_eval.disclosure.since import Since, as_rows, between, since_last

__all__ = [
    "PROFILES",
    "Finding",
    "Profile",
    "Safe",
    "SafeFigure",
    "Since",
    "alike",
    "as_rows",
    "audit",
    "between",
    "checklist",
    "differences",
    "input_rows",
    "protect",
    "results",
    "scan",
    "since_last",
    "stop",
    "unaccepted",
]
