"""The rating job in DuckDB: files to files, one connection, temporary tables in memory.

What was chosen, and why (each measured on 5,000,000 rows against the alternative):

- `read_csv` with explicit columns, all VARCHAR, and `store_rejects`: one parallel pass, and rows that cannot be split
  are counted without reading the files twice.
- Numbers are BIGINT, normalised by integer arithmetic (`numbers_sql.py`); regular expressions cost several times more.
- Lines, DIDs and ranges become one table of numbers with disjoint periods, so that a call's line is one hash join.
- The longest prefix is one hash join for each length of prefix, the longest first; a range join would sort all calls.
- The price of (plan, zone, day, band) is worked out once for the few combinations there are, then joined by one integer.
- Only calls whose global_id and start come twice enter the window function that finds duplicates.
- Allowances are running sums, and only those that a cycle's calls exceed are summed call by call.
- Money is BIGINT millionths.

Not done as the product does: `source` counts the rows that could be split, and start times are taken to be at -03:00.
"""

import os

import duckdb

import common
import duckdb_registry
from common import COLLECT, E164, NATIONAL, NONE, SPECIAL, UNIFIED
from numbers_sql import duckdb_dialect, normalised

COLUMNS = ["global_id", "started_at", "answered_at", "ended_at", "caller", "called", "duration", "billable",
           "direction", "disposition", "trunk", "account_code"]


def digits_of(cell):
    """Cleaned cell, and expressions of its digits, plus sign, validity and value."""
    return f"translate({cell}, ' -.()', '')"


def parse(db, files):
    """Table `parsed`: state 0 to be rated, 1 rejected, 2 unanswered."""
    columns = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in COLUMNS) + "}"
    dialect = duckdb_dialect()
    caller_code = normalised(dialect, "caller_v", "caller_l", "caller_plus", None)
    called_code = normalised(dialect, "called_v", "called_l", "called_plus", None)
    db.execute(f"""
        CREATE TEMP TABLE parsed AS
        WITH split AS (
          SELECT global_id, started_at, caller, called, billable, direction, disposition, trunk, account_code,
            try_cast(started_at AS TIMESTAMP) AS started,
            translate(caller, ' -.()', '') AS caller_clean, translate(called, ' -.()', '') AS called_clean,
            filename, row_number() OVER () AS row
          FROM read_csv({files}, delim=';', quote='', escape='', header=true, auto_detect=false, columns={columns},
            filename=true, ignore_errors=true, store_rejects=true)
        ), cleaned AS (
          SELECT *, starts_with(caller_clean, '+') AS caller_plus, starts_with(called_clean, '+') AS called_plus,
            CASE WHEN starts_with(caller_clean, '+') THEN caller_clean[2:] ELSE caller_clean END AS caller_d,
            CASE WHEN starts_with(called_clean, '+') THEN called_clean[2:] ELSE called_clean END AS called_d
          FROM split
        ), numbered AS (
          SELECT *, length(caller_d) AS caller_l, length(called_d) AS called_l,
            CASE WHEN ltrim(caller_d, '0123456789') = '' THEN try_cast(caller_d AS BIGINT) END AS caller_v,
            CASE WHEN ltrim(called_d, '0123456789') = '' THEN try_cast(called_d AS BIGINT) END AS called_v,
            CASE WHEN ltrim(billable, '0123456789') = '' AND length(billable) <= 9 THEN CAST(billable AS BIGINT)
                 WHEN regexp_full_match(billable, '[0-9]{{1,9}}\\.[0-9]+')
                 THEN CAST(ceil(CAST(billable AS DECIMAL(38, 18))) AS BIGINT) END AS duration
          FROM cleaned
        )
        SELECT filename, row, global_id, started, started_at, direction = 'OUT' AS is_out, duration, trunk, account_code,
          called_v, called_l, called_plus, called_d, caller AS caller_cell, called AS called_cell,
          {caller_code} AS caller_code,
          CASE WHEN direction = 'IN' THEN {called_code} END AS called_plain_code,
          CASE WHEN started IS NULL OR length(started_at) <> 19 OR year(started) NOT BETWEEN 1970 AND 2199
                 OR duration IS NULL OR direction IS NULL OR direction NOT IN ('OUT', 'IN') OR disposition IS NULL
                 OR disposition NOT IN ('ANSWERED', 'NO ANSWER', 'BUSY', 'FAILED', 'CANCELLED')
                 OR called_l IS NULL OR called_l NOT BETWEEN 1 AND 20 OR ltrim(called_d, '0123456789') <> ''
               THEN 1
               WHEN disposition <> 'ANSWERED' OR duration = 0 THEN 2 ELSE 0 END AS state
        FROM numbered""")


