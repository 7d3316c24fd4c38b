"""Which names are goods and which are tips, postage, gift cards, fees, donations and bags."""

from __future__ import annotations

import csv
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from xsell_desktop.sales.intake import read
from xsell_desktop.sales.rules.pseudo_products import plain, pseudo_key, pseudo_product
from xsell_desktop.shops import LAYOUTS
from xsell_desktop.shops.uci import is_fee

GOODS = """
LUNCH BAG RED SPOTTY|Gift Card Holder|Tip Top Tape|Shipping Box 10 pcs|Tote bag|Bag|Paper Bags 50
Shopping Trolley|Shopper Canvas|Jumbo Bag Pink Polkadot|Paper Chain Kit|Kraft paper bag set of 12
Gift Wrap Roses|Gift Bag Medium|Gift Box|Birthday Gift Card|Christmas Card Set|Gift Tag Stars
Card Holder|Carte postale|Greeting Card|Business Card Case|Sim Card|SD Card 64 GB|Playing Cards
Tipp-Ex|Felt Tip Pens|Tipi Tent|Filter Tips 100|Asparagus Tips|Tip Cleaner|Wing Tip Shoes
Delivery Van Toy|Postage Stamp Mug|Postman Pat Book|Post Box Money Bank|Porto Tawny 10 Years|Porto
Port|Parcel Tape Brown|Shipping Labels A4|Shipping Container Model|Freight Train Set|Kurier Tasche
Express Coffee|Espresso|Standard|Priority Notebook|Courier Bag|Royal Mail Van Model|UPS 900 VA
Fees of Honour (Book)|Service Bell|Service Plate|Charge 5 Fitness Band|Taxi Toy|Tax Guide 2024
Discount Code Stickers|Coupon Organizer|Round Up Weed Killer|Rounding Tool|Commission Portrait
Donation Box Wood|Spendenbox|Donut|Don Julio Tequila|Don Quixote|Spender|Depositphotos Book
Reusable Shopping Bag Flowers|shopping bags|Bolsa de Playa|Bolso|Sac à dos|Sac à main|Sacher Torte
Tasche|Einkaufstasche Leder|Reisetasche|Umhängetasche|Tütensuppe|Pfandflaschenhalter|Pfannkuchen
Papierkorb|Plastic Cup|Plastic Bag Dispenser|Pantoffeln|Pants|Kaucjonowany kubek|Пакет семян
Пакет молока 1 л|Сертификат качества рамка|Доставка радости (открытка)|Envelope|Envío de flores
Remise en forme DVD|Rabatte Lavendel|Rabattschere|Sleva Nation Poster|Gebührenmarke Album
Versandkarton 30x20|Versandtasche|Lieferwagen Holz|Frachtschiff|Trinkgeldglas|Gutscheinbox
Geschenkbox|Geschenkpapier|Karta do gry|Karta pamięci|Bon Appétit Schürze|Bonbons|Avorio
Mancha Remover|Propinol|Fooienpot|Kassette|Kasse Spielzeug|Taxa Toy|Afa Hair|Ale|Pale Ale|IVA Lamp
Misc Notes Pad|Custom Mug|Custom T-Shirt|Open Book Lamp|Manual Coffee Grinder|Adjustable Belt
送料箱|紙|ギフトボックス|手袋|レジ|チップス|Bottle|Bottle Opener|Deposit Box|Container|Can 0,33 l
£5 Note Mug|5% Hydrocortisone|Tea 2.50|10|85123A|Refund Comedy DVD|VAT 69 Whisky|Bag Clip|Feet|Pant
"""

