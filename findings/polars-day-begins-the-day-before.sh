#!/usr/bin/env bash
# The day of 2018-11-04 begins at 23:00 of 2018-11-03, and the day after 00:30 is the same day.
#
# Package: polars 2.1.0 (PyPI), datetime_range, dt.offset_by and group_by_dynamic with a time zone.
#
# Input: days in America/Sao_Paulo around 2018-11-04, when Brazil's clocks were set forward at midnight: 00:00 to
# 00:59 of that day do not exist, it begins at 01:00. Times given are valid ones.
#
# What most expect: an error, as replace_time_zone, datetime and str.to_datetime raise for such a time; or 01:00, as
# dt.truncate("1d") of the same package says, and as RFC 5545 has it, which the documentation of offset_by says it
# follows ("by calendar day we mean the corresponding time on the next day … we follow RFC-5545"; its 3.3.5 reads a
# time that is skipped with the offset before the gap, so 00:30 becomes 01:30).
#
# What is seen: no error, and a time *before* the gap. datetime_range by "1d" has 2018-11-03 00:00, 2018-11-03 23:00,
# 2018-11-05 00:00. A day after 2018-11-03 00:30 is 2018-11-03 23:30, a month after 2018-10-04 00:00 is 2018-11-03
# 23:00. group_by_dynamic(every="1d") puts a call at 23:30 of the 3rd into the next day's group; a group_by of
# dt.truncate("1d") of the same rows does not.
#
# Documented: the contrary, see above.
#
# What it leads to: calls of the last hour of a day, and of a cycle that begins then, are counted in the next one.
#
# Our program: a cycle is of local dates, and a skipped time is read with the offset before the change
# (docs/formats.md, "Times"; docs/rating.md, "Cycle and allowance"). CallFieldReaderTests, TimeTests and RecordsTests
# have this night.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check polars==2.1.0 polars-runtime-32==2.1.0

cat > "$folder/look.py" <<'PYTHON'
import sys
from datetime import datetime

import polars as pl

ZONE = "America/Sao_Paulo"


def local(*times):
    return pl.Series("start", times).dt.replace_time_zone(ZONE)


def text(series):
    return series.dt.to_string("%Y-%m-%d %H:%M%z").to_list()


days = text(pl.datetime_range(datetime(2018, 11, 3), datetime(2018, 11, 5), "1d", time_zone=ZONE, eager=True))
print("datetime_range by a day:    ", ", ".join(days))
day_later = text(local(datetime(2018, 11, 3, 0, 30)).dt.offset_by("1d"))
print("a day after 11-03 00:30:    ", *day_later)
month_later = text(local(datetime(2018, 10, 4)).dt.offset_by("1mo"))
print("a month after 10-04 00:00:  ", *month_later)
truncated = text(local(datetime(2018, 11, 4, 12)).dt.truncate("1d"))
print("11-04 12:00 truncated:      ", *truncated)
try:
    given = text(local(datetime(2018, 11, 4)))
except pl.exceptions.ComputeError:
    given = ["error"]
print("11-04 00:00 itself:         ", *given)

calls = pl.DataFrame(local(datetime(2018, 11, 3, 12), datetime(2018, 11, 3, 23, 30), datetime(2018, 11, 4, 12)))
dynamic = calls.group_by_dynamic("start", every="1d").agg(calls=pl.len())["calls"].to_list()
by_day = calls.group_by(day=pl.col("start").dt.truncate("1d"), maintain_order=True)
plain = by_day.agg(calls=pl.len())["calls"].to_list()
print("calls of the 3rd, the 4th:   by group_by_dynamic", dynamic, "by truncate", plain)

if (
    days != ["2018-11-03 00:00-0300", "2018-11-03 23:00-0300", "2018-11-05 00:00-0200"]
    or day_later != ["2018-11-03 23:30-0300"]
    or month_later != ["2018-11-03 23:00-0300"]
    or truncated != ["2018-11-04 01:00-0200"]
    or given != ["error"]
    or (dynamic, plain) != ([1, 2], [2, 1])
):
    sys.exit("changed")
print("seen: a midnight that does not exist becomes 23:00 of the day before, without an error")
PYTHON
"$folder/venv/bin/python" "$folder/look.py"