def find_lines(db):
    """Table `placed`: calls to be rated with their line, and the called number as normalised with its area."""
    called_code = normalised(duckdb_dialect(), "called_v", "called_l", "called_plus", "area")
    db.execute(f"""
        CREATE TEMP TABLE placed AS
        WITH by_number AS (
          SELECT p.*, CAST(p.started AS DATE) AS day, o.line AS number_line
          FROM parsed p
          LEFT JOIN owners o ON o.number = (CASE WHEN is_out THEN caller_code ELSE called_plain_code END >> 3)
            AND CAST(p.started AS DATE) BETWEEN o.first_day AND o.last_day
          WHERE state = 0
        ), by_trunk AS (
          SELECT b.*, coalesce(number_line, t.line) AS trunk_line
          FROM by_number b
          LEFT JOIN trunk_owners t ON t.value = CASE WHEN number_line IS NULL THEN b.trunk END
            AND b.day BETWEEN t.first_day AND t.last_day
        ), found AS (
          SELECT b.*, coalesce(trunk_line, a.line) AS line
          FROM by_trunk b
          LEFT JOIN account_owners a ON a.value = CASE WHEN trunk_line IS NULL THEN b.account_code END
            AND b.day BETWEEN a.first_day AND a.last_day
        ), lined AS (
          SELECT f.*, l.plan, l.area, l.reset_day, l.is_active, l.line_rank, l.contract_rank
          FROM found f LEFT JOIN lines l USING (line)
        )
        SELECT filename, row, global_id, started, started_at, day, is_out, duration, trunk, account_code, line, plan,
          area, reset_day, line_rank, contract_rank, called_d, caller_code, called_plain_code, caller_cell, called_cell,
          coalesce(is_active, false) AS is_active, {called_code} AS called_code
        FROM lined""")


def text_of(code, otherwise):
    """A normalised number as it is written."""
    return f"""CASE WHEN {code} IS NULL THEN {otherwise}
      WHEN {code} & 7 = {NATIONAL} THEN '0' || CAST({code} >> 3 AS VARCHAR) ELSE CAST({code} >> 3 AS VARCHAR) END"""


def drop_duplicates(db):
    """Table `standing`: one row a call. Returns the numbers of duplicates and of conflicting rows."""
    caller_text = text_of("caller_code", "CASE WHEN ltrim(caller_cell, '0123456789') = '' THEN caller_cell ELSE '' END")
    db.execute(f"""
        CREATE TEMP TABLE suspects AS
          WITH twice AS (
            SELECT hash(global_id, started) AS h FROM placed WHERE is_active GROUP BY h HAVING count(*) > 1
          ), contents AS (
            SELECT row, started, is_out, coalesce(global_id, '') AS gid, coalesce(trunk, '') AS trunk_cell,
              coalesce(account_code, '') AS account_cell,
              CASE WHEN is_out THEN coalesce(CAST(caller_code >> 3 AS VARCHAR), caller_cell, '')
                   ELSE coalesce(CAST(called_plain_code >> 3 AS VARCHAR), called_cell) END AS own,
              duration, CASE WHEN is_out THEN {text_of("called_code", "called_d")} ELSE {caller_text} END AS other,
              CASE WHEN is_out THEN coalesce(called_code & 7, {NONE}) ELSE 0 END AS kind
            FROM placed WHERE is_active AND hash(global_id, started) IN (SELECT h FROM twice)
          )
          SELECT row,
            row_number() OVER (identity ORDER BY duration DESC, other DESC, kind DESC, row) AS position,
            (duration, other, kind) = first_value((duration, other, kind)) OVER (identity
              ORDER BY duration DESC, other DESC, kind DESC, row) AS is_greatest
          FROM contents
          WINDOW identity AS (PARTITION BY started, is_out, gid, own, trunk_cell, account_cell,
            CASE WHEN gid = '' THEN (duration, other, kind) END)""")
    counts = db.execute("""SELECT count(*) FILTER (position > 1 AND is_greatest), count(*) FILTER (NOT is_greatest)
                           FROM suspects""").fetchone()
    db.execute("""CREATE TEMP TABLE dropped AS SELECT row FROM suspects WHERE position > 1""")
    return counts


