#!/usr/bin/env bash
# A Brazilian number written as 0055… is read as a number of France, Japan or Norway, and as a valid one.
#
# Package: phonenumbers 9.0.43 (PyPI), the Python port of Google's libphonenumber.
#
# Input: Brazilian numbers in international form with 00 in place of the +, as switches write them: 00, 55 (Brazil),
# area code, number. They are parsed with the region BR. `005533999991234` is the mobile number 99999-1234 of area 33.
#
# What most expect: +55 33 99999-1234. 00 is the international prefix of Brazil and 55 is its country code, and with
# the region FR or PT, which dial 00, too, the same digits are that number. Or else, since Brazil puts a carrier
# between 00 and the country code, that a number without one is refused or comes out as not valid.
#
# What is seen: 0055 as a whole is taken for "00 and carrier 55", and the *area code* for the country: +33 99999-1234
# in France, is_valid_number() True. The same for area codes 32 (Belgium), 45 (Denmark), 46 (Sweden), 47 (Norway), 49
# (Germany), 51 (Peru), 66 (Thailand), 74 and 79 (Russia), 81 (Japan) and more. Other area codes raise "Country
# calling code supplied was not recognised" (69, 83), or give a number that is not valid (11, 48), so a look at São
# Paulo and Florianópolis suggests that is_valid_number() finds out. With + in place of 00 all of them are Brazilian.
#
# Documented: not for users. The metadata of BR have the international prefix 00(?:1[245]|2[1-35]|31|4[13]|[56]5|99);
# google/libphonenumber issue 1979 has it for a number that fails to parse, not for one that changes its country.
#
# What it leads to: a call within Brazil is priced as one to France.
#
# Our program: docs/rules/numbers.md#n5c, 0055, an area code and a number are that number in Brazil; the tests' list
# of dialled forms, DialledForms.swift, has such numbers.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check phonenumbers==9.0.43

cat > "$folder/look.py" <<'PYTHON'
import sys

import phonenumbers
from phonenumbers import PhoneNumberFormat

expected = {
    "33 999991234": "FR +33999991234",
    "47 33330010": "NO +4733330010",
    "45 33330010": "DK +4533330010",
    "49 33330010": "DE +4933330010",
    "32 33330010": "BE +3233330010",
    "51 999991234": "PE +51999991234",
    "79 999991234": "RU +79999991234",
    "81 999991234": "JP +81999991234",
}


def read(text, dialled_in="BR"):
    number = phonenumbers.parse(text, dialled_in)
    valid = "" if phonenumbers.is_valid_number(number) else "not valid: "
    region = phonenumbers.region_code_for_number(number)
    return f"{valid}{region} {phonenumbers.format_number(number, PhoneNumberFormat.E164)}"


seen = {}
print("area, number    with +55               with 0055")
for spaced in expected:
    digits = spaced.replace(" ", "")
    seen[spaced] = read("0055" + digits)
    home = read("+55" + digits)
    print(f"{spaced:15} {home:22} {seen[spaced]}")
    if home != "BR +55" + digits or read("0055" + digits, "FR") != home:
        sys.exit("changed: with +, or dialled in France, it is no valid Brazilian number")
print(f"{'48 33330010':15} {read('+554833330010'):22} {read('00554833330010')}")

if seen != expected:
    sys.exit("changed")
print("seen: 0055 is a carrier to dial abroad with, so the area code becomes the country")
PYTHON
"$folder/venv/bin/python" "$folder/look.py"
