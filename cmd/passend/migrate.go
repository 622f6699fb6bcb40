package main

import (
	"context"
	"fmt"
	"io"
)

const migrateUsage = `Gebruik: passend migrate

Maakt de tabellen in de database, of vernieuwt ze voor deze versie van Passend.
Maak eerst een kopie van de database. Nog een keer uitvoeren doet niets.
`

func runMigrate(ctx context.Context, args []string, out, errOut io.Writer) int {
	if code, stop := noFlags("migrate", migrateUsage, args, out, errOut); stop {
		return code
	}
	return with(ctx, errOut, func(in *instance) error {
		before, _, err := in.db.SchemaVersion(ctx)
		if err != nil {
			return err
		}
		if err := in.db.Migrate(ctx); err != nil {
			return err
		}
		after, _, err := in.db.SchemaVersion(ctx)
		if after == before {
			fmt.Fprintf(out, "De database was al bij: indeling %d.\n", after)
		} else {
			fmt.Fprintf(out, "De database is bijgewerkt van indeling %d naar %d.\n", before, after)
		}
		return err
	})
}
