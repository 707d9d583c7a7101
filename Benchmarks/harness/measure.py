"""One process, run and measured."""

import contextlib
import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass

TIMEOUT_S = 3600  # no run of any scenario takes a tenth of it on the machine of the issue
STDERR_TAIL = 2000  # bytes of a failed process' messages to repeat


class RunFailed(Exception):
    """A process failed, gave wrong results, or could not be started."""


@dataclass
class Run:
    wall_s: float
    user_s: float
    system_s: float
    peak_bytes: int
    others_s: float | None
    stdout: str
    stderr: str


def run(command, expected_exit=0):
    """Runs the command to its end. Raises RunFailed unless it exits as expected.

    What earlier runs left to be written goes to disk before the clock starts. `peak_bytes` is the greatest resident set
    of the process or of one of its children (rusage of wait4). The kernel hands down what the starting process ever
    held, so it can be no less than the harness' own peak: that is why the harness imports nothing big.
    """
    os.sync()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        busy, start = busy_seconds(), time.perf_counter()
        process = start_process(command, out, err)
        with killed_at_the_end(process):
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        used = usage.ru_utime + usage.ru_stime
        others = None if busy is None else max(0.0, busy_seconds() - busy - used)
        texts = [read_all(file) for file in (out, err)]
    if process.returncode != expected_exit:
        raise RunFailed(f"exit {process.returncode}: {' '.join(map(str, command))}\n{texts[1][-STDERR_TAIL:]}")
    return Run(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss * 1024, others, *texts)


def start_process(command, out, err):
    try:
        return subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True)
    except OSError as error:
        raise RunFailed(f"cannot start {command[0]}: {error}") from error


@contextlib.contextmanager
def killed_at_the_end(process):
    """Kills the process (and those it started) after TIMEOUT_S, or when the harness is interrupted."""
    timer = threading.Timer(TIMEOUT_S, kill, [process])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if process.returncode is None:
            kill(process)
            process.wait()


def kill(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def read_all(file):
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def busy_seconds():
    """Processor seconds that the whole machine has been busy since it started, stolen ones included; None if untold."""
    try:
        with open("/proc/stat", encoding="ascii") as file:
            user, nice, system, _idle, _iowait, irq, softirq, steal = map(int, file.readline().split()[1:9])
    except (OSError, ValueError):
        return None
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def spread(values):
    """Median, least and greatest."""
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}
