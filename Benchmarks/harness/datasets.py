"""Generated registries and CDR files, made once and kept under .bench/data."""

import dataclasses
import gzip
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SEED = 1
MARK = "made.json"  # written last: a directory without it was left half made


@dataclass(frozen=True)
class Options:
    """Those of `summit-cdr generate`."""

    rows: int
    lines: int
    files: int
    prefixes: int
    days: int = 30
    gzip: bool = False
    seed: int = SEED

    def arguments(self):
        words = []
        for name, value in dataclasses.asdict(self).items():
            if name != "gzip":
                words += [f"--{name}", str(value)]
        return words + (["--gzip"] if self.gzip else [])

    def directory_name(self):
        return f"{self.rows}-rows-{self.lines}-lines-{self.files}-files-{self.prefixes}-prefixes" + (
            "-gzip" if self.gzip else "")


@dataclass
class Dataset:
    options: Options
    directory: Path
    bytes: int  # of the CDR files as they are
    plain_bytes: int  # of their content

    @property
    def cdr(self):
        return self.directory / "cdr"

    @property
    def registry(self):
        return self.directory / "registry"

    def files(self):
        return sorted(self.cdr.iterdir())

    def described(self):
        return {**dataclasses.asdict(self.options), "bytes": self.bytes, "plain_bytes": self.plain_bytes}


def provide(binary, root, options):
    """The data made with these options: what is there, if it was made with the same ones by the same version."""
    directory = Path(root) / options.directory_name()
    version = subprocess.run([binary, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    wanted = {"options": dataclasses.asdict(options), "version": version}
    made = read_mark(directory)
    if made is None or {key: made[key] for key in wanted} != wanted:
        made = {**wanted, **make(binary, directory, options)}
        (directory / MARK).write_text(json.dumps(made), encoding="utf-8")
    return Dataset(options, directory, made["bytes"], made["plain_bytes"])


def read_mark(directory):
    try:
        made = json.loads((directory / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return made if {"options", "version", "bytes", "plain_bytes"} <= made.keys() else None


def make(binary, directory, options):
    shutil.rmtree(directory, ignore_errors=True)
    directory.parent.mkdir(parents=True, exist_ok=True)
    command = [binary, "generate", *options.arguments(), "--output", directory, "--quiet"]
    subprocess.run([str(word) for word in command], check=True)
    sizes, plain_sizes = [], []
    for path in (directory / "cdr").iterdir():
        sizes.append(os.path.getsize(path))
        plain_sizes.append(inflated_size(path) if options.gzip else sizes[-1])
    return {"bytes": sum(sizes), "plain_bytes": sum(plain_sizes)}


def inflated_size(path):
    size = 0
    with gzip.open(path) as file:
        while piece := file.read(1 << 20):
            size += len(piece)
    return size
