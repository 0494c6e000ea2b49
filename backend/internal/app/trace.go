package app

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.37.0"
)

// newTracer sends traces to an OpenTelemetry collector (OTLP over HTTP, such as http://collector:4318).
func newTracer(ctx context.Context, endpoint string) (*sdktrace.TracerProvider, error) {
	e, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(endpoint))
	if err != nil {
		return nil, fmt.Errorf("send traces: %w", err)
	}
	return sdktrace.NewTracerProvider(sdktrace.WithBatcher(e), sdktrace.WithResource(resource.NewSchemaless(semconv.ServiceName("clientele")))), nil
}
