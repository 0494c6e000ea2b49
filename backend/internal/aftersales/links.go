package aftersales

import (
	"context"

	"clientele/internal/fault"
	"clientele/internal/id"
)

// links is the orders and products that cases name, looked up once.
type links struct {
	orders   map[id.ID]id.ID // to the client, 0 for an anonymous sale
	products map[id.ID]bool
}

func (s *Service) links(ctx context.Context, orders, products []id.ID) (l links, err error) {
	if l.orders, err = s.store.OrderClients(ctx, orders); err != nil {
		return l, err
	}
	l.products, err = s.store.ProductExists(ctx, products)
	return l, err
}

// check says whether the case's order is one of its client, or anonymous, and its product exists.
func (l links) check(c Case) error {
	var k fault.Check
	if c.OrderID != nil {
		of, ok := l.orders[*c.OrderID]
		k.That(ok && (of == c.ClientID || of == 0), "order_id", "unknown", "is not an order of this client")
	}
	k.That(c.ProductID == nil || l.products[*c.ProductID], "product_id", "unknown", "there is no such product")
	return k.Err()
}

func (s *Service) checkLinks(ctx context.Context, c Case) error {
	var orders, products []id.ID
	if c.OrderID != nil {
		orders = append(orders, *c.OrderID)
	}
	if c.ProductID != nil {
		products = append(products, *c.ProductID)
	}
	l, err := s.links(ctx, orders, products)
	if err != nil {
		return err
	}
	return l.check(c)
}
