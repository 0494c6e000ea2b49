package campaign

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"slices"

	"clientele/internal/fault"
	"clientele/internal/id"
	"clientele/internal/message"
)

// Links makes and reads the addresses by which clients unsubscribe. They never expire: a message may be read years later.
type Links struct {
	key  []byte
	base string
}

// NewLinks gives links below the program's public address, signed with a key of 32 bytes.
func NewLinks(key []byte, base string) Links { return Links{key: key, base: base} }

// Ticket is what an unsubscribe link names.
type Ticket struct {
	CampaignID id.ID
	ClientID   id.ID
	Channel    string
}

// channels numbers the channels in tokens; numbers are never used again.
var channels = []string{"", message.Email}

const macSize = 16

// URL gives the address for one message.
func (l Links) URL(campaign, client id.ID, channel string) string {
	return l.base + "/u/" + l.token(Ticket{campaign, client, channel})
}

func (l Links) token(t Ticket) string {
	raw := make([]byte, 0, 17+macSize)
	raw = binary.BigEndian.AppendUint64(raw, uint64(t.CampaignID))
	raw = binary.BigEndian.AppendUint64(raw, uint64(t.ClientID))
	raw = append(raw, byte(max(slices.Index(channels, t.Channel), 0)))
	return base64.RawURLEncoding.EncodeToString(append(raw, l.mac(raw)...))
}

func (l Links) mac(raw []byte) []byte {
	h := hmac.New(sha256.New, l.key)
	h.Write([]byte("unsubscribe/1:"))
	h.Write(raw)
	return h.Sum(nil)[:macSize]
}

// Read gives what a token names; fault not_found where this program did not make it.
func (l Links) Read(token string) (Ticket, error) {
	unknown := fault.NotFound("link")
	if len(token) > 64 {
		return Ticket{}, unknown
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(raw) != 17+macSize || !hmac.Equal(raw[17:], l.mac(raw[:17])) || int(raw[16]) >= len(channels) {
		return Ticket{}, unknown
	}
	return Ticket{id.ID(binary.BigEndian.Uint64(raw)), id.ID(binary.BigEndian.Uint64(raw[8:])), channels[raw[16]]}, nil
}
