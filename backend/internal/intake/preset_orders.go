package intake

var channelWords = choices("mail=courrier|post|poste", "email=e-mail|courriel|mel", "phone=téléphone|telephone|tel|call", "sms=texto", "fax=télécopie",
	"web=internet|online|site|site web|e-commerce|ecommerce", "mobile=app|application", "store=magasin|shop|boutique|agence|concession", "kiosk=borne",
	"field_visit=visite|visite terrain|field visit")

var (
	orderReference = field("reference", TypeReference, "Order reference|Référence de commande", "The order's number in its own system; loading it again replaces the order.|Le numéro de la commande dans son système ; la recharger remplace la commande.",
		"invoiceno|invoice|invoice number|invoice id|invoice_no|order|order id|order number|orderno|order no|transaction|transaction id|receipt|receipt number|document|document number|facture|numéro de facture|n° facture|n° de facture|no facture|num facture|numéro facture|commande|numéro de commande|n° commande|n° de commande|no commande|num commande|ticket|n° ticket|numéro de ticket|pièce|numéro de pièce|bon de commande",
		"F-2025-001|F-2025-002", required, longest(128))
	orderClient = field("client_reference", TypeReference, "Client reference|Référence client", "The client's number in the source; empty for an anonymous sale.|Le numéro du client dans la source ; vide pour une vente anonyme.",
		"customerid|customer|customer id|customer number|customer no|customer reference|customer code|client|client id|client number|client code|code client|numéro client|numéro de client|n° client|no client|num client|id client|identifiant client|ref client|réf client|compte client|account|account number",
		"C-1001|C-1002", longest(128), whole)
	orderTime = field("ordered_at", TypeTime, "Order date|Date de commande", "Date, with or without a time.|Date, avec ou sans heure.",
		"invoicedate|invoice date|order date|date|datetime|ordered on|transaction date|sale date|purchase date|date facture|date de facture|date de la facture|date commande|date de vente|date vente|date d'achat|date achat|date ticket|horodatage",
		"2025-03-12 09:30|2025-03-13 14:05", required)
	orderCurrency = field("currency", TypeCurrency, "Currency|Devise", "ISO code; otherwise the import's currency.|Code ISO ; sinon la devise de l'import.", "currency code|devise|code devise|monnaie", "EUR|EUR", whole)
	orderKind     = field("kind", TypeChoice, "Kind|Nature", "Sale or return; otherwise told from the sign of the lines.|Vente ou retour ; sinon déduit du signe des lignes.",
		"type|order type|document type|nature|sens|type de pièce|type de document", "sale|sale",
		choices("sale=vente|order|commande|invoice|facture", "return=retour|avoir|refund|credit|credit note|cancellation|remboursement|annulation"), whole)
	orderStatus = field("status", TypeChoice, "Status|État", "Quote, confirmed, delivered or cancelled.|Devis, confirmée, livrée ou annulée.", "state|order status|statut|état|statut commande", "delivered|confirmed",
		choices("quote=devis|draft|offer", "confirmed=confirmée|confirme|validée|open|paid|payée|facturée|invoiced|en cours", "delivered=livrée|livré|shipped|expédiée|completed|terminée|closed", "cancelled=canceled|annulée|annulé|void"), whole)
	orderChannel  = field("channel", TypeChoice, "Channel|Canal", "Where it was sold.|Où la vente a été faite.", "sales channel|canal|canal de vente|source channel", "store|web", channelWords, whole)
	orderDivision = field("division", TypeText, "Division|Division", "Code of the company's division.|Code de la division de l'entreprise.", "branch|business unit|store code|agence|site|établissement|entité|code division|point de vente", "|", longest(64), whole)
	orderReturns  = field("returns_reference", TypeReference, "Returned order|Commande retournée", "The order that a return brings back.|La commande qu'un retour annule.", "original order|original invoice|returned order|commande d'origine|facture d'origine", "|", longest(128), whole)
	promisedDay   = field("promised_day", TypeDay, "Promised delivery|Livraison promise", "|", "promised date|promise date|due date|date promise|date de livraison prévue|livraison prévue|échéance", "|", whole)
	deliveredDay  = field("delivered_day", TypeDay, "Delivered|Livrée le", "|", "delivery date|delivered on|ship date|date de livraison|date livraison|livraison", "|", whole)
)

