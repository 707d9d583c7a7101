"""The bars of the issue, each as a row: what was measured, whether it is met."""

import re

MIB = 1 << 20
PEAK_LIMIT = 300 * MIB


def rows(scenarios):
    """A row for each bar; `met` is None where its scenario was not run."""
    return [row(bar, target, *judge(scenarios, scenario, measured)) for bar, target, scenario, measured in BARS]


def row(bar, target, text, met):
    return {"bar": bar, "target": target, "measured": text, "met": met}


def judge(scenarios, name, measured):
    found = scenarios.get(name)
    if found is None:
        return "not run", None
    if "skipped" in found:
        return f"skipped: {found['skipped']}", None
    return measured(found)


def against_peers(bar):
    def judged(found):
        if "fastest_peer" not in found:
            return "no peer was run", None
        name = found["fastest_peer"]
        ratio = found["ratios"][name]
        return f"{spread(ratio)} × {name}", ratio["median"] >= bar

    return judged


def memory(found):
    if "duckdb" not in found["subjects"]:
        return "DuckDB was not run", None
    own, theirs = (found["subjects"][name]["peak_bytes"]["median"] for name in ("summit-cdr", "duckdb"))
    return f"1/{theirs / own:.1f} ({own / 1e6:,.0f} MB against {theirs / 1e6:,.0f} MB)", own <= theirs / 4


def spill(found):
    limited, ratio = found["subjects"]["limited"], found["ratio"]
    peak = limited["peak_bytes"]["max"]
    met = peak <= PEAK_LIMIT and found["same_bytes"] and ratio["median"] <= 1.2
    return f"{peak / MIB:,.0f} MiB, the same bytes, {spread(ratio, 2)} × the time", met


def workers(found):
    return f"{spread(found['speed_up'], 2)} ×", found["speed_up"]["median"] >= 1.7


def scaling(found):
    rates = [subject["rows_per_s"] for subject in found["subjects"].values()]
    listed = ", ".join(f"{rate / 1e6:.2f}" for rate in rates)
    return f"{100 * found['apart']:.0f} % ({listed} million rows/s)", found["apart"] <= 0.15


def one_gzip(found):
    ratio = found["ratios"]["plain"]
    own, plain = (found["subjects"][name]["seconds"]["median"] for name in ("summit-cdr", "plain"))
    return f"{spread(ratio, 2)} × ({own:.2f} s against {plain:.2f} s)", ratio["median"] <= 1.35


def small_files(found):
    return f"{spread(found['speed_ratio'], 2)} ×", found["speed_ratio"]["median"] >= 0.5


def registry(found):
    load = found["subjects"]["summit-cdr"]["stages"]["registry"]
    return f"{load:.2f} s", load <= 2


def spread(ratio, digits=1):
    return f"{ratio['median']:.{digits}f} ({ratio['min']:.{digits}f}-{ratio['max']:.{digits}f})"


BARS = [
    ("plain CSV, against the fastest peer", "≥ 10 ×", "plain", against_peers(10)),
    ("gzip CSV, likewise", "≥ 7 ×", "gzip", against_peers(7)),
    ("peak memory against DuckDB's", "≤ 1/4", "plain", memory),
    ("four times the rows under a memory limit", "≤ 300 MiB, the same bytes, ≤ 1.2 × the time", "spill", spill),
    ("2 workers against 1", "≥ 1.7 ×", "workers", workers),
    ("rows/s at 1/5, 1 and 4 times the rows", "within 15 %", "rows", scaling),
    ("one gzip file alone, against the same rows as one plain file", "≤ 1.35 ×", "one-gzip", one_gzip),
    ("rows/s of files of 100 rows, against large files", "≥ 0.5 ×", "small-files", small_files),
    ("registry load", "≤ 2 s", "registry", registry),
]


def short_compiler(version):
    """`Swift version 6.3 (…)` as 6.3."""
    match = re.search(r"Swift version (\S+)", version)
    return match[1] if match else version or "unknown"
