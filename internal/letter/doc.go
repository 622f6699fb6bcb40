// Package letter turns the text of a letter template plus data into a tree (a
// Document), and the tree into accessible HTML and a tagged PDF (PDF 1.7 with
// the structure PDF/UA-1 asks for). The tree is what is kept: a letter that was
// sent can be shown again word for word.
//
// A template is Markdown (headings, paragraphs, lists, tables, bold, italic,
// links as text) with front matter:
//
//	---
//	onderwerp: Besluit op uw aanvraag voor {naam van de leerling}
//	bijlagen:
//	- Toelaatbaarheidsverklaring
//	---
//	Geachte {naam geadresseerde},
//
//	{als: de aanvraag is afgewezen}
//	Wij wijzen de aanvraag af.
//	{anders}
//	Wij wijzen de aanvraag toe.
//	{einde}
//
//	| Deskundige | Discipline |
//	|---|---|
//	{voor elke: deskundigen}
//	| {naam} | {discipline} |
//	{einde}
//
//	{{motivering}}
//
// Lines with {als: …}, {anders}, {voor elke: …} and {einde} stand alone and
// vanish from the text as if they were never there; a blank line inside them
// separates paragraphs. A paragraph "Tabel: …" right above a table is its
// caption. `\{` is a brace that means nothing.
//
// Data enters text only: it is put in after the Markdown is read, so nothing in
// it can become a heading, a link or markup. What must never enter this
// package: database, network, files, the clock, and words that belong to one
// samenwerkingsverband.
package letter
