package kit

import "strings"

// FieldKind says what a field asks.
type FieldKind string

// The kinds of field; the zero value is one line of text.
const (
	TextField     FieldKind = ""
	TextArea      FieldKind = "textarea"
	YesNo         FieldKind = "yesno" // values "ja" and "nee"
	Radios        FieldKind = "radios"
	Select        FieldKind = "select"
	Checkboxes    FieldKind = "checkboxes"
	Checkbox      FieldKind = "checkbox" // one box, value "ja"
	DateField     FieldKind = "date"     // one line, dd-mm-jjjj
	DateParts     FieldKind = "dateparts"
	NumberField   FieldKind = "number"
	MoneyField    FieldKind = "money"
	FileField     FieldKind = "file"
	EmailField    FieldKind = "email"
	PhoneField    FieldKind = "tel"
	PasswordField FieldKind = "password"
	CodeField     FieldKind = "code"   // one-time code of six digits
	PersonField   FieldKind = "person" // one of Options; Hint says function and organisation
	ShownField    FieldKind = "shown"  // a value to read, not to change
)

// Option is one of the answers to choose from.
type Option struct {
	Value, Label, Hint string
}

// Field is a question with its label, hint, error and the value given so far.
type Field struct {
	Kind     FieldKind
	Name     string
	ID       string // made from Name when empty
	Label    string
	Hint     string
	Error    string
	Value    string
	Values   []string // the chosen ones of Checkboxes; day, month, year of DateParts
	Options  []Option
	Optional bool   // says "(niet verplicht)" after the label
	ReadOnly bool   // shown, not to be changed
	Short    bool   // narrow input: postcode, number
	Rows     int    // lines of a TextArea, 4 when 0
	Max      int    // longest text in characters, 0 for no bound
	Unit     string // after the input: "dagen", "uur per week"
	Accept   string // file kinds, as in ".pdf,.docx"
	MaxBytes int64  // largest file, told before it is sent; 0 for no bound
	Complete string // autocomplete attribute
	Origin   string // where the value came from: "Overgenomen uit de aanmelding"
	Why      *Link  // why this is asked
	Large    bool   // the label is the title of the page
	Hidden   bool   // label only for who listens, as in a filter
	Nothing  string // text of the empty choice of a Select, "Maak een keuze" when empty
}

// FieldID is the id of the input, where an error links to.
func (f Field) FieldID() string {
	if f.ID != "" {
		return f.ID
	}
	return "veld-" + idOf(f.Name)
}

func idOf(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, name)
}

// Described lists the ids of hint and error for aria-describedby.
func (f Field) Described() string {
	var ids []string
	if f.HintText() != "" {
		ids = append(ids, f.FieldID()+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.FieldID()+"-fout")
	}
	return strings.Join(ids, " ")
}

// HintText gives the hint; a date tells how to write it.
func (f Field) HintText() string {
	switch {
	case f.Hint != "":
		return f.Hint
	case f.ReadOnly:
		return ""
	case f.Kind == DateField:
		return "Schrijf dag, maand en jaar: dd-mm-jjjj"
	case f.Kind == DateParts:
		return "Bijvoorbeeld 3 9 2026"
	}
	return ""
}

// Grouped says whether the field is a group of inputs under one question.
func (f Field) Grouped() bool {
	switch f.Kind {
	case YesNo, Radios, Checkboxes, DateParts:
		return true
	}
	return false
}

// Choices gives the answers; yes and no when the question is such.
func (f Field) Choices() []Option {
	if f.Kind == YesNo && len(f.Options) == 0 {
		return []Option{{Value: "ja", Label: "Ja"}, {Value: "nee", Label: "Nee"}}
	}
	return f.Options
}

// Chosen says whether an answer is given.
func (f Field) Chosen(value string) bool {
	if f.Kind != Checkboxes {
		return f.Value == value
	}
	for _, v := range f.Values {
		if v == value {
			return true
		}
	}
	return false
}

// ValueText gives the label of the chosen answer, or the value itself.
func (f Field) ValueText() string {
	var chosen []string
	for _, o := range f.Choices() {
		if f.Chosen(o.Value) {
			chosen = append(chosen, o.Label)
		}
	}
	if len(chosen) > 0 {
		return strings.Join(chosen, ", ")
	}
	return f.Value
}

