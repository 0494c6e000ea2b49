package store

import (
	"context"

	"clientele/internal/client"
	"clientele/internal/id"
	"clientele/internal/page"
	"clientele/internal/record"
	"clientele/internal/wallet"
)

// WalletShares keeps shares of wallet.
type WalletShares struct {
	records[wallet.Share, wallet.Row]
}

// NewWalletShares gives the shares of wallet of a database.
func NewWalletShares(db *DB) WalletShares {
	return WalletShares{records[wallet.Share, wallet.Row]{db, &walletTable}}
}

var walletTable = recordTable[wallet.Share, wallet.Row]{
	noun:  "wallet_share",
	table: recordColumns("wallet_share", "category_id,day,share_ppm,method,state,note"),
	fill: func(r *wallet.Share, dst []any) {
		copy(dst, []any{null(r.CategoryID), int64(r.Day), r.SharePPM, r.Method, r.State, r.Note})
	},
	head:  func(r *wallet.Share) *record.Head { return &r.Head },
	texts: func(r *wallet.Share) []string { return r.SearchTexts(r.Note) },
	joins: []string{"LEFT JOIN product_category g ON g.id = t.category_id"},
	names: ", COALESCE(g.name, '') AS category_name",
	list: lister[wallet.Row]{
		idColumn: "t.id", id: func(r wallet.Row) id.ID { return r.ID }, standard: "-day",
		sorts: map[string]sortBy[wallet.Row]{
			"day":   {"t.day", func(r wallet.Row) any { return int64(r.Day) }},
			"share": {"t.share_ppm", func(r wallet.Row) any { return r.SharePPM }},
		},
	},
}

// List gives shares with the names of client and category.
func (s WalletShares) List(ctx context.Context, f wallet.Filter, w page.Window) (page.List[wallet.Row], error) {
	if len(f.States) == 0 {
		f.States = []string{client.Active}
	}
	q := s.narrowed(ctx, f.Query, map[string]id.ID{"client_id": f.ClientID, "category_id": f.CategoryID})
	q = anyOf(anyOf(q, "t.method", f.Methods), "t.state", f.States)
	return s.read(ctx, between(q, "t.day", f.From, f.To), w)
}

var _ wallet.Store = WalletShares{}
