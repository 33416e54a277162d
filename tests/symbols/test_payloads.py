"""What QR codes say: the exact texts, and what is refused."""

from collections.abc import Callable

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
    with pytest.raises(UsageError, match="nopass has no password"):
        payloads.wifi("a", "secret", security="nopass")


def test_vcard() -> None:
    person = payloads.Contact("张三", phone="+86 138", company="A; B", address="1 Road\nCity")
    card = payloads.vcard(person)
    assert card.split("\r\n") == [
        *("BEGIN:VCARD", "VERSION:3.0", "N:张三", "FN:张三", r"ORG:A\; B", "TEL:+86 138"),
        *(r"ADR:;;1 Road\nCity;;;;", "END:VCARD"),
    ]


def test_the_address_of_a_contact_is_no_text() -> None:
    card = payloads.vcard(payloads.Contact("a", url="https://e.cn/a,b;c?d=1"))
    assert "URL:https://e.cn/a,b;c?d=1" in card.split("\r\n")
    assert r"ADR:;;1\nB\nC;;;;" in payloads.vcard(payloads.Contact("a", address="1\r\nB\rC"))


FIELDS: list[Callable[[str], str]] = [
    payloads.wifi,
    lambda text: payloads.wifi("a", text),
    *(lambda text, i=i: payloads.vcard(payloads.Contact(*["a"] * i, text)) for i in range(5)),
    lambda text: payloads.vcard(payloads.Contact("a", url=f"https://e.cn/{text}")),
    lambda text: payloads.link(f"https://e.cn/{text}"),
    lambda text: payloads.link("https://e.cn/", {"a": text}),
    lambda text: payloads.link("https://e.cn/", {text: "a"}),
    lambda text: payloads.tel(f"1234{text}"),
    lambda text: payloads.sms(f"1234{text}"),
    lambda text: payloads.email(f"{text}@b.cn"),
    lambda text: payloads.email("a@b.cn", subject=text),
    lambda text: payloads.geo(1, 1, label=text),
    lambda text: payloads.wechat_pay(f"weixin://wxpay/{text}"),
    lambda text: payloads.alipay(f"https://qr.alipay.com/{text}"),
    lambda text: payloads.transfer(text, IBAN),
    lambda text: payloads.transfer("a", IBAN + text),
    lambda text: payloads.transfer("a", IBAN, text=text),
    lambda text: payloads.transfer("a", IBAN, bic=text),
]
LINES: list[Callable[[str], str]] = [
    lambda text: payloads.vcard(payloads.Contact("a", address=text)),
    lambda text: payloads.sms("1234", text),
    lambda text: payloads.email("a@b.cn", body=text),
]
IBAN = "BE72 0000 0000 1616"


@pytest.mark.parametrize("make", [*FIELDS, *LINES])
def test_control_characters_end_no_field(make: Callable[[str], str]) -> None:
    for control in ("\0", "\t", "\x0b", "\x1b", "\x7f", "\x85", "\u2028"):
        with pytest.raises(InputError, match="has the control character") as caught:
            make(f"a{control}b")
        assert caught.value.code == "payload-control"
    with pytest.raises(InputError) as caught:
        make("a\ud83d")
    assert caught.value.code == "lone-surrogate"


@pytest.mark.parametrize("make", FIELDS)
def test_fields_have_one_line(make: Callable[[str], str]) -> None:
    for end in ("\r", "\n", "\r\n"):
        with pytest.raises(InputError, match="has the control character"):
            make(f"a{end}TEL:666")


@pytest.mark.parametrize("char", [" ", '"', "<", ">", "\\", "\u3000"])
def test_what_ends_an_address_in_text_is_in_no_link(char: str) -> None:
    for url in (
        f"https://exa{char}mple.com/x",
        f"https://e.cn/a{char}b",
        f"https://e.cn/?a={char}",
    ):
        with pytest.raises(InputError, match="has the character") as caught:
            payloads.link(url)
        assert caught.value.code == "payload-url"
    for pay in (payloads.wechat_pay, payloads.alipay):
        with pytest.raises(InputError, match="is no"):
            pay(f"weixin://wxpay/{char}x")
        with pytest.raises(InputError, match="is no"):
            pay(f"https://qr.alipay.com/{char}x")


def test_links_keep_their_port_and_need_a_host() -> None:
    assert payloads.link("http://e.cn:80/") == "http://e.cn:80/"
    assert payloads.link("http://e.cn:0/") == "http://e.cn:0/"
    assert payloads.link("http://[::1]:8080/a") == "http://[::1]:8080/a"
    assert payloads.link("https://e.cn/a|b") == "https://e.cn/a%7Cb"
    for wrong in (
        "https:///x",
        "https://:80/",
        "https://e.cn:99999/",
        "https://a,b/",
        "https://-/",
    ):
        with pytest.raises(InputError, match="no web address"):
            payloads.link(wrong)


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
    assert payloads.geo(-1e-7, -0.0) == "geo:0,0"
    lines = payloads.email("a@b.cn", body="a\nb\r\nc")
    assert lines == "mailto:a@b.cn?body=a%0D%0Ab%0D%0Ac"
    assert payloads.sms("10086", "a\nb") == "SMSTO:10086:a\nb"
    for wrong in (lambda: payloads.tel("call me"), lambda: payloads.geo(91, 0)):
        with pytest.raises(InputError):
            wrong()
    for to in ("a b", "a@b.cn,c@d.cn", "a@b.cn?cc=c", "a@@b"):
        with pytest.raises(InputError, match="no mail address"):
            payloads.email(to)


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
    banked = payloads.transfer("Red Cross", IBAN, bic="bpotbeb1")
    assert banked.split("\n")[4:7] == ["BPOTBEB1", "Red Cross", "BE72000000001616"]
    for wrong in ("not a bic", "BPOTBEB", "BPOTBEB1X"):
        with pytest.raises(InputError, match="is no BIC"):
            payloads.transfer("Red Cross", IBAN, bic=wrong)
    with pytest.raises(InputError, match="of 466 bytes is longer than the standard's 331"):
        payloads.transfer("红" * 70, IBAN, text="é" * 110)
    with pytest.raises(InputError, match="of -1 cents"):
        payloads.transfer("a", IBAN, cents=-1)
    with pytest.raises(InputError, match=r"IBAN 'BE72 0000 0000 1.*is wrong"):
        payloads.transfer("Red Cross", "BE72 0000 0000 1617")
