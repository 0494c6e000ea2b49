package intake

var products = Preset{
	Code: "products", Noun: "product", Key: "sku",
	Label: Text{"Products", "Articles"},
	Help:  Text{"One line per product; categories that are not known are created.", "Une ligne par article ; les catégories inconnues sont créées."},
	Fields: []Field{
		with(lineSKU, required, func(f *Field) {
			f.Synonyms = append(f.Synonyms[:len(f.Synonyms):len(f.Synonyms)], "reference", "référence", "ref", "réf", "id")
		}),
		field("name", TypeText, "Name|Nom", "|", "product name|description|item name|label|nom|désignation|libellé|nom article|nom produit", "Garden chair|Desk lamp"),
		field("category", TypeText, "Category|Catégorie", "Code or name.|Code ou nom.", "product category|group|family|department|catégorie|famille|rayon|gamme|groupe", "furniture|lighting", longest(64)),
		field("price", TypePrice, "Unit price|Prix unitaire", "Net of tax.|Hors taxes.", "price|list price|sale price|prix|prix ht|prix de vente|pu|pu ht|tarif", "49.90|24.50"),
		field("cost", TypePrice, "Unit cost|Coût unitaire", "|", "cost|purchase price|cost price|coût|prix d'achat|prix de revient|pa", "30|12"),
		field("currency", TypeCurrency, "Currency|Devise", "|", "currency code|devise|code devise", "EUR|EUR"),
	},
}

var consents = Preset{
	Code: "consents", Noun: "consent",
	Label: Text{"Consents", "Consentements"},
	Help:  Text{"What clients allowed or withdrew, with its proof; statements are only added, the newest one counts.", "Ce que les clients ont accepté ou retiré, avec la preuve ; on ne fait qu'ajouter, la plus récente compte."},
	Fields: []Field{
		ownerReference,
		field("channel", TypeChoice, "Channel|Canal", "|", "canal|moyen|media", "email|sms", required, channelWords),
		field("purpose", TypeChoice, "Purpose|Finalité", "marketing, service, survey or profiling.|marketing, service, survey ou profiling.", "finalité|objet|usage", "marketing|marketing", required,
			choices("marketing=prospection|publicité|newsletter|commercial|advertising", "service=services|transactional|transactionnel", "survey=enquête|enquêtes|sondage", "profiling=profilage")),
		field("state", TypeChoice, "State|État", "Granted or withdrawn.|Donné ou retiré.", "status|consent|opt in|optin|opt-in|état|statut|consentement|accord", "granted|withdrawn", required,
			choices("granted=yes|oui|true|1|vrai|opt-in|optin|in|accordé|donné|accepté|o|y|given", "withdrawn=no|non|false|0|faux|opt-out|optout|out|retiré|refusé|n|refused|denied|revoked")),
		field("at", TypeTime, "Date|Date", "When the client said so.|Quand le client l'a dit.", "consent date|date of consent|date|timestamp|given at|date consentement|date du consentement|horodatage|recueilli le", "2025-01-15 10:00|2025-02-20", required),
		field("wording", TypeText, "Wording|Formulation", "What the client was asked; otherwise the import's wording.|Ce qui a été demandé au client ; sinon la formulation de l'import.", "text|consent text|formulation|texte|mention|libellé", "I agree to receive offers by e-mail|", longest(1000)),
		field("proof", TypeText, "Proof|Preuve", "Where the proof is kept.|Où la preuve est conservée.", "evidence|document|preuve|justificatif", "form 2025-01|letter 20/02", longest(1000)),
		field("place", TypeText, "Place|Lieu", "|", "where|store|lieu|magasin|point de collecte", "Lyon|", longest(120)),
	},
}

