"""What a run billed, from the files it wrote; and whether two runs agree. Exact: no floating point touches money."""

import csv
import hashlib
import json
import os
from collections import Counter
from decimal import Decimal
from itertools import islice

PIECE_ROWS = 4096  # few enough that the harness stays small, see measure.run

COUNTS = ["rows", "rated", "free", "unanswered", "duplicate", "rejected", "suspended"]
SECONDS = ["billed_s", "allowance_s", "surplus_s"]
TOTALS = [*COUNTS, *SECONDS, "amount", "services", "services_amount"]

# What a report says of its run rather than of its result.
OF_THE_RUN = {"elapsed_seconds", "rows_per_second", "bytes_per_second", "started_at", "finished_at", "workers",
              "memory_limit", "memory_limit_bytes"}


class Mismatch(Exception):
    """Two programs, or a program and its own files, disagree."""


def of_report(path):
    """Totals as our report.json tells them."""
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    counts = {name: report["totals"]["read" if name == "rows" else name] for name in COUNTS}
    return {
        **counts, "billed_s": report["billed_seconds"], "allowance_s": report["allowance_seconds"],
        "surplus_s": report["surplus_seconds"], "amount": Decimal(report["amount"]),
        "services": report["additional_services"]["count"],
        "services_amount": Decimal(report["additional_services"]["total"])}


def of_peer(stdout):
    """Totals as a peer's line of JSON tells them; and that line."""
    told = json.loads(stdout.strip().splitlines()[-1])
    numbers = {name: told[name] for name in TOTALS}
    for name in ("amount", "services_amount"):
        numbers[name] = Decimal(numbers[name])
    return numbers, told


def of_files(directory):
    """Totals that can be counted from call-records.csv and additional-services.csv."""
    calls, records = sum_columns(os.path.join(directory, "call-records.csv"), SECONDS, ["amount"])
    services, sums = sum_columns(os.path.join(directory, "additional-services.csv"), [], ["amount"])
    return {"records": calls, **records, "services": services, "services_amount": sums["amount"]}


def sum_columns(path, integers, decimals):
    """The number of rows, and the sum of each named column."""
    parsers = {**dict.fromkeys(integers, int), **dict.fromkeys(decimals, Decimal)}
    sums, rows = dict.fromkeys(parsers, 0), 0
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        header = next(reader)
        while piece := list(islice(reader, PIECE_ROWS)):
            rows += len(piece)
            columns = list(zip(*piece, strict=True))
            for name, parse in parsers.items():
                texts = Counter(columns[header.index(name)])
                sums[name] += sum(parse(text) * count for text, count in texts.items())
    return rows, sums


def check_files(program, told, counted):
    """A program's files must hold what it tells of them. Every rated or free call is a record."""
    told = {**told, "records": told["rated"] + told["free"]}
    require_equal(f"{program} tells other totals than its files hold", told, counted, counted.keys(), "told", "files")


def check_peer(peer, theirs, ours):
    """A peer must have the same totals as we, all of them, to the last digit."""
    require_equal(f"{peer} does not give the same totals as summit-cdr", theirs, ours, TOTALS, peer, "summit-cdr")


def require_equal(complaint, left, right, names, left_name, right_name):
    differences = [f"  {name}: {left_name} {left[name]}, {right_name} {right[name]}"
                   for name in names if left[name] != right[name]]
    if differences:
        raise Mismatch("\n".join([complaint + ":", *differences]))


def digests(directory):
    """A digest of each CSV file, and of what the report says of the result."""
    found = {}
    for name in sorted(os.listdir(directory)):
        path = os.path.join(directory, name)
        if name == "report.json":
            found[name] = hashlib.blake2b(stable_report(path)).hexdigest()
        elif name.endswith(".csv"):
            with open(path, "rb") as file:
                found[name] = hashlib.file_digest(file, "blake2b").hexdigest()
    return found


def stable_report(path):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    kept = {key: value for key, value in report.items() if key not in OF_THE_RUN}
    return json.dumps(kept, sort_keys=True).encode()
