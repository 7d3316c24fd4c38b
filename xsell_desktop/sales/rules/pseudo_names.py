"""What tips, postage, gift cards, fees, donations and bags are called on receipts, by language.

Patterns of whole names as `pseudo_products.plain` spells them: small letters without accents (here
they may stand) and punctuation, `&` as "and", money or a percentage as ¤, any other number as 0.
"""

from __future__ import annotations

_MODE = (
    "(?:free|standard|express|economy|priority|next day|same day|local|home|international|"
    "domestic|worldwide|flat rate|tracked|signed for|special|first class|second class|1st class|"
    "2nd class|0|air|ground|saver|expedited|overnight|additional|extra|basic)"
)
_WHERE = (
    f"(?: (?:{_MODE}|uk|us|usa|eu|europe|ireland|germany|deutschland|de|at|ch|france|mainland|"
    "inland|ausland|zone|mail|parcel|parcels|paket|packet|paczkomaty|paczkomat|kurier|relay|"
    "relais|point relais|home|service|delivery|shipping|versand|post|pickup|class|h|only|¤))*"
)
_MAIL = "(?:postage|shipping|delivery|carriage|freight|courier|p and p|s and h|dotcom postage)"
_COST = "(?:cost|costs|fee|fees|charge|charges|rate|rates|surcharge|upgrade|insurance|protection)"
_AND = "(?:and|und|et|y|e|en|i|og|och|a|es)"
_SUM = "(?: (?:¤|0|incl|inkl|vat|mwst))*"
_STRANGERS = r"(?: \S+){0,4}"

POSTAGE = (
    f"(?:{_MODE} )*{_MAIL}(?: (?:and|or) (?:packing|packaging|package|handling|delivery|shipping|"
    f"postage|insurance))*(?: {_COST})*{_WHERE}",
    f"{_MAIL} {_COST}{_STRANGERS}",
    f"(?:packing|packaging) and (?:postage|shipping|delivery|handling){_SUM}",
    "(?:royal mail|dhl|usps|fedex|dpd|hermes|evri|parcelforce|colissimo|chronopost|mondial relay|"
    f"inpost|postnl|bpost|postnord|packeta|zasilkovna){_WHERE}",
    "(?:ups|gls|tnt|brt|seur|correos|post) (?:ground|saver|express|standard|economy|parcel|paket|"
    f"next day|delivery|shipping|versand|overnight){_WHERE}",
    f"(?:{_MODE} )*(?:standard|express)?versand(?:kosten|pauschale|kostenpauschale|gebuhr|spesen|"
    f"kostenanteil)?(?: {_AND} (?:verpackung|bearbeitung|porto))?{_WHERE}",
    rf"versandkosten{_STRANGERS}|versand (?:nach|innerhalb|per|mit|ins){_STRANGERS}",
    f"(?:kostenloser|gratis|versandkostenfreier?) (?:versand|lieferung)|porto {_AND} (?:verpackung|"
    f"versand)|portokosten|verpackung {_AND} (?:versand|porto)|verpackungs {_AND} versandkosten|"
    f"lieferkosten|liefergebuhr|liefer {_AND} versandkosten|lieferung|frachtkosten|fracht|"
    "zustellgebuhr|anfahrt|anfahrtskosten",
    rf"(?:frais|cout|couts) (?:de |d )?(?:port|livraison|expedition|envoi|transport){_STRANGERS}|"
    "(?:livraison|expedition)(?: (?:standard|express|gratuite|offerte|a domicile|en point relais|"
    "suivie|rapide))?|port et emballage|frais postaux",
    rf"(?:gastos|coste|costes|costo|costos) (?:de )?(?:envio|transporte){_STRANGERS}|"
    "envio(?: (?:estandar|urgente|gratis|gratuito|express|internacional|nacional|a domicilio))?|"
    "portes(?: de envio)?|flete|transporte",
    rf"(?:spese|costi|costo) (?:di )?(?:spedizione|trasporto|consegna){_STRANGERS}|"
    "spedizione(?: (?:standard|espressa|gratuita|gratis|internazionale|con corriere))?|"
    "consegna(?: (?:a domicilio|gratuita|standard))?|trasporto|corriere(?: espresso)?",
    "(?:verzend|bezorg|porto|transport)kosten|(?:gratis )?(?:verzending|bezorging)|levering|"
    f"verzend {_AND} administratiekosten",
    r"(?:koszt|koszty|oplata za) (?:wysylki|dostawy|przesylki|transportu)(?: \S+){0,3}|wysylka|"
    "dostawa|przesylka(?: (?:kurierska|pobraniowa|polecona|pocztowa))?|kurier(?: (?:dpd|dhl|ups|"
    "gls|inpost|pobranie))?|dostawa (?:kurierem|kurierska|gratis|darmowa)|darmowa (?:dostawa|"
    "wysylka)|paczkomaty?(?: inpost)?",
    "frete(?: (?:gratis|fixo|expresso))?|(?:portes|custos?|taxa) de (?:envio|entrega)|entrega"
    "(?: ao domicilio)?",
    r"(?:стоимость )?доставк[аи](?: (?:курьером|почтои|почтои россии|сдэк|бесплатная|до \S+))?|"
    "почтовые расходы|услуги доставки|курьерская доставка|бесплатная доставка",
    "(?:fri )?frakt(?:kostnad|avgift|gebyr)?(?: (?:sverige|norge))?|fraktfritt|(?:fri )?fragt"
    "(?:gebyr)?|forsendelse|leveringsgebyr|porto och emballage|porto og emballage|hjemmelevering",
    "doprava(?: (?:zdarma|kuryrem|ppl|dpd|gls))?|dopravne|postovne(?: a balne)?|doruceni|"
    "dorucenie|cena dopravy",
    "(?:ingyenes )?(?:ki)?szallitas(?:i (?:koltseg|dij))?|postakoltseg|hazhozszallitas|"
    "futar(?:dij)",
    "(?:toimitus|posti|lahetys)kulut|kargo(?: ucreti| bedeli)?",
    "(?:送料(?:無料)?|配送料|配送手数料|発送料|送料 手数料|運賃|运费|邮费|快递费)",
)

