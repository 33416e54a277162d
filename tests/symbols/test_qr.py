"""QR codes: the same modules from every library, and the text back from a foreign reader."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ddjlayout.symbols.qr import qr
from ddjlayout.symbols.qr.encoders import qrcode_modules, unmasked, zxing_modules
from ddjlayout.symbols.qr.segments import plan
from ddjlayout.symbols.symbol import render
from tests.symbols.readers import picture, zxing

URL = "https://pay.example.com/t/D202511240188?sig=8f3a9c2e77b1&a=1"


@settings(max_examples=60, deadline=None)
@given(data=st.text(min_size=1, max_size=120) | st.from_regex(r"[0-9A-Z]{1,60}[a-z]{0,9}"))
def test_text_is_read_back(data: str) -> None:
    bitmap = render(qr(data), module=3)
    assert [reading.text for reading in zxing(picture(bitmap))] == [data]


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=90), st.sampled_from("LMQH"))
def test_both_libraries_give_the_same_modules(data: bytes, level: str) -> None:
    found = plan(data, level)  # type: ignore[arg-type]
    assert found is not None
    blank = unmasked(found, level, qrcode_modules)  # type: ignore[arg-type]
    assert blank is not None
    assert unmasked(found, level, zxing_modules) in (blank, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [URL, "订单 D202511240188", "0123456789", b"\x80\xff"])
def test_zxing_serves_usual_data(data: str | bytes) -> None:
    assert qr(data, encoders=(zxing_modules,)) == qr(data, encoders=(qrcode_modules,))