var interactions = Preset{
	Code: "interactions", Noun: "interaction", Key: "reference",
	Label: Text{"Interactions", "Interactions"},
	Help:  Text{"Exchanges with clients, whatever the channel.", "Échanges avec les clients, quel que soit le canal."},
	Fields: []Field{
		field("reference", TypeReference, "Interaction reference|Référence de l'interaction", "|", "id|interaction id|activity id|call id|numéro|code interaction|id interaction", "I-1|I-2", required, longest(128)),
		ownerOf,
		field("at", TypeTime, "Date|Date", "|", "date|datetime|timestamp|interaction date|horodatage|date interaction|le", "2025-03-12 09:30|2025-03-13", required),
		field("channel", TypeChoice, "Channel|Canal", "|", "canal|moyen|media", "phone|email", required, channelWords),
		field("direction", TypeChoice, "Direction|Sens", "|", "sens", "inbound|outbound", choices("inbound=in|entrant|received|reçu", "outbound=out|sortant|sent|émis")),
		field("kind", TypeText, "Kind|Nature", "|", "type|nature|motif", "call|", longest(32)),
		field("subject", TypeText, "Subject|Objet", "|", "title|topic|objet|sujet|titre", "Question about delivery|Offer sent"),
		field("body", TypeText, "Text|Texte", "|", "text|content|message|note|notes|comment|texte|contenu|commentaire", "|", longest(10000)),
	},
}

var cases = Preset{
	Code: "cases", Noun: "case", Key: "reference",
	Label: Text{"Cases", "Dossiers"},
	Help:  Text{"Complaints and after-sales requests.", "Réclamations et demandes de service après-vente."},
	Fields: []Field{
		field("reference", TypeReference, "Case reference|Référence du dossier", "|", "case id|case number|ticket|ticket id|ticket number|complaint id|id|dossier|numéro de dossier|n° dossier|n° réclamation|numéro", "D-1|D-2", required, longest(128)),
		ownerOf,
		field("kind", TypeChoice, "Kind|Nature", "|", "type|nature|category|motif|catégorie", "complaint|warranty", choices("complaint=réclamation|plainte|claim", "request=demande|sav|after-sales|after sales|service", "warranty=garantie", "question=enquiry|information|renseignement")),
		field("severity", TypeChoice, "Severity|Gravité", "|", "priority|gravité|priorité|urgence", "normal|high", choices("low=faible|basse|minor", "normal=moyenne|medium|normale|moyen", "high=élevée|haute|major|urgent|urgente", "critical=critique|blocking|bloquante")),
		field("state", TypeChoice, "State|État", "|", "status|état|statut", "closed|open", choices("open=ouvert|ouverte|new|nouveau|en cours|in progress", "waiting=pending|en attente", "solved=résolu|resolved|done", "closed=fermé|clos|close|terminé")),
		field("channel", TypeChoice, "Channel|Canal", "|", "canal|moyen", "phone|email", channelWords),
		field("subject", TypeText, "Subject|Objet", "|", "title|summary|objet|sujet|titre", "Late delivery|Broken part", required),
		field("body", TypeText, "Text|Texte", "|", "description|text|details|texte|détail|commentaire", "|", longest(10000)),
		field("opened_at", TypeTime, "Opened on|Ouvert le", "|", "opened|created|created at|open date|date|date d'ouverture|ouverture", "2025-03-12 09:30|2025-03-13", required),
		field("due_at", TypeTime, "Due|Échéance", "|", "due date|deadline|date limite|à traiter avant le", "|"),
		field("closed_at", TypeTime, "Closed on|Clos le", "|", "closed|resolved|close date|resolution date|date de clôture|clôture", "2025-03-14|"),
		field("resolution", TypeText, "Resolution|Résolution", "|", "solution|answer|réponse", "|", longest(1000)),
		field("outcome", TypeChoice, "Outcome|Issue", "|", "result|résultat", "good|", choices("good=bon|bonne|satisfied|satisfait", "partial=partiel|partielle", "bad=mauvais|mauvaise|mécontent")),
		field("satisfaction", TypeWhole, "Satisfaction|Satisfaction", "From 1 to 5.|De 1 à 5.", "csat|rating|score|note", "4|"),
		field("order_reference", TypeReference, "Order reference|Référence de commande", "|", "order|order number|invoice|commande|n° commande|facture|n° facture", "|", longest(128)),
		with(lineSKU),
	},
}
