package oso

import "strings"

// at finds the first element at a path of local names below this one.
func (n *node) at(path string) *node {
	if found := n.all(path); len(found) > 0 {
		return found[0]
	}
	return nil
}

// all finds every element at a path of local names below this one.
func (n *node) all(path string) []*node {
	if n == nil {
		return nil
	}
	found := []*node{n}
	for name := range strings.SplitSeq(path, "/") {
		var next []*node
		for _, f := range found {
			next = append(next, f.named(name)...)
		}
		found = next
	}
	return found
}

func (n *node) named(name string) (found []*node) {
	for _, k := range n.kids {
		if k.name == name {
			found = append(found, k)
		}
	}
	return found
}

// say gives the text of the first element at a path, on one line.
func (n *node) say(path string) string {
	if f := n.at(path); f != nil {
		return f.line()
	}
	return ""
}

func (n *node) line() string { return strings.Join(strings.Fields(n.text), " ") }

func (n *node) has(path string) bool { return n.at(path) != nil }

// is tells whether an element holds true, as XML Schema writes it.
func (n *node) is(path string) bool { return truth(n.say(path)) }

func truth(text string) bool { return text == "true" || text == "1" }

// walk visits this element and all below it, as they stand in the file.
func (n *node) walk(visit func(*node)) {
	if n == nil {
		return
	}
	visit(n)
	for _, k := range n.kids {
		k.walk(visit)
	}
}
