"""The console's names of attributes match the catalog."""

from __future__ import annotations

import pytest

from smslint.catalog import load
from smslint.core.attribute import Attribute
from smslint.documents.console import console_code, console_title

CURRENT = [attribute for attribute in load().attributes.values() if attribute.status == "current"]


@pytest.mark.parametrize("attribute", CURRENT, ids=lambda attribute: attribute.code)
def test_a_title_of_the_catalog_means_its_attribute(attribute: Attribute) -> None:
    assert console_code(attribute.title.zh) == attribute.code
    assert console_code(console_title(attribute.code)) == attribute.code
    assert console_title(attribute.code) != attribute.code


def test_any_other_text_stands_for_itself() -> None:
    assert console_code("numberCaptcha") == "numberCaptcha"
    assert console_title("house_code") == "house_code"
