"""Texts of `smslint dossier`, and of the use case description that it writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

REASON_LINE: Final = Bilingual(
    "Reason for the attribute of {variable}: {reason}.", "{variable} 选择该属性的原因：{reason}。"
)
EXAMPLE_LINE: Final = Bilingual("Example: {example}", "示例：{example}")
VALUES_LINE: Final = Bilingual("Values: {values}.", "变量取值：{values}。")
VALUE: Final = Bilingual("{variable} = {value}", "{variable} 为 {value}")
SCENE_LINE: Final = Bilingual("Used in: {scene}", "应用场景：{scene}")
SAMPLED_LINE: Final = Bilingual(
    "(Sample values made by smslint, to be replaced: {variables}.)", "（示例值由 smslint 生成，请替换：{variables}。）"
)

REMARK: Final = Bilingual("Use case description, ready to paste", "申请说明（可直接粘贴）")
LENGTH: Final = Bilingual(
    "{length} characters, {counted} without the example; the largest documented limit is {limit}.",
    "共 {length} 个字符，不计示例为 {counted} 个；已知的上限为 {limit} 个。",
)
ERRORS: Final = Bilingual("The template has {count}. They come first: {first}", "模板有 {count}，请先修改。{first}")
FORM: Final = Bilingual("Template", "模板信息")
TYPE: Final = Bilingual("Template type", "模板类型")
SIGNATURE: Final = Bilingual("Associated signature", "关联签名")
NAME: Final = Bilingual("Template name", "模板名称")
CONTENT: Final = Bilingual("Template content", "模板内容")
SCENE: Final = Bilingual("Scene", "应用场景")
EXAMPLE: Final = Bilingual("Complete example", "完整示例")
VARIABLES: Final = Bilingual("Variable information", "变量属性")
VARIABLE_HEAD: Final = (
    Bilingual("Variable", "变量"),
    Bilingual("Attribute", "变量属性"),
    Bilingual("Example", "示例值"),
    Bilingual("Characters", "字符数"),
    Bilingual("Meaning and reason", "含义与选择原因"),
)
NO_ATTRIBUTE: Final = Bilingual("not declared", "未声明")
LIMITS: Final = Bilingual("{low} to {high}", "{low}～{high}")
SAMPLED: Final = Bilingual("(made by smslint, to be replaced)", "（示例值由 smslint 生成，请替换）")
REFUSED: Final = Bilingual(
    '(made by smslint: "{example}" could not be sent)', "（示例值由 smslint 生成：“{example}”无法发送，请替换）"
)
NO_REASON: Final = Bilingual("reason missing: why does no narrower attribute fit?", "缺少原因：为何没有更合适的属性？")
REASON: Final = Bilingual("reason: {reason}", "原因：{reason}")
NARROWER_FAIL: Final = Bilingual(
    'The example "{value}" of {variable} does not fit these narrower attributes: {attributes}.',
    "{variable} 的示例值“{value}”不符合以下更具体的属性：{attributes}。",
)
NARROWER_FIT: Final = Bilingual(
    'The example "{value}" of {variable} would also fit: {attributes}. Reviewers may ask for one of these.',
    "{variable} 的示例值“{value}”也符合：{attributes}，审核可能要求改选。",
)
REDIRECTION: Final = Bilingual("Redirection information", "引流信息")
REDIRECTION_HEAD: Final = (
    Bilingual("No.", "序号"),
    Bilingual("Kind", "类型"),
    Bilingual("Number or domain", "号码或域名"),
    Bilingual("Company, credit code", "企业名称、统一社会信用代码"),
    Bilingual("ICP filing", "ICP 备案"),
    Bilingual("Missing or wrong", "缺少或有误"),
)
KINDS: Final[Mapping[str, Bilingual]] = {
    "domain": Bilingual("domain", "域名链接"),
    "fixed_phone": Bilingual("landline", "固定电话"),
    "400_phone": Bilingual("400 number", "400 电话"),
    "800_phone": Bilingual("800 number", "800 电话"),
    "95_phone": Bilingual("95 number", "95 号码"),
    "96_phone": Bilingual("96 number", "96 号码"),
    "1_phone": Bilingual("number beginning with 1", "1 字头号码"),
    "other_phone": Bilingual("other number", "其他号码"),
    "none": Bilingual(
        "no number, no link: Set as non-redirection information", "非引流信息：在控制台点击“设为非引流信息”"
    ),
}
UNDECLARED: Final = Bilingual("Not declared yet: {texts}.", "尚未填写：{texts}。")
MATERIALS: Final = Bilingual("More information", "更多资料")
MATERIAL_HEAD: Final = (
    Bilingual("Material", "材料"),
    Bilingual("File or key", "文件或 key"),
    Bilingual("Check of the file", "文件检查"),
    Bilingual("Note", "说明"),
)
UPLOADED: Final = Bilingual("uploaded", "已上传")
IS: Final = Bilingual("{name}, {size} bytes", "{name}，{size} 字节")
PIXELS: Final = Bilingual("{file}, {width} × {height} pixels", "{file}，{width} × {height} 像素")
NOT_LOOKED: Final = Bilingual("not looked at", "未查看")
NOT_TOLD: Final = Bilingual("kind not told", "未注明种类")
WORDING: Final = Bilingual("Wording that may be misjudged", "易被误判的措辞")
TO_ADD: Final = Bilingual("What only a person can add or check", "须由人补充或核对")
ADD_USE: Final = Bilingual(
    "Say who receives the message and when, with the address of the website or app.",
    "写明短信发给谁、何时发送，并提供网站或应用的链接。",
)
ADD_ACCOUNT: Final = Bilingual(
    "For a login: a test account with its password. Enter it in the console only, never in a file.",
    "登录场景可提供测试账号和密码：只在控制台填写，不要写进文件。",
)
ADD_WORDING: Final = Bilingual(
    "For the wording above: business screenshots and an explanation.", "针对上述措辞：提供详细的业务截图和文字说明。"
)
ADD_LINK: Final = Bilingual(
    "For the link: business screenshots, so that carriers can evaluate it.", "针对链接：提供业务截图，便于运营商评估。"
)
ADD_CONSENT: Final = Bilingual("A screenshot of {kinds}.", "{kinds}截图。")
ADD_ICP: Final = Bilingual(
    "A screenshot of the details page of {domain} at beian.miit.gov.cn (filing type: website), with the full address "
    "of the page, JPG, PNG, JPEG or BMP, at most 5 MB.",
    "{domain} 在 beian.miit.gov.cn 的备案详情页截图（备案类型选“网站”）：须有完整网址，JPG、PNG、JPEG 或 BMP 格式，"
    "不超过 5 MB。",
)
ADD_LANDLINE: Final = Bilingual(
    "The landline number of the authority, for verification; the review takes up to two business days.",
    "政府或执法机关的固定电话，供核实；审核需两个工作日。",
)
ADD_PROOF: Final = Bilingual("Further proof of the business, if there is any.", "如有其他业务证明材料，一并上传。")
CHECK_FILES: Final = Bilingual(
    "What the pictures show was not checked, only their format and size.", "图片内容未经检查，只检查了格式与大小。"
)
CHECK_NAMES: Final = Bilingual(
    "Uploads of qualifications may not have Chinese or special characters in their file names; rename copies if an "
    "upload fails.",
    "资质类文件的文件名不支持汉字与特殊字符；如上传失败，请改名后再传。",
)
CHECK_COMPANY: Final = Bilingual(
    "Whether companies, credit codes and filings are the right ones was not checked, only their form.",
    "企业、信用代码与备案是否真实对应未经检查，只检查了形式。",
)
NOTHING: Final = Bilingual("none", "无")

PAGE_TITLE: Final = Bilingual("Applications for SMS templates", "短信模板申请材料")
OPTIONS: Final[Mapping[str, Bilingual]] = {
    "format": Bilingual("The format of the dossier.", "输出格式。"),
    "output": Bilingual("Write one file per template to this folder.", "每个模板写一个文件到该文件夹。"),
    "write": Bilingual(
        "Write the use case description into the templates that have none; texts of authors stay as they are.",
        "将申请说明写入尚无说明的模板；作者写的说明不改动。",
    ),
}
WRITTEN: Final = Bilingual("{path}: {template}: description written.", "{path}：{template}：已写入申请说明。")
KEPT: Final = Bilingual(
    "{path}: {template}: the description is its author's and was not changed.",
    "{path}：{template}：已有作者写的申请说明，未改动。",
)
CURRENT: Final = Bilingual("{path}: {template}: the description is current.", "{path}：{template}：申请说明无变化。")
FILE_NOT_WRITTEN: Final = Bilingual("{path}: not written: {why}.", "{path}：未写入：{why}。")
NOT_WRITTEN: Final = Bilingual(
    "{path}: {template}: the description cannot be written there.", "{path}：{template}：此处无法写入申请说明。"
)
