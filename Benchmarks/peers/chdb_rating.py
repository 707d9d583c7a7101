"""The rating job in chDB (ClickHouse in the process): files to files, one session with a directory of its own.

What was chosen, and why (each measured on 5,000,000 rows against the alternative):

- `LineAsString` and `splitByChar`: faster here than the CSV format, and it alone tells missing and extra fields.
  The virtual column `_row_number` gives each row's line for `source`.
- Dictionaries, not joins: `RANGE_HASHED` finds the line of a number on a day, `HASHED` the zone of a prefix of each
  length and the price of (plan, zone, day, band), `FLAT` the attributes. So reading, normalising and pricing is one
  pass over the files, in vectors, with nothing stored between.
- Numbers are UInt64, normalised by a dictionary of dialled forms (`dialling.py`) and integer arithmetic.
- Only calls whose global_id and start come twice enter the window function that finds duplicates.
- Allowances are running sums, and only those that a cycle's calls exceed are summed call by call.
- Sorted by integer ranks of lines and contracts; their text is looked up after the sort.
- `CustomSeparated` with raw fields writes unquoted CSV: no field of the generated data needs quotes.
- Money is Int64 millionths.

Tried and left, on a machine that was not quiet, by processor time:

- the whole job, 1,000,000 rows, one or two runs each: expressions not compiled, or compiled at first use; short circuits
  forced; blocks of 8,192 and 16,384 rows, or of 2 MB. None was better beyond noise.
- reading and splitting alone, 2,000,000 rows: `pread`, no parallel parsing, no limit of memory per thread, four threads on
  two processors: no difference. CSV and CustomSeparated, with a thirteenth nullable column to tell extra fields, took
  about twice and more of what `LineAsString` with `splitByChar` takes.

Not done as the product does: `\\r\\n` and start times of other offsets than -03:00, neither of which is generated.
"""

import datetime
import os
import shutil
import tempfile

import chdb
import pyarrow
from chdb import session

import common
from common import COLLECT, E164, NATIONAL, NONE, SPECIAL, UNIFIED, three_digit_country_heads
from dialling import forms, unified_sql
from small_tables import SmallTables, cut_periods, narrowest, only_one

FIRST_DAY, LAST_DAY = datetime.date(1970, 1, 1), datetime.date(2149, 6, 5)  # of ClickHouse's Date
EPOCH = datetime.date(1970, 1, 1)


class Database:
    """A session with the settings of the job."""

    def __init__(self, threads):
        self.directory = tempfile.mkdtemp(prefix="chdb-rating-")
        self.session = session.Session(self.directory)
        self.session.query("CREATE DATABASE r ENGINE = Atomic")
        self.settings = f"SETTINGS max_threads = {threads}, max_insert_threads = {threads}"

    def run(self, sql, settings=""):
        return self.session.query(f"{sql} {self.settings}{settings}", "CSV")

    def rows(self, sql):
        """Rows as lists of texts; for few rows, without quotes in them."""
        text = str(self.session.query(f"{sql} {self.settings}", "TSV"))
        return [line.split("\t") for line in text.splitlines()]

    def table(self, name, types, columns):
        """A table from Python lists. The table function `Python` finds `arrow` by its name in this frame."""
        arrow = pyarrow.table(columns)
        self.session.query(f"CREATE TABLE r.{name} ({types}) ENGINE = Memory")
        if arrow.num_rows:
            listed = ", ".join(columns)
            self.session.query(f"INSERT INTO r.{name} ({listed}) SELECT {listed} FROM Python(arrow)")

    def dictionary(self, name, types, key, layout, extra=""):
        self.session.query(f"""CREATE DICTIONARY r.{name}_dictionary ({types}) PRIMARY KEY {key}
            SOURCE(CLICKHOUSE(DB 'r' TABLE '{name}')) LAYOUT({layout}) {extra} LIFETIME(0)""")

    def close(self):
        self.session.close()
        shutil.rmtree(self.directory, ignore_errors=True)


