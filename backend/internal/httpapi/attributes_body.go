package httpapi

import (
	"time"

	"clientele/internal/client"
	"clientele/internal/id"
)

// AttributeBody is a field of clients that the company added; choices are there for the type choice only.
type AttributeBody struct {
	ID        id.ID     `json:"id"`
	Version   int64     `json:"version"`
	Code      string    `json:"code"`
	Name      string    `json:"name"`
	Type      string    `json:"type" enums:"text,number,day,choice,flag"`
	Choices   []string  `json:"choices"`
	State     string    `json:"state" enums:"active,archived"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
} //	@name	Attribute

// AttributeCreateBody is a new attribute.
type AttributeCreateBody struct {
	Code    string   `json:"code" example:"loyalty_card"`
	Name    string   `json:"name"`
	Type    string   `json:"type" enums:"text,number,day,choice,flag"`
	Choices []string `json:"choices,omitempty" validate:"optional"`
} //	@name	AttributeCreate

// AttributePutBody changes an attribute.
type AttributePutBody struct {
	Name    string   `json:"name"`
	Choices []string `json:"choices,omitempty" validate:"optional"`
} //	@name	AttributePut

// AttributeList is a page of attributes.
type AttributeList struct {
	Items      []AttributeBody `json:"items"`
	NextCursor *string         `json:"next_cursor" extensions:"x-nullable"`
	Total      *int64          `json:"total" extensions:"x-nullable"`
} //	@name	AttributeList

// AttributeValuesBody is a client's values by attribute code: a text, a number, a day as text, true or false; null only in requests.
type AttributeValuesBody struct {
	Values map[string]any `json:"values"`
} //	@name	AttributeValues

func attributeBody(a client.Attribute) AttributeBody {
	return AttributeBody{ID: a.ID, Version: a.Version, Code: a.Code, Name: a.Name, Type: a.Type, Choices: a.ChoiceList(), State: a.State,
		CreatedAt: a.CreatedAt, UpdatedAt: a.UpdatedAt}
}
