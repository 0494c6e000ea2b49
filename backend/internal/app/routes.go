package app

import "clientele/internal/httpapi"

// Routes lists method, path and permission of every route of the API's tables, for the tests that compare them with the OpenAPI document and the roles.
func (a *App) Routes() [][3]string { return httpapi.Routes(a.Services.nouns(a.Config)) }