def load_lines(db, directory, small):
    """The lines, a row a period, and dictionaries of who owns which number, trunk and account code on which days."""
    plans = ", ".join(str(small.plan_codes[plan["id"]]) for plan in small.plans)
    ids = ", ".join(f"'{plan['id']}'" for plan in small.plans)
    pooled = [plan["plan"] for plan in small.plans if plan["is_pooled"]] or [-1]
    grace = [plan["grace_s"] for plan in small.plans]
    text = ("id String, contract String, number String, plan String, reset_day UInt8, active_from String, "
            "active_until String, active String, trunk String, account_code String, range_start String, "
            "range_end String, credit_limit String")
    columns = ("line UInt64, id String, contract String, number String, plan Int64, area Int64, reset_day Int64, "
               "grace_s Int64, is_active UInt8, holder Int64, line_rank Int64, contract_rank Int64")
    db.run(f"""
        CREATE TABLE r.lines_all ENGINE = Memory AS
        SELECT rowNumberInAllBlocks() AS line, *, toInt64(dense_rank() OVER (ORDER BY id)) AS line_rank,
          toInt64(dense_rank() OVER (ORDER BY contract)) AS contract_rank,
          transform(l.plan, [{ids}], [{plans}], -1) AS plan_code, toInt64(substring(number, 3, 2)) AS area,
          if(active_from = '', toDate('{FIRST_DAY}'), toDate(active_from)) AS first_day,
          if(active_until = '', toDate('{LAST_DAY}'), toDate(active_until)) AS last_day
        FROM file('{os.path.join(directory, "lines.csv")}', 'CSVWithNames', '{text}') l""")
    db.run(f"""
        CREATE TABLE r.lines ({columns}) ENGINE = Memory AS
        SELECT line, id, contract, number, plan_code, area, reset_day, arrayElement({grace}, plan_code + 1),
          active != 'no', if(plan_code IN ({', '.join(map(str, pooled))}), -contract_rank, line_rank), line_rank,
          contract_rank
        FROM r.lines_all""")
    db.dictionary("lines", columns, "line", "FLAT(INITIAL_ARRAY_SIZE 50000 MAX_ARRAY_SIZE 50000000)")
    db.run(f"""
        CREATE TABLE r.number_claims ENGINE = Memory AS
        SELECT toUInt64(number) AS value, first_day, last_day, 0 AS rank, line FROM r.lines_all
        UNION ALL
        SELECT toUInt64(d.number), l.first_day, l.last_day, 1, l.line
        FROM file('{os.path.join(directory, "dids.csv")}', 'CSVWithNames', 'line String, number String') d
        JOIN r.lines_all l ON l.id = d.line
        UNION ALL
        SELECT arrayJoin(range(toUInt64(range_start), toUInt64(range_end) + 1)), first_day, last_day,
          toUInt64(range_end) - toUInt64(range_start) + 2, line
        FROM r.lines_all WHERE range_start != ''""")
    owners(db, "number", "UInt64", narrowest, "RANGE_HASHED()")
    for name, column in (("trunk", "trunk"), ("account", "account_code")):
        db.run(f"""CREATE TABLE r.{name}_claims ENGINE = Memory AS
                   SELECT {column} AS value, first_day, last_day, line_rank AS rank, line FROM r.lines_all
                   WHERE {column} != ''""")
        owners(db, name, "String", only_one, "COMPLEX_KEY_RANGE_HASHED()")


def owners(db, name, value_type, choose, layout):
    """Values with one claim, nearly all, as they are; the others cut into disjoint periods in Python."""
    types = f"value {value_type}, first_day Date, last_day Date, line Int64"
    often = f"(SELECT value FROM r.{name}_claims GROUP BY value HAVING count() > 1)"
    several = db.rows(f"""SELECT value, toUInt16(first_day), toUInt16(last_day), rank, line FROM r.{name}_claims
                          WHERE value IN {often}""")
    claims = [(value, int(first), int(last), int(rank), int(line)) for value, first, last, rank, line in several]
    periods = cut_periods(claims, choose)
    convert = int if value_type == "UInt64" else str
    value_arrow = pyarrow.uint64() if value_type == "UInt64" else pyarrow.string()
    db.table(f"{name}_owners", types, {
        "value": pyarrow.array([convert(period[0]) for period in periods], value_arrow),
        "first_day": pyarrow.array([EPOCH + datetime.timedelta(days=period[1]) for period in periods], pyarrow.date32()),
        "last_day": pyarrow.array([EPOCH + datetime.timedelta(days=period[2]) for period in periods], pyarrow.date32()),
        "line": pyarrow.array([period[3] for period in periods], pyarrow.int64())})
    db.run(f"""INSERT INTO r.{name}_owners SELECT value, first_day, last_day, line FROM r.{name}_claims
               WHERE value NOT IN {often}""")
    db.dictionary(f"{name}_owners", types, "value", layout, "RANGE(MIN first_day MAX last_day)")