def zone_calls(db, registry):
    """Table `zoned`: zone and price of each standing call; zone NULL is an unknown destination."""
    value, kind = "(called_code >> 3)", "(called_code & 7)"
    joins, brazilian, foreign, national = [], [], [], []
    for number, (table, length, digits) in enumerate(registry.prefix_joins):
        alias = f"x{number}"
        head = f"{value} // {10 ** (digits - length)}" if digits else None
        if table == "brazil":
            # 12 or 13 digits: the head of a number is its quotient by one of two powers.
            head = f"{value} // CASE WHEN {value} >= 1000000000000 THEN {10 ** (13 - length)} ELSE {10 ** (12 - length)} END"
            key = f"CASE WHEN is_brazilian THEN {head} END"
            brazilian.append(f"{alias}.zone")
        elif table == "abroad":
            key = f"CASE WHEN is_abroad THEN CAST(substr(CAST({value} AS VARCHAR), 1, {length}) AS BIGINT) END"
            foreign.append(f"{alias}.zone")
        else:
            key = f"CASE WHEN {kind} = {NATIONAL} THEN CAST(substr(CAST({value} AS VARCHAR), 1, {length - 1}) AS BIGINT) END"
            national.append(f"{alias}.zone")
        joins.append(f"LEFT JOIN prefixes_{table}_{length} {alias} ON {alias}.prefix = {key}")
    zones = registry.zone_codes
    prefix_zone = f"coalesce({', '.join(brazilian + foreign + national)})"
    called_area = f"""CASE WHEN {value} >= 1000000000000 THEN ({value} // 1000000000) % 100
                           ELSE ({value} // 100000000) % 100 END"""
    db.execute(f"""
        CREATE TEMP TABLE zoned AS
        WITH standing AS (
          SELECT p.*, is_out AND {kind} = {E164} AND ({value} // 10000000000 = 55 OR {value} // 100000000000 = 55)
            AS is_brazilian
          FROM placed p WHERE is_active AND row NOT IN (SELECT row FROM dropped)
        ), standing2 AS (
          SELECT *, is_out AND {kind} = {E164} AND NOT is_brazilian AS is_abroad, {called_area} AS called_area
          FROM standing
        ), prefixed AS (
          SELECT s.*,
            CASE WHEN NOT is_out THEN {zones['inbound']}
                 WHEN {kind} = {COLLECT} THEN {zones['collect']}
                 WHEN on_net.number IS NOT NULL AND net.plan IS NOT NULL THEN {zones['on-net']}
                 WHEN {kind} = {SPECIAL} THEN {zones['special']}
                 WHEN {kind} = {UNIFIED} THEN {zones['unified']}
                 ELSE {prefix_zone} END AS prefix_zone
          FROM standing2 s
          LEFT JOIN owners on_net ON on_net.number = CASE WHEN is_brazilian THEN {value} END
            AND s.day BETWEEN on_net.first_day AND on_net.last_day
          LEFT JOIN on_net_days net ON net.plan = s.plan AND net.day = s.day
          {' '.join(joins)}
        ), zoned AS (
          SELECT *, CASE
            WHEN prefix_zone = {zones['fixed']} THEN
              CASE WHEN called_area = area THEN {zones['local']} ELSE {zones['ldn']} END
            WHEN prefix_zone = {zones['mobile']} THEN
              CASE WHEN called_area = area THEN {zones['vc1']} WHEN called_area // 10 = area // 10 THEN {zones['vc2']}
                   ELSE {zones['vc3']} END
            ELSE prefix_zone END AS zone
          FROM prefixed
        )
        SELECT row, filename, global_id, started, started_at, is_out, duration, line, zoned.plan, line_rank,
          contract_rank, caller_code, caller_cell, called_code, called_d, zone,
          CAST(CASE WHEN day(day) >= reset_day THEN date_trunc('month', day)
                    ELSE date_trunc('month', day) - INTERVAL 1 MONTH END AS DATE) + (reset_day - 1) AS cycle,
          coalesce(price.rate, -1) AS rate,
          CASE WHEN NOT is_out THEN 1 WHEN zone IS NULL THEN 2
               WHEN price.rate IS NULL THEN CASE WHEN zone IN ({registry.free_zones}) THEN 1 ELSE 2 END
               WHEN duration <= plans.grace_s THEN 1 ELSE 0 END AS state
        FROM zoned
        LEFT JOIN plans ON plans.plan = zoned.plan
        LEFT JOIN bands_at ON bands_at.moment =
          (CASE WHEN day IN (SELECT date FROM holidays) THEN 0 ELSE isodow(started) END) * 1440
            + hour(started) * 60 + minute(started)
        LEFT JOIN prices price ON price.key = CASE WHEN is_out THEN
          ((zoned.plan * {registry.zone_count} + zone) * {registry.day_count} + (day - DATE '{registry.first_day}'))
            * {registry.band_count} + coalesce(bands_at.band, 0) END""")


