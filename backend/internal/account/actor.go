// Package account is who uses the product and for whom: users, roles, sessions, the organisation, its divisions.
package account

import "clientele/internal/id"

// Actor is who asks. The zero actor is nobody.
type Actor struct {
	ID   id.ID
	Name string
	Role Role
}

// System is the actor of scheduled and command-line work.
var System = Actor{Name: "system", Role: Admin}

// May says whether the actor holds a permission.
func (a Actor) May(p Permission) bool { return a.Role.May(p) }

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

// Roles lists every role.
var Roles = []string{string(Admin), string(Manager), string(Marketer), string(Sales), string(Analyst)}

// Permission is one thing that a route may require.
type Permission string

// The permissions. Public needs no sign-in, Any needs only that.
const (
	Public     Permission = "public"
	Any        Permission = "any"
	Read       Permission = "read"       // see every noun
	Sell       Permission = "sell"       // change clients, contacts, orders, interactions, cases
	Market     Permission = "market"     // import, segments, offers, campaigns as drafts, portfolio runs
	Manage     Permission = "manage"     // approve offers, launch campaigns, change portfolio settings, divisions
	Administer Permission = "administer" // users, organisation, keys
)

var grants = map[Role][]Permission{
	Admin:    {Any, Read, Sell, Market, Manage, Administer},
	Manager:  {Any, Read, Sell, Market, Manage},
	Marketer: {Any, Read, Sell, Market},
	Sales:    {Any, Read, Sell},
	Analyst:  {Any, Read},
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
