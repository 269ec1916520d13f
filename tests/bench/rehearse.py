"""Compares `smslint rehearse` with a plain Python loop and a DuckDB query over the same grammars.

The template has three variables, one of them free text; nicknames and free texts never repeat. The loop and the query
check less: only grammars and lengths, but no contacts, links or symbols, no reasons, and no lengths of messages.
"""

from __future__ import annotations

import random
import subprocess
import sys
from functools import cache
from pathlib import Path

from bench.measure import Contestant, compare, table

HERE = Path(__file__).parent
PYTHON = sys.executable
TEMPLATE = """---
name: 活动通知
type: notification
signature: 青禾商城
variables:
  user_nick: { attribute: user_nick }
  place: { attribute: others }
  time: { attribute: time }
---
尊敬的${user_nick}，您预约的${place}将于${time}开始，请准时到场。
"""
LETTERS = "甲乙丙丁戊己庚辛壬癸"


@cache
def _common() -> str:
    from smslint.catalog import load

    return load().lexicon.standard[:3500]


def _row(number: int, bad: float, source: random.Random) -> tuple[str, str, str, str]:
    nick = "".join(source.choices(_common(), k=source.randint(2, 6))) + str(source.randint(0, 999))
    place = "".join(source.choices(_common(), k=source.randint(6, 16)))
    time = f"2026-{source.randint(1, 12):02}-{source.randint(1, 28):02} {source.randint(0, 23):02}:30"
    if source.random() < bad:
        match source.randrange(3):
            case 0:
                nick += "！"
            case 1:
                place += "①"
            case _:
                time = time.replace("-", "_")
    return f"139{number:08}", nick, place, time


def written(path: Path, count: int, bad: float, *headings: str) -> Path:
    """A table, written by another process, since the memory of this process would be counted for its children."""
    subprocess.run([PYTHON, "-m", "bench.rehearse", str(path), str(count), str(bad), *headings], check=True)
    return path


def write(path: Path, count: int, bad: float, headings: tuple[str, ...] = ()) -> None:
    """A table of recipients in which a share of the rows is bad; the same table for the same share.

    `headings` are those of three more columns: numbers of which none is repeated, signatures and codes. The numbers
    are abroad if the name of the table says so.
    """
    import polars

    source = random.Random(1)
    base = [_row(number, bad, source) for number in range(max(1, count // len(LETTERS)))]
    frame = polars.DataFrame(base, schema=["phone", "user_nick", "place", "time"], orient="row")
    whole = polars.concat(
        frame.with_columns(polars.col("user_nick") + letter, polars.col("place") + letter) for letter in LETTERS
    )
    if headings:
        number = polars.int_range(polars.len(), dtype=polars.Int64)
        phone = (polars.lit(13_000_000_000) + number * 4_234_567_891 % 6_999_999_999).cast(polars.String)
        if path.stem.endswith("abroad"):
            phone = "+65" + (polars.lit(80_000_000) + number * 4_234_567 % 19_999_999).cast(polars.String)
        columns = (phone, polars.lit("青禾商城"), polars.lit("SMS_152550005"))
        more = [column.alias(name) for column, name in zip(columns, headings, strict=True)]
        whole = whole.drop("phone").with_columns(more)
    if path.suffix == ".csv":
        whole.write_csv(path)
    else:
        whole.write_parquet(path, row_group_size=131_072)


def rehearse(folder: Path, quick: bool) -> str:
    """Tables of recipients in Parquet and CSV, with no, a tenth, and only bad rows; results are printed at once."""
    template = folder / "t.sms"
    template.write_text(TEMPLATE, encoding="utf-8")
    smslint = [str(Path(PYTHON).with_name("smslint")), "rehearse", str(template), "--fail-on", "never", "--data"]
    for bad in (0.0, 0.1, 1.0):
        many, few = (200_000, 50_000) if quick else (10_000_000, 1_000_000)
        for name, count in ((f"{bad}.parquet", many), (f"{bad}.csv", few)):
            path = written(folder / name, count, bad)
            loop = [PYTHON, str(HERE / "peers" / "loop.py"), str(path)]
            query = [PYTHON, str(HERE / "peers" / "query.py"), str(path)]
            contestants = [
                Contestant("smslint rehearse", [*smslint, str(path)], folder, codes=(0,)),
                Contestant("plain Python loop, grammars only", loop, folder, codes=(0,)),
                Contestant("DuckDB, grammars only", query, folder, codes=(0,)),
            ]
            title = f"Rehearse {count:,} rows as {path.suffix[1:]}, {bad:.0%} bad"
            runs = 1 if quick or count > 1_000_000 else 3
            print(table(title, compare(contestants, runs, warm=quick), count, "rows"), flush=True)
            path.unlink()
    return ""


def recipients(folder: Path, quick: bool) -> str:
    """What the checks of numbers, signatures and codes cost, in seconds of processors: at most a tenth of a rehearsal.

    The same columns stand in both tables; in one, their headings say nothing.
    """
    lines = [
        "### Numbers, SignName and TemplateCode",
        "",
        "| table | without, s | with, s | share |",
        "|---|---:|---:|---:|",
    ]
    count = 200_000 if quick else 2_000_000
    for place, kind in (("mainland", "parquet"), ("mainland", "csv"), ("abroad", "parquet")):
        template = folder / f"{place}.sms"
        text = TEMPLATE.replace("type:", "code: SMS_152550005\ntype:")
        template.write_text(
            text if place == "mainland" else text.replace("notification", "international"), encoding="utf-8"
        )
        named = written(folder / f"named-{place}.{kind}", count, 0.0, "PhoneNumbers", "SignName", "TemplateCode")
        plain = written(folder / f"plain-{place}.{kind}", count, 0.0, "x1", "x2", "x3")
        smslint = [str(Path(PYTHON).with_name("smslint")), "rehearse", str(template), "--fail-on", "never", "--data"]
        contestants = [
            Contestant("without", [*smslint, str(plain)], folder, codes=(0,)),
            Contestant("with", [*smslint, str(named)], folder, codes=(0,)),
        ]
        without, checked = compare(contestants, 3 if quick else 9)
        share = (checked.processors - without.processors) / checked.processors
        title = f"{count:,} rows as {kind}, {place}"
        lines.append(f"| {title} | {without.processors:.2f} | {checked.processors:.2f} | {share:.1%} |")
        named.unlink()
        plain.unlink()
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), tuple(sys.argv[4:]))
