"""The declared fields are those of templates and of the examples in the catalog."""

from __future__ import annotations

from dataclasses import fields

import pytest

from smslint.catalog.schema import DeclaredVariable, ExampleTemplate, MaterialEntry, RedirectionEntry
from smslint.core.template import Material, Redirection, Suppression, Template, Variable, attribute_of
from smslint.documents.fields import (
    FIELDS,
    MATERIAL_FIELDS,
    REDIRECTION_FIELDS,
    SUPPRESS_FIELDS,
    VARIABLE_FIELDS,
    Field,
)


@pytest.mark.parametrize(
    ("declared", "kind", "others"),
    [
        (FIELDS, Template, {"carries", "request"}),
        (REDIRECTION_FIELDS, Redirection, set()),
        (MATERIAL_FIELDS, Material, set()),
        (VARIABLE_FIELDS, Variable, {"name"}),
        (SUPPRESS_FIELDS, Suppression, set()),
    ],
)
def test_a_value_has_the_declared_fields(declared: tuple[Field, ...], kind: type, others: set[str]) -> None:
    assert {each.name for each in fields(kind)} == {attribute_of(each.name) for each in declared} | others


@pytest.mark.parametrize(
    ("declared", "model"),
    [
        (FIELDS, ExampleTemplate),
        (REDIRECTION_FIELDS, RedirectionEntry),
        (MATERIAL_FIELDS, MaterialEntry),
        (VARIABLE_FIELDS, DeclaredVariable),
    ],
)
def test_an_example_has_the_declared_fields(declared: tuple[Field, ...], model: type) -> None:
    assert set(model.model_fields) - {"request"} == {attribute_of(each.name) for each in declared}  # type: ignore[attr-defined]