def load_small(db, small):
    rows = forms()
    packed = [area | kind << 7 | mobile << 10 | 1 << 11 for _, area, kind, mobile in rows]
    db.table("forms", "key UInt64, form UInt16", {"key": [row[0] for row in rows], "form": packed})
    db.dictionary("forms", "key UInt64, form UInt16", "key", "HASHED()")
    prefixes = [(prefix * 64 + length * 2 + (kind == "national"), zone)
                for (kind, length), group in small.prefixes.items() for prefix, zone in group]
    db.table("prefixes", "key UInt64, zone Int16", {"key": [p for p, _ in prefixes], "zone": [z for _, z in prefixes]})
    db.dictionary("prefixes", "key UInt64, zone Int16 DEFAULT -1", "key", "HASHED()")
    db.table("prices", "key UInt64, rate Int32", {"key": [k for k, _ in small.prices], "rate": [r for _, r in small.prices]})
    db.dictionary("prices", "key UInt64, rate Int32 DEFAULT -1", "key", "HASHED()")
    moments = dict(small.moments)
    db.table("bands", "key UInt64, band UInt8", {"key": list(range(11520)), "band": [moments.get(m, 0) for m in range(11520)]})
    db.dictionary("bands", "key UInt64, band UInt8", "key", "FLAT()")
    steps = "".join(f", from_{k} Int64, price_{k} Int64" for k in range(small.step_count))
    types = f"rate UInt64, fee Int64, minimum_s Int64, step_s Int64, price_text String{steps}"
    columns = small.rate_columns()
    columns["price_text"] = [text or "" for text in columns["price_text"]]
    db.table("rates", types, columns)
    db.dictionary("rates", types, "rate", "FLAT()")
    load_allowances(db, small)


def load_allowances(db, small):
    types = "key UInt64, time_allowance Int64 DEFAULT -1, time_amount Int64, value_allowance Int64 DEFAULT -1, value_amount Int64"
    columns = {"key": [plan * len(small.zone_codes) + zone for plan, zone in small.allowances]}
    for kind in ("time", "value"):
        found = [entry.get(kind, (-1, 0)) for entry in small.allowances.values()]
        columns[f"{kind}_allowance"], columns[f"{kind}_amount"] = [f[0] for f in found], [f[1] for f in found]
    db.table("allowances", types.replace(" DEFAULT -1", ""), columns)
    db.dictionary("allowances", types, "key", "FLAT()")


def cell_stages(name, cell):
    """Value, length and sign of a number's cell, its form, and its code if it is not Brazilian; nearly all cells are
    plain digits. A stage is one level of subquery: ClickHouse copies an alias wherever it is used."""
    heads = ", ".join(map(str, three_digit_country_heads()))
    return [
        [f"{cell} AS {name}_cell", f"toUInt64OrNull({cell}) AS {name}_quick"],
        [f"isNotNull({name}_quick) AND NOT startsWith({name}_cell, '+') AS {name}_plain"],
        [f"if({name}_plain, {name}_cell, replaceRegexpAll({name}_cell, '[ .()-]', '')) AS {name}_clean"],
        [f"NOT {name}_plain AND startsWith({name}_clean, '+') AS {name}_plus"],
        [f"if({name}_plus, substring({name}_clean, 2), {name}_clean) AS {name}_d"],
        [f"if({name}_plain OR match({name}_d, '^[0-9]+$'), toInt64(length({name}_d)), toInt64(0)) AS {name}_all"],
        [f"if({name}_all <= 19, {name}_all, toInt64(0)) AS {name}_l",
         f"toInt64(multiIf({name}_plain, assumeNotNull({name}_quick), {name}_all BETWEEN 1 AND 19, toUInt64OrZero({name}_d), 0)) "
         f"AS {name}_v"],
        [f"dictGetOrDefault('r.forms_dictionary', 'form', toUInt64(intDiv({name}_v, 100000000) * 64 + {name}_l "
         f"+ 32 * {name}_plus), toUInt16(0)) AS {name}_form",
         f"NOT {name}_plus AND {name}_l >= 11 AND {name}_v >= 0 AND {name}_v < toInt64(intExp10(greatest({name}_l, 2) - 2)) AS {name}_00"],
        [f"if({name}_00, {name}_v % toInt64(intExp10(greatest({name}_l, 4) - 4)), {name}_v) AS {name}_n",
         f"if({name}_00, {name}_l - 4, {name}_l) AS {name}_nl"],
        [f"""multiIf(
        NOT {name}_plus AND {name}_l IN (10, 11)
          AND intDiv({name}_v, if({name}_l = 10, 1000000, 10000000)) IN (800, 300, 303, 500, 900), {name}_v * 8 + {NATIONAL},
        {unified(name)}, {name}_v % 100000000 * 8 + {UNIFIED},
        NOT {name}_plus AND {name}_l BETWEEN 3 AND 5 AND intDiv({name}_v, toInt64(intExp10(greatest({name}_l, 1) - 1))) = 1,
          {name}_v * 8 + {SPECIAL},
        {name}_nl BETWEEN 7 AND 15 AND {name}_n >= toInt64(intExp10(greatest({name}_nl, 1) - 1))
          AND intDiv({name}_n, toInt64(intExp10(greatest({name}_nl, 3) - 3))) IN ({heads}), {name}_n * 8 + {E164}, toInt64(0)) AS {name}_other"""],
    ]


