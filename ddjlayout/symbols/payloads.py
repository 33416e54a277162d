"""What QR codes say: the texts that telephones act on, each as a function that checks its parts."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlencode, urlsplit, urlunsplit

from ddjlayout import fields
from ddjlayout.errors import InputError, UsageError, excerpt
from ddjlayout.symbols.utf8 import encoded

_NOTHING: Mapping[str, str] = MappingProxyType({})
_INFINITE = float("inf")
_KEPT = "%/:?#[]@!$&'()*+,;=~-._"  # what may stand in a web address as it is
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")  # ISO 9362
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_IN_LINKS = re.compile(r"[\s\"<>\\]")  # they delimit addresses, RFC 3986 appendix C
_MOST_CENTS = 99_999_999_999  # EPC069-12 section 3
_MOST_TRANSFER = 331  # bytes, EPC069-12 section 3


def wifi(ssid: str, password: str = "", *, security: str = "WPA", hidden: bool = False) -> str:
    """Return the text that joins a wireless network (the scheme of ZXing's wiki).

    `security` is WPA (WPA2 and WPA3 too), WEP, SAE (WPA3 alone) or nopass; without a password it
    is nopass.
    """
    _texts(ssid=ssid, password=password, security=security)
    if security not in ("WPA", "WEP", "SAE", "nopass"):
        raise UsageError(
            f"Wi-Fi security {excerpt(security)} is not WPA, WEP, SAE or nopass",
            code="wifi-security",
        )
    if security == "nopass" and password:
        raise UsageError(
            "a Wi-Fi network of security nopass has no password",
            code="wifi-security",
            hint="leave the password out, or security",
        )
    if not ssid:
        raise InputError("a Wi-Fi network without a name", code="payload-empty")
    _printable("Wi-Fi name", ssid)
    _printable("Wi-Fi password", password)
    if not password:
        security = "nopass"
    secret = f"P:{_escaped(password)};" if security != "nopass" else ""
    return f"WIFI:T:{security};S:{_escaped(ssid)};{secret}{'H:true;' if hidden else ''};"


class Contact(NamedTuple):
    """A person or a company; `name` is taken whole, as the formatted name.

    `address` may have several lines, the other fields one.
    """

    name: str
    phone: str = ""
    email: str = ""
    company: str = ""
    title: str = ""
    address: str = ""
    url: str = ""


def vcard(contact: Contact) -> str:
    """Return a contact as a vCard 3.0 (RFC 2426)."""
    contact = fields.instance("vcard", contact, Contact, "payloads.Contact(name=…, phone=…)")
    _texts(**contact._asdict())
    if not contact.name:
        raise InputError("a contact without a name", code="payload-empty")
    parts = [
        ("N", contact.name),
        ("FN", contact.name),
        ("ORG", contact.company),
        ("TITLE", contact.title),
        ("TEL", contact.phone),
        ("EMAIL", contact.email),
    ]
    for key, value in parts:
        _printable(f"{key} of a contact", value)
    lines = [f"{key}:{_card(value)}" for key, value in parts if value]
    if contact.url:
        lines.append(f"URL:{link(contact.url)}")  # a URI: nothing in it is escaped (3.6.8)
    if contact.address:
        address = _lines(contact.address)
        _printable("address of a contact", address, lines=True)
        lines.append(f"ADR:;;{_card(address)};;;;")
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"])


def link(url: str, query: Mapping[str, str] = _NOTHING) -> str:
    """Return a web address in plain ASCII, with `query` added to it.

    Raises InputError for anything that is not http or https with a host, and for characters that
    have to be written in percent signs: spaces, quotes, angle brackets, backslashes.
    """
    _texts(url=url)
    if not fields.is_a(query, Mapping):
        raise fields.wrong_type("query", query, "a dict", "names and values, both text")
    for key, value in query.items():
        fields.text("query", key)
        fields.text("query", value)
    _printable("web address", url)
    for value in (*query, *query.values()):
        _printable("query of a web address", value)
    if wrong := _NOT_IN_LINKS.search(url):
        raise InputError(
            f"the web address {excerpt(url)} has the character {wrong.group()!r}",
            code="payload-url",
            hint=f"write {quote(wrong.group())}",
        )
    parts, host = _parts(url)
    if not host or parts.scheme not in ("http", "https") or "@" in parts.netloc:
        raise InputError(
            f"{excerpt(url)} is no web address", code="payload-url", hint="write https://…"
        )
    place = f"[{host}]" if ":" in host else host
    asked = "&".join(part for part in (quote(parts.query, _KEPT), urlencode(query)) if part)
    where = place if parts.port is None else f"{place}:{parts.port}"
    path = quote(parts.path, _KEPT)
    return urlunsplit((parts.scheme, where, path, asked, quote(parts.fragment, _KEPT)))


def tel(number: str) -> str:
    """Return the text that dials a number (RFC 3966); spaces, brackets and dots are left out."""
    _texts(number=number)
    return f"tel:{_number(number)}"


def sms(number: str, message: str = "") -> str:
    """Return the text that opens a message to a number (`SMSTO:`)."""
    _texts(number=number, message=message)
    _printable("message", message, lines=True)
    return f"SMSTO:{_number(number)}:{message}"


def email(to: str, *, subject: str = "", body: str = "") -> str:
    """Return the text that opens a mail (RFC 6068); lines of the body end in %0D%0A."""
    _texts(to=to, subject=subject, body=body)
    _printable("mail address", to)
    if not re.fullmatch(r"[^@\s,;:<>()\[\]\\\"]+@[^@\s,;:<>()\[\]\\\"?&]+", to):
        raise InputError(f"{excerpt(to)} is no mail address", code="payload-address")
    _printable("subject of a mail", subject)
    body = _lines(body)
    _printable("body of a mail", body, lines=True)
    body = body.replace("\n", "\r\n")
    query = {key: value for key, value in (("subject", subject), ("body", body)) if value}
    return f"mailto:{quote(to, '@+')}" + (f"?{urlencode(query, quote_via=quote)}" if query else "")


def geo(latitude: float, longitude: float, *, label: str = "") -> str:
    """Return the text that shows a place on a map (RFC 5870), degrees north and east (WGS 84)."""
    _texts(label=label)
    latitude = fields.number("latitude", latitude, -_INFINITE, _INFINITE)
    longitude = fields.number("longitude", longitude, -_INFINITE, _INFINITE)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise InputError(
            f"{latitude}, {longitude} is no place on Earth",
            code="payload-place",
            hint="latitude is -90 to 90, longitude -180 to 180",
        )
    _printable("label of a place", label)
    place = f"{_degrees(latitude)},{_degrees(longitude)}"
    return f"geo:{place}" + (f"?q={place}({quote(label)})" if label else "")


def wechat_pay(code_url: str) -> str:
    """Return a WeChat Pay code (Native pay): the `code_url` of the platform's order reply."""
    _texts(code_url=code_url)
    begins = ("weixin://wxpay/", "https://wx.tenpay.com/", "wxp://")
    return _payment("WeChat Pay", code_url, begins, "take `code_url` of the order's reply")


def alipay(qr_code: str) -> str:
    """Return an Alipay code: the `qr_code` of the platform's precreate reply."""
    _texts(qr_code=qr_code)
    hint = "take `qr_code` of the precreate reply"
    return _payment("Alipay", qr_code, ("https://qr.alipay.com/",), hint)


def transfer(name: str, iban: str, *, cents: int = 0, text: str = "", bic: str = "") -> str:
    """Return a SEPA credit transfer (EPC069-12, version 002), the "GiroCode".

    `cents` are euro cents, 0 to leave the amount open. Raises InputError for an IBAN whose check
    digits are wrong, for what is no BIC and for fields, or a whole, longer than the standard's.
    """
    _texts(name=name, iban=iban, text=text, bic=bic)
    cents = fields.whole("cents", cents, -_MOST_CENTS, _MOST_CENTS)
    for field, value in (("name", name), ("IBAN", iban), ("text", text), ("BIC", bic)):
        _printable(f"{field} of a transfer", value)
    plain, bank = iban.replace(" ", "").upper(), bic.replace(" ", "").upper()
    if not _IBAN.fullmatch(plain) or int(_letters_as_numbers(plain[4:] + plain[:4])) % 97 != 1:
        raise InputError(
            f"IBAN {excerpt(iban)} is wrong", code="payload-iban", hint="check its digits"
        )
    if bank and not _BIC.fullmatch(bank):
        raise InputError(
            f"{excerpt(bic)} is no BIC", code="payload-bic", hint="8 or 11 capitals and digits"
        )
    if not name:
        raise InputError("a transfer to no name", code="payload-empty")
    if not 0 <= cents <= _MOST_CENTS:
        raise InputError(
            f"a transfer of {cents} cents",
            code="payload-amount",
            hint="0 leaves it open, at most 999,999,999.99 euro",
        )
    if len(name) > 70 or len(text) > 140:
        raise InputError(
            f"a transfer to a name of {len(name)} characters with a text of {len(text)}",
            code="payload-too-long",
            hint="at most 70 and 140",
        )
    amount = f"EUR{cents // 100}.{cents % 100:02d}" if cents else ""
    lines = ["BCD", "002", "1", "SCT", bank, name, plain, amount, "", "", text]
    whole = "\n".join(lines).rstrip("\n")
    if (size := len(whole.encode())) > _MOST_TRANSFER:
        raise InputError(
            f"a transfer of {size} bytes is longer than the standard's {_MOST_TRANSFER}",
            code="payload-too-long",
            hint="shorten the name or the text",
        )
    return whole


def _texts(**values: object) -> None:
    """Raise UsageError for what is no text."""
    for name, value in values.items():
        fields.text(name, value)


def _printable(name: str, text: str, *, lines: bool = False) -> None:
    """Raise InputError for control characters, which would end a field; `lines` allows line feeds.

    Half a surrogate pair is one too.
    """
    encoded(f"the {name}", text)
    for wrong in _CONTROL.findall(text):
        if not (lines and wrong in "\r\n"):
            raise InputError(
                f"the {name} has the control character {wrong!a}",
                code="payload-control",
                hint="leave it out",
            )


def _parts(url: str) -> tuple[SplitResult, str]:
    """Return the parts of a web address and its host in ASCII, empty where it has none."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        _ = parts.port  # raises ValueError for one out of range
    except ValueError:
        return urlsplit(""), ""
    right = re.fullmatch(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?\.?", host) or ":" in host
    return parts, host if right else ""


def _payment(name: str, text: str, begins: tuple[str, ...], hint: str) -> str:
    _printable(f"{name} code", text)
    if not text.lower().startswith(begins) or _NOT_IN_LINKS.search(text) or not text.isascii():
        raise InputError(f"{excerpt(text)} is no {name} code", code="payload-payment", hint=hint)
    return text


def _degrees(angle: float) -> str:
    text = f"{angle:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _escaped(text: str) -> str:
    # No quotes around what looks like hexadecimal: Android, which writes such codes too, has none.
    return re.sub(r'([\\;,:"])', r"\\\1", text)


def _card(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _number(text: str) -> str:
    _printable("telephone number", text)
    number = re.sub(r"[\s().\-/]", "", text)
    if not re.fullmatch(r"\+?[0-9*#]{2,20}", number):
        raise InputError(f"{excerpt(text)} is no telephone number", code="payload-number")
    return number


def _letters_as_numbers(text: str) -> str:
    return "".join(str(int(character, 36)) for character in text)
