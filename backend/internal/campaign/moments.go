package campaign

import (
	"context"
	"math/big"

	"clientele/internal/analytics"
)

// moments adds up one value per member exactly: squares of amounts outgrow 63 bits long before the amounts do.
type moments struct {
	sum, squares, x big.Int
}

func (m *moments) add(v int64) {
	m.x.SetInt64(v)
	m.sum.Add(&m.sum, &m.x)
	m.squares.Add(&m.squares, m.x.Mul(&m.x, &m.x))
}

// sample gives mean and unbiased variance over n members, those who were not added counting as zero:
//
//	mean = Σx / n,  variance = (n Σx² − (Σx)²) / (n (n−1))
//
// Numerator and denominator are exact; only their quotient is rounded.
func (m *moments) sample(n int64) analytics.Sample {
	s := analytics.Sample{N: n}
	if n == 0 {
		return s
	}
	size := big.NewInt(n)
	s.Mean, _ = new(big.Rat).SetFrac(&m.sum, size).Float64()
	if n > 1 {
		top := new(big.Int).Mul(size, &m.squares)
		top.Sub(top, new(big.Int).Mul(&m.sum, &m.sum))
		s.Variance, _ = new(big.Rat).SetFrac(top, new(big.Int).Mul(size, big.NewInt(n-1))).Float64()
	}
	return s
}

// armFacts is one arm with the moments of what its members brought.
type armFacts struct {
	Arm
	revenue, orders moments
}

func (a *armFacts) add(b Bought) {
	if b.Orders > 0 {
		a.Buyers++
		if b.New {
			a.NewBuyers++
		}
	}
	a.Orders += b.Orders
	a.RevenueMinor += b.ValueMinor
	a.revenue.add(b.ValueMinor)
	a.orders.add(b.Orders)
}

// arms reads both arms; only members who bought are read one by one, the others are zeros.
func (s *Service) arms(ctx context.Context, c Campaign) (treated, control *armFacts, err error) {
	treated, control = &armFacts{}, &armFacts{}
	sizes, err := s.store.Arms(ctx, c.ID)
	if err != nil {
		return treated, control, err
	}
	treated.Clients, control.Clients = sizes[Treated], sizes[Control]
	err = s.store.EachBuyer(ctx, c, func(b Bought) error {
		if b.Arm == Control {
			control.add(b)
		} else {
			treated.add(b)
		}
		return nil
	})
	return treated, control, err
}

// lift compares the arms by assignment.
func lift(treated, control *armFacts, permille int64) (analytics.LiftReport, error) {
	arm := func(a *armFacts) analytics.LiftArm {
		return analytics.LiftArm{Clients: a.Clients, Buyers: a.Buyers, Revenue: a.revenue.sample(a.Clients), Orders: a.orders.sample(a.Clients)}
	}
	plan := analytics.LiftPlan{}
	if permille > 0 {
		plan.TreatedShare = 1 - float64(permille)/1000
	}
	return analytics.Lift(arm(treated), arm(control), plan)
}
