package ops

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// Patience is how long a stopping server waits for requests that are under way.
const Patience = 15 * time.Second

// NewServer gives a server with the limits that keep slow readers from holding
// on to it. Uploads set their own deadline with [http.ResponseController].
func NewServer(addr string, h http.Handler) *http.Server {
	return &http.Server{
		Addr:              addr,
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
}

// Serve listens on the server's address until ctx ends. Then it takes no new
// requests, finishes those that are under way and returns nil, or an error when
// some took longer than [Patience].
func Serve(ctx context.Context, srv *http.Server) error {
	ln, err := net.Listen("tcp", srv.Addr)
	if err != nil {
		return err
	}
	return ServeOn(ctx, srv, ln)
}

// ServeOn is [Serve] on a listener that is open already.
func ServeOn(ctx context.Context, srv *http.Server, ln net.Listener) error {
	done := make(chan error, 1)
	go func() { done <- srv.Serve(ln) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	// The requests under way must not end with ctx, which is over by now.
	wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), Patience)
	defer cancel()
	err := srv.Shutdown(wait)
	if err != nil {
		err = errors.Join(err, srv.Close())
	}
	if stopped := <-done; !errors.Is(stopped, http.ErrServerClosed) {
		err = errors.Join(err, stopped)
	}
	return err
}
