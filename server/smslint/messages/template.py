"""The names of template types as people know them."""

from __future__ import annotations

from typing import Final

from smslint.messages import Bilingual

TYPE_NAMES: Final = {
    "verification": Bilingual("verification", "验证码"),
    "notification": Bilingual("notification", "通知短信"),
    "promotional": Bilingual("promotional", "推广短信"),
    "international": Bilingual("international", "国际短信"),
    "digital": Bilingual("digital", "数字短信"),
}
