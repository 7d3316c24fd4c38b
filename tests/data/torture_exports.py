"""Torture files framed as platforms frame their exports, with invented shops and people."""

# ruff: noqa: E501
from __future__ import annotations

EBAY_HEAD = ["Sales Record Number", "Order Number", "Item Number", "Item Title", "Custom Label",
             "Quantity", "Sold For", "Sale Date"]  # fmt: skip
EBAY = (
    "\r\n"
    '"' + '","'.join(EBAY_HEAD) + '"\r\n'
    ",,,,,,,\r\n"
    '"45","11-111",,,,"2","$20.00","Sep-30-26"\r\n'
    '"45","11-111","9001","Brass hook, large","BH-1","1","$12.00","Sep-30-26"\r\n'
    '"45","11-111","9002","Brass hook, small","BH-2","1","$8.00","Sep-30-26"\r\n'
    "\r\n"
    '"1","record(s) downloaded","from","Sep-01-26 to Sep-30-26"\r\n'
    '"Seller ID : brass-and-more"\r\n'
)
AMAZON_HEAD = ["date/time", "settlement id", "type", "order id", "sku", "description", "quantity",
               "product sales", "total"]  # fmt: skip
AMAZON = (
    '"Includes web shop transactions, and those of partners"\n'
    '"All amounts in USD, unless specified"\n'
    '"Definitions:"\n'
    '"Sales tax collected: Includes sales tax collected from buyers for product sales, and more."\n'
    '"Selling fees: Includes variable closing fees and ""referral"" fees."\n'
    '"' + '","'.join(AMAZON_HEAD) + '"\n'
    '"Sep 4, 2026 1:05:07 AM PDT","777","Order","111-1","MUG-1","Mug, blue","1","1,012.00","900.50"\n'
    '"Sep 5, 2026 9:00:00 PM PDT","777","Refund","111-1","MUG-1","Mug, blue","1","-12.00","-10.00"\n'
)
WOO_HEAD = ["ID", "Тип", "Артикул", "Имя", "Опубликован", "Базовая цена"]
WOO = (
    '\t\ufeffID,Тип,Артикул,Имя,Опубликован,"Базовая цена"\n'
    '11,simple,TEA-1,"Чай зелёный",1,250\n12,simple,\'=MUG-1,Кружка,1,"1 100,50"\n'
)
ETSY_HEAD = ["Sale Date", "Item Name", "Buyer", "Quantity", "Price", "Listing ID", "Order ID",
             "Variations"]  # fmt: skip
ETSY = (
    ",".join(ETSY_HEAD) + "\n"
    '03/04/26,"Linen towel, gift for mum, kitchen",,1,18.00,5001,8801,"Size:Small,Color:Red"\n'
    "03/04/26,Wooden spoon &quot;big&quot;,Ann,2,9.50,5002,8801,\n"
)
ODOO_HEAD = ["Order Reference", "Order Date", "Order Lines/Product", "Order Lines/Quantity"]
ODOO = (
    ",".join(ODOO_HEAD) + "\n"
    "S00012,2026-02-03 10:00:00,[TEA] Green tea,2.0\n,,[MUG] Mug,1.0\n"
    "S00013,2026-02-04 11:30:00,[TEA] Green tea,1.0\n,,,\n"
)
SQUARE_HEAD = ["Date", "Time", "Category", "Item", "Qty", "Price Point Name", "SKU", "Net Sales",
               "Transaction ID"]  # fmt: skip
SQUARE = (
    ",".join(SQUARE_HEAD) + "\n"
    '2026-07-18,12:59:30,Coffee,Flat white,1.0,Regular,FW,"$1,008.00",aB1\n'
    '2026-07-18,12:59:30,Cake,"Cake, lemon",-1.0,Slice,,"-$3.00",aB1\n'
)
LOYVERSE_HEAD = ["Date", "Receipt number", "Receipt type", "SKU", "Item", "Quantity", "Net sales"]
LOYVERSE = (
    "\ufeff" + ",".join(LOYVERSE_HEAD) + "\n"
    "26/03/2026 09:15,2-1678,Sale,10001,Bagel,2.000,5.00\n"
    "26/03/2026 09:20,2-1679,Refund,10001,Bagel,-1.000,-2.50\n"
)
SHOPIFY_HEAD = ["Name", "Email", "Financial Status", "Currency", "Created at", "Lineitem quantity",
                "Lineitem name", "Lineitem price", "Lineitem sku"]  # fmt: skip
SHOPIFY = (
    ",".join(SHOPIFY_HEAD) + "\n"
    "#1001,a@example.org,paid,EUR,2026-01-05 10:00:00 +0100,2,Tent - 2 people,199.00,TENT-2\n"
    '#1001,a@example.org,,,2026-01-05 10:00:00 +0100,1,"Pegs, ""steel""",9.00,PEG\n'
)
CLOVER_HEAD = ["Line Item Date", "Order ID", "Item Name", "Currency", "Per Unit Quantity",
               "Item Revenue", "Refunded"]  # fmt: skip
CLOVER = (
    ",".join(CLOVER_HEAD) + "\n"
    "16-Dec-2023 02:44 AM EST,Q1W2,Espresso,USD,,2.50,false\n"
    "16-Dec-2023 02:44 AM EST,Q1W2,Espresso,USD,,2.50,false\n"
)
TILL_HEAD = ["Bon-Nr", "Datum", "Artikel", "Menge", "Einzelpreis"]
TILL = (
    "Kassenbericht;;;;\r\nFiliale:;Hafenstraße;;;\r\nZeitraum:;01.03.2026;bis;31.03.2026;\r\n;;;;\r\n"
    + ";".join(TILL_HEAD)
    + "\r\n"
    "1;01.03.2026;Brötchen;4;0,45\r\n1;01.03.2026;Käse;0,250;1.012,50\r\n"
    ";;;;\r\nSumme;;;4,25;1.014,30\r\n"
)
UCI_HEAD = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice",
            "CustomerID", "Country"]  # fmt: skip
