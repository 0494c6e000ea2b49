package client

import (
	"context"

	"clientele/internal/event"
	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

// AttributeFilter narrows a list of attributes; archived ones are left out unless asked for.
type AttributeFilter struct {
	States []string
	Types  []string
}

// AttributeStore keeps attributes and clients' values.
type AttributeStore interface {
	Finder
	Attribute(ctx context.Context, v id.ID) (Attribute, error)
	Attributes(ctx context.Context, f AttributeFilter, w page.Window) (page.List[Attribute], error)
	// AllAttributes gives every attribute, archived ones too (at most MaxAttributes).
	AllAttributes(ctx context.Context) ([]Attribute, error)
	CreateAttribute(ctx context.Context, a Attribute) (Attribute, error)
	// ReplaceAttribute writes an attribute whose stored version is still the given one.
	ReplaceAttribute(ctx context.Context, a Attribute, version int64) (Attribute, error)
	// Values gives every value of the clients.
	Values(ctx context.Context, clients []id.ID) ([]Value, error)
	PutValues(ctx context.Context, values []Value) error
	// DeleteValues removes the values of the (client, attribute) pairs.
	DeleteValues(ctx context.Context, values []Value) error
	// HasValues says whether any client has a value of the attribute, among the texts where they are given.
	HasValues(ctx context.Context, attribute id.ID, texts []string) (bool, error)
}

// AttributeService is the use cases of attributes and their values.
type AttributeService struct {
	store  AttributeStore
	tx     event.Tx
	outbox event.Outbox
}

// NewAttributeService gives the service over a store.
func NewAttributeService(store AttributeStore, tx event.Tx, outbox event.Outbox) *AttributeService {
	return &AttributeService{store: store, tx: tx, outbox: outbox}
}

// ByID gives one attribute; fault not_found where there is none.
func (s *AttributeService) ByID(ctx context.Context, v id.ID) (Attribute, error) {
	return s.store.Attribute(ctx, v)
}

// List gives attributes.
func (s *AttributeService) List(ctx context.Context, f AttributeFilter, w page.Window) (page.List[Attribute], error) {
	return s.store.Attributes(ctx, f, w)
}

// Create adds an attribute; a taken code is invalid, too many attributes a conflict.
func (s *AttributeService) Create(ctx context.Context, a Attribute) (Attribute, error) {
	a.State = Active
	if err := a.Validate(); err != nil {
		return a, err
	}
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		all, err := s.store.AllAttributes(ctx)
		if err != nil {
			return err
		}
		for _, other := range all {
			if other.Code == a.Code {
				return fault.Invalid(fault.Field{Path: "code", Code: "taken", Message: "belongs to another attribute"})
			}
		}
		if len(all) >= MaxAttributes {
			return fault.Conflict("too_many_attributes", "There are 200 attributes already.")
		}
		a, err = s.store.CreateAttribute(ctx, a)
		return err
	})
	return a, err
}

// Replace sets name and choices of an attribute; its code and type stay. A choice that clients have cannot go.
func (s *AttributeService) Replace(ctx context.Context, v id.ID, name string, choices []string, version int64) (Attribute, error) {
	return s.change(ctx, v, version, func(ctx context.Context, a *Attribute) error {
		gone := map[string]bool{}
		for _, c := range a.ChoiceList() {
			gone[c] = true
		}
		a.Name = name
		a.SetChoices(choices)
		for _, c := range a.ChoiceList() {
			delete(gone, c)
		}
		if len(gone) == 0 {
			return nil
		}
		texts := make([]string, 0, len(gone))
		for c := range gone {
			texts = append(texts, c)
		}
		used, err := s.store.HasValues(ctx, a.ID, texts)
		if err == nil && used {
			err = fault.Conflict("choice_in_use", "A choice that clients have cannot be taken away.")
		}
		return err
	})
}

// SetState archives an attribute or brings it back; clients keep their values.
func (s *AttributeService) SetState(ctx context.Context, v id.ID, state string) (Attribute, error) {
	return s.change(ctx, v, 0, func(_ context.Context, a *Attribute) error {
		a.State = state
		return nil
	})
}

func (s *AttributeService) change(ctx context.Context, v id.ID, version int64, edit func(context.Context, *Attribute) error) (a Attribute, err error) {
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		if a, err = s.store.Attribute(ctx, v); err != nil {
			return err
		}
		read := version
		if read == 0 {
			read = a.Version
		}
		if err := edit(ctx, &a); err != nil {
			return err
		}
		if err := a.Validate(); err != nil {
			return err
		}
		a, err = s.store.ReplaceAttribute(ctx, a, read)
		return err
	})
	return a, err
}
