"""Texts of the checks of an application's paper: description, redirection information, materials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

BECAUSE_OTHERS: Final = Bilingual(
    ", which is required because the attribute of {variables} is others",
    "；{variables} 的属性为“其他”（others），审核要求提供",
)
BECAUSE_SYMBOLS: Final = Bilingual(
    ", which is required because the value of {variables} has special characters",
    "；{variables} 的取值含有特殊字符，审核要求提供",
)
SOURCES: Final[Mapping[str, Bilingual]] = {
    "enterprise": Bilingual("name of an enterprise", "企事业单位名"),
    "trademark": Bilingual("trademark", "商标名"),
    "app": Bilingual("name of an app", "APP 应用名"),
    "shop": Bilingual("name of a shop", "店铺名"),
}
MATERIALS: Final[Mapping[str, Bilingual]] = {
    "icp_screenshot": Bilingual("ICP filing screenshot", "ICP 备案截图"),
    "privacy_policy": Bilingual("the privacy policy", "隐私政策"),
    "member_system": Bilingual("the member management system", "会员管理系统"),
    "business_proof": Bilingual("business proof", "业务证明"),
    "authorization_letter": Bilingual("letter of authorization", "授权书"),
    "other": Bilingual("other material", "其他材料"),
}
TOO_LARGE: Final = Bilingual("it has {size} bytes; the limit is {limit}", "文件有 {size} 字节，上限为 {limit} 字节")
INSTEAD: Final = Bilingual("; it should be {to}", "，应为 {to}")
MOBILE: Final = Bilingual("mobile numbers are not accepted", "不支持手机号码")
NO_AREA: Final = Bilingual("a landline number needs its area code", "固定电话须带区号")
OTHER_KIND: Final = Bilingual("the number is not of the kind {kind}", "号码与类型 {kind} 不符")
NO_SUCH_NUMBER: Final = Bilingual("this is no number of the kind {kind}", "不是 {kind} 类型的号码")
NOT_THE_LINK: Final = Bilingual("this is not the domain of the link in the content", "不是内容中链接的域名")
CODE_LENGTH: Final = Bilingual(
    "a unified social credit code has 18 characters, this one has {length}",
    "统一社会信用代码为 18 位，此处为 {length} 位",
)
CODE_CHARACTERS: Final = Bilingual(
    "no unified social credit code has {characters}", "统一社会信用代码中不会出现 {characters}"
)
CODE_CHECK: Final = Bilingual(
    'the check character "{last}" of the unified social credit code does not match',
    "统一社会信用代码的校验码“{last}”不正确",
)
ICP_OTHER: Final = Bilingual("this is no ICP filing number", "不是 ICP 备案号")
ICP_POLICE: Final = Bilingual(
    "this is the number of the filing with the public security authorities, not of the ICP filing",
    "这是公安联网备案号，不是 ICP 备案号",
)
ICP_RARE: Final = Bilingual("the ICP filing number has an unusual form", "ICP 备案号的写法少见")
NOT_THE_COMPANY: Final = Bilingual(
    "the company is not that of the signature's qualification ({company}), and no reason is given",
    "企业与签名资质企业（{company}）不同，且未填写原因",
)
NOT_IN_CONTENT: Final = Bilingual(
    "the text that is no number or link is not in the content", "内容中没有这段非引流文字"
)
