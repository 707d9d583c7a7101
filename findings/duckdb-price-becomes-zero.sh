#!/usr/bin/env bash
# The sum of a column of prices depends on the order of the rows: 350.00, or 0.
#
# Package: duckdb 2.0.1 (PyPI), read_csv.
#
# Input: a CSV file of 26,000 calls with a price. 25,000 are within the allowance and cost 0, 1,000 cost 0.35. No
# quotes, no decimal comma, no missing values.
#
# What most expect: types are guessed from a sample of 20,480 rows, that is well known; so a value that does not fit
# the guess stops the reading with a conversion error that asks for a larger sample. `abc` in that column does. Or,
# since the documentation says that a regular file is sampled in several places, that DOUBLE is guessed anyway.
#
# What is seen: with the free calls first the column is BIGINT, each 0.35 is read as 0, and the sum is 0. (0.65 is
# read as 1.) There is no error and no warning, and with store_rejects there is no rejected row. With the dear calls
# first, or with sample_size=-1, the sum is 350.
#
# Documented: the sample is (duckdb.org, "CSV Auto Detection"), the rounding is not; duckdb/duckdb issue 25824 reports
# it.
#
# What it leads to: an invoice of 0 in a month in which the dear calls come late.
#
# Our program: a column is what its layout says, whatever the rows before it held (docs/formats.md, "Seconds"), money
# is an exact decimal (docs/rating.md), and a cell that does not fit rejects its row. The DuckDB job of
# Benchmarks/peers reads all columns as VARCHAR.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1

cat > "$folder/look.py" <<'PYTHON'
import os
import sys

import duckdb

folder = sys.argv[1]
db = duckdb.connect()


def write(name, *prices):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="ascii") as file:
        file.write("id,price\n")
        file.writelines(f"c{number},{price}\n" for number, price in enumerate(prices))
    return path


def look(path, options=""):
    return db.execute(f"SELECT sum(price), any_value(typeof(price)) FROM read_csv('{path}'{options})").fetchall()[0]


free = ["0"] * 25_000
late = write("late.csv", *free, *["0.35"] * 1_000)
seen = {
    "free calls first": look(late),
    "free calls first, with rejects": look(late, ", store_rejects = true"),
    "free calls first, whole file as the sample": look(late, ", sample_size = -1"),
    "dear calls first": look(write("early.csv", *["0.35"] * 1_000, *free)),
    "calls of 0.65 last": look(write("more.csv", *free, *["0.65"] * 1_000)),
}
for name, (total, type_) in seen.items():
    print(f"{name:45} {float(total):8.2f} {type_}")
rejects = db.execute("SELECT count(*) FROM reject_errors").fetchone()[0]
print(f"{'rejected rows':45} {rejects:8}")
try:
    word = "read: %s" % (look(write("word.csv", *free, "abc")),)
except duckdb.Error as error:
    word = "error"
print(f"{'abc in place of a price':45} {word:>8}")

totals = [round(float(total), 2) for total, _ in seen.values()]
if totals != [0, 0, 350, 350, 1000] or seen["free calls first"][1] != "BIGINT" or rejects or word != "error":
    sys.exit("changed")
print("seen: 1,000 calls of 0.35 come to 0 because 25,000 free ones stand before them")
PYTHON
"$folder/venv/bin/python" "$folder/look.py" "$folder"