def take_time(db, steps):
    """Table `timed`: billed, covered and surplus seconds of each rated call, and its gross price in millionths."""
    surplus = " + ".join(
        f"greatest(0, least(billed, coalesce(from_{k + 1}, 1000000000)) - greatest(covered, from_{k})) * price_{k}"
        if k + 1 < steps else f"greatest(0, billed - greatest(covered, from_{k})) * price_{k}" for k in range(steps))
    db.execute("""
        CREATE TEMP TABLE billed AS
        SELECT z.row, z.started, z.global_id, z.zone, z.duration, z.rate, z.plan, z.line_rank, z.contract_rank,
          z.caller_code, z.called_code,
          CASE WHEN duration <= minimum_s THEN minimum_s
               ELSE minimum_s + ((duration - minimum_s + step_s - 1) // step_s) * step_s END AS billed,
          z.cycle,
          time_allowance.allowance AS time_allowance, time_allowance.amount AS time_amount,
          value_allowance.allowance AS value_allowance, value_allowance.amount AS value_amount,
          CASE WHEN plans.is_pooled THEN contract_rank ELSE line_rank END AS holder
        FROM zoned z JOIN rates USING (rate) JOIN plans ON plans.plan = z.plan
        LEFT JOIN plan_allowances time_allowance
          ON time_allowance.plan = z.plan AND time_allowance.zone = z.zone AND NOT time_allowance.is_value
        LEFT JOIN plan_allowances value_allowance
          ON value_allowance.plan = z.plan AND value_allowance.zone = z.zone AND value_allowance.is_value
        WHERE z.state = 0""")
    running(db, "billed", "time", "billed")
    db.execute(f"""
        CREATE TEMP TABLE timed AS
        WITH covered AS (
          SELECT b.*, CASE WHEN b.time_allowance IS NULL THEN 0 ELSE coalesce(r.covered, b.billed) END AS covered
          FROM billed b LEFT JOIN covered_time r USING (row)
        ), priced AS (
          SELECT c.*, ({surplus}) + CASE WHEN billed > covered THEN 60 * fee ELSE 0 END AS sixtieths, rounding,
            60 * unit AS divisor, unit
          FROM covered c JOIN rates USING (rate) JOIN plans ON plans.plan = c.plan
        )
        SELECT * EXCLUDE (sixtieths, rounding, divisor, unit), unit * (sixtieths // divisor + CASE
          WHEN rounding = 'down' THEN 0
          WHEN rounding = 'up' THEN CASE WHEN sixtieths % divisor > 0 THEN 1 ELSE 0 END
          WHEN (sixtieths % divisor) * 2 > divisor THEN 1
          WHEN (sixtieths % divisor) * 2 < divisor THEN 0
          WHEN rounding = 'half-up' THEN 1
          ELSE (sixtieths // divisor) % 2 END) AS gross
        FROM priced""")
    running(db, "timed", "value", "gross")


