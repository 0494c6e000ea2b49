-- Settings, leases, accounts, jobs, events, files, search: what every noun stands on.
-- +goose Up
CREATE TABLE setting (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  value MEDIUMTEXT NOT NULL,
  version BIGINT NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE node_lease (
  node BIGINT NOT NULL PRIMARY KEY,
  owner VARCHAR(64) NOT NULL,
  lease_until DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE lease (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  owner VARCHAR(64) NOT NULL,
  lease_until DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE user_account (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  email VARCHAR(254) NOT NULL,
  email_key VARCHAR(254) NOT NULL,
  name VARCHAR(200) NOT NULL,
  role VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  language VARCHAR(5) NOT NULL,
  theme VARCHAR(8) NOT NULL,
  password_hash VARCHAR(255) NOT NULL,
  must_change_password TINYINT NOT NULL,
  signed_in_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX user_account_email ON user_account (email_key);
CREATE TABLE refresh_token (
  id BIGINT NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL,
  family BIGINT NOT NULL,
  token_hash VARCHAR(64) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  revoked_at DATETIME(6) NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX refresh_token_hash ON refresh_token (token_hash);
CREATE INDEX refresh_token_family ON refresh_token (family);
CREATE INDEX refresh_token_user ON refresh_token (user_id);
CREATE TABLE sign_in_throttle (
  throttle_key VARCHAR(300) NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  first_at DATETIME(6) NOT NULL,
  blocked_until DATETIME(6) NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE idempotency_record (
  principal BIGINT NOT NULL,
  idempotency_key VARCHAR(255) NOT NULL,
  request_hash VARCHAR(64) NOT NULL,
  state VARCHAR(8) NOT NULL,
  status BIGINT NOT NULL,
  headers VARCHAR(1000) NOT NULL,
  body MEDIUMBLOB NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  PRIMARY KEY (principal, idempotency_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX idempotency_record_expiry ON idempotency_record (expires_at);
CREATE TABLE job (
  id BIGINT NOT NULL PRIMARY KEY,
  kind VARCHAR(40) NOT NULL,
  state VARCHAR(16) NOT NULL,
  lane VARCHAR(80) NOT NULL,
  subject_noun VARCHAR(32) NOT NULL,
  subject_id BIGINT NOT NULL,
  params MEDIUMTEXT NOT NULL,
  progress_done BIGINT NOT NULL,
  progress_total BIGINT NOT NULL,
  message VARCHAR(500) NOT NULL,
  result MEDIUMTEXT NOT NULL,
  error_code VARCHAR(64) NOT NULL,
  error_detail VARCHAR(1000) NOT NULL,
  cancel_requested TINYINT NOT NULL,
  attempts BIGINT NOT NULL,
  owner VARCHAR(64) NOT NULL,
  lease_until DATETIME(6) NULL,
  run_after DATETIME(6) NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  started_at DATETIME(6) NULL,
  finished_at DATETIME(6) NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX job_claim ON job (state, run_after);
CREATE INDEX job_lane ON job (lane, state);
CREATE INDEX job_subject ON job (subject_noun, subject_id);
CREATE TABLE outbox_event (
  id BIGINT NOT NULL PRIMARY KEY,
  seq BIGINT NULL,
  kind VARCHAR(64) NOT NULL,
  noun VARCHAR(32) NOT NULL,
  noun_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  payload MEDIUMTEXT NOT NULL,
  created_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX outbox_event_seq ON outbox_event (seq);
CREATE TABLE outbox_head (
  name VARCHAR(32) NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE outbox_cursor (
  consumer VARCHAR(64) NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE audit_entry (
  id BIGINT NOT NULL PRIMARY KEY,
  at DATETIME(6) NOT NULL,
  actor_id BIGINT NOT NULL,
  actor_name VARCHAR(200) NOT NULL,
  action VARCHAR(64) NOT NULL,
  noun VARCHAR(32) NOT NULL,
  noun_id BIGINT NOT NULL,
  detail MEDIUMTEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX audit_entry_noun ON audit_entry (noun, noun_id);
CREATE TABLE stored_file (
  id BIGINT NOT NULL PRIMARY KEY,
  name VARCHAR(255) NOT NULL,
  content_type VARCHAR(128) NOT NULL,
  size BIGINT NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  complete TINYINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE stored_file_chunk (
  file_id BIGINT NOT NULL,
  chunk BIGINT NOT NULL,
  data MEDIUMBLOB NOT NULL,
  PRIMARY KEY (file_id, chunk)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE search_token (
  token VARCHAR(48) NOT NULL,
  noun VARCHAR(16) NOT NULL,
  noun_id BIGINT NOT NULL,
  PRIMARY KEY (noun, token, noun_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX search_token_noun ON search_token (noun, noun_id);
CREATE TABLE division (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  state VARCHAR(16) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX division_code ON division (code);
CREATE TABLE exchange_rate (
  currency VARCHAR(3) NOT NULL,
  from_day BIGINT NOT NULL,
  rate_micro BIGINT NOT NULL,
  PRIMARY KEY (currency, from_day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE counter (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  n BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