def nested(source, stages):
    for stage in stages:
        source = f"SELECT *, {', '.join(stage)} FROM ({source})"
    return source


def unified(name):
    return unified_sql(f"{name}_v", f"{name}_l", f"{name}_plus", lambda value, power: f"intDiv({value}, {power})")


def code_sql(name, area):
    """The code of a number, 0 if no rule matches."""
    number_area = f"if({name}_form % 128 = 0, toInt64({area}), toInt64({name}_form % 128))"
    rest = f"({name}_v % 100000000)"
    is_mobile = f"(bitAnd({name}_form, 1024) != 0 OR {rest} >= 60000000)"
    return f"""if({name}_form != 0 AND {number_area} != 0 AND (bitAnd({name}_form, 1024) != 0 OR {rest} >= 20000000)
        AND {name}_other % 8 != {UNIFIED},
      if({is_mobile}, (5500 + {number_area}) * 1000000000 + 900000000, (5500 + {number_area}) * 100000000) * 8 + {rest} * 8
        + toInt64(bitAnd(bitShiftRight({name}_form, 7), 7)), {name}_other)"""


def zone_sql(small):
    """The zone of the longest prefix: Brazilian numbers of 12 or 13 digits, numbers abroad, 0PPP numbers."""
    def longest(kind, head):
        lengths = [length for table, length in small.prefixes if table == kind]
        sql = "-1"
        for length in reversed(lengths):
            key = f"{head(length)} * 64 + {length * 2 + (kind == 'national')}"
            zone = f"dictGet('r.prefixes_dictionary', 'zone', toUInt64({key}))"
            sql = f"if({zone} AS {kind}_{length} >= 0, {kind}_{length}, {sql})"
        return sql
    brazil = longest("brazil", lambda n: f"intDiv(number, if(number >= 1000000000000, {10 ** (13 - n)}, {10 ** (12 - n)}))")
    abroad = longest("abroad", lambda n: f"intDiv(number, toInt64(intExp10(greatest(called_nl, {n}) - {n})))")
    national = longest("national", lambda n: f"intDiv(number, toInt64(intExp10(greatest(called_l, {n}) - {n})))")
    return f"multiIf(is_brazilian, {brazil}, kind = {E164}, {abroad}, kind = {NATIONAL}, {national}, -1)"


