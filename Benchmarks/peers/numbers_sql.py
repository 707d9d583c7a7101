"""Number normalisation (spec 3.1) as one SQL expression over integers, for DuckDB and chDB.

A cell is its value and its count of digits. Each rule then is a comparison of quotients: much faster than regular
expressions in both engines, which have no vectorised ones.
"""

from common import AREA_CODES, COLLECT, E164, NATIONAL, SPECIAL, UNIFIED, three_digit_country_heads

P8, P9 = 10**8, 10**9


class Dialect:
    """How an engine writes integer division and a chain of conditions."""

    def __init__(self, div, country_test):
        self.div, self.country_test = div, country_test

    def quotient(self, value, power):
        return self.div.format(value, power)


def duckdb_dialect():
    heads = ",".join(map(str, three_digit_country_heads()))
    return Dialect("({} // {})", lambda head: f"{head} IN ({heads})")


def case(branches, otherwise="NULL"):
    return "CASE " + " ".join(f"WHEN {test} THEN {result}" for test, result in branches) + f" ELSE {otherwise} END"


def is_area(expression):
    return f"{expression} IN ({','.join(map(str, AREA_CODES))})"


class Normaliser:
    def __init__(self, dialect, value, area):
        self.d, self.v, self.area = dialect, value, area

    def q(self, power, value=None):
        return self.d.quotient(value or self.v, power)

    def code(self, value, kind):
        return f"(({value}) * 8 + {kind})"

    def subscriber(self, digits):
        """(test, kind-less value without area) of N at the end of the number."""
        tail = f"({self.v} % {P8 if digits == 8 else P9})"
        return (f"{tail} >= {20_000_000 if digits == 8 else 900_000_000}", tail)

    def brazilian(self, area, digits, kind):
        """55 + area + N; a mobile number of 8 digits gets its 9."""
        tail = self.subscriber(digits)[1]
        long = self.code(f"(5500 + {area}) * {P9} + {tail}", kind)
        if digits == 9:
            return long
        with_nine = self.code(f"(5500 + {area}) * {P9} + 900000000 + {tail}", kind)
        short = self.code(f"(5500 + {area}) * {P8} + {tail}", kind)
        return f"CASE WHEN {tail} >= 60000000 THEN {with_nine} ELSE {short} END"

    def area_before(self, digits):
        return f"({self.q(P8 if digits == 8 else P9)} % 100)"

    def international(self, length, value=None):
        """Rule 10 for a number of so many digits; 55 is no known code here."""
        value = value or self.v
        head = self.q(10 ** (length - 3), value)
        return [(f"{value} >= {10 ** (length - 1)} AND {self.d.country_test(head)}", self.code(value, E164))]

    def rule8(self, length):
        """55 + any two digits + N."""
        if length not in (12, 13):
            return []
        n = length - 4
        head = self.q(10 ** (length - 2), f"({self.v} % {10 ** length})")
        return [(f"{head} = 55 AND {self.subscriber(n)[0]}", self.brazilian(self.area_before(n), n, E164))]

    def international_form(self, length):
        """Rules 8 and 10 alone, for the last `length` digits."""
        if not 7 <= length <= 15:
            return []
        return self.rule8(length) + self.international(length, f"({self.v} % {10 ** length})")

    def rule5(self, length):
        rest = length - 4
        if rest < 7:
            return []
        inner = self.international_form(rest)
        return [(f"{self.v} < {10 ** (length - 2)}", case(inner) if inner else "NULL")]

    def own_area(self, length, rule):
        """Rules 2 and 12, for which the line's area must be known."""
        if self.area is None:
            return []
        n = length - 4 if rule == 2 else length
        if n not in (8, 9):
            return []
        lead = f"{self.q(10 ** n)} = 9090 AND " if rule == 2 else ""
        kind = COLLECT if rule == 2 else E164
        return [(f"{lead}{self.area} IS NOT NULL AND {self.subscriber(n)[0]}", self.brazilian(self.area, n, kind))]

    def with_area(self, length, extra, lead, kind):
        """Rules 3, 6, 7 and 9: `extra` digits before the area, which `lead` tests."""
        n = length - extra - 2
        if n not in (8, 9):
            return []
        area = self.area_before(n)
        return [(f"{lead} AND {is_area(area)} AND {self.subscriber(n)[0]}", self.brazilian(area, n, kind))]

    def rules(self, length):
        """The rules that a number of `length` digits without + can match, in order; 11-13 before 10."""
        v, one_zero = self.v, f"{self.v} >= {10 ** (length - 2)} AND {self.v} < {10 ** (length - 1)}" if length > 2 else ""
        no_zero = f"{v} >= {10 ** (length - 1)}"
        branches = self.own_area(length, 2)
        branches += self.with_area(length, 4, f"{self.q(10 ** (length - 2))} = 90" if length > 2 else "", COLLECT)
        if length in (10, 11):
            branches.append((f"{self.q(10 ** (length - 4))} IN (800, 300, 303, 500, 900)", self.code(v, NATIONAL)))
        branches += self.rule5(length)
        branches += self.with_area(length, 3, one_zero, E164) + self.with_area(length, 1, one_zero, E164)
        branches += self.rule8(length)
        branches += self.with_area(length, 0, no_zero, E164)
        if length == 8:
            branches.append((f"{self.q(100_000)} IN (400, 300)", self.code(v, UNIFIED)))
        branches += self.own_area(length, 12)
        if 3 <= length <= 5:
            branches.append((f"{self.q(10 ** (length - 1))} = 1", self.code(v, SPECIAL)))
        if 7 <= length <= 15:
            branches += self.international(length)
        return branches


def normalised(dialect, value, length, plus, area):
    """The expression for `value * 8 + kind`, NULL where no rule matches.

    `area` is the name of the line's area column, or None where no area is known. `value` is NULL above 19 digits.
    """
    maker = Normaliser(dialect, value, area)
    plain = [(f"{length} = {count}", case(maker.rules(count))) for count in [12, 13, 9, 8, 14, 11, 10, 15, 3, 4, 5, 7,
                                                                              16, 17, 18, 19]]
    signed = [(f"{length} = {count}", case(maker.international_form(count))) for count in range(7, 16)]
    return f"CASE WHEN {plus} THEN {case(signed)} ELSE {case(plain)} END"
