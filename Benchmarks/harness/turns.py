"""Runs subjects in turn, round after round, so that all see the machine in its quiet and its busy minutes alike."""

import shutil
import sys

from harness import measure, totals


def in_turn(context, title, subjects, after=None):
    """Runs of each subject by name. `after(subject, kept, output)` sees each run before its output is deleted.

    A subject with fewer rounds than others has them spread over all.
    """
    runs = {subject.name: [] for subject in subjects}
    rounds = max(subject.rounds for subject in subjects)
    for number in range(rounds):
        for subject in subjects:
            if is_due(number, subject.rounds, rounds):
                kept = one_run(context, subject, after)
                runs[subject.name].append(kept)
                say(f"{title}, round {number + 1} of {rounds}: {subject.name} {kept['seconds']:.3f} s, "
                    f"{kept['peak_bytes'] / 1e6:.0f} MB")
    return runs


def is_due(number, own_rounds, rounds):
    """Whether one of `own_rounds`, spread evenly over `rounds`, falls on this one."""
    return (number + 1) * own_rounds // rounds > number * own_rounds // rounds


def one_run(context, subject, after):
    output = context.work / "output"
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    try:
        run = measure.run(subject.command(output))
        kept = subject.read(run, output)
        if after:
            after(subject, kept, output)
    finally:
        shutil.rmtree(output, ignore_errors=True)
    return kept


def summary(runs, data=None):
    """Median and spread of a subject's runs, and all of them."""
    found = {name: measure.spread([run[name] for run in runs])
             for name in ("seconds", "process_seconds", "user_s", "system_s", "peak_bytes")}
    others = [run["others_s"] for run in runs if run["others_s"] is not None]
    if others:
        found["others_s"] = measure.spread(others)
    for name in ("version", "output_bytes", "bytes"):
        if name in runs[-1]:
            found[name] = runs[-1][name]
    if "stages" in runs[-1]:
        found["stages"] = stage_medians(runs)
    if data:
        median = found["seconds"]["median"]
        found["rows_per_s"] = data.options.rows / median
        found["plain_mb_per_s"] = data.plain_bytes / median / 1e6
    found["runs"] = [{key: value for key, value in run.items() if key not in ("totals", "version")} for run in runs]
    return found


def stage_medians(runs):
    names = runs[-1]["stages"]
    return {name: measure.spread([run["stages"].get(name, 0.0) for run in runs])["median"] for name in names}


def summaries(runs, data=None):
    return {name: summary(found, data) for name, found in runs.items()}


def ratio(numerator, denominator):
    """Of two subjects' medians, and the least and greatest that any two of their runs give."""
    top, bottom = numerator["seconds"], denominator["seconds"]
    return {"median": top["median"] / bottom["median"], "min": top["min"] / bottom["max"], "max": top["max"] / bottom["min"]}


class SameOutputs:
    """Checks that runs give the same bytes, regardless of their round, workers or memory limit."""

    def __init__(self):
        self.first = None

    def __call__(self, subject, _kept, output):
        found = totals.digests(output)
        if self.first is None:
            self.first = found
        if found != self.first:
            differing = [name for name in found.keys() | self.first.keys() if found.get(name) != self.first.get(name)]
            raise totals.Mismatch(f"{subject.name} gives other bytes than the run before it: {', '.join(sorted(differing))}")


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)
