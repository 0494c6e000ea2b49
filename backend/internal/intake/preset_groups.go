package intake

var categories = Preset{
	Code: "categories", Noun: "category", Key: "category", Small: true,
	Label: Text{"Product categories", "Catégories d'articles"},
	Help:  Text{"One line per category of products, with the months after which what it holds is bought again.", "Une ligne par catégorie d'articles, avec le nombre de mois au bout desquels ce qu'elle contient se rachète."},
	Fields: []Field{
		field("category", TypeText, "Category code|Code de la catégorie", "Products, orders and shares of wallet name the category by it.|Articles, commandes et parts de client désignent la catégorie par ce code.",
			"code|category code|code catégorie|famille|code famille|family|rayon|gamme|reference|référence|id", "cars|suv", required, longest(64)),
		field("name", TypeText, "Name|Nom", "Otherwise its code.|Sinon son code.", "category name|label|description|nom|libellé|désignation|nom catégorie|nom de la catégorie|intitulé", "Cars|Sport utility vehicles", longest(200)),
		field("parent", TypeText, "Parent category|Catégorie parente", "Code of the category above: there already, or in the same file.|Code de la catégorie au-dessus : déjà présente, ou dans le même fichier.",
			"parent code|parent category|above|code parent|catégorie mère|catégorie parente|famille parente|famille mère", "|cars", longest(64)),
		field("renewal_months", TypeWhole, "Renewal in months|Renouvellement en mois", "From 1 to 1200; a car 48. Empty where it makes no sense.|De 1 à 1200 ; une voiture 48. Vide si cela n'a pas de sens.",
			"renewal|renewal cycle|renewal months|renewal period|cycle|cycle months|months|lifetime|mois|cycle de renouvellement|renouvellement|durée|durée de vie|durée de vie en mois", "48|42"),
	},
}

var divisions = Preset{
	Code: "divisions", Noun: "division", Key: "division", Small: true,
	Label: Text{"Divisions", "Divisions"},
	Help:  Text{"One line per division of the company; clients, orders and subscriptions name it by its code. A manager loads it.", "Une ligne par division de l'entreprise ; clients, commandes et abonnements la désignent par son code. Elle est chargée par un responsable."},
	Fields: []Field{
		field("division", TypeText, "Division code|Code de la division", "|", "code|division code|code division|branch|branch code|business unit|agence|code agence|établissement|code établissement|reference|référence|id", "new-cars|workshop", required, longest(64)),
		field("name", TypeText, "Name|Nom", "Otherwise its code.|Sinon son code.", "division name|branch name|label|description|nom|libellé|désignation|nom division|nom de la division|nom agence|intitulé", "New cars|Workshop", longest(200)),
	},
}