def place_calls(db, files, small):
    """Table `placed`: every row. state: 0 rated, 1 free, 2 and 3 suspended (for its destination or rate, for its line),
    4 unanswered, 5 rejected."""
    zones, first = small.zone_codes, small.days
    line = lambda column: f"dictGet('r.lines_dictionary', '{column}', toUInt64(greatest(line, 0)))"
    rate = lambda column: f"dictGet('r.rates_dictionary', '{column}', toUInt64(greatest(rate, 0)))"
    allowance = lambda column: f"dictGet('r.allowances_dictionary', '{column}', toUInt64(plan * {len(zones)} + greatest(zone, 0)))"
    names = ", ".join(f"'{os.path.basename(file)}'" for file in files)
    on_net = ", ".join(str(plan * len(first) + day) for plan, day in small.on_net_days) or "-1"
    sorts = "[" + ", ".join(map(str, small.day_sorts)) + "]"
    paths = "{" + ",".join(os.path.basename(file) for file in files) + "}"
    source = f"""SELECT splitByChar(';', line) AS x, isValidUTF8(line) AS is_valid, _file, _row_number
                 FROM file('{os.path.join(os.path.dirname(files[0]), paths)}', 'LineAsString', 'line String')
                 WHERE _row_number > 0 AND line != ''"""
    cells = [left + right for left, right in zip(cell_stages("caller", "x[5]"), cell_stages("called", "x[6]"))]
    stages = [["toDateTimeOrZero(x[2], 'UTC') AS started", "toUInt32OrNull(x[8]) AS quick_duration", "x[9] = 'OUT' AS is_out"],
              *cells,
              ["""multiIf(isNotNull(quick_duration) AND length(x[8]) <= 9 AND NOT startsWith(x[8], '+'),
                 toInt64(assumeNotNull(quick_duration)), match(x[8], '^[0-9]{1,9}\\\\.[0-9]+$'),
                 toInt64(ceil(toDecimal128OrZero(x[8], 18))), -1) AS duration""",
               "toDate(started) AS day",
               f"toInt64(toDate(started)) - {(first[0] - EPOCH).days} AS day_number",
               f"{code_sql('caller', '0')} AS caller_code", f"{code_sql('called', '0')} AS called_plain_code"],
              ["if(is_out, caller_code, called_plain_code) AS own_code",
               """multiIf(length(x) != 12 OR NOT is_valid, 5,
                 x[10] IN ('NO ANSWER', 'BUSY', 'FAILED', 'CANCELLED') OR duration = 0 OR x[8] = '-1', 4, toString(started) != x[2], 5,
                 duration < 0, 5, x[9] NOT IN ('OUT', 'IN'), 5, x[10] != 'ANSWERED', 5, called_all NOT BETWEEN 1 AND 20, 5, 0)
                 AS readable"""],
              ["dictGetOrDefault('r.number_owners_dictionary', 'line', toUInt64(bitShiftRight(own_code, 3)), day, -1) "
               "AS number_line"],
              ["if(number_line >= 0 OR x[11] = '', number_line, "
               "dictGetOrDefault('r.trunk_owners_dictionary', 'line', tuple(x[11]), day, -1)) AS trunk_line"],
              ["if(trunk_line >= 0 OR x[12] = '', trunk_line, "
               "dictGetOrDefault('r.account_owners_dictionary', 'line', tuple(x[12]), day, -1)) AS line"],
              [f"{line(name)} AS {name}" for name in ("plan", "area", "reset_day", "grace_s", "is_active", "holder",
                                                        "contract_rank", "line_rank")],
              [f"if(line >= 0, {code_sql('called', 'area')}, called_plain_code) AS called_code"],
              ["bitShiftRight(called_code, 3) AS number", f"if(called_code = 0, {NONE}, bitAnd(called_code, 7)) AS kind"],
              [f"kind = {E164} AND (intDiv(number, 10000000000) = 55 OR intDiv(number, 100000000000) = 55) AS is_brazilian",
               "toInt64(intDiv(number, if(number >= 1000000000000, 1000000000, 100000000)) % 100) AS number_area"],
              [f"""multiIf(NOT is_out, {zones['inbound']}, kind = {COLLECT}, {zones['collect']},
                 is_brazilian AND plan * {len(first)} + day_number IN ({on_net})
                   AND dictGetOrDefault('r.number_owners_dictionary', 'line', toUInt64(number), day, -1) >= 0,
                 {zones['on-net']}, kind = {SPECIAL}, {zones['special']}, kind = {UNIFIED}, {zones['unified']},
                 {zone_sql(small)}) AS prefix_zone"""],
              [f"""multiIf(prefix_zone = {zones['fixed']}, if(number_area = area, {zones['local']}, {zones['ldn']}),
                 prefix_zone = {zones['mobile']}, multiIf(number_area = area, {zones['vc1']},
                   intDiv(number_area, 10) = intDiv(area, 10), {zones['vc2']}, {zones['vc3']}), prefix_zone) AS zone""",
               f"""dictGet('r.bands_dictionary', 'band', toUInt64(arrayElement({sorts}, day_number + 1) * 1440
                 + toHour(started) * 60 + toMinute(started))) AS band"""],
              [f"""if(readable = 0 AND line >= 0 AND is_out AND zone >= 0, dictGet('r.prices_dictionary', 'rate',
                 toUInt64(((plan * {len(zones)} + zone) * {len(first)} + day_number) * {small.band_count} + band)), -1) AS rate"""],
              [f"{rate('minimum_s')} AS minimum_s", f"{rate('step_s')} AS step_s"]]
    db.run(f"""
        CREATE TABLE r.placed ENGINE = Memory AS
        SELECT toUInt64(indexOf([{names}], _file)) * 4294967296 + _row_number + 1 AS row, x[1] AS global_id, started,
          is_out, duration, x[11] AS trunk, x[12] AS account_code, if(caller_code = 0, caller_cell, '') AS caller_cell,
          if(is_out, '', called_cell) AS called_cell, if(called_code = 0, called_d, '') AS called_digits,
          toInt64(caller_code) AS caller_code, toInt64(called_code) AS called_code, toInt64(own_code) AS own_code,
          toInt32(line) AS line, toInt16(plan) AS plan, holder, contract_rank, line_rank, toInt16(zone) AS zone, rate,
          if(toDayOfMonth(day) >= reset_day, toStartOfMonth(day), addMonths(toStartOfMonth(day), -1))
            + (reset_day - 1) AS cycle,
          if(duration <= minimum_s, minimum_s,
            minimum_s + intDiv(duration - minimum_s + step_s - 1, step_s) * step_s) AS billed,
          {allowance('time_allowance')} AS time_allowance, {allowance('time_amount')} AS time_amount,
          {allowance('value_allowance')} AS value_allowance, {allowance('value_amount')} AS value_amount,
          multiIf(readable > 0, readable, line < 0 OR NOT is_active, 3, NOT is_out, 1, zone < 0, 2,
            rate < 0, if(zone IN ({', '.join(map(str, small.free_zones))}), 1, 2), duration <= grace_s, 1, 0) AS state
        FROM ({nested(source, stages)})""")


