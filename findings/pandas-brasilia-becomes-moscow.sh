#!/usr/bin/env bash
# 22:30 at UTC-03:00 is 22:30 in Brasília by to_datetime, and 22:30 in Moscow by Timestamp, six hours earlier.
#
# Package: pandas 3.1.1 (PyPI), with python-dateutil 4.0.0 and numpy 2.4.6: Timestamp and to_datetime of one text, and
# read_csv with parse_dates.
#
# Input: "2026-11-09 22:30:00 UTC-03:00", and the same with GMT-0300, as telephone switches and browsers write local
# time in Brazil. UTC-03:00 is also what pandas itself writes for three hours west: the dtype of such a column is
# datetime64[us, UTC-03:00], and Timestamp(…, tz="UTC-03:00") is three hours west.
#
# What most expect: one instant, 2026-11-10 01:30 UTC, by whatever function of the package reads the text; or an error.
#
# What is seen: to_datetime, and a column that read_csv parses, say 01:30 of the 10th, Timestamp says 19:30 of the 9th;
# with -03:00 alone all say 01:30. There is no error and no warning.
#
# Documented: not by pandas. python-dateutil, which reads what pandas does not know, has a remark in its source ("my time
# +3 is GMT") and an open issue (dateutil/dateutil#70); that the two functions of pandas differ is not in it.
#
# What it leads to: calls of the evening are of another day, and at the end of a cycle of another bill; which one depends
# on whether rows are read one by one or as a column.
#
# Our program: a zone such as UTC-3 is refused in a layout, since it means two things, and in a row `ZZ` reads UTC and
# GMT alone, or an offset, whose sign is that of ISO 8601; a row with both is bad-timestamp unless the pattern says
# 'UTC'ZZ (docs/formats.md, "Times"). ForeignLayoutTests and LayoutFaultTests have both.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 python-dateutil==4.0.0 numpy==2.4.6

cat > "$folder/look.py" <<'PYTHON'
import io
import sys
import warnings

import pandas as pd

warnings.simplefilter("error")


def utc(instant):
    return instant.tz_convert("UTC").strftime("%d %H:%M")


seen = {}
for zone in ("-03:00", "UTC-03:00", "GMT-0300"):
    text = f"2026-11-09 22:30:00 {zone}"
    column = pd.read_csv(io.StringIO(f"start\n{text}\n{text}\n"), parse_dates=["start"])["start"]
    seen[zone] = (utc(pd.to_datetime(text)), utc(pd.Timestamp(text)), utc(column[0]))
    print(f"{text:31} to_datetime {seen[zone][0]}, Timestamp {seen[zone][1]}, read_csv {seen[zone][2]} UTC")
own = str(pd.Series([pd.Timestamp("2026-11-09 22:30:00 -03:00")]).dtype), utc(
    pd.Timestamp("2026-11-09 22:30:00", tz="UTC-03:00"))
print("what pandas writes for -03:00:", own[0], "and reads as a zone:", own[1], "UTC")

right, wrong = "10 01:30", "09 19:30"
if seen != {
    "-03:00": (right, right, right),
    "UTC-03:00": (right, wrong, right),
    "GMT-0300": (right, wrong, right),
} or own != ("datetime64[us, UTC-03:00]", right):
    sys.exit("changed")
print("seen: one text is two instants, six hours and a day apart, without an error")
PYTHON
"$folder/venv/bin/python" "$folder/look.py"
