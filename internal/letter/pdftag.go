package letter

import (
	"fmt"
	"strings"
)

// element is a node of the structure tree, which says what the marks on the
// pages are: the file for who does not see them.
type element struct {
	tag        string // standard structure type (PDF 1.7, 14.8.4)
	attributes string
	parent     *element
	kids       []kid
	ref        ref
}

// kid is an element, or the piece of page content with number mcid.
type kid struct {
	element    *element
	page, mcid int
}

func (e *element) child(tag string) *element {
	c := &element{tag: tag, parent: e}
	e.kids = append(e.kids, kid{element: c})
	return c
}

func (e *element) with(attributes string) *element {
	e.attributes = attributes
	return e
}

// reserve numbers the element and all under it.
func (e *element) reserve(o *objects) {
	e.ref = o.reserve()
	for _, k := range e.kids {
		if k.element != nil {
			k.element.reserve(o)
		}
	}
}

func (e *element) write(o *objects, parent ref, pages []ref) {
	var kids strings.Builder
	for _, k := range e.kids {
		if k.element != nil {
			k.element.write(o, e.ref, pages)
			kids.WriteString(k.element.ref.String() + " ")
			continue
		}
		fmt.Fprintf(&kids, "<</Type/MCR/Pg %s/MCID %d>>", pages[k.page], k.mcid)
	}
	attributes := ""
	if e.attributes != "" {
		attributes = "/A<<" + e.attributes + ">>"
	}
	o.set(e.ref, fmt.Sprintf("<</Type/StructElem/S/%s/P %s%s/K[%s]>>", e.tag, parent, attributes, kids.String()))
}

// writeTree adds the structure tree; owners gives for every page whose each
// piece of content is.
func writeTree(o *objects, root *element, pages []ref, owners [][]*element) ref {
	tree := o.reserve()
	root.reserve(o)
	root.write(o, tree, pages)
	var nums strings.Builder
	for page, list := range owners {
		fmt.Fprintf(&nums, "%d[", page)
		for _, owner := range list {
			nums.WriteString(owner.ref.String() + " ")
		}
		nums.WriteString("]")
	}
	o.set(tree, fmt.Sprintf("<</Type/StructTreeRoot/K[%s]/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>",
		root.ref, nums.String(), len(owners)))
	return tree
}
