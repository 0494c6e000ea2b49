package account

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"
	"time"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/page"
)

var wrongCode = fault.New(fault.KindUnauthorized, "wrong_code", "The code is wrong, was used, or is over. Ask for a new one.")

// SendCode sends a code of six digits to a client's address. Whether anybody has the address cannot be told from the answer, nor from the
// time it takes: the letter goes out afterwards. fault unavailable without a mail server, too_many when codes are asked for too often.
func (a *ClientAccess) SendCode(ctx context.Context, email, language, ip string) error {
	if a.post == nil {
		return fault.New(fault.KindUnavailable, "mail_not_configured", "No mail server is set up, so that no code can be sent.")
	}
	email = strings.TrimSpace(email)
	var c fault.Check
	c.Required("email", email)
	c.Email("email", email)
	if language != "" {
		c.OneOf("language", language, Languages...)
	}
	if err := c.Err(); err != nil {
		return err
	}
	now, address := a.clock.Now(), a.sign("address "+page.Fold(email))
	if err := a.spare(ctx, map[string]int64{"c:" + address + "|" + ip: maxCodes, "ca:" + address: maxCodesFor, "ci:" + ip: maxCodesFrom}, now); err != nil {
		return err
	}
	code, err := sixDigits()
	if err != nil {
		return err
	}
	var who ClientIdentity
	err = a.tx.InTx(ctx, func(ctx context.Context) (err error) {
		who, err = a.store.ClientIdentityByEmail(ctx, page.Fold(email))
		if err != nil && !fault.Is(err, fault.KindNotFound) {
			return err
		}
		row := ClientCode{ID: a.store.NewID(), AddressHash: address, ClientID: who.ID, CreatedAt: now, ExpiresAt: now.Add(CodeLife)}
		row.CodeHash = a.codeHash(row.ID, code)
		return a.store.AddClientCode(ctx, row)
	})
	if err != nil || who.ID == 0 {
		return err
	}
	org, err := a.orgs.Get(ctx)
	if err != nil {
		return err
	}
	a.post.put(codeLetter(who, language, org, code, now))
	return nil
}

// spare refuses what is throttled and counts the rest.
func (a *ClientAccess) spare(ctx context.Context, keys map[string]int64, now time.Time) error {
	for key := range keys {
		if err := a.users.throttled(ctx, key, now); err != nil {
			return err
		}
	}
	return a.users.count(ctx, keys, now)
}

// SignIn opens a session for a code sent to an address; fault unauthorized (wrong_code) whatever is wrong with the two. A code works
// once, for ten minutes, and no longer after five wrong tries.
func (a *ClientAccess) SignIn(ctx context.Context, email, code, ip string) (ClientSession, error) {
	now, place := a.clock.Now(), "cw:"+ip
	if err := a.users.throttled(ctx, place, now); err != nil {
		return ClientSession{}, err
	}
	row, err := a.try(ctx, a.sign("address "+page.Fold(strings.TrimSpace(page.Cut(email, 300)))), now)
	if err != nil {
		return ClientSession{}, err
	}
	right := hmac.Equal([]byte(a.codeHash(row.ID, strings.TrimSpace(code))), []byte(row.CodeHash))
	if !right || row.ClientID == 0 {
		if err := a.users.count(ctx, map[string]int64{place: maxWrongCodes}, now); err != nil {
			return ClientSession{}, err
		}
		return ClientSession{}, wrongCode
	}
	var out ClientSession
	err = a.tx.InTx(ctx, func(ctx context.Context) error {
		used, err := a.store.UseClientCode(ctx, row.ID, now)
		if err != nil {
			return err
		}
		who, err := a.store.ClientIdentity(ctx, row.ClientID)
		if !used || fault.Is(err, fault.KindNotFound) {
			return wrongCode
		}
		if err == nil {
			out, err = a.open(ctx, who, 0, now)
		}
		return err
	})
	return out, err
}

// try gives the code that may be tried for an address and counts the try, in a transaction of its own; an empty one, which nothing
// matches, where there is none.
func (a *ClientAccess) try(ctx context.Context, address string, now time.Time) (row ClientCode, err error) {
	err = a.tx.InTx(ctx, func(ctx context.Context) error {
		row, err = a.store.NewestClientCode(ctx, address)
		if fault.Is(err, fault.KindNotFound) {
			row = ClientCode{}
			return nil
		}
		if err != nil {
			return err
		}
		open, err := a.store.TryClientCode(ctx, row.ID, now, codeTries)
		if !open {
			row = ClientCode{}
		}
		return err
	})
	return row, err
}

// Sweep deletes codes that have been over for a day.
func (a *ClientAccess) Sweep(ctx context.Context) error {
	return a.tx.InTx(ctx, func(ctx context.Context) error {
		return a.store.SweepClientCodes(ctx, a.clock.Now().Add(-24*time.Hour))
	})
}

// codeHash ties a code to its row, so that equal codes have unequal hashes.
func (a *ClientAccess) codeHash(row id.ID, code string) string {
	return a.sign("code " + row.String() + " " + code)
}

func sixDigits() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%06d", n.Int64()), nil
}
