// Command openapi writes api/openapi.json: swag reads the annotations (Swagger 2.0), kin-openapi turns them into OpenAPI 3.0,
// and what swag cannot say is mended here. Run it in backend/.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/getkin/kin-openapi/openapi2conv"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/swaggo/swag"
)

func main() {
	out := "api/openapi.json"
	if len(os.Args) > 1 {
		out = os.Args[1]
	}
	if err := write(out); err != nil {
		log.Fatal(err)
	}
}

func write(out string) error {
	p := swag.New(swag.SetOverrides(map[string]string{
		"clientele/internal/id.ID": "string", "clientele/internal/clock.Day": "string", "encoding/json.RawMessage": "object",
	}), swag.SetDebugger(log.New(io.Discard, "", 0)), swag.ParseUsingGoList(true))
	p.RequiredByDefault = true
	log.SetOutput(os.Stderr)
	if err := p.ParseAPIMultiSearchDir([]string{"internal/httpapi", "internal/id", "internal/clock"}, "doc.go", 1); err != nil {
		return fmt.Errorf("read annotations: %w", err)
	}
	raw, err := json.Marshal(p.GetSwagger())
	if err != nil {
		return err
	}
	var v2 openapi2.T
	if err := json.Unmarshal(raw, &v2); err != nil {
		return fmt.Errorf("read Swagger 2.0: %w", err)
	}
	v3, err := openapi2conv.ToV3(&v2)
	if err != nil {
		return fmt.Errorf("convert: %w", err)
	}
	mend(v3)
	if err := v3.Validate(context.Background(), openapi3.DisableExamplesValidation()); err != nil {
		return fmt.Errorf("validate: %w", err)
	}
	b, err := json.MarshalIndent(v3, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(out, append(b, '\n'), 0o644)
}
