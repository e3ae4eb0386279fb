"""Checks with a code and a sentence, each with one of three results, and the ledger that accounts for every row.

`records` stops on what cannot be used; `examine` lists it and never stops; `text` says it to an administrator;
`close_ledger` and `ledger_totals` put every input row in one bucket.
"""

from rtt_eval.validate.examine import CHECKS, examine, list_checks, records
from rtt_eval.validate.ledger import BUCKETS, close_ledger, ledger_totals
from rtt_eval.validate.mapped import text as mapping_text
from rtt_eval.validate.quality import Quality
from rtt_eval.validate.registry import Check
from rtt_eval.validate.to_do import ToDo, check_book, stopped_book, to_do, write_book
from rtt_eval.validate.wording import LACKS, text

__all__ = [
    "BUCKETS",
    "CHECKS",
    "LACKS",
    "Check",
    "Quality",
    "ToDo",
    "check_book",
    "close_ledger",
    "examine",
    "ledger_totals",
    "list_checks",
    "mapping_text",
    "records",
    "stopped_book",
    "text",
    "to_do",
    "write_book",
]
