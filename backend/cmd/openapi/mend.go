package main

import (
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// mend says what swag cannot: bearer tokens, problem+json, formats of times and days, nullable references, closed objects.
func mend(doc *openapi3.T) {
	doc.Servers = openapi3.Servers{{URL: "/api/v1"}}
	doc.Components.SecuritySchemes = openapi3.SecuritySchemes{"bearer": {Value: &openapi3.SecurityScheme{
		Type: "http", Scheme: "bearer", BearerFormat: "JWT"}}}
	for _, s := range doc.Components.Schemas {
		mendSchema("", s)
	}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			mendRefusals(method, op)
			mendOperation(op, doc.Components.Schemas["Problem"].Value)
		}
		if strings.HasPrefix(path, "/u/") || strings.HasPrefix(path, "/t/") {
			item.Servers = openapi3.Servers{{URL: "/"}}
		}
	}
}

// mendRefusals adds what every request with a JSON body may meet before its handler: another type, too much, and for a POST that
// carries an Idempotency-Key the first request still under way or another one under the same key.
func mendRefusals(method string, op *openapi3.Operation) {
	if op.RequestBody == nil || op.RequestBody.Value.Content.Get("application/json") == nil {
		return
	}
	may := []string{"413", "415"}
	if method == "POST" && op.Security != nil {
		may = append(may, "409", "422")
	}
	for _, status := range may {
		if op.Responses.Value(status) == nil {
			op.Responses.Set(status, &openapi3.ResponseRef{Value: openapi3.NewResponse()})
		}
	}
}

func mendOperation(op *openapi3.Operation, problem *openapi3.Schema) {
	for _, p := range op.Parameters {
		if p.Value.Schema != nil {
			mendSchema(p.Value.Name, p.Value.Schema)
		}
	}
	for status, r := range op.Responses.Map() {
		if status >= "400" {
			if m := r.Value.Content.Get("application/json"); m != nil {
				r.Value.Content = openapi3.Content{"application/problem+json": m}
			} else if len(r.Value.Content) == 0 || onlyProblem(r.Value.Content) {
				r.Value.Content = openapi3.Content{"application/problem+json": {Schema: openapi3.NewSchemaRef("#/components/schemas/Problem", problem)}}
			}
		}
		if d := r.Value.Description; d == nil || *d == "" {
			text := "status " + status
			r.Value.Description = &text
		}
	}
}

func onlyProblem(c openapi3.Content) bool {
	for _, m := range c {
		if m.Schema == nil || !strings.HasSuffix(m.Schema.Ref, "/Problem") {
			return false
		}
	}
	return true
}

func mendSchema(name string, ref *openapi3.SchemaRef) {
	if ref == nil || ref.Ref != "" || ref.Value == nil {
		return
	}
	s := ref.Value
	if v, ok := s.Extensions["x-nullable"]; ok {
		s.Nullable, _ = v.(bool)
		delete(s.Extensions, "x-nullable")
	}
	switch {
	case s.Type.Is("string") && s.Format == "" && strings.HasSuffix(name, "_at") || name == "at" && s.Type.Is("string") || name == "refresh_until":
		s.Format = "date-time"
	case s.Type.Is("string") && s.Format == "" && (strings.HasSuffix(name, "_day") || name == "day" || name == "as_of"):
		s.Format = "date"
	case s.Type.Is("integer") && s.Format == "":
		s.Format = "int64"
	}
	for n, p := range s.Properties {
		mendSchema(n, p)
		if p.Ref == "" && p.Value != nil && p.Value.Nullable && len(p.Value.AllOf) == 0 {
			continue
		}
	}
	if s.Items != nil {
		mendSchema("", s.Items)
	}
	for _, a := range s.AllOf {
		mendSchema(name, a)
	}
	if s.AdditionalProperties.Schema != nil {
		mendSchema("", s.AdditionalProperties.Schema)
	}
}