UCI = (
    ",".join(UCI_HEAD) + "\n"
    "536365,85123A,WHITE HOLDER,6,12/1/10 8:26,2.55,17850.0,United Kingdom\n"
    "C536379,D,Discount,-1,12/1/10 9:41,27.5,14527.0,United Kingdom\n"
    "536414,22139,,56,12/1/10 11:52,0.0,,United Kingdom\n"
)

CASES = [
    ("ebay-orders.csv", EBAY.encode(), EBAY_HEAD, [
        ["45", "11-111", "", "", "", "2", "$20.00", "Sep-30-26"],
        ["45", "11-111", "9001", "Brass hook, large", "BH-1", "1", "$12.00", "Sep-30-26"],
        ["45", "11-111", "9002", "Brass hook, small", "BH-2", "1", "$8.00", "Sep-30-26"],
        ["1", "record(s) downloaded", "from", "Sep-01-26 to Sep-30-26", "", "", "", ""],
        ["Seller ID : brass-and-more", "", "", "", "", "", "", ""]]),
    ("ebay-comma-first-line.csv", (",,,,,,," + EBAY).encode(), EBAY_HEAD, [
        ["45", "11-111", "", "", "", "2", "$20.00", "Sep-30-26"],
        ["45", "11-111", "9001", "Brass hook, large", "BH-1", "1", "$12.00", "Sep-30-26"],
        ["45", "11-111", "9002", "Brass hook, small", "BH-2", "1", "$8.00", "Sep-30-26"],
        ["1", "record(s) downloaded", "from", "Sep-01-26 to Sep-30-26", "", "", "", ""],
        ["Seller ID : brass-and-more", "", "", "", "", "", "", ""]]),
    ("amazon-date-range.csv", AMAZON.encode(), AMAZON_HEAD, [
        ["Sep 4, 2026 1:05:07 AM PDT", "777", "Order", "111-1", "MUG-1", "Mug, blue", "1",
         "1,012.00", "900.50"],
        ["Sep 5, 2026 9:00:00 PM PDT", "777", "Refund", "111-1", "MUG-1", "Mug, blue", "1", "-12.00",
         "-10.00"]]),
    ("woo-products-mark-after-tab.csv", ("\n" + WOO).encode(), WOO_HEAD, [
        ["11", "simple", "TEA-1", "Чай зелёный", "1", "250"],
        ["12", "simple", "'=MUG-1", "Кружка", "1", "1 100,50"]]),
    ("etsy-sold-items.csv", ETSY.encode(), ETSY_HEAD, [
        ["03/04/26", "Linen towel, gift for mum, kitchen", "", "1", "18.00", "5001", "8801",
         "Size:Small,Color:Red"],
        ["03/04/26", "Wooden spoon &quot;big&quot;", "Ann", "2", "9.50", "5002", "8801", ""]]),
    ("odoo-blank-continuation.csv", ODOO.encode(), ODOO_HEAD, [
        ["S00012", "2026-02-03 10:00:00", "[TEA] Green tea", "2.0"], ["", "", "[MUG] Mug", "1.0"],
        ["S00013", "2026-02-04 11:30:00", "[TEA] Green tea", "1.0"]]),
    ("square-items.csv", SQUARE.encode(), SQUARE_HEAD, [
        ["2026-07-18", "12:59:30", "Coffee", "Flat white", "1.0", "Regular", "FW", "$1,008.00", "aB1"],
        ["2026-07-18", "12:59:30", "Cake", "Cake, lemon", "-1.0", "Slice", "", "-$3.00", "aB1"]]),
    ("loyverse-by-item.csv", LOYVERSE.encode(), LOYVERSE_HEAD, [
        ["26/03/2026 09:15", "2-1678", "Sale", "10001", "Bagel", "2.000", "5.00"],
        ["26/03/2026 09:20", "2-1679", "Refund", "10001", "Bagel", "-1.000", "-2.50"]]),
    ("shopify-trimmed.csv", SHOPIFY.encode(), SHOPIFY_HEAD, [
        ["#1001", "a@example.org", "paid", "EUR", "2026-01-05 10:00:00 +0100", "2", "Tent - 2 people",
         "199.00", "TENT-2"],
        ["#1001", "a@example.org", "", "", "2026-01-05 10:00:00 +0100", "1", 'Pegs, "steel"', "9.00",
         "PEG"]]),
    ("clover-line-items.csv", CLOVER.encode(), CLOVER_HEAD,
     [["16-Dec-2023 02:44 AM EST", "Q1W2", "Espresso", "USD", "", "2.50", "false"]] * 2),
    ("german-till.csv", TILL.encode("cp1252"), TILL_HEAD, [
        ["1", "01.03.2026", "Brötchen", "4", "0,45"], ["1", "01.03.2026", "Käse", "0,250", "1.012,50"],
        ["Summe", "", "", "4,25", "1.014,30"]]),
    ("uci-retail.csv", UCI.encode(), UCI_HEAD, [
        ["536365", "85123A", "WHITE HOLDER", "6", "12/1/10 8:26", "2.55", "17850.0", "United Kingdom"],
        ["C536379", "D", "Discount", "-1", "12/1/10 9:41", "27.5", "14527.0", "United Kingdom"],
        ["536414", "22139", "", "56", "12/1/10 11:52", "0.0", "", "United Kingdom"]]),
]  # fmt: skip
