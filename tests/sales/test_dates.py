"""Dates in the spellings exports use."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.values.dates import (
    is_date,
    is_zero_date,
    mark_dates,
    parse_date,
    parse_dates,
)

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2069, 12, 31))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2010-12-01", "2010-12-01"),
        ("2010-12-1", "2010-12-01"),
        ("2010/12/01", "2010-12-01"),
        ("2010.12.01", "2010-12-01"),
        ("2010-12-01 08:26", "2010-12-01 08:26"),
        ("2010-12-01 08:26:00", "2010-12-01 08:26"),
        ("2010-12-01  08:26:00", "2010-12-01 08:26"),
        ("2010-12-01,08:26", "2010-12-01 08:26"),
        ("2023-05-31 23:06:04 -0700", "2023-05-31 23:06:04"),
        ("2023-05-31T23:06:04Z", "2023-05-31 23:06:04"),
        ("2023-05-31T23:06", "2023-05-31 23:06"),
        ("2023-05-31T23:06:04.123+02:00", "2023-05-31 23:06:04"),
        ("2023-05-31 23:06:04.0", "2023-05-31 23:06:04"),
        ("2023-05-31T23:06:04-07", "2023-05-31 23:06:04"),
        ("2023-05-31T23:06:04Z[UTC]", "2023-05-31 23:06:04"),
        ("2023-05-31 23:06:04 UTC", "2023-05-31 23:06:04"),
        ("2023-05-31 23:06:04 +0000 UTC", "2023-05-31 23:06:04"),
        ("2023-05-31 23:06:04 GMT+2", "2023-05-31 23:06:04"),
        ("2023-05-31 23:06:04 CEST", "2023-05-31 23:06:04"),
        ("2023-05-31 23:06 America/New_York", "2023-05-31 23:06"),
        ("2023-05-31 11:06:04 PM", "2023-05-31 23:06:04"),
        ("2023-05-31 12:06 AM", "2023-05-31 00:06"),
        ("2023-05-31 12:06 PM", "2023-05-31 12:06"),
        ("2023-05-31 13:06 PM", "2023-05-31 13:06"),
        ("31/12/2023 22:36", "2023-12-31 22:36"),
        ("31.12.2023", "2023-12-31"),
        ("31.12.2023.", "2023-12-31"),
        ("31-12-2023", "2023-12-31"),
        ("31. 12. 2023", "2023-12-31"),
        ("3/4/2024", "2024-04-03"),
        ("3/4/24", "2024-04-03"),
        ("3/4/24 8:05", "2024-04-03 08:05"),
        ("4.7.2026 13.05", "2026-07-04 13:05"),
        ("04.07.2026 13:05 Uhr", "2026-07-04 13:05"),
        ("04/07/2026 1:05 p. m.", "2026-07-04 13:05"),
        ("04/07/2026 1:05 a.m.", "2026-07-04 01:05"),
        ("04.07.2026 1:05 nachm.", "2026-07-04 13:05"),
        ("04/07/2026 13h05", "2026-07-04 13:05"),
        ("4/7/2026 - 13:05", "2026-07-04 13:05"),
        ("04/07/2026 13:05:07,250", "2026-07-04 13:05:07"),
        ("4/7/69", "2069-07-04"),
        ("4/7/70", "1970-07-04"),
        ("4/7/99", "1999-07-04"),
        ("20231231", "2023-12-31"),
        ("20260704T101500", "2026-07-04 10:15"),
        ("20260704T1015Z", "2026-07-04 10:15"),
        ("20260704101500", "2026-07-04 10:15"),
        ("20260704 10:15", "2026-07-04 10:15"),
        ("Dec 31, 2023", "2023-12-31"),
        ("Dec 31, 2023, 22:36:09", "2023-12-31 22:36:09"),
        ("Sep 4, 2026 1:05:07 AM PDT", "2026-09-04 01:05:07"),
        ("Sept. 4, 2026", "2026-09-04"),
        ("Sep-30-26", "2026-09-30"),
        ("Sep-30-26 14:05:00 PDT", "2026-09-30 14:05"),
        ("26-May-26", "2026-05-26"),
        ("05-oct.-26", "2026-10-05"),
        ("16-Dec-2023 02:44 AM EST", "2023-12-16 02:44"),
        ("16-Dec-2023 02:44 PM EST", "2023-12-16 14:44"),
        ("5 March 2024", "2024-03-05"),
        ("5th March 2024", "2024-03-05"),
        ("March 5th, 2024", "2024-03-05"),
        ("Mar 5, 2024, 1:05:00 PM", "2024-03-05 13:05"),
        ("Mar 5 2024 1:05PM", "2024-03-05 13:05"),
        ("05MAR2024", "2024-03-05"),
        ("2024-Mar-05", "2024-03-05"),
        ("5 March 2024 at 13:05", "2024-03-05 13:05"),
        ("Saturday, 4 July 2026", "2026-07-04"),
        ("Saturday, July 4, 2026", "2026-07-04"),
        ("Sat Jul 04 2026 10:15:00 GMT+0200 (Summer Time)", "2026-07-04 10:15"),
        ("Sat, 04 Jul 2026 10:15:00 +0000", "2026-07-04 10:15"),
        ("Sat 04/07/2026", "2026-07-04"),
        ("Mar 4, 2026", "2026-03-04"),
        ("mar. 7 juil. 2026", "2026-07-07"),
        ("1 Dezember 2010", "2010-12-01"),
        ("1. Dez. 2010", "2010-12-01"),
        ("1. März 2010 um 13:05", "2010-03-01 13:05"),
        ("Samstag, 4. Juli 2026", "2026-07-04"),
        ("Sa., 4. Juli 2026", "2026-07-04"),
        ("4 juillet 2026 à 13:05", "2026-07-04 13:05"),
        ("1er août 2026", "2026-08-01"),
        ("samedi 4 févr. 2023", "2023-02-04"),
        ("4 de julio de 2026, 13:05", "2026-07-04 13:05"),
        ("4 ene 2026", "2026-01-04"),
        ("sabato 4 luglio 2026", "2026-07-04"),
        ("4 giu 2026 alle 9:05", "2026-06-04 09:05"),
        ("4 maart 2026", "2026-03-04"),
        ("4 mrt. 2026 om 9:05", "2026-03-04 09:05"),
        ("4 lipca 2026", "2026-07-04"),
        ("4 paź 2026", "2026-10-04"),
        ("4 de março de 2026", "2026-03-04"),
        ("04/fev/2026", "2026-02-04"),
        ("4. července 2026", "2026-07-04"),
        ("4. září 2026", "2026-09-04"),
        ("4 июля 2026 г., 13:05", "2026-07-04 13:05"),
        ("4 мая 2026", "2026-05-04"),
        ("4 juli 2026 kl. 13:05", "2026-07-04 13:05"),
        ("4. desember 2026", "2026-12-04"),
        ("lauantai 4. heinäkuuta 2026 klo 13.05", "2026-07-04 13:05"),
        ("2026. július 4. 13:05", "2026-07-04 13:05"),
        ("2026. 07. 04.", "2026-07-04"),
        ("4 iulie 2026", "2026-07-04"),
        ("4 Ağustos 2026", "2026-08-04"),
        ("4 KASIM 2026", "2026-11-04"),
        ("2026年7月4日", "2026-07-04"),
        ("2026年7月4日 13時05分", "2026-07-04 13:05"),
        ("2026年7月4日 午後1:05", "2026-07-04 13:05"),
        ("2026/07/04 午前 9:05", "2026-07-04 09:05"),
        ("2026/07/04 下午01:05", "2026-07-04 13:05"),
        ("2026. 7. 4.", "2026-07-04"),
        ("2026. 7. 4. 오후 1:05", "2026-07-04 13:05"),
        ("2026년 7월 4일", "2026-07-04"),
        ("２０２６/７/４", "2026-07-04"),
        ("٤/٧/٢٠٢٦", "2026-07-04"),
        ("04\u00a0juil.\u00a02026", "2026-07-04"),
        ("\u200e04/07/2026", "2026-07-04"),
        ("'2026-07-04", "2026-07-04"),
        ('="04/07/2026"', "2026-07-04"),
        ("  2026-07-04\t", "2026-07-04"),
        ("2024-02-29", "2024-02-29"),
        ("12/31/2024", "2024-12-31"),
    ],
)
def test_reads(text: str, moment: str) -> None:
    assert parse_date(text) == datetime.fromisoformat(moment)
    assert is_date(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("12/1/10 8:26", "2010-12-01 08:26"),
        ("3/5/2024 12:10 AM", "2024-03-05 00:10"),
        ("7/4/26, 1:05 PM", "2026-07-04 13:05"),
        ("07-04-2026", "2026-07-04"),
        ("31/12/2024", "2024-12-31"),
        ("2024-03-05", "2024-03-05"),
    ],
)
def test_reads_months_first(text: str, moment: str) -> None:
    assert parse_date(text, "mdy") == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2023-13-01", "2023-02-30", "2023-02-29", "31/31/2023", "31/02/2024", "1899-01-01",
     "2023-01-01 25:00", "2023-01-01 12:60", "2023-01-01 10:00:61", "12.5", "2023/01-02",
     "12345678", "2023-01-01 soon", "2023-01-01 7", "Jul 2026", "2026-07", "may", "4 2026",
     "Item 4 may 26", "4 Marble 2026", "10.11.12.13", "1.2.2024.5", "12:05", "45292", "1690000000",
     "711", "2023-05-31 14:05 AM", "0000-00-00", "00/00/0000", "31/04/2023", "1/2/3", "2/2/20266",
     "20230230", "2101-01-01", "4 July 2026 bags", "9" * 90, "1/1/2024" + " " * 5000 + "x"],
)  # fmt: skip
def test_refuses(text: str) -> None:
    assert parse_date(text) is None
    assert not is_date(text)


FORMATS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S -0700", "%Y/%m/%d %H:%M:%S",
    "%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%d/%m/%y %I:%M:%S %p", "%d %B %Y %H:%M:%S",
    "%b %d, %Y %I:%M:%S %p PDT", "%A, %d %B %Y, %H:%M:%S", "%d-%b-%y %H.%M.%S", "%Y%m%dT%H%M%S",
    "%Y%m%d%H%M%S", "%Y年%m月%d日 %H時%M分%S秒",
)  # fmt: skip


@given(MOMENTS, st.sampled_from(FORMATS))
def test_reads_back_what_a_shop_would_write(moment: datetime, form: str) -> None:
    moment = moment.replace(microsecond=0)
    assert parse_date(moment.strftime(form)) == moment


@given(st.lists(MOMENTS, min_size=1), st.sampled_from(("%m/%d/%Y %H:%M", "%-m/%-d/%y %-H:%M")))
def test_reads_a_column_as_pandas_does(moments: list[datetime], form: str) -> None:
    texts = [moment.strftime(form) for moment in moments]
    dates, bad = parse_dates(texts, "mdy")
    assert not bad.any()
    known = [text.split()[0].split("/") for text in texts]
    texts = [
        text if len(year) == 4 else f"{month}/{day}/20{year} {text.split()[1]}"
        for text, (month, day, year) in zip(texts, known, strict=True)
        if len(year) == 4 or int(year) < 70
    ]
    kept = [len(year) == 4 or int(year) < 70 for _month, _day, year in known]
    expected = pd.to_datetime(pd.Series(texts), format="%m/%d/%Y %H:%M").to_numpy()
    assert (dates[kept] == expected.astype("datetime64[s]")).all()


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_none(text: str) -> None:
    dates, bad = parse_dates([text], "dmy")
    moment = parse_date(text)
    assert moment is None or not (bad[0] or np.isnat(dates[0]))
    assert (moment is not None) == is_date(text)


def test_an_impossible_date_among_plain_ones_is_bad() -> None:
    dates, bad = parse_dates(["2010-12-01 08:26:00", "2010-02-31 08:26:00", ""], "ymd")
    assert bad.tolist() == [False, True, False]
    assert np.isnat(dates).tolist() == [False, True, True]


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "–", "N/A", "NULL", "0000-00-00", "0000-00-00 00:00:00", "00/00/0000",
     "0001-01-01T00:00:00", "1900-01-00", "1899-12-30", "1/0/1900", "0", r"\N"],
)  # fmt: skip
def test_dates_of_nothing_are_blank(text: str) -> None:
    dates, bad = parse_dates([text, "2024-01-01"], "dmy")
    assert np.isnat(dates).tolist() == [True, False]
    assert not bad.any()


def test_zero_dates_are_told_from_dates() -> None:
    assert is_zero_date("0000-00-00")
    assert not is_zero_date("2000-01-01")
    assert not is_zero_date("1900-01-02")


def test_days_counted_by_a_spreadsheet_are_dates_beside_written_ones() -> None:
    texts = ["45292", "45292.75", "31/12/2023", "20231231", "", "soon", "0"]
    dates, bad = parse_dates(texts, "dmy")
    assert [str(date) for date in dates[:4]] == [
        "2024-01-01T00:00:00", "2024-01-01T18:00:00", "2023-12-31T00:00:00", "2023-12-31T00:00:00",
    ]  # fmt: skip
    assert bad.tolist() == [False, False, False, False, False, True, False]


def test_days_numbered_from_a_shop_s_first_are_no_dates() -> None:
    assert mark_dates(["1", "2", "711"]) == [False, False, False]
    assert mark_dates(["45292", "45293"]) == [True, True]
    assert mark_dates(["2024-01-01", "soon"]) == [True, False]


def test_a_long_column_is_read_in_pieces() -> None:
    start = datetime(2020, 1, 1)
    moments = [start + timedelta(minutes=7 * step) for step in range(25_000)]
    texts = [f"{m.month}/{m.day}/{m.year} {m.hour}:{m.minute:02}" for m in moments]
    dates, bad = parse_dates(texts, "mdy")
    assert not bad.any()
    assert (dates == np.array(moments, dtype="datetime64[s]")).all()
    assert len(parse_dates([], "dmy")[0]) == 0
