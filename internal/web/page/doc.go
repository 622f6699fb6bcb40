// Package page is what every page of Passend shares: the request with who asks,
// the line of the route table, the shell around a page, forms with their errors
// next to the field, and how an answer leaves.
//
// The pages themselves stand in packages beside this one, each with its routes,
// structs and templates. What must never enter: SQL, a rule of a procedure, or
// the words of one page.
package page
