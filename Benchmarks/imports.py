#!/usr/bin/env python3
"""`make bench-import`: measures `import` against its bars. Benchmarks/README.md says what and how.

Runs with the Python of the system and its standard library. All programs measured are summit-cdr: no peer keeps a ledger.
"""

import argparse
import datetime
import json
import shutil
import subprocess
import sys
from pathlib import Path

from harness import datasets, machine, measure, turns
from harness.summaries import one, pair, row, spread_text

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".bench"
FULL_ROWS = 5_000_000
MONTHS = ["04", "05", "06", "07", "08", "09"]  # of 30 days, or with the 31st empty: November's calls, some months before
KNOWN_FILES = 10_000
LATE_SHARE = 100  # one call in so many comes late
LAYOUT_HEAD = "global_id;started_at;caller;called;billable;direction;disposition;trunk;account_code\n"
INTEGRATION = """description: Benchmark
active: true
gateway: summit-networks
cdr: {{import_period: daily, source_directory: "{source}", delete_files: false, layout: summit-1, settle_seconds: 0}}
registry: "{registry}"
data_directory: "{data}"
time_zone: America/Sao_Paulo
"""


class Context:
    def __init__(self, options, binary):
        self.binary, self.rounds, self.rows = binary, options.rounds, options.rows
        self.work = WORK / "imports"
        sizes = datasets.Options(
            rows=options.rows, lines=max(100, options.rows // 100), files=40, prefixes=max(1000, options.rows // 250))
        self.dataset = datasets.provide(binary, WORK / "data", sizes)

    def integration(self, name, source, data):
        path = self.work / f"{name}.yml"
        path.write_text(
            INTEGRATION.format(source=source.resolve(), registry=self.dataset.registry.resolve(), data=data.resolve()),
            encoding="utf-8")
        return path

    def imported(self, integration, *words):
        return measure.run([self.binary, "import", "--config", integration, "--quiet", *words])

    def fresh(self, name):
        path = self.work / name
        shutil.rmtree(path, ignore_errors=True)
        return path


def first_import(context):
    """`rate` and an import of the same files into an empty ledger, in turn."""
    rated, imported = [], []
    for _ in range(context.rounds):
        out = context.fresh("out")
        rated.append(measure.run([
            context.binary, "rate", "--registry", context.dataset.registry, "--cdr", context.dataset.cdr, "--output", out,
            "--quiet"]))
        shutil.rmtree(out)
        integration = context.integration("first", context.dataset.cdr, context.fresh("data"))
        imported.append(context.imported(integration))
    return pair("rate", rated, "import into an empty ledger", imported)


def later_month(context):
    """A month after six others, and the same month into an empty ledger, in turn."""
    base = context.fresh("base")
    for month in MONTHS:
        context.imported(context.integration("month", shifted(context, month), base))
    first, later = [], []
    for _ in range(context.rounds):
        integration = context.integration("first", context.dataset.cdr, context.fresh("data"))
        first.append(context.imported(integration))
        copied = context.fresh("full")
        shutil.copytree(base, copied)
        later.append(context.imported(context.integration("later", context.dataset.cdr, copied)))
    found = pair("import into an empty ledger", first, f"after {len(MONTHS)} months", later)
    found["ledger_calls"] = recorded_calls(context.work / "full")
    return found


def shifted(context, month):
    """The data's files as those of another month: other days, and so other calls."""
    directory = context.work / "months" / month
    if directory.is_dir():
        return directory
    made = context.work / "months" / f"{month}.making"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    for file in context.dataset.files():
        text = file.read_bytes().replace(b";2026-11-", f";2026-{month}-".encode()).replace(
            b";2026-10-31 ", f";2026-{month}-01 ".encode())
        (made / f"{month}-{file.name}").write_bytes(text)
    made.rename(directory)
    return directory


def recorded_calls(data):
    import sqlite3

    with sqlite3.connect(f"file:{data}/summit.sqlite?mode=ro", uri=True) as database:
        return database.execute("SELECT sum(rows) FROM span").fetchone()[0]


def nothing_new(context):
    """A run with nothing new over many known files, in the ledger that `later_month` left."""
    many = context.fresh("many")
    many.mkdir(parents=True)
    for number in range(KNOWN_FILES):
        row = f"k{number};2026-12-20 10:00:00;554833334444;4833334444;10;OUT;ANSWERED;;\n"
        (many / f"{number}.csv").write_text(LAYOUT_HEAD + row, encoding="ascii")
    integration = context.integration("many", many, context.work / "full")
    context.imported(integration)
    runs = [context.imported(integration) for _ in range(context.rounds)]
    return {"files": KNOWN_FILES, "runs": one(runs)}


def late_day(context):
    """A day's file, and the same with one call in a hundred late, into copies of the full ledger, in turn."""
    last = context.dataset.files()[-1].read_text(encoding="utf-8").splitlines(keepends=True)
    day = [last[0]] + [row.replace(";2026-11-30", ";2026-12-01") for row in last[1:] if ";2026-11-30 0" in row or ";2026-11-30 1" in row]
    earlier = context.dataset.files()[len(context.dataset.files()) // 3].read_text(encoding="utf-8").splitlines(keepends=True)[1:]
    late = ["late" + row for row in earlier[::LATE_SHARE]][:len(day) // LATE_SHARE]
    runs = {}
    for name, rows in (("in_order", day), ("with_late", day + late)):
        directory = context.fresh(name)
        directory.mkdir(parents=True)
        (directory / "day.csv").write_text("".join(rows), encoding="utf-8")
        runs[name] = []
    reports = {}
    for _ in range(context.rounds):
        for name, found in runs.items():
            copied = context.fresh("copy")
            shutil.copytree(context.work / "full", copied)
            before = sum(file.stat().st_size for file in (copied / "records").iterdir())
            integration = context.integration(name, context.work / name, copied)
            found.append(context.imported(integration))
            reports[name] = {"month_bytes": before}
    found = pair("a day in order", runs["in_order"], "with 1 % late", runs["with_late"])
    found["rows"], found["late_rows"] = len(day) - 1, len(late)
    return found


def one_line(context):
    """The calls and the statement of one line, from the full ledger."""
    lines = (context.dataset.registry / "lines.csv").read_text(encoding="utf-8").splitlines()
    line = lines[len(lines) // 2].split(",")[0]
    integration = context.integration("later", context.dataset.cdr, context.work / "full")
    records = [measure.run([context.binary, "records", "--line", line, "--config", integration, "--format", "csv"])
               for _ in range(context.rounds)]
    statement = [measure.run([context.binary, "statement", line, "--cycle", "2026-11-15", "--config", integration])
                 for _ in range(context.rounds)]
    return {"calls": records[0].stdout.count("\n") - 1, "records": one(records), "statement": one(statement)}


SCENARIOS = {"first_import": first_import, "later_month": later_month, "nothing_new": nothing_new, "late_day": late_day,
             "one_line": one_line}


# --- report -----------------------------------------------------------------------------------------------------------

def bars(found):
    rows = []
    if "first_import" in found:
        rows.append(("import of a month into an empty ledger, against rate", "≤ 1.5 ×", *ratio(found["first_import"], 1.5)))
    if "later_month" in found:
        calls = found["later_month"]["ledger_calls"]
        rows.append((f"the same month after six others ({calls:,} calls then)", "≤ 1.2 ×", *ratio(found["later_month"], 1.2)))
    if "nothing_new" in found:
        wall = found["nothing_new"]["runs"]["wall_s"]
        rows.append((f"nothing new over {KNOWN_FILES:,} known files", "< 1 s", spread_text(wall, " s"), wall["median"] < 1))
    return rows


def ratio(found, bar):
    wall, cpu = found["ratio"], found["cpu_ratio"]
    return (f"{spread_text(wall, ' ×')}; processor time {spread_text(cpu, ' ×')}", wall["median"] <= bar)


def markdown(results):
    found, where = results["scenarios"], results["machine"]
    lines = [
        "# Benchmark results of import", "",
        "Written by `make bench-import`; [Benchmarks/README.md](../README.md) says how each number comes about.", "",
        f"- commit {results['commit']}, measured {results['measured_at']}",
        f"- {where['processor']}, {where['processors']} processors, {where['memory_bytes'] / 2**30:.0f} GiB, {where['kernel']}",
        f"- {results['rows']:,} rows a month, {results['rounds']} rounds in turn: medians, in brackets the least and the greatest",
        "", "|  | bar | measured | met |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {bar} | {text} | {'yes' if met else '**no**'} |" for name, bar, text, met in bars(found)]
    lines += ["", "| run | seconds | processor s | peak MB | by others, s |", "| --- | ---: | ---: | ---: | ---: |"]
    for scenario in ("first_import", "later_month", "late_day"):
        if scenario in found:
            lines += [row(name, one) for name, one in zip(found[scenario]["names"], found[scenario]["runs"])]
    if "nothing_new" in found:
        lines.append(row(f"{KNOWN_FILES:,} known files", found["nothing_new"]["runs"]))
    if "one_line" in found:
        calls = found["one_line"]["calls"]
        lines += [row(f"records of one line, {calls:,} calls", found["one_line"]["records"]),
                  row("statement of one line", found["one_line"]["statement"])]
    if "late_day" in found:
        late = found["late_day"]
        lines += ["", f"The day has {late['rows']:,} rows, {late['late_rows']:,} more are late; their lines' cycles, and those of "
                  "the other lines of pooled contracts, are written anew, and segments that have become worn are compacted."]
    return "\n".join(lines) + "\n"


def arguments():
    parser = argparse.ArgumentParser(prog="make bench-import ARGS=\"…\"", description="Benchmarks of summit-cdr import.")
    parser.add_argument("--rows", type=int, default=FULL_ROWS, help="of a month (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each (default: %(default)s)")
    parser.add_argument("--binary", type=Path, help="measure this program, build nothing")
    parser.add_argument("--results", type=Path, help="directory for imports.json and imports.md (default: "
                        "Benchmarks/results at the full size, .bench/results at any other)")
    options = parser.parse_args()
    if options.rows < 20_000 or options.rounds < 1:
        parser.error("at least 20000 rows and 1 round")
    options.results = options.results or (ROOT / "Benchmarks/results" if options.rows == FULL_ROWS else WORK / "results")
    return options


def main():
    options = arguments()
    binary = options.binary.resolve() if options.binary else ROOT / ".build/release/summit-cdr"
    if not options.binary:
        subprocess.run(["make", "-C", ROOT, "build"], check=True, stdout=sys.stderr)
    context = Context(options, binary)
    context.work.mkdir(parents=True, exist_ok=True)
    results = {"commit": machine.commit(ROOT), "machine": machine.described(), "rows": options.rows, "rounds": options.rounds,
               "measured_at": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"), "scenarios": {}}
    for name, scenario in SCENARIOS.items():
        turns.say(name)
        try:
            results["scenarios"][name] = scenario(context)
        except measure.RunFailed as error:
            sys.exit(f"bench: error: scenario {name}: {error}")
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "imports.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (options.results / "imports.md").write_text(markdown(results), encoding="utf-8")
    print(markdown(results))


if __name__ == "__main__":
    main()
