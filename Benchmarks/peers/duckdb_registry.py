"""The registry as DuckDB tables of integers: owners of numbers, prefixes by length, prices by day and band."""

import datetime
import os
from dataclasses import dataclass

import pyarrow

import common


@dataclass
class Registry:
    zone_codes: dict
    zone_count: int
    day_count: int
    band_count: int
    free_zones: str
    prefix_joins: list
    step_count: int


def load(db, directory):
    first_day, last_day = db.execute("SELECT min(CAST(started AS DATE)), max(CAST(started AS DATE)) FROM parsed").fetchone()
    first_day, last_day = first_day or datetime.date(2026, 1, 1), last_day or datetime.date(2026, 1, 1)
    load_lines(db, directory)
    zones = load_zones(db, directory)
    period = [first_day + datetime.timedelta(days=n) for n in range((last_day - first_day).days + 1)]
    load_bands(db, directory, period)
    steps, bands = load_prices(db, directory, zones, period)
    return Registry(
        zone_codes=zones["codes"], zone_count=len(zones["codes"]), day_count=len(period), band_count=bands,
        free_zones=",".join(str(zones["codes"][name]) for name in common.FREE_ZONES), prefix_joins=zones["joins"],
        step_count=steps)


def insert(db, table, rows):
    """Many rows at once: through Arrow, since one INSERT a row takes seconds."""
    names = [row[0] for row in db.execute(f"DESCRIBE {table}").fetchall()]
    arrow = pyarrow.table({name: [row[i] for row in rows] for i, name in enumerate(names)})
    db.execute(f"INSERT INTO {table} SELECT * FROM arrow")


def table(directory, name):
    return f"read_csv('{os.path.join(directory, name)}', header=true, all_varchar=true, delim=',')"


def load_lines(db, directory):
    """`plans`, `lines` (one row a period) and who owns which number, trunk and account code on which days."""
    db.execute(f"""
        CREATE TEMP TABLE plans AS
        SELECT row_number() OVER (ORDER BY id) - 1 AS plan, id, CAST(coalesce(grace_s, '3') AS BIGINT) AS grace_s,
          coalesce(rounding, 'half-up') AS rounding, CAST(coalesce(decimals, '4') AS INTEGER) AS decimals,
          CAST(10 ** (6 - CAST(coalesce(decimals, '4') AS INTEGER)) AS BIGINT) AS unit,
          allowance_scope = 'contract' AS is_pooled
        FROM {table(directory, 'plans.csv')}""")
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


def load_zones(db, directory):
    """Zone names as integers, and one table of prefixes for each kind of number and length."""
    rows = common.registry_rows(directory, "zones.csv")
    named = {row["zone"] for row in rows} | {row["zone"] for row in common.registry_rows(directory, "rates.csv")} - {"*"}
    names = common.DERIVED_ZONES + ["inbound", "fixed", "mobile", "intl"] + sorted(set(common.NATIONAL_ZONES.values()))
    names += sorted(named - set(names))
    codes = {name: code for code, name in enumerate(names)}
    listed = ", ".join(f"'{name}'" for name in sorted(names))
    db.execute(f"CREATE TYPE zone_name AS ENUM ({listed})")
    db.execute("CREATE TEMP TABLE zone_names (zone BIGINT, name zone_name)")
    insert(db, "zone_names", [(code, name) for name, code in codes.items()])
    # Built-in prefixes first: zones.csv wins at equal length.
    prefixes = {}
    for area in common.AREA_CODES:
        for digit in (2, 3, 4, 5, 9):
            prefixes[f"55{area}{digit}"] = "mobile" if digit == 9 else "fixed"
    prefixes.update({str(code): "intl" for code in common.COUNTRY_CODES})
    prefixes.update({f"0{code}": zone for code, zone in common.NATIONAL_ZONES.items()})
    prefixes.update({row["prefix"]: row["zone"] for row in rows})
    groups = {}
    for prefix, zone in prefixes.items():
        kind = "national" if prefix[0] == "0" else "brazil" if prefix.startswith("55") else "abroad"
        groups.setdefault((kind, len(prefix)), []).append((int(prefix), codes[zone]))
    joins = []
    for (kind, length), group in sorted(groups.items(), key=lambda item: -item[0][1]):
        db.execute(f"CREATE TEMP TABLE prefixes_{kind}_{length} (prefix BIGINT, zone BIGINT)")
        insert(db, f"prefixes_{kind}_{length}", group)
        joins.append((kind, length))
    return {"codes": codes, "joins": joins}


