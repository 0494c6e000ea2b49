package rule

// english and french are the words of leaves by operator, measure and unit.
var english = map[string]string{
	"is": "is", "is_not": "is not", "in": "is one of", "not_in": "is none of", "contains": "contains", "not_contains": "does not contain",
	"starts_with": "begins with", "ends_with": "ends with", "lt": "<", "lte": "≤", "gt": ">", "gte": "≥", "between": "between", "and": "and",
	"anniversary_within": "has its anniversary by", "is_empty": "is empty", "is_not_empty": "is not empty",
	"in segment": "member of", "not_in segment": "not a member of", "not": "not",
	"count": "number of", "sum": "sum of", "average": "average of", "min": "lowest", "max": "highest", "distinct": "different values of",
	"where": "with", "last": "last", "from": "from", "to": "until", "today": "today", "ahead": "in", "ago": "… ago", "true": "yes", "false": "no",
	"day": "day", "days": "days", "week": "week", "weeks": "weeks", "month": "month", "months": "months", "year": "year", "years": "years",
}

var french = map[string]string{
	"is": "est", "is_not": "n’est pas", "in": "est parmi", "not_in": "n’est pas parmi", "contains": "contient", "not_contains": "ne contient pas",
	"starts_with": "commence par", "ends_with": "finit par", "lt": "<", "lte": "≤", "gt": ">", "gte": "≥", "between": "entre", "and": "et",
	"anniversary_within": "a son anniversaire d’ici", "is_empty": "est vide", "is_not_empty": "n’est pas vide",
	"in segment": "membre de", "not_in segment": "pas membre de", "not": "pas",
	"count": "nombre de", "sum": "somme de", "average": "moyenne de", "min": "plus bas", "max": "plus haut", "distinct": "valeurs différentes de",
	"where": "avec", "last": "sur", "from": "du", "to": "au", "today": "aujourd’hui", "ahead": "dans", "ago": "il y a …", "true": "oui", "false": "non",
	"day": "jour", "days": "jours", "week": "semaine", "weeks": "semaines", "month": "mois", "months": "mois", "year": "an", "years": "ans",
}
