package kit

// Shell is what stands around every page: start it with shell-start and end
// it with shell-end.
type Shell struct {
	Title    string // of the browser tab; the name of the SWV is added
	SWV      string // name of the samenwerkingsverband
	Home     string // address behind that name
	ThemeURL string // stylesheet made by Theme, empty for the house colours
	Demo     bool   // shows the banner DEMONSTRATIE
	DemoText string // sentence in that banner; a sentence of its own when empty

	User          string    // name of who is signed in; empty when nobody is
	Role          string    // in which role
	Organisation  string    // at which school or samenwerkingsverband
	Contexts      []Context // the roles this person may take, the present one included
	ContextAction string    // where the choice is posted, as "context"
	SignOut       string    // where signing out is posted

	Nav      []NavItem
	Search   *Search
	Messages *Counter

	// SessionMinutes is how long a session lasts without a request, 0 when
	// nobody is signed in. A reader with scripts is warned two minutes before
	// the end, and may go on by a GET of SessionURL.
	SessionMinutes int
	SessionURL     string

	Crumbs  []Link // the last one is this page
	Notices []Notice
	Footer  []Link
	Wide    bool // for tables: the page takes the whole width
}

// Context is a role of a person at an organisation.
type Context struct {
	Value, Label, Organisation string
	Current                    bool
}

// NavItem is a place in the main navigation.
type NavItem struct {
	Label, Href string
	Current     bool
	Count       int // shown next to the label when above 0
}

// Search is the search field in the header. It posts, so that names of
// pupils do not end up in addresses and logs.
type Search struct {
	Action, Name, Label, Value string
}

// FieldName gives the name of the field, "zoek" when none is set.
func (s Search) FieldName() string { return either(s.Name, "zoek") }

// LabelText gives the label of the field.
func (s Search) LabelText() string { return either(s.Label, "Zoek op naam of nummer") }

// Counter leads to something of which there are a number.
type Counter struct {
	Label, Href string
	Count       int
	One, Many   string // "nieuw bericht", "nieuwe berichten"
}

// LabelText gives the label, "Berichten" when none is set.
func (c Counter) LabelText() string { return either(c.Label, "Berichten") }

// Spoken says the number in words for who listens.
func (c Counter) Spoken() string {
	return Meervoud(c.Count, either(c.One, "nieuw bericht"), either(c.Many, "nieuwe berichten"))
}

func either(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

// DemoSentence gives the text of the banner.
func (s Shell) DemoSentence() string {
	return either(s.DemoText, "Alle personen en zaken zijn verzonnen. Er gaat geen post de deur uit.")
}

// Switchable says whether there is another role to choose.
func (s Shell) Switchable() bool { return len(s.Contexts) > 1 && s.ContextAction != "" }

// TabTitle gives the text of the browser tab.
func (s Shell) TabTitle() string {
	switch {
	case s.Title == "":
		return s.SWV
	case s.SWV == "":
		return s.Title
	}
	return s.Title + " – " + s.SWV
}

// Title is the head of a page with its one main action.
type Title struct {
	Text  string
	Lead  string // one sentence: what this page is for
	Above string // small text over the title
	Main  *Action
	More  []Action
}

// Notice is a banner in the page. Live makes it be read aloud when it appears.
type Notice struct {
	Tone  Tone
	Title string
	Text  string
	Links []Link
	Live  bool
}

// Empty says that a list is empty, and what can be done about it.
type Empty struct {
	Title, Text string
	Action      *Action
}

// Tab is one of a row of links between views of the same thing.
type Tab struct {
	Label, Href string
	Current     bool
	Count       int // shown when above 0
}

// Tabs is that row; Label names it for who listens.
type Tabs struct {
	Label string
	Items []Tab
}

// Pager leads to the lists before and after this one. Addresses hold an
// opaque cursor, there are no page numbers.
type Pager struct {
	PrevHref, NextHref string
	StartHref          string // back to the first list, when there is no way to the one before
	Text               string // "1 tot en met 25 van 312", may be empty
}

// ErrorPage tells that a page cannot be shown, with a number to mention when
// asking for help.
type ErrorPage struct {
	Title     string
	Text      string
	Reference string
	Help      string // whom to ask
	Links     []Link
}

// PrintPage is a page without the shell, to be printed or kept.
type PrintPage struct {
	Title, Subtitle, SWV, ThemeURL string
	By                             string // who printed it, in which role
	At                             string // when, as text
	Back                           string
}

// SignIn is the list of roles to enter a demonstration or a practice with,
// grouped by samenwerkingsverband.
type SignIn struct {
	Groups []SignInGroup
}

// SignInGroup is one samenwerkingsverband with its roles.
type SignInGroup struct {
	SWV, Text string
	Cards     []RoleCard
}

// RoleCard is one person in one role; choosing it posts to Action.
type RoleCard struct {
	Role, Person, Organisation string
	Text                       string // what this role does here
	Action                     string
	Hidden                     []Hidden
	Others                     []RoleCard // more people with this role, kept folded
}

// OthersText says how many more there are.
func (c RoleCard) OthersText() string {
	if len(c.Others) == 1 {
		return "Nog iemand anders"
	}
	return "Nog " + Getal(len(c.Others)) + " anderen"
}
