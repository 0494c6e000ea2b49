package httpapi

import (
	"io/fs"
	"net/http"

	"github.com/gin-gonic/gin"
	swaggerFiles "github.com/swaggo/files/v2"
)

// apiPagePolicy lets the page of the API load its own files, call this server and nothing else. Swagger UI writes style attributes.
const apiPagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
	"frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

const apiPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clientele API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="icon" type="image/png" href="docs/favicon-32x32.png">
</head>
<body>
<div id="api"></div>
<noscript><p>This page needs JavaScript; the document behind it is <a href="openapi.json">openapi.json</a>.</p></noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`

const apiPageStart = `SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  operationsSorter: "alpha",
  tagsSorter: "alpha",
  validatorUrl: null,
});
`

// apiPageFiles are the files of Swagger UI that the page uses; it has others, such as source maps, that nobody is served.
var apiPageFiles = map[string]string{
	"swagger-ui.css":       "text/css; charset=utf-8",
	"swagger-ui-bundle.js": "text/javascript; charset=utf-8",
	"favicon-32x32.png":    "image/png",
}

// apiPages adds the browsable page of the API and its files, all from the binary.
func apiPages(g gin.IRoutes) {
	answer := func(path, kind, cache string, body []byte) {
		g.GET(Base+path, compressed, func(c *gin.Context) {
			c.Header("Content-Security-Policy", apiPagePolicy)
			c.Header("Cache-Control", cache)
			c.Data(http.StatusOK, kind, body)
		})
	}
	answer("/docs", "text/html; charset=utf-8", "no-cache", []byte(apiPage))
	answer("/docs/start.js", "text/javascript; charset=utf-8", "no-cache", []byte(apiPageStart))
	for name, kind := range apiPageFiles {
		if body, err := fs.ReadFile(swaggerFiles.FS, name); err == nil { // embedded: the test of the page sees that they are all there
			answer("/docs/"+name, kind, "public, max-age=86400", body)
		}
	}
}
