package httpapi

import (
	"clientele/internal/analytics"
	"clientele/internal/clock"
	"clientele/internal/id"
	"clientele/internal/portfolio"
)

// each converts a list; no list is an empty one.
func eachOf[T, B any](list []T, body func(T) B) []B {
	out := make([]B, len(list))
	for i, v := range list {
		out[i] = body(v)
	}
	return out
}

func same[T, B any](p *T, body func(T) B) *B {
	if p == nil {
		return nil
	}
	b := body(*p)
	return &b
}

func retentionBody(h ReportHeadBody, r portfolio.RetentionReport) any {
	return RetentionReportBody{ReportHeadBody: h, SilenceMonths: r.SilenceMonths,
		Months:  eachOf(r.Months, func(m portfolio.RetentionMonth) RetentionMonthBody { return RetentionMonthBody(m) }),
		Erosion: ErosionBody(r.Erosion),
		Survival: SurvivalBody{Points: eachOf(r.Survival.Points, func(p portfolio.SurvivalPoint) SurvivalPointBody { return SurvivalPointBody(p) }),
			MedianMonths: r.Survival.Median, Clients: r.Survival.Clients, Lost: r.Survival.Lost}}
}

func cohortBody(h ReportHeadBody, period string, r portfolio.CohortsReport) CohortReportBody {
	t := r.Of(period)
	b := CohortReportBody{ReportHeadBody: h, Period: period, Retention: append([]float64{}, t.Retention...)}
	b.Cohorts = eachOf(t.Cohorts, func(c portfolio.Cohort) CohortBody {
		return CohortBody{Cohort: c.Cohort, Size: c.Size, Cells: eachOf(c.Cells(), func(v portfolio.CohortCell) CohortCellBody { return CohortCellBody(v) })}
	})
	return b
}

func balanceBody(h ReportHeadBody, r portfolio.BalanceReport) any {
	return BalanceReportBody{ReportHeadBody: h, Concentration: paretoBody(r.Concentration), MeanMinor: r.Concentration.Mean, MedianMinor: r.Concentration.Median,
		Lorenz: eachOf(r.Concentration.Lorenz, func(p analytics.SharePoint) SharePointBody { return SharePointBody(p) }),
		Alarms: eachOf(r.Alarms, func(a analytics.DependenceAlarm) BalanceAlarmBody { return BalanceAlarmBody(a) }), Limits: BalanceLimitsBody(r.Limits)}
}

func migrationBody(m portfolio.Migration, division id.ID) MigrationReportBody {
	b := MigrationReportBody{Measure: m.Measure, From: reportRun(m.From), To: reportRun(m.To), Classes: m.Classes, Cells: []MigrationCellBody{},
		Up: m.Up, Stayed: m.Stayed, Down: m.Down}
	if division != 0 {
		b.DivisionID = &division
	}
	for i, from := range m.Classes {
		for j, to := range m.Classes {
			if n := m.Clients[i][j]; n > 0 {
				b.Cells = append(b.Cells, MigrationCellBody{From: from, To: to, Clients: n, ValueMinor: m.Value[i][j], Share: m.Share[i][j]})
			}
		}
	}
	return b
}

func alarmBody(a portfolio.Alarm) AlarmBody {
	b := AlarmBody{Code: a.Code, Severity: a.Severity, Values: a.Values, Target: AlarmTargetBody{Path: a.Target.Path, Query: a.Target.Query}}
	if b.Values == nil {
		b.Values = map[string]float64{}
	}
	if b.Target.Query == nil {
		b.Target.Query = map[string]string{}
	}
	return b
}

func parameterBodies(list []portfolio.LifetimeParameter) []ModelParameterBody {
	return eachOf(list, func(p portfolio.LifetimeParameter) ModelParameterBody { return ModelParameterBody(p) })
}

func lifetimeBody(h ReportHeadBody, r portfolio.LifetimeReport) any {
	b := LifetimeReportBody{ReportHeadBody: h, HorizonMonths: r.HorizonMonths, DiscountRate: r.DiscountRate, MarginRate: r.MarginRate,
		MarginEstimated: r.MarginEstimated, MarginBasis: r.MarginBasis, ReturnShare: r.ReturnShare, Method: r.Method, Model: same(r.Model, kindText), Reason: r.Reason, Close: eachOf(r.Close, kindText),
		Parameters: parameterBodies(r.Parameters), LogLikelihood: r.Likelihood, DropoutRatio: r.DropoutRatio, Candidates: eachOf(r.Candidates, candidateBody),
		Spend: same(r.Spend, spendBody), Independence: (*IndependenceBody)(r.Independence), Rate: (*PooledRateBody)(r.Rate), Clients: r.Clients, OneTime: r.OneTime,
		Repeaters: r.Repeaters, ExpectedPurchases: r.Expected, HistoricMinor: r.Historic, PredictedMinor: r.Predicted, PredictedLowMinor: r.Low, PredictedHighMinor: r.High,
		Distribution: eachOf(r.Distribution, func(v portfolio.LifetimeBin) ValueBandBody { return ValueBandBody{v.From, v.To, v.Clients, v.Value} }),
		Quantiles:    eachOf(r.Quantiles, func(v portfolio.LifetimeQuantile) ValueQuantileBody { return ValueQuantileBody{v.Share, v.Value} }),
		Alive:        eachOf(r.Alive, func(v portfolio.LifetimeAlive) AliveBandBody { return AliveBandBody{v.From, v.To, v.Clients, v.Value} }),
		Holdout:      same(r.Holdout, holdoutBody), Contracts: same(r.Contracts, contractBody)}
	if b.Method == "" {
		b.Method = "none"
	}
	if r.NoHoldout != "" {
		b.HoldoutReason = &r.NoHoldout
	}
	return b
}

