"""The documents of a run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from smslint.documents import format_named
from smslint.workspace.discovery import discover
from smslint.workspace.settings_resolver import SettingsResolver

from .conftest import Files


def shown(root: Path, *paths: Path, force_exclude: bool = False) -> list[str]:
    return [found.display_path for found in discover(paths or [root], SettingsResolver(root), force_exclude)]


def test_folders_hold_only_names_that_mean_templates(files: Files) -> None:
    names = ["b.sms", "a.sms.yaml", "c.sms.json", "d.yaml", "e.txt", "in/f.sms.csv", "in/g.SMS", ".git/h.sms"]
    root = files(dict.fromkeys([*names, "node_modules/x.sms"], ""))
    assert shown(root) == ["a.sms.yaml", "b.sms", "c.sms.json", "in/f.sms.csv", "in/g.SMS"]


def test_a_folder_of_many_files_is_found_whole(files: Files) -> None:
    root = files({f"{number:04}.sms": "" for number in range(1100)})
    assert len(shown(root)) == 1100


def test_a_named_file_counts_whatever_its_ending(files: Files) -> None:
    root = files({"d.yaml": "", "e.txt": ""})
    assert shown(root, root / "d.yaml", root / "e.txt") == ["d.yaml", "e.txt"]


def test_a_file_that_is_met_twice_counts_once(files: Files) -> None:
    root = files({"in/a.sms": ""})
    assert shown(root, root / "in" / "a.sms", root, root / "in") == ["in/a.sms"]


def test_settings_exclude_and_include(files: Files) -> None:
    root = files(
        {
            "smslint.toml": 'exclude = ["old/", "*.tmp.sms", "!old/kept"]\ninclude = ["texts/*.txt", "*.yaml"]\n',
            "a.sms": "",
            "a.tmp.sms": "",
            "old/b.sms": "",
            "texts/c.txt": "",
            "other/c.txt": "",
            "d.yaml": "",
        }
    )
    assert shown(root) == ["a.sms", "d.yaml", "texts/c.txt"]


def test_an_included_file_is_read_alike_where_it_is_named(files: Files) -> None:
    root = files({"smslint.toml": 'include = ["texts/*.txt"]\n', "texts/c.txt": "", "d.txt": ""})
    settings = SettingsResolver(root)
    read_as = [found.format for found in discover([root / "texts" / "c.txt", root / "d.txt"], settings)]
    assert read_as == [format_named("sms"), None]
    assert [found.format for found in discover([root], settings)] == [format_named("sms")]


def test_excluded_files_count_where_they_are_named_unless_that_is_refused(files: Files) -> None:
    root = files({"smslint.toml": 'exclude = ["old/"]\n', "old/b.sms": ""})
    assert shown(root, root / "old" / "b.sms") == ["old/b.sms"]
    assert shown(root, root / "old" / "b.sms", force_exclude=True) == []


def test_ignore_files_are_respected_the_deepest_last(files: Files) -> None:
    root = files(
        {
            ".git/HEAD": "",
            ".gitignore": "build/\n*.draft.sms\n",
            "a.sms": "",
            "x.draft.sms": "",
            "build/b.sms": "",
            "in/.ignore": "!y.draft.sms\nz.sms\r\n",
            "in/y.draft.sms": "",
            "in/z.sms": "",
        }
    )
    assert shown(root) == ["a.sms", "in/y.draft.sms"]
    assert shown(root, root / "in") == ["in/y.draft.sms"]
    assert shown(root, root / "x.draft.sms", force_exclude=True) == []


def test_nested_settings_govern_their_folder(files: Files) -> None:
    root = files({"smslint.toml": "", "in/smslint.toml": "value-length = 3\n", "in/a.sms": "", "b.sms": ""})
    found = list(discover([root], SettingsResolver(root)))
    assert [(each.display_path, each.resolved.settings.value_length) for each in found] == [("b.sms", 35), ("a.sms", 3)]


def test_links_are_followed_safely(files: Files) -> None:
    root = files({"in/a.sms": ""})
    (root / "in" / "loop").symlink_to(root)
    (root / "in" / "b.sms").symlink_to(root / "in" / "a.sms")
    (root / "in" / "self.sms").symlink_to(root / "in" / "self.sms")
    (root / ".#a.sms").symlink_to("me@host.1234:5678")
    (root / "other.sms").symlink_to(root / "in" / "a.txt")
    (root / "in" / "a.txt").write_text("")
    assert shown(root) == ["in/a.sms", "in/self.sms", "other.sms"]
    assert shown(root / "in", root / "in" / "b.sms") == ["b.sms"]


def test_links_out_of_the_project_are_followed_only_where_they_are_named(files: Files) -> None:
    root = files({"secret.sms": "", "project/.git/HEAD": "", "project/in/a.sms": "", "project/shared/b.txt": ""})
    (root / "project" / "in" / "out.sms").symlink_to(root / "secret.sms")
    (root / "project" / "in" / "gone.sms").symlink_to("/nonexistent/secret.sms")
    (root / "project" / "in" / "shared.sms").symlink_to(root / "project" / "shared" / "b.txt")
    assert shown(root / "project", root / "project" / "in") == ["in/a.sms", "in/shared.sms"]
    assert shown(root / "project", link := root / "project" / "in" / "out.sms") == [
        link.relative_to(root / "project").as_posix()
    ]


def test_a_hard_link_is_another_name_of_a_file(files: Files) -> None:
    root = files({"a.sms": "", "z.sms": ""})
    os.link(root / "a.sms", root / "b.sms")
    assert shown(root) == ["a.sms", "z.sms"]
    assert shown(root, root / "b.sms", root / "a.sms") == ["b.sms"]


def test_a_pipe_in_a_folder_keeps_nobody_waiting(files: Files) -> None:
    root = files({"in/a.sms": ""})
    for name in ("b.sms", ".gitignore"):
        os.mkfifo(root / "in" / name)
    assert shown(root) == ["in/a.sms"]


def test_a_very_deep_tree_is_walked(folder: Path) -> None:
    here = os.getcwd()
    try:
        for _ in range(300):
            os.mkdir("d")
            os.chdir("d")
        Path("a.sms").write_text("")
    finally:
        os.chdir(here)
    assert len(shown(folder)) == 1


def test_an_unreadable_folder_is_reported(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = files({"a.sms": "", "closed/b.sms": "", "z.sms": ""})
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(discover([root], SettingsResolver(root)))
    assert [(each.display_path, type(each.error)) for each in found] == [
        ("a.sms", type(None)),
        ("closed", PermissionError),
        ("z.sms", type(None)),
    ]


def test_paths_outside_the_settings_folder_are_absolute(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = files({"in/smslint.toml": "", "a.sms": "", "in/b.sms": ""})
    monkeypatch.chdir(root / "in")
    found = discover([Path("..") / "a.sms", Path("b.sms")], SettingsResolver(root / "in"))
    assert [each.display_path for each in found] == [(root / "a.sms").as_posix(), "b.sms"]


def test_settings_patterns_may_begin_with_a_dot(files: Files) -> None:
    root = files(
        {"smslint.toml": "exclude = ['./gen', '!./gen/x']\ninclude = ['./a/*.txt']\n", "gen/a.sms": "", "a/b.txt": ""}
    )
    assert shown(root) == ["a/b.txt"]
