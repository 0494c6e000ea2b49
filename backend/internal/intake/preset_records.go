package intake

import "slices"

// Fields of several presets of records. debtor is the client that owes or subscribes, categoryCode a category that is there.
var (
	debtor       = with(ownerOf, func(f *Field) { f.Synonyms = append([]string{"client", "customer"}, f.Synonyms...) })
	recordNote   = field("note", TypeText, "Note|Note", "|", "comment|comments|notes|commentaire|remarque|observation", "|", longest(1000))
	recordOrder  = field("order_reference", TypeReference, "Order reference|Référence de commande", "An order of the same source.|Une commande de la même source.", "order|order number|order id|commande|n° commande|numéro de commande", "|", longest(128))
	categoryCode = field("category", TypeText, "Category|Catégorie", "Code; the category must be there already.|Code ; la catégorie doit déjà exister.", "product category|category code|group|family|catégorie|code catégorie|famille|rayon|gamme", "furniture|", longest(64))
	recordMoney  = field("currency", TypeCurrency, "Currency|Devise", "ISO code; otherwise the import's currency.|Code ISO ; sinon la devise de l'import.", "currency code|devise|code devise|monnaie", "EUR|EUR")
)

var receivables = Preset{
	Code: "receivables", Noun: "receivable", Key: "reference",
	Label: Text{"Amounts owed", "Créances"},
	Help:  Text{"One line per invoice or amount that a client owes, or owed; clients must be there already.", "Une ligne par facture ou montant que le client doit, ou devait ; les clients doivent déjà exister."},
	Fields: []Field{
		field("reference", TypeReference, "Receivable reference|Référence de la créance", "The invoice's number; loading it again changes it.|Le numéro de la facture ; la recharger la modifie.",
			"invoice|invoice number|invoice no|invoice id|receivable|document|document number|facture|numéro de facture|n° facture|n° de facture|créance|pièce|numéro de pièce|id", "R-2025-001|R-2025-002", required, longest(128)),
		debtor,
		field("amount", TypeAmount, "Amount|Montant", "More than 0: credits are not amounts owed.|Supérieur à 0 : un avoir n'est pas une créance.", "amount due|amount owed|invoice amount|total|total incl tax|montant dû|montant ttc|montant facture|montant de la facture|total ttc|somme due", "240.00|120.50", required),
		field("open", TypeAmount, "Open amount|Reste dû", "What is still unpaid; all of it where it is empty, 0 once it is paid.|Ce qui reste impayé ; tout si la cellule est vide, 0 une fois payé.", "open amount|balance|outstanding|unpaid|remaining|solde|reste dû|reste à payer|impayé|montant impayé|encours", "240.00|0"),
		recordMoney,
		field("issued_day", TypeDay, "Issued on|Émise le", "Otherwise the due day, or today where that is earlier.|Sinon l'échéance, ou aujourd'hui si c'est plus tôt.", "issue date|issued|invoice date|date|date facture|date de facture|date de la facture|date d'émission|émission", "2025-01-10|2025-01-12"),
		field("due_day", TypeDay, "Due on|Échéance", "|", "due|due date|due by|payment due|date d'échéance|date échéance|à payer avant le|date limite de paiement", "2025-02-10|2025-02-12", required),
		field("settled_day", TypeDay, "Settled on|Réglée le", "|", "settled|paid|paid on|payment date|date de paiement|date de règlement|payée le|règlement", "|2025-02-01"),
		field("state", TypeChoice, "State|État", "Otherwise told from the open amount and the day it was settled.|Sinon déduit du reste dû et de la date de règlement.", "status|état|statut", "|",
			choices("open=ouverte|unpaid|impayée|impayé|due|à payer|en cours|overdue|en retard", "settled=paid|payée|payé|réglée|réglé|soldée|closed", "written_off=written off|loss|passée en perte|perte|irrécouvrable|abandonnée")),
		recordOrder, recordNote,
	},
}

