"""The dossiers of twelve templates in both languages, stored in tests/data/dossier/.

`make snapshots` writes the files; review their diff like any other change.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

DATA = Path(__file__).parents[1] / "data" / "dossier"
SOURCE = "templates.sms.yaml"
sys.path.insert(0, str(Path(__file__).parents[1]))

from made_media import jpeg, png  # noqa: E402
from smslint.messages import LANGUAGES  # noqa: E402
from smslint.report.dossier import dossiers_json, html_page, markdown_text  # noqa: E402
from smslint.workspace.discovery import discover  # noqa: E402
from smslint.workspace.dossier import Dossier, dossier_of  # noqa: E402
from smslint.workspace.loading import load_document  # noqa: E402
from smslint.workspace.rule_resolver import RuleResolver  # noqa: E402
from smslint.workspace.settings_resolver import SettingsResolver  # noqa: E402


def dossiers() -> list[Dossier]:
    """The dossiers of the templates, beside which the files that they name are made."""
    with TemporaryDirectory() as folder:
        shutil.copy(DATA / SOURCE, folder)
        Path(folder, "icp.png").write_bytes(png(640, 480))
        Path(folder, "订单 截图.jpg").write_bytes(jpeg(800, 600)[:-2])
        settings = SettingsResolver(Path(folder), None)
        rules = RuleResolver(settings)
        (found,) = discover([Path(folder, SOURCE)], settings)
        document = load_document(found)
        made = [
            dossier_of(document, entry, SOURCE, rules.of(found), date(2026, 11, 28)) for entry in document.entries()
        ]
        return [each for each in made if each is not None]


@cache
def outputs() -> Mapping[str, str]:
    """Every output by the name of its file."""
    found = dossiers()
    made: dict[str, str] = {}
    for language in LANGUAGES:
        made[f"{language}.md"] = "\n".join(markdown_text(each, language) for each in found)
        made[f"{language}.html"] = html_page(found, language)
        made[f"{language}.json"] = json.dumps(dossiers_json(found, language), ensure_ascii=False, indent=2) + "\n"
    return made


if __name__ == "__main__":
    for name, text in outputs().items():
        (DATA / name).write_text(text, encoding="utf-8", newline="")
