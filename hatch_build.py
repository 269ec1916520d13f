"""Puts the catalog into wheels: the rules, the same compiled, and their pages.

An editable install gets none of it: its program reads `rules/` of the repository, and a copy would go stale.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGED = "smslint/catalog/packaged"


class CatalogHook(BuildHookInterface):
    """Named by `[tool.hatch.build.targets.wheel.hooks.custom]`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the catalog's files to a wheel that is to be installed."""
        if version != "standard":
            return
        root = Path(self.root)
        self._folder = Path(tempfile.mkdtemp(prefix="smslint-"))
        compiled = self._folder / "catalog.compiled"
        sys.path.insert(0, str(root / "server"))
        try:
            from smslint.catalog.cache import ANY, write
            from smslint.catalog.rule_folder import read_folder

            write(read_folder(root / "rules"), compiled, ANY)
        finally:
            sys.path.remove(str(root / "server"))
        build_data["force_include"] |= {
            str(root / "rules"): f"{PACKAGED}/rules",
            str(root / "docs" / "rules"): f"{PACKAGED}/pages",
            str(compiled): f"{PACKAGED}/catalog.compiled",
        }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was compiled for the wheel."""
        if version == "standard":
            shutil.rmtree(self._folder, ignore_errors=True)
