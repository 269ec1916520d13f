"""Addresses of documents: what an editor calls a text, and the file it stands for, if any."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from smslint.documents import Format, format_named, format_of
from smslint.documents.formats import format_of_language
from smslint.workspace.settings_file import NAME, PYPROJECT


def path_of(uri: str) -> Path | None:
    """The file of an address; None for untitled texts and other schemes."""
    from pygls.uris import to_fs_path

    try:
        if urlsplit(uri).scheme != "file":
            return None
        found = to_fs_path(uri)
    except ValueError:
        return None
    return Path(found) if found and "\0" not in found else None


def file_name(uri: str) -> str:
    """The last part of an address."""
    return unquote(uri).replace("\\", "/").rpartition("/")[2]


def document_format(uri: str, language: str) -> Format:
    """The format of an open text: by its name where that is one for templates, else by the editor's language, else by
    its ending."""
    name = file_name(uri)
    found = format_of(name, named=False) or format_of_language(language) or format_of(name, named=True)
    return found or format_named("sms")


def is_for_templates(uri: str, language: str, included: bool) -> bool:
    """Whether an open text holds templates: an editor may send every YAML file, and only its user's settings mean all
    of them."""
    if included or language == "smstemplate" or urlsplit(uri).scheme != "file":
        return True
    return format_of(file_name(uri), named=False) is not None


def is_settings_file(uri: str) -> bool:
    """Whether an address is that of a settings file."""
    return file_name(uri) in (NAME, PYPROJECT)


def normalized(uri: str) -> str:
    """An address with its escapes decoded: editors escape differently."""
    return unquote(uri)


def folder_paths(uris: Iterable[str]) -> dict[str, Path]:
    """The folders of the workspace that are on the disk, by their normalized addresses."""
    found = ((normalized(uri), path_of(uri)) for uri in uris)
    return {uri: path for uri, path in found if path is not None}
