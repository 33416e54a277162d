"""The optional library zxing-cpp, of the extra `fast`: draws matrix codes, reads codes back."""

from typing import Any


def library() -> Any:
    """Return the module zxingcpp, or None when it is not installed.

    It is untyped here on purpose: its stubs need numpy's.
    """
    try:
        import zxingcpp  # optional, and slow to load
    except ImportError:
        return None
    return zxingcpp