var walletShares = Preset{
	Code: "wallet_shares", Noun: "wallet_share",
	Label: Text{"Shares of wallet", "Parts de client"},
	Help:  Text{"Which part of what a client buys, in a category or in all, it buys here. Without a reference, client, category and day name the line.", "Quelle part de ses achats, dans une catégorie ou en tout, le client fait ici. Sans référence, le client, la catégorie et la date désignent la ligne."},
	Fields: []Field{
		ownerReference,
		field("reference", TypeReference, "Statement reference|Référence de la déclaration", "Needed where a client has several statements of one category and day.|Nécessaire si un client a plusieurs déclarations d'une catégorie et d'un jour.", "statement|statement id|declaration|déclaration|numéro de déclaration", "|", longest(128)),
		categoryCode,
		field("day", TypeDay, "Day|Jour", "Otherwise today.|Sinon aujourd'hui.", "date|as of|at|on|survey date|date enquête|date de l'enquête|le|au", "2025-01-15|2025-01-16"),
		field("share", TypeShare, "Share of wallet|Part de client", "0.4 or 40 %.|0,4 ou 40 %.", "share|wallet share|wallet|share of purchases|part|part client|taux de nourriture|part d'achats|part des achats", "0.40|0.15", required),
		field("method", TypeChoice, "How it is known|Méthode", "Declared, survey or estimated.|Déclarée, enquête ou estimée.", "method|known by|méthode|mode|origine", "declared|survey", choices("declared=déclarée|déclaré|déclaratif|stated", "survey=enquête|sondage|questionnaire", "estimated=estimée|estimé|estimation|estimate")),
		recordNote,
	},
}

var subscriptions = Preset{
	Code: "subscriptions", Noun: "subscription", Key: "reference",
	Label: Text{"Subscriptions", "Abonnements"},
	Help:  Text{"One line per contract that renews; clients must be there already.", "Une ligne par contrat renouvelable ; les clients doivent déjà exister."},
	Fields: []Field{
		field("reference", TypeReference, "Subscription reference|Référence de l'abonnement", "|", "subscription|subscription id|subscription number|contract|contract id|contract number|policy|policy number|abonnement|n° abonnement|numéro d'abonnement|contrat|n° contrat|numéro de contrat|id", "A-1|A-2", required, longest(128)),
		debtor,
		field("amount", TypeAmount, "Amount per period|Montant par période", "Net of tax.|Hors taxes.", "amount|price|fee|premium|net amount|montant|montant ht|prix|cotisation|prime|mensualité|loyer", "30.00|360.00", required),
		field("cost", TypeAmount, "Cost per period|Coût par période", "So that the margin can be told.|Pour connaître la marge.", "cost|unit cost|coût|prix de revient", "10|"),
		recordMoney,
		field("period_months", TypeWhole, "Months of a period|Mois par période", "12 where it is not given.|12 si absent.", "period|months|billing period|term|duration|période|mois|durée|périodicité|fréquence", "1|12"),
		field("start_day", TypeDay, "Starts on|Début", "|", "start|start date|started|started on|from|begin|contract start|effective date|date de début|début le|date d'effet|souscrit le|date de souscription", "2025-01-01|2025-02-01", required),
		field("end_day", TypeDay, "Ends on|Fin", "The day from which it no longer runs.|Le jour à partir duquel il ne court plus.", "end|end date|ended|ended on|to|until|cancelled on|cancellation date|date de fin|fin le|résilié le|date de résiliation", "|2026-02-01"),
		field("end_reason", TypeText, "Reason of the end|Motif de fin", "|", "reason|cancellation reason|churn reason|motif|motif de résiliation|cause", "|"),
		field("sku", TypeReference, "Product code|Code article", "The product must be there already.|L'article doit déjà exister.", lineSKUWords, "A-100|", longest(64)),
		categoryCode,
		field("division", TypeText, "Division|Division", "Code.|Code.", "branch|business unit|agence|site|code division", "|", longest(64)),
		recordNote,
	},
}

// lineSKUWords is how headers call a product's code.
var lineSKUWords = joinWords(slices.DeleteFunc(slices.Clone(lineSKU.Synonyms), func(w string) bool { return w == "code" }))
