package ops

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// ClientAddress gives the address a request came from. Behind trusted proxies it
// is the last one in X-Forwarded-For that is not such a proxy itself; what stands
// before that can be made up by anybody.
func (c Config) ClientAddress(r *http.Request) netip.Addr {
	from := peer(r.RemoteAddr)
	if !c.trusts(from) {
		return from
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		addr, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			return from
		}
		from = addr.Unmap()
		if !c.trusts(from) {
			return from
		}
	}
	return from
}

// peer is the other end of the connection; not valid on a socket that has no
// address.
func peer(remote string) netip.Addr {
	port, err := netip.ParseAddrPort(remote)
	if err != nil {
		return netip.Addr{}
	}
	return port.Addr().Unmap().WithZone("")
}

func (c Config) trusts(addr netip.Addr) bool {
	return slices.ContainsFunc(c.Proxies, func(p netip.Prefix) bool { return p.Contains(addr) })
}