def running(db, table, kind, used):
    """Table `covered_<kind>`: what each call takes of an allowance that its cycle exceeds.

    All others are covered in full. `covered = min(left, used)`, where left is what the calls before it left.
    """
    order = """started, coalesce(global_id, ''), line_rank, coalesce(CAST(caller_code >> 3 AS VARCHAR), ''),
               coalesce(CAST(called_code >> 3 AS VARCHAR), ''), duration, zone"""
    db.execute(f"""
        CREATE TEMP TABLE covered_{kind} AS
        WITH exceeded AS (
          SELECT {kind}_allowance AS allowance, holder, cycle FROM {table} WHERE {kind}_allowance IS NOT NULL
          GROUP BY ALL HAVING sum({used}) > any_value({kind}_amount)
        )
        SELECT row, greatest(0, least({used}, {kind}_amount - coalesce(sum({used}) OVER (
          PARTITION BY {kind}_allowance, t.holder, t.cycle ORDER BY {order}
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))) AS covered
        FROM {table} t JOIN exceeded e
          ON e.allowance = t.{kind}_allowance AND e.holder = t.holder AND e.cycle = t.cycle""")


def write(db, output):
    """Both files, and table `records` for the totals."""
    written = "substr(CAST(1000000 + {0} % 1000000 AS VARCHAR), 2, decimals)"
    amount = "CAST({0} // 1000000 AS VARCHAR) || '.' || " + written
    db.execute("""
        CREATE TEMP TABLE amounts AS
        SELECT t.row, t.billed, t.covered, t.gross,
          CASE WHEN t.value_allowance IS NULL THEN 0 ELSE coalesce(v.covered, t.gross) END AS taken
        FROM timed t LEFT JOIN covered_value v USING (row)""")
    caller = text_of("caller_code", "CASE WHEN ltrim(caller_cell, '0123456789') = '' THEN caller_cell ELSE '' END")
    db.execute(f"""
        CREATE TEMP TABLE records AS
        SELECT z.global_id, z.started_at, z.started, z.is_out, {caller} AS caller, {text_of("called_code", "called_d")} AS called,
          z.line, z.plan, z.zone, z.duration, coalesce(a.billed, 0) AS billed, coalesce(a.covered, 0) AS covered,
          z.rate, coalesce(a.taken, 0) AS taken, coalesce(a.gross - a.taken, 0) AS amount, a.row IS NOT NULL AS is_rated,
          z.cycle,
          z.contract_rank, z.line_rank, z.filename, z.row
        FROM zoned z LEFT JOIN amounts a USING (row) WHERE z.state < 2""")
    db.execute(f"""
        COPY (
          SELECT r.global_id, r.started_at[1:10] || 'T' || r.started_at[12:] || '-03:00' AS started_at,
            CASE WHEN is_out THEN 'out' ELSE 'in' END AS direction, nullif(r.caller, '') AS caller, r.called, l.id AS line, l.contract AS contract,
            p.id AS plan, zn.name AS zone, duration AS duration_s, billed AS billed_s, covered AS allowance_s,
            billed - covered AS surplus_s, CASE WHEN is_rated THEN rates.price_text END AS price_per_minute,
            {amount.format('taken')} AS allowance_amount, {amount.format('amount')} AS amount, cycle AS cycle_start,
            f.name || ':' || CAST(r.row - f.first_row + 2 AS VARCHAR) AS source
          FROM records r JOIN lines l USING (line) JOIN plans p ON p.plan = r.plan JOIN zone_names zn ON zn.zone = r.zone
          JOIN cdr_files f USING (filename) LEFT JOIN rates ON rates.rate = r.rate
          ORDER BY r.contract_rank, r.line_rank, r.started, r.global_id, r.caller, r.called, r.duration, direction, zn.name
        ) TO '{output}/call-records.csv' (HEADER, DELIMITER ',')""")
    db.execute("""
        CREATE TEMP TABLE services AS
        WITH sums AS (
          SELECT line_rank, contract_rank, plan, cycle, count(*) AS calls, sum(billed) AS billed,
            sum(covered) AS covered, (sum(amount) + 5000) // 10000 AS centavos,
            arg_max(line, (started, coalesce(global_id, ''))) AS line
          FROM records WHERE is_rated GROUP BY ALL
        )
        SELECT s.*, CAST(cycle + INTERVAL 1 MONTH AS DATE) - 1 AS cycle_end FROM sums s WHERE centavos > 0""")
    db.execute(f"""
        COPY (
          SELECT l.contract, l.id AS line, p.id AS plan, cycle AS cycle_start, cycle_end, calls, billed AS billed_s,
            covered AS allowance_s, billed - covered AS surplus_s,
            CAST(centavos // 100 AS VARCHAR) || '.' || substr(CAST(100 + centavos % 100 AS VARCHAR), 2) AS amount,
            'Excedente de telefonia ' || l.number || ' - ' || strftime(cycle, '%d/%m/%Y') || ' a '
              || strftime(cycle_end, '%d/%m/%Y') AS description
          FROM services s JOIN lines l USING (line) JOIN plans p ON p.plan = s.plan
          ORDER BY l.contract_rank, l.line_rank, p.id, cycle
        ) TO '{output}/additional-services.csv' (HEADER, DELIMITER ',')""")


