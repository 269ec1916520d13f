"""Which names are those of public authorities."""

import pytest

from smslint.catalog import load
from smslint.core.recognise.authorities import Authorities


@pytest.mark.parametrize(
    "name",
    [
        "湖州公安", "南湖公安分局", "南湖區公安局", "青山派出所", "杭州交警", "江海区人民法院", "江海区法院",
        "江海检察院", "平江市政府", "平江镇人民政府", "平江税务局", "国家税务总局平江", "平江市税务", "江海城管局",
        "江海区城管", "江海区城市管理局",
        "平江市场监管局", "江海应急局", "江海消防救援", "古城街道办", "江海教育局", "平江市纪委", "上海海关",
        "公安县公安局",
    ],
)  # fmt: skip
def test_an_authority_is_recognised_by_what_it_is_called(name: str) -> None:
    assert load().lexicon.compiled(Authorities).named_in(name)


@pytest.mark.parametrize(
    "name",
    [
        "湖畔民宿", "公安大学", "公安县人民医院", "法院路店", "政法学院", "绿城管理", "同城管家", "中经纪委托",
        "海关大学",
        "平江税务师", "平江税务代理", "市政府路店", "海关代理", "商务书局", "江海供电局", "城市管理学刊", "街道咖啡",
        "",
    ],
)  # fmt: skip
def test_a_name_that_only_has_such_a_word_is_not_an_authority(name: str) -> None:
    assert load().lexicon.compiled(Authorities).named_in(name) is None
