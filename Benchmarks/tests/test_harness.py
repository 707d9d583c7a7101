"""What can go wrong in the harness without anybody noticing. Seconds, no peers, no build."""

import json
import sys
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path
from unittest import mock

BENCHMARKS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BENCHMARKS))

from harness import bars, datasets, floors, measure, report, scenarios, subjects, totals, turns  # noqa: E402

TOTALS = {"rows": 10, "rated": 3, "free": 1, "unanswered": 4, "duplicate": 1, "rejected": 1, "suspended": 0, "billed_s": 186,
          "allowance_s": 60, "surplus_s": 126, "amount": Decimal("1.2345"), "services": 2, "services_amount": Decimal("1.24")}
RECORDS = """line,billed_s,allowance_s,surplus_s,amount
L1,60,60,0,0.00
L1,96,0,96,1.00
L2,30,0,30,0.2345
L2,0,0,0,0.0000
"""
SERVICES = """line,amount,description
L1,1.00,"Excedente, com vírgula"
L2,0.24,Excedente
"""
PROFILE = """stage     seconds     rows/s  MB/s
registry    0.014
scan        0.103  1,932,808   245
read again  0.010
all         0.195  1,025,359   130
"""


class Directory(unittest.TestCase):
    """A test with a directory of its own."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)

    def write(self, **texts):
        for name, text in texts.items():
            (self.directory / name.replace("_csv", ".csv").replace("_json", ".json").replace("_", "-")).write_text(text, "utf-8")


class TotalsTests(Directory):
    def test_a_peer_that_agrees_passes(self):
        totals.check_peer("duckdb", dict(TOTALS), TOTALS)

    def test_each_total_that_differs_fails_and_is_named(self):
        for name in totals.TOTALS:
            step = Decimal("0.000001") if name == "amount" else Decimal("0.01") if name == "services_amount" else 1
            with self.subTest(name), self.assertRaisesRegex(totals.Mismatch, f"duckdb does not give(.|\n)*  {name}: duckdb "):
                totals.check_peer("duckdb", {**TOTALS, name: TOTALS[name] + step}, TOTALS)

    def test_trailing_zeros_of_an_amount_are_no_difference(self):
        totals.check_peer("duckdb", {**TOTALS, "amount": Decimal("1.234500")}, TOTALS)

    def test_files_are_summed_exactly(self):
        self.write(call_records_csv=RECORDS, additional_services_csv=SERVICES)
        counted = totals.of_files(self.directory)
        self.assertEqual(counted, {"records": 4, "billed_s": 186, "allowance_s": 60, "surplus_s": 126,
                                   "amount": Decimal("1.2345"), "services": 2, "services_amount": Decimal("1.24")})
        totals.check_files("summit-cdr", TOTALS, counted)

    def test_a_record_that_is_missing_from_the_file_fails(self):
        self.write(call_records_csv=RECORDS.replace("L2,0,0,0,0.0000\n", ""), additional_services_csv=SERVICES)
        with self.assertRaisesRegex(totals.Mismatch, "records: told 4, files 3"):
            totals.check_files("summit-cdr", TOTALS, totals.of_files(self.directory))

    def test_one_centavo_less_in_the_file_fails(self):
        self.write(call_records_csv=RECORDS, additional_services_csv=SERVICES.replace("0.24", "0.23"))
        with self.assertRaisesRegex(totals.Mismatch, "services_amount: told 1.24, files 1.23"):
            totals.check_files("summit-cdr", TOTALS, totals.of_files(self.directory))

    def test_reports_differ_only_in_what_tells_of_the_result(self):
        run = {"elapsed_seconds": 1.5, "workers": 2, "amount": "1.00"}
        self.write(report_json=json.dumps(run))
        first = totals.digests(self.directory)
        self.write(report_json=json.dumps({**run, "elapsed_seconds": 2.5, "workers": 1}))
        self.assertEqual(totals.digests(self.directory), first)
        self.write(report_json=json.dumps({**run, "amount": "1.01"}))
        self.assertNotEqual(totals.digests(self.directory), first)


class AgreementTests(Directory):
    def setUp(self):
        super().setUp()
        self.write(call_records_csv=RECORDS, additional_services_csv=SERVICES, report_json="{}")
        self.agreement = scenarios.Agreement()
        self.see("summit-cdr", TOTALS)

    def see(self, name, told):
        subject = mock.Mock()
        subject.name = name
        self.agreement(subject, {"totals": told}, self.directory)

    def test_the_run_of_a_peer_a_centavo_off_fails_even_if_its_files_say_so_too(self):
        self.write(additional_services_csv=SERVICES.replace("0.24", "0.25"))
        with self.assertRaisesRegex(totals.Mismatch, "services_amount: polars 1.25, summit-cdr 1.24"):
            self.see("polars", {**TOTALS, "services_amount": Decimal("1.25")})

    def test_a_peer_whose_files_are_not_what_it_tells_fails(self):
        self.write(call_records_csv=RECORDS.replace("0.2345", "0.2346"))
        with self.assertRaisesRegex(totals.Mismatch, "polars tells other totals than its files hold(.|\n)*amount"):
            self.see("polars", TOTALS)

    def test_a_peer_may_write_other_bytes_but_it_is_told(self):
        self.see("polars", TOTALS)
        self.write(call_records_csv=RECORDS, additional_services_csv=SERVICES.replace("L1", "L7"))
        self.see("chdb", TOTALS)
        self.write(call_records_csv=RECORDS.replace("L2,30", "L9,30"))
        self.see("duckdb", TOTALS)
        self.assertEqual(self.agreement.same_call_records, {"polars": True, "chdb": True, "duckdb": False})

    def test_ours_may_not_write_other_bytes_in_a_later_run(self):
        self.write(call_records_csv=RECORDS.replace("L2,30", "L9,30"))
        with self.assertRaisesRegex(totals.Mismatch, "other bytes"):
            self.see("summit-cdr", TOTALS)


class TurnsTests(Directory):
    def test_other_bytes_in_a_later_run_fail(self):
        check, subject = turns.SameOutputs(), mock.Mock()
        subject.name = "limited"
        self.write(call_records_csv=RECORDS)
        check(subject, {}, self.directory)
        check(subject, {}, self.directory)
        self.write(call_records_csv=RECORDS.replace("L1,96", "L1,97"))
        with self.assertRaisesRegex(totals.Mismatch, "limited gives other bytes .*: call-records.csv"):
            check(subject, {}, self.directory)

    def test_a_file_that_only_one_run_wrote_fails(self):
        check, subject = turns.SameOutputs(), mock.Mock()
        self.write(call_records_csv=RECORDS, rejected_records_csv="")
        check(subject, {}, self.directory)
        (self.directory / "rejected-records.csv").unlink()
        with self.assertRaisesRegex(totals.Mismatch, "rejected-records.csv"):
            check(subject, {}, self.directory)

    def test_fewer_rounds_are_spread_over_all(self):
        self.assertEqual([number for number in range(5) if turns.is_due(number, 3, 5)], [1, 3, 4])
        for own in range(1, 8):
            self.assertEqual(sum(turns.is_due(number, own, 7) for number in range(7)), own)

    def test_subjects_alternate_and_outputs_are_new_and_deleted(self):
        order = []

        def subject(name, rounds):
            script = "import os, sys; assert os.listdir(sys.argv[1]) == []; open(sys.argv[1] + '/made', 'w')"
            return subjects.Subject(name, lambda output: [sys.executable, "-c", script, output],
                                    lambda run, _: subjects.resources(run), rounds)

        context = mock.Mock(work=self.directory)
        with mock.patch.object(turns, "say"):
            turns.in_turn(context, "t", [subject("a", 2), subject("b", 2)], lambda one, *_: order.append(one.name))
        self.assertEqual(order, ["a", "b", "a", "b"])
        self.assertEqual(list(self.directory.iterdir()), [])


class MeasureTests(unittest.TestCase):
    def test_peak_memory_is_that_of_a_child_of_the_process_too(self):
        grow = f"import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = b\"1\" * {150 << 20}'], check=True)"
        run = measure.run([sys.executable, "-c", grow])
        self.assertGreater(run.peak_bytes, 150 << 20)

    def test_a_process_that_fails_is_reported_with_what_it_said(self):
        with self.assertRaisesRegex(measure.RunFailed, "exit 3(.|\n)*no such registry"):
            measure.run([sys.executable, "-c", "import sys; print('no such registry', file=sys.stderr); sys.exit(3)"])

    def test_a_program_that_is_not_there_is_reported(self):
        with self.assertRaisesRegex(measure.RunFailed, "cannot start /no/such"):
            measure.run(["/no/such"])

    def test_a_process_that_hangs_is_ended(self):
        with mock.patch.object(measure, "TIMEOUT_S", 0.2), self.assertRaisesRegex(measure.RunFailed, "exit -9"):
            measure.run([sys.executable, "-c", "import time; time.sleep(60)"])


class DatasetTests(Directory):
    OPTIONS = datasets.Options(rows=10, lines=1, files=1, prefixes=1000)

    def provide(self, options=OPTIONS, version="1"):
        """Whether it had to be made."""
        def make(_binary, directory, _options):
            directory.mkdir(parents=True, exist_ok=True)
            return {"bytes": 5, "plain_bytes": 9}

        told = mock.Mock(stdout=version + "\n")
        with mock.patch.object(datasets.subprocess, "run", return_value=told), mock.patch.object(
                datasets, "make", side_effect=make) as made:
            found = datasets.provide("summit-cdr", self.directory, options)
        self.assertEqual((found.bytes, found.plain_bytes), (5, 9))
        return made.called

    def test_data_are_used_again_only_if_made_with_the_same_options_by_the_same_version(self):
        self.assertTrue(self.provide())
        self.assertFalse(self.provide())
        self.assertTrue(self.provide(datasets.Options(rows=10, lines=1, files=1, prefixes=1000, seed=2)))
        self.assertTrue(self.provide())
        self.assertTrue(self.provide(version="2"))

    def test_data_left_half_made_are_made_again(self):
        self.provide()
        (self.directory / self.OPTIONS.directory_name() / datasets.MARK).write_text("{", "utf-8")
        self.assertTrue(self.provide())


class FloorTests(Directory):
    def test_inflating_counts_all_members(self):
        import gzip

        path = self.directory / "two.gz"
        path.write_bytes(gzip.compress(b"a" * 500_000) + gzip.compress(b"bc"))
        self.assertEqual(floors.zlib(path), 500_002)

    def test_writing_makes_a_file_of_that_size(self):
        size = 3 * floors.BUFFER_BYTES + 5
        self.assertEqual(floors.write(self.directory / "file", str(size)), size)
        self.assertEqual((self.directory / "file").stat().st_size, size)
        self.assertEqual(floors.read(self.directory / "file"), size)


class BarTests(unittest.TestCase):
    def judged(self, name, found):
        return next(bar["met"] for bar in bars.rows({name: found}) if bar["measured"] != "not run")

    def test_bars_are_met_at_the_bar_and_not_below(self):
        ratio = lambda value: {"median": value, "min": value, "max": value}
        spill = lambda peak, time: {"subjects": {"limited": {"peak_bytes": {"max": peak}}}, "ratio": ratio(time), "same_bytes": True}
        peers = lambda value: {"fastest_peer": "chdb", "ratios": {"chdb": ratio(value)}, "subjects": {}}
        gzip = lambda value: {"subjects": {name: {"seconds": ratio(1)} for name in ("summit-cdr", "plain")}, "ratios": {"plain": ratio(value)}}
        for name, met, missed in [
                ("workers", {"speed_up": ratio(1.7)}, {"speed_up": ratio(1.69)}),
                ("small-files", {"speed_ratio": ratio(0.5)}, {"speed_ratio": ratio(0.49)}),
                ("spill", spill(300 << 20, 1.2), spill((300 << 20) + 1, 1.2)),
                ("spill", spill(1, 1.2), spill(1, 1.21)),
                ("plain", peers(10), peers(9.9)), ("gzip", peers(7), peers(6.9)), ("one-gzip", gzip(1.35), gzip(1.36))]:
            with self.subTest(name):
                self.assertIs(self.judged(name, met), True)
                self.assertIs(self.judged(name, missed), False)

    def test_what_was_skipped_is_neither_met_nor_missed(self):
        rows = bars.rows({"spill": {"skipped": "no option --memory-limit"}})
        self.assertEqual({row["met"] for row in rows}, {None})
        self.assertIn("skipped: no option --memory-limit", [row["measured"] for row in rows])

    def test_the_stages_are_read_from_the_profile(self):
        self.assertEqual(subjects.stages(PROFILE), {"registry": 0.014, "scan": 0.103, "read again": 0.010, "all": 0.195})

    def test_a_table_has_as_many_cells_in_each_row(self):
        lines = report.table(["", "seconds"], [("ours", "1"), ("theirs", "2")]).splitlines()
        self.assertEqual({line.count("|") for line in lines}, {3})


if __name__ == "__main__":
    unittest.main()
