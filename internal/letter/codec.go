package letter

import (
	"encoding/json"
	"fmt"
)

// MarshalJSON writes every block as {"kind": {…}}.
func (b Blocks) MarshalJSON() ([]byte, error) {
	out := make([]map[string]Block, len(b))
	for i, block := range b {
		out[i] = map[string]Block{block.kind(): block}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (b *Blocks) UnmarshalJSON(data []byte) error {
	var raw []map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	*b = nil
	for _, entry := range raw {
		if len(entry) != 1 {
			return fmt.Errorf("letter: a block needs one kind, got %d", len(entry))
		}
		for kind, body := range entry {
			block, err := readBlock(kind, body)
			if err != nil {
				return err
			}
			*b = append(*b, block)
		}
	}
	return nil
}

func readBlock(kind string, body []byte) (Block, error) {
	switch kind {
	case Heading{}.kind():
		return read[Heading](body)
	case Paragraph{}.kind():
		return read[Paragraph](body)
	case List{}.kind():
		return read[List](body)
	case Table{}.kind():
		return read[Table](body)
	case Definitions{}.kind():
		return read[Definitions](body)
	case SignatureLine{}.kind():
		return read[SignatureLine](body)
	}
	return nil, fmt.Errorf("letter: unknown kind of block %q", kind)
}

func read[B Block](body []byte) (Block, error) {
	var block B
	err := json.Unmarshal(body, &block)
	return block, err
}
