"""A DuckDB query with the grammars that smslint prints for Rust, which RE2 also reads, and the lengths."""

from __future__ import annotations

import sys

import duckdb

from smslint.catalog import load
from smslint.core.grammar.printing import rust_text

CODES = {"user_nick": "user_nick", "place": "others", "time": "time"}


def main() -> None:
    tests = []
    for column, code in CODES.items():
        attribute = load().attributes[code]
        low, high = attribute.limits()
        pattern = rust_text(attribute.grammar.accepted).replace("'", "''")
        tests.append(f"regexp_matches({column}, '{pattern}') AND length({column}) BETWEEN {low} AND {high}")
    path = sys.argv[1]
    source = f"read_csv('{path}', all_varchar = true)" if path.endswith(".csv") else f"read_parquet('{path}')"
    print(duckdb.sql(f"SELECT count(*) FROM {source} WHERE NOT ({' AND '.join(tests)})").fetchall())


if __name__ == "__main__":
    main()