def load_bands(db, directory, period):
    """`day_sorts` (0 is a holiday, 1 Monday) and `bands_at`: the band of each minute of the eight sorts of day."""
    days = ["holiday", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    rows = common.registry_rows(directory, "bands.csv")
    names = sorted({row["band"] for row in rows})
    moments = []
    for row in rows:
        first, last = (int(row[c][:2]) * 60 + int(row[c][3:]) for c in ("from", "until"))
        for day in row["days"].split():
            moments += [(days.index(day) * 1440 + minute, names.index(row["band"]) + 1) for minute in range(first, last)]
    db.execute("CREATE TEMP TABLE bands_at (moment BIGINT, band BIGINT)")
    insert(db, "bands_at", moments)
    holidays = {row["date"] for row in common.registry_rows(directory, "holidays.csv")}
    db.execute("CREATE TEMP TABLE day_sorts (day DATE, number BIGINT, sort BIGINT)")
    insert(db, "day_sorts", [(day, number, 0 if day.isoformat() in holidays else day.isoweekday())
                             for number, day in enumerate(period)])


def micros(text):
    whole, _, fraction = (text or "0").partition(".")
    return int(whole) * 1_000_000 + int((fraction + "000000")[:6])


def load_prices(db, directory, zones, days):
    """`rates` (steps side by side), `prices` by (plan, zone, day, band), `on_net_days` and `plan_allowances`.

    Small tables, worked out in Python: plans x zones x days x bands is some ten thousand.
    """
    plan_codes = dict(db.execute("SELECT id, plan FROM plans").fetchall())
    bands = sorted({row["band"] for row in common.registry_rows(directory, "bands.csv")})
    rates, priced = read_rates(common.registry_rows(directory, "rates.csv"))
    step_count = max(len(rate["steps"]) for rate in rates)
    keys, values, on_net = [], [], []
    codes, band_count = zones["codes"], len(bands) + 1
    for plan, plan_code in plan_codes.items():
        for zone, zone_code in codes.items():
            candidates = rates_of(priced, plan, zone)
            for day_number, day in enumerate(days):
                valid = [rate for rate in candidates if rate["from"] <= day.isoformat() <= rate["until"]]
                by_band = {rate["band"]: rate["code"] for rate in valid}
                if zone == "on-net" and any(rate["zone"] == "on-net" for rate in valid):
                    on_net.append((plan_code, day))
                for band_code, band in enumerate([""] + bands):
                    rate = by_band.get(band, by_band.get(""))
                    if rate is not None:
                        keys.append(((plan_code * len(codes) + zone_code) * len(days) + day_number) * band_count + band_code)
                        values.append(rate)
    arrow = pyarrow.table({"key": keys, "rate": values})
    db.execute("CREATE TEMP TABLE prices AS SELECT * FROM arrow")
    db.execute("CREATE TEMP TABLE on_net_days (plan BIGINT, day DATE)")
    insert(db, "on_net_days", on_net)
    arrow = rate_table(rates, step_count)
    db.execute("CREATE TEMP TABLE rates AS SELECT * FROM arrow")
    arrow = allowance_table(common.registry_rows(directory, "allowances.csv"), plan_codes, codes)
    db.execute("CREATE TEMP TABLE plan_allowances AS SELECT * FROM arrow")
    return step_count, band_count


def read_rates(rows):
    """One rate for each (plan, zone, band, validity) with its steps in order; and rates by (plan, zone)."""
    grouped = {}
    for row in rows:
        key = (row["plan"], row["zone"], row["band"], row["valid_from"] or "0001-01-01", row["valid_until"] or "9999-12-31")
        grouped.setdefault(key, []).append(row)
    rates, priced = [], {}
    for (plan, zone, band, first, last), steps in grouped.items():
        steps.sort(key=lambda row: int(row["from_s"] or 0))
        base = steps[0]
        rate = {
            "code": len(rates), "zone": zone, "band": band, "from": first, "until": last,
            "fee": micros(base["connection_fee"]), "minimum": int(base["minimum_s"] or 30),
            "step": int(base["step_s"] or 6),
            "steps": [(int(row["from_s"] or 0), micros(row["price_per_minute"])) for row in steps],
            "text": shortest(base["price_per_minute"]) if len(steps) == 1 else None,
        }
        rates.append(rate)
        priced.setdefault((plan, zone), []).append(rate)
    return rates, priced


def shortest(price):
    return price.rstrip("0").rstrip(".") if "." in price else price


def rates_of(priced, plan, zone):
    """Rates of the zone itself, its parent, or `*`: the first that the plan has any row for decides."""
    names = [zone, zone.split(":")[0]] + ([] if zone in common.FREE_ZONES else ["*"])
    return next((priced[plan, name] for name in names if (plan, name) in priced), [])


def rate_table(rates, step_count):
    columns = {
        "rate": [rate["code"] for rate in rates], "fee": [rate["fee"] for rate in rates],
        "minimum_s": [rate["minimum"] for rate in rates], "step_s": [rate["step"] for rate in rates],
        "price_text": [rate["text"] for rate in rates],
    }
    for step in range(step_count):
        # A rate with fewer steps: its last ones begin where no call gets to.
        columns[f"from_{step}"] = [r["steps"][step][0] if step < len(r["steps"]) else 1_000_000_000 for r in rates]
        columns[f"price_{step}"] = [r["steps"][step][1] if step < len(r["steps"]) else 0 for r in rates]
    return pyarrow.table(columns)


def allowance_table(rows, plan_codes, zone_codes):
    """For each plan and zone the time allowance and the value allowance that match: at most one of each."""
    entries = {}
    for code, row in enumerate(rows):
        kind = "value" if row["kind"] == "value" else "time"
        amount = micros(row["amount"])
        if kind == "time":
            amount = amount * (60 if row["kind"] == "minutes" else 1) // 1_000_000
        listed = row["zones"].split()
        for zone, zone_code in zone_codes.items():
            if zone in listed or zone.split(":")[0] in listed or "*" in listed:
                entry = entries.setdefault((plan_codes[row["plan"]], zone_code), {})
                if kind in entry:
                    raise SystemExit(f"two {kind} allowances of plan {row['plan']} match {zone}: no running sum says that")
                entry[kind] = (code, amount)
    columns = {"plan": [plan for plan, _ in entries], "zone": [zone for _, zone in entries]}
    for kind in ("time", "value"):
        for position, name in enumerate(("allowance", "amount")):
            columns[f"{kind}_{name}"] = [entry[kind][position] if kind in entry else None for entry in entries.values()]
    return pyarrow.table({name: pyarrow.array(column, pyarrow.int64()) for name, column in columns.items()})
