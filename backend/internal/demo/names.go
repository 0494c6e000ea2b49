package demo

// What French names and places the demo's people and companies are made of. All of them are invented combinations.

var womenNames = split(`Marie,Camille,Léa,Chloé,Emma,Manon,Inès,Jade,Louise,Sarah,Julie,Pauline,Claire,Sophie,Nathalie,Isabelle,Sandrine,Valérie,Céline,Aurélie,Émilie,Audrey,Hélène,Martine,Françoise,Monique,Jacqueline,Brigitte,Yasmine,Fatima,Aïcha,Lina,Noémie,Élodie,Laure,Mathilde,Anaïs,Agathe,Corinne,Florence`)

var menNames = split(`Jean,Pierre,Michel,Philippe,Nicolas,Julien,Thomas,Antoine,Alexandre,Maxime,Lucas,Hugo,Louis,Gabriel,Arthur,Paul,Jules,Adrien,Romain,Vincent,Olivier,Stéphane,Christophe,Laurent,Frédéric,Sébastien,Guillaume,Mathieu,François,Gérard,Daniel,Alain,Karim,Mehdi,Youssef,Rémi,Benoît,Étienne,Cédric,Jérôme`)

var lastNames = split(`Martin,Bernard,Thomas,Petit,Robert,Richard,Durand,Dubois,Moreau,Laurent,Simon,Michel,Lefebvre,Leroy,Roux,David,Bertrand,Morel,Fournier,Girard,Bonnet,Dupont,Lambert,Fontaine,Rousseau,Vincent,Müller,Lefèvre,Faure,André,Mercier,Blanc,Guérin,Boyer,Garnier,Chevalier,François,Legrand,Gauthier,Garcia,Perrin,Robin,Clément,Morin,Nicolas,Henry,Roussel,Mathieu,Gautier,Masson,Marchand,Duval,Denis,Dumont,Marie,Lemaire,Noël,Meyer,Dufour,Meunier,Brun,Blanchard,Giraud,Joly,Rivière,Lucas,Brunet,Gaillard,Barbier,Arnaud,Martinez,Gérard,Roche,Renard,Schmitt,Roy,Leroux,Colin,Vidal,Caron,Picard,Aubert,Benali,Haddad,Nguyen,Traoré,Da Silva,Ferreira,Kowalski,Bouvier`)

var trades = split(`Menuiserie,Plomberie,Électricité,Boulangerie,Transports,Maçonnerie,Paysages,Ambulances,Taxis,Cabinet,Pharmacie,Traiteur,Imprimerie,Serrurerie,Couverture,Peinture,Auto-école,Infirmiers,Logistique,Conseil,Assurances,Immobilier,Vignobles,Laiterie,Scierie,Chauffage,Nettoyage,Sécurité,Location,Événements`)

var legalForms = split(`SARL,SAS,SA,EURL,& Fils,et Associés`)

var publicBodies = split(`Mairie de %s,Communauté de communes de %s,Centre hospitalier de %s,Collège de %s,Service d'incendie de %s,Conseil départemental (%s),CCAS de %s,Office public de l'habitat de %s`)

var streets = split(`rue de la République,avenue de la Gare,rue des Écoles,place du Marché,rue Victor-Hugo,boulevard Carnot,chemin des Vignes,rue du Moulin,impasse des Lilas,route de Lyon,rue Pasteur,allée des Tilleuls,rue de l'Église,quai de Saône,rue Jean-Jaurès,montée du Château`)

// place is a town with its coordinates and its weight.
type place struct {
	name, postcode, region string
	lat, lon               float64
	weight                 int
}

