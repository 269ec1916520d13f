"""Public bug reports of other tools and of senders' code, as small inputs with the outcome that is expected here.

Each line of `tests/data/cases/public.jsonl` has its source, the files (text, or bytes in base64), a command for a
POSIX shell, its exit code (if it is one command), and patterns that its output must or must not hold.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_CASES = Path(__file__).parent.parent / "data/cases/public.jsonl"
_ROWS = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]


@pytest.mark.skipif(os.name == "nt", reason="the commands are written for a POSIX shell")
@pytest.mark.parametrize("case", _ROWS, ids=[row["id"] for row in _ROWS])
def test_public_case(case: dict[str, Any], tmp_path: Path) -> None:
    for name, content in case["files"].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else base64.b64decode(content["base64"]))
    script = f"({case.get('setup', 'true')}) >/dev/null 2>&1; {case['command']}"
    path_variable = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path_variable, "LC_ALL": "C.UTF-8", "HOME": str(tmp_path.parent)}
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, timeout=60)
    shown = (done.stdout + done.stderr).decode()
    for pattern in case["shows"]:
        assert re.search(pattern, shown), f"{case['expect']}\n{pattern} is missing in:\n{shown}"
    for pattern in case["hides"]:
        assert not re.search(pattern, shown), f"{case['expect']}\n{pattern} stands in:\n{shown}"
    if case["exit"] is not None:
        assert done.returncode == case["exit"], shown
