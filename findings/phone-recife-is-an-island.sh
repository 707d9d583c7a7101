#!/usr/bin/env bash
# A telephone of Recife is in the time zone of an island far out in the Atlantic, an hour ahead.
#
# Package: phonenumbers 9.0.43 (PyPI), its module phonenumbers.timezone; tzdata 2026.6 for the offsets.
#
# Input: valid numbers of Recife (area 81), and of mobile telephones of Pernambuco (81) and Pará (91). The same
# package's geocoder says of the first "Recife - PE".
#
# What most expect: one zone at UTC-3, America/Recife or America/Sao_Paulo: the mapper answers with canonical zones,
# and both have the same offset. All of mainland Pernambuco and all of Pará are at UTC-3; tzdata's zone.tab has
# America/Noronha for "Atlantic islands". If a prefix were in doubt, the mapper gives several zones, as it does for
# 0800.
#
# What is seen: exactly one zone, and for most of area 81 that is America/Noronha, UTC-2: Recife's 3231, and every
# mobile range of Pernambuco. Recife's 3464 is in America/Sao_Paulo, so two lines of one town are an hour apart. Most
# mobile ranges of Pará (Belém) are in America/Manaus, UTC-4, an hour behind.
#
# Documented: resources/timezones/README.md of google/libphonenumber calls it "a likely timezone", "auto-generated";
# it does not say that whole area codes get a zone that is not theirs.
#
# What it leads to: prices by the time of day at the caller are those of another hour. A call at 20:30 in Recife is in
# a reduced rate that begins at 21:00, and one at 23:30 is on the next day, perhaps in the next cycle.
#
# Our program: the zone of cycles and bands is one key, `time_zone` of integration.yml (docs/operations.md); no number
# decides it.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check phonenumbers==9.0.43 tzdata==2026.6

cat > "$folder/look.py" <<'PYTHON'
import sys
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import phonenumbers
from phonenumbers import geocoder
from phonenumbers.timezone import time_zones_for_number

instant = datetime(2026, 11, 10, 23, 30, tzinfo=timezone.utc)
lines = {
    "+558132310010": ("America/Recife", ("America/Noronha",)),
    "+558134640010": ("America/Recife", ("America/Sao_Paulo",)),
    "+5581999991234": ("America/Recife", ("America/Noronha",)),
    "+5591990010010": ("America/Belem", ("America/Manaus",)),
}


def clock(zone):
    return instant.astimezone(ZoneInfo(zone)).strftime("%H:%M")


same = True
print(f"at {instant:%Y-%m-%d %H:%M} UTC")
for text, (true, expected) in lines.items():
    number = phonenumbers.parse(text)
    zones = time_zones_for_number(number)
    place = geocoder.description_for_number(number, "en")
    print(f"{text:15} {place:12} in truth {clock(true)}, by the mapper {clock(zones[0])} {zones}")
    same = same and phonenumbers.is_valid_number(number) and zones == expected


def share(area, zone):
    """How many of the 100 mobile ranges 9 00 … 9 99 of an area are put into a zone."""
    numbers = (phonenumbers.parse(f"+55{area}9{range_:02}990010") for range_ in range(100))
    return sum(time_zones_for_number(number) == (zone,) for number in numbers)


pernambuco, para = share(81, "America/Noronha"), share(91, "America/Manaus")
print(f"mobile ranges of area 81 in America/Noronha: {pernambuco} of 100; of area 91 in America/Manaus: {para} of 100")
if not same or pernambuco < 90 or para < 50:
    sys.exit("changed")
print("seen: Recife is an hour ahead of itself, Belem an hour behind")
PYTHON
"$folder/venv/bin/python" "$folder/look.py"
