#!/usr/bin/env python3
"""`make bench-speed`: measures each bar of speed that asks for no peer, in ten minutes. Benchmarks/README.md says what and how.

Runs with the Python of the system and its standard library. All programs measured are summit-cdr, of this build and, with
--before, of an earlier one, in turn. Prints a table; exits with 1 if a bar is missed.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from harness import datasets, machine, measure, turns
from harness.summaries import one, pair, row, spread_text
from imports import INTEGRATION

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".bench"
FULL_ROWS = 5_000_000
MB, MIB = 1_000_000, 1 << 20


class Context:
    def __init__(self, options, binary):
        self.binary, self.before = binary, options.before and options.before.resolve()
        self.rounds, self.rows, self.work = options.rounds, options.rows, WORK / "speed"

    def data(self, rows=None, **changes):
        rows = rows or self.rows
        # The lines of the full size, so that a run of fewer rows has the same registry to load.
        sizes = {"rows": rows, "lines": max(100, self.rows // 100), "files": 40, "prefixes": 20_000, **changes}
        options = datasets.Options(**sizes)
        turns.say(f"data: {options.directory_name()}")
        return datasets.provide(self.binary, WORK / "data", options)

    def fresh(self, name):
        path = self.work / name
        shutil.rmtree(path, ignore_errors=True)
        return path

    def rate(self, data, *words, binary=None, keep=None):
        output = self.fresh("output")
        run = measure.run([binary or self.binary, "rate", "--registry", data.registry, "--cdr", data.cdr, "--output", output,
                           "--quiet", *words])
        if keep is not None:
            keep.add(digest(output))
        shutil.rmtree(output)
        return run

    def integration(self, data, ledger, registry=None):
        path = self.work / f"{ledger.name}.yml"
        path.write_text(INTEGRATION.format(source=data.cdr.resolve(), registry=(registry or data.registry).resolve(),
                                           data=ledger.resolve()), encoding="utf-8")
        return path

    def imported(self, data, ledger, registry=None, binary=None):
        return measure.run([binary or self.binary, "import", "--config", self.integration(data, ledger, registry), "--quiet"])


def digest(output):
    """Of the rows of all results; report.json tells seconds."""
    found = hashlib.blake2b()
    for path in sorted(output.glob("*.csv")):
        with path.open("rb") as file:
            while piece := file.read(MIB):
                found.update(piece)
    return found.hexdigest()


# --- scenarios: each answers bars (name, bar, measured, met) and runs of the table --------------------------------------


def plain(context):
    """`rate` and an import of the same files into an empty ledger, each with the build before where there is one."""
    data = context.data()
    names = ["rate", "import", "rate before", "import before"] if context.before else ["rate", "import"]
    runs = {name: [] for name in names}
    for number in range(context.rounds):
        for name in names:
            binary = context.before if name.endswith("before") else context.binary
            runs[name].append(context.rate(data, binary=binary) if name.startswith("rate") else
                              context.imported(data, context.fresh("ledger"), binary=binary))
            tell("plain", number, name, runs[name][-1])
    rows = [(name, one(found)) for name, found in runs.items()]
    bars = [at_most("import of a month into an empty ledger, against rate", 1.25, runs["rate"], runs["import"]),
            peak("rate", 320, runs["rate"]), peak("import", 420, runs["import"])]
    if context.before:
        bars = [at_most("rate against the build before", 0.62, runs["rate before"], runs["rate"]),
                at_most("import against the build before", 0.5, runs["import before"], runs["import"]), *bars]
    return bars, rows


def registry(context):
    """An import after a change of the registry that touches every line, against the first; `verify` against `rate`."""
    data = context.data()
    changed = context.fresh("registry")
    shutil.copytree(data.registry, changed)
    with (changed / "holidays.csv").open("a", encoding="utf-8") as file:
        file.write("2199-12-31,Réveillon\n")
    first, again, rated, verified = [], [], [], []
    for number in range(min(3, context.rounds)):
        ledger = context.fresh("ledger")
        first.append(context.imported(data, ledger))
        rated.append(context.rate(data))
        verified.append(measure.run([context.binary, "verify", "--config", context.integration(data, ledger), "--quiet"]))
        again.append(context.imported(data, ledger, registry=changed))
        tell("registry", number, "verify", verified[-1])
        tell("registry", number, "import after a change of the registry", again[-1])
    return ([at_most("import after a change of the registry that touches every line, against the first", 1.1, first, again),
             at_most("verify against rate of the same calls", 3, rated, verified)],
            [("import after a change of the registry", one(again)), ("verify", one(verified))])


def gzip(context):
    """All rows as one gzip file, and as one plain file."""
    plain, packed = context.data(files=1), context.data(files=1, gzip=True)
    runs = [], []
    for number in range(context.rounds):
        for data, found in ((plain, runs[0]), (packed, runs[1])):
            found.append(context.rate(data))
        tell("gzip", number, "one gzip file", runs[1][-1])
    return ([at_most("one gzip file alone, against the same rows as one plain file", 1.35, *runs)],
            [("one plain file", one(runs[0])), ("one gzip file", one(runs[1]))])


def rows(context):
    """Rows a second of a fifth, all and four times the rows; four times the rows within 256 MiB."""
    sizes = [context.rows // 5, context.rows, context.rows * 4]
    runs, limited, whole, outputs = {size: [] for size in sizes}, [], [], set()
    for number in range(min(3, context.rounds)):
        for size in sizes:
            runs[size].append(context.rate(context.data(size)))
            tell("rows", number, f"{size:,} rows", runs[size][-1])
        limited.append(context.rate(context.data(sizes[-1]), "--memory-limit", "256MiB", keep=outputs if number == 0 else None))
        tell("rows", number, "limited", limited[-1])
        whole.append(context.rate(context.data(sizes[-1]), "--memory-limit", "64GiB", keep=outputs if number == 0 else None))
        tell("rows", number, "without a limit", whole[-1])
    rates = [size / measure.spread([run.wall_s for run in found])["median"] for size, found in runs.items()]
    apart = 1 - min(rates) / max(rates)
    highest = max(run.peak_bytes for run in limited)
    name, bar, text, met = at_most("four times the rows within 256 MiB, against no limit", 1.2, whole, limited)
    same = "the same bytes" if len(outputs) == 1 else "OTHER BYTES"
    return ([("rows a second of a fifth, all and four times the rows", "within 15 %",
              f"{100 * apart:.0f} % ({', '.join(f'{found / 1e6:.2f}' for found in rates)} million rows/s)", apart <= 0.15),
             (name, f"≤ 300 MiB, the same bytes, {bar}", f"{highest / MIB:.0f} MiB, {same}, {text}",
              met and highest <= 300 * MIB and len(outputs) == 1)],
            [*((f"{size:,} rows", one(found)) for size, found in runs.items()), ("limited", one(limited))])


SCENARIOS = {"plain": plain, "registry": registry, "gzip": gzip, "rows": rows}


def at_most(name, bar, runs, others):
    """The time of `others` against that of `runs`, pair by pair."""
    found = pair("", runs, "", others)
    wall, cpu = found["ratio"], found["cpu_ratio"]
    return (name, f"≤ {bar:g} ×", f"{spread_text(wall, ' ×')}; processor time {spread_text(cpu, ' ×')}", wall["median"] <= bar)


def peak(name, bar, runs):
    highest = max(run.peak_bytes for run in runs)
    return (f"peak memory of {name}", f"≤ {bar} MB", f"{highest / MB:.0f} MB", highest <= bar * MB)


def tell(scenario, number, name, run):
    turns.say(f"{scenario}, round {number + 1}: {name} {run.wall_s:.2f} s, processor {run.user_s + run.system_s:.2f} s, "
              f"{run.peak_bytes / MB:.0f} MB")


def markdown(context, found):
    where = machine.described()
    bars = [bar for one_found, _ in found.values() for bar in one_found]
    lines = [f"commit {machine.commit(ROOT)}; {where['processor']}, {where['processors']} processors; {context.rows:,} rows, "
             f"{context.rounds} rounds in turn: medians, in brackets the least and the greatest", "",
             "| | bar | measured | met |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {bar} | {text} | {'yes' if met else '**no**'} |" for name, bar, text, met in bars]
    lines += ["", "| run | seconds | processor s | peak MB | by others, s |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [row(name, summary) for _, runs in found.values() for name, summary in runs]
    return "\n".join(lines) + "\n", all(met for *_, met in bars)


def arguments():
    parser = argparse.ArgumentParser(prog="make bench-speed ARGS=\"…\"", description="Bars of speed that ask for no peer.")
    parser.add_argument("--rows", type=int, default=FULL_ROWS, help="all sizes follow from it (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each, 3 at most of the long ones (default: %(default)s)")
    parser.add_argument("--only", choices=SCENARIOS, action="append", help="default: all")
    parser.add_argument("--binary", type=Path, help="measure this program, build nothing")
    parser.add_argument("--before", type=Path, help="an earlier build, run in turn with this one")
    options = parser.parse_args()
    if options.rows < 20_000 or options.rounds < 1:
        parser.error("at least 20000 rows and 1 round")
    return options


def main():
    options = arguments()
    if not options.binary:
        subprocess.run(["make", "-C", ROOT, "build"], check=True, stdout=sys.stderr)
    context = Context(options, options.binary.resolve() if options.binary else ROOT / ".build/release/summit-cdr")
    context.work.mkdir(parents=True, exist_ok=True)
    try:
        found = {name: SCENARIOS[name](context) for name in options.only or SCENARIOS}
    except measure.RunFailed as error:
        sys.exit(f"bench: error: {error}")
    text, is_met = markdown(context, found)
    print(text)
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
