"""Text of codes as UTF-8; half a surrogate pair, which JSON can hold, is an error."""

from ddjlayout.errors import InputError


def encoded(name: str, text: str) -> bytes:
    """Return a text as UTF-8; `name` is what an InputError calls it."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        half = ascii(text[error.start])  # written out: it would make the message unprintable too
        raise InputError(
            f"{name} has half a character, {half}, in place {error.start + 1}",
            code="lone-surrogate",
            hint="a surrogate pair was cut in two; cut text between characters",
        ) from None
