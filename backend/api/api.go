// Package api holds the OpenAPI document, made from the annotations by `make api`.
package api

import _ "embed"

// Spec is openapi.json.
//
//go:embed openapi.json
var Spec []byte
