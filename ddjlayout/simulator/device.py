"""Under the simulator's printers: what each model of printer can do, as the simulator knows it.

Source: vendor document V3.0 section 3.3 for D1, V4.0 for D2. Written apart from the profiles of
the layout engine on purpose: the simulator is a second witness.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple


class FontSize(NamedTuple):
    """One value of `FontSize`: the font's height in dots and how often a dot repeats each way."""

    px: int
    across: int
    down: int


class DeviceModel(NamedTuple):
    """A model of printer.

    `encoding` is that of text items, `sizes` maps `FontSize` to a font, `width` is in dots,
    `leading` is the white gap in dots after each text line, `callbacks` tells whether the model
    reports its state and its tasks to a URL.
    """

    name: str
    encoding: Literal["gbk", "utf-8"]
    sizes: Mapping[int, FontSize]
    width: int = 384
    leading: int = 0
    callbacks: bool = False


D1 = DeviceModel("D1", "gbk", MappingProxyType({0: FontSize(24, 1, 1), 1: FontSize(24, 2, 2)}))
"""The default device: GBK text, two sizes."""

D2 = DeviceModel(
    "D2",
    "utf-8",
    MappingProxyType(
        {
            0: FontSize(24, 1, 1),
            1: FontSize(24, 1, 2),
            2: FontSize(24, 2, 1),
            3: FontSize(24, 2, 2),
            10: FontSize(16, 1, 1),
            11: FontSize(16, 1, 2),
            12: FontSize(16, 2, 1),
            13: FontSize(16, 2, 2),
        }
    ),
    callbacks=True,
)
"""The V4.0 device: UTF-8 text, eight sizes, callbacks."""

MODELS: Mapping[str, DeviceModel] = MappingProxyType({"D1": D1, "D2": D2})
"""Every model by name."""
