"""The small tables of a registry, worked out in Python for all peers: zones, bands, prices, allowances.

Plans x zones x days x bands is some ten thousand combinations: so is the price of each found once, and each peer
joins it by one integer.
"""

import datetime

import common

HIGHEST_SECOND = 1_000_000_000  # no call gets there: where the steps that a rate does not have begin


def micros(text):
    whole, _, fraction = (text or "0").partition(".")
    return int(whole) * 1_000_000 + int((fraction + "000000")[:6])


def shortest(price):
    return price.rstrip("0").rstrip(".") if "." in price else price


class SmallTables:
    """`plan_codes`, `zone_codes` and `band_count` are the integers that keys are made of.

    The first and last day are those of the calls.
    """

    def __init__(self, directory, first_day, last_day):
        self.directory = directory
        self.days = [first_day + datetime.timedelta(days=n) for n in range((last_day - first_day).days + 1)]
        self.rate_rows = common.registry_rows(directory, "rates.csv")
        self.plans = self.read_plans()
        self.plan_codes = {plan["id"]: plan["plan"] for plan in self.plans}
        self.zone_codes, self.prefixes = self.read_zones()
        self.band_names, self.moments = self.read_bands()
        self.band_count = len(self.band_names) + 1
        holidays = {row["date"] for row in common.registry_rows(directory, "holidays.csv")}
        # 0 is a holiday, 1 Monday.
        self.day_sorts = [0 if day.isoformat() in holidays else day.isoweekday() for day in self.days]
        self.rates, self.rates_by_zone = self.read_rates()
        self.step_count = max(len(rate["steps"]) for rate in self.rates)
        self.prices, self.on_net_days = self.work_out_prices()
        self.allowances = self.work_out_allowances()
        self.free_zones = [self.zone_codes[name] for name in common.FREE_ZONES]

    def read_plans(self):
        plans = []
        for row in sorted(common.registry_rows(self.directory, "plans.csv"), key=lambda row: row["id"]):
            decimals = int(row.get("decimals") or 4)
            is_cut = row.get("charge_rounding") == "cut"
            plans.append({
                "plan": len(plans), "id": row["id"], "grace_s": int(row.get("grace_s") or 3),
                "rounding": "down" if is_cut else row.get("rounding") or "half-up",
                "decimals": decimals, "unit": 10 ** (6 - decimals),
                # What is charged of a call is a multiple of this, in millionths.
                "step": 10_000 if is_cut else 1,
                "is_pooled": row.get("allowance_scope") == "contract"})
        return plans

    def read_zones(self):
        """Zone names as integers; and the prefixes, zones.csv before the built-in ones, by (kind, length)."""
        rows = common.registry_rows(self.directory, "zones.csv")
        named = {row["zone"] for row in rows} | {row["zone"] for row in self.rate_rows} - {"*"}
        names = common.DERIVED_ZONES + ["inbound", "fixed", "mobile", "intl"] + sorted(set(common.NATIONAL_ZONES.values()))
        names += sorted(named - set(names))
        codes = {name: code for code, name in enumerate(names)}
        zones = {}
        for area in common.AREA_CODES:
            for digit in (2, 3, 4, 5, 9):
                zones[f"55{area}{digit}"] = "mobile" if digit == 9 else "fixed"
        zones.update({str(code): "intl" for code in common.COUNTRY_CODES})
        zones.update({f"0{code}": zone for code, zone in common.NATIONAL_ZONES.items()})
        zones.update({row["prefix"]: row["zone"] for row in rows})
        groups = {}
        for prefix, zone in zones.items():
            kind = "national" if prefix[0] == "0" else "brazil" if prefix.startswith("55") else "abroad"
            groups.setdefault((kind, len(prefix)), []).append((int(prefix), codes[zone]))
        return codes, dict(sorted(groups.items(), key=lambda item: -item[0][1]))

    def read_bands(self):
        """(sort of day x 1440 + minute, band): no two bands share a minute."""
        sorts = ["holiday", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        rows = common.registry_rows(self.directory, "bands.csv")
        names = sorted({row["band"] for row in rows})
        moments = []
        for row in rows:
            first, last = (int(row[c][:2]) * 60 + int(row[c][3:]) for c in ("from", "until"))
            for sort in row["days"].split():
                band = names.index(row["band"]) + 1
                moments += [(sorts.index(sort) * 1440 + minute, band) for minute in range(first, last)]
        return names, moments

    def read_rates(self):
        """One rate for each (plan, zone, band, validity), its steps in order; and the rates of each (plan, zone)."""
        grouped = {}
        for row in self.rate_rows:
            validity = (row.get("valid_from") or "0001-01-01", row.get("valid_until") or "9999-12-31")
            grouped.setdefault((row["plan"], row["zone"], row.get("band") or "", *validity), []).append(row)
        rates, by_zone = [], {}
        for (plan, zone, band, first, last), steps in grouped.items():
            steps.sort(key=lambda row: int(row.get("from_s") or 0))
            base = steps[0]
            rate = {
                "rate": len(rates), "zone": zone, "band": band, "from": first, "until": last,
                "fee": micros(base.get("connection_fee")), "minimum_s": int(base.get("minimum_s") or 30),
                "step_s": int(base.get("step_s") or 6),
                "steps": [(int(row.get("from_s") or 0), micros(row["price_per_minute"])) for row in steps],
                "price_text": shortest(base["price_per_minute"]) if len(steps) == 1 else None,
            }
            rates.append(rate)
            by_zone.setdefault((plan, zone), []).append(rate)
        return rates, by_zone

    def rate_columns(self):
        """The rates by column, their steps side by side: from_0, price_0, from_1, …"""
        columns = {name: [r[name] for r in self.rates] for name in ("rate", "fee", "minimum_s", "step_s", "price_text")}
        for step in range(self.step_count):
            found = [rate["steps"][step] if step < len(rate["steps"]) else (HIGHEST_SECOND, 0) for rate in self.rates]
            columns[f"from_{step}"] = [second for second, _ in found]
            columns[f"price_{step}"] = [price for _, price in found]
        return columns

    def work_out_prices(self):
        """(key, rate) of each (plan, zone, day, band) with a price; (plan, day number) with a rate for on-net itself."""
        prices, on_net = [], []
        for plan, plan_code in self.plan_codes.items():
            for zone, zone_code in self.zone_codes.items():
                names = [zone, zone.split(":")[0]] + ([] if zone in common.FREE_ZONES else ["*"])
                candidates = next((self.rates_by_zone[plan, n] for n in names if (plan, n) in self.rates_by_zone), [])
                for number, day in enumerate(self.days):
                    valid = [rate for rate in candidates if rate["from"] <= day.isoformat() <= rate["until"]]
                    by_band = {rate["band"]: rate["rate"] for rate in valid}
                    if zone == "on-net" and any(rate["zone"] == zone for rate in valid):
                        on_net.append((plan_code, number))
                    for band_code, band in enumerate([""] + self.band_names):
                        rate = by_band.get(band, by_band.get(""))
                        if rate is not None:
                            key = ((plan_code * len(self.zone_codes) + zone_code) * len(self.days) + number)
                            prices.append((key * self.band_count + band_code, rate))
        return prices, on_net

    def work_out_allowances(self):
        """(plan, zone) → {"time": (allowance, amount), "value": …}: at most one of each matches."""
        entries = {}
        for code, row in enumerate(common.registry_rows(self.directory, "allowances.csv")):
            kind = "value" if row["kind"] == "value" else "time"
            amount = micros(row["amount"])
            if kind == "time":
                amount = amount * (60 if row["kind"] == "minutes" else 1) // 1_000_000
            listed = row["zones"].split()
            for zone, zone_code in self.zone_codes.items():
                if zone in listed or zone.split(":")[0] in listed or "*" in listed:
                    entry = entries.setdefault((self.plan_codes[row["plan"]], zone_code), {})
                    if kind in entry:
                        raise SystemExit(f"two {kind} allowances of {row['plan']} match {zone}: no running sum says that")
                    entry[kind] = (code, amount)
        return entries


def cut_periods(claims, choose):
    """Disjoint periods of values that several lines claim.

    `claims` are (value, first day, last day, rank, line) with days as integers; `choose` gets the (rank, line) pairs of
    one period and answers a line or None. Answers (value, first day, last day, line).
    """
    by_value = {}
    for value, first, last, rank, line in claims:
        by_value.setdefault(value, []).append((first, last, rank, line))
    periods = []
    for value, rows in by_value.items():
        cuts = sorted({row[0] for row in rows} | {row[1] + 1 for row in rows})
        for first, after in zip(cuts, cuts[1:]):
            line = choose([(rank, line) for f, l, rank, line in rows if f <= first <= l])
            if line is not None:
                periods.append((value, first, after - 1, line))
    return periods


def narrowest(claims):
    """A number before a DID before the narrowest range."""
    return min(claims)[1] if claims else None


def only_one(claims):
    """Trunks and account codes identify a line only if no other line id has them that day; rank is the id."""
    return claims[0][1] if len({rank for rank, _ in claims}) == 1 else None
