"""What rules about variables and redirection information say beside the sentences of their files."""

from __future__ import annotations

from typing import Final

from smslint.messages import Bilingual

DECLARED_HERE: Final = Bilingual("declared here", "在此声明")
FIRST_USE: Final = Bilingual("first used here", "首次出现")
ANOTHER_USE: Final = Bilingual("another variable", "另一个变量")
KEYS: Final = {
    "kind": Bilingual("the kind", "类型"),
    "value": Bilingual("the phone number or domain", "号码或域名"),
    "company": Bilingual("the company", "企业名称"),
    "organization_code": Bilingual("the unified social credit code", "统一社会信用代码"),
    "icp_number": Bilingual("the ICP filing number", "ICP 备案号"),
    "icp_picture": Bilingual("the screenshot of the ICP filing", "ICP 备案截图"),
}
