"""A page at hand: what lies in its folder is handed out, and nothing else."""

from pathlib import Path

import pytest

from ddjlayout.errors import InputError
from ddjlayout.pages.documents import MAX_FILE, Document, read_document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = tmp_path / "shop"
    (inner / "img").mkdir(parents=True)
    (inner / "page.html").write_text("<p>你好</p>")
    (inner / "img" / "logo 1.png").write_bytes(b"png")
    (inner / ".env").write_text("secret")
    (inner / "run").write_text("#!/bin/sh")
    (tmp_path / "outside.png").write_bytes(b"outside")
    (inner / "link.png").symlink_to(tmp_path / "outside.png")
    return inner


def test_a_page_and_the_files_beside_it(folder):
    page = read_document(folder / "page.html")
    assert page.url == "http://page.invalid/page.html"
    answer = page.answer("/page.html?x=1")
    assert (answer.status, answer.kind) == (200, "text/html; charset=utf-8")
    assert answer.body.endswith("<p>你好</p>".encode())
    assert page.answer("/img/logo%201.png") == (200, "image/png", b"png")


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.png",
        "/%2e%2e/outside.png",
        "/img/../../outside.png",
        "/link.png",
        "//etc/passwd",
    ]
    + ["/nothing.png", "/img", "/", "/%00", "/etc/passwd"],
)
def test_what_lies_outside_is_not_there(folder, path):
    assert read_document(folder / "page.html").answer(path) == (404, "text/plain", b"")


@pytest.mark.parametrize("path", ["/.env", "/%2eenv", "/img/../.env"])
def test_hidden_files_are_not_for_pages(folder, path):
    assert read_document(folder / "page.html").answer(path).status == 403


def test_text_without_a_folder_has_no_files():
    page = Document(b"<p>x</p>")
    assert page.answer("/").status == 200
    assert page.answer("/etc/passwd").status == 404


@pytest.mark.parametrize("whole", [b"<!DOCTYPE html><p>x", b"<HTML><p>x", b"<body class=a>x"])
def test_a_whole_page_is_left_as_it_is(whole):
    assert Document(whole).answer("/").body == whole


def test_a_piece_of_a_page_gets_a_page_around_it():
    body = Document(b"<header>x</header>").answer("/").body
    assert body.startswith(b"<!DOCTYPE html>")
    assert body.endswith(b"<header>x</header>")


def test_a_page_that_is_not_utf_8_names_its_own_encoding():
    page = Document("<!doctype html><meta charset=gbk>你好".encode("gbk"))
    assert page.answer("/").kind == "text/html"


def test_pages_that_cannot_be_read(tmp_path):
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_document(tmp_path / "none.html")
    large = tmp_path / "large.html"
    with large.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    with pytest.raises(InputError, match="more than 16 MiB"):
        read_document(large)
    assert Document(b"", tmp_path).answer("/large.html").status == 413
