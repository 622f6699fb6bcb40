package kit

import "html/template"

// shapes are drawn on a field of 24 by 24 with lines of 2 wide.
var shapes = map[string]string{
	"alert":     `<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="M12 8v5"/><path d="M12 16.5v.1"/>`,
	"arrow":     `<path d="M5 12h14"/><path d="m13 6 6 6-6 6"/>`,
	"back":      `<path d="M19 12H5"/><path d="m11 6-6 6 6 6"/>`,
	"bell":      `<path d="M6 16V11a6 6 0 0 1 12 0v5l2 2H4z"/><path d="M10 21h4"/>`,
	"building":  `<path d="M4 21V7l8-4 8 4v14z"/><path d="M9 21v-5h6v5"/><path d="M9 10h.1M15 10h-.1"/>`,
	"calendar":  `<rect x="3" y="5" width="18" height="16" rx="2"/><path d="M3 10h18M8 3v4M16 3v4"/>`,
	"check":     `<circle cx="12" cy="12" r="9"/><path d="m8 12.2 2.8 2.8L16 9.5"/>`,
	"chevron":   `<path d="m6 9 6 6 6-6"/>`,
	"clock":     `<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>`,
	"copy":      `<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M16 8V5a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h3"/>`,
	"cross":     `<path d="M6 6l12 12M18 6 6 18"/>`,
	"document":  `<path d="M6 3h8l5 5v13H6z"/><path d="M14 3v5h5M9 13h6M9 17h6"/>`,
	"download":  `<path d="M12 4v11"/><path d="m7 11 5 5 5-5"/><path d="M4 20h16"/>`,
	"eye":       `<path d="M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7z"/><circle cx="12" cy="12" r="3"/>`,
	"hourglass": `<path d="M7 3h10M7 21h10"/><path d="M8 3c0 5 3 6 4 9 1-3 4-4 4-9M8 21c0-5 3-6 4-9 1 3 4 4 4 9"/>`,
	"info":      `<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5"/><path d="M12 7.5v.1"/>`,
	"lock":      `<rect x="5" y="11" width="14" height="10" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>`,
	"menu":      `<path d="M4 7h16M4 12h16M4 17h16"/>`,
	"message":   `<path d="M4 5h16v12H9l-5 4z"/>`,
	"pause":     `<circle cx="12" cy="12" r="9"/><path d="M10 9v6M14 9v6"/>`,
	"pen":       `<path d="M4 20l1-4L16 5l3 3L8 19z"/><path d="M4 20h16"/>`,
	"person":    `<circle cx="12" cy="8" r="4"/><path d="M4 21c0-4 4-6 8-6s8 2 8 6"/>`,
	"plus":      `<path d="M12 5v14M5 12h14"/>`,
	"print":     `<path d="M7 9V3h10v6"/><path d="M7 17H4v-7h16v7h-3"/><path d="M7 14h10v7H7z"/>`,
	"replace":   `<path d="M4 12a8 8 0 0 1 14-5l2 2"/><path d="M20 4v5h-5"/><path d="M20 12a8 8 0 0 1-14 5l-2-2"/><path d="M4 20v-5h5"/>`,
	"search":    `<circle cx="11" cy="11" r="7"/><path d="m16.5 16.5 4.5 4.5"/>`,
	"signout":   `<path d="M14 4H5v16h9"/><path d="M10 12h11"/><path d="m17 8 4 4-4 4"/>`,
	"trash":     `<path d="M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6"/>`,
	"upload":    `<path d="M12 16V5"/><path d="m7 9 5-5 5 5"/><path d="M4 20h16"/>`,
	"warn":      `<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.5"/><path d="M12 17.5v.1"/>`,
}

// Icon gives the drawing with that name, hidden from who listens: the text
// next to it says the same. An unknown name gives nothing.
func Icon(name string) template.HTML {
	shape, known := shapes[name]
	if !known {
		return ""
	}
	return template.HTML(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">` + shape + `</svg>`)
}
