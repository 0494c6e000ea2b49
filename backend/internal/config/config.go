// Package config reads the program's settings from the environment, checks them at start and shows them masked.
package config

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/v2"
)

// Config is every setting. The tag names the variable behind CLIENTELE_; "secret" hides the value when shown.
type Config struct {
	DatabaseURL     string   `koanf:"database_url" secret:"url"`
	DataDir         string   `koanf:"data_dir"`
	Listen          string   `koanf:"listen"`
	PublicURL       string   `koanf:"public_url"`
	Secret          string   `koanf:"secret" secret:"all"`
	AdminEmail      string   `koanf:"admin_email"`
	AdminPassword   string   `koanf:"admin_password" secret:"all"`
	SMTPURL         string   `koanf:"smtp_url" secret:"url"`
	MailFrom        string   `koanf:"mail_from"`
	SMTPConnections int      `koanf:"smtp_connections"`
	MailFromName    string   `koanf:"mail_from_name"`
	CORSOrigins     []string `koanf:"cors_origins"`
	TrustedProxy    []string `koanf:"trusted_proxies"`
	LogLevel        string   `koanf:"log_level"`
	LogFormat       string   `koanf:"log_format"`
	Workers         int      `koanf:"workers"`
	SecureCookies   bool     `koanf:"secure_cookies"`
	MaxUploadMB     int      `koanf:"max_upload_mb"`
	TraceEndpoint   string   `koanf:"trace_endpoint"`

	ShutdownTimeout time.Duration `koanf:"shutdown_timeout"`
}

// Default gives the settings of a program started with no environment at all.
func Default() Config {
	return Config{
		DataDir: "data", Listen: "127.0.0.1:8080",
		AdminEmail: "admin@localhost", MailFrom: "clientele@localhost", MailFromName: "Clientele", SMTPConnections: 2,
		LogLevel: "info", LogFormat: "json", Workers: 2, MaxUploadMB: 2048, ShutdownTimeout: 20 * time.Second,
	}
}

// Load reads CLIENTELE_* from the environment over the defaults, and checks the result. A missing secret is made
// once and kept in the data folder.
func Load() (Config, error) {
	c := Default()
	k := koanf.New(".")
	lists := map[string]bool{"cors_origins": true, "trusted_proxies": true}
	known := fields()
	var unknown []string
	err := k.Load(env.Provider(".", env.Opt{
		Prefix: "CLIENTELE_",
		TransformFunc: func(key, value string) (string, any) {
			key = strings.ToLower(strings.TrimPrefix(key, "CLIENTELE_"))
			switch {
			case strings.HasPrefix(key, "test_") || strings.HasPrefix(key, "bench_"):
				return "", nil
			case !known[key]:
				unknown = append(unknown, "CLIENTELE_"+strings.ToUpper(key))
				return "", nil
			case lists[key]:
				return key, splitList(value)
			}
			return key, value
		},
	}), nil)
	if err != nil {
		return c, fmt.Errorf("read environment: %w", err)
	}
	if len(unknown) > 0 {
		return c, fmt.Errorf("unknown settings: %s", strings.Join(unknown, ", "))
	}
	if err := checkTypes(k); err != nil {
		return c, err
	}
	if err := k.Unmarshal("", &c); err != nil {
		return c, fmt.Errorf("read environment: %w", err)
	}
	return c, c.Complete()
}

// Complete fills what follows from other settings and checks everything; the error names each bad variable.
func (c *Config) Complete() error {
	if c.DatabaseURL == "" {
		dir, err := filepath.Abs(c.DataDir)
		if err != nil {
			return fmt.Errorf("find data folder: %w", err)
		}
		c.DatabaseURL = (&url.URL{Scheme: "sqlite", Path: filepath.ToSlash(filepath.Join(dir, "clientele.db"))}).String()
	}
	if c.PublicURL == "" {
		c.PublicURL = "http://" + c.Listen
	}
	c.PublicURL = strings.TrimRight(c.PublicURL, "/")
	if err := c.check(); err != nil {
		return err
	}
	if c.Secret == "" {
		s, err := keptSecret(filepath.Join(c.DataDir, "secret"))
		if err != nil {
			return err
		}
		c.Secret = s
	}
	return nil
}

func (c *Config) check() error {
	var errs []error
	bad := func(name, why string) { errs = append(errs, fmt.Errorf("CLIENTELE_%s %s", name, why)) }
	c.checkAddresses(bad)
	if c.Secret != "" && len(c.Secret) < 32 {
		bad("SECRET", "must have at least 32 characters")
	}
	if !strings.Contains(c.MailFrom, "@") {
		bad("MAIL_FROM", "must be an e-mail address")
	}
	if !strings.Contains(c.AdminEmail, "@") {
		bad("ADMIN_EMAIL", "must be an e-mail address")
	}
	if c.AdminPassword != "" && len(c.AdminPassword) < 10 {
		bad("ADMIN_PASSWORD", "must have at least 10 characters")
	}
	if c.Workers < 1 || c.Workers > 64 {
		bad("WORKERS", "must lie between 1 and 64")
	}
	if c.SMTPConnections < 1 || c.SMTPConnections > 50 {
		bad("SMTP_CONNECTIONS", "must lie between 1 and 50")
	}
	if c.MaxUploadMB < 1 {
		bad("MAX_UPLOAD_MB", "must be at least 1")
	}
	if c.ShutdownTimeout <= 0 {
		bad("SHUTDOWN_TIMEOUT", "must be longer than nothing, such as 20s")
	}
	switch c.LogLevel {
	case "debug", "info", "warn", "error":
	default:
		bad("LOG_LEVEL", "must be debug, info, warn or error")
	}
	if c.LogFormat != "json" && c.LogFormat != "text" {
		bad("LOG_FORMAT", "must be json or text")
	}
	return errors.Join(errs...)
}

// Shown gives every setting as "NAME=value" with secrets masked, for the log at start.
func (c Config) Shown() []string {
	var out []string
	v := reflect.ValueOf(c)
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name := "CLIENTELE_" + strings.ToUpper(f.Tag.Get("koanf"))
		value := fmt.Sprint(v.Field(i).Interface())
		switch f.Tag.Get("secret") {
		case "all":
			if value != "" {
				value = "***"
			}
		case "url":
			if u, err := url.Parse(value); err == nil {
				value = u.Redacted()
			}
		}
		out = append(out, name+"="+value)
	}
	return out
}

func fields() map[string]bool {
	out := map[string]bool{}
	t := reflect.TypeFor[Config]()
	for i := range t.NumField() {
		out[t.Field(i).Tag.Get("koanf")] = true
	}
	return out
}

func splitList(value string) []string {
	var out []string
	for _, s := range strings.Split(value, ",") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// keptSecret reads the secret kept in a file, or makes one and keeps it there, readable by its owner alone.
func keptSecret(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err == nil {
		if s := strings.TrimSpace(string(b)); len(s) >= 32 {
			return s, nil
		}
		return "", fmt.Errorf("%s holds no secret of 32 characters: restore it, or remove it and lose sessions and the links in messages already sent", path)
	}
	if !errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("read secret: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return "", fmt.Errorf("keep secret: %w", err)
	}
	raw := make([]byte, 32)
	if _, err := rand.Read(raw); err != nil {
		return "", fmt.Errorf("make secret: %w", err)
	}
	s := hex.EncodeToString(raw)
	if err := os.WriteFile(path, []byte(s+"\n"), 0o600); err != nil {
		return "", fmt.Errorf("keep secret: %w", err)
	}
	return s, nil
}
