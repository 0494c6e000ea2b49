// Package account is who uses the product and for whom: users, roles, sessions, API keys, clients who sign in, the organisation, its divisions.
package account

import (
	"strings"

	"clientele/internal/id"
)

// Actor is who asks: a user, an API key (Role Key) or a client (Role Client). The zero actor is nobody.
type Actor struct {
	ID     id.ID
	Name   string
	Role   Role
	Key    id.ID  // the API key that a client's token was issued by, 0 where a code was
	grants string // an API key's permissions, each between commas
}

// System is the actor of scheduled and command-line work.
var System = Actor{Name: "system", Role: Admin}

// May says whether the actor holds a permission.
func (a Actor) May(p Permission) bool {
	if a.Role == Key && p != Public {
		return strings.Contains(a.grants, ","+string(p)+",")
	}
	return a.Role.May(p)
}

// Role is what a user is in the company.
type Role string

// The roles, from the widest to the narrowest; an analyst reads everything and changes nothing.
const (
	Admin    Role = "admin"
	Manager  Role = "manager"
	Marketer Role = "marketer"
	Sales    Role = "sales"
	Analyst  Role = "analyst"
)

// Key and Client are what an API key and a client are to the routes; no user has them.
const (
	Key    Role = "key"
	Client Role = "client"
)

// Roles lists the roles of users.
var Roles = []string{string(Admin), string(Manager), string(Marketer), string(Sales), string(Analyst)}

// Permission is one thing that a route may require.
type Permission string

// The permissions. Public needs no sign-in, Any only that of a user.
const (
	Public     Permission = "public"
	Any        Permission = "any"
	Read       Permission = "read"       // see every noun
	Decide     Permission = "decide"     // ask what to propose
	Tell       Permission = "feedback"   // tell what became of offers
	Redeem     Permission = "redeem"     // redeem offers
	Issue      Permission = "issue"      // issue tokens to clients; API keys only
	Self       Permission = "self"       // a client, of itself
	Sell       Permission = "sell"       // change clients, contacts, orders, interactions, cases
	Market     Permission = "market"     // import, segments, offers, campaigns as drafts, portfolio runs
	Manage     Permission = "manage"     // approve offers, launch campaigns, change portfolio settings, divisions
	Administer Permission = "administer" // users, organisation, keys
)

var grants = map[Role][]Permission{
	Admin:    {Any, Read, Decide, Tell, Redeem, Sell, Market, Manage, Administer},
	Manager:  {Any, Read, Decide, Tell, Redeem, Sell, Market, Manage},
	Marketer: {Any, Read, Decide, Tell, Redeem, Sell, Market},
	Sales:    {Any, Read, Decide, Tell, Redeem, Sell},
	Analyst:  {Any, Read},
	Client:   {Self},
}

// May says whether the role grants a permission.
func (r Role) May(p Permission) bool {
	if p == Public {
		return true
	}
	for _, g := range grants[r] {
		if g == p {
			return true
		}
	}
	return false
}

// Permissions lists what the role grants, for screens.
func (r Role) Permissions() []string {
	out := []string{}
	for _, p := range grants[r] {
		out = append(out, string(p))
	}
	return out
}