// OptionID gives the id of an answer. The first one has the id of the field,
// so that an error leads there.
func (f Field) OptionID(i int) string {
	if i == 0 {
		return f.FieldID()
	}
	return f.FieldID() + "-" + Getal(i)
}

// Lines gives the height of a text area.
func (f Field) Lines() int {
	if f.Rows > 0 {
		return f.Rows
	}
	return 4
}

// DatePart is one of the three inputs of a date.
type DatePart struct {
	Label, Suffix, ID, Value string
	Size                     int
}

// Parts gives day, month and year; they are posted as name.dag, name.maand
// and name.jaar.
func (f Field) Parts() []DatePart {
	parts := []DatePart{
		{Label: "Dag", Suffix: ".dag", Size: 2},
		{Label: "Maand", Suffix: ".maand", Size: 2},
		{Label: "Jaar", Suffix: ".jaar", Size: 4},
	}
	for i := range parts {
		parts[i].ID = f.OptionID(i)
		if i < len(f.Values) {
			parts[i].Value = f.Values[i]
		}
	}
	return parts
}

// InputType gives the type attribute of a one-line input.
func (f Field) InputType() string {
	switch f.Kind {
	case EmailField, PhoneField, PasswordField, FileField:
		return string(f.Kind)
	}
	return "text"
}

// InputMode gives the keyboard that suits the question.
func (f Field) InputMode() string {
	switch f.Kind {
	case NumberField, CodeField, DateField:
		return "numeric"
	case MoneyField:
		return "decimal"
	}
	return ""
}

// AutoComplete gives the autocomplete attribute.
func (f Field) AutoComplete() string {
	if f.Complete == "" && f.Kind == CodeField {
		return "one-time-code"
	}
	return f.Complete
}

// Narrow says whether the input is short.
func (f Field) Narrow() bool {
	switch f.Kind {
	case DateField, NumberField, MoneyField, CodeField:
		return true
	}
	return f.Short
}

// Section is a titled group of fields.
type Section struct {
	ID, Title, Intro string
	Who              string // who fills this in
	Fields           []Field
}

// Form is a whole form. With Autosave every field is posted to that address
// when it changes, together with Version; see docs/look.md for the answer.
type Form struct {
	ID, Action string
	Get        bool // a form that only asks, such as a filter
	Upload     bool // holds a file field
	Autosave   string
	Version    string
	Hidden     []Hidden
	Fields     []Field
	Sections   []Section
	Submit     string
	SubmitName string // name of the button, when it matters which was pressed
	Danger     bool
	Others     []SubmitButton
	Cancel     *Link
}

// SubmitButton is another way to send the same form.
type SubmitButton struct {
	Label, Name, Value string
	Action             string // another address, may be empty
}

// AllFields gives the fields of the form and of its sections.
func (f Form) AllFields() []Field {
	all := append([]Field(nil), f.Fields...)
	for _, s := range f.Sections {
		all = append(all, s.Fields...)
	}
	return all
}

// Summary gathers the errors of a form, for the top of the page.
func (f Form) Summary() ErrorSummary { return Summary(f.AllFields()) }

// ErrorSummary lists what is wrong, each with a link to its field.
type ErrorSummary struct {
	Title string
	Items []Link
}

// Summary gathers the errors of the fields.
func Summary(fields []Field) ErrorSummary {
	var s ErrorSummary
	for _, f := range fields {
		if f.Error != "" {
			s.Items = append(s.Items, Link{Text: f.Error, Href: "#" + f.FieldID()})
		}
	}
	return s
}

// TitleText gives the title of the summary.
func (s ErrorSummary) TitleText() string {
	if s.Title != "" {
		return s.Title
	}
	if len(s.Items) == 1 {
		return "Er is 1 ding niet goed ingevuld"
	}
	return "Er zijn " + Getal(len(s.Items)) + " dingen niet goed ingevuld"
}

// Filters is a form that narrows a list. Chips say what is narrowed now.
type Filters struct {
	Action string
	Post   bool // when a name of a person can be among the values
	Fields []Field
	Hidden []Hidden
	Submit string
	Clear  string // address of the whole list
	Chips  []Link // text of a choice, address without it
}

// Confirm asks to confirm something that has consequences.
type Confirm struct {
	Title        string
	Text         string
	Consequences []string
	Facts        []Fact
	Form         Form
}
