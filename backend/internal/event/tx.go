package event

import "context"

// Tx runs functions as one transaction. fn may run several times and must have no effect outside the database;
// a call inside another joins it.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
}
