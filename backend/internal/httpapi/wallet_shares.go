package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/page"
	"clientele/internal/record"
	"clientele/internal/wallet"
)

// WalletShares is which part of their purchases clients make here.
type WalletShares struct{ Service *wallet.Service }

func (h WalletShares) routes() []route {
	return []route{
		{http.MethodGet, "/wallet_shares", account.Read, h.list},
		{http.MethodPost, "/wallet_shares", account.Sell, h.create},
		{http.MethodPost, "/wallet_shares/bulk", account.Sell, h.bulk},
		{http.MethodGet, "/wallet_shares/:id", account.Read, h.read},
		{http.MethodPut, "/wallet_shares/:id", account.Sell, h.update},
		{http.MethodPost, "/wallet_shares/:id/archive", account.Sell, h.archive},
		{http.MethodPost, "/wallet_shares/:id/restore", account.Sell, h.restore},
		{http.MethodGet, "/clients/:id/wallet_shares", account.Read, h.ofClient},
	}
}

func (h WalletShares) records() records[wallet.Row, wallet.Filter, wallet.Fields, WalletShareBody] {
	return records[wallet.Row, wallet.Filter, wallet.Fields, WalletShareBody]{noun: "wallet_share", path: "/wallet_shares", service: h.Service,
		filter: walletShareFilter, body: walletShareBody, head: func(r wallet.Row) record.Head { return r.Head },
		list: func(l page.List[wallet.Row]) any {
			var out WalletShareList
			out.Items, out.NextCursor, out.Total = listOf(l, walletShareBody)
			return out
		}}
}

func walletShareFilter(q *query) wallet.Filter {
	return wallet.Filter{Query: q.text("q"), CategoryID: q.id("category_id"), Methods: q.list("method", wallet.Methods...), States: q.list("state", wallet.States...),
		From: q.day("from"), To: q.day("to")}
}

// list gives shares of wallet, newest first.
//
//	@ID			listWalletShares
//	@Summary	List shares of wallet
//	@Tags		wallet_shares
//	@Produce	json
//	@Security	bearer
//	@Param		q			query		string	false	"Words that begin a word of the reference or the note"
//	@Param		client_id	query		string	false	"Client"
//	@Param		category_id	query		string	false	"Category"
//	@Param		method		query		string	false	"declared, survey, estimated"
//	@Param		state		query		string	false	"active (default), archived"
//	@Param		from		query		string	false	"First day"
//	@Param		to			query		string	false	"Last day"
//	@Param		sort		query		string	false	"-day (default), day, -share, share"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	WalletShareList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/wallet_shares [get]
func (h WalletShares) list(c *gin.Context) (any, error) {
	r := h.records()
	r.filter = func(q *query) wallet.Filter {
		f := walletShareFilter(q)
		f.ClientID = q.id("client_id")
		return f
	}
	return r.index(c)
}

// ofClient gives a client's shares of wallet, newest first.
//
//	@ID			listClientWalletShares
//	@Summary	A client's shares of wallet
//	@Tags		wallet_shares
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Client"
//	@Param		q			query		string	false	"Words that begin a word of the reference or the note"
//	@Param		category_id	query		string	false	"Category"
//	@Param		method		query		string	false	"declared, survey, estimated"
//	@Param		state		query		string	false	"active (default), archived"
//	@Param		from		query		string	false	"First day"
//	@Param		to			query		string	false	"Last day"
//	@Param		sort		query		string	false	"-day (default), day, -share, share"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	WalletShareList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/wallet_shares [get]
func (h WalletShares) ofClient(c *gin.Context) (any, error) { return h.records().ofClient(c) }

// create adds what is known of a client's share of wallet on a day.
//
//	@ID			createWalletShare
//	@Summary	Add a share of wallet
//	@Tags		wallet_shares
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		WalletShareCreateBody	true	"Share of wallet"
//	@Success	201		{object}	WalletShareBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/wallet_shares [post]
func (h WalletShares) create(c *gin.Context) (any, error) {
	b, err := body[WalletShareCreateBody](c)
	if err != nil {
		return nil, err
	}
	return h.records().create(c, b.named(), b.key(), b.fields())
}

// bulk creates or changes up to 1,000 shares of wallet by source and reference; each row succeeds or fails on its own.
//
//	@ID			bulkWalletShares
//	@Summary	Upsert shares of wallet
//	@Tags		wallet_shares
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		WalletShareBulkBody	true	"Shares of wallet"
//	@Success	200		{object}	BulkAnswerBody
//	@Failure	400,401,403,413,422	{object}	Problem
//	@Router		/wallet_shares/bulk [post]
func (h WalletShares) bulk(c *gin.Context) (any, error) {
	b, err := bodyUpTo[WalletShareBulkBody](c, maxBulk)
	if err != nil {
		return nil, err
	}
	rows := make([]wallet.Upsert, len(b.Items))
	for i, r := range b.Items {
		rows[i] = wallet.Upsert{Key: r.key(), Client: r.named(), Fields: r.fields()}
		rows[i].Fields.State = r.State
	}
	return h.records().bulk(c, rows)
}

// read gives one share of wallet.
//
//	@ID			getWalletShare
//	@Summary	One share of wallet
//	@Tags		wallet_shares
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Share of wallet"
//	@Success	200	{object}	WalletShareBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/wallet_shares/{id} [get]
func (h WalletShares) read(c *gin.Context) (any, error) { return h.records().read(c) }

// update replaces the editable fields of a share of wallet; its client, source, reference and state stay.
//
//	@ID			updateWalletShare
//	@Summary	Change a share of wallet
//	@Tags		wallet_shares
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string				true	"Share of wallet"
//	@Param		If-Match	header		string				true	"Version that was read"
//	@Param		body		body		WalletShareFields	true	"Share of wallet"
//	@Success	200			{object}	WalletShareBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/wallet_shares/{id} [put]
func (h WalletShares) update(c *gin.Context) (any, error) {
	return replace(h.records(), c, WalletShareFields.fields)
}

// archive takes a statement out of every figure; it stays on record.
//
//	@ID			archiveWalletShare
//	@Summary	Archive a share of wallet
//	@Tags		wallet_shares
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Share of wallet"
//	@Success	200	{object}	WalletShareBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/wallet_shares/{id}/archive [post]
func (h WalletShares) archive(c *gin.Context) (any, error) { return h.setState(c, client.Archived) }

// restore brings an archived statement back.
//
//	@ID			restoreWalletShare
//	@Summary	Restore a share of wallet
//	@Tags		wallet_shares
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Share of wallet"
//	@Success	200	{object}	WalletShareBody
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/wallet_shares/{id}/restore [post]
func (h WalletShares) restore(c *gin.Context) (any, error) { return h.setState(c, client.Active) }

func (h WalletShares) setState(c *gin.Context, state string) (any, error) {
	return h.records().move(c, wallet.Fields{State: &state})
}
