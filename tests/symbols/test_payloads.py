"""What QR codes say: the exact texts, and what is refused."""

import pytest

from ddjlayout.errors import InputError, UsageError
from ddjlayout.symbols import payloads


def test_wifi() -> None:
    assert payloads.wifi("Cafe", "secret12") == "WIFI:T:WPA;S:Cafe;P:secret12;;"
    assert payloads.wifi("open") == "WIFI:T:nopass;S:open;;"
    escaped = r"WIFI:T:WEP;S:a\;b\,c;P:\"x\:\\;H:true;;"
    assert payloads.wifi("a;b,c", '"x:\\', security="WEP", hidden=True) == escaped
    with pytest.raises(UsageError, match="'WPA9'"):
        payloads.wifi("a", "b", security="WPA9")
    with pytest.raises(InputError):
        payloads.wifi("")


def test_vcard() -> None:
    person = payloads.Contact("张三", phone="+86 138", company="A; B", address="1 Road\nCity")
    card = payloads.vcard(person)
    assert card.split("\r\n") == [
        *("BEGIN:VCARD", "VERSION:3.0", "N:张三", "FN:张三", r"ORG:A\; B", "TEL:+86 138"),
        *(r"ADR:;;1 Road\nCity;;;;", "END:VCARD"),
    ]


def test_link() -> None:
    assert payloads.link("https://e.cn/a?b=1") == "https://e.cn/a?b=1"
    paid = payloads.link("https://pay.cn/x?id=1", {"amount": "12.50", "note": "a b"})
    assert paid == "https://pay.cn/x?id=1&amount=12.50&note=a+b"
    assert payloads.link("https://例子.cn:8/路") == "https://xn--fsqu00a.cn:8/%E8%B7%AF"
    for wrong in ("e.cn", "javascript:alert(1)", "https://", "http://a@b.cn/", "http://[x/"):
        with pytest.raises(InputError, match="no web address"):
            payloads.link(wrong)


def test_tel_sms_email_geo() -> None:
    assert payloads.tel("+86 (138) 0013-8000") == "tel:+8613800138000"
    assert payloads.sms("10086", "hi") == "SMSTO:10086:hi"
    assert payloads.email("a@b.cn", subject="Hi you") == "mailto:a@b.cn?subject=Hi%20you"
    assert payloads.geo(39.9042, 116.4074) == "geo:39.9042,116.4074"
    assert payloads.geo(0.0, -120.0, label="x y") == "geo:0,-120?q=0,-120(x%20y)"
    for wrong in (lambda: payloads.tel("call me"), lambda: payloads.geo(91, 0)):
        with pytest.raises(InputError):
            wrong()
    with pytest.raises(InputError, match="no mail address"):
        payloads.email("a b")


def test_payments() -> None:
    assert payloads.wechat_pay("weixin://wxpay/bizpayurl?pr=x") == "weixin://wxpay/bizpayurl?pr=x"
    assert payloads.alipay("https://qr.alipay.com/bax1") == "https://qr.alipay.com/bax1"
    with pytest.raises(InputError):
        payloads.wechat_pay("https://e.cn")
    with pytest.raises(InputError):
        payloads.alipay("https://e.cn")
    lines = payloads.transfer("Red Cross", "BE72 0000 0000 1616", cents=150, text="Aid").split("\n")
    assert lines == [
        *("BCD", "002", "1", "SCT", "", "Red Cross", "BE72000000001616", "EUR1.50", "", "", "Aid")
    ]
    with pytest.raises(InputError, match=r"IBAN 'BE72 0000 0000 1.*is wrong"):
        payloads.transfer("Red Cross", "BE72 0000 0000 1617")
