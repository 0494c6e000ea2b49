package app

import "clientele/internal/httpapi"

// Routes lists method and path of every route of the API's tables, for the test that compares them with the OpenAPI document.
func (a *App) Routes() [][2]string { return httpapi.Routes(a.Services.nouns(a.Config)) }
