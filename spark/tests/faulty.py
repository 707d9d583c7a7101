#!/usr/bin/env python3
"""Stands in for summit-cdr and lets one process of a run go wrong: what is in `mine.json` beside it goes off once.

A mine: {"step": "map", "task": 3, "fault": "child-killed", "times": 1, "cut": 0.4, "program": "…", "folder": "…"}
"""

import json
import os
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def value(name):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else None


def parent(process):
    with open(f"/proc/{process}/status", encoding="ascii") as file:
        return int(next(line.split()[1] for line in file if line.startswith("PPid:")))


def takes(mine):
    """Whether the mine goes off here: each of its times is a file that only one process can make."""
    if mine is None or sys.argv[2] != mine["step"]:
        return False
    output = value("--output")
    if mine.get("task") is not None and f"/{mine['task']:05}." not in (output or ""):
        return False
    for time_ in range(mine.get("times", 1)):
        try:
            os.close(os.open(f"{HERE}/went-off-{time_}", os.O_CREAT | os.O_EXCL))
            return True
        except FileExistsError:
            pass
    return False


def other_plan(mine, key):
    """A plan that has something else in a place: what a machine sees on which another folder is mounted."""
    path = value("--plan")
    manifest = None
    if path is None:
        with open(value("--manifest"), encoding="utf-8") as file:
            manifest = json.load(file)
        path = manifest["plan_path"]
    with open(path, encoding="utf-8") as file:
        plan = json.load(file)
    if key == "registry":
        plan["registry"]["directory"] = mine["folder"]
    else:
        plan["source"] = mine["folder"]
    other = f"{HERE}/other-plan.json"
    with open(other, "w", encoding="utf-8") as file:
        json.dump(plan, file)
    sys.argv[sys.argv.index("--plan") + 1] = other


def main():
    with open(f"{HERE}/program", encoding="utf-8") as file:
        program = file.read()
    mine = None
    if os.path.exists(f"{HERE}/mine.json"):
        with open(f"{HERE}/mine.json", encoding="utf-8") as file:
            mine = json.load(file)
    fault = mine["fault"] if takes(mine) else None
    if fault == "child-killed":
        # In the middle: part of the run file may be there, under its temporary name.
        child = subprocess.Popen([program, *sys.argv[1:]], stdin=subprocess.DEVNULL)
        time.sleep(0.01)
        child.kill()
        os.kill(os.getpid(), signal.SIGKILL)
    elif fault == "worker-lost":
        os.kill(os.getppid(), signal.SIGKILL)
    elif fault == "executor-lost":
        # The daemon of Python workers, and the executor above it.
        os.kill(parent(parent(os.getppid())), signal.SIGKILL)
    elif fault == "driver-killed":
        os.kill(os.getppid(), signal.SIGKILL)
        os._exit(1)
    elif fault == "file-cut":
        made = subprocess.run([program, *sys.argv[1:]], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
        output = value("--output")
        os.truncate(output, int(os.path.getsize(output) * mine["cut"]))
        sys.stdout.buffer.write(made.stdout)
        return 0
    elif fault == "file-flipped":
        made = subprocess.run([program, *sys.argv[1:]], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
        with open(value("--output"), "r+b") as file:
            place = int(os.path.getsize(value("--output")) * mine["cut"])
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ 16]))
        sys.stdout.buffer.write(made.stdout)
        return 0
    elif fault == "other-registry":
        other_plan(mine, "registry")
    elif fault == "not-mounted":
        other_plan(mine, "source")
    elif fault == "no-result-line":
        subprocess.run([program, *sys.argv[1:]], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
        return 0
    # In this process, so that the one who watches it watches the program.
    os.execv(program, [program, *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
