"""Modules that hardly any command uses are imported when something of them is used, and then are themselves."""

from __future__ import annotations

import importlib
import sys

import pytest

from smslint.late_import import import_late

NAMES = ("base64", "gettext", "inspect", "ipaddress", "platform")


@pytest.fixture(autouse=True)
def _not_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setitem(sys.modules, name, importlib.import_module(name))
        monkeypatch.delitem(sys.modules, name)


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("base64", "base64.b64encode(b'a') == b'YQ=='"),
        ("gettext", "gettext.NullTranslations().ngettext('a', 'b', 2) == 'b'"),
        ("inspect", "inspect.cleandoc(' a') == 'a'"),
        ("ipaddress", "ipaddress.ip_address('::1').is_loopback"),
        ("platform", "platform.python_version() == '.'.join(map(str, sys.version_info[:3]))"),
    ],
)
def test_a_late_module_becomes_itself(name: str, use: str) -> None:
    import_late()
    stand_in = importlib.import_module(name)
    assert not hasattr(type(stand_in), "__file__")
    assert "__file__" not in vars(stand_in)
    assert eval(use, {name: stand_in, "sys": sys})
    assert sys.modules[name] is not stand_in
    assert vars(sys.modules[name])["__file__"] == vars(stand_in)["__file__"]


def test_what_is_there_stays() -> None:
    real = importlib.import_module("inspect")
    import_late()
    assert sys.modules["inspect"] is real


def test_the_system_is_named_as_the_real_module_names_it() -> None:
    real = importlib.import_module("platform").system()
    del sys.modules["platform"]
    import_late()
    named = importlib.import_module("platform").system()
    assert named == real


def test_texts_are_not_translated_by_the_files_of_a_system() -> None:
    import_late()
    from gettext import gettext, ngettext

    assert (gettext("file"), ngettext("a", "b", 1), ngettext("a", "b", 2)) == ("file", "a", "b")
    assert "__file__" not in vars(sys.modules["gettext"])
