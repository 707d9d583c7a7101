"""The registry as DuckDB tables of integers: owners of numbers, prefixes by length, prices by day and band."""

import datetime
import os

import pyarrow

from small_tables import SmallTables


def load(db, directory):
    """Every table; answers the codes that the queries are written with. The calls must be parsed: their days count."""
    first_day, last_day = db.execute("SELECT min(CAST(started AS DATE)), max(CAST(started AS DATE)) FROM parsed").fetchone()
    unknown = datetime.date(2026, 1, 1)
    small = SmallTables(directory, first_day or unknown, last_day or unknown)
    load_small(db, small)
    load_lines(db, directory)
    return small


def load_small(db, small):
    """`plans`, `rates`, `prices`, `plan_allowances`, `zone_names`, the prefixes, `bands_at`, `day_sorts`, `on_net_days`."""
    create(db, "plans", {name: [plan[name] for plan in small.plans] for name in small.plans[0]})
    create(db, "rates", small.rate_columns())
    create(db, "prices", {"key": [key for key, _ in small.prices], "rate": [rate for _, rate in small.prices]})
    columns = {"plan": [plan for plan, _ in small.allowances], "zone": [zone for _, zone in small.allowances]}
    for kind in ("time", "value"):
        for position, name in enumerate(("allowance", "amount")):
            found = [entry[kind][position] if kind in entry else None for entry in small.allowances.values()]
            columns[f"{kind}_{name}"] = pyarrow.array(found, pyarrow.int64())
    create(db, "plan_allowances", columns)
    listed = ", ".join(f"'{name}'" for name in sorted(small.zone_codes))
    db.execute(f"CREATE TYPE zone_name AS ENUM ({listed})")
    db.execute("CREATE TEMP TABLE zone_names (zone BIGINT, name zone_name)")
    insert(db, "zone_names", [(code, name) for name, code in small.zone_codes.items()])
    for (kind, length), group in small.prefixes.items():
        db.execute(f"CREATE TEMP TABLE prefixes_{kind}_{length} (prefix BIGINT, zone BIGINT)")
        insert(db, f"prefixes_{kind}_{length}", group)
    db.execute("CREATE TEMP TABLE bands_at (moment BIGINT, band BIGINT)")
    insert(db, "bands_at", small.moments)
    db.execute("CREATE TEMP TABLE day_sorts (day DATE, number BIGINT, sort BIGINT)")
    insert(db, "day_sorts", [(day, number, small.day_sorts[number]) for number, day in enumerate(small.days)])
    db.execute("CREATE TEMP TABLE on_net_days (plan BIGINT, day DATE)")
    insert(db, "on_net_days", [(plan, small.days[number]) for plan, number in small.on_net_days])


def create(db, name, columns):
    arrow = pyarrow.table(columns)  # noqa: F841, DuckDB finds it by its name
    db.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM arrow")


def insert(db, table, rows):
    """Many rows at once: through Arrow, since one INSERT a row takes seconds."""
    names = [row[0] for row in db.execute(f"DESCRIBE {table}").fetchall()]
    arrow = pyarrow.table({name: [row[i] for row in rows] for i, name in enumerate(names)})  # noqa: F841
    db.execute(f"INSERT INTO {table} SELECT * FROM arrow")


def table(directory, name):
    return f"read_csv('{os.path.join(directory, name)}', header=true, all_varchar=true, delim=',')"


def load_lines(db, directory):
    """`lines` (one row a period) and who owns which number, trunk and account code on which days."""
    lines = table(directory, "lines.csv")
    db.execute(f"CREATE TYPE line_id AS ENUM (SELECT DISTINCT id FROM {lines} ORDER BY id)")
    db.execute(f"CREATE TYPE contract_id AS ENUM (SELECT DISTINCT contract FROM {lines} ORDER BY contract)")
    db.execute(f"""
        CREATE TEMP TABLE lines AS
        SELECT row_number() OVER () - 1 AS line, CAST(l.id AS line_id) AS id, CAST(l.contract AS contract_id) AS contract,
          l.number, p.plan, p.grace_s, CAST(l.number[3:4] AS BIGINT) AS area,
          CASE WHEN p.is_pooled THEN -1 - enum_code(CAST(l.contract AS contract_id))
               ELSE enum_code(CAST(l.id AS line_id)) END AS holder,
          CAST(reset_day AS INTEGER) AS reset_day,
          coalesce(CAST(active_from AS DATE), DATE '0001-01-01') AS first_day,
          coalesce(CAST(active_until AS DATE), DATE '9999-12-31') AS last_day,
          coalesce(active, 'yes') <> 'no' AS is_active, trunk, account_code,
          CAST(range_start AS BIGINT) AS range_start, CAST(range_end AS BIGINT) AS range_end
        FROM {lines} l JOIN plans p ON p.id = l.plan""")
    db.execute(f"""
        CREATE TEMP TABLE owners AS
        WITH claims AS (
          SELECT CAST(number AS BIGINT) AS value, 0 AS width, line, first_day, last_day FROM lines
          UNION ALL
          SELECT CAST(d.number AS BIGINT), 1, l.line, l.first_day, l.last_day
          FROM {table(directory, 'dids.csv')} d JOIN lines l ON l.id = CAST(d.line AS line_id)
          UNION ALL
          SELECT unnest(range(range_start, range_end + 1)), 1 + range_end - range_start, line, first_day, last_day
          FROM lines WHERE range_start IS NOT NULL
        )
        SELECT value AS number, first_day, last_day, line FROM ({periods('claims', 'arg_min(line, width)')})""")
    for column in ("trunk", "account_code"):
        db.execute(f"""
            CREATE TEMP TABLE {column.split('_')[0]}_owners AS
            WITH claims AS (
              SELECT {column} AS value, id AS width, line, first_day, last_day FROM lines
              WHERE {column} IS NOT NULL
            )
            SELECT * FROM ({periods('claims', 'CASE WHEN count(DISTINCT width) = 1 THEN any_value(line) END')})
            WHERE line IS NOT NULL""")


def periods(claims, choice):
    """Disjoint periods of each value, and the line that `choice` takes in each.

    Values with one claim, nearly all, need no work; the others are cut at every first and last day.
    """
    return f"""
        WITH often AS (SELECT value FROM {claims} GROUP BY value HAVING count(*) > 1),
        several AS (SELECT * FROM {claims} SEMI JOIN often USING (value)),
        cuts AS (
          SELECT value, first_day AS cut FROM several
          UNION SELECT value, last_day + 1 FROM several WHERE last_day < DATE '9999-12-31'
        ), pieces AS (
          SELECT value, cut AS piece_first,
            coalesce(lead(cut) OVER (PARTITION BY value ORDER BY cut) - 1, DATE '9999-12-31') AS piece_last
          FROM cuts
        )
        SELECT value, first_day, last_day, line FROM {claims} ANTI JOIN often USING (value)
        UNION ALL
        SELECT value, piece_first, piece_last, {choice}
        FROM pieces JOIN several USING (value)
        WHERE piece_first BETWEEN first_day AND last_day GROUP BY ALL"""
