package aftersales

import (
	"context"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/record"
)

// links is the orders, products and users that cases name, looked up once.
type links struct {
	orders   map[id.ID]id.ID // to the client, 0 for an anonymous sale
	products map[id.ID]bool
	users    map[id.ID]id.ID
}

func (s *Service) links(ctx context.Context, orders, products, users []id.ID) (l links, err error) {
	if l.orders, err = s.store.OrderClients(ctx, orders); err != nil {
		return l, err
	}
	if l.users, err = s.store.Owners(ctx, record.User, users); err != nil {
		return l, err
	}
	l.products, err = s.store.ProductExists(ctx, products)
	return l, err
}

// check says whether the case's order is one of its client, or anonymous, and its product and its user exist.
func (l links) check(c Case) error {
	var k fault.Check
	if c.OrderID != nil {
		of, ok := l.orders[*c.OrderID]
		k.That(ok && (of == c.ClientID || of == 0), "order_id", "unknown", "is not an order of this client")
	}
	k.That(c.ProductID == nil || l.products[*c.ProductID], "product_id", "unknown", "there is no such product")
	if c.UserID != nil {
		_, ok := l.users[*c.UserID]
		k.That(ok, "user_id", "unknown", "there is no such user")
	}
	return k.Err()
}

func (s *Service) checkLinks(ctx context.Context, c Case) error {
	l, err := s.links(ctx, named(nil, c.OrderID), named(nil, c.ProductID), named(nil, c.UserID))
	if err != nil {
		return err
	}
	return l.check(c)
}
