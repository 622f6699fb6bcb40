package main

import (
	"context"
	"fmt"
	"io"

	"passend/internal/ops"
)

const optionsUsage = `Gebruik: passend opties

Toont elke instelling die Passend in de omgeving leest, met uitleg.
`

func runOptions(_ context.Context, args []string, out, errOut io.Writer) int {
	if code, stop := noFlags("opties", optionsUsage, args, out, errOut); stop {
		return code
	}
	for _, o := range ops.Options() {
		fmt.Fprintln(out, o.Name)
		if o.Default != "" {
			fmt.Fprintf(out, "    zonder deze optie: %s\n", o.Default)
		}
		fmt.Fprintf(out, "    voorbeeld: %s\n    %s\n\n", o.Example, o.Text)
	}
	return exitOK
}
