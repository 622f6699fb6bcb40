package procedure

// GuideStep is one question of the guide to a kind of case. The first one is
// where the guide begins.
type GuideStep struct {
	Named
	Question string        `nl:"vraag,nodig"`
	Help     string        `nl:"uitleg"`
	Answers  []GuideAnswer `nl:"antwoorden,nodig"`
}

// GuideAnswer leads to another question, to a kind of case, or to a text that
// says what to do instead.
type GuideAnswer struct {
	Named
	Title     string `nl:"naam,nodig"`
	Help      string `nl:"uitleg"`
	Next      string `nl:"verder"`
	Procedure string `nl:"procedure"`
	Variant   string `nl:"variant"`
	Text      string `nl:"tekst"`
}

// Step finds a question of the guide; "" is the first.
func (s *SWV) Step(name string) (GuideStep, bool) {
	for i, step := range s.Guide {
		if step.Name == name || name == "" && i == 0 {
			return step, true
		}
	}
	return GuideStep{}, false
}

func (c *checker) guide() {
	steps := namesOf(c.swv.Guide, func(s *GuideStep) string { return s.Name })
	for i := range c.swv.Guide {
		for j := range c.swv.Guide[i].Answers {
			c.guideAnswer(&c.swv.Guide[i].Answers[j], steps)
		}
	}
}

func (c *checker) guideAnswer(a *GuideAnswer, steps []string) {
	c.ref(&a.Next, a.At, "vraag van de wegwijzer", steps)
	ways := 0
	for _, way := range []string{a.Next, a.Procedure, a.Text} {
		if way != "" {
			ways++
		}
	}
	if ways != 1 {
		c.fault(a.At, "antwoord "+show(a.Name)+" leidt nergens heen, of naar meer dan één plek", "`verder`, `procedure` of `tekst`", "")
	}
	if a.Procedure == "" {
		return
	}
	p, ok := c.swv.Find(a.Procedure)
	switch {
	case !ok:
		c.warn(c.place(&a.Procedure, a.At), "procedure "+show(a.Procedure)+" is er niet", meant(a.Procedure, c.known.procedures))
	case a.Variant != "":
		c.ref(&a.Variant, a.At, "variant van "+show(a.Procedure), namesOf(p.Variants, func(v *Variant) string { return v.Name }))
	}
}
