package app

import (
	"context"
	"encoding/json"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/offer"
	"clientele/internal/rule"
	"clientele/internal/segment"
	"clientele/internal/store"
)

// reasons words which part of an offer's rule decides about a client.
type reasons struct {
	segments *segment.Rules
	rules    store.Rules
}

// Why gives the leaf that decides.
func (r reasons) Why(ctx context.Context, segment, client id.ID, language string) (*offer.Leaf, error) {
	held, why, err := r.segments.Why(ctx, segment, client)
	if err != nil {
		return nil, err
	}
	if why.Merged {
		return nil, fault.NotFound("client")
	}
	schema, err := r.rules.Schema(ctx)
	if err != nil {
		return nil, err
	}
	var alone struct{ Root json.RawMessage }
	if err := json.Unmarshal(rule.Tree{Root: rule.Node{Kind: rule.Test, Leaf: why.Leaf}}.JSON(), &alone); err != nil {
		return nil, err
	}
	return &offer.Leaf{Held: held, Path: why.Path, Node: alone.Root, Words: schema.Text(why.Leaf, language, nil)}, nil
}

var _ offer.Reasoner = reasons{}