def totals(db, dropped):
    unread = db.execute("SELECT count(DISTINCT (scan_id, file_id, line)) FROM reject_errors").fetchone()[0]
    parsed = dict(db.execute("SELECT state, count(*) FROM parsed GROUP BY state").fetchall())
    unplaced = db.execute("SELECT count(*) FROM placed WHERE NOT is_active").fetchone()[0]
    states = dict(db.execute("SELECT state, count(*) FROM zoned GROUP BY state").fetchall())
    billed, covered, amount = db.execute("SELECT sum(billed), sum(covered), sum(amount) FROM records").fetchone()
    services, centavos = db.execute("SELECT count(*), sum(centavos) FROM services").fetchone()
    return {
        "rows": unread + sum(parsed.values()), "rated": states.get(0, 0), "free": states.get(1, 0),
        "unanswered": parsed.get(2, 0), "duplicate": dropped[0], "rejected": unread + parsed.get(1, 0) + dropped[1],
        "suspended": unplaced + states.get(2, 0), "billed_s": int(billed or 0), "allowance_s": int(covered or 0),
        "surplus_s": int((billed or 0) - (covered or 0)), "amount": common.money(int(amount or 0)),
        "services": services, "services_amount": common.money(int(centavos or 0) * 10_000, 2),
    }


def main():
    options = common.arguments("DuckDB")
    steps = common.Steps(options.steps)
    db = duckdb.connect(config={"threads": options.threads, "preserve_insertion_order": True})
    files = common.cdr_files(options.cdr)
    parse(db, files)
    steps.done("read, parse, normalise")
    registry = duckdb_registry.load(db, options.registry)
    steps.done("registry")
    db.execute("""CREATE TEMP TABLE cdr_files AS SELECT filename, parse_filename(filename) AS name, min(row) AS first_row
                  FROM parsed GROUP BY ALL""")
    find_lines(db)
    steps.done("lines")
    dropped = drop_duplicates(db)
    steps.done("duplicates")
    zone_calls(db, registry)
    steps.done("zones and rates")
    take_time(db, registry.step_count)
    steps.done("allowances and prices")
    write(db, options.output)
    steps.done("write")
    common.print_totals("duckdb", duckdb.__version__, steps, totals(db, dropped))


if __name__ == "__main__":
    main()
