"""The wheel, the wheel built from the source distribution, and the editable install have exactly one catalog."""

from __future__ import annotations

import json
import re
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest

from project_copy import copied, environment, install, program, run

BAD = "---\nname: 会员日\ntype: notification\nsignature: 青禾书店\ndescription: \n---\n您好，欢迎光临。\n"
LOADED = """
import sys
from smslint.catalog import load, paths
print(len(load().rules), paths.in_checkout(), 'tomllib' in sys.modules)
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("project") / "copy")


@pytest.fixture(scope="module")
def of_sdist(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a source distribution."""
    out = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, project, cwd=out)
    return next(out.glob("*.whl"))


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_a_wheel_of_the_sources_holds_what_that_of_the_source_distribution_holds(
    project: Path, of_sdist: Path, tmp_path: Path
) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, project, cwd=tmp_path)
    found = names(next(tmp_path.glob("*.whl")))
    assert found == names(of_sdist)
    packaged = {name.removeprefix("smslint/catalog/packaged/") for name in found if "/packaged/" in name}
    rules = {path.relative_to(project).as_posix() for path in (project / "rules").rglob("*.toml")}
    docs = [*(project / "docs" / "rules").glob("*.md"), *(project / "docs" / "answers").glob("*.md")]
    pages = {path.relative_to(project).as_posix() for path in docs}
    assert packaged == {"catalog.compiled", "answers.compiled", *rules, *pages}


def test_the_wheel_names_every_licence_of_what_it_carries(of_sdist: Path, project: Path) -> None:
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (project / "rules" / "words").glob("*.toml")]
    found = {
        table["licence"].split(" (")[0].replace("Apache License 2.0", "Apache-2.0")
        for table in tables
        if "licence" in table
    }
    with zipfile.ZipFile(of_sdist) as archive:
        (metadata,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        (named,) = re.findall(r"^License-Expression: (.+)$", archive.read(metadata).decode(), re.M)
        texts = {archive.read(name).decode() for name in archive.namelist() if "/licenses/" in name}
    assert set(named.split(" AND ")) == {"Apache-2.0", *found}
    assert len(texts) == len(named.split(" AND "))
    assert {table["notice"] for table in tables if "notice" in table} <= texts


def test_a_source_distribution_takes_tracked_files_only(tmp_path: Path) -> None:
    folder = copied(tmp_path / "copy")
    run("git", "init", "--quiet", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    for name in ("secrets.env", "rules/words/mine.toml", "server/smslint/mine.py"):
        (folder / name).write_text("mine = 1\n", encoding="utf-8")
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, folder, cwd=tmp_path)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    tracked = set(run("git", "ls-files", cwd=folder).splitlines())
    assert names - {"PKG-INFO"} == tracked


def test_the_wheel_works_where_nothing_else_of_the_project_is(of_sdist: Path, project: Path, tmp_path: Path) -> None:
    made = environment(tmp_path / "env")
    install(made, of_sdist, cwd=tmp_path)
    others = ("words", "attributes", "answers", "speech", "calendar")
    rules = len([path for path in (project / "rules").glob("*/*.toml") if path.parent.name not in others])
    assert run(program(made, "python"), "-c", LOADED, cwd=tmp_path).split() == [str(rules), "False", "False"]

    smslint = program(made, "smslint")
    (tmp_path / "a.sms").write_text(BAD, encoding="utf-8")
    told = json.loads(run(smslint, "check", "--format", "json", "a.sms", cwd=tmp_path, codes=(0, 1)))
    assert {each["url"] for each in told["findings"]} == {None}, "no report names a path of this machine"
    (rule,) = json.loads(run(smslint, "rule", "description-missing", "--format", "json", cwd=tmp_path))["rules"]
    page = Path(url2pathname(urlparse(rule["url"]).path))
    assert page.is_relative_to(made.resolve())
    assert "description-missing" in page.read_text(encoding="utf-8")
    (known,) = json.loads(run(smslint, "explain", "isv.OUT_OF_SERVICE", "--format", "json", cwd=tmp_path))["answers"]
    assert Path(url2pathname(urlparse(known["url"]).path)).is_relative_to(made.resolve())


def test_a_broken_compiled_catalog_is_replaced_by_the_rules(of_sdist: Path, tmp_path: Path) -> None:
    made = environment(tmp_path / "env")
    install(made, of_sdist, cwd=tmp_path)
    compiled = next(made.rglob("catalog.compiled"))
    compiled.write_bytes(b"smslint-catalog 0\n{}\n{}")
    assert run(program(made, "python"), "-c", LOADED, cwd=tmp_path).split()[1:] == ["False", "True"]


def test_an_editable_install_reads_the_repository(project: Path, tmp_path: Path) -> None:
    made = environment(tmp_path / "env")
    install(made, "--editable", project, cwd=tmp_path)
    assert not list(made.rglob("packaged"))
    rule = project / "rules" / "metadata" / "description-missing.toml"
    before = rule.read_text(encoding="utf-8")
    title = "import smslint.catalog as c; print(c.load().rules['description-missing'].title.en, c.paths.in_checkout())"
    try:
        for text in ("No description at all", "Nobody described it"):
            rule.write_text(before.replace('en = "No use case description"', f'en = "{text}"'), encoding="utf-8")
            assert run(program(made, "python"), "-c", title, cwd=tmp_path).strip() == f"{text} True"
    finally:
        rule.write_text(before, encoding="utf-8")


def test_the_catalog_compiles_with_the_standard_library_alone(project: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from smslint.catalog.cache import ANY, write; "
        "from smslint.catalog.rule_folder import read_folder; "
        f"write(read_folder(Path({str(project / 'rules')!r})), Path('out'), ANY)"
    )
    command = f"import sys; sys.path.insert(0, {str(project / 'server')!r}); exec({code!r})"
    run(sys.executable, "-I", "-S", "-c", command, cwd=tmp_path)
    assert (tmp_path / "out").read_bytes().startswith(b"smslint-catalog ")
