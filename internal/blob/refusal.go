package blob

import (
	"errors"
	"fmt"
)

// Refusal says in Dutch why a document was not kept and what would help.
type Refusal struct {
	What string // what is wrong, one sentence
	Help string // what to do, one or two sentences
}

// Text is both sentences, as a page shows them.
func (r *Refusal) Text() string { return r.What + " " + r.Help }

var (
	// ErrNotFound means that no document has this reference in this case.
	ErrNotFound = errors.New("blob: no such document")
	// ErrDestroyed means that the case was destroyed; nothing can be put or opened.
	ErrDestroyed = errors.New("blob: case is destroyed")
	// ErrChanged means that the bytes on disk are not those that were put there.
	ErrChanged = errors.New("blob: document was changed on disk")
	// ErrScanner means that the virus check could not be done. It comes together
	// with a [Refusal]: the page shows the refusal, the log gets the error.
	ErrScanner = errors.New("blob: virus check failed")
)

const saveAs = "Sla het document op als PDF of als Word-document (.docx) en stuur dat."

func refuseEmpty() *Refusal {
	return &Refusal{"Dit bestand is leeg.", "Open het op uw eigen apparaat, kijk of er iets in staat en stuur het opnieuw."}
}

func refuseSize(limit int64) *Refusal {
	return &Refusal{
		fmt.Sprintf("Dit bestand is groter dan %d MB.", max(1, limit>>20)),
		"Maak het kleiner of verdeel het over meer bestanden.",
	}
}

func refuseType() *Refusal {
	return &Refusal{
		"Dit soort bestand kan niet worden toegevoegd.",
		"Toegestaan zijn PDF, Word (.docx), JPEG, PNG en HEIC. " + saveAs,
	}
}

func refuseOldWord() *Refusal {
	return &Refusal{
		"Dit is een oud Word-bestand of een bestand met een wachtwoord.",
		"Haal het wachtwoord eraf. " + saveAs,
	}
}

func refuseDisguise(ext string, k kind) *Refusal {
	return &Refusal{
		fmt.Sprintf("De naam van dit bestand eindigt op %s, maar de inhoud is %s.", ext, k.article),
		"Geef het bestand de naam die bij de inhoud hoort, of kies het goede bestand.",
	}
}

func refuseMacro() *Refusal {
	return &Refusal{
		"In dit Word-bestand zit een macro of een ander programma.",
		"Sla het document op als PDF en stuur dat.",
	}
}

func refusePassword() *Refusal {
	return &Refusal{
		"Deze PDF is beveiligd met een wachtwoord of met beperkingen.",
		"Maak een PDF zonder beveiliging, bijvoorbeeld met ‘Afdrukken naar PDF’, en stuur die.",
	}
}

func refuseDamaged() *Refusal {
	return &Refusal{
		"Dit bestand is beschadigd of niet helemaal aangekomen.",
		"Open het op uw eigen apparaat. Lukt dat, stuur het dan opnieuw; lukt dat niet, vraag een nieuw exemplaar.",
	}
}

func refuseInflated() *Refusal {
	return &Refusal{
		"Dit bestand wordt bij het openen te groot.",
		"Verwijder grote afbeeldingen uit het document of sla het op als PDF.",
	}
}

func refuseName() *Refusal {
	return &Refusal{
		"In de naam van dit bestand staat een burgerservicenummer (BSN) of onderwijsnummer. Een samenwerkingsverband mag dat nummer niet vastleggen.",
		"Geef het bestand een naam zonder dat nummer en stuur het opnieuw.",
	}
}

func refuseVirus() *Refusal {
	return &Refusal{
		"In dit bestand is een virus gevonden. Het is niet bewaard.",
		"Stuur het niet door. Vraag uw ICT-beheerder om uw apparaat na te kijken.",
	}
}

func refuseUnscanned() *Refusal {
	return &Refusal{
		"De viruscontrole werkt nu niet. Daarom is dit bestand niet bewaard.",
		"Probeer het over een kwartier opnieuw. Lukt het dan nog niet, bel dan het samenwerkingsverband.",
	}
}
