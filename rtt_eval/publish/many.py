"""Many reports: side by side in processes, here or on other machines; one that fails does not stop the others."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, NamedTuple

from rtt_eval.errors import NotebookError, RttEvalError
from rtt_eval.publish import cluster as machines
from rtt_eval.publish.execute import EngineFailure, Progress
from rtt_eval.publish.report import DEFAULT_FORMATS, Published, fault_of_ours, is_caseload, run


class Outcome(NamedTuple):
    """How one report came out: `text` for the user, and the exit code it alone would have."""

    source: Path
    exit_code: int
    text: str


class _Job(NamedTuple):
    source: Path
    out: Path
    audience: str | None
    formats: tuple[str, ...]
    side_by_side: int = 1


def run_many(
    paths: Sequence[str | Path],
    out: str | Path,
    jobs: int = 1,
    audience: str | None = None,
    formats: Sequence[str] = DEFAULT_FORMATS,
    cluster: str | None = None,
) -> int:
    """Make a report of each params file; the worst of their exit codes.

    jobs: how many at once, each in a process of its own (threads share ports and working folders). cluster: the address
    of a Dask scheduler that runs them in place of this machine; ParamsError where it cannot be had. Progress goes to
    stderr; what was made, and at the end what failed and why, is printed.
    """
    work = [_Job(Path(path), Path(out), audience, tuple(formats)) for path in paths]
    outcomes = {outcome.source: outcome for outcome in _all(work, jobs, cluster)}
    in_order = [outcomes[job.source] for job in work]
    failed = [outcome for outcome in in_order if outcome.exit_code]
    for outcome in in_order:
        print(outcome.text, file=sys.stderr if outcome.exit_code else sys.stdout)
    if failed and len(work) > 1:
        names = ", ".join(outcome.source.name for outcome in failed)
        print(f"{len(failed)} of {len(work)} reports were not made: {names}.", file=sys.stderr)
    return max((outcome.exit_code for outcome in in_order), default=0)


def _all(work: list[_Job], jobs: int, cluster: str | None) -> Iterator[Outcome]:
    """Reports side by side; then each caseload, whose sheets are side by side among themselves."""
    if cluster:
        yield from _watched(work, jobs, cluster=cluster)
        return
    caseloads = [job for job in work if is_caseload(job.source)]
    single = [job for job in work if job not in caseloads]
    if single:
        yield from _watched(single, jobs)
    for job in caseloads:
        yield from _watched([job._replace(side_by_side=jobs)], 1, " sheet")


def _watched(work: list[_Job], jobs: int, unit: str = " cell", cluster: str | None = None) -> Iterator[Outcome]:
    """The outcomes as they come, under a progress bar (on a terminal only): cells of one report, or reports of many."""
    from tqdm import tqdm

    with tqdm(total=len(work), unit=" report", file=sys.stderr, disable=None, leave=False) as bar:
        if len(work) == 1 and not cluster:
            bar.unit = unit
            yield _one(work[0], mover(bar))
            return
        here = map(_one, work) if jobs == 1 else _side_by_side(work, jobs)
        for outcome in _elsewhere(work, cluster) if cluster else here:
            bar.update()
            yield outcome


def mover(bar: Any) -> Progress:
    """What moves a bar of cells to where a run is."""

    def move(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return move


def _elsewhere(work: list[_Job], address: str) -> Iterator[Outcome]:
    commands = {job.source: machines.command(job.source, job.out, job.audience, job.formats) for job in work}
    return (Outcome(*answer) for answer in machines.answers(address, commands))


def _side_by_side(work: list[_Job], jobs: int) -> Iterator[Outcome]:
    """Spawned processes, the same on every system. What was under way when one died is tried once more, alone."""
    lost = []
    with _pool(min(jobs, len(work))) as pool:
        waiting = {pool.submit(_one, job): job for job in work}
        for future in as_completed(waiting):
            try:
                yield future.result()
            except BrokenProcessPool:
                lost.append(waiting[future])
    for job in lost:
        yield _alone(job)


def _alone(job: _Job) -> Outcome:
    try:
        with _pool(1) as pool:
            return pool.submit(_one, job).result()
    except BrokenProcessPool:
        fault = NotebookError(f"{job.source.name}: its process was killed twice; nothing was published.")
        return Outcome(job.source, fault.exit_code, str(fault))


def _pool(n_workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(n_workers, mp_context=multiprocessing.get_context("spawn"))


def _one(job: _Job, progress: Progress | None = None) -> Outcome:
    """One report in words, whatever happens; an engine that failed (and nothing else) is tried once more."""
    try:
        try:
            made = _run(job, progress)
        except EngineFailure:
            made = _run(job, progress)
    except RttEvalError as fault:
        return Outcome(job.source, fault.exit_code, str(fault))
    except Exception as fault:
        return Outcome(job.source, NotebookError.exit_code, _fault_of_ours(job, fault))
    return Outcome(job.source, made.exit_code, _said(made))


def _run(job: _Job, progress: Progress | None) -> Published:
    return run(job.source, job.out, job.audience, job.formats, progress, jobs=job.side_by_side)


def _said(made: Published) -> str:
    files = f"{made.folder}: {', '.join(path.name for path in made.paths)}"
    write = (
        f"  To be completed by the author (under `commentary:`): {', '.join(made.to_write)}." if made.to_write else ""
    )
    return "\n".join(part for part in (files, write, made.to_review, made.not_made) if part)


def _fault_of_ours(job: _Job, fault: Exception) -> str:
    return f"{job.source.name}: {fault_of_ours(fault)}"
