// Package blob keeps the bytes of documents: what schools, parents and experts
// upload and what Passend itself prints. A document is judged at the door (size,
// type by content, macros, passwords, viruses), its text is searched for numbers
// that may not be recorded, and it lies in a local folder, encrypted.
//
// Every case has a key of its own, sealed with a key derived from the master key.
// [Store.DestroyCase] removes that key first, so that whatever is left of the
// files, in the folder or in a copy of it that lacks the key, never opens again.
//
// A document that is not wanted is a [Refusal] in Dutch, not an error. Who may put
// or open something, rows about documents, pages and logging must never enter this
// package: names and contents of documents are data of persons.
package blob
