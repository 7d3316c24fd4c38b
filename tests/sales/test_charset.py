"""Encodings told from a handful of letters, damaged UTF-8, and what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xsell_desktop.sales.files.charset import decodes, find_encoding, guess_encoding
from xsell_desktop.sales.files.letters import plausibility

SAMPLES = {
    "polish": ("zamówienie,produkt\n1,Żółty sweter\n2,Książka\n", ["cp1250", "iso8859_2"]),
    "one polish word": ("id;nazwa\n1;kawa śniadaniowa\n2;chleb\n", ["cp1250", "iso8859_2"]),
    "czech": ("order,product\n1,Příliš žluťoučký kůň\n2,Hrnek\n", ["cp1250", "iso8859_2"]),
    "hungarian": ("order,product\n1,szőlő\n2,alma\n", ["cp1250", "iso8859_2"]),
    "romanian": ("order,product\n1,Cană albă\n2,Pâine\n", ["cp1250"]),
    "croatian": ("order,product\n1,Šalica\n2,Čašica\n3,Žlica\n", ["cp1250"]),
    "french": ("order,product\n1,Crème brûlée\n2,Thé\n", ["cp1252", "iso8859_15", "mac_roman"]),
    "french ligature": ("Commande;Libellé\n1;cœur de bœuf\n2;œuf\n", ["cp1252"]),
    "german": ("Auftrag;Artikel\n1;Käse\n2;Müsli groß\n", ["cp1252", "mac_roman", "cp850"]),
    "one german word": ("order;product\n1;Kaffee\n2;Brötchen\n", ["cp1252"]),
    "quoted german": ("order;product\n1;„Kaffee“ – 5 €\n2;Brötchen\n", ["cp1252"]),
    "spanish": ("pedido,producto\n1,Piñata pequeña\n2,Jamón\n", ["cp1252", "mac_roman"]),
    "portuguese": ("pedido,produto\n1,Pão de queijo\n2,Limões\n3,Açaí\n", ["cp1252"]),
    "swedish": ("order,produkt\n1,Smörgås\n2,Räksallad\n", ["cp1252"]),
    "danish": ("ordre,vare\n1,Rødgrød med fløde\n2,Æblekage\n", ["cp1252"]),
    "euro": ("order,product\n1,Voucher 5 €\n2,Voucher 10 €\n", ["cp1252", "iso8859_15"]),
    "russian": ("заказ;товар\n1;Чайник\n2;Молоко\n", ["cp1251", "koi8_r", "cp866"]),
    "one russian word": ("order;product\n1;Чай\n2;Milk\n", ["cp1251", "koi8_r"]),
    "russian capitals": ("order;product\n1;ЧАЙ ЧЕРНЫЙ\n2;МОЛОКО\n", ["cp1251"]),
    "ukrainian": ("order;product\n1;Їжа для котів\n2;Молоко\n", ["cp1251"]),
    "greek": ("order,product\n1,Καφές ελληνικός\n2,Τσάι\n", ["cp1253"]),
    "turkish": ("sipariş,ürün\n1,Çay bardağı\n2,Kırmızı elma\n", ["cp1254"]),
    "japanese": ("注文番号,商品名\n1001,抹茶セット\n1002,急須\n", ["cp932"]),
    "one japanese word": ("order,name\n1,りんご\n2,tea\n", ["cp932"]),
    "chinese": ("订单号,商品名\n1,咖啡杯\n2,茶壶\n", ["gb18030"]),
    "traditional chinese": ("訂單編號,商品名稱\n1,咖啡杯\n2,茶壺\n", ["big5"]),
    "korean": ("주문번호,상품명\n1,커피잔\n2,녹차\n", ["cp949"]),
}
CASES = [(text, codec) for text, codecs in SAMPLES.values() for codec in codecs]


@pytest.mark.parametrize(("text", "codec"), CASES)
def test_a_few_words_tell_the_encoding(text: str, codec: str) -> None:
    sample = text.encode(codec)
    assert sample.decode(find_encoding(sample)) == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("sample", ["polish", "russian", "german", "japanese"])
def test_wide_text_without_its_mark(sample: str, codec: str) -> None:
    assert find_encoding(SAMPLES[sample][0].encode(codec)) == codec


@given(st.sampled_from(CASES), st.integers(1, 30))
def test_the_guess_does_not_hang_on_the_length(case: tuple[str, str], times: int) -> None:
    text, codec = case
    longer = text * times
    assert longer.encode(codec).decode(find_encoding(longer.encode(codec))) == longer


@given(st.text(min_size=1).filter(lambda text: "\x00" not in text))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    sample = ("order,product\n1," + text.replace("\ufeff", "")).encode("utf-8", "ignore")
    assert find_encoding(sample) in {"utf-8", ""}


@given(st.binary(max_size=300))
def test_any_bytes_get_a_codec_that_reads_them_or_none(sample: bytes) -> None:
    encoding = find_encoding(sample)
    if encoding and not encoding.startswith("utf"):
        assert decodes(sample, encoding)


def test_damaged_utf8_stays_utf8() -> None:
    sound = "Käse, Öl, Müsli, Crème".encode()
    assert guess_encoding(sound + b" T\xe9e") == "utf-8"
    assert guess_encoding(b"K\xe4se, \xd6l, M\xfcsli") == "cp1252"


@pytest.mark.parametrize(
    ("sample", "encoding"),
    [
        (b"a,b\n1,2\n" + bytes(400), "utf-8"),
        (b"order,product\n1,te\x00a\n" * 1 + b"2,milk and honey\n" * 3, "utf-8"),
        (bytes(range(32)) * 9, ""),
        (b"a\x00b\x00\x00c" * 50, ""),
    ],
)
def test_zeros_and_controls(sample: bytes, encoding: str) -> None:
    assert find_encoding(sample) == encoding


def test_a_text_is_most_plausible_as_it_was_written() -> None:
    written = plausibility("Książka, łyżka", "central")
    assert written > plausibility("Ksi¹¿ka, ³y¿ka", "latin")
    assert plausibility("Käse", "latin") > plausibility("KÄse", "latin")
