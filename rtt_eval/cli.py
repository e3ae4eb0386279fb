"""The commands: demo, new, profile, check, run, compare, verify, scan, list. Each says plainly what came of it.

Exit codes: 0 done; 1 the data stop the report (listed); 2 the command or a params file is wrong; 3 the disclosure gate
refused; 4 a notebook failed. Modules are imported by the command that needs them, so that each starts at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rtt_eval.errors import DataError, DisclosureError, ParamsError, RttEvalError

REPOSITORY = Path(__file__).resolve().parents[1]
FORMATS = ("html", "pdf", "docx")
DEFAULT_FORMATS = ("html", "pdf")
FORMATS_HELP = "of html,pdf,docx (html,pdf by default); tables.xlsx is always made"
AUDIENCES = ("team", "dlt", "public", "trainee")
AUDIENCE_HELP = "of team,dlt,public,trainee, in place of the params file's; several: a folder of --out for each"
DEMONSTRATED = ("iip_evaluation", "annual_report")
"""What `demo` makes; the other demonstrations run with `rtt-eval run params/demo_REPORT.yml`."""

MAPPING = "mapping.xlsx"
"""What `profile` drafts; `new` names it in the params file when the data folder holds it."""

LISTS = ("reports", "measures", "checks", "params")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. A user's error is printed as text, without a traceback."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except RttEvalError as fault:
        print(str(fault), file=sys.stderr)
        return fault.exit_code
    except BrokenPipeError:  # whoever read the output has seen enough: `rtt-eval compare … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Stopped. Nothing was changed in the output folder.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rtt-eval", description="Evaluation and activity reports, from records to HTML and PDF. Data stay here."
    )
    parser.add_argument("--version", action="version", version=f"rtt-eval {version('rtt-eval')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="make the demonstration reports from the shipped synthetic data")
    demo.add_argument("--out", type=Path, default=REPOSITORY / "reports", metavar="DIR", help="default: reports/")
    demo.set_defaults(command=_demo)
    new = commands.add_parser("new", help="write a commented params file for a report")
    new.add_argument("report")
    new.add_argument("--data", type=Path, default=REPOSITORY / "data" / "demo", metavar="DIR", help="your tables")
    new.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: params/REPORT.yml")
    new.set_defaults(command=_new)
    _add_reading(commands)
    _add_run(commands.add_parser("run", help="make the reports of params files, or of a folder of them"))
    _add_afterwards(commands)
    _add_scan(commands.add_parser("scan", help="look for names and dates of birth of an id_map in files and folders"))
    listing = commands.add_parser("list", help="what there is: reports, measures, checks, params")
    listing.add_argument("what", nargs="?", choices=LISTS)
    listing.set_defaults(command=_list)
    return parser


def _add_reading(commands: Any) -> None:
    """The two commands that read data and make no report."""
    profile = commands.add_parser("profile", help="read spreadsheets of unknown layout and draft a mapping workbook")
    profile.add_argument("data", type=Path, metavar="DIR", help="folder of your own files")
    profile.add_argument("-o", "--output", type=Path, default=Path(MAPPING), metavar="FILE", help=MAPPING)
    profile.set_defaults(command=_profile)
    check = commands.add_parser("check", help="read and check the data of a params file; say what is wrong and where")
    check.add_argument("params", type=Path)
    check.add_argument("--out", type=Path, metavar="DIR", help="where check.xlsx goes; default: beside the params file")
    check.set_defaults(command=_check)


def _add_run(run: argparse.ArgumentParser) -> None:
    run.add_argument("params", type=Path, nargs="+", help="params files, or folders of them")
    run.add_argument("--out", type=Path, default=Path("reports"), metavar="DIR", help="default: reports/")
    where = run.add_mutually_exclusive_group()
    where.add_argument("--jobs", type=_positive, default=1, metavar="N", help="how many reports side by side")
    where.add_argument("--cluster", metavar="ADDRESS", help="a Dask scheduler whose machines make them")
    run.add_argument("--audience", type=_audiences, metavar="A,A", help=AUDIENCE_HELP)
    run.add_argument("--format", type=_formats, default=DEFAULT_FORMATS, metavar="F,F", help=FORMATS_HELP)
    run.set_defaults(command=_run)


def _add_afterwards(commands: Any) -> None:
    """The two commands that look at reports that are there."""
    compare = commands.add_parser("compare", help="what changed between two editions of a report, and why")
    compare.add_argument("old", type=Path, metavar="OLD", help="results.json, or the folder of a report")
    compare.add_argument("new", type=Path, metavar="NEW", help="the same, of the newer edition")
    compare.add_argument("-o", "--output", type=Path, metavar="FILE", help="every figure as .csv or .xlsx")
    compare.set_defaults(command=_compare)
    verify = commands.add_parser("verify", help="make a published report again and say whether all is the same")
    verify.add_argument("folder", type=Path, metavar="DIR", help="the folder of a report")
    verify.add_argument("--params", type=Path, metavar="FILE", help="its params file; default: params/NAME.yml")
    verify.set_defaults(command=_verify)


def _add_scan(scan: argparse.ArgumentParser) -> None:
    scan.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="files, or folders of them")
    scan.add_argument("--id-map", type=Path, required=True, metavar="FILE", help="the table of names, CSV or XLSX")
    scan.set_defaults(command=_scan)


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 up")
    return int(text)


def _listed(text: str, what: str, known: Sequence[str]) -> tuple[str, ...]:
    """Names separated by commas, each once, of those there are."""
    wanted = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if not wanted or not set(wanted) <= set(known):
        raise argparse.ArgumentTypeError(f"{what} are {', '.join(known)}, separated by commas")
    return wanted


def _formats(text: str) -> tuple[str, ...]:
    return _listed(text, "formats", FORMATS)


def _audiences(text: str) -> tuple[str, ...]:
    return _listed(text, "audiences", AUDIENCES)


def _demo(options: argparse.Namespace) -> int:
    demos = [REPOSITORY / "params" / f"demo_{report}.yml" for report in DEMONSTRATED]
    if not all(path.is_file() for path in demos):
        raise ParamsError("The demonstration's params files are not there. Install from a checkout: pip install -e .")
    return _publish(demos, options.out, jobs=1, audiences=None, formats=DEFAULT_FORMATS)


def _run(options: argparse.Namespace) -> int:
    files = _params_files(options.params)
    return _publish(files, options.out, options.jobs, options.audience, options.format, options.cluster)


def _params_files(named: Sequence[Path]) -> list[Path]:
    """The params files named, with every .yml of a folder in name order."""
    files: list[Path] = []
    for path in named:
        found = sorted([*path.glob("*.yml"), *path.glob("*.yaml")]) if path.is_dir() else [path]
        if not found:
            raise ParamsError(f"{path}: this folder holds no params file (.yml). Name a file, or another folder.")
        files += found
    stems = [file.stem for file in files]
    twice = sorted({stem for stem in stems if stems.count(stem) > 1})
    if twice:
        raise ParamsError(f"Two params files are named {twice[0]}: their reports would land in one folder. Rename one.")
    return files


def _publish(
    files: Sequence[Path],
    out: Path,
    jobs: int,
    audiences: Sequence[str] | None,
    formats: tuple[str, ...],
    cluster: str | None = None,
) -> int:
    """Several audiences: an edition each, in a folder of `out` that is named after the audience."""
    from rtt_eval import publish

    editions: list[tuple[str | None, Path]] = [(one, out / one) for one in audiences or ()]
    if len(editions) < 2:
        editions = [(audiences[0] if audiences else None, out)]
    return max(
        publish.run_many(files, folder, jobs=jobs, audience=audience, formats=formats, cluster=cluster)
        for audience, folder in editions
    )


def _new(options: argparse.Namespace) -> int:
    from rtt_eval import load, params

    target = options.output or Path("params") / f"{options.report}.yml"
    if target.exists():
        raise ParamsError(f"{target} is already there and stays as it is. Give another name with -o.")
    if not options.data.exists():
        raise ParamsError(f"{options.data}: there is no such folder. Name the folder of your tables with --data.")
    mapping = options.data / MAPPING if (options.data / MAPPING).is_file() else None
    days = load.days_held(options.data, options.report, mapping)
    folder, beside = (_from(target, path) for path in (options.data, mapping))
    text = params.draft(options.report, folder or "", days, beside)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    print(f"Wrote {target}. {'Look at' if days else 'Fill in'} the period, then: rtt-eval check {target}")
    return 0


def _from(target: Path, path: Path | None) -> str | None:
    """A path as a params file at `target` would name it."""
    return None if path is None else Path(os.path.relpath(path, target.parent)).as_posix()


def _profile(options: argparse.Namespace) -> int:
    from rtt_eval import profile
    from rtt_eval.load.mapping import write_mapping

    if options.output.exists():
        raise ParamsError(f"{options.output} is already there and stays as it is. Give another name with -o.")
    drafted = profile.draft(options.data, options.output.name)
    write_mapping(drafted.mapping, options.output)
    print(profile.summary(drafted, options.output.name))
    print(f"\nWrote {options.output}. Open it, go through the coloured rows, save it, and name it in your params file.")
    return 0


def _check(options: argparse.Namespace) -> int:
    from rtt_eval import causal_words, load, params, validate

    settings = params.load(options.params)
    beside = options.params.parent
    book = (options.out or beside) / "check.xlsx"
    try:
        mapping, id_map = (beside / name if name else None for name in (settings.mapping, settings.id_map))
        records = load.records(beside / settings.data, mapping, id_map)
    except DataError as fault:
        validate.write_book(validate.stopped_book(options.params.name, fault.findings or [str(fault)]), book)
        raise
    quality = validate.examine(records, settings.as_at_date, params.TABLES_NEEDED[settings.report])
    used = params.TABLES_USED[settings.report]
    validate.write_book(validate.check_book(quality, used), book)
    wording = causal_words.text(causal_words.in_sections(params.own_words(settings)))
    said = [validate.text(quality, tables_used=used), *validate.mapping_text(records), wording]
    print("\n\n".join(part for part in said if part))
    print(f"\nThe same as a list to work through: {book}")
    return 1 if quality.stops else 0


def _scan(options: argparse.Namespace) -> int:
    """Findings on stdout; 3 where one must not be released, as the gate of a run has it."""
    from tqdm import tqdm

    from rtt_eval.disclosure.scan import files_of, n_block, scan, text

    n_files = len(files_of(options.paths))
    with tqdm(total=n_files, unit=" file", file=sys.stderr, disable=None, leave=False, delay=1) as bar:
        findings = scan(options.paths, options.id_map, progress=lambda done, _: bar.update(done - int(bar.n)))
    print(text(findings, n_files))
    return DisclosureError.exit_code if n_block(findings) else 0


def _compare(options: argparse.Namespace) -> int:
    from rtt_eval.publish import two_editions

    if options.output:
        two_editions.check_target(options.output)
    found, text = two_editions.compare(options.old, options.new)
    print(text)
    if options.output:
        two_editions.write(found, options.output)
        print(f"\nEvery figure: {options.output}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    """0 where every figure and file is the same, 1 where one is not."""
    from tqdm import tqdm

    from rtt_eval.publish import many, verified

    with tqdm(unit=" cell", file=sys.stderr, disable=None, leave=False) as bar:
        found = verified.verify(options.folder, options.params, many.mover(bar))
    print(found.text)
    return found.exit_code


def _list(options: argparse.Namespace) -> int:
    from rtt_eval import listing

    wanted = [options.what] if options.what else list(LISTS)
    print("\n\n".join(listing.text(name) for name in wanted))
    return 0
