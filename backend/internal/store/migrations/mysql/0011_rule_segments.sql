-- Segments by rule: whom a hidden one belongs to, when its members were last counted out, which segments a rule names.
-- +goose Up
ALTER TABLE segment
  ADD COLUMN owner_noun VARCHAR(16) NOT NULL DEFAULT '',
  ADD COLUMN owner_id BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN owner_slot VARCHAR(32) NOT NULL DEFAULT '',
  ADD COLUMN built_at DATETIME(6) NULL,
  ADD COLUMN job_id BIGINT NULL,
  ADD COLUMN problem VARCHAR(500) NOT NULL DEFAULT '';
CREATE INDEX segment_owner ON segment (owner_noun, owner_id, owner_slot);
CREATE INDEX segment_kind ON segment (kind, state, id);
CREATE TABLE segment_use (
  segment_id BIGINT NOT NULL,
  used_id BIGINT NOT NULL,
  PRIMARY KEY (segment_id, used_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX segment_use_used ON segment_use (used_id);
CREATE INDEX segment_move_newest ON segment_move (segment_id, id);