_CARD = "(?:card|cards|voucher|vouchers|certificate|certificates|token|tokens)"
GIFT_CARDS = (
    f"(?:¤ |0 )?(?:e |digital |virtual |electronic |physical |online |email |printable )?e?gift "
    f"{_CARD}(?: (?:¤|0|digital|physical|email|e mail|online|top up|topup|denominations?|value|"
    "redemption|sale|purchase|worth|code))*",
    f"(?:e |e gift )?{_CARD.replace('card|cards|', '').replace('|token|tokens', '')}(?: ¤)*",
    rf"(?:\S+ ){{1,4}}e?gift {_CARD}(?: (?:worth|of|for))? ¤|¤ (?:\S+ ){{1,3}}gift {_CARD}",
    "gift ?cards?(?: ¤| 0)*|egift ?cards?|store credits?(?: ¤)*",
    f"(?:digitale[rs]? |online |print at home )?(?:geschenk|wert|waren|einkaufs|"
    f"kauf)?gutschein(?:e|"
    f"karte|code)?(?: (?:uber|im wert von|zum ausdrucken|per e mail|per post))*{_SUM}",
    f"(?:e )?geschenkkarten?{_SUM}",
    f"(?:e )?(?:carte|cheque|bon)s? (?:cadeau|kdo)x?(?: (?:de|d une valeur de))?{_SUM}|"
    f"bons? d achat{_SUM}|avoir",
    f"(?:tarjeta|vale|cheque|bono|cupon) (?:de )?regalo{_SUM}",
    f"(?:buon[oi]|cart[ae]) (?:regalo|acquisto){_SUM}",
    f"(?:cadeau|kado|waarde|tegoed|geschenk)bon(?:nen)?{_SUM}|(?:cadeau|kado)kaart{_SUM}",
    f"(?:e )?(?:karta|bon) (?:podarunkow[ay]|upominkow[ay]|prezentow[ay]){_SUM}",
    f"(?:cartao|vale|cheque)s? (?:presente|oferta|prenda|compras?){_SUM}",
    f"подарочн(?:ыи|ая) (?:сертификат|карта)(?: на)?{_SUM}|сертификат{_SUM}",
    f"presentkort{_SUM}|gavekort{_SUM}|lahjakort(?:ti|it){_SUM}|hediye (?:karti|ceki){_SUM}",
    f"darkov(?:y|a|e) (?:poukaz|poukazka|certifikat|karta|seky?)(?: v hodnote)?{_SUM}",
    f"ajandek(?:kartya|utalvany){_SUM}|utalvany{_SUM}",
    "(?:(?:デジタル|電子|e)?ギフト(?:カード|券)|商品券|礼品卡)(?: ¤| 0)*",
)

