"""Write ddjlayout/raster/blue_noise_64.png: a 64 x 64 void-and-cluster threshold tile (Ulichney).

Run: python -m scripts.blue_noise. The result is fixed by the seed.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE = 64
SIGMA = 1.5
SEED = 1
TARGET = Path("ddjlayout/raster/blue_noise_64.png")

Grid = NDArray[np.float64]


def bump() -> Grid:
    """Return a dot's weight on its surroundings, the tile's edges joined."""
    axis = np.minimum(np.arange(SIDE), SIDE - np.arange(SIDE))
    weights: Grid = np.exp(-(axis[:, None] ** 2 + axis[None] ** 2) / (2 * SIGMA**2))
    return weights


class Field:
    """A binary pattern with the sum of all its dots' weights, kept up to date."""

    def __init__(self, dots: NDArray[np.bool_]) -> None:
        self.dots = dots.copy()
        self.bump = bump()
        self.weight = np.zeros((SIDE, SIDE))
        for y, x in np.argwhere(dots):
            self.weight += np.roll(self.bump, (y, x), (0, 1))

    def flip(self, place: tuple[int, int]) -> None:
        sign = -1 if self.dots[place] else 1
        self.dots[place] = not self.dots[place]
        self.weight += sign * np.roll(self.bump, place, (0, 1))

    def cluster(self) -> tuple[int, int]:
        return self._at(np.argmax(np.where(self.dots, self.weight, -np.inf)))

    def void(self) -> tuple[int, int]:
        return self._at(np.argmin(np.where(self.dots, np.inf, self.weight)))

    @staticmethod
    def _at(index: np.intp) -> tuple[int, int]:
        return int(index) // SIDE, int(index) % SIDE


def prototype() -> Field:
    """Scatter a tenth of the dots, then move the tightest into the largest void until it rests."""
    rng = np.random.default_rng(SEED)
    dots = np.zeros(SIDE * SIDE, bool)
    dots[rng.permutation(SIDE * SIDE)[: SIDE * SIDE // 10]] = True
    field = Field(dots.reshape(SIDE, SIDE))
    while True:
        tight = field.cluster()
        field.flip(tight)
        void = field.void()
        field.flip(void)
        if void == tight:
            return field


def ranks() -> NDArray[np.int64]:
    """Return the order in which the tile's dots appear as it darkens, 0 first."""
    start = prototype()
    order = np.zeros((SIDE, SIDE), np.int64)
    count = int(start.dots.sum())
    down = Field(start.dots)
    for rank in range(count - 1, -1, -1):
        place = down.cluster()
        down.flip(place)
        order[place] = rank
    up = Field(start.dots)
    for rank in range(count, SIDE * SIDE):
        place = up.void()
        up.flip(place)
        order[place] = rank
    return order


def main() -> None:
    thresholds = 254 - ranks() * 255 // (SIDE * SIDE)
    Image.fromarray(thresholds.astype(np.uint8)).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
