package app

import (
	"context"

	"passend/internal/auth"
	"passend/internal/store"
)

// Inviter lets people in and helps them back in; [auth.Manager] is one. Whether
// somebody may ask for it is decided here, before it is called.
type Inviter interface {
	Invite(context.Context, auth.Invite) (auth.Invited, *auth.Refusal, error)
	Invitations(ctx context.Context, tenant string, limit int) ([]store.Invitation, error)
	Withdraw(ctx context.Context, tenant, id string) (*auth.Refusal, error)
	ResetSecondFactor(ctx context.Context, account string) (code string, err error)
	PasswordLink(ctx context.Context, account string) (path string, err error)
	// Forget makes a change of somebody's functions count at once.
	Forget(account string)
	// EndAll signs an account out everywhere.
	EndAll(ctx context.Context, account string) error
}
