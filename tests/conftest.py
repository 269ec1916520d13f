"""What holds for all tests, also in a pipeline and on a slow machine.

The variable `CI` is not set, so that commands print values as at a desk, messages are English where no test says
otherwise, and Hypothesis fails no test for its time.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("smslint", deadline=None)
settings.load_profile("smslint")

os.environ.pop("CI", None)
os.environ["LC_ALL"] = "C.UTF-8"
