"""Disclosure control: the only door from results to presentation."""

from rtt_eval.disclosure.profiles import PROFILES, Profile
from rtt_eval.disclosure.protect import Safe, SafeFigure, protect
from rtt_eval.disclosure.record import results
from rtt_eval.disclosure.scan import scan

__all__ = ["PROFILES", "Profile", "Safe", "SafeFigure", "protect", "results", "scan"]
