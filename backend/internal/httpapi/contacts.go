package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"clientele/internal/account"
	"clientele/internal/client"
	"clientele/internal/contact"
	"clientele/internal/id"
	"clientele/internal/page"
)

// Contacts is the people at clients.
type Contacts struct{ Service *contact.Service }

func (h Contacts) routes() []route {
	return []route{
		{http.MethodGet, "/contacts", account.Read, h.list},
		{http.MethodPost, "/contacts", account.Sell, h.create},
		{http.MethodPost, "/contacts/bulk", account.Sell, h.bulk},
		{http.MethodGet, "/contacts/:id", account.Read, h.read},
		{http.MethodPut, "/contacts/:id", account.Sell, h.update},
		{http.MethodPost, "/contacts/:id/archive", account.Sell, h.archive},
		{http.MethodPost, "/contacts/:id/restore", account.Sell, h.restore},
		{http.MethodGet, "/clients/:id/contacts", account.Read, h.ofClient},
	}
}

func contactFilter(q *query) contact.Filter {
	return contact.Filter{Query: q.text("q"), States: q.list("state", client.Active, client.Archived), Sources: q.list("source"), Primary: q.flag("primary")}
}

func contactList(l page.List[contact.Row]) (out ContactList) {
	out.Items, out.NextCursor, out.Total = listOf(l, contactBody)
	return out
}

// list gives contacts.
//
//	@ID			listContacts
//	@Summary	List contacts
//	@Tags		contacts
//	@Produce	json
//	@Security	bearer
//	@Param		q			query		string	false	"Words that begin a name, role, e-mail, phone or reference"
//	@Param		client_id	query		string	false	"Client"
//	@Param		state		query		string	false	"active (default), archived"
//	@Param		source		query		string	false	"Sources"
//	@Param		primary		query		bool	false	"true: the client's first contact only"
//	@Param		sort		query		string	false	"name, created_at; - before it reverses"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	ContactList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/contacts [get]
func (h Contacts) list(c *gin.Context) (any, error) {
	q := readQuery(c)
	f := contactFilter(q)
	f.ClientID = q.id("client_id")
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.List(c.Request.Context(), f, w)
	if err != nil {
		return nil, err
	}
	return contactList(l), nil
}

// ofClient gives the contacts of one client.
//
//	@ID			listClientContacts
//	@Summary	A client's contacts
//	@Tags		contacts
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string	true	"Client"
//	@Param		q			query		string	false	"Words that begin a name, role, e-mail, phone or reference"
//	@Param		state		query		string	false	"active (default), archived"
//	@Param		source		query		string	false	"Sources"
//	@Param		primary		query		bool	false	"true: the client's first contact only"
//	@Param		sort		query		string	false	"name, created_at; - before it reverses"
//	@Param		limit		query		int		false	"Rows, at most 200"
//	@Param		cursor		query		string	false	"next_cursor of the page before"
//	@Param		total		query		bool	false	"Also count everything that matches"
//	@Success	200			{object}	ContactList
//	@Failure	401,403,404,422	{object}	Problem
//	@Router		/clients/{id}/contacts [get]
func (h Contacts) ofClient(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "client")
	if err != nil {
		return nil, err
	}
	q := readQuery(c)
	f, w := contactFilter(q), q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.ListOf(c.Request.Context(), v, f, w)
	if err != nil {
		return nil, err
	}
	return contactList(l), nil
}

// create adds a contact to a client. A new primary contact takes the place of the one before.
//
//	@ID			createContact
//	@Summary	Add a contact
//	@Tags		contacts
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		ContactCreateBody	true	"Contact"
//	@Success	201		{object}	ContactBody
//	@Failure	400,401,403,422	{object}	Problem
//	@Router		/contacts [post]
func (h Contacts) create(c *gin.Context) (any, error) {
	b, err := body[ContactCreateBody](c)
	if err != nil {
		return nil, err
	}
	v, err := h.Service.Create(c.Request.Context(), b.named(), client.Key{Source: b.Source, Reference: b.Reference}, contact.Fields(b.ContactFields))
	if err != nil {
		return nil, err
	}
	r, err := h.Service.ByID(c.Request.Context(), v.ID)
	return created(contactBody(r), r.Version, Base+"/contacts/"+r.ID.String()), err
}

// bulk creates or changes up to 1,000 contacts by source and reference; each row succeeds or fails on its own.
//
//	@ID			bulkContacts
//	@Summary	Upsert contacts
//	@Tags		contacts
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		ContactBulkBody	true	"Contacts"
//	@Success	200		{object}	BulkAnswerBody
//	@Failure	400,401,403,413,422	{object}	Problem
//	@Router		/contacts/bulk [post]
func (h Contacts) bulk(c *gin.Context) (any, error) {
	b, err := bodyUpTo[ContactBulkBody](c, maxBulk)
	if err != nil {
		return nil, err
	}
	rows := make([]contact.Upsert, len(b.Items))
	for i, r := range b.Items {
		rows[i] = contact.Upsert{Key: client.Key{Source: r.Source, Reference: r.Reference}, Client: r.named(), Fields: contact.Fields(r.ContactFields)}
	}
	res, err := h.Service.Upsert(c.Request.Context(), rows)
	if err != nil {
		return nil, err
	}
	return bulkAnswer(res, clientResult), nil
}

// read gives one contact.
//
//	@ID			getContact
//	@Summary	One contact
//	@Tags		contacts
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Contact"
//	@Success	200	{object}	ContactBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/contacts/{id} [get]
func (h Contacts) read(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "contact")
	if err != nil {
		return nil, err
	}
	return h.whole(c, v)
}

func (h Contacts) whole(c *gin.Context, v id.ID) (any, error) {
	r, err := h.Service.ByID(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(contactBody(r), r.Version), nil
}

// update replaces every editable field of a contact; its client, source and reference stay.
//
//	@ID			updateContact
//	@Summary	Change a contact
//	@Tags		contacts
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string			true	"Contact"
//	@Param		If-Match	header		string			true	"Version that was read"
//	@Param		body		body		ContactFields	true	"Contact"
//	@Success	200			{object}	ContactBody
//	@Failure	400,401,403,404,412,422,428	{object}	Problem
//	@Router		/contacts/{id} [put]
func (h Contacts) update(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "contact")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[ContactFields](c)
	if err != nil {
		return nil, err
	}
	if _, err := h.Service.Replace(c.Request.Context(), v, contact.Fields(b), version); err != nil {
		return nil, err
	}
	return h.whole(c, v)
}

// archive takes a contact out of lists.
//
//	@ID			archiveContact
//	@Summary	Archive a contact
//	@Tags		contacts
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Contact"
//	@Success	200	{object}	ContactBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/contacts/{id}/archive [post]
func (h Contacts) archive(c *gin.Context) (any, error) { return h.setState(c, client.Archived) }

// restore brings an archived contact back.
//
//	@ID			restoreContact
//	@Summary	Restore a contact
//	@Tags		contacts
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Contact"
//	@Success	200	{object}	ContactBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/contacts/{id}/restore [post]
func (h Contacts) restore(c *gin.Context) (any, error) { return h.setState(c, client.Active) }

func (h Contacts) setState(c *gin.Context, state string) (any, error) {
	v, err := pathID(c, "id", "contact")
	if err != nil {
		return nil, err
	}
	if _, err := h.Service.SetState(c.Request.Context(), v, state, 0); err != nil {
		return nil, err
	}
	return h.whole(c, v)
}
