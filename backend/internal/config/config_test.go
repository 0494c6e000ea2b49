package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clientele/internal/config"
)

// Every wrong setting stops the start, and the message names the variable and never a secret.
func TestWrongSettings(t *testing.T) {
	for _, c := range []struct{ name, value string }{
		{"DATABASE_URL", "postgres://x/y"}, {"DATABASE_URL", "mysql://user:sesame@host"}, {"DATABASE_URL", "mysql:///name"}, {"DATABASE_URL", "sqlite://"},
		{"LISTEN", "nope"}, {"PUBLIC_URL", "crm.example.com"}, {"PUBLIC_URL", "ftp://x"}, {"TRACE_ENDPOINT", "collector"},
		{"CORS_ORIGINS", "*"}, {"CORS_ORIGINS", "screens.example.com"}, {"CORS_ORIGINS", "https://ok.example.com, https://x.example.com/path"},
		{"TRUSTED_PROXIES", "proxy"}, {"SECRET", "sesame"}, {"ADMIN_EMAIL", "admin"}, {"ADMIN_PASSWORD", "sesame"},
		{"SMTP_URL", "http://x"}, {"MAIL_FROM", "x"}, {"SMTP_CONNECTIONS", "0"}, {"SMTP_CONNECTIONS", "many"}, {"MAX_UPLOAD_MB", "-1"}, {"MAX_UPLOAD_MB", "2G"},
		{"LOG_LEVEL", "loud"}, {"LOG_FORMAT", "xml"}, {"WORKERS", "0"}, {"WORKERS", "65"}, {"WORKERS", ""}, {"SECURE_COOKIES", "perhaps"},
		{"SHUTDOWN_TIMEOUT", "20"}, {"SHUTDOWN_TIMEOUT", "-1s"}, {"NOBODY_KNOWS", "1"},
	} {
		t.Run(c.name+"="+c.value, func(t *testing.T) {
			t.Setenv("CLIENTELE_DATA_DIR", t.TempDir())
			t.Setenv("CLIENTELE_"+c.name, c.value)
			_, err := config.Load()
			if err == nil || !strings.Contains(err.Error(), "CLIENTELE_"+c.name) || strings.Contains(err.Error(), "sesame") {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestNoSettingsAtAll(t *testing.T) {
	t.Setenv("CLIENTELE_DATA_DIR", t.TempDir())
	first, err := config.Load()
	if err != nil || len(first.Secret) < 32 {
		t.Fatal(err)
	}
	if again, err := config.Load(); err != nil || again.Secret != first.Secret {
		t.Errorf("the secret was not kept: %v", err)
	}
	file := filepath.Join(first.DataDir, "secret")
	if err := os.WriteFile(file, []byte("cut"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := config.Load(); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("a broken secret was replaced in silence: %v", err)
	}
}
