"""The tables of `tests/data/rehearsal`, as `smslint rehearse` is called with them. Run as a script, it writes what is
printed."""

from __future__ import annotations

import json
import os
import tomllib
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from xml.sax.saxutils import escape

from smslint.cli import command
from smslint.cli.terminal import run_command

DATA = Path(__file__).parent.parent / "data" / "rehearsal"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGES = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def situations() -> dict[str, list[str]]:
    """The arguments of each situation."""
    read = tomllib.loads((DATA / "situations.toml").read_text(encoding="utf-8"))
    return {
        name: ["rehearse", each["template"], "--data", each["table"], *each.get("options", ())]
        for name, each in read.items()
    }


def lay_out(folder: Path) -> None:
    """The files of all situations in a folder; workbooks are made of the rows of their sheets."""
    for path in DATA.iterdir():
        if path.suffix == ".txt" or path.name == "situations.toml":
            continue
        if path.name.endswith(".xlsx.json"):
            workbook(folder / path.stem, json.loads(path.read_text(encoding="utf-8")))
        else:
            (folder / path.name).write_bytes(path.read_bytes())


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    """A workbook; a sheet whose name begins with * is hidden."""
    numbered = list(enumerate(sheets.items(), 1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGES}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{KIND}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{KIND}.worksheet+xml"/>'
            for number, _ in numbered
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGES}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{escape(name.lstrip("*"))}" sheetId="{number}" r:id="r{number}"'
            + (" state='hidden'/>" if name.startswith("*") else "/>")
            for number, (name, _) in numbered
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGES}/relationships">'
        + "".join(
            f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            for number, _ in numbered
        )
        + "</Relationships>",
    }
    for number, (_, rows) in numbered:
        body = "".join(
            f'<row r="{row}">{"".join(_cell(row, at, value) for at, value in enumerate(cells))}</row>'
            for row, cells in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
        )
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text)


def _cell(row: int, at: int, value: object) -> str:
    place = f"{chr(65 + at)}{row}"
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return "" if value is None else f'<c r="{place}"><v>{value}</v></c>'


def told(name: str, answers: dict[str, tuple[int, str]]) -> str:
    """What a situation's file holds: the command, the answer in each language, and the file that was written."""
    arguments = " ".join(each if each.isascii() and " " not in each else f"'{each}'" for each in situations()[name])
    parts = [f"$ smslint {arguments}\n"]
    parts += [f"--- {language}, exit code {code}\n{text}" for language, (code, text) in answers.items()]
    for path in Path().glob("repaired.*"):
        parts.append(f"--- {path}\n{path.read_bytes().decode()}".replace("\r\n", "\\r\n"))
        path.unlink()
    return "\n".join(parts)


def answer(arguments: list[str]) -> tuple[int, str]:
    """The exit code and the output of a call in this process, errors at its end."""
    with TemporaryFile() as out, TemporaryFile() as errors:
        kept = os.dup(1), os.dup(2)
        try:
            os.dup2(out.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            code = run_command(command, arguments)
        finally:
            for number, handle in enumerate(kept, 1):
                os.dup2(handle, number)
                os.close(handle)
        for file in (out, errors):
            file.seek(0)
        return code, (out.read() + errors.read()).decode()


def write(folder: Path) -> None:
    """Writes what is printed of all situations, whose files are laid out in a folder."""
    lay_out(folder)
    os.chdir(folder)
    for name, arguments in situations().items():
        answers = {language: answer([*arguments, "--language", language, "--no-mask"]) for language in ("en", "zh")}
        (DATA / f"{name}.txt").write_text(told(name, answers), encoding="utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        write(Path(made))
