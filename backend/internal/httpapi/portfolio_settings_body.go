package httpapi

import (
	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/fault"
	"clientele/internal/portfolio"
)

// PortfolioScheduleBody says when runs start by themselves, in the organisation's time zone.
type PortfolioScheduleBody struct {
	Every string `json:"every" enums:"off,day,week,month"`
	At    string `json:"time" example:"03:00"`
} //	@name	PortfolioSchedule

// TrendRuleBody says from which relative change of value on (0.2 is +20 %), and from how many purchases in both windows, a client's trend counts.
type TrendRuleBody struct {
	Change    float64 `json:"change"`
	Purchases int     `json:"purchases"`
} //	@name	TrendRule

// FRATCutsBody is the shares of the dominant category from which a client is focused, and a specialist.
type FRATCutsBody struct {
	Focused    float64 `json:"focused"`
	Specialist float64 `json:"specialist"`
} //	@name	FRATCuts

// TierSettingBody is the service that clients of an ABC class get.
type TierSettingBody struct {
	Class           string   `json:"class" enums:"A,B,C,D,E,F,none"`
	Code            string   `json:"code"`
	Name            string   `json:"name"`
	ResponseHours   int      `json:"response_hours"`
	Channels        []string `json:"channels"`
	EffortMinutes   int      `json:"effort_minutes"`
	DiscountPercent float64  `json:"discount_percent"`
} //	@name	TierSetting

// PortfolioSettingsBody is the cuts and windows of runs. abc_cuts count with the preset "own"; margin_rate null is that of the base.
type PortfolioSettingsBody struct {
	WindowMonths  int                   `json:"window_months"`
	RFMMonths     int                   `json:"rfm_window_months"`
	ABCPreset     string                `json:"abc_preset" enums:"pareto,60_90,65_90,own"`
	ABCCuts       []float64             `json:"abc_cuts"`
	ABCValue      string                `json:"abc_value" enums:"revenue,margin"`
	Monetary      string                `json:"monetary" enums:"sum,mean"`
	RFMMap        []RFMMapLine          `json:"rfm_map"`
	Schedule      PortfolioScheduleBody `json:"schedule"`
	HorizonMonths int                   `json:"horizon_months"`
	DiscountRate  float64               `json:"discount_rate"`
	MarginRate    *float64              `json:"margin_rate" extensions:"x-nullable"`
	Model         string                `json:"lifetime_model" enums:"auto,bgnbd,mbgnbd,paretonbd"`
	MatrixShare   float64               `json:"matrix_share"` // percent
	Potential     PotentialRuleBody     `json:"potential"`
	Trend         TrendRuleBody         `json:"trend"`
	FRAT          FRATCutsBody          `json:"frat"`
	Relationship  RelationshipRuleBody  `json:"relationship"`
	Dependence    BalanceLimitsBody     `json:"dependence"`
	SilenceMonths int                   `json:"silence_months"`
	ErosionMonths int                   `json:"erosion_months"`
	GuardMonths   int                   `json:"guard_months"`
	KeepMonths    int                   `json:"keep_months"`
	Tiers         []TierSettingBody     `json:"tiers"`
} //	@name	PortfolioSettings

// PortfolioPreviewBody asks what a run would find with other settings; without as_of it is today.
type PortfolioPreviewBody struct {
	AsOf     *clock.Day            `json:"as_of,omitempty" validate:"optional" extensions:"x-nullable"`
	Settings PortfolioSettingsBody `json:"settings"`
} //	@name	PortfolioPreviewStart

func mapLines(m analytics.RFMMap) []RFMMapLine {
	out := []RFMMapLine{}
	for _, l := range m.Lines() {
		out = append(out, RFMMapLine{Group: string(l.Group), Cells: l.Cells})
	}
	return out
}

func settingsBody(s portfolio.Settings) PortfolioSettingsBody {
	return PortfolioSettingsBody{WindowMonths: s.WindowMonths, RFMMonths: s.RFMMonths, ABCPreset: s.ABCPreset, ABCCuts: s.ABCCuts, ABCValue: s.ABCValue, Monetary: s.Monetary,
		RFMMap: mapLines(s.RFMMap), Schedule: PortfolioScheduleBody(s.Schedule), HorizonMonths: s.HorizonMonths, DiscountRate: s.DiscountRate, MarginRate: s.MarginRate,
		Model: s.Model, MatrixShare: s.MatrixShare, Potential: PotentialRuleBody(s.Potential), Trend: TrendRuleBody(s.Trend), FRAT: FRATCutsBody(s.FRAT),
		Relationship: RelationshipRuleBody(s.Relationship), Dependence: BalanceLimitsBody(s.Dependence), SilenceMonths: s.SilenceMonths, ErosionMonths: s.ErosionMonths,
		GuardMonths: s.GuardMonths, KeepMonths: s.KeepMonths, Tiers: eachOf(s.Tiers, func(t portfolio.Tier) TierSettingBody { return TierSettingBody(t) })}
}

// settings reads the wire shape.
func (b PortfolioSettingsBody) settings() (portfolio.Settings, error) {
	lines := make([]analytics.RFMCells, len(b.RFMMap))
	for i, l := range b.RFMMap {
		lines[i] = analytics.RFMCells{Group: analytics.RFMGroup(l.Group), Cells: l.Cells}
	}
	m, err := analytics.NewRFMMap(lines)
	if err != nil {
		return portfolio.Settings{}, fault.Invalid(fault.Field{Path: "rfm_map", Code: "map", Message: err.Error()})
	}
	return portfolio.Settings{WindowMonths: b.WindowMonths, RFMMonths: b.RFMMonths, ABCPreset: b.ABCPreset, ABCCuts: b.ABCCuts, ABCValue: b.ABCValue, Monetary: b.Monetary,
		RFMMap: m, Schedule: portfolio.Schedule(b.Schedule), Rules: portfolio.Rules{HorizonMonths: b.HorizonMonths, DiscountRate: b.DiscountRate, MarginRate: b.MarginRate,
			Model: b.Model, MatrixShare: b.MatrixShare, Potential: analytics.PotentialRule(b.Potential), Trend: analytics.TrendRule(b.Trend), FRAT: analytics.FRATCuts(b.FRAT),
			Relationship: analytics.RelationshipRule(b.Relationship), Dependence: analytics.DependenceLimits(b.Dependence), SilenceMonths: b.SilenceMonths, ErosionMonths: b.ErosionMonths,
			GuardMonths: b.GuardMonths, KeepMonths: b.KeepMonths, Tiers: eachOf(b.Tiers, func(t TierSettingBody) portfolio.Tier { return portfolio.Tier(t) })}}, nil
}
