"""The leak scan's speed: 1,000 invented children, 30 documents. Usage: python benchmarks/leak_scan.py"""

from __future__ import annotations

import time
from datetime import date, timedelta

import numpy as np

from rtt_eval.disclosure.scan import dictionary, released
from rtt_eval.synthetic import names

N_CHILDREN, N_DOCUMENTS, N_PARAGRAPHS = 1_000, 30, 400
SENTENCE = "The network met on {day} and agreed that 12 of 24 young people had moved, at £1,204.50 a week (p = 0.031). "


def main() -> None:
    rng = np.random.default_rng(1)
    people = [(f"B{n:05}", date(2005, 1, 1) + timedelta(days=n * 5)) for n in range(N_CHILDREN)]
    halves = names.identities(rng, people[::2]) + names.identities(rng, people[1::2])
    rows = [{name: str(cell or "") for name, cell in row.items()} for row in halves]
    start = time.perf_counter()
    known = dictionary(rows)
    built = time.perf_counter()
    page = "".join(f"<p>{SENTENCE.format(day=f'{n % 28 + 1} May 2019') * 3}</p>" for n in range(N_PARAGRAPHS)).encode()
    found = released({f"page_{n}.html": page for n in range(N_DOCUMENTS)}, known)
    done = time.perf_counter()
    size = N_DOCUMENTS * len(page) / 1e6
    print(f"dictionary of {known.n_terms:,} terms: {built - start:.2f} s")
    print(f"{N_DOCUMENTS} pages, {size:.1f} MB: {done - built:.2f} s, {len(found)} findings")


if __name__ == "__main__":
    main()
