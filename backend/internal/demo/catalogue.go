package demo

import "strings"

func split(s string) []string { return strings.Split(s, ",") }

// item is a product of the dealer: price and cost in euros, net of tax, and how often it is picked within its category.
type item struct {
	sku, name string
	price     float64
	margin    float64 // share of the price
	weight    int
}

// category is a product category with its division and renewal cycle in months.
type category struct {
	code, name, division string
	renewal              int64
	items                []item
}

var catalogue = []category{
	{"neuf", "Véhicules neufs", "VN", 60, []item{
		{"VN-CITAD", "Citadine Alizé 1.0", 15400, .055, 26}, {"VN-CITEL", "Citadine Alizé électrique", 24900, .045, 14}, {"VN-COMP", "Compacte Mistral 1.3", 22800, .06, 22},
		{"VN-COMPH", "Compacte Mistral hybride", 27900, .06, 16}, {"VN-SUV", "SUV Tramontane", 31500, .07, 14}, {"VN-SUVH", "SUV Tramontane hybride rechargeable", 39900, .065, 8},
		{"VN-UTIL", "Utilitaire Cargo L1", 19800, .07, 0}, {"VN-UTIL2", "Utilitaire Cargo L2", 25400, .07, 0}, {"VN-UTILE", "Utilitaire Cargo électrique", 33600, .05, 0}}},
	{"occasion", "Véhicules d'occasion", "VO", 54, []item{
		{"VO-CITAD", "Citadine d'occasion", 8900, .11, 34}, {"VO-COMP", "Compacte d'occasion", 12700, .10, 30}, {"VO-SUV", "SUV d'occasion", 17900, .10, 18},
		{"VO-BREAK", "Break d'occasion", 13800, .10, 10}, {"VO-UTIL", "Utilitaire d'occasion", 13200, .11, 8}}},
	{"revision", "Révisions et entretien", "APV", 12, []item{
		{"REV-VID", "Vidange et filtres", 139, .46, 40}, {"REV-AN", "Révision annuelle", 219, .48, 34}, {"REV-GR", "Grande révision", 389, .47, 14}, {"REV-CLIM", "Entretien climatisation", 109, .52, 12}}},
	{"pneus", "Pneumatiques", "APV", 36, []item{
		{"PNE-ETE", "Quatre pneus été", 412, .24, 45}, {"PNE-HIV", "Quatre pneus hiver", 468, .25, 35}, {"PNE-2", "Deux pneus", 214, .24, 20}}},
	{"gardiennage", "Permutation et gardiennage", "APV", 6, []item{{"GAR-4", "Permutation et gardiennage de quatre pneus", 79, .58, 80}, {"GAR-EQ", "Permutation, équilibrage et gardiennage", 109, .55, 20}}},
	{"controle", "Contrôle technique", "APV", 24, []item{{"CT-VISITE", "Contrôle technique", 72, .55, 80}, {"CT-CONTRE", "Contre-visite", 24, .60, 20}}},
	{"mecanique", "Mécanique et freinage", "APV", 0, []item{
		{"MEC-FREIN", "Plaquettes et disques avant", 324, .41, 36}, {"MEC-BATT", "Batterie", 168, .34, 28}, {"MEC-DISTR", "Courroie de distribution", 612, .42, 16}, {"MEC-EMBR", "Embrayage", 748, .40, 10}, {"MEC-DIAG", "Diagnostic électronique", 79, .70, 10}}},
	{"carrosserie", "Carrosserie", "APV", 0, []item{{"CAR-RAYURE", "Reprise de rayures", 245, .45, 45}, {"CAR-CHOC", "Réparation après choc", 1380, .38, 35}, {"CAR-VITRE", "Remplacement de pare-brise", 540, .33, 20}}},
	{"accessoires", "Accessoires et boutique", "APV", 0, []item{
		{"ACC-TAPIS", "Jeu de tapis", 59, .48, 26}, {"ACC-BARRES", "Barres de toit", 179, .39, 14}, {"ACC-SIEGE", "Siège enfant", 189, .33, 12}, {"ACC-LAVE", "Lave-glace 5 l", 7.9, .55, 22},
		{"ACC-BALAIS", "Balais d'essuie-glace", 34.5, .50, 18}, {"ACC-CHAINE", "Chaînes à neige", 84, .36, 8}}},
}

// divisions of the dealer.
var divisions = [][2]string{{"VN", "Véhicules neufs"}, {"VO", "Véhicules d'occasion"}, {"APV", "Atelier et pièces"}}

// salesSeason says how busy the showroom is each month, January first.
var salesSeason = [12]float64{.9, .9, 1.35, 1.0, 1.0, 1.35, .8, .5, 1.05, 1.0, .95, 1.2}

func categoryOf(code string) *category {
	for i := range catalogue {
		if catalogue[i].code == code {
			return &catalogue[i]
		}
	}
	return nil
}
