"""Instruments as data: one YAML file a measure, read into frozen dataclasses.

`load("sdq")` gives a `Measure`; `measure.scale("total", "teacher")` gives that informant's `Subscale` with its
items, range, bands and reliable-change threshold. Item numbers only: the wording of a measure is its owner's.
"""

from rtt_eval.measures.read import load, load_all, measure_ids, read_file
from rtt_eval.measures.records import AgeForm, Band, Measure, ReliableChange, Subscale
from rtt_eval.measures.sources import Sourced, sourced
from rtt_eval.measures.t_scores import AGE_TO_GRADE, rcads_t_score

__all__ = [
    "AGE_TO_GRADE",
    "AgeForm",
    "Band",
    "Measure",
    "ReliableChange",
    "Sourced",
    "Subscale",
    "load",
    "load_all",
    "measure_ids",
    "rcads_t_score",
    "read_file",
    "sourced",
]