TIPS = (
    f"(?:cash |card |custom |staff |driver |delivery )?tips?{_SUM}|gratuity{_SUM}|auto gratuity|"
    "(?:tip|gratuity) (?:amount|adjustment|for staff|for driver)",
    f"trinkgeld(?:er)?{_SUM}|pourboires?{_SUM}|propinas?{_SUM}|manc[ei]a?{_SUM}|fooi(?:en)?{_SUM}|"
    f"napiwe?ki?{_SUM}|gorjetas?{_SUM}|чаевые{_SUM}|dricks{_SUM}|drikkepenge{_SUM}|"
    f"spropitne{_SUM}|borravalo{_SUM}|juomaraha{_SUM}|bahsis{_SUM}|心付け",
    "custom (?:amount|sale|item)|open (?:item|price|amount)|manual (?:amount|entry|sale|item)|"
    "misc(?:ellaneous)?(?: item| sale| amount)?|diverses|freier betrag|montant libre|"
    "importe libre|importo libero|no product|unknown product|deleted product",
)

_CHARGE = "(?:fee|fees|charge|charges|surcharge|surcharges|commission|levy)"
FEES = (
    "(?:service|handling|booking|transaction|payment|processing|card|credit card|paypal|cod|bank|"
    "amazon|ebay|etsy|small order|minimum order|admin|administration|convenience|platform|"
    "restocking|late|fuel|packing|packaging|gift wrap(?:ping)?|cancellation|customs|import|"
    "delivery|"
    f"marketplace|environmental|recycling|cover|extra|set up|setup|rush|invoice){_SUM} "
    f"{_CHARGE}{_SUM}",
    f"{_CHARGE}{_SUM}|cash on delivery{_SUM}|rounding(?: (?:adjustment|difference|off|error))?|"
    "round off|cash rounding|(?:price |stock |manual |order |bad debt )?adjustments?|"
    "adjust bad debt|gift wrap(?:ping) service",
    f"(?:staff |manual |order |cart |loyalty |employee |member |customer |line |total |bulk |"
    f"volume |trade |student |senior |promotional |percentage )?discounts?{_SUM}|{_SUM.strip()} "
    f"?discount|¤ (?:off|discount)|coupons?(?: code)?{_SUM}|promo(?:tion)?s?(?: code| discount)?"
    f"{_SUM}|markdown|refunds?{_SUM}|(?:sales )?tax(?:es)?{_SUM}|vat{_SUM}|"
    "(?:down |part |balance )payment",
    "(?:service|bearbeitungs|zahlungs|nachnahme|paypal|mahn|buchungs|transaktions|verpackungs|"
    f"kreditkarten|express|verwaltungs)?(?:gebuhr|gebuhren|zuschlag){_SUM}|nachnahme{_SUM}|"
    "mindermengenzuschlag|bearbeitungspauschale|versandversicherung|rundung(?:sdifferenz)?|"
    f"(?:waren|mengen|aktions|personal|kunden|neukunden|gutschein|treue|sonder)?rabatt{_SUM}|"
    f"(?:preis)?nachlass{_SUM}|skonto{_SUM}|mwst{_SUM}|mehrwertsteuer",
    f"frais (?:de |d )?(?:service|dossier|gestion|traitement|emballage|bancaires?|paiement){_SUM}|"
    f"remise(?: (?:commerciale|exceptionnelle|fidelite|client|panier))?{_SUM}|rabais{_SUM}|"
    f"code promo(?:tionnel)?{_SUM}|arrondi|contre remboursement|eco ?(?:participation|taxe)|"
    f"tva{_SUM}",
    f"descuentos?{_SUM}|comision{_SUM}|recargo{_SUM}|redondeo|cupon(?: de)? descuento{_SUM}|"
    f"cupon{_SUM}|gastos de gestion|contra ?re+mbolso|cargo por servicio|iva{_SUM}|impuestos?",
    f"sconto(?: (?:cliente|fedelta|commerciale))?{_SUM}|buono sconto{_SUM}|commission[ei]{_SUM}|"
    f"contrassegno{_SUM}|arrotondamento|spese (?:di )?(?:incasso|gestione|bancarie)|coperto|"
    "supplemento contrassegno",
    f"korting(?:en|scode)?{_SUM}|(?:service|administratie|transactie|betaal|"
    f"verpakkings)kosten{_SUM}|"
    f"toeslag{_SUM}|afronding(?:sverschil)?|btw{_SUM}|rembours",
    f"rabat{_SUM}|znizka{_SUM}|oplata(?: (?:serwisowa|manipulacyjna|dodatkowa))?{_SUM}|"
    f"prowizja{_SUM}|(?:za )?pobranie(?:m)?|zaokraglenie|kupon rabatowy{_SUM}",
    f"descontos?{_SUM}|taxa(?: de (?:servico|embalagem))?{_SUM}|arredondamento|comissao{_SUM}|"
    f"cupom(?: de desconto)?{_SUM}|cobranca",
    f"скидк[аи]{_SUM}|комиссия{_SUM}|сервисныи сбор|наложенныи платеж|округление|промокод{_SUM}|"
    f"купон{_SUM}|ндс{_SUM}",
    f"(?:service|faktura|fakturerings|expeditions|aviserings|kort|miljo)?avgift(?:er)?{_SUM}|"
    f"(?:ores|ore)?avrundning|(?:kort|betalings|service|ekspeditions|faktura)?gebyr(?:er)?{_SUM}|"
    f"afrunding|avrunding|alennus{_SUM}|pyoristys",
    f"sleva{_SUM}|slevovy (?:kupon|kod){_SUM}|poplatek{_SUM}|zaokrouhleni|dobirka{_SUM}|dph{_SUM}|"
    f"balne",
    f"kedvezmeny{_SUM}|(?:kezelesi|csomagolasi) (?:koltseg|dij){_SUM}|szerviz ?dij{_SUM}|utanvet"
    f"(?:i dij)?|kerekites|afa{_SUM}",
    "(?:割引|値引き?|手数料|代引き?手数料|クーポン|ポイント利用|消費税|決済手数料|サービス料|"
    "折扣|手续费)(?: ¤| 0)*",
)

