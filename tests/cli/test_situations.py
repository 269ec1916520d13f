"""Tables as operations teams have them: what `smslint rehearse` says of each is what its file holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Smslint
from cli.situations import DATA, lay_out, situations, told


@pytest.mark.parametrize("name", situations())
def test_a_table_is_answered_as_its_file_says(smslint: Smslint, folder: Path, name: str) -> None:
    lay_out(folder)
    answers = {}
    for language in ("en", "zh"):
        answer = smslint(*situations()[name], "--language", language, "--no-mask")
        answers[language] = answer.code, answer.out + answer.err
    assert told(name, answers) == (DATA / f"{name}.txt").read_text(encoding="utf-8")


def test_every_file_belongs_to_a_situation() -> None:
    named = {f"{name}.txt" for name in situations()}
    named |= {each for arguments in situations().values() for each in arguments}
    others = {path.name.removesuffix(".json") if ".xlsx." in path.name else path.name for path in DATA.iterdir()}
    assert others - named == {"situations.toml"}
