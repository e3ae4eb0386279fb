"""The leak scan: names, dates of birth, ids and whatever else the id_map holds, in any file, told without the value."""

from rtt_eval.disclosure.scan.findings import KINDS, Finding, line, n_block, text
from rtt_eval.disclosure.scan.run import files_of, released, scan
from rtt_eval.disclosure.scan.terms import Dictionary, dictionary

__all__ = ["KINDS", "Dictionary", "Finding", "dictionary", "files_of", "line", "n_block", "released", "scan", "text"]
