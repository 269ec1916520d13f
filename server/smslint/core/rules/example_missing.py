"""Whether every declared variable that the content uses has an example value."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.finding import Match, Related
from smslint.core.place import VARIABLES, Span
from smslint.core.reading import Reading
from smslint.language.segments import DECLARATION


def find(reading: Reading) -> Iterator[Match]:
    """One match a variable, at its first use."""
    template = reading.template
    if "variables.example" not in template.carries:
        return
    told: set[str] = set()
    for placeholder in reading.placeholders:
        variable = template.variables.get(placeholder.name or "")
        if variable is None or variable.name in told or variable.example not in (None, ""):
            continue
        told.add(variable.name)
        declaration = Related(Span(VARIABLES / variable.name, 0, 0), DECLARATION)
        yield Match(reading.span(placeholder.start, placeholder.end), {"variable": variable.name}, (declaration,))
