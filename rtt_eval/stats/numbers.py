"""Numbers as they come (lists, columns, None, NaN) to the arrays that formulas want."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

NAN = float("nan")


def as_numbers(values: Iterable[Any]) -> np.ndarray:
    """A float array of the same length; None, pandas' NA and infinities become NaN."""
    if _is_float(values):
        numbers = np.array(values, dtype=float)
    else:
        numbers = np.array([NAN if _is_blank(value) else float(value) for value in values], dtype=float)
    numbers[~np.isfinite(numbers)] = NAN
    return numbers


def present(values: Iterable[Any]) -> np.ndarray:
    """The numbers that are there, in order."""
    numbers = as_numbers(values)
    return numbers[~np.isnan(numbers)]


def complete_pairs(first: Iterable[Any], second: Iterable[Any]) -> tuple[np.ndarray, np.ndarray]:
    """Both numbers of each pair that has both.

    Raises ValueError when the two do not have the same length.
    """
    left, right = as_numbers(first), as_numbers(second)
    if len(left) != len(right):
        raise ValueError(f"The two lists have {len(left)} and {len(right)} entries; pairs need as many in each.")
    has_both = ~(np.isnan(left) | np.isnan(right))
    return left[has_both], right[has_both]


def as_number(value: Any) -> float:
    """One number; NaN for None and pandas' NA. Infinities stay."""
    return NAN if _is_blank(value) else float(value)


def _is_float(values: Any) -> bool:
    """A float array, or a float column of pandas, whose type is numpy's as well."""
    kind = getattr(values, "dtype", None)
    return isinstance(kind, np.dtype) and kind.kind == "f"


def as_row(values: Any) -> np.ndarray:
    """One value or several as an array of one dimension, floats as they are and everything else as objects."""
    return np.atleast_1d(np.asarray(values, float if _is_float(values) else object))


def _is_blank(value: Any) -> bool:
    # pandas' NA is told by its name, because the formulas do not import pandas.
    return value is None or type(value).__name__ in ("NAType", "NaTType")
