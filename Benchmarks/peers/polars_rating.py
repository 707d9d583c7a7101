"""The rating job in Polars: files to files, lazy where rows are read and joined, whole columns afterwards.

What was chosen, and why (each measured on 5,000,000 rows against the alternative):

- `scan_csv` of whole lines, then `split_exact` into thirteen fields, on the streaming engine: read as twelve columns,
  Polars would cut a thirteenth off unseen. `utf8-lossy` keeps rows of bad encoding, and marks them.
- Numbers are Int64, normalised by a join with a table of dialled forms (`dialling.py`) and integer arithmetic.
- Look-ups by a dense integer (lines, rates, allowances, powers of ten) are gathers from an array, others hash joins.
- Who owns a number on a day: one join where nothing changes; the few numbers that change hands, by number and day.
- The longest prefix is one join for each length of prefix, the longest first.
- Only calls whose global_id and start come twice are looked at for duplicates.
- Allowances are running sums, and only those that a cycle's calls exceed are summed call by call.
- Ids are sorted as ranks; their text is gathered after the sort.
- Money is Int64 millionths.

Not done as the product does: `\\r\\n` and start times of other offsets than -03:00, neither of which is generated.
"""

import datetime
import os

import common
from common import COLLECT, E164, NATIONAL, NONE, SPECIAL, UNIFIED, UNIFIED_HEADS, UNIFIED_HEADS_55, three_digit_country_heads
from dialling import forms
from small_tables import SmallTables, cut_periods, narrowest, only_one

OPTIONS = common.arguments("Polars")
os.environ["POLARS_MAX_THREADS"] = str(OPTIONS.threads)  # read once, when Polars is loaded

import polars as pl  # noqa: E402

FIELDS = ["global_id", "started_at", "answered_at", "ended_at", "caller", "called", "duration_cell", "billable",
          "direction", "disposition", "trunk", "account_code", "extra"]
EPOCH = datetime.date(1970, 1, 1)
FIRST_DAY, LAST_DAY = -1_000_000, 1_000_000  # of unbounded periods, in days since 1970
POWERS = pl.Series([10**n for n in range(19)], dtype=pl.Int64)
COUNTRY_HEADS = pl.Series(three_digit_country_heads(), dtype=pl.Int64)
col, lit, when = pl.col, pl.lit, pl.when


def power(exponent):
    """Ten to the power of an expression; exponents outside 0-18 are moved to the ends."""
    return lit(POWERS).gather(exponent.clip(0, 18))


def unified(name):
    """Whether it is a unified number: eight digits, also behind 55, +55 and 0055."""
    c = lambda suffix: col(f"{name}_{suffix}")
    head = c("v") // 10_000
    return ((c("l") == 8) & ~c("plus") & head.is_in(UNIFIED_HEADS)
            | ((c("l") == 10) | (c("l") == 12) & ~c("plus")) & head.is_in(UNIFIED_HEADS_55))


