"""The pictures, from latest.json. A program of its own, run by the Python that has matplotlib."""

import json
import os
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

NAMES = {"summit-cdr": "summit-cdr", "chdb": "chDB\n(ClickHouse)", "duckdb": "DuckDB", "polars": "Polars"}
OURS, PEER, TEXT, FAINT = "#0b6e4f", "#a9b4bd", "#1f2933", "#6b7782"
STAGES = {"registry": "#7b5ea7", "scan": "#0b6e4f", "rate": "#3fa37c", "write": "#8fcfb4", "rejects": "#e0a030"}
OTHER, FLOORS = "#c9ced3", ("#8d99a3", "#b3bcc4")
WIDTH_IN = 8.0  # 100 points of SVG to the inch of README's 800 pixels

plt.rcParams.update({
    "font.family": "DejaVu Sans", "font.size": 10, "text.color": TEXT, "axes.labelcolor": TEXT, "xtick.color": FAINT,
    "ytick.color": TEXT, "axes.edgecolor": FAINT, "axes.spines.top": False, "axes.spines.right": False,
    "axes.titlesize": 11, "axes.titleweight": "bold", "axes.titlelocation": "left", "figure.facecolor": "white",
    "savefig.facecolor": "white", "svg.hashsalt": "summit-cdr"})


def save(figure, directory, name):
    """The same results give the same bytes. BENCH_PNG=1 also writes what can be looked at without a browser."""
    os.makedirs(directory, exist_ok=True)
    figure.savefig(os.path.join(directory, f"{name}.svg"), metadata={"Date": None})
    if os.environ.get("BENCH_PNG") == "1":
        figure.savefig(os.path.join(directory, f"{name}.png"), dpi=100)
    plt.close(figure)


def millions(rows):
    return f"{rows / 1e6:g} million" if rows >= 1e6 else f"{rows:,}"


def footnote(figure, results, before="", after="; bars are medians, lines from the fastest to the slowest run"):
    machine = results["machine"]
    figure.text(0.01, 0.015, f"{before}{machine['processor']}, {machine['processors']} processors{after}", fontsize=7.5, color=FAINT)


# --- against the peers ------------------------------------------------------------------------------------------------


def peers(results, directory):
    found = [(name, results["scenarios"][name]) for name in ("plain", "gzip")
             if "fastest_peer" in results["scenarios"].get(name, {})]
    if not found:
        return
    figure, axes = plt.subplots(1, len(found), figsize=(WIDTH_IN, 2.9), squeeze=False)
    longest = max(one["seconds"]["max"] for _, scenario in found for one in scenario["subjects"].values())
    for axis, (name, scenario) in zip(axes[0], found):
        draw_peers(axis, name, scenario, longest)
    rows = found[0][1]["data"]["rows"]
    figure.suptitle(f"Rating {millions(rows)} call records, file to file: seconds, and times ours", x=0.01, y=0.97,
                    ha="left", fontsize=12, fontweight="bold")
    figure.tight_layout(rect=(0, 0.05, 1, 0.97))
    footnote(figure, results)
    save(figure, directory, "benchmark-peers")


def draw_peers(axis, name, scenario, longest):
    ordered = sorted(scenario["subjects"].items(), key=lambda item: item[1]["seconds"]["median"])
    for place, (subject, one) in enumerate(ordered):
        is_ours = subject == "summit-cdr"
        found = one["seconds"]
        axis.barh(place, found["median"], color=OURS if is_ours else PEER, height=0.66)
        spread_line(axis, place, found)
        text = f"{found['median']:.2f} s" if is_ours else f"{found['median']:.1f} s  ({scenario['ratios'][subject]['median']:.1f} ×)"
        axis.text(found["max"] + longest * 0.02, place, text, va="center", fontweight="bold" if is_ours else "normal")
    axis.set_yticks(range(len(ordered)), [NAMES[subject] for subject, _ in ordered])
    axis.invert_yaxis()
    axis.set_xlim(0, longest * 1.5)  # the same in both, from zero, with room for the labels
    axis.tick_params(axis="y", length=0)
    data = scenario["data"]
    title = f"plain CSV, {data['plain_bytes'] / 1e6:,.0f} MB"
    if name == "gzip":
        title = f"the same as gzip, {data['bytes'] / 1e6:,.0f} MB"
    axis.set_title(title)


def spread_line(axis, place, found, vertical=False):
    ends, places = [found["min"], found["max"]], [place, place]
    axis.plot(*((places, ends) if vertical else (ends, places)), color=TEXT, linewidth=1, solid_capstyle="butt")


# --- scaling ----------------------------------------------------------------------------------------------------------


def scaling(results, directory):
    kinds = [("rows", "by number of rows", lambda name: millions(int(name))),
             ("workers", "by number of workers", lambda name: f"{name} worker{'s' if name != '1' else ''}")]
    found = [(results["scenarios"][kind], *rest) for kind, *rest in kinds if "subjects" in results["scenarios"].get(kind, {})]
    if not found:
        return
    figure, axes = plt.subplots(1, len(found), figsize=(WIDTH_IN, 3.1), squeeze=False, sharey=True)
    for axis, (scenario, title, label) in zip(axes[0], found):
        draw_scaling(axis, scenario, title, label)
    highest = max(rate(one, "min") for scenario, *_ in found for one in scenario["subjects"].values())
    axes[0][0].set_ylim(0, highest * 1.15)
    axes[0][0].set_ylabel("million rows/s")
    figure.suptitle("Rows rated a second, plain CSV", x=0.01, y=0.97, ha="left", fontsize=12, fontweight="bold")
    figure.tight_layout(rect=(0, 0.05, 1, 0.98))
    footnote(figure, results)
    save(figure, directory, "benchmark-scaling")