func kindText(k analytics.ModelKind) string { return string(k) }

func candidateBody(c portfolio.LifetimeCandidate) ModelCandidateBody {
	return ModelCandidateBody{Model: string(c.Model), LogLikelihood: c.Likelihood, Converged: c.Converged, Parameters: parameterBodies(c.Parameters)}
}

func spendBody(s portfolio.LifetimeSpend) SpendModelBody {
	return SpendModelBody{Parameters: parameterBodies(s.Parameters), Clients: s.Clients, Excluded: s.Excluded, MeanMinor: s.Mean, InfiniteMean: s.InfiniteMean,
		LogLikelihood: s.Likelihood}
}

func holdoutBody(r portfolio.LifetimeHoldout) LifetimeHoldoutBody {
	return LifetimeHoldoutBody{CalibrationEnd: r.CalibrationEnd, Days: r.Days, Model: string(r.Model), Clients: r.Clients, Predicted: r.Predicted, Actual: r.Actual,
		Bias: r.Bias, MAE: r.MAE, RMSE: r.RMSE, RankCorrelation: r.Rank, Trust: r.Trust,
		ByRepeats: eachOf(r.ByRepeats, func(v portfolio.LifetimeRepeats) HoldoutRepeatsBody { return HoldoutRepeatsBody(v) }),
		Tracking:  eachOf(r.Tracking, func(v portfolio.LifetimeTrack) TrackingPointBody { return TrackingPointBody(v) })}
}

func contractBody(r portfolio.LifetimeContracts) ContractReportBody {
	return ContractReportBody{Clients: r.Clients, Subscriptions: r.Subscriptions, Alpha: r.Alpha, Beta: r.Beta, Alike: r.Alike, Assumed: r.Assumed,
		Retention:  eachOf(r.Retention, func(v portfolio.LifetimeRenewing) ContractPeriodBody { return ContractPeriodBody(v) }),
		ValueMinor: r.Value}
}

func matrixBody(h ReportHeadBody, r portfolio.MatrixReport) any {
	return MatrixReportBody{ReportHeadBody: h, Cuts: MatrixCutsBody{r.Cuts.Actual, r.Cuts.Potential}, Share: r.Share, MarginRate: r.MarginRate,
		MarginEstimated: r.MarginEstimated, Quadrants: eachOf(r.Quadrants, quadrantBody), Raw: eachOf(r.Raw, quadrantBody),
		Guards: eachOf(r.Guards, func(g portfolio.GuardTotal) GuardTotalBody {
			return GuardTotalBody{Guard: string(g.Guard), Holds: g.Holds, Refused: g.Refused, Unanswered: g.Unanswered}
		}),
		Guarded: r.Guarded, Rule: PotentialRuleBody(r.Rule),
		Density: MatrixDensityBody{ActualEdgesMinor: append([]int64{}, r.Density.ActualEdges...), PotentialEdgesMinor: append([]int64{}, r.Density.PotentialEdges...),
			Cells: eachOf(r.Density.Cells, func(v portfolio.MatrixCell) MatrixCellBody { return MatrixCellBody(v) })}}
}

func quadrantBody(q portfolio.QuadrantTotal) QuadrantTotalBody {
	return QuadrantTotalBody{Quadrant: string(q.Quadrant), Clients: q.Clients, ClientShare: q.ClientShare, ActualMinor: q.Actual, PotentialMinor: q.Potential}
}

func pointBody(p portfolio.MatrixPoint) MatrixPointBody {
	return MatrixPointBody{Client: ReportClientBody{p.Client, p.Name}, ActualMinor: p.Actual, PotentialMinor: p.Potential, Raw: p.Raw, Quadrant: p.Quadrant,
		Reference: p.Guards[0].String(), Growing: p.Guards[1].String(), OtherDivision: p.Guards[2].String(),
		Previous: same(p.Previous, func(v portfolio.MatrixPlace) MatrixPlaceBody {
			return MatrixPlaceBody{v.Actual, v.Potential, v.Quadrant}
		})}
}

// categoryRef names a category, null for goods without one.
func categoryRef(c portfolio.CategoryRef) *ReportCategoryBody {
	if c.ID == 0 {
		return nil
	}
	b := ReportCategoryBody(c)
	return &b
}

