package ops

import (
	"context"
	"io"
	"log/slog"
)

// NewLogger gives the log of an instance, as lines of text or JSON. Whatever is
// handed to it is masked first; data of persons cannot come out.
func NewLogger(w io.Writer, json bool) *slog.Logger {
	o := &slog.HandlerOptions{Level: slog.LevelInfo}
	var inner slog.Handler = slog.NewTextHandler(w, o)
	if json {
		inner = slog.NewJSONHandler(w, o)
	}
	return slog.New(masking{inner})
}

// masking stands before the handler that writes. It adds the reference of the
// request, so that a line is found with the number a reader mentions.
type masking struct{ inner slog.Handler }

// Enabled implements [slog.Handler].
func (h masking) Enabled(ctx context.Context, level slog.Level) bool {
	return h.inner.Enabled(ctx, level)
}

// Handle implements [slog.Handler].
func (h masking) Handle(ctx context.Context, r slog.Record) error {
	clean := slog.NewRecord(r.Time, r.Level, maskText(r.Message), r.PC)
	if reference := ReferenceOf(ctx); reference != "" {
		clean.AddAttrs(slog.String("kenmerk", reference))
	}
	r.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(maskAttr(a))
		return true
	})
	return h.inner.Handle(ctx, clean)
}

// WithAttrs implements [slog.Handler].
func (h masking) WithAttrs(attrs []slog.Attr) slog.Handler {
	return masking{h.inner.WithAttrs(maskAttrs(attrs))}
}

// WithGroup implements [slog.Handler].
func (h masking) WithGroup(name string) slog.Handler {
	return masking{h.inner.WithGroup(name)}
}