def caller_text():
    return f"""multiIf(caller_code = 0, if(match(caller_cell, '^[0-9]+$'), caller_cell, ''),
      bitAnd(caller_code, 7) = {NATIONAL}, concat('0', toString(bitShiftRight(caller_code, 3))),
      toString(bitShiftRight(caller_code, 3)))"""


def called_text():
    return f"""multiIf(called_code = 0, called_digits, bitAnd(called_code, 7) = {NATIONAL},
      concat('0', toString(bitShiftRight(called_code, 3))), toString(bitShiftRight(called_code, 3)))"""


def drop_duplicates(db):
    """Table `dropped`: rows that are not the call. Answers the numbers of duplicates and of conflicting rows."""
    db.run(f"""
        CREATE TABLE r.suspects ENGINE = Memory AS
        SELECT row, row_number() OVER w AS position, content = first_value(content) OVER w AS is_greatest
        FROM (
          SELECT row, started, is_out, global_id, trunk, account_code,
            if(own_code != 0, toString(bitShiftRight(own_code, 3)), if(is_out, caller_cell, called_cell)) AS own,
            (duration, if(is_out, {called_text()}, {caller_text()}),
              if(is_out, if(called_code = 0, {NONE}, bitAnd(called_code, 7)), 0)) AS content,
            if(global_id = '', toString(content), '') AS own_content
          FROM r.placed
          WHERE state < 3 AND cityHash64(global_id, started) IN (
            SELECT cityHash64(global_id, started) AS h FROM r.placed WHERE state < 3 GROUP BY h HAVING count() > 1)
        )
        WINDOW w AS (PARTITION BY started, is_out, global_id, own, trunk, account_code, own_content
          ORDER BY content DESC, row)""")
    db.run("CREATE TABLE r.dropped ENGINE = Memory AS SELECT row FROM r.suspects WHERE position > 1")
    return tuple(map(int, db.rows(
        "SELECT countIf(position > 1 AND is_greatest), countIf(NOT is_greatest) FROM r.suspects")[0]))


def running_sql(table, kind, used, columns):
    """Rows of `table` with `covered`: all of `used` where the cycle's calls stay within the allowance, else what the
    calls before left. The two halves are disjoint: no join."""
    key = f"({kind}_allowance, holder, cycle)"
    exceeded = f"""(SELECT {kind}_allowance, holder, cycle FROM {table} WHERE {kind}_allowance >= 0
      GROUP BY {kind}_allowance, holder, cycle HAVING sum({used}) > any({kind}_amount))"""
    return f"""
      SELECT {columns}, if({kind}_allowance < 0, 0, {used}) AS covered_{kind} FROM {table}
      WHERE {kind}_allowance < 0 OR {key} NOT IN {exceeded}
      UNION ALL
      SELECT {columns}, greatest(0, least({used}, {kind}_amount - (sum({used}) OVER (
        PARTITION BY {kind}_allowance, holder, cycle ORDER BY started, global_id, line_rank, caller, called, duration, zone_name
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - {used}))) AS covered_{kind}
      FROM {table} WHERE {kind}_allowance >= 0 AND {key} IN {exceeded}"""


