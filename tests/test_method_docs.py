"""docs/assumptions.md and docs/methods.md agree with the measures and the code."""

import importlib.util
import re
from pathlib import Path

import pytest
import yaml

from rtt_eval import listing, stats

ROOT = Path(__file__).parents[1]
ASSUMPTIONS = (ROOT / "docs" / "assumptions.md").read_text(encoding="utf-8")
METHODS = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
DEVIATIONS = (ROOT / "docs" / "deviations.md").read_text(encoding="utf-8")
YAMLS = sorted((ROOT / "rtt_eval" / "measures").glob("*.yml"))
CODE = sorted((ROOT / "rtt_eval").rglob("*.py"))


def between(page, name):
    return page.split(f"<!-- {name}: start -->\n")[1].split(f"<!-- {name}: end -->")[0]


def coverage():
    spec = importlib.util.spec_from_file_location("coverage_table", ROOT / "benchmarks" / "coverage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_tables_of_assumptions_are_those_of_the_measure_files():
    assert between(ASSUMPTIONS, "measures") == listing.assumptions_markdown()


def marked_sources(entry, key=""):
    """Every text of a YAML file that carries the mark, with the key that it stands under."""
    if isinstance(entry, dict):
        return [found for name, value in entry.items() for found in marked_sources(value, name)]
    if isinstance(entry, list):
        return [found for value in entry for found in marked_sources(value, key)]
    return [(key, " ".join(entry.split()))] if isinstance(entry, str) and "(to confirm)" in entry else []


@pytest.mark.parametrize("path", YAMLS, ids=lambda path: path.stem)
def test_every_number_to_confirm_is_listed(path):
    listed = [row for row in between(ASSUMPTIONS, "measures").splitlines() if row.startswith(f"| {path.stem} |")]
    for key, source in marked_sources(yaml.safe_load(path.read_text(encoding="utf-8"))):
        assert key in ("source", "line_source", "norms_source")
        assert any(row.endswith(f" {source} |") for row in listed), source


def test_every_choice_of_ours_in_the_code_is_listed():
    marked = [path for path in CODE if re.search(r"\(our choice\)", path.read_text(encoding="utf-8"))]
    for path in marked:
        assert f"`{path.relative_to(ROOT).as_posix()}`" in ASSUMPTIONS, path.name


def test_every_place_and_name_in_the_assumptions_exists():
    places = set(re.findall(r"`(rtt_eval/[a-z0-9_/.]+)`", ASSUMPTIONS))
    assert places and all((ROOT / place).exists() for place in places)
    for name, place in re.findall(r"`([A-Za-z_]+)` in `(rtt_eval/[a-z0-9_/.]+)`", ASSUMPTIONS):
        assert re.search(rf"\b{name}\b", (ROOT / place).read_text(encoding="utf-8")), (name, place)


@pytest.mark.parametrize("name", sorted(name for name in stats.__all__ if name.islower()))
def test_every_statistic_is_described(name):
    if name != "change_category":  # the step inside reliable_change
        assert f"`stats.{name}`" in METHODS


def test_functions_named_in_the_pages_exist():
    for name in re.findall(r"`?stats\.([a-z_]+)", METHODS + DEVIATIONS):
        assert hasattr(stats, name), name


def test_examples_of_the_deviations_are_right():
    changes = [-7, -1, -5, 0, -9, -7, 0, 1, -8, -4, -4, -6, 2, 3]
    assert f"{stats.wilcoxon_exact(changes).p:.4f}"[1:] in DEVIATIONS
    assert f"{stats.wilcoxon_exact(changes, zeros='drop').p:.4f}"[1:] in DEVIATIONS
    assert stats.wilcoxon_exact([1, 1, -1, 2], zeros="drop").p == 0.5
    table = [[8, 1, 0, 0], [4, 2, 1, 0], [2, 3, 2, 0], [1, 3, 3, 2]]
    moves = stats.band_transitions(table)
    assert (moves.n, round(moves.stuart_maxwell, 2), round(moves.p, 3)) == (32, 11.05, 0.011)
    assert round(stats.rate_ratio(11, 12, 4, 12).p, 3) == 0.118
    assert round(stats.wilson(0, 5).ci_high, 2) == 0.43
    assert stats.cut_offs(20, 6, 8.4, 5.8).b == pytest.approx(20.0)


def test_wilson_coverage_in_the_page_is_the_exact_sum():
    module, rows = coverage(), between(METHODS, "coverage")
    for share, name in ((0.1, "10%"), (0.5, "50%")):
        found = " | ".join(f"{100 * module.wilson_coverage(n, share):.1f}" for n in module.SIZES)
        assert f"| Wilson, true share {name} | {found} |" in rows
    # by hand: 5 children, true share one half; the interval misses it only at 0 of 5 and 5 of 5
    assert module.wilson_coverage(5, 0.5) == pytest.approx(1 - 2 / 32)


def test_coverage_table_has_every_method_and_a_seed_gives_the_same_table():
    module = coverage()
    once = module.measured(8, 8)
    assert once == module.measured(8, 8)
    for name in (*once[0], *once[1]):
        assert f"| {name} | " in between(METHODS, "coverage")
