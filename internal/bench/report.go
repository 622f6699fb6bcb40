package bench

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// WriteTable prints reports for people.
func WriteTable(w io.Writer, reports []Report) error {
	for _, r := range reports {
		fmt.Fprintf(w, "\n%s, %d zaken (%d gebeurtenissen)\n", r.Database, r.Cases, r.Events)
		fmt.Fprintf(w, "gevuld in %.0f s (%.0f zaken per minuut), gestart in %.0f ms, geheugen %s (meest %s), database %s\n\n",
			r.FillSeconds, r.FillRate, r.StartMS, size(r.Memory), size(r.MostMemory), size(r.Size))
		if err := r.table(w); err != nil {
			return err
		}
		r.compare(w)
	}
	return nil
}

func (r Report) table(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "wat\ttegelijk\tper s\tp50 ms\tp95 ms\tp99 ms\tfouten\tkB\t")
	for _, list := range [][]Figures{r.Figures, r.PageFloor, r.WriteFloor, r.Apart} {
		for _, f := range list {
			fmt.Fprintf(t, "%s\t%d\t%.0f\t%.1f\t%.1f\t%.1f\t%d\t%.1f\t\n", f.What, f.Clients, f.Rate, f.P50, f.P95, f.P99, f.Errors, float64(f.Bytes)/1000)
		}
	}
	return t.Flush()
}

// compare says how far from the floors it is.
func (r Report) compare(w io.Writer) {
	for _, pair := range []struct {
		what  string
		floor []Figures
	}{{"zaak (secretaris)", r.PageFloor}, {"indienen", r.WriteFloor}} {
		for _, floor := range pair.floor {
			for _, f := range r.Figures {
				if f.What == pair.what && f.Clients == floor.Clients && floor.Rate > 0 {
					fmt.Fprintf(w, "%s, %d tegelijk: %.2f van de vloer\n", f.What, f.Clients, f.Rate/floor.Rate)
				}
			}
		}
	}
}

// WriteGrowth compares the largest database with the smallest: how much longer
// each page takes when there is more.
func WriteGrowth(w io.Writer, reports []Report) {
	for _, large := range reports {
		for _, small := range reports {
			if small.Database == large.Database && small.Cases < large.Cases {
				large.growth(w, small)
			}
		}
	}
}

func (r Report) growth(w io.Writer, small Report) {
	fmt.Fprintf(w, "\n%s: %d zaken tegenover %d (p95)\n", r.Database, r.Cases, small.Cases)
	for i, f := range r.Figures {
		if i < len(small.Figures) && small.Figures[i].P95 > 0 {
			fmt.Fprintf(w, "  %s, %d tegelijk: %.2f maal\n", f.What, f.Clients, f.P95/small.Figures[i].P95)
		}
	}
}

func size(n int64) string {
	switch {
	case n == 0:
		return "onbekend"
	case n < 10<<30:
		return fmt.Sprintf("%.0f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/1e9)
}