def price_calls(db, small):
    """Table `records`: call records with their amounts, in millionths."""
    names = "[" + ", ".join(f"'{name}'" for name in small.zone_codes) + "]"
    rate = lambda column: f"dictGet('r.rates_dictionary', '{column}', toUInt64(greatest(rate, 0)))"
    plan = lambda column: f"arrayElement({[p[column] for p in small.plans]}, plan + 1)"
    db.run(f"""
        CREATE TABLE r.standing ENGINE = Memory AS
        SELECT row, global_id, started, is_out, {caller_text()} AS caller, {called_text()} AS called, line, plan, holder,
          contract_rank, line_rank, arrayElement({names}, zone + 1) AS zone_name, duration, rate, cycle,
          state = 0 AS is_rated, if(state = 0, billed, 0) AS billed, if(state = 0, time_allowance, -1) AS time_allowance,
          time_amount, if(state = 0, value_allowance, -1) AS value_allowance, value_amount
        FROM r.placed WHERE state < 2 AND row NOT IN (SELECT row FROM r.dropped)""")
    kept = ("row, global_id, started, is_out, caller, called, line, plan, holder, contract_rank, line_rank, zone_name, "
            "duration, rate, cycle, is_rated, billed, value_allowance, value_amount")
    steps = small.step_count
    surplus = " + ".join(
        f"greatest(0, least(billed, {rate(f'from_{k + 1}')}) - greatest(covered_time, {rate(f'from_{k}')})) * {rate(f'price_{k}')}"
        if k + 1 < steps else f"greatest(0, billed - greatest(covered_time, {rate(f'from_{k}')})) * {rate(f'price_{k}')}"
        for k in range(steps))
    db.run(f"""
        CREATE TABLE r.priced ENGINE = Memory AS
        WITH ({surplus}) + if(billed > covered_time, 60 * {rate('fee')}, 0) AS sixtieths, {plan('unit')} AS unit,
          60 * unit AS divisor, {plan('rounding')} AS rounding, sixtieths % divisor AS rest
        SELECT {kept}, covered_time,
          if(is_rated, unit * (intDiv(sixtieths, divisor) + multiIf(rounding = 'down', 0, rounding = 'up', rest > 0,
            rest * 2 > divisor, 1, rest * 2 < divisor, 0, rounding = 'half-up', 1, intDiv(sixtieths, divisor) % 2)), 0) AS gross
        FROM ({running_sql('r.standing', 'time', 'billed', kept)})""")
    db.run("DROP TABLE r.standing")
    db.run(f"CREATE TABLE r.records ENGINE = Memory AS {running_sql('r.priced', 'value', 'gross', kept + ', covered_time, gross')}")
    db.run("DROP TABLE r.priced")


def charged_by(small, plan):
    """What a call costs after its allowances, in millionths, the fraction of a centavo cut where its plan says so."""
    steps = [p["step"] for p in small.plans]
    return (f"(intDiv(gross - covered_value, arrayElement({steps}, {plan} + 1)) "
            f"* arrayElement({steps}, {plan} + 1))")


