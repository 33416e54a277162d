"""The optional library zxing-cpp, of the extra `fast`: draws matrix codes, reads codes back."""

from typing import Any

from ddjlayout.raster.bitmap import Bitmap

_GREY = bytes.maketrans(b"01", b"\xff\0")


def library() -> Any:
    """Return the module zxingcpp, or None when it is not installed.

    It is untyped here on purpose: its stubs need numpy's.
    """
    try:
        import zxingcpp  # optional, and slow to load
    except ImportError:
        return None
    return zxingcpp


def read_back(bitmap: Bitmap) -> list[bytes] | None:
    """Return the contents of all codes in a bitmap, None when zxing-cpp is not installed.

    Its tries at turned, inverted and shrunk pictures are off: they would find what others miss.
    """
    zxing = library()
    if zxing is None:
        return None
    width, height = bitmap.width, bitmap.height
    grey = "".join([f"{row:0{width}b}" for row in bitmap.rows()]).encode().translate(_GREY)
    picture = memoryview(grey).cast("B", (height, width))
    found = zxing.read_barcodes(picture, try_rotate=False, try_invert=False, try_downscale=False)
    return [bytes(code.bytes) for code in found]
