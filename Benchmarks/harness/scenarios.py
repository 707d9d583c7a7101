"""The scenarios: what is run on which data, and what of it is kept. Each answers a dictionary for the JSON."""

import math
import subprocess

from harness import datasets, subjects, totals, turns

FULL_ROWS = 5_000_000  # of the issue; all sizes below follow from --rows in its proportions
ROWS_A_SMALL_FILE = 100
SPILL_LIMIT = "256MiB"
# More than any run here takes.
NO_LIMIT = "64GiB"


class Skipped(Exception):
    """The scenario cannot be run here; the text says why."""


def base_options(rows, **changes):
    """The data of the issue: 50,000 lines, 20,000 prefixes and 40 files to 5,000,000 rows."""
    return datasets.Options(**{"rows": rows, "lines": max(100, rows // 100), "files": 40, "prefixes": 20_000, **changes})


def provide(context, options):
    turns.say(f"data: {options.directory_name()}")
    return datasets.provide(context.binary, context.data, options)


# --- against the peers ------------------------------------------------------------------------------------------------


def plain(context):
    return against_peers(context, "plain", provide(context, base_options(context.rows)))


def gzip(context):
    return against_peers(context, "gzip", provide(context, base_options(context.rows, gzip=True)))


def against_peers(context, title, data):
    """Ours and every peer, and the floors of the same data. All must agree."""
    agreement = Agreement()
    listed = [subjects.ours(context, data), *(subjects.peer(context, data, name) for name in context.peers)]
    found = turns.summaries(turns.in_turn(context, title, listed, agreement), data)
    own = found["summit-cdr"]
    result = {"data": data.described(), "subjects": found, "totals": printable(agreement.ours),
              "same_call_records": agreement.same_call_records, "floors": floors(context, title, data, own)}
    peers = {name: found[name] for name in context.peers}
    if peers:
        fastest = min(peers, key=lambda name: peers[name]["seconds"]["median"])
        result["fastest_peer"] = fastest
        result["ratios"] = {name: turns.ratio(peer, own) for name, peer in peers.items()}
    return result


class Agreement:
    """Every run against our first one: totals told, totals counted from the files, and our bytes from run to run."""

    def __init__(self):
        self.ours, self.counted, self.same_call_records = None, {}, {}
        self.same_outputs, self.call_records = turns.SameOutputs(), None

    def __call__(self, subject, kept, output):
        digests = totals.digests(output)
        self.count_files(subject.name, kept["totals"], tuple(sorted(digests.items())), output)
        if self.ours is None:
            self.ours, self.call_records = kept["totals"], digests["call-records.csv"]
        if subject.name == "summit-cdr":
            self.same_outputs(subject, kept, output)
        else:
            totals.check_peer(subject.name, kept["totals"], self.ours)
            self.same_call_records[subject.name] = digests["call-records.csv"] == self.call_records

    def count_files(self, name, told, digests, output):
        """The same bytes are counted once: it takes longer than most runs."""
        digests = tuple(digest for digest in digests if digest[0] != "report.json")
        if digests not in self.counted:
            self.counted[digests] = totals.of_files(output)
        totals.check_files(name, told, self.counted[digests])


def printable(found):
    return {name: str(value) if name in ("amount", "services_amount") else value for name, value in found.items()}


def floors(context, title, data, own):
    """Reading the inputs once, inflating them if they are compressed, writing as many bytes as our outputs have."""
    files = data.files()
    listed = [subjects.floor(context, "read", files),
              subjects.floor(context, "write", lambda output: [output / "file", own["output_bytes"]])]
    if data.options.gzip:
        listed += [subjects.floor(context, "isal", files), subjects.floor(context, "zlib", files)]
    found = turns.summaries(turns.in_turn(context, f"{title}, floors", listed))
    parts = ["read", "write", *(["isal"] if data.options.gzip else [])]
    total = sum(found[name]["seconds"]["median"] for name in parts)
    return {"subjects": found, "sum_of": parts, "sum_s": total, "times_the_sum": own["seconds"]["median"] / total}


# --- ours alone -------------------------------------------------------------------------------------------------------


def spill(context):
    """Four times the rows, with a limit of memory and with one that they stay below."""
    usage = subprocess.run([context.binary, "help", "rate"], capture_output=True, text=True, check=True).stdout
    if "--memory-limit" not in usage:
        raise Skipped("summit-cdr rate has no option --memory-limit")
    data = provide(context, base_options(4 * context.rows, lines=max(100, context.rows // 100)))
    limited, unlimited = "limited", "unlimited"
    listed = [subjects.ours(context, data, unlimited, ["--memory-limit", NO_LIMIT]),
              subjects.ours(context, data, limited, ["--memory-limit", context.memory_limit])]
    found = turns.summaries(turns.in_turn(context, "spill", listed, turns.SameOutputs()), data)
    return {"data": data.described(), "memory_limit": context.memory_limit, "subjects": found, "same_bytes": True,
            "ratio": turns.ratio(found[limited], found[unlimited])}


def workers(context):
    """One worker, two, and on a greater machine four and so on."""
    data = provide(context, base_options(context.rows))
    counts = [2**power for power in range(max(1, int(math.log2(max(1, context.threads)))) + 1)]
    listed = [subjects.ours(context, data, str(count), workers=count) for count in counts]
    found = turns.summaries(turns.in_turn(context, "workers", listed, turns.SameOutputs()), data)
    return {"data": data.described(), "subjects": found, "speed_up": turns.ratio(found["1"], found["2"])}


def rows(context):
    """A fifth of the rows, all, and four times as many, for the same lines."""
    lines = max(100, context.rows // 100)
    sizes = [context.rows // 5, context.rows, 4 * context.rows]
    data = {str(size): provide(context, base_options(size, lines=lines)) for size in sizes}
    listed = [subjects.ours(context, found, size) for size, found in data.items()]
    runs = turns.in_turn(context, "rows", listed, check_rows(data))
    found = {size: turns.summary(of_size, data[size]) for size, of_size in runs.items()}
    rates = [summary["rows_per_s"] for summary in found.values()]
    return {"data": {size: one.described() for size, one in data.items()}, "subjects": found,
            "apart": 1 - min(rates) / max(rates)}


def one_gzip(context):
    """All rows in a single gzip file, the same in a plain one, and what inflating takes alone."""
    data = provide(context, base_options(context.rows, files=1, gzip=True))
    plain = provide(context, base_options(context.rows, files=1))
    files = data.files()
    listed = [subjects.ours(context, data), subjects.ours(context, plain, "plain"), subjects.floor(context, "isal", files), subjects.floor(context, "zlib", files)]
    found = turns.in_turn(context, "one-gzip", listed)
    for name in ("isal", "zlib"):
        if found[name][0]["bytes"] != data.plain_bytes:
            raise totals.Mismatch(f"{name} inflated {found[name][0]['bytes']} bytes of {data.plain_bytes}")
    found = {name: turns.summary(of_name, {"summit-cdr": data, "plain": plain}.get(name)) for name, of_name in found.items()}
    return {"data": data.described(), "subjects": found,
            "ratios": {name: turns.ratio(found["summit-cdr"], found[name]) for name in ("plain", "isal", "zlib")}}


def small_files(context):
    """The same number of rows in files of a hundred and in forty."""
    count = max(40 * ROWS_A_SMALL_FILE, context.rows * 2 // 5 // ROWS_A_SMALL_FILE * ROWS_A_SMALL_FILE)
    data = {"small": provide(context, base_options(count, files=count // ROWS_A_SMALL_FILE)),
            "large": provide(context, base_options(count))}
    listed = [subjects.ours(context, found, name) for name, found in data.items()]
    runs = turns.in_turn(context, "small-files", listed, check_rows(data))
    found = {name: turns.summary(of_name, data[name]) for name, of_name in runs.items()}
    return {"data": {name: one.described() for name, one in data.items()}, "subjects": found,
            "speed_ratio": turns.ratio(found["large"], found["small"])}


def registry(context):
    """A large registry and few rows: what loading it takes, as the profile tells, and checking it as a whole process."""
    data = provide(context, datasets.Options(
        rows=1000, lines=max(100, context.rows // 5), files=1, prefixes=max(1000, context.rows // 10)))
    listed = [subjects.ours(context, data), subjects.checking(context, data)]
    found = turns.summaries(turns.in_turn(context, "registry", listed))
    if "registry" not in found["summit-cdr"]["stages"]:
        raise totals.Mismatch("rate --profile tells no stage `registry`")
    return {"data": data.described(), "subjects": found}


def check_rows(data):
    def check(subject, kept, _output):
        expected, read = data[subject.name].options.rows, kept["totals"]["rows"]
        if read != expected:
            raise totals.Mismatch(f"{subject.name}: {read} rows read of {expected}")

    return check


ALL = {"plain": plain, "gzip": gzip, "spill": spill, "workers": workers, "rows": rows, "one-gzip": one_gzip,
       "small-files": small_files, "registry": registry}