def rate(one, which):
    """Million rows/s of the median, fastest or slowest run."""
    return one["rows_per_s"] * one["seconds"]["median"] / one["seconds"][which] / 1e6


def draw_scaling(axis, scenario, title, label):
    for place, one in enumerate(scenario["subjects"].values()):
        axis.bar(place, rate(one, "median"), color=OURS, width=0.6)
        spread_line(axis, place, {"min": rate(one, "max"), "max": rate(one, "min")}, vertical=True)
        axis.text(place, rate(one, "median") / 2, f"{rate(one, 'median'):.2f}", ha="center", va="center", color="white",
                  fontweight="bold", bbox={"facecolor": OURS, "edgecolor": "none", "pad": 1.5})
    axis.set_xticks(range(len(scenario["subjects"])), [label(name) for name in scenario["subjects"]])
    axis.tick_params(axis="x", length=0, colors=TEXT)
    axis.set_xlim(-0.6, len(scenario["subjects"]) - 0.4)
    axis.set_title(title)


# --- where the time goes ----------------------------------------------------------------------------------------------


def stages(results, directory):
    rows = stage_rows(results["scenarios"])
    if not rows:
        return
    figure, axis = plt.subplots(figsize=(WIDTH_IN, 1.25 + 0.42 * len(rows)))
    width = room(rows)
    for place, (_, parts) in enumerate(rows):
        draw_parts(axis, place, parts, width)
    axis.set_yticks(range(len(rows)), [label for label, _ in rows])
    axis.invert_yaxis()
    axis.set_xlim(0, width)
    axis.set_xlabel("seconds", loc="right")
    axis.tick_params(axis="y", length=0)
    size = millions(next(results["scenarios"][name] for name in ("plain", "gzip") if name in results["scenarios"])["data"]["rows"])
    figure.suptitle(f"Where the time goes: {size} rows, medians", x=0.01, y=0.98, ha="left", fontsize=12, fontweight="bold")
    figure.tight_layout(rect=(0, 0.06, 1, 0.97))
    footnote(figure, results, "Floors: one thread each. ", "")
    save(figure, directory, "benchmark-stages")


def stage_rows(found):
    """(label, parts) of each bar: stages of ours, and below it the floors of the same data. A part is name, seconds, colour."""
    rows = []
    for name, label in (("plain", "plain CSV"), ("gzip", "gzip CSV")):
        if "floors" not in found.get(name, {}):
            continue
        scenario = found[name]
        own = scenario["subjects"]["summit-cdr"]
        listed = {stage: seconds for stage, seconds in own["stages"].items() if stage != "all"}
        parts = [(stage, seconds, STAGES.get(stage, OTHER)) for stage, seconds in listed.items()]
        rest = own["seconds"]["median"] - sum(listed.values())
        rows.append((f"{label}, summit-cdr", [*parts, ("other", max(0, rest), OTHER)]))
        floors = scenario["floors"]
        names = {"read": "read inputs", "isal": "inflate (ISA-L)", "write": "write outputs"}
        order = [part for part in names if part in floors["sum_of"]]
        rows.append((f"{label}, floor", [
            (names[part], floors["subjects"][part]["seconds"]["median"], FLOORS[number % 2])
            for number, part in enumerate(order)]))
    return rows


LETTER = 0.0095  # the width of a letter of a bar's text, as a part of the axis


def is_beside(name, seconds, width):
    """Whether a part is too narrow for its text, which then stands beside the bar; `width` is the axis', in seconds."""
    return seconds <= width * LETTER * max(len(name), 4)


def beside_text(parts, width):
    return ", ".join(f"{name} {seconds:.2f}" for name, seconds, _ in parts if is_beside(name, seconds, width) and seconds >= 0.005)


def room(rows):
    """As many seconds as all bars need with what stands beside them, of which a wider axis may make more."""
    width = max(sum(seconds for _, seconds, _ in parts) for _, parts in rows)
    for _ in range(3):
        width = max(sum(seconds for _, seconds, _ in parts) / (1 - min(0.6, LETTER * max(8, len(beside_text(parts, width)))))
                    for _, parts in rows)
    return width


def draw_parts(axis, place, parts, width):
    left, beside = 0, beside_text(parts, width)
    for name, seconds, color in parts:
        axis.barh(place, seconds, left=left, color=color, height=0.66, edgecolor="white", linewidth=0.6)
        text = f"{name}\n{seconds:.2f}"
        if not is_beside(name, seconds, width):
            axis.text(left + seconds / 2, place, text, ha="center", va="center", fontsize=8, color=readable_on(color))
        left += seconds
    axis.annotate(f"{left:.2f} s", (left, place), (5, 5 if beside else 0), textcoords="offset points", va="center",
                  fontweight="bold")
    axis.annotate(beside, (left, place), (5, -7), textcoords="offset points", va="center", fontsize=7.5, color=FAINT)


def readable_on(color):
    red, green, blue = (int(color[i:i + 2], 16) for i in (1, 3, 5))
    return TEXT if 0.3 * red + 0.59 * green + 0.11 * blue > 130 else "white"


def main():
    path, directory = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        results = json.load(file)
    for draw in (peers, scaling, stages):
        draw(results, directory)


if __name__ == "__main__":
    main()
