package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"passend/internal/store"
)

// Who forgot a password finds a link in the mail; of an address that nobody has,
// the page says the same and nothing is sent.
func TestWhoForgotAPasswordIsSentALink(t *testing.T) {
	w := settle(t)
	account, err := w.db.Account(t.Context(), w.people[0].Account)
	if err != nil {
		t.Fatal(err)
	}
	account.Demo = false
	if err := w.db.PutAccount(t.Context(), account); err != nil {
		t.Fatal(err)
	}
	for _, email := range []string{account.Email, "niemand@school.voorbeeld"} {
		res, err := http.PostForm(w.url+"/inloggen/vergeten", url.Values{"email": {email}})
		if err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%s: %v %v", email, res, err)
		}
		_ = res.Body.Close()
	}
	var sent []store.Mail
	err = w.db.Tenant(own).Read(context.Background(), func(tx *store.Tx) (err error) {
		sent, _, err = tx.Mails("wacht", "", 10)
		return err
	})
	if err != nil || len(sent) != 1 || sent[0].To != account.Email || !strings.Contains(sent[0].Body, "http://127.0.0.1/wachtwoord/") {
		t.Errorf("in the outbox: %+v %v", sent, err)
	}
}
