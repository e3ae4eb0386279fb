"""The statutory return on children looked after (SSDA903): CSV files in any style of name, or the one XML file."""

from rtt_eval.load.statutory.layout import code_sets, tables
from rtt_eval.load.statutory.oddities import KINDS
from rtt_eval.load.statutory.read import ssda903
from rtt_eval.load.statutory.result import USED, StatutoryReturn, empty_table

__all__ = ["KINDS", "USED", "StatutoryReturn", "code_sets", "empty_table", "ssda903", "tables"]
