"""A loop that matches every value with `re`: the grammars as smslint prints them, and the lengths."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator

from smslint.catalog import load
from smslint.core.grammar.printing import re_text

CODES = {"user_nick": "user_nick", "place": "others", "time": "time"}


def values(path: str) -> Iterator[list[str]]:
    if path.endswith(".csv"):
        with open(path, encoding="utf-8", newline="") as file:
            yield from ([row[name] for name in CODES] for row in csv.DictReader(file))
        return
    import polars

    for frame in polars.scan_parquet(path).select(list(CODES)).collect_batches(chunk_size=131_072):
        yield from map(list, frame.iter_rows())


def main() -> None:
    attributes = [load().attributes[code] for code in CODES.values()]
    tests = [(re.compile(re_text(one.grammar.accepted)).fullmatch, *one.limits()) for one in attributes]
    bad = 0
    for row in values(sys.argv[1]):
        for value, (matches, low, high) in zip(row, tests, strict=True):
            if not (low <= len(value) <= high and matches(value)):
                bad += 1
                break
    print(bad)


if __name__ == "__main__":
    main()
