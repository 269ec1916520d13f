"""The output of each format is the approved one."""

from __future__ import annotations

import pytest

from report.snapshots import path, render
from smslint.messages import LANGUAGES, Language
from smslint.report import OUTPUT_FORMATS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", OUTPUT_FORMATS)
def test_output_is_as_approved(format: str, language: Language) -> None:
    assert path(format, language).exists(), f"{path(format, language).name} is missing: run `make snapshots`"
    assert render(format, language) == path(format, language).read_bytes().decode("utf-8")
