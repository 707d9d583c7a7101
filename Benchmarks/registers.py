#!/usr/bin/env python3
"""`make bench-registers`: measures the registers and the outbox against their bars. Benchmarks/README.md says what and how.

Runs with the Python of the system and its standard library. The platform is summit-cdr platform-simulator, on loopback.
"""

import argparse
import csv
import datetime
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from harness import machine, measure, turns
from harness.summaries import one, pair, row, spread_text

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".bench" / "registers"
FULL_LINES = 100_000
FULL_WISHES = 10_000
CALL_ROWS = 200_000
PASSWORD = "bench"
INTEGRATION = """description: Benchmark
active: true
gateway: summit-networks
cdr: {{import_period: daily, source_directory: cdr, delete_files: false, layout: summit-1, settle_seconds: 0}}
registry: {registry}
data_directory: {data}
time_zone: America/Sao_Paulo
access: {{user: bench, host: 127.0.0.1, port: {port}, password_env: SUMMIT_PASSWORD}}
{api}"""


class Context:
    """Tables of so many lines with a DID each, and a day of calls; `plain` without a platform, `wished` with one."""

    def __init__(self, options, binary):
        self.binary, self.rounds, self.lines, self.wishes = binary, options.rounds, options.lines, options.wishes
        shutil.rmtree(WORK, ignore_errors=True)
        WORK.mkdir(parents=True)
        os.environ["SUMMIT_PASSWORD"] = PASSWORD
        self.run("generate", "--rows", CALL_ROWS, "--lines", self.lines, "--files", 1, "--output", WORK / "made", "--quiet")
        (WORK / "made" / "cdr").rename(WORK / "cdr")
        (WORK / "made" / "registry").rename(WORK / "registry")
        self.add_dids(WORK / "registry")

    def run(self, *words):
        return measure.run([self.binary, *words])

    @staticmethod
    def add_dids(registry):
        """A DID for each line: numbers of area code 99, which no line of the made data has twice."""
        with (registry / "lines.csv").open(newline="", encoding="utf-8") as file:
            ids = sorted({row["id"] for row in csv.DictReader(file)})
        with (registry / "dids.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["line", "number", "priority", "port"])
            for index, line in enumerate(ids):
                writer.writerow([line, f"55995{index:07d}", 1, 1])

    def integration(self, name, registry="database", port=None):
        api = f"summit_api: {{host: 127.0.0.1, port: {port}, timeout_seconds: 10}}\n" if port else ""
        path = WORK / f"{name}.yml"
        path.write_text(INTEGRATION.format(registry=registry, data=f"data-{name}", port=port or 1, api=api), encoding="utf-8")
        return path

    def fresh(self, name, **words):
        shutil.rmtree(WORK / f"data-{name}", ignore_errors=True)
        return self.integration(name, **words)


def importing(context):
    """`registry import` of all tables into an empty database; the lines and DIDs are what takes the time."""
    runs = []
    for _ in range(context.rounds):
        config = context.fresh("plain")
        runs.append(context.run("registry", "import", WORK / "registry", "--config", config, "--quiet"))
    again = [context.run("registry", "import", WORK / "registry", "--config", config, "--quiet") for _ in range(context.rounds)]
    return {"runs": one(runs), "again": one(again)}


def listing(context):
    config = context.integration("plain")
    with (WORK / "registry" / "lines.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    row = rows[len(rows) // 2]
    found = {}
    for column in ("id", "contract", "trunk"):
        words = ["lines", "list", "--filter", f"{column}={row[column]}", "--config", config, "--format", "csv"]
        found[column] = one([context.run(*words) for _ in range(context.rounds)])
    found["change"] = one([
        context.run("lines", "change", row["id"], "--description", f"round {index}", "--config", config, "--quiet")
        for index in range(context.rounds)])
    return found


def loading(context):
    """An import with nothing to import: what the run loads of the registry, from files and from the database, in turn."""
    empty = WORK / "empty"
    empty.mkdir(exist_ok=True)
    files, database = [], []
    configs = [context.fresh("files", registry="registry"), context.integration("plain")]
    for config in configs:
        config.write_text(config.read_text(encoding="utf-8").replace("source_directory: cdr", "source_directory: empty"),
                          encoding="utf-8")
        context.run("import", "--config", config, "--quiet")
    for _ in range(context.rounds):
        files.append(context.run("import", "--config", configs[0], "--quiet"))
        database.append(context.run("import", "--config", configs[1], "--quiet"))
    return pair("registry: DIR", files, "registry: database", database)


def pushing(context):
    """Queued wishes go out to the simulator while an import runs, and the same import without them, in turn."""
    simulator = subprocess.Popen(
        [context.binary, "platform-simulator", "--port", "0", "--user", "bench", "--password-env", "SUMMIT_PASSWORD"],
        stdout=subprocess.PIPE, text=True)
    try:
        port = int("".join(filter(str.isdigit, simulator.stdout.readline().rsplit(":", 1)[-1])))
        return pushed(context, port)
    finally:
        simulator.terminate()
        simulator.wait()


def pushed(context, port):
    alone = []
    for _ in range(context.rounds):
        config = context.fresh("alone")
        context.run("registry", "import", WORK / "registry", "--config", config, "--quiet")
        alone.append(context.run("import", "--config", config, "--quiet"))
    config = context.fresh("wished", port=port)
    queue = queued(context)
    context.run("registry", "import", queue, "--config", config, "--quiet")
    outcome = {}

    def push():
        outcome["push"] = context.run("platform", "push", "--config", config, "--quiet")

    thread = threading.Thread(target=push)
    thread.start()
    beside = context.run("import", "--config", config, "--quiet")
    thread.join()
    left = context.run("platform", "outbox", "list", "--state", "pending", "--limit", context.wishes, "--json", "--config", config)
    return {"wishes": context.wishes, "alone": one(alone), "beside": one([beside]), "push": one([outcome["push"]]),
            "left": len(json.loads(left.stdout))}


def queued(context):
    """The tables with so many lines on the platform, as a directory to import."""
    directory = WORK / "queued"
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(WORK / "registry", directory)
    (directory / "partitions.csv").write_text("code,description\nFLN,Florianópolis\n", encoding="utf-8")
    with (directory / "lines.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    last = {row["id"]: index for index, row in enumerate(rows)}
    chosen = set(list(last)[:context.wishes])
    with (directory / "lines.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [*rows[0], "bid_type", "partition"], lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(row | ({"bid_type": "terminal", "partition": "FLN"} if row["id"] in chosen else {}))
    (directory / "dids.csv").write_text("line,number,priority,port\n", encoding="utf-8")
    return directory


SCENARIOS = {"importing": importing, "listing": listing, "loading": loading, "pushing": pushing}


# --- report -----------------------------------------------------------------------------------------------------------

def bars(results):
    found, rows = results["scenarios"], []
    lines = f"{results['lines']:,} lines with DIDs"
    if "importing" in found:
        wall = found["importing"]["runs"]["wall_s"]
        rows.append((f"{lines} into the database", "< 5 s", spread_text(wall, " s"), wall["median"] < 5))
    if "listing" in found:
        for column in ("id", "contract", "trunk"):
            wall = found["listing"][column]["wall_s"]
            rows.append((f"`lines list --filter {column}=…`", "< 0.2 s", spread_text(wall, " s"), wall["median"] < 0.2))
    if "loading" in found:
        ratio = found["loading"]["ratio"]
        rows.append(("a run that loads the registry, database against files", "≤ 2 ×", spread_text(ratio, " ×"), ratio["median"] <= 2))
    if "pushing" in found:
        push = found["pushing"]
        rows.append((f"{push['wishes']:,} wishes go out while an import runs", "all, import not held up",
                     f"{push['push']['wall_s']['median']:.1f} s, {push['left']} left; import {push['beside']['wall_s']['median']:.2f} s "
                     f"beside it, {push['alone']['wall_s']['median']:.2f} s alone", push["left"] == 0))
    return rows


def markdown(results):
    where = results["machine"]
    lines = [
        "# Benchmark results of the registers", "",
        "Written by `make bench-registers`; [Benchmarks/README.md](../README.md) says how each number comes about.", "",
        f"- commit {results['commit']}, measured {results['measured_at']}",
        f"- {where['processor']}, {where['processors']} processors, {where['memory_bytes'] / 2**30:.0f} GiB, {where['kernel']}",
        f"- {results['lines']:,} lines, {results['rounds']} rounds: medians, in brackets the least and the greatest",
        "", "|  | bar | measured | met |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {bar} | {measured} | {'yes' if met else '**no**'} |" for name, bar, measured, met in bars(results)]
    found = results["scenarios"]
    lines += ["", "| run | seconds | processor s | peak MB | by others, s |", "| --- | ---: | ---: | ---: | ---: |"]
    if "importing" in found:
        lines += [row("registry import", found["importing"]["runs"]), row("the same again", found["importing"]["again"])]
    if "listing" in found:
        lines.append(row("lines change", found["listing"]["change"]))
    if "loading" in found:
        lines += [row(name, one) for name, one in zip(found["loading"]["names"], found["loading"]["runs"])]
    if "pushing" in found:
        push = found["pushing"]
        lines += [row("platform push", push["push"]), row("import alone", push["alone"]), row("import beside it", push["beside"])]
    return "\n".join(lines) + "\n"


def arguments():
    parser = argparse.ArgumentParser(prog="make bench-registers ARGS=\"…\"", description="Benchmarks of the registers.")
    parser.add_argument("--lines", type=int, default=FULL_LINES, help="of the registry (default: %(default)s)")
    parser.add_argument("--wishes", type=int, default=FULL_WISHES, help="lines to be activated (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each (default: %(default)s)")
    parser.add_argument("--only", help="scenarios, separated by commas: " + ", ".join(SCENARIOS))
    parser.add_argument("--binary", type=Path, help="measure this program, build nothing")
    parser.add_argument("--results", type=Path, help="directory for registers.json and registers.md (default: "
                        "Benchmarks/results at the full size, .bench/results at any other)")
    options = parser.parse_args()
    if options.lines < 1_000 or options.rounds < 1 or not 1 <= options.wishes <= options.lines:
        parser.error("at least 1000 lines, 1 round, and no more wishes than lines")
    options.only = options.only.split(",") if options.only else list(SCENARIOS)
    isFull = options.lines == FULL_LINES and options.wishes == FULL_WISHES and options.only == list(SCENARIOS)
    options.results = options.results or (ROOT / "Benchmarks/results" if isFull else ROOT / ".bench/results")
    return options


def main():
    options = arguments()
    binary = options.binary.resolve() if options.binary else ROOT / ".build/release/summit-cdr"
    if not options.binary:
        subprocess.run(["make", "-C", ROOT, "build"], check=True, stdout=sys.stderr)
    context = Context(options, binary)
    results = {"commit": machine.commit(ROOT), "machine": machine.described(), "lines": options.lines, "rounds": options.rounds,
               "measured_at": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"), "scenarios": {}}
    for name in options.only:
        turns.say(name)
        try:
            results["scenarios"][name] = SCENARIOS[name](context)
        except measure.RunFailed as error:
            sys.exit(f"bench: error: scenario {name}: {error}")
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "registers.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (options.results / "registers.md").write_text(markdown(results), encoding="utf-8")
    print(markdown(results))


if __name__ == "__main__":
    main()
