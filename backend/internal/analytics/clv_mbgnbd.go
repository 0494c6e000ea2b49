package analytics

// MBGNBD is the modified BG/NBD model: as BGNBD, but a client may also leave right after the first purchase, so that
// clients who bought once only are not all taken for active. Parameters as BGNBD.
// Sources: Batislam, Denizel, Filiztekin, IJRM 24 (2007) 201-209; Hoppe, Wagner, Marketing JRM 3 (2007).
type MBGNBD struct {
	R     float64 `json:"r"`
	Alpha float64 `json:"alpha"`
	A     float64 `json:"a"`
	B     float64 `json:"b"`
}

// Kind is mbgnbd.
func (m MBGNBD) Kind() ModelKind { return MBGNBDKind }

func (m MBGNBD) pair() pairedModel { return pairedModel{m.R, m.Alpha, m.A, m.B, 1} }

// LogLikelihood is, with K = r+x,
//
//	ln Γ(K)/Γ(r) + r ln α + ln B(a, b+x+1)/B(a, b) + ln[(α+T)^−K + a/(b+x) (α+tx)^−K]
func (m MBGNBD) LogLikelihood(p Purchases) float64 { return m.pair().logLikelihood(p) }

// Alive is 1 / (1 + a/(b+x) ((α+T)/(α+tx))^(r+x)), from the log-odds.
func (m MBGNBD) Alive(p Purchases) float64 { return m.pair().alive(p) }

// ExpectedIfAlive is the expectation of pairedMean with (r+x, α+T, a, b+x+1).
func (m MBGNBD) ExpectedIfAlive(p Purchases, t float64) float64 { return m.pair().expected(p, t) }

// ProbabilityIfAlive is the BG/NBD count distribution with (r+x, α+T, a, b+x+1).
func (m MBGNBD) ProbabilityIfAlive(p Purchases, t float64, n int) float64 {
	return m.pair().probability(p, t, n)
}

// NewAlive is b / (a+b).
func (m MBGNBD) NewAlive() float64 { return m.B / (m.A + m.B) }

func (m MBGNBD) newcomer() Purchases { return Purchases{} }
