package intake

import (
	"strings"

	"clientele/internal/page"
)

// countries lists "code=names" with English and French names, for cells that spell a country out. Regions that are no country stand for
// no country at all.
const countries = `AD=andorra|andorre;AE=united arab emirates|emirats arabes unis|uae;AF=afghanistan;AL=albania|albanie;AM=armenia|armenie;AO=angola;AR=argentina|argentine;
AT=austria|autriche;AU=australia|australie;AZ=azerbaijan|azerbaidjan;BA=bosnia and herzegovina|bosnie-herzegovine;BD=bangladesh;BE=belgium|belgique;BF=burkina faso;
BG=bulgaria|bulgarie;BH=bahrain|bahrein;BJ=benin;BO=bolivia|bolivie;BR=brazil|bresil;BY=belarus|bielorussie;CA=canada;CD=congo (drc)|democratic republic of the congo|republique democratique du congo;
CG=congo|republic of the congo|republique du congo;CH=switzerland|suisse;CI=ivory coast|cote d'ivoire;CL=chile|chili;CM=cameroon|cameroun;CN=china|chine;CO=colombia|colombie;
CR=costa rica;CU=cuba;CY=cyprus|chypre;CZ=czech republic|czechia|republique tcheque|tchequie;DE=germany|allemagne;DK=denmark|danemark;DO=dominican republic|republique dominicaine;
DZ=algeria|algerie;EC=ecuador|equateur;EE=estonia|estonie;EG=egypt|egypte;ES=spain|espagne;ET=ethiopia|ethiopie;FI=finland|finlande;FR=france|france metropolitaine;GA=gabon;
GB=united kingdom|royaume-uni|great britain|grande-bretagne|uk|england|angleterre|scotland|ecosse|wales|northern ireland;GE=georgia|georgie;GF=french guiana|guyane|guyane francaise;
GG=guernsey|guernesey;GH=ghana;GI=gibraltar;GN=guinea|guinee;GP=guadeloupe;GR=greece|grece;GT=guatemala;HK=hong kong;HR=croatia|croatie;HT=haiti;HU=hungary|hongrie;ID=indonesia|indonesie;
IE=ireland|irlande|eire|republic of ireland;IL=israel;IN=india|inde;IQ=iraq|irak;IR=iran;IS=iceland|islande;IT=italy|italie;JE=jersey;JM=jamaica|jamaique;JO=jordan|jordanie;JP=japan|japon;
KE=kenya;KH=cambodia|cambodge;KR=south korea|korea|coree du sud|coree;KW=kuwait|koweit;KZ=kazakhstan;LA=laos;LB=lebanon|liban;LI=liechtenstein;LK=sri lanka;LT=lithuania|lituanie;
LU=luxembourg;LV=latvia|lettonie;LY=libya|libye;MA=morocco|maroc;MC=monaco;MD=moldova|moldavie;ME=montenegro;MG=madagascar;MK=north macedonia|macedoine du nord;ML=mali;MQ=martinique;
MR=mauritania|mauritanie;MT=malta|malte;MU=mauritius|maurice|ile maurice;MX=mexico|mexique;MY=malaysia|malaisie;MZ=mozambique;NA=namibia|namibie;NC=new caledonia|nouvelle-caledonie;NE=niger;
NG=nigeria;NL=netherlands|pays-bas|the netherlands|holland|hollande;NO=norway|norvege;NP=nepal;NZ=new zealand|nouvelle-zelande;OM=oman;PA=panama;PE=peru|perou;PF=french polynesia|polynesie francaise;
PH=philippines;PK=pakistan;PL=poland|pologne;PM=saint pierre and miquelon|saint-pierre-et-miquelon;PT=portugal;PY=paraguay;QA=qatar;RE=reunion|la reunion;RO=romania|roumanie;RS=serbia|serbie;
RU=russia|russie|russian federation;RW=rwanda;SA=saudi arabia|arabie saoudite;SE=sweden|suede;SG=singapore|singapour;SI=slovenia|slovenie;SK=slovakia|slovaquie;SM=san marino|saint-marin;
SN=senegal;SV=el salvador|salvador;TD=chad|tchad;TG=togo;TH=thailand|thailande;TN=tunisia|tunisie;TR=turkey|turquie|turkiye;TW=taiwan;TZ=tanzania|tanzanie;UA=ukraine;UG=uganda|ouganda;
US=united states|etats-unis|usa|united states of america|etats-unis d'amerique|u.s.a.|u.s.;UY=uruguay;UZ=uzbekistan|ouzbekistan;VA=vatican;VE=venezuela;VN=vietnam|viet nam;YT=mayotte;
ZA=south africa|afrique du sud|rsa;ZM=zambia|zambie;ZW=zimbabwe;=unspecified|unknown|inconnu|non precise|n/a|european community|europe|communaute europeenne|channel islands|iles anglo-normandes|other|autre`

var countryCodes = readCountries()

func readCountries() map[string]string {
	names := map[string]string{}
	for _, c := range strings.Split(countries, ";") {
		code, list, _ := strings.Cut(strings.TrimSpace(c), "=")
		for _, n := range strings.Split(list, "|") {
			names[n] = code
		}
	}
	return names
}

// countryCode gives the ISO 3166 code of a code or an English or French name, empty for what is no country; false for what is not known.
func countryCode(text string) (string, bool) {
	if len(text) == 2 {
		if code := strings.ToUpper(text); code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z' {
			if code == "UK" {
				code = "GB"
			}
			return code, true
		}
	}
	code, ok := countryCodes[page.Fold(text)]
	return code, ok
}
