#!/usr/bin/env python3
"""Runs summit-cdr spread on a Spark cluster: the results of summit-cdr rate, byte for byte.

Spark decides who runs what, and tries again; files in the work folder are what passes between the steps. No row passes
through Python or the JVM: each task is one process of summit-cdr, which must be installed on all machines, as must the
registry, the CDR files and the work folder be seen by all of them under the same names.

  python3 spark/summit_spark.py --master 'local[2]' --program .build/release/summit-cdr \\
    --registry SampleCDR/registry --cdr SampleCDR/cdr --work out/work --output out/spark
  spark-submit --master spark://host:7077 spark/summit_spark.py --program /usr/local/bin/summit-cdr \\
    --registry /shared/registry --cdr /shared/cdr --work /shared/work --output /shared/results

What follows `--` goes to `summit-cdr spread plan` (--layout, --compress, --without …). Ends as `summit-cdr spread` does
(see its help): 0 whole, 2 files failed (the others were rated), 65 to 76 why there are no results.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time

# A process that ended so says something that another attempt would say, too: it is a value, not a failure of the task.
VALUES = {0, 2, 64, 65, 66, 70, 76}
UNREADABLE = 74
DAMAGED = 65
# Of the session: a task that is cancelled waits so long before its Python process, and with it its child, is ended.
SETTINGS = {"spark.python.task.killTimeout": "200ms"}
# The result lines of all steps, for --report.
SAID = []
MAXIMUM_REPAIRS = 4


class Ended(Exception):
    """The run ends with this code and message."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def environment():
    """What a process of summit-cdr must know of its surroundings, the same on every machine."""
    own = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8", "TZ": "UTC"}
    if "TZDIR" in os.environ:
        own["TZDIR"] = os.environ["TZDIR"]
    return own


def call(program, arguments, lease):
    """Runs one step; returns its exit code and its result line, or None if it has none.

    With a lease the process holds our end of its standard input: it ends when we do, however that happens.
    """
    command = [program, "spread", *arguments] + (["--lease-stdin"] if lease else [])
    held = subprocess.PIPE if lease else subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=held, stdout=subprocess.PIPE, env=environment())
    with process.stdout:
        output = process.stdout.read()
    code = process.wait()
    if held == subprocess.PIPE:
        process.stdin.close()
    lines = output.decode("utf-8", "replace").strip().splitlines()
    try:
        return code, json.loads(lines[-1]) if lines else None
    except ValueError:
        return code, None


def on_cluster(context, program, step, tasks, extra):
    """Runs one process a task, where Spark likes; returns {task: result line}.

    `tasks`: (number, arguments) each; the path of the run file, a new one for each attempt, is added.
    """

    def child(_, items):
        from pyspark import TaskContext

        task_context = TaskContext.get()
        attempt = f"{task_context.attemptNumber()}-{task_context.taskAttemptId()}"
        for number, folder, arguments in items:
            output = f"{folder}/{number:05}.{attempt}.run"
            code, made = call(program, [*arguments, "--output", output, *extra], lease=True)
            if code not in VALUES or made is None:
                raise RuntimeError(f"{step} {number}: " + (f"exit code {code}" if code else "no result line"))
            yield number, code, made

    if not tasks:
        return {}
    made = context.parallelize(tasks, len(tasks)).mapPartitionsWithIndex(child).collect()
    refuse((code, line) for _, code, line in made)
    SAID.extend({"step": step, **line} for _, _, line in made)
    return {number: line for number, _, line in made}


def refuse(results):
    """Ends the run if a step did not make what it should."""
    failures = [(code, line) for code, line in results if code != 0]
    if not failures:
        return
    # What cannot be mended first.
    code = max((code for code, _ in failures), key=lambda code: (code != DAMAGED, code))
    ended = Ended(code, "\n".join(sorted({line.get("message", "") for found, line in failures if found == code})))
    ended.paths = [path for found, line in failures if found == DAMAGED for path in line.get("paths", [])]
    raise ended


def here(program, *arguments):
    """Runs a step on this machine; returns its result line."""
    code, line = call(program, list(arguments), lease=False)
    if code != 0 or line is None:
        refuse([(code or UNREADABLE, line or {"message": f"{arguments[0]}: exit code {code}, no result line"})])
    SAID.append({"step": arguments[0], **line})
    return line


def chosen(folder, name, lines):
    """Writes what was made of each task for `commit`."""
    path = f"{folder}/{name}.json"
    with open(path, "w", encoding="utf-8") as file:
        json.dump([{key: line[key] for key in ("output", "bytes", "digest")} for line in lines], file)
    return path


