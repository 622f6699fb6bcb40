package main

import (
	"context"
	"io"
)

const seedUsage = `Gebruik: passend seed --swv N --zaken M

Vult een lege database met M zaken bij N samenwerkingsverbanden, om te meten.
`

func runSeed(_ context.Context, args []string, out, errOut io.Writer) int {
	if code, stop := noFlags("seed", seedUsage, args, out, errOut); stop {
		return code
	}
	return exitOK
}
