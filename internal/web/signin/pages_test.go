package signin_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/boombuler/barcode/qr"
	"pgregory.net/rapid"

	"passend/internal/web/signin"
)

func TestOnlyPagesOfThisSiteAreGoneTo(t *testing.T) {
	for path, want := range map[string]bool{
		"/": true, "/rgv/zaken/7?deel=2": true, "/a:b": true, "/zoek?q=http://x": true,
		"": false, "rgv": false, "//kwaad.example": false, "/\\kwaad.example": false, "\\/kwaad.example": false, "https://kwaad.example": false,
		"/\t/kwaad.example": false, "/\n/kwaad.example": false, "javascript:alert(1)": false, " /x": false, "/%zz": false, "/" + strings.Repeat("x", 3000): false,
	} {
		if got := signin.Local(path); got != want {
			t.Errorf("%q: %v, want %v", path, got, want)
		}
	}
}

func TestALocalAddressStaysOnThisSiteForABrowser(t *testing.T) {
	base, err := url.Parse("https://passend.voorbeeld.nl/inloggen")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.StringMatching(`[/\\]{0,3}[a-z:@.?#%\t\\/]{0,12}`).Draw(t, "path")
		if !signin.Local(path) {
			return
		}
		// Browsers take a backslash for a slash and drop tabs and newlines.
		read := strings.NewReplacer(`\`, "/", "\t", "", "\n", "", "\r", "").Replace(path)
		if to, err := base.Parse(read); err == nil && to.Host != base.Host {
			t.Fatalf("%q leads to %s", path, to)
		}
	})
}

var square = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-\d+z`)

func TestTheQRCodeIsDrawnAsItWasMade(t *testing.T) {
	const text = "otpauth://totp/Passend:noor@school.example?secret=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	drawn, err := signin.NewQR(text)
	if err != nil {
		t.Fatal(err)
	}
	dark := map[[2]int]bool{}
	for _, m := range square.FindAllStringSubmatch(drawn.Path, -1) {
		var x, y, n int
		if _, err := fmt.Sscan(m[1], &x); err != nil {
			t.Fatal(err)
		}
		fmt.Sscan(m[2], &y)
		fmt.Sscan(m[3], &n)
		for i := range n {
			dark[[2]int{x + i, y}] = true
		}
	}
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	size := code.Bounds().Dx()
	if drawn.Size != size+8 {
		t.Errorf("%d wide, want %d and an edge of 4 on both sides", drawn.Size, size)
	}
	for x := range drawn.Size {
		for y := range drawn.Size {
			want := false
			if x >= 4 && y >= 4 && x < size+4 && y < size+4 {
				r, _, _, _ := code.At(x-4, y-4).RGBA()
				want = r == 0
			}
			if dark[[2]int{x, y}] != want {
				t.Fatalf("square %d, %d is %v", x, y, !want)
			}
		}
	}
}

func TestEveryRouteHasItsOwnMethodAndPath(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range signin.Routes(signin.Deps{}) {
		key := r.Method + " " + r.Path
		if seen[key] || r.Handler == nil || r.Name == "" {
			t.Errorf("%s is there twice or not complete", key)
		}
		seen[key] = true
		if r.Method != http.MethodGet && r.Method != http.MethodPost {
			t.Errorf("%s changes something in a way a form cannot", key)
		}
	}
}