DONATIONS = (
    rf"(?:charity |charitable |one time |monthly )?donations?(?: (?:to|for) .+)?{_SUM}|"
    rf"(?:charity|donation) (?:round up|contribution)|round up(?: (?:donation|for charity|to .+))?"
    "|carbon (?:offset|neutral|compensation)(?: (?:order|contribution|shipping|delivery|fee))?|"
    "climate contribution",
    rf"(?:geld)?spenden?(?: (?:an|fur) .+)?{_SUM}|klimabeitrag|aufrundung(?:sspende)?|"
    rf"dons? (?:a|au|aux|pour|libre|solidaire) ?.*|arrondi solidaire|"
    rf"donativos?{_SUM}|donacion(?:es)?(?: (?:a|para) .+)?{_SUM}|donazion[ei](?: (?:a|per) .+)?"
    rf"{_SUM}|donaties?(?: (?:aan|voor) .+)?{_SUM}|darowizn[ay](?: na .+)?{_SUM}|"
    rf"doac(?:ao|oes)(?: (?:a|para) .+)?{_SUM}|пожертвовани[ея](?: .+)?|"
    rf"(?:penge)?donation(?: till .+| til .+)?|(?:financni|penezni) dar|adomany{_SUM}|"
    rf"lahjoitus{_SUM}|bagis{_SUM}|寄付金?|募金|捐款",
)

