#!/usr/bin/env python3
"""`make bench`: measures summit-cdr against its bars and its peers. Benchmarks/README.md says what and how.

Runs with the Python of the system and its standard library; what it installs goes to .bench/venv.
"""

import argparse
import datetime
import hashlib
import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from harness import bars, machine, measure, report, scenarios, subjects, totals, turns

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".bench"
VENV = WORK / "venv"
REQUIREMENTS = [ROOT / "Benchmarks/requirements.txt", ROOT / "Benchmarks/peers/requirements.txt"]
FORMAT = 1  # of the JSON
SAME_SERIES = ["format", "commit", "settings"]  # with these equal, scenarios of several runs belong together
ALIASES = {"memory": ["plain"], "floors": ["plain", "gzip"]}


class Context:
    """What every scenario needs to know."""

    def __init__(self, options, binary, python):
        self.binary, self.python = binary, python
        self.data, self.work = WORK / "data", WORK / "work"
        self.rows, self.rounds, self.peer_rounds = options.rows, options.rounds, options.peer_rounds
        self.threads, self.peers, self.memory_limit = options.threads, options.peers, options.memory_limit


def arguments():
    parser = argparse.ArgumentParser(prog="make bench ARGS=\"…\"", description="Benchmarks of summit-cdr against its bars and peers.")
    listed = lambda text: [name for name in text.split(",") if name]
    parser.add_argument("--only", type=listed, default=[], metavar="A,B", help=f"of {', '.join([*scenarios.ALL, *ALIASES])}")
    parser.add_argument("--rows", type=int, default=scenarios.FULL_ROWS, help="all sizes follow from it (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of ours and of floors (default: %(default)s)")
    parser.add_argument("--peer-rounds", type=int, default=3, help="runs of each peer (default: %(default)s)")
    parser.add_argument("--peers", type=listed, default=subjects.PEERS, metavar="A,B", help="default: all three")
    parser.add_argument("--threads", type=int, default=machine.processors(), help="of ours and of peers (default: one a processor)")
    parser.add_argument("--memory-limit", default=scenarios.SPILL_LIMIT, help="of the scenario spill (default: %(default)s)")
    parser.add_argument("--binary", type=Path, help="measure this program, build nothing")
    parser.add_argument("--results", type=Path, help="directory for latest.json and latest.md (default: "
                        "Benchmarks/results at the full size, .bench/results at any other)")
    parser.add_argument("--images", type=Path, help="directory for the pictures (default: docs/images at the full size)")
    parser.add_argument("--report-only", action="store_true", help="write Markdown and pictures anew from latest.json")
    options = parser.parse_args()
    options.only = [name for given in options.only for name in ALIASES.get(given, [given])] or list(scenarios.ALL)
    for wrong in {*options.only} - {*scenarios.ALL} | {*options.peers} - {*subjects.PEERS}:
        parser.error(f"no scenario or peer is called {wrong}")
    if options.rows < 20_000 or min(options.rounds, options.peer_rounds, options.threads) < 1:
        parser.error("at least 20000 rows, 1 round, 1 thread")
    options.peer_rounds = min(options.peer_rounds, options.rounds)
    full = options.rows == scenarios.FULL_ROWS
    options.results = options.results or (ROOT / "Benchmarks/results" if full else WORK / "results")
    options.images = options.images or (ROOT / "docs/images" if full else WORK / "results")
    return options


def build(given):
    if given:
        return given.resolve()
    # Not its output: it would go between the results.
    subprocess.run(["make", "-C", ROOT, "build"], check=True, stdout=sys.stderr)
    return ROOT / ".build/release/summit-cdr"


def environment():
    """The Python of .bench/venv with what is required; made if need be."""
    python, installed = VENV / "bin/python", VENV / "installed.txt"
    required = "".join(path.read_text(encoding="utf-8") for path in REQUIREMENTS)
    if not installed.exists() or installed.read_text(encoding="utf-8") != required:
        turns.say("installing the peers and matplotlib into .bench/venv")
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS[0]]
        subprocess.run(pip, check=True, stdout=sys.stderr)
        installed.write_text(required, encoding="utf-8")
    return python


def new_results(options, binary, python):
    settings = {"rows": options.rows, "rounds": options.rounds, "peer_rounds": options.peer_rounds, "threads": options.threads}
    return {"format": FORMAT, "commit": given_binary(binary) if options.binary else machine.commit(ROOT),
            "measured_at": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
            "machine": machine.described(), "settings": settings,
            "versions": {**machine.versions(binary, python), "peers": {}}, "scenarios": {}, "bars": []}


def given_binary(binary):
    return f"unknown (a given binary, {hashlib.blake2b(binary.read_bytes(), digest_size=6).hexdigest()})"


def earlier_scenarios(path, results):
    """What was measured before of the same commit in the same way: --only then adds to it or replaces it."""
    try:
        earlier = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}, {}
    if any(earlier.get(key) != results[key] for key in SAME_SERIES):
        return {}, {}
    return earlier["scenarios"], earlier["versions"]["peers"]


def run_scenarios(options, context, results):
    """Each is stored when it is done: what comes later may fail."""
    path = options.results / "latest.json"
    results["scenarios"], results["versions"]["peers"] = earlier_scenarios(path, results)
    for name in options.only:
        try:
            found = scenarios.ALL[name](context)
        except scenarios.Skipped as reason:
            turns.say(f"{name} skipped: {reason}")
            found = {"skipped": str(reason)}
        except (totals.Mismatch, measure.RunFailed) as error:
            sys.exit(f"bench: error: scenario {name}: {error}")
        results["scenarios"][name] = found
        for subject, one in found.get("subjects", {}).items():
            if "version" in one:
                results["versions"]["peers"][subject] = one["version"]
        results["bars"] = bars.rows(results["scenarios"])
        write(options, results)


def write(options, results):
    options.results.mkdir(parents=True, exist_ok=True)
    text = json.dumps(results, indent=1, ensure_ascii=False, default=plain_number) + "\n"
    (options.results / "latest.json").write_text(text, encoding="utf-8")
    (options.results / "latest.md").write_text(report.markdown(results), encoding="utf-8")


def plain_number(value):
    return str(value) if isinstance(value, Decimal) else value.__fspath__()


def draw(options, python):
    script = ROOT / "Benchmarks/harness/pictures.py"
    subprocess.run([python, script, options.results / "latest.json", options.images], check=True)


def main():
    options = arguments()
    os.chdir(ROOT)
    if options.report_only:
        results = json.loads((options.results / "latest.json").read_text(encoding="utf-8"))
        results["bars"] = bars.rows(results["scenarios"])
        write(options, results)
        draw(options, environment())
        return
    binary, python = build(options.binary), environment()
    run_scenarios(options, Context(options, binary, python), new_results(options, binary, python))
    draw(options, python)
    print((options.results / "latest.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit("bench: error: Python 3.11 or later is needed (for the peers, too)")
    main()
