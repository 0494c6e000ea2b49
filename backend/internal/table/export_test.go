package table

// SetSheetRows makes a spreadsheet's sheets short.
func (w *Writer[T]) SetSheetRows(n int) {
	if f, ok := w.out.(*xlsxFile); ok {
		f.most = n
	}
}
