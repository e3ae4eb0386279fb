"""`make bench`: the product beside the floor and beside stock papermill and nbconvert, as medians of paired runs.

Usage: python benchmarks/run_times.py [rounds]. Every command starts cold, in a process of its own, once a round.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARAMS = ROOT / "params" / "demo_iip_evaluation.yml"
NOTEBOOK = ROOT / "notebooks" / "01_iip_evaluation.ipynb"
BIN = Path(sys.executable).parent


def call(*arguments: str | Path, cwd: Path = ROOT) -> None:
    subprocess.run([str(one) for one in arguments], cwd=cwd, check=True, capture_output=True)


def product(out: Path) -> None:
    call(BIN / "rtt-eval", "run", PARAMS, "--out", out)


def stock(out: Path) -> None:
    made = out / "stock.ipynb"
    out.mkdir(parents=True, exist_ok=True)
    call(BIN / "papermill", NOTEBOOK, made, "--kernel", "python3", "--cwd", NOTEBOOK.parent, "--log-level", "ERROR")
    call(BIN / "jupyter", "nbconvert", "--to", "html", made)


def seconds(work: Callable[[Path], None], out: Path) -> float:
    start = time.perf_counter()
    work(out)
    return time.perf_counter() - start


def main(n_rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        private = Path(folder)
        product(private / "first")
        report = private / "first" / PARAMS.stem / "report.html"
        n_charts = report.read_text(encoding="utf-8").count("<svg")

        def floor(out: Path) -> None:
            call(sys.executable, ROOT / "benchmarks" / "floor.py", ROOT / "data" / "demo", out, str(n_charts))

        commands = {"floor": floor, "rtt-eval run": product, "stock": stock}
        rounds = []
        for number in range(n_rounds):
            rounds.append({name: seconds(work, private / f"{number}-{name}") for name, work in commands.items()})
            print(f"round {number + 1}: " + ", ".join(f"{name} {took:.2f} s" for name, took in rounds[-1].items()))
    print(f"\nMedians of {n_rounds} rounds, {n_charts} charts; ratio to the floor within each round")
    for name in commands:
        took = statistics.median(one[name] for one in rounds)
        ratio = statistics.median(one[name] / one["floor"] for one in rounds)
        print(f"  {name:<14}{took:6.2f} s   x {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