_SIZE = "(?: (?:small|medium|large|s|m|l|xl|¤))*"
BAGS = (
    "(?:(?:plastic|paper|reusable|single use|small|medium|large) )*(?:carrier|plastic|"
    f"paper|grocery|checkout|takeaway|till) bags?(?: (?:charge|fee|levy))?{_SIZE}|"
    f"bags? for life{_SIZE}|¤ (?:carrier )?bags?|(?:carrier )?bags? (?:charge|fee|levy|tax){_SIZE}|"
    f"(?:bottle|can|container|cup|crate|keg) deposits?{_SUM}|deposits?{_SUM}|"
    f"(?:bottle|container) (?:return|refund){_SUM}|crv{_SUM}",
    f"(?:papier|plastik|kunststoff)?trage?tasche(?:n)?{_SIZE}|(?:papier|plastik|einkaufs|trage)tute"
    f"n?(?: (?:klein|mittel|gross|¤))*|tute (?:klein|mittel|gross|¤)|plastiktasche|"
    f"(?:einweg|mehrweg|flaschen|dosen|kisten|kasten|glas|becher)?pfand"
    f"(?:ruckgabe|ruckgabe|bon|artikel|flasche|kiste|kasten)?{_SUM}|leergut(?:bon|ruckgabe)?{_SUM}",
    "sacs? (?:de )?(?:caisse|plastique|papier|kraft)(?: (?:petit|moyen|grand|¤))*|"
    f"consignes?(?: (?:bouteille|verre|gobelet))?{_SUM}",
    "bolsas? (?:de )?(?:plastico|papel|compra|caja)(?: (?:pequena|mediana|grande|¤))*|"
    "bolsa (?:pequena|mediana|grande|¤)|"
    "(?:sacchett[oi]|bust[ae]|borsa)(?: (?:di )?(?:plastica|carta|bio|biodegradabile|spesa|"
    "piccol[oa]"
    f"|grande|medi[oa]|¤))*|cauzion[ei]{_SUM}|vuoto a rendere",
    "(?:plastic|papieren) tas(?:je|sen|jes)?|draagtas(?:sen|je)?|boodschappentas(?:je)?|tasje|"
    f"(?:fles|krat)?statiegeld(?: (?:fles|krat|blik))?{_SUM}",
    f"(?:reklamowk[ai]|jednorazowka)(?: (?:mala|srednia|duza|¤))*|torb[ay] (?:foliow[ay]|"
    f"papierow[ay]|"
    f"zakupow[ay])(?: (?:mala|srednia|duza|¤))*|kaucj[ae](?: za (?:butelke|puszke|"
    f"skrzynke))?{_SUM}",
    "(?:sacos?|sacolas?) (?:de )?(?:plastico|papel|compras?)(?: (?:pequen[oa]|medi[oa]|grande|¤))*|"
    "sacola|deposito garrafa",
    "пакет(?: (?:маика|маленькии|среднии|большои|бумажныи|полиэтиленовыи|фирменныи|¤))*|"
    f"пакет-маика|залог(?: (?:за )?(?:тара|тару))?{_SUM}",
    f"(?:plast|pappers|papers|bar)kass[ea]?(?: (?:liten|stor))?|(?:plasti?k?|papirs?|bare)pos[ea]|"
    f"pant ¤(?: ¤)*|flaskepant{_SUM}|muovikassi|paperikassi|pantti{_SUM}",
    "(?:igelitova|papirova|nakupni) taska(?: (?:mala|stredni|velka))?|igelitka|"
    f"(?:vratna )?zaloha(?: (?:na )?(?:lahev|prepravk[au]|kelimek))?{_SUM}",
    "(?:reklam)?szatyor|(?:papir|nejlon)(?:taska|zacsko)|betetdij|uvegbetet",
    "(?:レジ袋|紙袋|買い物袋|ビニール袋|手提け袋|购物袋|塑料袋)(?: ?(?:大|中|小|s|m|l|¤))?",
)
