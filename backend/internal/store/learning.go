package store

import "clientele/internal/offer"

// Learning keeps what strategies learn and the log they learn from.
type Learning struct{ Offers }

// NewLearning gives the learning of a database.
func NewLearning(db *DB) Learning { return Learning{Offers{db}} }

var _ offer.LearningStore = Learning{}
