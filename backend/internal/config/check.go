package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/knadh/koanf/v2"
)

// checkAddresses says which settings that are addresses cannot be.
func (c *Config) checkAddresses(bad func(name, why string)) {
	u, err := url.Parse(c.DatabaseURL)
	if err != nil || strings.Trim(u.Path, "/") == "" || u.Scheme != "sqlite" && (u.Scheme != "mysql" || u.Host == "") {
		bad("DATABASE_URL", "must be sqlite:///path/file.db or mysql://user:password@host:port/name")
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		bad("LISTEN", "must be address:port, such as 127.0.0.1:8080")
	}
	if !isWeb(c.PublicURL) {
		bad("PUBLIC_URL", "must be an http or https address")
	}
	if c.TraceEndpoint != "" && !isWeb(c.TraceEndpoint) {
		bad("TRACE_ENDPOINT", "must be an http or https address")
	}
	for _, o := range c.CORSOrigins {
		if u, err := url.Parse(o); !isWeb(o) || err != nil || u.Path != "" || u.RawQuery != "" || strings.Contains(o, "*") {
			bad("CORS_ORIGINS", "must list origins such as https://screens.example.com; "+strconv.Quote(o)+" is none")
		}
	}
	for _, p := range c.TrustedProxy {
		_, one := netip.ParseAddr(p)
		if _, many := netip.ParsePrefix(p); one != nil && many != nil {
			bad("TRUSTED_PROXIES", "must list addresses or networks such as 10.0.0.0/8; "+strconv.Quote(p)+" is none")
		}
	}
	if c.SMTPURL != "" {
		if u, err := url.Parse(c.SMTPURL); err != nil || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Host == "" {
			bad("SMTP_URL", "must be smtp://user:password@host:port or smtps://…")
		}
	}
}

func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// checkTypes says which variables are not of their setting's type.
func checkTypes(k *koanf.Koanf) error {
	var errs []error
	t := reflect.TypeFor[Config]()
	for i := range t.NumField() {
		f := t.Field(i)
		name := f.Tag.Get("koanf")
		if !k.Exists(name) {
			continue
		}
		var err error
		want := ""
		switch value := k.String(name); {
		case f.Type == reflect.TypeFor[time.Duration]():
			_, err = time.ParseDuration(value)
			want = "a duration such as 20s"
		case f.Type.Kind() == reflect.Int:
			_, err = strconv.Atoi(value)
			want = "a whole number"
		case f.Type.Kind() == reflect.Bool:
			_, err = strconv.ParseBool(value)
			want = "true or false"
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("CLIENTELE_%s must be %s", strings.ToUpper(name), want))
		}
	}
	return errors.Join(errs...)
}
