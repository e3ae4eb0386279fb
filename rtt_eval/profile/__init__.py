"""Draft a mapping from files of unknown layout: which sheet holds which table, which column goes where.

`draft(folder)` reads every spreadsheet of a folder and proposes; `summary` says in words what it found and asks.
"""

from rtt_eval.profile.draft import Draft, draft
from rtt_eval.profile.summary import summary

__all__ = ["Draft", "draft", "summary"]
