"""What QR codes say: the texts that telephones act on, each as a function that checks its parts."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from ddjlayout import fields
from ddjlayout.errors import InputError, excerpt
from ddjlayout.symbols.symbol import utf8

_NOTHING: Mapping[str, str] = MappingProxyType({})
_KEPT = "%/:?#[]@!$&'()*+,;=~-._"  # what may stand in a web address as it is
_INFINITE = float("inf")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def wifi(ssid: str, password: str = "", *, security: str = "WPA", hidden: bool = False) -> str:
    """Return the text that joins a wireless network (the scheme of ZXing's wiki).

    `security` is WPA (WPA2 and WPA3 too), WEP, SAE (WPA3 alone) or nopass; without a password it
    is nopass.
    """
    fields.word("Wi-Fi security", security, ("WPA", "WEP", "SAE", "nopass"))
    _check(ssid=ssid, password=password)
    if not ssid:
        raise _wrong("a Wi-Fi network without a name", "give its ssid")
    if not password:
        security = "nopass"
    secret = f"P:{_escaped(password)};" if security != "nopass" else ""
    return f"WIFI:T:{security};S:{_escaped(ssid)};{secret}{'H:true;' if hidden else ''};"


class Contact(NamedTuple):
    """A person or a company; `name` is taken whole, as the formatted name."""

    name: str
    phone: str = ""
    email: str = ""
    company: str = ""
    title: str = ""
    address: str = ""
    url: str = ""


def vcard(contact: Contact) -> str:
    """Return a contact as a vCard 3.0 (RFC 2426)."""
    fields.instance("vcard", contact, Contact, "payloads.Contact(name=…, phone=…)")
    _check(**contact._asdict())
    if not contact.name:
        raise _wrong("a contact without a name", "give its name")
    entries = [
        ("N", contact.name),
        ("FN", contact.name),
        ("ORG", contact.company),
        ("TITLE", contact.title),
        ("TEL", contact.phone),
        ("EMAIL", contact.email),
        ("URL", contact.url),
    ]
    lines = [f"{key}:{_card(value)}" for key, value in entries if value]
    if contact.address:
        lines.append(f"ADR:;;{_card(contact.address)};;;;")
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"])


def link(url: str, query: Mapping[str, str] = _NOTHING) -> str:
    """Return a web address in plain ASCII, with `query` added to it.

    Raises InputError for anything that is not http or https with a host.
    """
    _check(url=url)
    if not fields.is_a(query, Mapping):
        raise fields.wrong_type("query", query, "a mapping", "write {'table': '12'}")
    for name, value in query.items():
        utf8(fields.text("query", name), fields.text(name, value))
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if not host or parts.scheme not in ("http", "https") or "@" in parts.netloc:
        raise _wrong(f"{excerpt(url)} is no web address", "write https://…")
    place = f"[{host}]" if ":" in host else host
    asked = "&".join(part for part in (quote(parts.query, _KEPT), urlencode(query)) if part)
    where = f"{place}:{port}" if port else place
    path = quote(parts.path, _KEPT)
    return urlunsplit((parts.scheme, where, path, asked, quote(parts.fragment, _KEPT)))


def tel(number: str) -> str:
    """Return the text that dials a number (RFC 3966); spaces, brackets and dots are left out."""
    return f"tel:{_number(number)}"


def sms(number: str, message: str = "") -> str:
    """Return the text that opens a message to a number (`SMSTO:`)."""
    _check(message=message)
    return f"SMSTO:{_number(number)}:{message}"


def email(to: str, *, subject: str = "", body: str = "") -> str:
    """Return the text that opens a mail (RFC 6068)."""
    _check(to=to, subject=subject, body=body)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", to):
        raise _wrong(f"{excerpt(to)} is no mail address", "write name@example.com")
    asked = {key: value for key, value in (("subject", subject), ("body", body)) if value}
    return f"mailto:{quote(to, '@+')}" + (f"?{urlencode(asked, quote_via=quote)}" if asked else "")


def geo(latitude: float, longitude: float, *, label: str = "") -> str:
    """Return the text that shows a place on a map (RFC 5870), degrees north and east (WGS 84)."""
    _check(label=label)
    latitude = fields.number("latitude", latitude, -_INFINITE, _INFINITE)
    longitude = fields.number("longitude", longitude, -_INFINITE, _INFINITE)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        message = f"{excerpt(latitude)}, {excerpt(longitude)} is no place on Earth"
        raise _wrong(message, "latitude is -90 to 90, longitude -180 to 180")
    place = f"{latitude:.6f}".rstrip("0").rstrip("."), f"{longitude:.6f}".rstrip("0").rstrip(".")
    return f"geo:{','.join(place)}" + (f"?q={','.join(place)}({quote(label)})" if label else "")


def wechat_pay(code_url: str) -> str:
    """Return a WeChat Pay code (Native pay): the `code_url` of the platform's order reply."""
    _check(code_url=code_url)
    if not code_url.startswith(("weixin://wxpay/", "https://wx.tenpay.com/", "wxp://")):
        message = f"{excerpt(code_url)} is no WeChat Pay code"
        raise _wrong(message, "take `code_url` of the order's reply")
    return code_url


def alipay(qr_code: str) -> str:
    """Return an Alipay code: the `qr_code` of the platform's precreate reply."""
    _check(qr_code=qr_code)
    if not qr_code.lower().startswith("https://qr.alipay.com/"):
        message = f"{excerpt(qr_code)} is no Alipay code"
        raise _wrong(message, "take `qr_code` of the precreate reply")
    return qr_code


def transfer(name: str, iban: str, *, cents: int = 0, text: str = "", bic: str = "") -> str:
    """Return a SEPA credit transfer (EPC069-12, version 002), the "GiroCode".

    `cents` are euro cents, 0 to leave the amount open. Raises InputError for an IBAN whose check
    digits are wrong and for fields longer than the standard's.
    """
    _check(name=name, iban=iban, text=text, bic=bic)
    cents = fields.whole("cents", cents, 0, 99_999_999_999)
    plain = iban.replace(" ", "").upper()
    if not _IBAN.fullmatch(plain) or int(_letters_as_numbers(plain[4:] + plain[:4])) % 97 != 1:
        raise _wrong(f"IBAN {excerpt(iban)} is wrong", "check its digits")
    if not 0 < len(name) <= 70 or len(text) > 140:
        message = f"a transfer to a name of {len(name)} characters with a text of {len(text)}"
        raise _wrong(message, "a name has 1 to 70, a text at most 140")
    amount = f"EUR{cents // 100}.{cents % 100:02d}" if cents else ""
    lines = ["BCD", "002", "1", "SCT", bic, name, plain, amount, "", "", text]
    return "\n".join(lines).rstrip("\n")


def _check(**texts: str) -> None:
    """Raise UsageError for what is no text, InputError for what no text can be made of."""
    for name, value in texts.items():
        utf8(name, fields.text(name, value))


def _wrong(message: str, hint: str) -> InputError:
    return InputError(message, code="payload", hint=hint)


def _escaped(text: str) -> str:
    # No quotes around what looks like hexadecimal: Android, which writes such codes too, has none.
    return re.sub(r'([\\;,:"])', r"\\\1", text)


def _card(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\r\n", "\n").replace("\n", "\\n")


def _number(text: str) -> str:
    number = re.sub(r"[\s().\-/]", "", fields.text("number", text))
    if not re.fullmatch(r"\+?[0-9*#]{2,20}", number):
        raise _wrong(f"{excerpt(text)} is no telephone number", "write digits, + before them")
    return number


def _letters_as_numbers(text: str) -> str:
    return "".join(str(int(character, 36)) for character in text)
