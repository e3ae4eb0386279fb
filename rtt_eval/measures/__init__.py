"""Instruments as data: one YAML file a measure, read into frozen dataclasses.

`load("sdq")` gives a `Measure`; `measure.scale("total", "teacher")` gives that informant's `Subscale` with its
items, range, bands and reliable-change threshold. Item numbers only: the wording of a measure is its owner's.
"""

from rtt_eval.measures.read import load, load_all, measure_ids
from rtt_eval.measures.records import Band, Measure, ReliableChange, Subscale
from rtt_eval.measures.t_scores import rcads_t_score

__all__ = ["Band", "Measure", "ReliableChange", "Subscale", "load", "load_all", "measure_ids", "rcads_t_score"]
