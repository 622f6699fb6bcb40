package auth

import "strings"

type sign struct{ mark, name string }

// The order matters: most browsers also name the ones they look like.
var (
	browsers = []sign{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox", "Firefox"}, {"FxiOS", "Firefox"}, {"CriOS", "Chrome"}, {"Chrome", "Chrome"}, {"Safari", "Safari"}}
	systems  = []sign{{"iPhone", "een iPhone"}, {"iPad", "een iPad"}, {"Android", "Android"}, {"CrOS", "een Chromebook"}, {"Windows", "Windows"}, {"Macintosh", "een Mac"}, {"Linux", "Linux"}}
)

// browser says in words what a browser tells about itself.
func browser(agent string) string {
	name, system := first(browsers, agent), first(systems, agent)
	switch {
	case name == "" && system == "":
		return "Onbekende browser"
	case system == "":
		return name
	case name == "":
		return "Browser op " + system
	}
	return name + " op " + system
}

func first(signs []sign, agent string) string {
	for _, s := range signs {
		if strings.Contains(agent, s.mark) {
			return s.name
		}
	}
	return ""
}
