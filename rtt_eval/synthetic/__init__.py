"""Believable fake records: a seeded, calibrated service in which nobody is real.

`service(seed)` gives every canonical table as a frame; `write(folder, tables)` writes them as CSV, the same bytes
every time; `python -m rtt_eval.synthetic data/demo` makes the shipped demonstration again. Every person_id begins
with `PREFIX`: that is how a report knows that its records are synthetic.
"""

from rtt_eval.synthetic.files import write
from rtt_eval.synthetic.plan import AS_AT, PERIOD_END, PERIOD_START, PREFIX, is_synthetic
from rtt_eval.synthetic.service import service

__all__ = ["AS_AT", "PERIOD_END", "PERIOD_START", "PREFIX", "is_synthetic", "service", "write"]
