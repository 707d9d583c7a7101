#!/usr/bin/env bash
# 20 November and Good Friday are working days in the calendars of Brazil and of 23 of its 27 states.
#
# Package: workalendar 17.0.0 (PyPI).
#
# Input: 20 November of 2024, 2025 and 2026, and 3 April 2026, Good Friday, in the calendar of Brazil and in those of its
# states.
#
# What most expect: a calendar of Brazil has the nation's holidays. 20 November is one in each state since 2024 (Lei
# 14.759 of 21 December 2023); Good Friday is kept all over the country, by each municipality's law (Lei 9.093 of 1995),
# and is in the national lists of the federal government and of holidays 0.109 (PyPI).
#
# What is seen: Brazil and 23 states know neither; four states that had 20 November by laws of their own have it, as before
# 2024; no state has Good Friday. Easter Sunday, which no law names, is a holiday. São Paulo's
# state has no 20 November, its capital has. Nothing warns.
#
# Documented: not that we found; the package's page lists its countries, not their days.
#
# What it leads to: a register of holidays filled from it charges the working day's price on two days a year.
#
# Our program: it has no calendar of its own; holidays are what holidays.csv says (docs/rating.md).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check workalendar==17.0.0 holidays==0.109

cat > "$folder/look.py" <<'PYTHON'
import sys
from datetime import date

import holidays
from workalendar.america import Brazil
from workalendar.registry import registry

days = [date(2024, 11, 20), date(2025, 11, 20), date(2026, 11, 20), date(2026, 4, 3)]
states = {code: calendar for code, calendar in registry.get_subregions("BR").items() if len(code) == 5}
with_20_november = sorted(code for code, calendar in states.items() if calendar().is_holiday(days[2]))
before = sorted(code for code, calendar in states.items() if calendar().is_holiday(date(2022, 11, 20)))
with_good_friday = sorted(code for code, calendar in states.items() if calendar().is_holiday(days[3]))
country = [Brazil().is_holiday(day) for day in days]
other = [day in holidays.BR(years=day.year) for day in days]
print("days                    ", ", ".join(map(str, days)))
print("workalendar, Brazil:    ", country, "; Easter Sunday:", Brazil().is_holiday(date(2026, 4, 5)))
print("holidays, BR:           ", other)
print(f"of {len(states)} states with 20 November 2026:", with_20_november, "; in 2022:", before)
print(f"of {len(states)} states with Good Friday 2026:", with_good_friday)

if (
    country != [False] * 4
    or other != [True] * 4
    or len(states) != 27
    or with_20_november != before
    or len(with_20_november) != 4
    or with_good_friday
):
    sys.exit("changed")
print("seen: two holidays a year are working days")
PYTHON
"$folder/venv/bin/python" "$folder/look.py"
