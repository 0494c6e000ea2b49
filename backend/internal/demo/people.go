package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"clientele/internal/client"
	"clientele/internal/clock"
	"clientele/internal/page"
)

// Source is the source of every reference of the demo.
const Source = "demo"

// person is a client of the demo and what drives its behaviour.
type person struct {
	upsert  client.Upsert
	ref     string
	kind    string
	fleet   int       // vehicles it keeps
	since   clock.Day // first contact
	wealth  float64   // 1 is average
	loyalty float64   // chance to come back to our workshop at each occasion
	leaves  clock.Day // last day as our client; later means not yet
	buysNew float64   // chance that a vehicle is new
	email   string
	habits
}

func text(s string) *string { return &s }

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func somewhere(r *rand.Rand) place {
	total := 0
	for _, p := range places {
		total += p.weight
	}
	n := r.IntN(total)
	for _, p := range places {
		if n -= p.weight; n < 0 {
			return p
		}
	}
	return places[0]
}

// habits are what a client keeps doing.
type habits struct {
	takesNew bool // rather new vehicles than used ones
	swaps    bool // has its tyres swapped and kept twice a year
	shops    bool // takes something from the shop along
	credit   bool // pays on invoice
	defaults bool // and does not pay any more
	round    int  // days after the first vehicle's birthday on which it comes to the workshop
}

// newHabits draws them for a client whose kind is known.
func newHabits(r *rand.Rand, p *person) habits {
	h := habits{takesNew: r.Float64() < p.buysNew*min(p.wealth+.3, 1.4), swaps: r.Float64() < .3, shops: r.Float64() < .15, round: 330 + r.IntN(60)}
	h.credit = p.kind != "b2c" && r.Float64() < .9 || p.kind == "b2c" && r.Float64() < .08
	h.defaults = h.credit && p.kind != "b2g" && r.Float64() < .07
	return h
}

// newPerson makes the i-th client.
func newPerson(r *rand.Rand, i int, from, to clock.Day) person {
	p := person{ref: fmt.Sprintf("C%05d", i+1), kind: "b2c", fleet: 1, wealth: 0.6 + r.ExpFloat64()*0.5, loyalty: 0.35 + 0.6*r.Float64(), buysNew: 0.3}
	switch n := r.Float64(); {
	case n < .04:
		p.kind, p.fleet, p.buysNew, p.loyalty = "b2g", 2+r.IntN(14), .85, .8+.15*r.Float64()
	case n < .19:
		p.kind, p.fleet, p.buysNew, p.loyalty = "b2b", 1+int(r.ExpFloat64()*3.2), .65, .6+.35*r.Float64()
	case n < .35:
		p.fleet = 2
	}
	// The base was there before the first day: two thirds come with a history, the others join along the way.
	p.since = from + clock.Day(r.IntN(int(to-from)))
	if r.Float64() < .45 {
		p.since = from + clock.Day(r.IntN(365))
	}
	p.leaves = p.since + clock.Day(300+r.ExpFloat64()*2500)
	if p.kind != "b2c" {
		p.leaves += clock.Day(r.ExpFloat64() * 2200)
	}
	p.habits = newHabits(r, &p)
	p.describe(r, i)
	return p
}

func (p *person) describe(r *rand.Rand, i int) {
	at, country := somewhere(r), "FR"
	if r.Float64() < .04 {
		far := pick(r, abroad)
		at, country = far.place, far.country
	}
	if at.name == "Genève" {
		country = "CH"
	}
	f := client.Fields{Kind: &p.kind, Language: text("fr"), City: &at.name, Postcode: &at.postcode, Region: &at.region, Country: &country,
		Line1: text(fmt.Sprintf("%d %s", 1+r.IntN(120), pick(r, streets))), AcquisitionDay: &p.since,
		AcquisitionSource: text(pick(r, split("showroom,showroom,web,web,recommendation,workshop,fair,phone")))}
	if r.Float64() < .7 { // of the others only the town is known
		lat, lon := at.lat+r.NormFloat64()*.012, at.lon+r.NormFloat64()*.015
		f.Latitude, f.Longitude = &lat, &lon
	}
	cost := int64(800 + r.IntN(14000))
	f.AcquisitionCostMinor = &cost
	reference := r.Float64() < map[string]float64{"b2c": .004, "b2b": .06, "b2g": .3}[p.kind]
	f.IsReference = &reference
	if r.Float64() < .06 {
		f.Language = text("en")
	}
	first, last := pick(r, menNames), pick(r, lastNames)
	title, gender := "M.", "male"
	if r.Float64() < .5 {
		first, title, gender = pick(r, womenNames), "Mme", "female"
	}
	f.FirstName, f.LastName = &first, &last
	switch p.kind {
	case "b2c":
		f.Title, f.Gender = &title, &gender
		birth := clock.Date(1940+r.IntN(65), 1, 1) + clock.Day(r.IntN(365))
		f.BirthDay = &birth
		p.email = fmt.Sprintf("%s.%s%d@%s", slug(first), slug(last), i, pick(r, split("exemple.fr,courriel.example,boite.example")))
		if r.Float64() < .5 {
			f.PreferredChannel = text(pick(r, split("email,phone,sms,mail")))
		}
	case "b2b":
		name := pick(r, trades) + " " + last + " " + pick(r, legalForms)
		f.CompanyName = &name
		p.email = fmt.Sprintf("contact%d@%s.example", i, slug(last))
	default:
		name := fmt.Sprintf(pick(r, publicBodies), at.name)
		f.CompanyName = &name
		p.email = fmt.Sprintf("flotte%d@%s.example", i, slug(at.name))
	}
	if r.Float64() < .86 {
		f.Email = &p.email
	} else {
		p.email = ""
	}
	if r.Float64() < .93 {
		f.Phone = text(fmt.Sprintf("0%d %02d %02d %02d %02d", pick(r, []int{4, 6, 6, 7}), r.IntN(100), r.IntN(100), r.IntN(100), r.IntN(100)))
	}
	switch n := r.Float64(); {
	case n < .012 || p.defaults && n < .5:
		f.Risk = text("high")
	case n < .014 || p.defaults && n < .6:
		f.Risk = text("insolvent")
	case n < .1:
		f.Risk = text("medium")
	case n < .55:
		f.Risk = text("low")
	}
	p.upsert = client.Upsert{Key: client.Key{Source: Source, Reference: p.ref}, Fields: f}
}

func slug(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' {
			return c
		}
		return -1
	}, page.Fold(s))
}