var (
	lineSKU = field("sku", TypeReference, "Product code|Code article", "The product's code; unknown products are created.|Le code de l'article ; les articles inconnus sont créés.",
		"stockcode|stock code|product code|item|item code|item number|product id|product|article|code article|code produit|référence article|réf article|référence produit|réf produit|ref article|ref produit|code|ean|gtin", "A-100|A-200", longest(64))
	lineText = field("description", TypeText, "Description|Désignation", "Names products that are created.|Nomme les articles créés.",
		"product name|item name|item description|label|désignation|libellé|libellé article|nom produit|nom article|intitulé", "Garden chair|Desk lamp", longest(255))
	lineQuantity = field("quantity", TypeNumber, "Quantity|Quantité", "Up to 3 decimals; negative in a return.|Jusqu'à 3 décimales ; négative pour un retour.", "qty|units|quantité|qté|qte|nb|nombre|quantite vendue|unités", "2|1")
	linePrice    = field("unit_price", TypePrice, "Unit price|Prix unitaire", "Net of tax, up to 6 decimals.|Hors taxes, jusqu'à 6 décimales.",
		"unitprice|price|net price|unit price net|price excl tax|prix|pu|pu ht|prix ht|prix unitaire ht|prix unitaire hors taxe|p.u. ht|tarif", "49.90|24.50")
)

var retailLines = Preset{
	Code: "retail_lines", Noun: "order", Key: "reference",
	Label: Text{"Retail invoice lines", "Lignes de tickets ou de factures"},
	Help:  Text{"One line per item sold; clients, products and orders are made in one pass. A reference that begins with C, or negative quantities, is a return; lines without a client are kept as anonymous sales.", "Une ligne par article vendu ; clients, articles et commandes sont créés en une passe. Une référence qui commence par C, ou des quantités négatives, est un retour ; les lignes sans client restent des ventes anonymes."},
	Fields: []Field{
		orderReference, with(lineSKU, required), lineText, with(lineQuantity, required), orderTime, with(linePrice, required), orderClient,
		field("country", TypeCountry, "Country|Pays", "Of clients that are created.|Des clients créés.", "country code|client country|customer country|pays client|code pays", "FR|United Kingdom"),
		orderCurrency, orderChannel, orderDivision,
	},
}

var orderLines = Preset{
	Code: "order_lines", Noun: "order", Key: "reference",
	Label: Text{"Order lines", "Lignes de commandes"},
	Help:  Text{"Several lines per order, grouped by order reference wherever they stand in the file; an order is loaded whole or not at all. Clients must be there already.", "Plusieurs lignes par commande, regroupées par référence où qu'elles soient dans le fichier ; une commande est chargée entière ou pas du tout. Les clients doivent déjà exister."},
	Fields: []Field{
		orderReference, orderClient, orderTime, lineSKU, lineText, with(lineQuantity, required), linePrice,
		field("net", TypeAmount, "Net amount|Montant net", "Of the line, net of tax; otherwise quantity × unit price less the discount.|De la ligne, hors taxes ; sinon quantité × prix unitaire moins la remise.",
			"net amount|line total|line amount|amount|total|total net|montant|montant ht|montant net|total ht|total ligne|montant ligne|ca ht|chiffre d'affaires", "99.80|24.50"),
		field("tax", TypeAmount, "Tax|Taxe", "|", "vat|tax amount|sales tax|tva|montant tva|taxes", "19.96|4.90"),
		field("discount", TypeAmount, "Discount|Remise", "|", "discount amount|rebate|remise|montant remise|rabais", "0|0"),
		field("cost", TypeAmount, "Cost of the line|Coût de la ligne", "Of the whole line, so that margins can be told.|De toute la ligne, pour connaître la marge.", "line cost|cost amount|total cost|coût|coût total|prix de revient|coût de revient", "60|12"),
		orderKind, orderStatus, orderChannel, orderDivision, orderCurrency, orderReturns, promisedDay, deliveredDay,
	},
}

var orders = Preset{
	Code: "orders", Noun: "order", Key: "reference",
	Label: Text{"Orders", "Commandes"},
	Help:  Text{"One line per order with its total; clients must be there already.", "Une ligne par commande avec son total ; les clients doivent déjà exister."},
	Fields: []Field{
		orderReference, orderClient, orderTime,
		field("net", TypeAmount, "Net amount|Montant net", "Of the order, net of tax; negative in a return.|De la commande, hors taxes ; négatif pour un retour.",
			"net amount|amount|total|order total|order amount|revenue|sales|total net|montant|montant ht|montant net|total ht|ca|ca ht|chiffre d'affaires", "124.30|86.00", required),
		field("tax", TypeAmount, "Tax|Taxe", "|", "vat|tax amount|tva|montant tva|taxes", "24.86|17.20"),
		field("discount", TypeAmount, "Discount|Remise", "|", "discount amount|rebate|remise|montant remise|rabais", "0|0"),
		field("cost", TypeAmount, "Cost|Coût", "Of the whole order.|De toute la commande.", "total cost|order cost|coût|coût total|prix de revient", "72|40"),
		field("quantity", TypeNumber, "Quantity|Quantité", "1 where it is not given.|1 si absente.", "qty|units|number of items|quantité|qté|qte|nombre d'articles", "3|1"),
		lineSKU, lineText, orderKind, orderStatus, orderChannel, orderDivision, orderCurrency, orderReturns, promisedDay, deliveredDay,
	},
}

func with(f Field, more ...func(*Field)) Field {
	for _, m := range more {
		m(&f)
	}
	return f
}
