package condition

// operatorWords are the words that compare, with what they say of a number and
// of a day. The first of each pair of language and meaning is the one Say uses.
type operatorWord struct {
	words string
	op    operator
	day   bool
}

var operatorWords = []operatorWord{
	{"minder dan", less, false},
	{"lager dan", less, false},
	{"kleiner dan", less, false},
	{"jonger dan", less, false},
	{"meer dan", more, false},
	{"hoger dan", more, false},
	{"groter dan", more, false},
	{"ouder dan", more, false},
	{"ten minste", atLeast, false},
	{"tenminste", atLeast, false},
	{"minstens", atLeast, false},
	{"minimaal", atLeast, false},
	{"hoogstens", atMost, false},
	{"ten hoogste", atMost, false},
	{"maximaal", atMost, false},
	{"gelijk aan", equal, false},
	{"op of voor", atMost, true},
	{"op of vóór", atMost, true},
	{"uiterlijk op", atMost, true},
	{"uiterlijk", atMost, true},
	{"op of na", atLeast, true},
	{"vanaf", atLeast, true},
	{"voor", less, true},
	{"vóór", less, true},
	{"eerder dan", less, true},
	{"na", more, true},
	{"later dan", more, true},
	{"op", equal, true},
}

func sayOperator(op operator, day bool) string {
	for _, w := range operatorWords {
		if w.op == op && w.day == day {
			return w.words
		}
	}
	return ""
}

// operator reads a word that compares.
func (s *scanner) operator() (operatorWord, bool) {
	for _, w := range operatorWords {
		if s.take(w.words) {
			return w, true
		}
	}
	return operatorWord{}, false
}

func (s *scanner) seesOperator() bool {
	at := s.at
	defer func() { s.at = at }()
	_, ok := s.operator()
	return ok
}

// foreign are signs of other languages, with the Dutch words for them.
var foreign = []struct{ sign, hint string }{
	{"<=", "schrijf `hoogstens`, of bij een dag `op of voor`"},
	{">=", "schrijf `ten minste`, of bij een dag `op of na`"},
	{"!=", "schrijf `is niet`"},
	{"==", "schrijf `is`"},
	{"≤", "schrijf `hoogstens`, of bij een dag `op of voor`"},
	{"≥", "schrijf `ten minste`, of bij een dag `op of na`"},
	{"≠", "schrijf `is niet`"},
	{"<", "schrijf `minder dan`, of bij een dag `voor`"},
	{">", "schrijf `meer dan`, of bij een dag `na`"},
	{"=", "schrijf `is`"},
	{"&", "schrijf `en`"},
	{"|", "schrijf `of`"},
	{"!", "schrijf `niet`"},
	{"tussen", "schrijf `ten minste … en hoogstens …`"},
	{"and", "schrijf `en`"},
	{"or", "schrijf `of`"},
	{"not", "schrijf `niet`"},
	{"maar", "schrijf `en`"},
}

func (s *scanner) foreign() (sign, hint string, ok bool) {
	at := s.at
	defer func() { s.at = at }()
	for _, f := range foreign {
		if s.take(f.sign) {
			return f.sign, f.hint, true
		}
	}
	return "", "", false
}
