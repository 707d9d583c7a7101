"""What the peers share: arguments, constants of the specification, number normalisation as SQL text, the JSON line."""

import argparse
import csv
import json
import os
import sys
import time

AREA_CODES = [
    *range(11, 20), 21, 22, 24, 27, 28, *range(31, 36), 37, 38, *range(41, 50), 51, 53, 54, 55, *range(61, 70),
    71, 73, 74, 75, 77, 79, *range(81, 90), *range(91, 100),
]
COUNTRY_CODES = [int(code) for code in """
    1 20 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241
    242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 27 290
    291 297 298 299 30 31 32 33 34 350 351 352 353 354 355 356 357 358 359 36 370 371 372 373 374 375 376 377 378 379
    380 381 382 383 385 386 387 389 39 40 41 420 421 423 43 44 45 46 47 48 49 500 501 502 503 504 505 506 507 508 509
    51 52 53 54 56 57 58 590 591 592 593 594 595 596 597 598 599 60 61 62 63 64 65 66 670 672 673 674 675 676 677 678
    679 680 681 682 683 685 686 687 688 689 690 691 692 7 800 808 81 82 84 850 852 853 855 856 86 870 878 880 881 882
    883 886 888 90 91 92 93 94 95 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 979 98 992 993
    994 995 996 998""".split()]
NATIONAL_ZONES = {800: "toll-free", 300: "shared-cost", 303: "shared-cost", 500: "donation", 900: "premium"}
# What unified numbers of eight digits begin with (spec 7.6); behind 55 they are unified, too.
UNIFIED_HEADS = [*range(3000, 3010), *range(4000, 4010), 4020, 4370, 4864]
UNIFIED_HEADS_55 = [550_000 + head for head in UNIFIED_HEADS]
DERIVED_ZONES = ["local", "ldn", "vc1", "vc2", "vc3", "on-net", "collect", "special", "unified"]
FREE_ZONES = ["toll-free", "special", "collect"]

# A normalised number is one integer, value * 8 + kind, so that it is joined and compared as an integer.
COLLECT, E164, NATIONAL, NONE, SPECIAL, UNIFIED = range(6)

CALL_RECORD_COLUMNS = (
    "global_id,started_at,direction,caller,called,line,contract,plan,zone,duration_s,billed_s,allowance_s,surplus_s,"
    "price_per_minute,allowance_amount,amount,cycle_start,source").split(",")


def arguments(peer):
    parser = argparse.ArgumentParser(description=f"The rating job of summit-cdr, as {peer} does it.")
    parser.add_argument("--cdr", required=True, help="directory of summit-1 files, plain or gzip")
    parser.add_argument("--registry", required=True, help="directory of the registry tables")
    parser.add_argument("--output", required=True, help="directory for call-records.csv and additional-services.csv")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", action="store_true", help="time of each step on standard error")
    options = parser.parse_args()
    os.makedirs(options.output, exist_ok=True)
    return options


def cdr_files(directory):
    """Every file but those being written (spec 2.3), in order of name."""
    ignored = (".tmp", ".part", ".filepart")
    names = sorted(name for name in os.listdir(directory) if not name.startswith(".") and not name.endswith(ignored))
    return [os.path.join(directory, name) for name in names]


def registry_rows(directory, name):
    path = os.path.join(directory, name)
    if not os.path.exists(path):
        return []
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def three_digit_country_heads():
    """Every head of three digits, 100-999, that begins with a known country code: longer codes decide alone."""
    heads = set()
    for code in COUNTRY_CODES:
        width = 10 ** (3 - len(str(code)))
        heads.update(range(code * width, (code + 1) * width))
    return sorted(heads)


class Steps:
    """Seconds from the start; and of each step, with its processor time, if asked for."""

    def __init__(self, verbose):
        self.verbose, self.start = verbose, time.perf_counter()
        self.last, self.last_cpu = self.start, time.process_time()

    def done(self, name):
        now, cpu = time.perf_counter(), time.process_time()
        if self.verbose:
            print(f"{now - self.last:8.3f} s {cpu - self.last_cpu:8.3f} s cpu  {name}", file=sys.stderr)
        self.last, self.last_cpu = now, cpu

    def seconds(self):
        """Until the end of the last step, which is writing: adding up the totals is for the comparison only."""
        return round(self.last - self.start, 3)


def print_totals(peer, version, steps, totals):
    """One JSON line; amounts are texts, so that no floating point touches them."""
    print(json.dumps({"peer": peer, "version": version, "seconds": steps.seconds(), **totals}))


def money(micros, decimals=6):
    """Millionths as a decimal text; what lies beyond `decimals` must be zeros."""
    text = f"{micros // 1_000_000}.{micros % 1_000_000:06d}"
    return text[: len(text) - 6 + decimals]
