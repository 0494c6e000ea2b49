package intake

const clientSynonyms = "id|code|number|reference|identifiant|client|account|customer|client id|client number|client code|customer id|customerid|customer number|customer no|customer reference|customer code|code client|numéro client|numéro de client|n° client|no client|num client|id client|identifiant client|ref client|réf client|compte client|account number"

var kindWords = choices("b2c=particulier|person|individual|private|privé|consumer", "b2b=entreprise|company|business|société|professionnel|pro", "b2g=public|public body|administration|collectivité|organisme public")

var (
	personFields = []Field{
		field("title", TypeText, "Title|Civilité", "|", "salutation|civilité|titre", "Ms|Mr", longest(32)),
		field("first_name", TypeText, "First name|Prénom", "|", "firstname|given name|forename|prénom", "Camille|Louis", longest(120)),
		field("last_name", TypeText, "Last name|Nom", "|", "lastname|surname|family name|nom|nom de famille", "Morel|Faure", longest(120)),
	}
	emailField    = field("email", TypeEmail, "E-mail|E-mail", "|", "mail|e-mail|email address|e-mail address|courriel|adresse e-mail|adresse email|adresse mail|mél", "camille.morel@example.org|louis.faure@example.org", longest(254))
	phoneField    = field("phone", TypeText, "Phone|Téléphone", "|", "telephone|phone number|mobile|mobile phone|cell|tel|tél|téléphone|numéro de téléphone|portable|gsm", "+33 1 23 45 67 89|06 12 34 56 78", longest(40))
	languageField = field("language", TypeLanguage, "Language|Langue", "ISO code such as fr.|Code ISO tel que fr.", "lang|locale|langue|code langue", "fr|en")
)

var clients = Preset{
	Code: "clients", Noun: "client", Key: "reference",
	Label: Text{"Clients", "Clients"},
	Help:  Text{"One line per client. Empty cells leave what is known as it is.", "Une ligne par client. Les cellules vides laissent ce qui est connu."},
	Fields: append(append([]Field{
		field("reference", TypeReference, "Client reference|Référence client", "The client's number in the source.|Le numéro du client dans la source.", clientSynonyms, "C-1001|C-1002", required, longest(128)),
		field("kind", TypeChoice, "Kind|Nature", "b2c, b2b or b2g.|b2c, b2b ou b2g.", "client type|customer type|type|type client|type de client|nature", "b2c|b2b", kindWords),
		field("name", TypeText, "Name|Nom complet", "Where it is not made of first and last name.|Quand il n'est pas fait du prénom et du nom.", "full name|client name|customer name|customer|nom complet|nom client|nom du client|nom prénom", "|"),
		field("company_name", TypeText, "Company|Société", "|", "company name|organisation|organization|raison sociale|société|entreprise|dénomination", "|Faure SARL"),
	}, personFields...),
		emailField, phoneField, languageField,
		field("birth_day", TypeDay, "Birth date|Date de naissance", "|", "birthday|birth date|date of birth|dob|naissance|date naissance|né le", "1985-06-14|"),
		field("gender", TypeChoice, "Gender|Genre", "|", "sex|genre|sexe", "female|male", choices("female=f|femme|woman|mme|ms", "male=m|h|homme|man|mr", "other=autre|x")),
		field("occupation", TypeText, "Occupation|Profession", "|", "job|profession|métier|csp", "|", longest(120)),
		field("household_size", TypeWhole, "Household size|Taille du foyer", "|", "household|foyer|taille du foyer|personnes au foyer", "|"),
		field("income_band", TypeText, "Income band|Tranche de revenu", "|", "income|revenu|tranche de revenus", "|", longest(32)),
		field("interests", TypeText, "Interests|Centres d'intérêt", "|", "hobbies|loisirs|centres d'interet|intérêts", "|", longest(1000)),
		field("preferred_channel", TypeChoice, "Preferred channel|Canal préféré", "|", "contact channel|canal préféré|canal de contact", "email|phone", channelWords),
		field("line1", TypeText, "Address|Adresse", "|", "street|address line 1|address1|street address|adresse|adresse 1|rue|adresse ligne 1|voie", "12 rue des Lilas|3 place du Marché"),
		field("line2", TypeText, "Address, second line|Complément d'adresse", "|", "address line 2|address2|adresse 2|complément|complément d'adresse|adresse ligne 2", "|"),
		field("postcode", TypeReference, "Postcode|Code postal", "|", "zip|zip code|postal code|post code|cp|code postal", "69003|75011", longest(20)),
		field("city", TypeText, "City|Ville", "|", "town|ville|commune|localité", "Lyon|Paris", longest(120)),
		field("region", TypeText, "Region|Région", "|", "state|county|province|région|département", "|", longest(120)),
		field("country", TypeCountry, "Country|Pays", "ISO code or name.|Code ISO ou nom.", "country code|pays|code pays", "FR|France"),
		field("latitude", TypeDecimal, "Latitude|Latitude", "|", "lat", "|"),
		field("longitude", TypeDecimal, "Longitude|Longitude", "|", "lon|lng|long", "|"),
		field("acquisition_source", TypeText, "Acquisition source|Origine", "How the client was won.|Comment le client a été gagné.", "origin|lead source|origine|provenance", "|", longest(64)),
		field("acquisition_day", TypeDay, "Acquired on|Date d'acquisition", "|", "acquisition date|client since|customer since|created|signup date|date d'acquisition|client depuis|date de création|date création", "|"),
		field("acquisition_cost", TypeAmount, "Acquisition cost|Coût d'acquisition", "|", "cac|coût d'acquisition", "|"),
		field("division", TypeText, "Division|Division", "Code.|Code.", "branch|business unit|agence|site|code division", "|", longest(64)),
		field("owner", TypeEmail, "Owner|Commercial", "E-mail address of the user who looks after the client.|Adresse e-mail de l'utilisateur qui suit le client.", "owner email|sales rep|account manager|rep|e-mail du commercial|chargé de clientèle|chargé d'affaires|conseiller|vendeur|responsable", "|", longest(254)),
		field("parent_reference", TypeReference, "Parent client|Client parent", "The reference of the company above: it is there already, or stands above in the file or near by.|La référence de la société mère : elle existe déjà, ou se trouve plus haut dans le fichier ou à proximité.",
			"parent|parent reference|parent company|head office|société mère|maison mère|siège|client principal|code parent", "|", longest(128)),
		field("risk", TypeChoice, "Financial risk|Risque financier", "|", "credit risk|risque|risque client", "low|", choices("low=faible|bas", "medium=moyen", "high=élevé|fort", "insolvent=insolvable")),
		field("is_reference", TypeFlag, "Reference client|Client de référence", "A client whose value is not its turnover.|Un client dont la valeur n'est pas le chiffre d'affaires.", "client de référence|client vitrine", "|"),
		field("note", TypeText, "Note|Note", "|", "comment|comments|notes|commentaire|remarque|observation", "|", longest(2000))),
}

