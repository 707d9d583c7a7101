"""A run on Spark gives the bytes of rate, regardless of what is lost on the way.

One session of a small cluster (two executors of one core, as processes of their own), SampleCDR cut into small tasks.
What fails where follows from a seed: SUMMIT_FIRST_SEED. The program is BIN.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.dirname(HERE))
import summit_spark  # noqa: E402

PROGRAM = os.environ.get("BIN", f"{ROOT}/.build/release/summit-cdr")
SEED = int(os.environ.get("SUMMIT_FIRST_SEED", "1"))
TABLES = ["call-records.csv", "additional-services.csv", "rejected-records.csv"]


def bytes_of(path):
    with open(path, "rb") as file:
        return file.read()


class SummitSparkTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from pyspark import SparkConf, SparkContext

        cls.folder = tempfile.mkdtemp(prefix="summit-spark-")
        configuration = SparkConf().setMaster("local-cluster[2,1,512]").setAppName("summit-cdr tests")
        # An executor that is lost is made anew at once, and no task waits for one that has its blocks.
        for key, value in {
            **summit_spark.SETTINGS,
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.executor.memory": "512m",
            "spark.python.worker.reuse": "false",
            "spark.task.maxFailures": "4",
            "spark.deploy.maxExecutorRetries": "-1",
            "spark.local.dir": cls.folder,
        }.items():
            configuration.set(key, value)
        os.environ["SPARK_WORKER_DIR"] = f"{cls.folder}/workers"
        os.environ["PYSPARK_PYTHON"] = sys.executable
        cls.context = SparkContext(conf=configuration)
        cls.context.setLogLevel("OFF")
        cls.context.addPyFile(summit_spark.__file__)

    @classmethod
    def tearDownClass(cls):
        cls.context.stop()
        shutil.rmtree(cls.folder, ignore_errors=True)

    def setUp(self):
        self.random = random.Random(f"{SEED} {self._testMethodName}")
        self.place = f"{self.folder}/{self._testMethodName}"
        os.makedirs(self.place)
        # The stand-in, with its own mine.
        self.program = f"{self.place}/summit-cdr"
        with open(self.program, "w", encoding="utf-8") as file:
            file.write(f"#!{sys.executable}\n" + bytes_of(f"{HERE}/faulty.py").decode().split("\n", 1)[1])
        os.chmod(self.program, 0o755)
        with open(f"{self.place}/program", "w", encoding="utf-8") as file:
            file.write(PROGRAM)

    def options(self, *more, cdr=f"{ROOT}/SampleCDR/cdr", plan=("--tasks", "5", "--block-size", "2000")):
        return summit_spark.parse(
            ["--program", self.program, "--registry", f"{ROOT}/SampleCDR/registry", "--cdr", cdr, "--reduces", "2",
             "--work", f"{self.place}/work", "--output", f"{self.place}/out", *more, "--", *plan, "--buckets", "6"])

    def lay(self, step, fault, task=None, **more):
        """Lays a mine: of a task that the seed chooses, if none is named."""
        if task is None and step != "commit":
            task = self.random.randrange(2)
        mine = {"step": step, "task": task, "fault": fault, "cut": self.random.random(), **more}
        with open(f"{self.place}/mine.json", "w", encoding="utf-8") as file:
            json.dump(mine, file)
        return f"seed {SEED}, {mine}"

    def went_off(self):
        return os.path.exists(f"{self.place}/went-off-0")

    def expect_results(self, what=""):
        for table in TABLES:
            found = bytes_of(f"{self.place}/out/{table}")
            self.assertEqual(found, bytes_of(f"{ROOT}/SampleCDR/expected/{table}"), f"{table}, {what}")

    def expect_whole(self, step, fault, **more):
        """Such a fault changes no byte, and leaves nothing behind."""
        what = self.lay(step, fault, **more)
        summit_spark.run(self.context, self.options())
        self.assertTrue(self.went_off(), what)
        self.expect_results(what)
        self.assertFalse(os.path.exists(f"{self.place}/work"), what)

    def expect_none(self, code, what):
        with self.assertRaises(summit_spark.Ended) as raised:
            summit_spark.run(self.context, self.options())
        self.assertEqual(raised.exception.code, code, what)
        self.assertFalse(os.path.exists(f"{self.place}/out"), what)

    def test_nothing_fails(self):
        result = summit_spark.run(self.context, self.options())
        self.expect_results()
        self.assertEqual((result["rows"], result["failed_files"]), (170, 0))

    def test_child_killed(self):
        self.expect_whole("map", "child-killed")

    def test_no_result_line(self):
        self.expect_whole("reduce", "no-result-line")

    def test_worker_lost_in_map(self):
        self.expect_whole("map", "worker-lost")

    def test_worker_lost_in_reduce(self):
        self.expect_whole("reduce", "worker-lost")

    def test_executor_lost_in_map(self):
        self.expect_whole("map", "executor-lost")

    def test_executor_lost_in_reduce(self):
        self.expect_whole("reduce", "executor-lost")

    def test_run_file_cut(self):
        self.expect_whole("map", "file-cut")

    def test_run_file_flipped(self):
        self.expect_whole("map", "file-flipped")

    def test_part_flipped(self):
        self.expect_whole("reduce", "file-flipped")

    def test_losing_rows_cut(self):
        self.expect_whole("losers", "file-cut", task=0)

    def test_not_mounted_once(self):
        os.makedirs(f"{self.place}/empty")
        self.expect_whole("map", "not-mounted", folder=f"{self.place}/empty")

    def test_not_mounted_anywhere(self):
        os.makedirs(f"{self.place}/empty")
        what = self.lay("map", "not-mounted", folder=f"{self.place}/empty", times=1000)
        with self.assertRaisesRegex(Exception, "exit code 74"):
            summit_spark.run(self.context, self.options())
        self.assertFalse(os.path.exists(f"{self.place}/out"), what)

    def test_other_registry_on_one_executor(self):
        shutil.copytree(f"{ROOT}/SampleCDR/registry", f"{self.place}/registry")
        with open(f"{self.place}/registry/rates.csv", "a", encoding="utf-8") as file:
            file.write("\n")
        self.expect_none(76, self.lay("map", "other-registry", folder=f"{self.place}/registry"))

    def test_driver_killed_between_steps(self):
        self.lay("commit", "driver-killed")
        driver = subprocess.run(
            [sys.executable, summit_spark.__file__, "--master", "local[1]", "--program", self.program, "--registry",
             f"{ROOT}/SampleCDR/registry", "--cdr", f"{ROOT}/SampleCDR/cdr", "--work", f"{self.place}/work",
             "--output", f"{self.place}/out", "--", "--tasks", "3", "--buckets", "6"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        self.assertEqual(driver.returncode, -9)
        made = sorted(os.listdir(f"{self.place}/work/map"))
        self.assertEqual(len(made), 3)
        times = [os.stat(f"{self.place}/work/map/{name}").st_mtime_ns for name in made]
        result = summit_spark.run(
            self.context,
            summit_spark.parse(["--program", self.program, "--work", f"{self.place}/work", "--output",
                                f"{self.place}/out", "--resume", "--keep-work"]))
        self.expect_results()
        self.assertEqual(result["rows"], 170)
        self.assertEqual(sorted(os.listdir(f"{self.place}/work/map")), made)
        self.assertEqual([os.stat(f"{self.place}/work/map/{name}").st_mtime_ns for name in made], times)

    @unittest.skipUnless(os.environ.get("SUMMIT_SPARK_TIMED"), "asserts a time: SUMMIT_SPARK_TIMED=1 on a quiet machine")
    def test_cancelled_child_is_gone(self):
        cdr = f"{self.place}/cdr"
        os.makedirs(cdr)
        lines = bytes_of(f"{ROOT}/SampleCDR/cdr/cdr-20261109.csv").splitlines(keepends=True)
        with open(f"{cdr}/large.csv", "wb") as file:
            file.write(lines[0])
            for _ in range(4000):
                file.write(b"".join(lines[1:]) * 10)
        job = threading.Thread(target=self.end_in_any_way, args=(self.options(cdr=cdr, plan=("--tasks", "1")),))
        job.start()
        self.wait_for(lambda: self.children("map"), 120)
        self.context.cancelAllJobs()
        # Two seconds, if the machine has a processor for each that wants one.
        self.wait_for(lambda: not self.children("map"), 2 * max(1.0, os.getloadavg()[0] / os.cpu_count()))
        job.join()
        self.assertEqual([n for n in os.listdir(f"{self.place}/work/map") if n.endswith(".run")], [])

    def end_in_any_way(self, options):
        try:
            summit_spark.run(self.context, options)
        except Exception:  # The job was cancelled.
            pass

    def wait_for(self, what, seconds):
        end = time.monotonic() + seconds
        while not what():
            self.assertLess(time.monotonic(), end, "in time")
            time.sleep(0.02)

    def children(self, step):
        """Processes of this test's run that do a step."""
        found = []
        for process in filter(str.isdigit, os.listdir("/proc")):
            try:
                words = bytes_of(f"/proc/{process}/cmdline").split(b"\0")
            except OSError:
                continue
            if words[1:3] == [b"spread", step.encode()] and any(self.place.encode() in word for word in words):
                found.append(int(process))
        return found


if __name__ == "__main__":
    unittest.main()
