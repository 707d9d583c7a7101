#!/usr/bin/env python3
"""Measures `rate` on the same calls as summit-1 (plain cells) and as Asterisk writes them (quoted), in turn.

    python3 Benchmarks/layouts.py [--rows N] [--rounds N] [--binary FILE]

The bars (bytes per second): asterisk at least what summit-1 has, with `multiline` at least 0.4 of that.
Runs with the Python of the system and its standard library.
"""

import argparse
import datetime
import sys
import zoneinfo
from pathlib import Path

from harness import datasets, measure, turns

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".bench"
ZONE = zoneinfo.ZoneInfo("America/Sao_Paulo")
SUBJECTS = {
    "summit-1": ("plain", ["--layout", "summit-1"]),
    "asterisk": ("quoted", ["--layout", "asterisk"]),
    "asterisk, multiline": ("quoted", ["--layout", "asterisk", "--layout-set", "multiline=true"]),
}


def quoted(row):
    """A row of summit-1 as a row of Master.csv with 17 columns; nothing for one of those that have a fault."""
    cells = row.split(";")
    try:
        return quoted_cells(cells) + "\n"
    except ValueError:
        return ""


def quoted_cells(cells):
    (call, started, answered, ended, caller, called, duration, billable, _, disposition, trunk, account) = cells
    unix = int(datetime.datetime.fromisoformat(started).replace(tzinfo=ZONE).timestamp())
    number = call.partition("-")[2]
    texts = [
        account, caller, called, "from-internal", f'""{caller}"" <{caller}>', f"PJSIP/{caller}-{number}",
        f"PJSIP/{trunk}-{number}", "Dial", f"PJSIP/{called}@{trunk},30,tT", started, answered, ended]
    cells = [f'"{text}"' if text or position < 9 else "" for position, text in enumerate(texts)]
    return ",".join([*cells, duration, billable, f'"{disposition}"', '"DOCUMENTATION"', f'"{unix}.{int(number, 16)}"'])


def make_quoted(source, target):
    if target.exists():
        return
    target.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        rows = path.read_text(encoding="utf-8", errors="replace").split("\n")[1:]
        (target / f"{path.stem}.csv").write_text("".join(map(quoted, rows)), encoding="utf-8")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--binary", type=Path, default=ROOT / ".build/release/summit-cdr")
    return parser.parse_args()


def main():
    options = arguments()
    sizes = datasets.Options(
        rows=options.rows, lines=max(100, options.rows // 100), files=40, prefixes=max(1000, options.rows // 250))
    dataset = datasets.provide(options.binary.resolve(), WORK / "data", sizes)
    directories = {"plain": dataset.cdr, "quoted": WORK / f"quoted-{options.rows}"}
    make_quoted(dataset.cdr, directories["quoted"])
    sizes = {name: sum(file.stat().st_size for file in path.iterdir()) for name, path in directories.items()}
    seconds = {name: [] for name in SUBJECTS}
    for number in range(options.rounds):
        for name, (form, layout) in SUBJECTS.items():
            try:
                run = measure.run([
                    options.binary.resolve(), "rate", "--registry", dataset.registry, "--cdr", directories[form],
                    "--output", WORK / "layouts-out", "--quiet", "--force", *layout])
            except measure.RunFailed as error:
                sys.exit(f"bench: error: {name}: {error}")
            seconds[name].append(run.wall_s)
            turns.say(f"round {number + 1} of {options.rounds}: {name} {run.wall_s:.3f} s")
    print("| layout | MB | seconds | MB/s | of summit-1 |")
    print("|---|---|---|---|---|")
    usual = None
    for name, (form, _) in SUBJECTS.items():
        median = measure.spread(seconds[name])["median"]
        speed = sizes[form] / 1e6 / median
        usual = usual or speed
        print(f"| {name} | {sizes[form] / 1e6:,.0f} | {median:.2f} | {speed:,.0f} | {speed / usual:.2f} |")


if __name__ == "__main__":
    main()
