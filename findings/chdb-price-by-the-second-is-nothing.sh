#!/usr/bin/env bash
# A call of ten minutes at 0.35 a minute costs 0, and one of a minute at 1.19 costs 0.60, in decimals.
#
# Package: chdb 4.4.0 (PyPI), ClickHouse's SQL, its Decimal types.
#
# Input: a price a minute as Decimal(10, 2), divided by 60 and multiplied by the seconds, as in the sentence "the price of a
# minute is charged by the second"; and the same with a price of four decimals.
#
# What most expect: decimals are chosen so that nothing is lost unasked. A quotient of decimals has more digits than what
# is divided: six and more in the SQL standard's usual forms, 16 in PostgreSQL; DuckDB answers with a DOUBLE.
#
# What is seen: the quotient has the scale of what is divided and is cut, not rounded: 0.35 / 60 is 0.00, so 600 s
# cost 0; 1.19 / 60 is 0.01, so 60 s cost 0.60. With 1.1900 it is 0.0198 and 1.1880. There is no error. The same factors
# in another order, price * seconds / 60, give 3.50 and 1.19.
#
# Documented: the scale of a quotient, in the page on Decimal; that it is cut only by an example.
#
# What it leads to: prices below 0.60 a minute cost nothing, dearer ones up to half too little.
#
# Our program: amounts are exact fractions of integers and rounded once (docs/rating.md, section 6).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check chdb==4.4.0 chdb-core==26.9.0

cat > "$folder/look.py" <<'PYTHON'
import sys

import chdb

seen = []
for price, scale, seconds in [("0.35", 2, 600), ("1.19", 2, 60), ("1.1900", 4, 60)]:
    value = f"toDecimal64('{price}', {scale})"
    answer = chdb.query(f"SELECT {value} / 60 * {seconds}, {value} * {seconds} / 60", "TSV")
    divided, multiplied = str(answer).split()
    print(f"{seconds} s at {price}: price / 60 * seconds {divided}, price * seconds / 60 {multiplied}")
    seen.append((divided, multiplied))
if seen != [("0", "3.5"), ("0.6", "1.19"), ("1.188", "1.19")]:
    sys.exit("changed")
print("seen: the price of a second is cut to the decimals of that of a minute")
PYTHON
"$folder/venv/bin/python" "$folder/look.py"
