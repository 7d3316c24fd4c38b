"""Groups of products packed side by side, and single products into the room between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.lines import Flags, Floats
from xsell_desktop.texts import _

Cells = npt.NDArray[np.int64]
CELL = 26.0  # the grid groups are packed on, in scene units
ROOM = (70.0, 56.0)  # free room beside and above a product at the rim of a group: for its name
PITCH = 34.0  # distance of products that fill the room between groups
WIDE = 1.75  # how much wider than high the picture is


def reach(places: Floats) -> Floats:
    """Distance from the middle (0, 0) as the picture counts it: rectangles with round corners,
    wider than high."""
    x, y = places[..., 0] ** 2 / WIDE, places[..., 1] ** 2 * WIDE
    return np.asarray(np.sqrt(np.sqrt(x * x + y * y)))


def pack(
    shapes: Sequence[Floats],
    links: Floats,
    homes: Floats,
    progress: Progress,
) -> Floats:
    """Where each shape goes, (G, 2): none touching, the first in the middle.

    First those with a place in `homes` (NaN for the others) go to the free spot nearest to it;
    then the others, in their order, near the middle and near those placed before that they are
    linked to (`links`, (G, G)).
    """
    masks = [_mask(shape) for shape in shapes]
    wide, high, rim = _size_grid(masks, homes)
    taken = np.zeros((2 * (high + rim) + 1, 2 * (wide + rim) + 1), np.bool_)
    spots = np.stack(
        np.meshgrid(np.arange(-wide, wide + 1) * CELL, np.arange(-high, high + 1) * CELL), axis=2
    )
    inward = reach(spots)
    centres = np.zeros((len(shapes), 2))
    settled: Flags = ~np.isnan(homes[:, 0])
    done = np.zeros(len(shapes), np.bool_)
    for place in [*np.flatnonzero(settled).tolist(), *np.flatnonzero(~settled).tolist()]:
        progress.step(_("Laying out"), float(done.mean()))
        cost, mask = inward, masks[place]
        if settled[place]:
            cost = ((spots - homes[place]) ** 2).sum(axis=2)
        elif links[place, done].any():
            near = np.average(centres[done], axis=0, weights=links[place, done])
            cost = inward + 0.25 * reach(spots - near)
        free = np.where(_blocked(taken, mask + rim, inward.shape), np.inf, cost)
        row, column = divmod(int(np.argmin(free)), inward.shape[1])
        centres[place] = spots[row, column]
        done[place] = True
        taken[mask[:, 1] + row + rim, mask[:, 0] + column + rim] = True
    return centres


def _size_grid(masks: Sequence[Cells], homes: Floats) -> tuple[int, int, int]:
    """Columns right and rows below the middle that centres can lie on, and the rim shapes need
    around these."""
    cells = sum(len(mask) for mask in masks)
    rim = max((int(np.abs(mask).max()) for mask in masks), default=0) + 1
    far = np.nan_to_num(np.abs(homes)).max(axis=0, initial=0.0) / CELL
    wide = max(0.9 * np.sqrt(cells * WIDE), far[0] + rim) + rim
    high = max(0.9 * np.sqrt(cells / WIDE), far[1] + rim) + rim
    return int(wide), int(high), rim


def fill_in(position: Floats, homes: Floats, progress: Progress) -> None:
    """Give every product without a place (NaN) the free spot nearest its home, in their order.

    Homes are places (P, 2); where they are NaN too, the nearest to the middle that is left.
    """
    waiting = np.flatnonzero(np.isnan(position[:, 0]))
    if not len(waiting):
        return
    placed = position[~np.isnan(position[:, 0])]
    spots = _free_spots(placed, len(waiting), homes[waiting])
    inward = reach(spots)
    homeless = np.isnan(homes[waiting, 0])
    for done, product in enumerate(np.concatenate((waiting[~homeless], waiting[homeless]))):
        if done % 100 == 0:
            progress.step(_("Laying out"), done / len(waiting))
        if np.isnan(homes[product, 0]):
            best = int(np.argmin(inward))
        else:
            away = spots - homes[product]
            best = int(np.argmin(away[:, 0] ** 2 + away[:, 1] ** 2))
        position[product] = spots[best]
        spots[best], inward[best] = np.inf, np.inf


def _free_spots(placed: Floats, count: int, homes: Floats) -> Floats:
    """A honeycomb of free spots around the placed products, at least `count`."""
    known = np.concatenate((placed, homes[~np.isnan(homes[:, 0])], np.zeros((1, 2))))
    room = (count + 4 * len(placed) + 10) * PITCH**2
    half_wide = max(float(np.abs(known[:, 0]).max()), 0.5 * np.sqrt(room * WIDE)) + 3 * PITCH
    half_high = max(float(np.abs(known[:, 1]).max()), 0.5 * np.sqrt(room / WIDE)) + 3 * PITCH
    x = np.arange(-half_wide, half_wide, PITCH)
    y = np.arange(-half_high, half_high, PITCH * 0.9)
    spots = np.stack(np.meshgrid(x, y), axis=2)
    spots[1::2, :, 0] += PITCH / 2
    spots = spots.reshape(-1, 2)
    return spots[~crowded(spots, placed)]


def crowded(spots: Floats, placed: Floats) -> Flags:
    """Which spots lie within the pitch of a placed product."""
    crowded = np.zeros(len(spots), np.bool_)
    for begin in range(0, len(placed), 64):
        block = placed[begin : begin + 64]
        low, high = block.min(axis=0) - PITCH, block.max(axis=0) + PITCH
        near = np.flatnonzero(((spots > low) & (spots < high)).all(axis=1))
        gap = spots[near, None, :] - block[None]
        crowded[near] |= ((gap**2).sum(axis=2) < (1.15 * PITCH) ** 2).any(axis=1)
    return crowded


def _mask(shape: Floats) -> Cells:
    """The cells (C, 2) a shape needs with half the room around it, as columns and rows."""
    wide, high = (int(np.ceil(room / CELL)) for room in ROOM)
    near = np.stack(
        np.meshgrid(np.arange(-wide, wide + 1), np.arange(-high, high + 1)), axis=2
    ).reshape(-1, 1, 2)
    cell = np.floor(shape / CELL + 0.5).astype(np.int64)[None] + near
    off = np.abs(cell * CELL - shape[None]) / np.array(ROOM)
    fits = (off**2).sum(axis=2) <= 1.0
    return np.unique(cell[fits], axis=0)


def _blocked(taken: Flags, mask: Cells, shape: tuple[int, ...]) -> Flags:
    """Spots at which a cell of the mask (as counted from the first spot) would be a taken one."""
    rows, columns = shape
    blocked = np.zeros((rows, columns), np.bool_)
    for column, row in mask.tolist():
        blocked |= taken[row : row + rows, column : column + columns]
    return blocked
