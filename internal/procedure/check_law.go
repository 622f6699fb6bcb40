package procedure

import "passend/internal/letter"

func (c *checker) law() {}

func (c *checker) decisionLetter(t *Letter, template *letter.Template, file string) {}
