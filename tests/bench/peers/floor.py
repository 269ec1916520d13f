"""The lower limit: a script with ten patterns on the same files."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

PATTERNS = [
    (name, re.compile(pattern))
    for name, pattern in json.loads(Path(__file__).with_name("patterns.json").read_text(encoding="utf-8")).items()
]


def contents(path: Path) -> list[str]:
    if path.is_dir():
        return [file.read_text(encoding="utf-8").split("---\n", 2)[-1] for file in path.rglob("*.sms")]
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["content"] for line in lines]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    for index, content in enumerate(contents(parser.parse_args().path)):
        for name, pattern in PATTERNS:
            for found in pattern.finditer(content):
                print(f"{index}:{found.start()}: {name}: {found[0]}")


if __name__ == "__main__":
    main()
