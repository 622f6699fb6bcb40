package demo

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
)

// The names are put together from words of the weather and the garden, so that
// nobody takes them for people who exist.
var (
	givenGirls = strings.Fields("Aylin Bente Cato Dina Elif Fenna Guusje Hanneloes Ilse Jikke Kyra Lotte Mila Nadia Oona Puck Quinty Roos Saar Tirza Uma Veerle Wende Xenia Yara Zoë Anouk Britt Chaima Doutzen Esra Fleur Giulia Hiba")
	givenBoys  = strings.Fields("Abel Bram Cas Daan Eymen Floris Gijs Hidde Ivo Jelte Kaan Luuk Mees Noud Okke Pepijn Quinn Rayan Sem Ties Ugo Vigo Wolf Xavi Youssef Zev Adem Boris Casper Dex Emir Fedde Guus Hugo")
	givenWomen = strings.Fields("Adinda Beatrijs Coosje Dieuwertje Evelien Floortje Geertrui Hadewych Ineke Josine Karima Liesbeth Marjolein Nienke Odette Paulien Ria Saskia Tineke Ursula Vera Wietske Yasmina Zeynep Agaath Bregje Dorien Emine")
	givenMen   = strings.Fields("Arjen Bastiaan Cornelis Diederik Evert Ferdinand Gerben Hendrik Ibrahim Jurriaan Klaas Leendert Maarten Nico Olivier Pieter Reinier Siebren Teun Umut Victor Wouter Yusuf Zeger Anton Berend Douwe Egbert")
	first      = strings.Fields("Wolken Regen Sterren Zonne Sneeuw Dauw Nevel Zomer Herfst Lente Ochtend Avond Vlinder Kikker Egel Kraaien Bijen Hagel Bladeren Kastanje Braam Klaver Distel Varen Bosbes Meidoorn Zilver Linde Hazel Pluim")
	second     = strings.Fields("tuin pad brug akker lantaarn fluit klok schommel vlieger ladder molen spoor poort wagen bel vonk draad veer kroon lied toren zeil spiegel sleutel veld vink krans kaars hof beek")
	particles  = []string{"", "", "", "", "van ", "de ", "van de ", ""}
)

// Name is the name of a person, in its parts.
type Name struct {
	First    string
	Particle string // "van de "
	Last     string
}

// Family is the name that is written after the first name.
func (n Name) Family() string { return n.Particle + n.Last }

// Full is the name as it is read.
func (n Name) Full() string { return n.First + " " + n.Family() }

// family makes the family name with a number; two numbers below nine hundred
// give two names.
func family(n int) (particle, last string) {
	return particles[n*5%len(particles)], first[n%len(first)] + second[(n/len(first)+n*7)%len(second)]
}

func nameOf(given []string, which, n int) Name {
	particle, last := family(n)
	return Name{given[which%len(given)], particle, last}
}

// email is an address under a domain that cannot exist.
func (n Name) email(domain string) string {
	text := strings.ToLower(n.First + "." + n.Particle + n.Last)
	return strings.NewReplacer(" ", "", "ë", "e", "é", "e").Replace(text) + "@" + domain + ".voorbeeld"
}

var idText = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// idOf makes an id that is the same every time for the same words.
func idOf(words ...any) string {
	sum := sha256.Sum256([]byte(fmt.Sprintln(words...)))
	return idText.EncodeToString(sum[:16])
}

// source is a stream of chance of its own for the same words, so that adding
// something in one place changes nothing in another.
func source(words ...any) *rand.Rand {
	h := fnv.New64a()
	fmt.Fprintln(h, words...)
	return rand.New(rand.NewPCG(h.Sum64(), 1))
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// SomeName gives a name as somebody would type it to search for, of people who
// are in a database that was filled here.
func SomeName(n int) string {
	_, last := family(n * 13 % 900)
	switch n % 3 {
	case 0:
		return last
	case 1:
		return last[:min(7, len(last))]
	}
	return givenBoys[n%len(givenBoys)] + " " + last[:4]
}
