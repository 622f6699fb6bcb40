package kit

import (
	"html/template"
	"text/template/parse"

	"passend/internal/web/assets"
)

// settle writes into the templates what is the same on every page: {{icon "pen"}}
// and {{asset "passend.css"}} become the text they give.
func settle(set *template.Template) {
	for _, t := range set.Templates() {
		if t.Tree != nil {
			settleList(t.Tree.Root)
		}
	}
}

func settleList(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if text, ok := constant(n.Pipe); ok {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(text)}
			}
		case *parse.IfNode:
			settleList(n.List)
			settleList(n.ElseList)
		case *parse.WithNode:
			settleList(n.List)
			settleList(n.ElseList)
		case *parse.RangeNode:
			settleList(n.List)
			settleList(n.ElseList)
		}
	}
}

// constant gives the outcome of a call of which the only argument is a text.
func constant(p *parse.PipeNode) (string, bool) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 2 {
		return "", false
	}
	name, _ := p.Cmds[0].Args[0].(*parse.IdentifierNode)
	text, _ := p.Cmds[0].Args[1].(*parse.StringNode)
	switch {
	case name == nil || text == nil:
		return "", false
	case name.Ident == "icon":
		return string(Icon(text.Text)), true
	case name.Ident == "asset":
		return assets.URL(text.Text), true
	}
	return "", false
}
