"""Errors of the codes: each that a user can cause has a stable code."""

import ast
from pathlib import Path

import pytest

import ddjlayout.symbols
from tests.conftest import ROOT

SOURCES = [
    *sorted(Path(ddjlayout.symbols.__file__).parent.rglob("*.py")),
    *(ROOT / f"ddjlayout/elements/{name}.py" for name in ("barcode", "matrix", "drawn", "wedge")),
]
CODES = {
    *("barcode-character", "barcode-check", "barcode-kind", "barcode-length", "barcode-number"),
    *("barcode-ratio", "check-digit", "code-empty", "code-too-long", "code-too-wide"),
    *("gs1-ai", "gs1-date", "gs1-form", "logo-too-large", "logo-unreadable", "lone-surrogate"),
    *("matrix-kind", "module-too-small", "native-ignored", "needs-zxing", "payload-address"),
    *("payload-amount", "payload-bic", "payload-control", "payload-empty", "payload-iban"),
    *("payload-number", "payload-payment", "payload-place", "payload-too-long", "payload-url"),
    *("pdf417-columns", "qr-level", "qr-mask", "qr-too-long", "qr-version", "unencodable"),
    "wifi-security",
}


@pytest.mark.parametrize("path", SOURCES, ids=[path.stem for path in SOURCES])
def test_every_error_has_a_code(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = (
            node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        )
        if name in ("InputError", "LayoutError", "UsageError"):
            codes = [word.value for word in node.keywords if word.arg == "code"]  # type: ignore[attr-defined]
            assert [isinstance(code, ast.Constant) for code in codes] == [True], node.lineno
            assert codes[0].value in CODES


def test_the_codes_of_errors_are_those_listed() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert not [code for code in CODES if f'code="{code}"' not in text]
    page = (ROOT / "docs/codes.md").read_text(encoding="utf-8")
    assert not [code for code in CODES if f"`{code}`" not in page]
