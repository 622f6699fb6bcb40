package letter

import "html"

// Page gives the letter as a file of its own that any browser opens.
func Page(doc Document) string {
	return "<!doctype html>\n<html lang=\"" + html.EscapeString(doc.language()) + "\">\n<head><meta charset=\"utf-8\"><title>" +
		html.EscapeString(doc.Title) + "</title></head>\n<body>\n" + HTML(doc) + "</body>\n</html>\n"
}
