#!/usr/bin/env bash
# A thousand calls of half a centavo come to 0.00, in decimals; and one product has two values in one package.
#
# Package: polars 2.1.0 (PyPI), its Decimal type.
#
# Input: prices a minute and minutes as Decimal(10, 2), multiplied; and calls of 6 s at 0.05 a minute.
#
# What most expect: Decimal is chosen so that nothing is rounded unasked. The scale of a product is the sum of the
# scales: 0.15 * 0.10 = 0.0150, as in the SQL standard, PostgreSQL, DuckDB, Arrow and Python's decimal. A quotient has
# some more digits.
#
# What is seen: an expression keeps the larger of the two scales and rounds each row to it, half to even: 0.15 * 0.10
# is 0.02, 0.15 * 0.50 is 0.08, 0.15 * 0.30 is 0.04; together 0.14 in place of 0.135. price * seconds / 60 is 0.00 for
# each of the short calls, and 0.00 for a thousand of them; summed first and divided then it is 5.00. The same product
# of the same frame by DataFrame.sql() has four decimals: 0.0150.
#
# Documented: in the pull request that brought it (pola-rs/polars 24542, "the maximum scale is chosen"), not in the
# docstring of pl.Decimal; that SQL differs we found nowhere.
#
# What it leads to: rounding per row and half to even, where a tariff says once and half up; short calls are free.
#
# Our program: amounts are exact fractions of integers and rounded once (docs/rating.md, section 6).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check polars==2.1.0 polars-runtime-32==2.1.0

cat > "$folder/look.py" <<'PYTHON'
import sys

import polars as pl

calls = pl.DataFrame({"price": ["0.15"] * 3, "minutes": ["0.10", "0.50", "0.30"]})
calls = calls.with_columns(pl.all().cast(pl.Decimal(10, 2)))
product = calls.select(amount=pl.col("price") * pl.col("minutes"))["amount"]
by_sql = calls.sql("SELECT price * minutes AS amount FROM self")["amount"]
for name, column in {"expression": product, "sql": by_sql}.items():
    print(f"{name:10} {column.dtype}: {', '.join(map(str, column))}; sum {column.sum()}")

short = pl.DataFrame({"price": ["0.05"] * 1_000, "seconds": [6] * 1_000})
short = short.with_columns(pl.col("price").cast(pl.Decimal(10, 2)))
each, whole = short.select(
    each=(pl.col("price") * pl.col("seconds") / 60).sum(),
    whole=(pl.col("price") * pl.col("seconds")).sum() / 60,
).row(0)
print(f"1,000 calls of 6 s at 0.05 a minute: divided each {each}, divided once {whole}")

if (
    [str(value) for value in product] != ["0.02", "0.08", "0.04"]
    or [str(value) for value in by_sql] != ["0.0150", "0.0750", "0.0450"]
    or (str(each), str(whole)) != ("0.00", "5.00")
):
    sys.exit("changed")
print("seen: each row is rounded to the scale of its factors, but not in SQL")
PYTHON
"$folder/venv/bin/python" "$folder/look.py"
