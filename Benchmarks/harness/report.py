"""The results as Markdown."""

from harness import bars, scenarios

NAMES = {"chdb": "chDB (ClickHouse)", "duckdb": "DuckDB", "polars": "Polars"}
YES_OR_NO = {True: "yes", False: "**no**", None: ""}


def markdown(results):
    parts = [heading(results), bar_table(results)]
    found = {name: one for name, one in results["scenarios"].items() if "skipped" not in one}
    for name in ("plain", "gzip"):
        if name in found:
            parts.append(peers_section(name, found[name]))
    for name in ("spill", "workers", "rows", "one-gzip", "small-files", "registry"):
        if name in found:
            parts.append(own_section(name, found[name]))
    parts.append(stage_section(found))
    return "\n\n".join(part for part in parts if part) + "\n"


def table(header, rows, left=1):
    """The first `left` columns are texts, the others numbers."""
    rule = ["---"] * left + ["---:"] * (len(header) - left)
    return "\n".join("| " + " | ".join(map(str, cells)) + " |" for cells in [header, rule, *rows])


def heading(results):
    machine, versions, settings = results["machine"], results["versions"], results["settings"]
    peers = ", ".join(f"{NAMES[name]} {version}" for name, version in versions["peers"].items())
    lines = [
        "# Benchmark results", "",
        "Written by `make bench`; [Benchmarks/README.md](../README.md) says how each number comes about.", "",
        f"- commit {results['commit']}, measured {results['measured_at']}",
        f"- {machine['processor']}, {machine['processors']} processors, {machine['memory_bytes'] / 2**30:.0f} GiB, "
        f"{machine['kernel']}, {machine['architecture']}",
        f"- summit-cdr {versions['summit-cdr']} (Swift {bars.short_compiler(versions['swift'])}), Python {versions['python']}"
        + (f", {peers}" if peers else ""),
        f"- {settings['rows']:,} rows unless told otherwise, {settings['threads']} threads, {settings['rounds']} rounds in "
        f"turn ({settings['peer_rounds']} of each peer): medians, in brackets the least and the greatest"]
    if settings["rows"] != scenarios.FULL_ROWS:
        lines.append(f"- **not the full size**: the bars are meant for {scenarios.FULL_ROWS:,} rows")
    return "\n".join(lines)


def bar_table(results):
    rows = [(bar["bar"], bar["target"], bar["measured"], YES_OR_NO[bar["met"]]) for bar in results["bars"]]
    return "## The bars\n\n" + table(["", "bar", "measured", "met"], rows, left=4)


def peers_section(name, found):
    data = found["data"]
    kind = "Plain" if name == "plain" else "Gzip"
    rows = [subject_row(NAMES.get(subject, subject), one, found["ratios"].get(subject) if "ratios" in found else None)
            for subject, one in found["subjects"].items()]
    header = ["", "seconds", "× ours", "whole process, s", "user s", "system s", "rows/s", "MB/s", "peak MB", "by others, s"]
    equal = [NAMES[peer] for peer, same in found["same_call_records"].items() if same]
    text = (f"Every one gave {found['totals']['rows']:,} rows, {found['totals']['billed_s']:,} billed and "
            f"{found['totals']['surplus_s']:,} surplus seconds, R$ {found['totals']['amount']}, and "
            f"{found['totals']['services']:,} additional services of R$ {found['totals']['services_amount']}.")
    if equal:
        text += f" `call-records.csv` is ours byte for byte: {', '.join(equal)}."
    return (f"## {kind} CSV\n\n{data_line(data)}\n\n{table(header, rows)}\n\n{text}\n\n{floor_text(found)}")


def data_line(data):
    compressed = f", {data['bytes'] / 1e6:,.0f} MB compressed" if data["gzip"] else ""
    return (f"{data['rows']:,} rows ({data['plain_bytes'] / 1e6:,.0f} MB{compressed}), {data['lines']:,} lines, "
            f"{data['prefixes']:,} prefixes, {data['files']:,} file{'s' if data['files'] > 1 else ''}, {data['days']} days.")


def subject_row(name, one, ratio=None):
    return (name, seconds(one["seconds"]), bars.spread(ratio) if ratio else "", seconds(one["process_seconds"]),
            f"{one['user_s']['median']:.2f}", f"{one['system_s']['median']:.2f}",
            f"{one['rows_per_s']:,.0f}" if "rows_per_s" in one else "",
            f"{one['plain_mb_per_s']:,.0f}" if "plain_mb_per_s" in one else "",
            f"{one['peak_bytes']['median'] / 1e6:,.0f}", seconds(one["others_s"]) if "others_s" in one else "")


def seconds(found):
    return f"{found['median']:.2f} ({found['min']:.2f}-{found['max']:.2f})"


def floor_text(found):
    floors = found["floors"]
    names = {"read": "reading the inputs", "write": "writing a file of the outputs' size", "isal": "inflating with ISA-L",
             "zlib": "inflating with zlib"}
    listed = ", ".join(f"{names[name]} {seconds(one['seconds'])} s" for name, one in floors["subjects"].items())
    summed = " + ".join(floors["sum_of"])
    return (f"Floors, by one thread each: {listed}. Ours takes {floors['times_the_sum']:.1f} times the sum of {summed}, "
            f"{floors['sum_s']:.2f} s.")


TITLES = {"spill": "With a memory limit", "workers": "Workers", "rows": "Number of rows", "one-gzip": "One gzip file alone",
          "small-files": "Many small files", "registry": "A large registry"}


def own_section(name, found):
    data = found["data"]
    listed = data_line(data) if "rows" in data else "\n".join(f"- {key}: {data_line(one)}" for key, one in data.items())
    if name == "spill":
        listed += f" Limited: `--memory-limit {found['memory_limit']}`. All outputs have the same bytes."
    rows = [subject_row(label(name, subject), one) for subject, one in found["subjects"].items()]
    header = ["", "seconds", "whole process, s", "user s", "system s", "rows/s", "MB/s", "peak MB", "by others, s"]
    rows = [row[:2] + row[3:] for row in rows]
    text = ""
    if name == "registry":
        load = found["subjects"]["summit-cdr"]["stages"]["registry"]
        text = f"\n\nOf the first, loading and compiling the registry is {load:.2f} s (`rate --profile`)."
    return f"## {TITLES[name]}\n\n{listed}\n\n{table(header, rows)}{text}"


def label(scenario, subject):
    if scenario == "rows":
        return f"{int(subject):,} rows"
    if scenario == "workers":
        return f"{subject} worker{'s' if subject != '1' else ''}"
    return {"plain": "one plain file", "isal": "ISA-L alone", "zlib": "zlib alone", "check": "summit-cdr check"}.get(subject, subject)


def stage_section(found):
    """Stage by scenario: `rate --profile`, medians."""
    columns = {f"{scenario}: {label(scenario, name)}": one["stages"]
               for scenario, result in found.items() for name, one in result["subjects"].items() if one.get("stages")}
    if not columns:
        return ""
    names = list(dict.fromkeys(name for stages in columns.values() for name in stages))
    rows = [(title, *(f"{stages[name]:.3f}" if name in stages else "" for name in names)) for title, stages in columns.items()]
    return "## Seconds by stage\n\n" + table(["", *names], rows)