def write(db, small, files, output):
    line = lambda column: f"dictGet('r.lines_dictionary', '{column}', toUInt64(l))"
    decimals, ids = [p["decimals"] for p in small.plans], [p["id"] for p in small.plans]
    charged = lambda plan: charged_by(small, plan)
    money = lambda v: f"concat(toString(intDiv({v}, 1000000)), '.', substring(toString(1000000 + {v} % 1000000), 2, decimals))"
    names = "[" + ", ".join(f"'{os.path.basename(file)}'" for file in files) + "]"
    csv = (", format_custom_escaping_rule = 'Raw', format_custom_field_delimiter = ',', format_custom_row_after_delimiter = '\\n', "
           "engine_file_truncate_on_insert = 1")
    db.run(f"""
        INSERT INTO FUNCTION file('{output}/call-records.csv', 'CustomSeparatedWithNames')
        SELECT global_id, formatDateTime(started, '%Y-%m-%dT%H:%i:%S-03:00') AS started_at, if(is_out, 'out', 'in') AS direction,
          caller, called, {line('id')} AS line, {line('contract')} AS contract, arrayElement({ids}, p + 1) AS plan, zone_name AS zone,
          duration AS duration_s, billed AS billed_s, covered_time AS allowance_s, billed - covered_time AS surplus_s,
          if(is_rated, dictGet('r.rates_dictionary', 'price_text', toUInt64(greatest(rate, 0))), '') AS price_per_minute,
          {money('covered_value')} AS allowance_amount, {money(charged('p'))} AS amount, cycle AS cycle_start,
          concat(arrayElement({names}, bitShiftRight(row, 32)), ':', toString(bitAnd(row, 4294967295))) AS source
        FROM (
          SELECT *, line AS l, plan AS p, arrayElement({decimals}, plan + 1) AS decimals FROM r.records
          ORDER BY contract_rank, line_rank, started, global_id, caller, called, duration, is_out, zone_name
        )""", csv)
    db.run(f"""
        CREATE TABLE r.services ENGINE = Memory AS
        SELECT contract_rank, line_rank, plan, cycle, count() AS calls, sum(billed) AS billed, sum(covered_time) AS covered,
          intDiv(sum({charged('plan')}) + 5000, 10000) AS centavos, argMax(line, (started, global_id)) AS last_line,
          addMonths(cycle, 1) - 1 AS cycle_end
        FROM r.records WHERE is_rated GROUP BY contract_rank, line_rank, plan, cycle HAVING centavos > 0""")
    last = lambda column: f"dictGet('r.lines_dictionary', '{column}', toUInt64(last_line))"
    db.run(f"""
        INSERT INTO FUNCTION file('{output}/additional-services.csv', 'CustomSeparatedWithNames')
        SELECT {last('contract')} AS contract, {last('id')} AS line, arrayElement({ids}, p + 1) AS plan, cycle AS cycle_start,
          cycle_end, calls, billed AS billed_s, covered AS allowance_s, billed - covered AS surplus_s,
          concat(toString(intDiv(centavos, 100)), '.', substring(toString(100 + centavos % 100), 2)) AS amount,
          concat('Excedente de telefonia ', {last('number')}, ' - ', formatDateTime(cycle, '%d/%m/%Y'), ' a ',
            formatDateTime(cycle_end, '%d/%m/%Y')) AS description
        FROM (SELECT *, plan AS p FROM r.services ORDER BY contract_rank, line_rank, plan, cycle)""", csv)


def totals(db, small, dropped):
    states = {int(s): int(n) for s, n in db.rows("SELECT state, count() FROM r.placed GROUP BY state")}
    standing = {int(s): int(n) for s, n in db.rows(
        "SELECT state, count() FROM r.placed WHERE row NOT IN (SELECT row FROM r.dropped) GROUP BY state")}
    billed, covered, amount = map(int, db.rows(
        f"SELECT sum(billed), sum(covered_time), sum({charged_by(small, 'plan')}) FROM r.records")[0])
    services, centavos = map(int, db.rows("SELECT count(), sum(centavos) FROM r.services")[0])
    return {
        "rows": sum(states.values()), "rated": standing.get(0, 0), "free": standing.get(1, 0),
        "unanswered": states.get(4, 0), "duplicate": dropped[0], "rejected": states.get(5, 0) + dropped[1],
        "suspended": standing.get(2, 0) + standing.get(3, 0), "billed_s": billed, "allowance_s": covered,
        "surplus_s": billed - covered, "amount": common.money(amount), "services": services,
        "services_amount": common.money(centavos * 10_000, 2),
    }


def period(db, files):
    """First and last day of the calls: from the first and last file, whose names and rows are in order of time, with a
    margin for the calls that were long."""
    texts = []
    for file in (files[0], files[-1]):
        rows = db.rows(f"""SELECT min(d), max(d) FROM (SELECT toDateOrNull(substring(splitByChar(';', line)[2], 1, 10)) AS d
                           FROM file('{file}', 'LineAsString', 'line String')) WHERE d > '1970-01-01'""")
        texts += rows[0]
    days = [datetime.date.fromisoformat(text) for text in texts]
    return min(days) - datetime.timedelta(days=1), max(days) + datetime.timedelta(days=1)


def main():
    options = common.arguments("chDB")
    steps = common.Steps(options.steps)
    db = Database(options.threads)
    try:
        files = common.cdr_files(options.cdr)
        small = SmallTables(options.registry, *period(db, files))
        load_small(db, small)
        load_lines(db, options.registry, small)
        steps.done("registry")
        place_calls(db, files, small)
        steps.done("read, normalise, lines, zones and rates")
        dropped = drop_duplicates(db)
        steps.done("duplicates")
        price_calls(db, small)
        steps.done("allowances and prices")
        write(db, small, files, os.path.abspath(options.output))
        steps.done("write")
        common.print_totals("chdb", chdb.__version__, steps, totals(db, small, dropped))
    finally:
        db.close()


if __name__ == "__main__":
    main()
