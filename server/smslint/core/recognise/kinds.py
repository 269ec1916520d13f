"""What type of template a text is, by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smslint.core.template import TemplateType

if TYPE_CHECKING:
    from smslint.core.reading import Reading


def infer_type(reading: Reading) -> TemplateType:
    """The type of a template whose document gives none (DESIGN §4, type inference)."""
    return "promotional" if reading.unsubscribes else "notification"
