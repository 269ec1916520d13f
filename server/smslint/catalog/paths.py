"""Where the catalog lies, and where what is derived from it may be kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
PACKAGED = Path(__file__).resolve().parent / "packaged"
"""What a wheel carries: `rules/`, the compiled catalog, and the pages of rules and answers (see hatch_build.py)."""


def in_checkout() -> bool:
    """Whether the program runs from its repository, installed or not."""
    return (CHECKOUT / "hatch_build.py").is_file() and (CHECKOUT / "rules").is_dir()


def rules_folder() -> Path:
    """The catalog's files: the repository's in a checkout, else the package's own."""
    return CHECKOUT / "rules" if in_checkout() else PACKAGED / "rules"


def pages_folder() -> Path:
    """The rules' rendered pages, next to the catalog that they were rendered from."""
    return CHECKOUT / "docs" / "rules" if in_checkout() else PACKAGED / "docs" / "rules"


def answer_pages_folder() -> Path:
    """The rendered pages of the vendor's answers."""
    return CHECKOUT / "docs" / "answers" if in_checkout() else PACKAGED / "docs" / "answers"


def compiled_file(name: str = "catalog") -> Path:
    """Where a part of the program's own catalog is kept compiled: in the wheel, or in the checkout if it is writable.

    The parts are `catalog`, which every check reads, and `answers`.
    """
    if not in_checkout():
        return PACKAGED / f"{name}.compiled"
    build = CHECKOUT / ".build"
    writable = os.access(build if build.is_dir() else CHECKOUT, os.W_OK)
    # Each version of Python writes its own: two would take turns in writing one.
    return (build if writable else user_cache()) / f"{name}-{sys.implementation.cache_tag}.compiled"


def user_cache() -> Path:
    """The user's cache folder for this program; it may not exist yet."""
    from platformdirs import user_cache_path

    return user_cache_path("smslint", appauthor=False)
