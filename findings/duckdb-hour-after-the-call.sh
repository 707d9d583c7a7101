#!/usr/bin/env bash
# Truncated to the hour, a call begins half an hour later than it did.
#
# Package: duckdb 2.0.1 (PyPI), date_trunc and date_diff of TIMESTAMP WITH TIME ZONE (its ICU extension, built in).
#
# Input: two calls an hour apart in the night in which Brazil's clocks were set back at midnight: 23:30 of 2018-02-17
# came twice, first at -02 (1518917400), then at -03 (1518921000). They are given as instants, so nothing is
# ambiguous.
#
# What most expect: 23:00-02 and 23:00-03. A TIMESTAMPTZ is an instant, so truncating knows which of the two it has;
# and whatever the zone, date_trunc(x) <= x. PostgreSQL answers so (risingwavelabs/risingwave issue 12072 shows it),
# and date_trunc('minute'), time_bucket('1 hour') of the same instants and date_sub keep them apart in DuckDB, too.
#
# What is seen: date_trunc('hour') of both is 23:00-03. That of the first call is 1,800 s *after* the call. Grouped by
# the hour the two hours of calls are one row of double height. date_diff('hour') between them is 0,
# date_diff('minute') is 60.
#
# Documented: the function's description is "Truncate to specified precision"; nothing about a repeated hour.
#
# What it leads to: a window "hour <= start" loses the calls of an hour, a busy hour comes out twice as busy, and an
# hour's calls are counted in the band of the next.
#
# Our program: a start is kept as an instant, and dates and windows follow from it once (docs/formats.md, "Times");
# CallFieldReaderTests and RecordsTests have this very night.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1

cat > "$folder/look.py" <<'PYTHON'
import sys

import duckdb

db = duckdb.connect()
db.execute("SET TimeZone = 'America/Sao_Paulo'")
db.execute("CREATE TABLE calls AS SELECT to_timestamp(unnest([1518917400, 1518921000])) AS start")

rows = db.execute("""
    SELECT start::VARCHAR, date_trunc('minute', start)::VARCHAR, time_bucket(INTERVAL '1 hour', start)::VARCHAR,
           date_trunc('hour', start)::VARCHAR, epoch(date_trunc('hour', start))::BIGINT - epoch(start)::BIGINT
    FROM calls ORDER BY start""").fetchall()
for start, minute, bucket, hour, later in rows:
    print(f"start {start}: minute {minute}, bucket of an hour {bucket}, hour {hour}, {later:+} s")

hours = db.execute("SELECT date_trunc('hour', start)::VARCHAR, count(*) FROM calls GROUP BY ALL").fetchall()
print("calls by the hour:", hours)
between = db.execute("""
    SELECT date_diff('hour', min(start), max(start)), date_sub('hour', min(start), max(start)),
           date_diff('minute', min(start), max(start)) FROM calls""").fetchone()
print("between them: date_diff hour %d, date_sub hour %d, date_diff minute %d" % between)

if (
    [row[2] for row in rows] != ["2018-02-17 23:00:00-02", "2018-02-17 23:00:00-03"]
    or [row[4] for row in rows] != [1800, -1800]
    or hours != [("2018-02-17 23:00:00-03", 2)]
    or between != (0, 1, 60)
):
    sys.exit("changed")
print("seen: the hour of the first call begins half an hour after it")
PYTHON
"$folder/venv/bin/python" "$folder/look.py"