var ownerReference = field("client_reference", TypeReference, "Client reference|Référence client", "The client's number in the source; the client must be there already.|Le numéro du client dans la source ; le client doit déjà exister.",
	clientSynonyms, "C-1001|C-1002", required, longest(128))

// ownerOf is the client's reference in files whose own reference is another one: "id" and the like are not the client's there.
var ownerOf = with(ownerReference, func(f *Field) { f.Synonyms = splitWords(clientSynonyms)[8:] })

var contacts = Preset{
	Code: "contacts", Noun: "contact", Key: "reference",
	Label: Text{"Contacts", "Contacts"},
	Help:  Text{"People at clients that are companies or public bodies.", "Personnes chez les clients entreprises ou organismes publics."},
	Fields: append([]Field{
		with(ownerOf, func(f *Field) {
			f.Synonyms = append([]string{"company code", "code société", "code entreprise"}, f.Synonyms...)
		}),
		field("reference", TypeReference, "Contact reference|Référence du contact", "The contact's number in the source; needed to change the contact by loading it again.|Le numéro du contact dans la source ; nécessaire pour le modifier en le rechargeant.",
			"contact id|contact number|contact code|code contact|numéro contact|n° contact|id contact", "P-1|P-2", required, longest(128)),
		field("name", TypeText, "Name|Nom complet", "|", "contact name|contact|full name|nom complet|nom du contact", "|"),
		field("role", TypeText, "Role|Fonction", "|", "job title|position|function|fonction|poste|rôle", "Buyer|Workshop manager", longest(120)),
		emailField, phoneField, languageField,
		field("is_primary", TypeFlag, "Primary contact|Contact principal", "|", "primary|main contact|principal|contact principal", "yes|no"),
	}, personFields[1:]...),
}

var emails = Preset{
	Code: "emails", Noun: "client", Key: "client_reference",
	Label:  Text{"E-mail addresses", "Adresses e-mail"},
	Help:   Text{"Gives clients that are there already their e-mail address.", "Donne leur adresse e-mail à des clients déjà présents."},
	Fields: []Field{ownerReference, with(emailField, required)},
}
