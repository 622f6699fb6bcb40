// Package web serves the pages: it joins the routes of the packages beside it
// into one table, finds out who asks, holds the door of each route, and turns
// errors into pages that help.
//
// What must never enter: a use case (package app), the content of a page
// (the packages beside this one), SQL.
package web