PSEUDO = {
    "tips and lines without a product": """
        Tip|TIP|Tips|Tip (15%)|Tip: 15 %|Tip - $2.00|Gratuity|Trinkgeld|Trinkgeld 2,00 €|Pourboire
        Propina|Mancia|Fooi|Napiwek|Gorjeta|Чаевые|Dricks|Drikkepenge|Spropitné|Borravaló|Bahşiş
        Custom Amount|Miscellaneous|Misc|Cash tip
    """,
    "postage and packing": """
        Postage|POSTAGE|P&P|P & P|Postage & Packing|Postage and packaging (£3.50)|DOTCOM POSTAGE
        Shipping|Shipping & Handling|S&H|Free shipping|Standard Shipping|Express delivery
        Shipping (UK)|Delivery|Delivery Charge|Delivery fee £4.95|Next Day Delivery|Carriage
        Shipping costs for parcels to Norway|Royal Mail 2nd Class|USPS Priority Mail|UPS Ground
        DHL Paket|Courier|Freight|International Shipping|Shipping - Standard|Shipping insurance
        Versand|Versandkosten|Versandkosten (DHL)|Versandkostenpauschale|Standardversand
        Porto & Verpackung|Verpackung und Versand|Lieferung|Liefergebühr|Kostenloser Versand
        Frais de port|Frais de livraison|Frais d'expédition|Livraison|Livraison gratuite|Colissimo
        Gastos de envío|Envío|Envío urgente|Portes|Spese di spedizione|Spedizione gratuita|Consegna
        Verzendkosten|Bezorgkosten|Verzending|Wysyłka|Koszt wysyłki|Dostawa|Przesyłka kurierska
        Paczkomaty InPost|Frete|Frete grátis|Portes de envio|Taxa de entrega|Доставка
        Доставка курьером|Стоимость доставки|Frakt|Fragt|Doprava|Poštovné|Poštovné a balné
        Szállítási költség|Szállítási díj|送料|配送料|Toimituskulut|Kargo
    """,
    "gift cards and vouchers": """
        Gift card|Gift Card|E-Gift Card|eGift card|Digital Gift Card|Gift Card - $50.00
        Gift card £25|£25 Gift Voucher|Gift Certificate|Gift card 50|Trailhead Gift Card $50
        Voucher|Store credit|Gutschein|Geschenkgutschein|Geschenkgutschein über 50 €
        Gutschein 25,00 EUR|Wertgutschein|Geschenkkarte|Carte cadeau|Carte-cadeau 50 €|Chèque cadeau
        Bon d'achat|Bon cadeau|Tarjeta regalo|Tarjeta de regalo 30 €|Vale regalo|Buono regalo
        Cadeaubon|Cadeaukaart
        Karta podarunkowa|Bon podarunkowy 100 zł|Vale-presente|Cartão presente|Cheque prenda
        Подарочный сертификат|Подарочная карта|Presentkort|Gavekort|Dárkový poukaz
        Dárková karta 500 Kč|Ajándékkártya|Ajándékutalvány|ギフトカード|ギフト券|商品券|Hediye kartı
    """,
    "fees, charges and discounts": """
        Fee|Service charge|Service fee|Handling fee|Booking fee|Small order fee|Surcharge
        Credit card surcharge|Cash on delivery|COD fee|Bank charges|AMAZON FEE|Rounding
        Rounding adjustment|Adjustment|Adjust bad debt|Discount|Staff discount|Discount 10%|10% off
        Coupon|Promo code|Refund|Sales tax|VAT 20%|Gebühr|Bearbeitungsgebühr|Nachnahme|Rabatt
        Rabatt 10 %|Mengenrabatt|Skonto|Mindermengenzuschlag|Rundungsdifferenz|Frais de service
        Remise|Remise 5 %|Code promo|Contre-remboursement|Descuento|Comisión|Redondeo|Sconto
        Contrassegno|Arrotondamento|Coperto|Korting|Kortingscode|Servicekosten|Afronding|Rabat
        Zniżka|Opłata serwisowa|Prowizja|Za pobraniem|Desconto|Taxa de serviço|Скидка|Комиссия
        Сервисный сбор|Serviceavgift|Öresavrundning|Gebyr|Sleva|Poplatek|Dobírka|Kedvezmény|Utánvét
        割引|値引き|手数料|クーポン
    """,
    "donations": """
        Donation|Donation £1.00|Donation to Red Cross|Charity donation|Round up for charity
        Carbon offset|Spende|Spende an die Tafel|Don à la Croix-Rouge|Donativo|Donación|Donazione
        Donatie|Darowizna|Doação|Пожертвование|Adomány|寄付|募金|Bağış|Lahjoitus
    """,
    "carrier bags and deposits": """
        Carrier bag|CARRIER BAGS|Carrier Bag (10p)|Carrier bag 5p|5p bag|10p carrier bag|Plastic bag
        Paper bag|Paper bag large|Bag for Life|Bag charge|Bag fee $0.10|Bottle deposit
        Deposit|CRV|Tragetasche|Tragetüte|Papiertüte|Plastiktüte|Einkaufstüte|Pfand|Pfand 0,25 €
        Flaschenpfand|Leergut|Einwegpfand|Sac de caisse|Sac plastique|Sac kraft|Consigne
        Bolsa de plástico|Bolsa papel|Sacchetto|Sacchetto bio|Busta di plastica|Cauzione|Plastic tas
        Draagtas|Statiegeld|Reklamówka|Torba papierowa|Kaucja|Sacola|Saco de plástico|Пакет
        Пакет-майка|Plastkasse|Bärkasse|Pant 2,00 kr|Plastikpose|Igelitová taška|Záloha na lahev
        Szatyor|Betétdíj|レジ袋|紙袋|Muovikassi
    """,
}  # fmt: skip


