#!/usr/bin/env bash
# A tariff of 0.35 is read as 35, and one of 12.34 as 1234, without an error.
#
# Package: babel 2.19.0 (PyPI), numbers.parse_decimal with the locale pt_BR.
#
# Input: prices of a carrier's list, some of it with a comma, as Brazilians write, and some with a point, as exports of
# databases do.
#
# What most expect: in pt_BR the point parts groups of three digits. "0.35" and "12.34" have no such groups, so they are
# refused, as parse_decimal refuses letters; or they are taken for 0.35, as people would.
#
# What is seen: points are taken away regardless of where they stand: 0.35 is 35, 12.34 is 1234, 1.5 is 15, and "1.2.3,4" is
# 123.4. Only `strict=True` refuses them, and then says which number may have been meant.
#
# Documented: the docstring shows how `strict=True` refuses 30.00 in German; what it is without that is not shown.
#
# What it leads to: one row of a list with a point in it charges a hundred times its price.
#
# Our program: prices have a point and no groups, in every table; a comma is refused with the line and what was expected
# (docs/formats.md).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.19.0

cat > "$folder/look.py" <<'PYTHON'
import sys

from babel.numbers import NumberFormatError, parse_decimal

seen = {text: str(parse_decimal(text, locale="pt_BR")) for text in ["0,35", "0.35", "12.34", "1.5", "1.2.3,4"]}
for text, value in seen.items():
    try:
        strict = parse_decimal(text, locale="pt_BR", strict=True)
    except NumberFormatError as error:
        strict = f"refused ({error})"
    print(f"{text:8} is {value:6} strict: {strict}")
try:
    parse_decimal("0,35 reais", locale="pt_BR")
    refuses = False
except NumberFormatError:
    refuses = True
if seen != {"0,35": "0.35", "0.35": "35", "12.34": "1234", "1.5": "15", "1.2.3,4": "123.4"} or not refuses:
    sys.exit("changed")
print("seen: a point is taken away wherever it stands")
PYTHON
"$folder/venv/bin/python" "$folder/look.py"
