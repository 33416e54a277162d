"""Below layout: what a printer can do, as data. D1 and D2 are the vendor's two devices."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from ddjlayout import fields
from ddjlayout.errors import UsageError, excerpt
from ddjlayout.style import NORMAL, SIZES, Size


class Profile(NamedTuple):
    """A printer as data.

    `width` is in dots; `sizes` maps each size the device has to its `FontSize`; `leading` is the
    gap in dots that the device leaves after every text line; `max_bytes` is the largest
    `PrintContent` the platform takes.
    """

    name: str
    encoding: Literal["gbk", "utf-8"]
    sizes: Mapping[Size, int]
    width: int = 384
    dpi: int = 203
    leading: int = 0
    image_format: Literal["png", "bmp"] = "png"
    max_bytes: int = 1 << 20

    @property
    def cells(self) -> int:
        """Half-width cells a line at the default size."""
        return self.width // NORMAL.cell


D1 = Profile("D1", "gbk", MappingProxyType({SIZES["normal"]: 0, SIZES["big"]: 1}))
"""The default device (vendor document V3.0): GBK, two sizes."""

D2 = Profile(
    "D2",
    "utf-8",
    MappingProxyType(
        {
            SIZES["normal"]: 0,
            SIZES["tall"]: 1,
            SIZES["wide"]: 2,
            SIZES["big"]: 3,
            SIZES["small"]: 10,
            SIZES["small-tall"]: 11,
            SIZES["small-wide"]: 12,
            SIZES["small-big"]: 13,
        }
    ),
)
"""The V4.0 device: UTF-8, eight sizes."""

PROFILES: Mapping[str, Profile] = MappingProxyType({"D1": D1, "D2": D2})


def profile_named(name: str) -> Profile:
    """Return the profile of that name, in either case; raise UsageError for an unknown one."""
    try:
        return PROFILES[fields.text("profile", name).upper()]
    except KeyError:
        message = f"no profile {excerpt(name)}"
        hint = f"known profiles: {', '.join(PROFILES)}"
        raise UsageError(message, code="field-value", hint=hint) from None
