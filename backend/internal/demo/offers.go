package demo

import (
	"encoding/json"

	"clientele/internal/clock"
	"clientele/internal/offer"
)

func amountOf(v int64) *int64 { return &v }

// placementOf is a placement and the code of the strategy that fills it, if any.
type placementOf struct {
	offer.Placement
	strategy string
}

var demoPlacements = []placementOf{
	{offer.Placement{Code: "mobile_home", Name: "Application : accueil", Channel: "mobile", Size: 3, Caps: []offer.CappingRule{capOf(offer.Impression, offer.PerClient, 40, offer.ResetDay)}}, "application"},
	{offer.Placement{Code: "web_banner", Name: "Site : bandeau", Channel: "web", Size: 1}, ""},
	{offer.Placement{Code: "workshop_receipt", Name: "Facture atelier", Channel: "store", Size: 1, AnonymousOnly: true}, ""},
	{offer.Placement{Code: "call_centre", Name: "Script d’appel", Channel: "phone", Size: 2}, "appels"},
	{offer.Placement{Code: learnedPlacement, Name: "Lettre : bloc d’offre", Channel: "email", Size: 1}, learnedStrategy},
}

// variantOf is a variant and the codes of the segments it is for.
type variantOf struct {
	offer.Variant
	segments []string
}

// offerOf is an offer and the codes of its segments and placements.
type offerOf struct {
	offer.Offer
	segments, placements []string
	variants             []variantOf
	codes                int  // unique codes to generate
	draft                bool // not approved
}

// tagged gives an offer with its tags and what an acceptance brings, 0 where that is not known.
func tagged(o offer.Offer, value int64, tags ...string) offer.Offer {
	if o.Tags = tags; value > 0 {
		o.CompanyValueMinor = &value
	}
	return o
}

// bounded gives an offer with its budget, 0 for none, and its capping rules.
func bounded(o offer.Offer, budget int64, caps ...offer.CappingRule) offer.Offer {
	if budget > 0 {
		o.BudgetMinor = &budget
	}
	o.Caps = caps
	return o
}

func capOf(event, per string, limit int64, resets string) offer.CappingRule {
	return offer.CappingRule{Event: event, Per: per, LimitCount: limit, Resets: resets}
}

// coded gives an offer with a code that everybody uses, or one of its own for each client where it is empty.
func coded(o offer.Offer, shared string) offer.Offer {
	if o.CodesKind, o.SharedCode = offer.CodesUnique, shared; shared != "" {
		o.CodesKind = offer.CodesShared
	}
	return o
}

