"""What QR codes say: the texts that telephones act on, each as a function that checks its parts."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from ddjlayout.errors import InputError, UsageError, excerpt

_NOTHING: Mapping[str, str] = MappingProxyType({})
_KEPT = "%/:?#[]@!$&'()*+,;=~-._"  # what may stand in a web address as it is
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def wifi(ssid: str, password: str = "", *, security: str = "WPA", hidden: bool = False) -> str:
    """Return the text that joins a wireless network (the scheme of ZXing's wiki).

    `security` is WPA (WPA2 and WPA3 too), WEP, SAE (WPA3 alone) or nopass; without a password it
    is nopass.
    """
    if security not in ("WPA", "WEP", "SAE", "nopass"):
        raise UsageError(f"Wi-Fi security {excerpt(security)} is not WPA, WEP, SAE or nopass")
    if not ssid:
        raise InputError("a Wi-Fi network without a name")
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
    if not contact.name:
        raise InputError("a contact without a name")
    fields = [
        ("N", contact.name),
        ("FN", contact.name),
        ("ORG", contact.company),
        ("TITLE", contact.title),
        ("TEL", contact.phone),
        ("EMAIL", contact.email),
        ("URL", contact.url),
    ]
    lines = [f"{key}:{_card(value)}" for key, value in fields if value]
    if contact.address:
        lines.append(f"ADR:;;{_card(contact.address)};;;;")
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"])


def link(url: str, query: Mapping[str, str] = _NOTHING) -> str:
    """Return a web address in plain ASCII, with `query` added to it.

    Raises InputError for anything that is not http or https with a host.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if not host or parts.scheme not in ("http", "https") or "@" in parts.netloc:
        raise InputError(f"{excerpt(url)} is no web address", hint="write https://…")
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
    return f"SMSTO:{_number(number)}:{message}"


def email(to: str, *, subject: str = "", body: str = "") -> str:
    """Return the text that opens a mail (RFC 6068)."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", to):
        raise InputError(f"{excerpt(to)} is no mail address")
    fields = {key: value for key, value in (("subject", subject), ("body", body)) if value}
    return f"mailto:{quote(to, '@+')}" + (
        f"?{urlencode(fields, quote_via=quote)}" if fields else ""
    )


def geo(latitude: float, longitude: float, *, label: str = "") -> str:
    """Return the text that shows a place on a map (RFC 5870), degrees north and east (WGS 84)."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise InputError(
            f"{latitude}, {longitude} is no place on Earth",
            hint="latitude is -90 to 90, longitude -180 to 180",
        )
    place = f"{latitude:.6f}".rstrip("0").rstrip("."), f"{longitude:.6f}".rstrip("0").rstrip(".")
    return f"geo:{','.join(place)}" + (f"?q={','.join(place)}({quote(label)})" if label else "")


def wechat_pay(code_url: str) -> str:
    """Return a WeChat Pay code (Native pay): the `code_url` of the platform's order reply."""
    if not code_url.startswith(("weixin://wxpay/", "https://wx.tenpay.com/", "wxp://")):
        raise InputError(
            f"{excerpt(code_url)} is no WeChat Pay code",
            hint="take `code_url` of the order's reply",
        )
    return code_url


def alipay(qr_code: str) -> str:
    """Return an Alipay code: the `qr_code` of the platform's precreate reply."""
    if not qr_code.lower().startswith("https://qr.alipay.com/"):
        raise InputError(
            f"{excerpt(qr_code)} is no Alipay code", hint="take `qr_code` of the precreate reply"
        )
    return qr_code


def transfer(name: str, iban: str, *, cents: int = 0, text: str = "", bic: str = "") -> str:
    """Return a SEPA credit transfer (EPC069-12, version 002), the "GiroCode".

    `cents` are euro cents, 0 to leave the amount open. Raises InputError for an IBAN whose check
    digits are wrong and for fields longer than the standard's.
    """
    plain = iban.replace(" ", "").upper()
    if not _IBAN.fullmatch(plain) or int(_letters_as_numbers(plain[4:] + plain[:4])) % 97 != 1:
        raise InputError(f"IBAN {excerpt(iban)} is wrong", hint="check its digits")
    if not 0 < len(name) <= 70 or len(text) > 140 or not 0 <= cents <= 99_999_999_999:
        raise InputError(
            f"a transfer to a name of {len(name)} characters with a text of {len(text)}",
            hint="at most 70 and 140, and 999,999,999.99 euro",
        )
    amount = f"EUR{cents // 100}.{cents % 100:02d}" if cents else ""
    lines = ["BCD", "002", "1", "SCT", bic, name, plain, amount, "", "", text]
    return "\n".join(lines).rstrip("\n")


def _escaped(text: str) -> str:
    # No quotes around what looks like hexadecimal: Android, which writes such codes too, has none.
    return re.sub(r'([\\;,:"])', r"\\\1", text)


def _card(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\r\n", "\n").replace("\n", "\\n")


def _number(text: str) -> str:
    number = re.sub(r"[\s().\-/]", "", text)
    if not re.fullmatch(r"\+?[0-9*#]{2,20}", number):
        raise InputError(f"{excerpt(text)} is no telephone number")
    return number


def _letters_as_numbers(text: str) -> str:
    return "".join(str(int(character, 36)) for character in text)
