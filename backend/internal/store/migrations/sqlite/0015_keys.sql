-- API keys of integrators, and codes sent by e-mail to clients who sign in.
-- +goose Up
CREATE TABLE api_key (
  id INTEGER NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  name VARCHAR(100) NOT NULL,
  prefix VARCHAR(16) NOT NULL,
  hash VARCHAR(64) NOT NULL,
  scopes VARCHAR(200) NOT NULL,
  state VARCHAR(16) NOT NULL,
  created_by BIGINT NOT NULL,
  created_by_name VARCHAR(200) NOT NULL,
  expires_at DATETIME NULL,
  last_used_at DATETIME NULL,
  revoked_at DATETIME NULL,
  revoked_by_name VARCHAR(200) NOT NULL,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX api_key_prefix ON api_key (prefix);
CREATE INDEX api_key_state ON api_key (state, id);
CREATE TABLE client_code (
  id INTEGER NOT NULL PRIMARY KEY,
  address_hash VARCHAR(64) NOT NULL,
  client_id BIGINT NOT NULL,
  code_hash VARCHAR(64) NOT NULL,
  tries BIGINT NOT NULL,
  created_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  used_at DATETIME NULL
);
CREATE INDEX client_code_address ON client_code (address_hash, id);
CREATE INDEX client_code_expires ON client_code (expires_at);