def cell_stages(name):
    """Value, length and sign of a number's cell, its key among the forms, and its code if it is not Brazilian."""
    c = lambda suffix: col(f"{name}_{suffix}")
    clean = when(col(name).str.contains("^[0-9]+$")).then(col(name)).otherwise(col(name).str.replace_all("[ .()-]", ""))
    is_00 = ~c("plus") & (c("l") >= 11) & (c("v") < power(c("l") - 2))
    head = c("n") // power(c("nl") - 3)
    other = (
        when(~c("plus") & c("l").is_in([10, 11]) & (c("v") // power(c("l") - 4)).is_in([800, 300, 303, 500, 900]))
        .then(c("v") * 8 + NATIONAL)
        .when(unified(name)).then(c("v") % 10**8 * 8 + UNIFIED)
        .when(~c("plus") & c("l").is_between(3, 5) & (c("v") // power(c("l") - 1) == 1)).then(c("v") * 8 + SPECIAL)
        .when(c("nl").is_between(7, 15) & (c("n") >= power(c("nl") - 1)) & head.is_in(COUNTRY_HEADS.implode()))
        .then(c("n") * 8 + E164))
    return [
        {f"{name}_clean": clean},
        {f"{name}_plus": c("clean").str.starts_with("+").fill_null(False), f"{name}_d": c("clean").str.strip_prefix("+")},
        {f"{name}_l": c("d").str.len_bytes().cast(pl.Int64), f"{name}_numeric": c("d").str.contains("^[0-9]+$")},
        {f"{name}_v": when(c("numeric")).then(c("d").cast(pl.Int64, strict=False))},
        {f"{name}_key": (c("v") // 10**8) * 64 + c("l") + when(c("plus")).then(32).otherwise(0), f"{name}_00": is_00},
        {f"{name}_n": when(c("00")).then(c("v") % power(c("l") - 4)).otherwise(c("v")),
         f"{name}_nl": when(c("00")).then(c("l") - 4).otherwise(c("l"))},
        {f"{name}_other": other},
    ]


def code(name, area):
    """The code of a number, null if no rule matches."""
    c = lambda suffix: col(f"{name}_{suffix}")
    number_area = when(c("area") == 0).then(area).otherwise(c("area"))
    rest = c("v") % 10**8
    has_form = (c("area").is_not_null() & number_area.is_not_null() & (c("mobile") | (rest >= 20_000_000))
                & (c("other").fill_null(0) % 8 != UNIFIED))
    number = when(c("mobile") | (rest >= 60_000_000)).then((5500 + number_area) * 10**9 + 900_000_000 + rest).otherwise(
        (5500 + number_area) * 10**8 + rest)
    return when(has_form).then(number * 8 + c("kind")).otherwise(c("other"))


def parse(files):
    """Every row: state 0 to be rated, 4 unanswered, 5 rejected."""
    rows = pl.scan_csv(
        files, separator="\x01", quote_char=None, has_header=False, schema={"fields": pl.String}, encoding="utf8-lossy",
        include_file_paths="path", row_index_name="row")
    rows = rows.with_columns(col("fields").str.split_exact(";", 12).struct.rename_fields(FIELDS)).unnest("fields")
    rows = rows.drop("answered_at", "ended_at", "duration_cell")
    stages = [{**left, **right} for left, right in zip(cell_stages("caller"), cell_stages("called"))]
    stages[0] |= {
        "started": col("started_at").str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, time_unit="ms"),
        "is_out": col("direction") == "OUT",
        "duration": when(col("billable").str.contains("^[0-9]{1,9}$")).then(col("billable").cast(pl.Int64, strict=False))
        .when(col("billable").str.contains(r"^[0-9]{1,9}\.[0-9]+$"))
        .then(col("billable").cast(pl.Decimal(38, 18), strict=False).ceil().cast(pl.Int64, strict=False)),
    }
    for stage in stages:
        rows = rows.with_columns(**stage)
    text = [col(name) for name in ("global_id", "started_at", "caller", "called", "trunk", "account_code")]
    cut = (col("account_code").is_null() | col("extra").is_not_null()
           | pl.any_horizontal(*[t.str.contains("\ufffd", literal=True) for t in text]))
    unanswered = col("disposition").is_in(["NO ANSWER", "BUSY", "FAILED", "CANCELLED"]) | (col("duration") == 0) | (col("billable") == "-1")
    bad = (col("started").is_null() | (col("started_at").str.len_bytes() != 19) | col("duration").is_null()
           | ~col("direction").is_in(["OUT", "IN"]) | (col("disposition") != "ANSWERED")
           | ~col("called_numeric") | (col("called_l") > 20))
    calls = rows.select(
        "row", "path", "global_id", "started", "is_out", "duration", "trunk", "account_code", "caller", "called",
        *[f"{name}_{part}" for name in ("caller", "called") for part in ("v", "l", "key", "other")], "called_d", "called_nl",
        state=when(cut.fill_null(True)).then(5).when(unanswered.fill_null(False)).then(4).when(bad.fill_null(True)).then(5)
        .otherwise(0)).collect(engine="streaming")
    return add_codes(calls)


def add_codes(calls):
    """The normalised caller, and the called number as normalised with no area known."""
    table = pl.DataFrame(forms(), schema=["key", "area", "kind", "mobile"], orient="row")
    packed = table.select("key", form=col("area") + col("kind") * 128 + col("mobile").cast(pl.Int64) * 1024)
    for name in ("caller", "called"):
        form = look_up({"key": calls[f"{name}_key"]}, packed)
        calls = calls.with_columns(**{
            f"{name}_area": form % 128, f"{name}_kind": form // 128 % 8, f"{name}_mobile": (form >= 1024).fill_null(False)})
    no_area = lit(None, dtype=pl.Int64)
    return calls.with_columns(caller_code=code("caller", no_area), called_plain_code=code("called", no_area)).rename(
        {"caller": "caller_cell", "called": "called_cell"}).drop(
        "caller_v", "caller_l", "caller_key", "caller_other", "caller_area", "caller_kind", "caller_mobile", "called_key")


class Lines:
    """The lines, one row a period, as columns to gather from; and who owns which number, trunk and account code."""

    def __init__(self, directory, small):
        read = lambda name: pl.read_csv(os.path.join(directory, name), infer_schema=False)
        plans = pl.DataFrame({"plan": [p["id"] for p in small.plans], "plan_code": [p["plan"] for p in small.plans],
                              "grace_s": [p["grace_s"] for p in small.plans],
                              "is_pooled": [p["is_pooled"] for p in small.plans]})
        day = lambda name, unbounded: col(name).str.to_date(strict=False).cast(pl.Int32).cast(pl.Int64).fill_null(unbounded)
        self.table = read("lines.csv").join(plans, on="plan", how="left", maintain_order="left").with_row_index("line").with_columns(
            col("line").cast(pl.Int64), area=col("number").str.slice(2, 2).cast(pl.Int64),
            reset_day=col("reset_day").cast(pl.Int64), first=day("active_from", FIRST_DAY), last=day("active_until", LAST_DAY),
            is_active=col("active").fill_null("yes") != "no", line_rank=col("id").rank("dense").cast(pl.Int64),
            contract_rank=col("contract").rank("dense").cast(pl.Int64),
        ).with_columns(holder=when("is_pooled").then(-col("contract_rank")).otherwise(col("line_rank")))
        t = self.table
        periods = t.select("line", "first", "last", "id")
        dids = read("dids.csv").select(id="line", value="number").join(periods, on="id").with_columns(rank=1)
        ranges = t.filter(col("range_start").is_not_null()).with_columns(
            col("range_start").cast(pl.Int64), col("range_end").cast(pl.Int64)).with_columns(
            rank=col("range_end") - col("range_start") + 2,
            value=pl.int_ranges("range_start", col("range_end") + 1)).explode("value")
        numbers = pl.concat([
            t.select(col("number").cast(pl.Int64).alias("value"), "first", "last", lit(0, dtype=pl.Int64).alias("rank"), "line"),
            dids.select(col("value").cast(pl.Int64), "first", "last", col("rank").cast(pl.Int64), "line"),
            ranges.select("value", "first", "last", col("rank").cast(pl.Int64), "line")])
        self.numbers = Owners(numbers, narrowest, small)
        ids = lambda column: t.filter(col(column).is_not_null()).select(
            col(column).alias("value"), "first", "last", col("line_rank").alias("rank"), "line")
        self.trunks, self.accounts = Owners(ids("trunk"), only_one, small), Owners(ids("account_code"), only_one, small)


class Owners:
    """Values with one claim that is unbounded, nearly all; and a row a day for the others, cut into disjoint periods."""

    def __init__(self, claims, choose, small):
        lonely = (pl.len().over("value") == 1) & (col("first") == FIRST_DAY) & (col("last") == LAST_DAY)
        self.always = claims.filter(lonely).select("value", "line")
        first, last = ((day - EPOCH).days for day in (small.days[0], small.days[-1]))
        rows = []
        for value, start, end, line in cut_periods(claims.filter(~lonely).rows(), choose):
            rows += [(value, day, line) for day in range(max(start, first), min(end, last) + 1)]
        self.daily = pl.DataFrame(rows, schema={"value": claims.schema["value"], "day_number": pl.Int64, "line": pl.Int64},
                                  orient="row")

    def find(self, values, day_numbers):
        """The line that owns each value on the day beside it, or null."""
        always = look_up({"value": values}, self.always)
        daily = look_up({"value": values, "day_number": day_numbers}, self.daily)
        return always.zip_with(always.is_not_null(), daily)


def look_up(keys, table):
    """For each row of the key columns the last column of `table`, or null.

    A join of the keys alone: one that carries the calls' thirty columns along takes four times as long.
    """
    return pl.DataFrame(keys).join(table, on=list(keys), how="left", maintain_order="left").to_series(len(keys))


def value_of(name):
    return col(name).cast(pl.Int64) // 8


def kind_of(name):
    return col(name) % 8


def find_lines(parsed, lines, small):
    """Calls to be rated with their line's columns, and the called number as normalised with its area."""
    calls = parsed.filter(col("state") == 0).drop("state").with_columns(
        day_number=col("started").dt.date().cast(pl.Int32).cast(pl.Int64),
        own_code=when("is_out").then(col("caller_code")).otherwise(col("called_plain_code")))
    days = calls["day_number"]
    found = lines.numbers.find(calls["own_code"] // 8, days)
    for owners, cells in ((lines.trunks, calls["trunk"]), (lines.accounts, calls["account_code"])):
        # Nearly all calls have their line by now: the others are looked up apart.
        missing = found.is_null().arg_true()
        found = found.scatter(missing, owners.find(cells.gather(missing).rename("value"), days.gather(missing)))
    calls = calls.with_columns(line=found)
    attributes = {}
    for name, source in (("plan", "plan_code"), ("area", "area"), ("reset_day", "reset_day"), ("grace_s", "grace_s"),
                         ("holder", "holder"), ("is_active", "is_active"), ("line_rank", "line_rank"),
                         ("contract_rank", "contract_rank")):
        attributes[name] = lines.table[source].gather(calls["line"])
    calls = calls.with_columns(**attributes).with_columns(col("is_active").fill_null(False))
    return calls.with_columns(called_code=code("called", col("area"))).drop(
        "called_area", "called_kind", "called_mobile", "called_other")


def caller_text():
    digits = when(col("caller_cell").str.contains("^[0-9]+$")).then(col("caller_cell")).otherwise(lit(""))
    return number_text("caller_code", digits)


def number_text(name, otherwise):
    text = value_of(name).cast(pl.String)
    return when(col(name).is_null()).then(otherwise).when(kind_of(name) == NATIONAL).then(lit("0") + text).otherwise(text)


def called_text():
    return number_text("called_code", col("called_d"))


def drop_duplicates(calls):
    """The calls without rows that are not the call; and the numbers of duplicates and of conflicting rows."""
    keys = calls.filter("is_active").select("row", hash=pl.struct("global_id", "started").hash())
    suspects = keys.filter(col("hash").is_duplicated())["row"]
    identity = ["started", "is_out", "global_id", "own", "trunk", "account_code", "own_content"]
    content = ["duration", "other", "kind"]
    contents = calls.filter(col("row").is_in(suspects.implode())).with_columns(
        own=pl.coalesce(value_of("own_code").cast(pl.String), when("is_out").then("caller_cell").otherwise("called_cell")),
        other=when("is_out").then(called_text()).otherwise(caller_text()),
        kind=when("is_out").then(kind_of("called_code").fill_null(NONE)).otherwise(0),
    ).with_columns(
        own_content=when(col("global_id") == "").then(pl.concat_str(*content, separator="|")).otherwise(lit("")),
    ).sort([*content, "row"], descending=[True, True, True, False])
    marked = contents.select(
        "row", position=pl.int_range(pl.len()).over(identity),
        is_greatest=pl.all_horizontal(*[(col(c) == col(c).first().over(identity)) for c in content]))
    dropped = marked.filter(col("position") > 0)
    counts = (dropped.filter("is_greatest").height, dropped.filter(~col("is_greatest")).height)
    return calls.filter(~col("row").is_in(dropped["row"].implode())), counts


def zone_calls(calls, lines, small):
    """Adds zone, rate and state (0 rated, 1 free, 2 and 3 suspended), and what the rate and the plan say."""
    zones, first = small.zone_codes, (small.days[0] - EPOCH).days
    value, kind = col("number"), col("kind")
    is_long = value >= 10**12
    calls = calls.with_columns(number=value_of("called_code"), kind=kind_of("called_code")).with_columns(
        is_brazilian=col("is_out") & (kind == E164) & ((value // 10**10 == 55) | (value // 10**11 == 55)))
    net_line = lines.numbers.find(calls.select(when("is_brazilian").then(value)).to_series(), calls["day_number"])
    prefix_zone = longest_prefixes(calls, small)
    plan_days = pl.Series([plan * len(small.days) + day for plan, day in small.on_net_days], dtype=pl.Int64)
    is_on_net = net_line.is_not_null() & (calls["plan"] * len(small.days) + calls["day_number"] - first).is_in(
        plan_days.implode())
    area = when(is_long).then(value // 10**9 % 100).otherwise(value // 10**8 % 100)
    prefix = (when(~col("is_out")).then(zones["inbound"]).when(kind == COLLECT).then(zones["collect"])
              .when("is_on_net").then(zones["on-net"])
              .when(kind == SPECIAL).then(zones["special"]).when(kind == UNIFIED).then(zones["unified"])
              .otherwise(col("longest")))
    zone = (when(col("prefix_zone") == zones["fixed"])
            .then(when(area == col("area")).then(zones["local"]).otherwise(zones["ldn"]))
            .when(col("prefix_zone") == zones["mobile"])
            .then(when(area == col("area")).then(zones["vc1"]).when(area // 10 == col("area") // 10).then(zones["vc2"])
                  .otherwise(zones["vc3"])).otherwise(col("prefix_zone")))
    moments = dict(small.moments)
    bands = pl.Series([moments.get(moment, 0) for moment in range(8 * 1440)], dtype=pl.Int64)
    sorts = pl.Series(small.day_sorts, dtype=pl.Int64)
    calls = calls.with_columns(is_on_net=is_on_net, longest=prefix_zone).with_columns(
        prefix_zone=prefix.cast(pl.Int64)).with_columns(zone=zone.cast(pl.Int64)).drop("is_on_net", "longest", "prefix_zone")
    moment = sorts.gather(calls["day_number"] - first) * 1440 + calls["started"].dt.hour().cast(pl.Int64) * 60 + calls[
        "started"].dt.minute().cast(pl.Int64)
    prices = pl.DataFrame({"key": [k for k, _ in small.prices], "rate": [r for _, r in small.prices]})
    key = ((col("plan") * len(zones) + col("zone")) * len(small.days) + col("day_number") - first) * small.band_count + col("band")
    state = (when(~col("is_active")).then(3).when(~col("is_out")).then(1).when(col("zone").is_null()).then(2)
             .when(col("rate").is_null()).then(when(col("zone").is_in(small.free_zones)).then(1).otherwise(2))
             .when(col("duration") <= col("grace_s")).then(1).otherwise(0))
    month = col("started").dt.date().dt.month_start()
    cycle = when(col("started").dt.day() >= col("reset_day")).then(month).otherwise(month.dt.offset_by("-1mo"))
    keys = calls.with_columns(band=bands.gather(moment)).select(key=when("is_out").then(key)).to_series()
    return calls.with_columns(rate=look_up({"key": keys}, prices)).with_columns(
        state=state, cycle=cycle + pl.duration(days=col("reset_day") - 1))


def longest_prefixes(calls, small):
    """The zone of each called number's longest prefix, or null.

    All Brazilian numbers have 12 or 13 digits, so that their heads are quotients by one of two powers; the few others are
    looked at apart.
    """
    value, kind = col("number"), col("kind")
    others = calls.select(col("is_out") & ~col("is_brazilian") & kind.is_in([E164, NATIONAL])).to_series().fill_null(False).arg_true()
    few = calls.select("number", "kind", "called_l", "called_nl")[others]
    found, few_found = (pl.Series([None] * frame.height, dtype=pl.Int64) for frame in (calls, few))
    for (table, length), group in small.prefixes.items():
        prefixes = pl.DataFrame({"head": [p for p, _ in group], "zone": [z for _, z in group]})
        if table == "brazil":
            head = when(value >= 10**12).then(value // 10 ** (13 - length)).otherwise(value // 10 ** (12 - length))
            zone = look_up({"head": calls.select(when("is_brazilian").then(head)).to_series()}, prefixes)
            found = found.zip_with(found.is_not_null(), zone)
        else:
            digits, wanted = ("called_nl", E164) if table == "abroad" else ("called_l", NATIONAL)
            head = few.select(when(kind == wanted).then(value // power(col(digits) - length))).to_series()
            few_found = few_found.zip_with(few_found.is_not_null(), look_up({"head": head}, prefixes))
    return found.scatter(others, few_found)


def running(calls, kind, used):
    """Adds `covered_<kind>`: what each call takes. Only the cycles that exceed their allowance are summed in order."""
    group = [f"{kind}_allowance", "holder", "cycle"]
    exceeded = calls.filter(col(group[0]).is_not_null()).group_by(group).agg(
        total=col(used).sum(), amount=col(f"{kind}_amount").first()).filter(col("total") > col("amount")).select(*group)
    order = ["started", "global_id", "line_rank", "caller", "called", "duration", "zone_name"]
    clipped = calls.select("row", used, f"{kind}_amount", *group, *order).join(exceeded, on=group, how="semi").sort(order).select(
        "row", (col(f"{kind}_amount") - (col(used).cum_sum().over(group) - col(used))).clip(0).alias("left"))
    left = look_up({"row": calls["row"]}, clipped)
    return calls.with_columns(
        when(col(group[0]).is_null()).then(0).otherwise(pl.min_horizontal(col(used), pl.coalesce(left, used)))
        .alias(f"covered_{kind}"))


def price_calls(calls, small):
    """Call records with billed and covered seconds and amounts in millionths."""
    names = pl.Series(list(small.zone_codes))
    calls = calls.filter(col("state") < 2)
    calls = calls.select(
        "row", "global_id", "started", "is_out", "duration", "line", "plan", "holder", "contract_rank", "line_rank", "zone",
        "rate", "cycle", caller=caller_text(), called=called_text(), is_rated=col("state") == 0,
    ).with_columns(zone_name=names.gather(calls["zone"]))
    rates = {name: pl.Series(values).gather(calls["rate"]) for name, values in small.rate_columns().items()
             if name not in ("rate", "price_text")}
    size = len(small.plans) * len(small.zone_codes)
    key = calls["plan"] * len(small.zone_codes) + calls["zone"]
    for kind in ("time", "value"):
        for position, name in enumerate(("allowance", "amount")):
            values = [None] * size
            for (plan, zone), entry in small.allowances.items():
                if kind in entry:
                    values[plan * len(small.zone_codes) + zone] = entry[kind][position]
            rates[f"{kind}_{name}"] = pl.Series(values, dtype=pl.Int64).gather(key)
    for name in ("unit", "rounding", "decimals", "step"):
        rates[name] = pl.Series([plan[name] for plan in small.plans]).gather(calls["plan"])
    billed = when(col("duration") <= col("minimum_s")).then(col("minimum_s")).otherwise(
        col("minimum_s") + (col("duration") - col("minimum_s") + col("step_s") - 1) // col("step_s") * col("step_s"))
    calls = calls.with_columns(**rates).with_columns(
        billed=when("is_rated").then(billed).otherwise(0),
        time_allowance=when("is_rated").then("time_allowance"), value_allowance=when("is_rated").then("value_allowance"))
    calls = running(calls, "time", "billed")
    seconds = []
    for step in range(small.step_count):
        end = pl.min_horizontal("billed", f"from_{step + 1}") if step + 1 < small.step_count else col("billed")
        seconds.append((end - pl.max_horizontal("covered_time", f"from_{step}")).clip(0) * col(f"price_{step}"))
    sixtieths = sum(seconds[1:], seconds[0]) + when(col("billed") > col("covered_time")).then(60 * col("fee")).otherwise(0)
    quotient, rest, divisor = col("sixtieths") // col("divisor"), col("sixtieths") % col("divisor"), col("divisor")
    upwards = (when(col("rounding") == "down").then(0).when(col("rounding") == "up").then((rest > 0).cast(pl.Int64))
               .when(rest * 2 > divisor).then(1).when(rest * 2 < divisor).then(0)
               .when(col("rounding") == "half-up").then(1).otherwise(quotient % 2))
    calls = calls.with_columns(sixtieths=sixtieths, divisor=60 * col("unit")).with_columns(
        gross=when("is_rated").then(col("unit") * (quotient + upwards)).otherwise(0))
    calls = calls.drop([c for c in calls.columns if c.startswith(("from_", "price_"))] + ["sixtieths", "divisor", "fee"])
    calls = running(calls, "value", "gross")
    return calls.with_columns(amount=(col("gross") - col("covered_value")) // col("step") * col("step"))


def write(records, lines, small, parsed, output):
    """Both files. Answers the services, for the totals."""
    starts = parsed.group_by("path").agg(first_row=col("row").min()).with_columns(
        file=col("path").str.split("/").list.last()).sort("first_row")
    order = ["contract_rank", "line_rank", "started", "global_id", "caller", "called", "duration", "is_out", "zone_name"]
    records = records.select(*order, "row", "line", "plan", "rate", "billed", "covered_time", "covered_value", "amount",
                             "cycle", "decimals", "is_rated").sort(order)
    line, plan, table = records["line"], records["plan"], lines.table
    file_number = starts["first_row"].search_sorted(records["row"], side="right").cast(pl.Int64) - 1
    price_texts = pl.Series([rate["price_text"] for rate in small.rates], dtype=pl.String)
    money = lambda name: pl.concat_str(
        (col(name) // 10**6).cast(pl.String), lit("."), (10**6 + col(name) % 10**6).cast(pl.String).str.slice(1, col("decimals")))
    ids = pl.Series([p["id"] for p in small.plans])
    # The files count their header as line 1, and so does the row index.
    source_line = (records["row"].cast(pl.Int64) - starts["first_row"].gather(file_number).cast(pl.Int64) + 1).cast(pl.String)
    records.lazy().select(
        "global_id", col("started").dt.strftime("%Y-%m-%dT%H:%M:%S-03:00").alias("started_at"),
        when("is_out").then(lit("out")).otherwise(lit("in")).alias("direction"), "caller", "called",
        line=table["id"].gather(line), contract=table["contract"].gather(line), plan=ids.gather(plan), zone=col("zone_name"),
        duration_s=col("duration"), billed_s=col("billed"), allowance_s=col("covered_time"),
        surplus_s=col("billed") - col("covered_time"),
        price_per_minute=when("is_rated").then(price_texts.gather(records["rate"])),
        allowance_amount=money("covered_value"), amount=money("amount"), cycle_start=col("cycle"),
        source=starts["file"].gather(file_number) + ":" + source_line,
    ).sink_csv(f"{output}/call-records.csv", quote_style="never")
    services = records.filter("is_rated").group_by("contract_rank", "line_rank", "plan", "cycle").agg(
        calls=pl.len(), billed=col("billed").sum(), covered=col("covered_time").sum(),
        centavos=(col("amount").sum() + 5000) // 10_000, line=col("line").last()).filter(col("centavos") > 0).sort(
        "contract_rank", "line_rank", "plan", "cycle")
    end = col("cycle").dt.offset_by("1mo") - pl.duration(days=1)
    line = services["line"]
    services.select(
        contract=table["contract"].gather(line), line=table["id"].gather(line), plan=ids.gather(services["plan"]),
        cycle_start=col("cycle"), cycle_end=end, calls="calls", billed_s="billed", allowance_s="covered",
        surplus_s=col("billed") - col("covered"),
        amount=pl.concat_str((col("centavos") // 100).cast(pl.String), lit("."),
                             (100 + col("centavos") % 100).cast(pl.String).str.slice(1)),
        description=pl.concat_str(lit("Excedente de telefonia "), table["number"].gather(line), lit(" - "),
                                  col("cycle").dt.strftime("%d/%m/%Y"), lit(" a "), end.dt.strftime("%d/%m/%Y")),
    ).write_csv(f"{output}/additional-services.csv", quote_style="never")
    return services


def main():
    steps = common.Steps(OPTIONS.steps)
    files = common.cdr_files(OPTIONS.cdr)
    all_rows = parse(files)
    # A header is a row here, the first of its file.
    parsed = all_rows.filter(col("global_id") != "global_id")
    steps.done("read, parse, normalise")
    days = parsed["started"].dt.date()
    small = SmallTables(OPTIONS.registry, days.min() or EPOCH, days.max() or EPOCH)
    lines = Lines(OPTIONS.registry, small)
    steps.done("registry")
    calls = find_lines(parsed, lines, small)
    steps.done("lines")
    calls, dropped = drop_duplicates(calls)
    steps.done("duplicates")
    calls = zone_calls(calls, lines, small)
    steps.done("zones and rates")
    records = price_calls(calls, small)
    steps.done("allowances and prices")
    services = write(records, lines, small, all_rows.select("path", "row"), OPTIONS.output)
    steps.done("write")
    states = dict(parsed["state"].value_counts().rows())
    standing = dict(calls["state"].value_counts().rows())
    common.print_totals("polars", pl.__version__, steps, {
        "rows": parsed.height, "rated": standing.get(0, 0), "free": standing.get(1, 0), "unanswered": states.get(4, 0),
        "duplicate": dropped[0], "rejected": states.get(5, 0) + dropped[1],
        "suspended": standing.get(2, 0) + standing.get(3, 0), "billed_s": records["billed"].sum(),
        "allowance_s": records["covered_time"].sum(), "surplus_s": records["billed"].sum() - records["covered_time"].sum(),
        "amount": common.money(records["amount"].sum()), "services": services.height,
        "services_amount": common.money(services["centavos"].sum() * 10_000, 2)})


if __name__ == "__main__":
    main()
