-- Imports of files and their saved mappings.
-- +goose Up
CREATE TABLE import_mapping (
  id INTEGER NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  name VARCHAR(120) NOT NULL,
  preset VARCHAR(32) NOT NULL,
  settings TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX import_mapping_name ON import_mapping (preset, name);
CREATE TABLE import_batch (
  id INTEGER NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  file_id BIGINT NOT NULL,
  file_name VARCHAR(255) NOT NULL,
  preset VARCHAR(32) NOT NULL,
  detected TEXT NOT NULL,
  settings TEXT NOT NULL,
  state VARCHAR(16) NOT NULL,
  dry_run TINYINT NOT NULL,
  job_id BIGINT NULL,
  checkpoint TEXT NOT NULL,
  counts TEXT NOT NULL,
  rejects_file_id BIGINT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL,
  finished_at DATETIME NULL
);
CREATE TABLE import_reject (
  import_id BIGINT NOT NULL,
  line BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  field VARCHAR(64) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  raw TEXT NOT NULL,
  PRIMARY KEY (import_id, line)
) WITHOUT ROWID;
