// Package httpapi is the only room with HTTP: routes, wire bodies, and the way failures and answers are written.
//
//	@title						Clientele API
//	@version					1
//	@description				Knows what each client is worth, cuts the portfolio into segments, decides offers, sends campaigns and measures what they brought.
//	@description				Ids are strings of digits, times RFC 3339 in UTC, days "2026-03-12" in the organisation's time zone, money integer minor units beside a currency, shares numbers from 0 to 1.
//	@description				Lists answer {items, next_cursor, total}: pass next_cursor back as `cursor` with the same sort and filters; `total=true` asks for the exact count.
//	@description				Changes need the version read in the ETag, sent back in If-Match. POST takes an Idempotency-Key. Failures are application/problem+json (RFC 9457).
//	@license.name				Apache-2.0
//	@BasePath					/api/v1
//	@securityDefinitions.apikey	bearer
//	@in							header
//	@name						Authorization
package httpapi
