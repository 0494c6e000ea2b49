package httpapi

import (
	"github.com/gin-gonic/gin"

	"clientele/internal/intake"
)

// presets lists the kinds of files.
//
//	@ID			listImportPresets
//	@Summary	Kinds of files that can be imported
//	@Tags		imports
//	@Produce	json
//	@Security	bearer
//	@Success	200	{object}	ImportPresetList
//	@Failure	401,403	{object}	Problem
//	@Router		/import_presets [get]
func (h Imports) presets(_ *gin.Context) (any, error) {
	var out ImportPresetList
	for _, p := range intake.Presets() {
		out.Items = append(out.Items, presetBody(p))
	}
	return out, nil
}

// mappings lists saved mappings.
//
//	@ID			listImportMappings
//	@Summary	List saved mappings
//	@Tags		imports
//	@Produce	json
//	@Security	bearer
//	@Param		preset	query		string	false	"Preset"
//	@Param		sort	query		string	false	"created_at; - before it reverses"
//	@Param		limit	query		int		false	"Rows, at most 200"
//	@Param		cursor	query		string	false	"next_cursor of the page before"
//	@Param		total	query		bool	false	"Also count everything that matches"
//	@Success	200		{object}	ImportMappingList
//	@Failure	401,403,422	{object}	Problem
//	@Router		/import_mappings [get]
func (h Imports) mappings(c *gin.Context) (any, error) {
	q := readQuery(c)
	preset := q.text("preset")
	w := q.window()
	if err := q.err(); err != nil {
		return nil, err
	}
	l, err := h.Service.Mappings(c.Request.Context(), preset, w)
	if err != nil {
		return nil, err
	}
	var out ImportMappingList
	out.Items, out.NextCursor, out.Total = listOf(l, mappingBody)
	return out, nil
}

// mapping gives one saved mapping.
//
//	@ID			getImportMapping
//	@Summary	One saved mapping
//	@Tags		imports
//	@Produce	json
//	@Security	bearer
//	@Param		id	path		string	true	"Mapping"
//	@Success	200	{object}	ImportMappingBody
//	@Failure	401,403,404	{object}	Problem
//	@Router		/import_mappings/{id} [get]
func (h Imports) mapping(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "import_mapping")
	if err != nil {
		return nil, err
	}
	m, err := h.Service.Mapping(c.Request.Context(), v)
	if err != nil {
		return nil, err
	}
	return versioned(mappingBody(m), m.Version), nil
}

// createMapping saves a mapping.
//
//	@ID			createImportMapping
//	@Summary	Save a mapping
//	@Tags		imports
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		body	body		ImportMappingPutBody	true	"Mapping"
//	@Success	201		{object}	ImportMappingBody
//	@Failure	400,401,403,415,422	{object}	Problem
//	@Router		/import_mappings [post]
func (h Imports) createMapping(c *gin.Context) (any, error) {
	b, err := body[ImportMappingPutBody](c)
	if err != nil {
		return nil, err
	}
	m, err := h.Service.CreateMapping(c.Request.Context(), b.Name, b.settings())
	if err != nil {
		return nil, err
	}
	return created(mappingBody(m), m.Version, Base+"/import_mappings/"+m.ID.String()), nil
}

// replaceMapping changes a saved mapping.
//
//	@ID			putImportMapping
//	@Summary	Change a saved mapping
//	@Tags		imports
//	@Accept		json
//	@Produce	json
//	@Security	bearer
//	@Param		id			path		string					true	"Mapping"
//	@Param		If-Match	header		string					true	"Version that was read"
//	@Param		body		body		ImportMappingPutBody	true	"Mapping"
//	@Success	200			{object}	ImportMappingBody
//	@Failure	400,401,403,404,412,415,422,428	{object}	Problem
//	@Router		/import_mappings/{id} [put]
func (h Imports) replaceMapping(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "import_mapping")
	if err != nil {
		return nil, err
	}
	version, err := ifMatch(c)
	if err != nil {
		return nil, err
	}
	b, err := body[ImportMappingPutBody](c)
	if err != nil {
		return nil, err
	}
	m, err := h.Service.ReplaceMapping(c.Request.Context(), v, b.Name, b.settings(), version)
	if err != nil {
		return nil, err
	}
	return versioned(mappingBody(m), m.Version), nil
}

// deleteMapping forgets a saved mapping.
//
//	@ID			deleteImportMapping
//	@Summary	Forget a saved mapping
//	@Tags		imports
//	@Security	bearer
//	@Param		id	path	string	true	"Mapping"
//	@Success	204
//	@Failure	401,403,404	{object}	Problem
//	@Router		/import_mappings/{id} [delete]
func (h Imports) deleteMapping(c *gin.Context) (any, error) {
	v, err := pathID(c, "id", "import_mapping")
	if err != nil {
		return nil, err
	}
	if err := h.Service.DeleteMapping(c.Request.Context(), v); err != nil {
		return nil, err
	}
	return noContent(), nil
}