func lifeStageBody(h ReportHeadBody, r portfolio.LifeStageReport) any {
	return LifeStageReportBody{ReportHeadBody: h,
		Categories: eachOf(r.Categories, func(c portfolio.CategoryStages) RenewalNormBody {
			return RenewalNormBody{Category: categoryRef(c.Category), Source: string(c.Source), Days: c.Days, LowDays: c.LowDays, HighDays: c.HighDays,
				Spread: c.Spread, Intervals: c.Intervals, Clients: c.Clients, Stages: StageCountsBody(c.Stages)}
		}),
		Stages: eachOf(r.Stages, func(s portfolio.StageTotal) StageTotalBody {
			return StageTotalBody{Stage: string(s.Stage), Clients: s.Clients, ValueMinor: s.Value}
		}),
		DueMonths: eachOf(r.DueMonths, func(m portfolio.DueMonth) DueMonthBody { return DueMonthBody{m.Month, m.Clients, m.Value} }),
		Lateness:  eachOf(r.Lateness, func(v portfolio.LatenessBin) LatenessBandBody { return LatenessBandBody(v) })}
}

func renewalBody(asOf clock.Day, r portfolio.RenewalRow) RenewalBody {
	b := RenewalBody{Client: ReportClientBody{r.Client, r.Name}, LastDay: r.LastDay, DueFrom: r.DueFrom, DueDay: r.Due, DueTo: r.DueTo, DaysLate: int64(asOf - r.Due),
		CycleDays: r.CycleDays, Stage: r.Stage, RevenueMinor: r.Revenue, PredictedMinor: r.Predicted}
	if r.Category != nil {
		b.Category = categoryRef(*r.Category)
	}
	return b
}

func relationshipBody(h ReportHeadBody, r portfolio.RelationshipReport) any {
	return RelationshipReportBody{ReportHeadBody: h,
		States: eachOf(r.States, func(s portfolio.StateTotal) RelationshipTotalBody {
			return RelationshipTotalBody{State: string(s.State), Clients: s.Clients, ClientShare: s.ClientShare, RevenueMinor: s.Revenue, RevenueShare: s.ValueShare, PredictedMinor: s.Predicted}
		}),
		Prospects: r.Prospects,
		Doubts: eachOf(r.Doubts, func(d portfolio.DoubtTotal) DoubtTotalBody {
			return DoubtTotalBody{Doubt: string(d.Doubt), Clients: d.Clients, First: d.First, RevenueMinor: d.Revenue}
		}),
		SatisfiedLeaving: ClientsRevenueBody{r.SatisfiedLeaving.Clients, r.SatisfiedLeaving.Revenue}, LetGo: r.LetGo,
		Strategies: eachOf(r.Strategies, func(s portfolio.StateStrategy) StateStrategyBody {
			return StateStrategyBody{State: string(s.State), Doubt: same(s.Doubt, func(d analytics.Doubt) string { return string(d) }), Strategy: string(s.Strategy)}
		}),
		Rule: RelationshipRuleBody(r.Rule)}
}

func fratBody(h ReportHeadBody, r portfolio.FRATReport) any {
	return FRATReportBody{ReportHeadBody: h,
		Focuses: eachOf(r.Focuses, func(f portfolio.FocusTotal) FocusTotalBody {
			return FocusTotalBody{string(f.Focus), f.Clients, f.Revenue}
		}),
		Categories: eachOf(r.Categories, func(t portfolio.CategoryTotal) CategoryTotalBody {
			return CategoryTotalBody{Category: ReportCategoryBody(t.Category), Clients: t.Clients, RevenueMinor: t.Revenue}
		})}
}

func tiersBody(h ReportHeadBody, r portfolio.TiersReport) any {
	return TierReportBody{ReportHeadBody: h, Tiers: eachOf(r.Tiers, func(t portfolio.TierTotal) TierTotalBody {
		b := TierTotalBody(t)
		b.Channels = append([]string{}, t.Channels...)
		return b
	})}
}

func trendBody(h ReportHeadBody, r portfolio.TrendReport) any {
	return TrendReportBody{ReportHeadBody: h, Directions: eachOf(r.Directions, func(d portfolio.DirectionTotal) TrendTotalBody {
		return TrendTotalBody{string(d.Direction), d.Clients, d.Revenue}
	}),
		Series: TrendSeriesBody{Direction: string(r.Series.Direction), SlopeMinor: r.Series.Slope, Relative: r.Series.Relative, PValue: r.Series.P, Months: r.Series.Months}}
}

func mapBody(h ReportHeadBody, r portfolio.MapReport) any {
	return MapReportBody{ReportHeadBody: h,
		Countries: eachOf(r.Countries, func(t portfolio.CountryTotal) MapCountryBody {
			return MapCountryBody{t.Country, t.Clients, t.Revenue, t.Predicted}
		}),
		Places: eachOf(r.Places, func(p portfolio.PlaceTotal) MapPlaceBody {
			return MapPlaceBody{p.Country, p.City, p.Latitude, p.Longitude, p.Clients, p.Revenue, p.Predicted}
		}),
		Other: ClientsRevenueBody{r.Other.Clients, r.Other.Revenue}, Unplaced: ClientsRevenueBody{r.Unplaced.Clients, r.Unplaced.Revenue}}
}
