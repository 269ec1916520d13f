"""Puts the catalog into wheels: the rules, the same compiled, and their pages; and only tracked files into sdists.

An editable install gets none of the catalog: its program reads `rules/` of the repository, and a copy would go stale.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGED = "smslint/catalog/packaged"


def _tracked(root: str) -> list[str]:
    """The files that git tracks; none outside of a repository, where a source distribution is what it was made of."""
    if not (Path(root) / ".git").exists():
        return []
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, text=True).stdout
    return [name for name in listed.split("\0") if name and (Path(root) / name).is_file()]


class BuildHook(BuildHookInterface):
    """Named by `[tool.hatch.build.targets.….hooks.custom]`, for wheels and source distributions."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the catalog's files to a wheel that is to be installed; leaves out of a source distribution what git
        does not track."""
        if self.target_name == "sdist":
            tracked = _tracked(self.root)
            if tracked:
                self.build_config.target_config["only-include"] = tracked
            return
        if version != "standard":
            return
        root = Path(self.root)
        self._folder = Path(tempfile.mkdtemp(prefix="smslint-"))
        compiled, answers = self._folder / "catalog.compiled", self._folder / "answers.compiled"
        sys.path.insert(0, str(root / "server"))
        try:
            from smslint.catalog.cache import ANY, write
            from smslint.catalog.rule_folder import APART, read_folder

            write(read_folder(root / "rules"), compiled, ANY)
            write(read_folder(root / "rules", APART), answers, ANY)
        finally:
            sys.path.remove(str(root / "server"))
        build_data["force_include"] |= {
            str(root / "rules"): f"{PACKAGED}/rules",
            str(root / "docs" / "rules"): f"{PACKAGED}/docs/rules",
            str(root / "docs" / "answers"): f"{PACKAGED}/docs/answers",
            str(compiled): f"{PACKAGED}/catalog.compiled",
            str(answers): f"{PACKAGED}/answers.compiled",
        }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was compiled for the wheel."""
        if self.target_name == "wheel" and version == "standard":
            shutil.rmtree(self._folder, ignore_errors=True)
