"""What is run: our program and the peers, as commands; and one measured run of each as plain numbers for the JSON."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from harness import totals

PEERS = ["chdb", "duckdb", "polars"]
PEERS_DIRECTORY = Path(__file__).resolve().parent.parent / "peers"
STAGE = re.compile(r"^(?P<name>[a-z][a-z -]*?)\s+(?P<seconds>\d+\.\d+)(\s|$)", re.MULTILINE)


@dataclass
class Subject:
    """`command` gets the directory to write into. `read` makes what the JSON keeps of a run."""

    name: str
    command: Callable
    read: Callable
    rounds: int


def ours(context, data, name="summit-cdr", options=(), workers=None):
    def command(output):
        return [context.binary, "rate", "--registry", data.registry, "--cdr", data.cdr, "--output", output, "--workers",
                workers or context.threads, "--quiet", "--profile", *options]

    return Subject(name, command, read_ours, context.rounds)


def peer(context, data, name):
    def command(output):
        return [context.python, PEERS_DIRECTORY / f"{name}_rating.py", "--registry", data.registry, "--cdr", data.cdr,
                "--output", output, "--threads", context.threads]

    return Subject(name, command, read_peer, context.peer_rounds)


def floor(context, name, arguments):
    """`arguments` may be a callable of the output directory."""

    def command(output):
        words = arguments(output) if callable(arguments) else list(arguments)
        listed = output / "arguments"
        listed.write_text("\n".join(map(str, words)), encoding="utf-8")
        return [context.python, Path(__file__).with_name("floors.py"), name, f"@{listed}"]

    return Subject(name, command, read_floor, context.rounds)


def checking(context, data):
    def command(_output):
        return [context.binary, "check", "--registry", data.registry]

    return Subject("check", command, lambda run, _output: resources(run), context.rounds)


def resources(run):
    """`seconds` is what is compared: the whole process, for ours."""
    return {"seconds": run.wall_s, "process_seconds": run.wall_s, "user_s": run.user_s, "system_s": run.system_s,
            "peak_bytes": run.peak_bytes, "others_s": run.others_s}


def read_ours(run, output):
    return {**resources(run), "stages": stages(run.stderr), "totals": totals.of_report(output / "report.json"),
            "output_bytes": output_bytes(output)}


def read_peer(run, output):
    """A peer's time begins after its imports and ends with its last byte: what it needs to be started, to sum up its
    totals for us and to take itself down is not held against it."""
    found, told = totals.of_peer(run.stdout)
    return {**resources(run), "seconds": told["seconds"], "version": told["version"], "totals": found,
            "output_bytes": output_bytes(output)}


def read_floor(run, _output):
    told = json.loads(run.stdout)
    return {**resources(run), "seconds": told["seconds"], "bytes": told["bytes"]}


def stages(text):
    """Seconds by stage, as `rate --profile` prints them."""
    return {match["name"]: float(match["seconds"]) for match in STAGE.finditer(text)}


def output_bytes(output):
    return sum(path.stat().st_size for path in output.iterdir() if path.is_file())
