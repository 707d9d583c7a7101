"""Number normalisation (spec 3.1) as a look-up, for all peers: integers only, no regular expressions.

What stands before the last eight digits of a dialled number, together with its length, says which of the Brazilian
rules matches: `head = value // 10^8`, `key = head * 64 + length (+ 32 with a leading +)`. The forms there are, some
forty thousand, make a table that each peer joins once for the caller and once for the called number; what is not in
it is toll-free, special, unified, international or nothing, told by a few comparisons.

A normalised number is one integer too, `value * 8 + kind`.
"""

from common import (AREA_CODES, COLLECT, E164, NATIONAL, SPECIAL, UNIFIED, UNIFIED_HEADS, UNIFIED_HEADS_55,
                    three_digit_country_heads)

P8 = 10**8
OWN_AREA = 0


def forms():
    """Rows (key, area, kind, is_mobile): area 0 is the line's own. An 8-digit rest must be 20000000 or more."""
    rows = []

    def add(length, head, area, kind, plus=False):
        """N8 or M8 after `head`, in all `length` digits, and M9, whose 9 is part of the key."""
        extra = 32 if plus else 0
        rows.append((head * 64 + length + extra, area, kind, False))
        rows.append(((head * 10 + 9) * 64 + length + 1 + extra, area, kind, True))

    add(8, 0, OWN_AREA, E164)
    add(12, 9090, OWN_AREA, COLLECT)
    for area in AREA_CODES:
        add(10, area, area, E164)
        add(11, area, area, E164)
        for carrier in range(100):
            add(14, (90 * 100 + carrier) * 100 + area, area, COLLECT)
            if carrier >= 10:  # 0 and a carrier that begins with 0 is an international form
                add(13, carrier * 100 + area, area, E164)
    for area in range(100):  # rule 8 does not ask for an area code that exists
        add(12, 5500 + area, area, E164)
        add(12, 5500 + area, area, E164, plus=True)
        for carrier in range(100):
            add(16, carrier * 10_000 + 5500 + area, area, E164)
    return rows


def country_runs():
    """The heads of three digits that begin with a country code, as runs of first and last."""
    runs = []
    for value in three_digit_country_heads():
        if runs and runs[-1][1] == value - 1:
            runs[-1][1] = value
        else:
            runs.append([value, value])
    return runs


def country_sql(head):
    return "(" + " OR ".join(f"{head} BETWEEN {first} AND {last}" for first, last in country_runs()) + ")"


def other_sql(value, length, plus, divide):
    """The code of a number that has no Brazilian form, NULL if no rule matches. `divide(value, power)` is `//`."""

    def coded(number, kind):
        return f"({number}) * 8 + {kind}"

    def international(digits):
        number = f"({value} % {10 ** digits})"
        head = divide(number, 10 ** (digits - 3))
        return f"CASE WHEN {number} >= {10 ** (digits - 1)} AND {country_sql(head)} THEN {coded(number, E164)} END"

    def plain(digits):
        branches = []
        if digits in (10, 11):
            service = divide(value, 10 ** (digits - 4))
            branches.append(f"WHEN {service} IN (800, 300, 303, 500, 900) THEN {coded(value, NATIONAL)}")
        if digits >= 11:
            branches.append(f"WHEN {value} < {10 ** (digits - 2)} THEN {international(digits - 4)}")
        if 3 <= digits <= 5:
            branches.append(f"WHEN {divide(value, 10 ** (digits - 1))} = 1 THEN {coded(value, SPECIAL)}")
        rest = international(digits) if 7 <= digits <= 15 else "NULL"
        return "CASE " + " ".join(branches) + f" ELSE {rest} END" if branches else rest

    signed = " ".join(f"WHEN {length} = {digits} THEN {international(digits)}" for digits in range(7, 16))
    unsigned = " ".join(
        f"WHEN {length} = {digits} THEN {plain(digits)}" for digits in [3, 5, 11, 10, 8, 4, *range(15, 19), 19, 14, 13, 12, 9, 7])
    return f"CASE WHEN {plus} THEN CASE {signed} END ELSE CASE {unsigned} END END"


def unified_sql(value, length, plus, divide):
    """Whether it is a unified number: eight digits, also behind 55, +55 and 0055."""
    short, long = (", ".join(map(str, heads)) for heads in (UNIFIED_HEADS, UNIFIED_HEADS_55))
    head = divide(value, 10_000)
    return (f"({length} = 8 AND NOT {plus} AND {head} IN ({short})"
            f" OR ({length} = 10 OR {length} = 12 AND NOT {plus}) AND {head} IN ({long}))")


def code_sql(prefix, area, divide):
    """The code of the number `prefix`, which has columns _v, _l, _plus and the form's _area, _kind, _mobile.

    `area` is the expression of the line's area, or None where none is known.
    """
    value, length = f"{prefix}_v", f"{prefix}_l"
    number_area = f"CASE WHEN {prefix}_area = {OWN_AREA} THEN {area or 'NULL'} ELSE {prefix}_area END"
    rest = f"({value} % {P8})"
    has_form = f"{prefix}_area IS NOT NULL AND ({prefix}_mobile OR {rest} >= 20000000) AND ({number_area}) IS NOT NULL"
    return f"""CASE WHEN {unified_sql(value, length, f'{prefix}_plus', divide)} THEN {rest} * 8 + {UNIFIED} WHEN {has_form} THEN
        (CASE WHEN {prefix}_mobile OR {rest} >= 60000000 THEN (5500 + ({number_area})) * 1000000000 + 900000000 + {rest}
              ELSE (5500 + ({number_area})) * {P8} + {rest} END) * 8 + {prefix}_kind
      ELSE {other_sql(value, length, f'{prefix}_plus', divide)} END"""
