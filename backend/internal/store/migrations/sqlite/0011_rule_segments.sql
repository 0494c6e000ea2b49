-- Segments by rule: whom a hidden one belongs to, when its members were last counted out, which segments a rule names.
-- +goose Up
ALTER TABLE segment ADD COLUMN owner_noun VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE segment ADD COLUMN owner_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE segment ADD COLUMN owner_slot VARCHAR(32) NOT NULL DEFAULT '';
ALTER TABLE segment ADD COLUMN built_at DATETIME NULL;
ALTER TABLE segment ADD COLUMN job_id BIGINT NULL;
ALTER TABLE segment ADD COLUMN problem VARCHAR(500) NOT NULL DEFAULT '';
CREATE INDEX segment_owner ON segment (owner_noun, owner_id, owner_slot);
CREATE INDEX segment_kind ON segment (kind, state, id);
CREATE TABLE segment_use (
  segment_id BIGINT NOT NULL,
  used_id BIGINT NOT NULL,
  PRIMARY KEY (segment_id, used_id)
) WITHOUT ROWID;
CREATE INDEX segment_use_used ON segment_use (used_id);
CREATE INDEX segment_move_newest ON segment_move (segment_id, id);
