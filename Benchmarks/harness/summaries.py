"""What the runs of our own programs come to: medians, ratios pair by pair, rows of a table."""

from . import measure


def one(runs):
    return {"wall_s": measure.spread([run.wall_s for run in runs]),
            "cpu_s": measure.spread([run.user_s + run.system_s for run in runs]),
            "peak_bytes": max(run.peak_bytes for run in runs),
            "others_s": measure.spread([run.others_s or 0 for run in runs])}


def pair(name, runs, other_name, others):
    """Two programs in turn, and the ratio pair by pair."""
    return {"names": [name, other_name], "runs": [one(runs), one(others)],
            "ratio": measure.spread([b.wall_s / a.wall_s for a, b in zip(runs, others)]),
            "cpu_ratio": measure.spread([(b.user_s + b.system_s) / (a.user_s + a.system_s) for a, b in zip(runs, others)])}


def spread_text(spread, unit):
    return f"{spread['median']:.2f} ({spread['min']:.2f}-{spread['max']:.2f}){unit}"


def row(name, found):
    """A row of the table | run | seconds | processor s | peak MB | by others, s |."""
    return (f"| {name} | {spread_text(found['wall_s'], '')} | {spread_text(found['cpu_s'], '')} | "
            f"{found['peak_bytes'] / 1e6:,.0f} | {spread_text(found['others_s'], '')} |")