def split(text: str) -> list[str]:
    return [name.strip() for line in text.split("\n") for name in line.split("|") if name.strip()]


@pytest.mark.parametrize("name", split(GOODS))
def test_goods_stay(name: str) -> None:
    assert pseudo_product(name) == "", plain(name)


@pytest.mark.parametrize(
    ("name", "reason"), [(name, reason) for reason, text in PSEUDO.items() for name in split(text)]
)
def test_what_is_no_product_goes(name: str, reason: str) -> None:
    assert pseudo_product(name) == reason, plain(name)


def test_the_lists_are_long_enough_to_mean_something() -> None:
    assert len(split(GOODS)) >= 60
    assert all(len(split(text)) >= 20 for text in PSEUDO.values())
    assert sum(len(split(text)) for text in PSEUDO.values()) >= 250


def test_keys_say_it_where_the_name_does_not(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text(
        "order,sku,product name,qty\n"
        "1,SHIPPING,UPS two days,1\n1,TIP,Tip Top Tape,1\n1,GIFTCARD,,1\n1,T-1,Tea,1\n"
        "2,,Delivery,1\n2,GC-25,Gift card £25,1\n2,GIFT-CARD,Gift card holder,1\n",
        encoding="utf-8",
    )
    intake = read(path, LAYOUTS)
    assert intake.lines is not None
    assert intake.lines.product_keys == ("TIP", "T-1", "GIFT-CARD")
    assert intake.report.set_aside == {
        "postage and packing": 2,
        "gift cards and vouchers": 2,
    }
    assert intake.report.balanced()


@pytest.mark.parametrize(("key", "told"), [("Gift-Card", True), ("GC-25", False), ("", False)])
def test_keys(key: str, told: bool) -> None:
    assert bool(pseudo_key(key)) is told


@pytest.mark.real
def test_no_article_of_a_real_shop_is_hit(shared_data: Callable[[str], Path]) -> None:
    with lzma.open(shared_data("online_retail.csv.xz"), "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        names = {name.strip() for _order, code, name, *_rest in rows if not is_fee(code)}
    hit = {name for name in names if pseudo_product(name)}
    assert len(names) > 4_000
    assert hit == {
        "Adjustment", "adjustment", "Next Day Carriage", "PACKING CHARGE",
        "Dotcomgiftshop Gift Voucher £100.00",
    }  # fmt: skip
