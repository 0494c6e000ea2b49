-- API keys of integrators, and codes sent by e-mail to clients who sign in.
-- +goose Up
CREATE TABLE api_key (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  name VARCHAR(100) NOT NULL,
  prefix VARCHAR(16) NOT NULL,
  hash VARCHAR(64) NOT NULL,
  scopes VARCHAR(200) NOT NULL,
  state VARCHAR(16) NOT NULL,
  created_by BIGINT NOT NULL,
  created_by_name VARCHAR(200) NOT NULL,
  expires_at DATETIME(6) NULL,
  last_used_at DATETIME(6) NULL,
  revoked_at DATETIME(6) NULL,
  revoked_by_name VARCHAR(200) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX api_key_prefix ON api_key (prefix);
CREATE INDEX api_key_state ON api_key (state, id);
CREATE TABLE client_code (
  id BIGINT NOT NULL PRIMARY KEY,
  address_hash VARCHAR(64) NOT NULL,
  client_id BIGINT NOT NULL,
  code_hash VARCHAR(64) NOT NULL,
  tries BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX client_code_address ON client_code (address_hash, id);
CREATE INDEX client_code_expires ON client_code (expires_at);
