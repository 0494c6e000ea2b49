package campaign

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"clientele/internal/clock"
	"clientele/internal/id"
)

// The arms of a campaign.
const (
	Treated = "treated"
	Control = "control"
)

// Member is a client of a campaign's audience with its arm. The arm is fixed at launch and never changes; AssignedAt is the instant of
// launch for everybody, so that all windows are the same.
type Member struct {
	CampaignID  id.ID `gorm:"primaryKey;autoIncrement:false"`
	ClientID    id.ID `gorm:"primaryKey;autoIncrement:false"`
	Arm         string
	VariantID   *id.ID
	AssignedAt  time.Time
	AssignedDay clock.Day
}

// TableName is the table's name.
func (Member) TableName() string { return "campaign_member" }

// ArmOf gives the arm of a client:
//
//	control when u mod 1000 < permille, where u is the first 8 bytes, big-endian, of SHA-256(salt + ":" + client id in decimal)
//
// The same salt gives the same arm on any machine, so that whoever has the export can check it; campaigns have salts of their own,
// so that the same clients are not always held back.
func ArmOf(salt string, client id.ID, permille int64) string {
	sum := sha256.Sum256([]byte(salt + ":" + client.String()))
	if binary.BigEndian.Uint64(sum[:8])%1000 < uint64(max(permille, 0)) {
		return Control
	}
	return Treated
}