// demoOffers are the dealer's offers on a day.
func demoOffers(day clock.Day) []offerOf {
	from := day.AddMonths(-2)
	everywhere := []string{"mobile_home", "web_banner", "workshop_receipt", "call_centre", learnedPlacement}
	o := func(code, name, kind string, priority, value, cost int64, months int) offer.Offer {
		v := offer.Offer{Code: code, Name: name, Kind: kind, Priority: priority, FromDay: &from, ClientValueMinor: amountOf(value), CompanyCostMinor: amountOf(cost)}
		if months > 0 {
			to := day.AddMonths(months)
			v.ToDay = &to
		}
		return v
	}
	return []offerOf{
		{Offer: tagged(bounded(o("renouvellement", "Prime de renouvellement", "discount", 90, 80000, 60000, 6), 2_400_000, capOf(offer.Redemption, offer.PerClient, 1, offer.ResetYear), capOf(offer.Impression, offer.PerClient, 3, offer.ResetWeek)), 240_000, "club"), segments: []string{"rfm_group:champions", "rfm_group:loyal", "abc:A"}, placements: everywhere,
			variants: []variantOf{
				{offer.Variant{Name: "Meilleurs clients", TitleFr: "Votre prochaine voiture : 1 200 € de prime", TitleEn: "Your next car: €1,200 bonus", TextFr: "Essai à domicile, reprise garantie et livraison en dix jours.", TextEn: "Test drive at home, guaranteed trade-in, delivery in ten days.", DiscountKind: "amount", DiscountValue: amountOf(120000), ServiceTermsFr: "Conseiller attitré, véhicule de prêt", ServiceTermsEn: "Your own adviser, courtesy car", DeliveryDays: amountOf(10)}, []string{"rfm_group:champions"}},
				{offer.Variant{Name: "Clients fidèles", TitleFr: "800 € de prime de reprise", TitleEn: "€800 trade-in bonus", TextFr: "Pour tout véhicule neuf commandé ce trimestre.", TextEn: "On any new vehicle ordered this quarter.", DiscountKind: "amount", DiscountValue: amountOf(80000), DeliveryDays: amountOf(30)}, nil},
				{offer.Variant{Name: "Discrète", IsAnonymous: true, TitleFr: "Prime de reprise en ce moment", TitleEn: "Trade-in bonus this season", TextFr: "Renseignez-vous à l’accueil.", TextEn: "Ask at the desk."}, nil}}},
		{Offer: tagged(bounded(o("retour_atelier", "Retour à l’atelier", "discount", 80, 4000, 2500, 4), 100_000, capOf(offer.Redemption, offer.PerClient, 1, offer.ResetMonth), capOf(offer.Redemption, offer.PerTotal, 200, offer.ResetNever)), 9_000, "atelier"), segments: []string{"rfm_group:at_risk", "rfm_group:cannot_lose", "rfm_group:about_to_sleep", "rfm_group:hibernating"}, placements: []string{"mobile_home", "web_banner", "call_centre", learnedPlacement},
			variants: []variantOf{
				{offer.Variant{Name: "À ne pas perdre", TitleFr: "Révision à −30 %, on vous attend", TitleEn: "Service at −30 %: we miss you", TextFr: "Avec contrôle de quarante points et véhicule de prêt.", TextEn: "Forty-point check and courtesy car included.", DiscountKind: "percent", DiscountValue: amountOf(3000)}, []string{"rfm_group:cannot_lose"}},
				{offer.Variant{Name: "Standard", TitleFr: "Révision à −15 %", TitleEn: "Service at −15 %", TextFr: "Valable dans tous nos ateliers.", TextEn: "In all our workshops.", DiscountKind: "percent", DiscountValue: amountOf(1500)}, nil}}},
		{Offer: tagged(coded(bounded(o("pneus_hiver", "Pack pneus hiver", "bundle", 60, 6000, 4000, 3), 800_000, capOf(offer.Click, offer.PerClient, 5, offer.ResetMonth)), "HIVER-2026"), 11_000, "atelier"), placements: everywhere,
			variants: []variantOf{{offer.Variant{Name: "Standard", IsAnonymous: true, TitleFr: "Quatre pneus hiver, montage offert", TitleEn: "Four winter tyres, fitting free", TextFr: "Stockage de vos pneus été compris.", TextEn: "Storage of your summer tyres included.", PriceMinor: amountOf(46800)}, nil}}},
		{Offer: tagged(coded(bounded(o(welcomeOffer, "Bienvenue", "gift", 50, 2500, 1200, 0), 0), ""), 5_000, "club"), codes: 500, segments: []string{"rfm_group:new", "rfm_group:promising"}, placements: []string{"mobile_home", "web_banner", learnedPlacement},
			variants: []variantOf{{offer.Variant{Name: "Standard", TitleFr: "Premier entretien : le lavage est offert", TitleEn: "First service: free car wash", TextFr: "Sur rendez-vous en ligne.", TextEn: "When you book online."}, nil}}},
		{Offer: func() offer.Offer {
			v := o("conseils", "Conseils d’entretien", "information", 10, 0, 0, 0)
			v.IsFallback = true
			return v
		}(), placements: everywhere,
			variants: []variantOf{{offer.Variant{Name: "Standard", IsAnonymous: true, TitleFr: "Cinq gestes pour faire durer votre voiture", TitleEn: "Five habits that make your car last", TextFr: "Nos mécaniciens vous répondent.", TextEn: "Our mechanics answer your questions."}, nil}}},
		{Offer: func() offer.Offer {
			v := tagged(o("rappel", "Rappel du chef d’atelier", "service", 40, 1500, 900, 0), 0, "atelier")
			v.Purpose = offer.PurposeService
			v.Rules = map[string]offer.RuleTie{offer.SlotApplicability: {Rule: json.RawMessage(complained)}}
			return v
		}(), placements: []string{"mobile_home", "call_centre"},
			variants: []variantOf{{offer.Variant{Name: "Standard", TitleFr: "Le chef d’atelier vous rappelle", TitleEn: "Our workshop manager calls you back", TextFr: "Sous deux heures, pour entendre ce qui n’a pas convenu.", TextEn: "Within two hours, to hear what went wrong.", ServiceTermsFr: "Véhicule de prêt pendant la reprise", ServiceTermsEn: "Courtesy car meanwhile"}, nil}}},
		{Offer: func() offer.Offer {
			v, first, last := tagged(o("portes_ouvertes", "Portes ouvertes", "event", 70, 0, 3000, 0), 0, "club"), day+40, day+61
			v.FromDay, v.ToDay = &first, &last
			return v
		}(), segments: []string{"abc:A", "abc:B"}, placements: everywhere, draft: true,
			variants: []variantOf{{offer.Variant{Name: "Standard", IsAnonymous: true, TitleFr: "Essayez les nouveautés avant tout le monde", TitleEn: "Drive the new models before anyone else", TextFr: "Sur invitation, trois samedis de suite.", TextEn: "By invitation, three Saturdays in a row."}, nil}}},
	}
}

// complained holds of clients with a complaint in the year.
const complained = `{"version":1,"root":{"measure":"count","of":"case","where":[{"field":"case.kind","op":"is","value":"complaint"}],"window":{"last":12,"unit":"month"},"op":"gte","value":1}}`