var places = []place{
	{"Lyon", "69003", "Auvergne-Rhône-Alpes", 45.757, 4.842, 30}, {"Villeurbanne", "69100", "Auvergne-Rhône-Alpes", 45.767, 4.880, 18},
	{"Vénissieux", "69200", "Auvergne-Rhône-Alpes", 45.697, 4.887, 10}, {"Caluire-et-Cuire", "69300", "Auvergne-Rhône-Alpes", 45.796, 4.846, 9},
	{"Bron", "69500", "Auvergne-Rhône-Alpes", 45.739, 4.913, 9}, {"Écully", "69130", "Auvergne-Rhône-Alpes", 45.774, 4.778, 8},
	{"Villefranche-sur-Saône", "69400", "Auvergne-Rhône-Alpes", 45.989, 4.718, 12}, {"L'Arbresle", "69210", "Auvergne-Rhône-Alpes", 45.836, 4.616, 6},
	{"Tarare", "69170", "Auvergne-Rhône-Alpes", 45.896, 4.433, 6}, {"Givors", "69700", "Auvergne-Rhône-Alpes", 45.590, 4.769, 5},
	{"Vienne", "38200", "Auvergne-Rhône-Alpes", 45.524, 4.874, 9}, {"Bourgoin-Jallieu", "38300", "Auvergne-Rhône-Alpes", 45.586, 5.273, 9},
	{"Grenoble", "38000", "Auvergne-Rhône-Alpes", 45.188, 5.724, 12}, {"Saint-Étienne", "42000", "Auvergne-Rhône-Alpes", 45.439, 4.387, 11},
	{"Roanne", "42300", "Auvergne-Rhône-Alpes", 46.036, 4.068, 5}, {"Bourg-en-Bresse", "01000", "Auvergne-Rhône-Alpes", 46.205, 5.225, 9},
	{"Ambérieu-en-Bugey", "01500", "Auvergne-Rhône-Alpes", 45.961, 5.353, 5}, {"Mâcon", "71000", "Bourgogne-Franche-Comté", 46.306, 4.828, 9},
	{"Chalon-sur-Saône", "71100", "Bourgogne-Franche-Comté", 46.781, 4.853, 6}, {"Beaune", "21200", "Bourgogne-Franche-Comté", 47.024, 4.839, 4},
	{"Dijon", "21000", "Bourgogne-Franche-Comté", 47.322, 5.041, 5}, {"Chambéry", "73000", "Auvergne-Rhône-Alpes", 45.564, 5.917, 6},
	{"Annecy", "74000", "Auvergne-Rhône-Alpes", 45.899, 6.129, 6}, {"Valence", "26000", "Auvergne-Rhône-Alpes", 44.933, 4.892, 7},
	{"Romans-sur-Isère", "26100", "Auvergne-Rhône-Alpes", 45.046, 5.051, 4}, {"Annonay", "07100", "Auvergne-Rhône-Alpes", 45.240, 4.671, 4},
	{"Clermont-Ferrand", "63000", "Auvergne-Rhône-Alpes", 45.777, 3.082, 4}, {"Paris", "75011", "Île-de-France", 48.859, 2.380, 3},
	{"Marseille", "13006", "Provence-Alpes-Côte d'Azur", 43.287, 5.381, 2}, {"Genève", "1201", "Genève", 46.209, 6.143, 2},
}

// abroad is where the few clients from other countries live.
var abroad = []struct {
	country string
	place
}{
	{"CH", place{"Lausanne", "1003", "Vaud", 46.520, 6.633, 3}}, {"CH", place{"Genève", "1204", "Genève", 46.204, 6.143, 3}},
	{"IT", place{"Torino", "10121", "Piemonte", 45.070, 7.687, 2}}, {"BE", place{"Bruxelles", "1000", "Bruxelles-Capitale", 50.847, 4.352, 2}},
	{"DE", place{"Stuttgart", "70173", "Baden-Württemberg", 48.776, 9.183, 1}}, {"ES", place{"Barcelona", "08001", "Cataluña", 41.383, 2.177, 1}},
	{"LU", place{"Luxembourg", "1111", "Luxembourg", 49.611, 6.130, 1}},
}
