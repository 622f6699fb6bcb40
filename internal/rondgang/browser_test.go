//go:build browser

package rondgang_test

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

//go:embed walk.js
var script string

func browser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("hide-scrollbars", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900)); err != nil {
		t.Fatal(err)
	}
	ctx, cancelTime := context.WithTimeout(ctx, 13*time.Minute)
	t.Cleanup(cancelTime)
	return ctx
}

// another opens a second browser, in which nobody is signed in yet.
func (h *house) another() error {
	ctx, stop := chromedp.NewContext(h.ctx, chromedp.WithNewBrowserContext())
	h.t.Cleanup(stop)
	h.ctx = ctx
	return chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900))
}

func (h *house) do(steps ...chromedp.Action[chromedp.Void]) error {
	return chromedp.Do(h.ctx, steps...)
}

// call is a function of walk.js with what it is told.
func (h *house) call(function string, args []string) (string, error) {
	list, err := json.Marshal(append([]string{}, args...))
	return script + "\n;window.passendToday = \"" + h.today.String() + "\";walk." + function + "(..." + string(list) + ")", err
}

// ask runs a function of walk.js and gives what it answers: "" when it went
// well, or what a reader would say is wrong.
func (h *house) ask(function string, args ...string) error {
	code, err := h.call(function, args)
	if err != nil {
		return err
	}
	return answered(chromedp.Run(h.ctx, chromedp.Evaluate[string](code)))
}

// await is ask for what takes a while.
func (h *house) await(function string, args ...string) error {
	code, err := h.call(function, args)
	if err != nil {
		return err
	}
	return answered(chromedp.Run(h.ctx, chromedp.Evaluate[string](code, chromedp.EvalAwaitPromise)))
}

func answered(answer string, err error) error {
	if err == nil && answer != "" {
		err = fmt.Errorf("%s", answer)
	}
	return err
}

// settle waits until the page that a step leads to is there.
func (h *house) settle() error {
	for range 2000 {
		ready, err := chromedp.Run(h.ctx, chromedp.Evaluate[bool](`document.readyState === "complete" && !window.passendLeaving`))
		if err == nil && ready {
			return nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	return fmt.Errorf("the page does not come")
}

func (h *house) text(code string) (string, error) {
	return chromedp.Run(h.ctx, chromedp.Evaluate[string](code))
}
