"""Where and with what it was measured. No host name: results are published."""

import os
import platform
import subprocess
from pathlib import Path


def described():
    return {"processor": processor(), "processors": processors(), "memory_bytes": memory_bytes(),
            "kernel": f"{platform.system()} {platform.release()}", "architecture": platform.machine(),
            "load_average": round(os.getloadavg()[0], 2)}


def processors():
    """Those this process may use."""
    return len(os.sched_getaffinity(0))


def processor():
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or "unknown"


def memory_bytes():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def versions(binary, python):
    """Of the program, the compiler and Python; peers tell their own."""
    return {"summit-cdr": first_line([binary, "--version"]), "swift": first_line(["swift", "--version"]),
            "python": first_line([python, "--version"]).removeprefix("Python ")}


def commit(root):
    """The commit checked out, and whether the sources differ from it."""
    revision = first_line(["git", "-C", root, "rev-parse", "HEAD"])
    changed = first_line(["git", "-C", root, "status", "--porcelain", "--untracked-files=no", "--", "Sources",
                          "Package.swift", "Benchmarks/peers"])
    return revision + (" and changes" if changed else "")


def first_line(command):
    """Of what the command prints; empty if there is no such command."""
    try:
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return (done.stdout.splitlines() or [""])[0].strip()
