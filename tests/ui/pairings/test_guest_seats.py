"""Guests are seated by what is near their host alone, as if all others had been looked at."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.ui.canvas.scene.seats import SEATS, seat_beside

spots = st.tuples(st.floats(-9, 9), st.floats(-9, 9))


@given(others=st.lists(spots, min_size=1, max_size=40), usual=st.floats(0.1, 3.0))
def test_the_roomiest_seat_of_all_is_found(others: list[tuple[float, float]], usual: float) -> None:
    host = np.array(others[0])
    rooms, seats = [], []
    for far, less in ((1.0, 0.0), (1.5, 0.1 * usual)):
        for angle in SEATS:
            seat = host + far * usual * np.array([np.cos(angle), np.sin(angle)])
            gap = min(float(np.hypot(*(seat - np.array(other)))) for other in others)
            rooms.append(min(gap, usual) - less)
            seats.append(seat)
    taken = seat_beside(np.array(others), host, usual)
    gaps = [float(np.abs(taken - seat).max()) for seat in seats]
    assert min(gaps) < 1e-9
    assert max(rooms) - rooms[int(np.argmin(gaps))] < 1e-9