def left(committed):
    """Of the next step's tasks, those without a run file."""
    done = {int(number) for number in committed["done"]}
    return [(number, task) for number, task in enumerate(committed["tasks"]) if number not in done]


def attempt(context, options, plan):
    """All steps that are left; returns the result line of the merge."""
    program, work = options.program, options.work
    extra = ["--memory-limit", options.memory_limit] if options.memory_limit else []
    maps = [(n, f"{work}/map", ["map", "--plan", plan["plan"], "--task", str(n)]) for n in plan["left"]]
    made = on_cluster(context, program, "map", maps, extra)
    runs = chosen(work, "runs", plan["done"] + list(made.values()))
    spread = ["--next", str(options.reduces)] if options.reduces else []
    committed = here(program, "commit", "--plan", plan["plan"], "--runs", runs, *spread)
    manifest = committed["manifest"]
    for step, option in (("reduce", "--buckets"), ("losers", "--file")):
        tasks = [(n, f"{work}/{step}", [step, "--manifest", manifest, option, task]) for n, task in left(committed)]
        made = on_cluster(context, program, step, tasks, extra)
        name = "parts" if step == "reduce" else "losers"
        parts = chosen(work, name, list(committed["done"].values()) + list(made.values()))
        spread = ["--next", str(context.defaultParallelism)] if step == "reduce" else []
        committed = here(program, "commit", "--manifest", manifest, f"--{name}", parts, *spread)
    force = ["--force"] if options.force else []
    return here(program, "merge", "--manifest", manifest, "--output", options.output, *force)


def run(context, options):
    """Rates on a cluster; returns the result line of the merge."""
    planning = ["plan", "--work", options.work]
    if not options.resume:
        here(options.program, *planning, "--registry", options.registry, "--cdr", options.cdr, *options.plan)
    for repair in range(MAXIMUM_REPAIRS + 1):
        try:
            result = attempt(context, options, here(options.program, *planning, "--resume"))
            if not options.keep_work:
                here(options.program, "clean", "--work", options.work)
            return result
        except Ended as ended:
            paths = getattr(ended, "paths", [])
            if ended.code != DAMAGED or not paths or repair == MAXIMUM_REPAIRS:
                raise
            print(f"{ended}: trying again", file=sys.stderr)
            for path in paths:
                if os.path.exists(path):
                    os.unlink(path)


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="summit-cdr", help="its path, the same on all machines")
    parser.add_argument("--registry", help="directory of the registry's tables")
    parser.add_argument("--cdr", help="directory of the CDR files")
    parser.add_argument("--work", required=True, help="folder for what passes between the steps, seen by all machines")
    parser.add_argument("--output", required=True, help="directory for the results")
    parser.add_argument("--resume", action="store_true", help="take up the run that is in the work folder")
    parser.add_argument("--reduces", type=int, help="about how many tasks of the second step")
    parser.add_argument("--memory-limit", help="of each process, such as 1GiB")
    parser.add_argument("--keep-work", action="store_true", help="leave the work folder")
    parser.add_argument("--force", action="store_true", help="replace ordinary files of the results' names")
    parser.add_argument("--report", help="a file for the result lines of all steps and what the session and the run took")
    parser.add_argument("--master", help="where Spark runs, if not by spark-submit")
    parser.add_argument("plan", nargs="*", help="options of summit-cdr spread plan, behind --")
    options = parser.parse_args(arguments)
    if not options.resume and not (options.registry and options.cdr):
        parser.error("expected --registry and --cdr, or --resume")
    options.work, options.output = os.path.abspath(options.work), os.path.abspath(options.output)
    return options


def main(arguments):
    options = parse(arguments)
    from pyspark import SparkConf, SparkContext

    configuration = SparkConf().setAppName("summit-cdr").setAll(SETTINGS.items())
    if options.master:
        configuration.setMaster(options.master)
    begun = time.time()
    context = SparkContext(conf=configuration)
    try:
        # The first job waits for the cluster's first executor.
        context.parallelize([0], 1).count()
        ready = time.time()
        result = run(context, options)
        if options.report:
            with open(options.report, "w", encoding="utf-8") as file:
                json.dump({"session_seconds": ready - begun, "run_seconds": time.time() - ready, "steps": SAID}, file)
        print(json.dumps(result))
        return 2 if result["failed_files"] else 0
    except Ended as ended:
        print(f"error: {ended}", file=sys.stderr)
        return ended.code
    except Exception as error:  # Spark gave up on a task, or cannot run any.
        found = re.search(r"RuntimeError: (.+)", str(error))
        print(f"error: {found.group(1) if found else error}", file=sys.stderr)
        return UNREADABLE
    finally:
        context.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
