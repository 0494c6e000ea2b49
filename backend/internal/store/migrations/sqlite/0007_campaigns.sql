-- Campaigns, assignment, deliveries.
-- +goose Up
CREATE TABLE campaign (
  id INTEGER NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  name_key VARCHAR(200) NOT NULL,
  description VARCHAR(2000) NOT NULL,
  objective VARCHAR(32) NOT NULL,
  target_value BIGINT NULL,
  state VARCHAR(16) NOT NULL,
  channel VARCHAR(16) NOT NULL,
  purpose VARCHAR(32) NOT NULL,
  offer_id BIGINT NULL,
  salt VARCHAR(32) NOT NULL,
  control_permille BIGINT NOT NULL,
  window_days BIGINT NOT NULL,
  budget_minor BIGINT NULL,
  fixed_cost_minor BIGINT NULL,
  contact_cost_micro BIGINT NULL,
  subject_en VARCHAR(300) NOT NULL,
  subject_fr VARCHAR(300) NOT NULL,
  html_en TEXT NOT NULL,
  html_fr TEXT NOT NULL,
  text_en TEXT NOT NULL,
  text_fr TEXT NOT NULL,
  from_name VARCHAR(120) NOT NULL,
  from_email VARCHAR(254) NOT NULL,
  reply_to VARCHAR(254) NOT NULL,
  rate_per_minute BIGINT NOT NULL,
  scheduled_at DATETIME NULL,
  launched_at DATETIME NULL,
  fixed_at DATETIME NULL,
  finished_at DATETIME NULL,
  job_id BIGINT NULL,
  owner_id BIGINT NULL,
  audience TEXT NOT NULL,
  problem_code VARCHAR(64) NOT NULL,
  problem VARCHAR(500) NOT NULL,
  problem_at DATETIME NULL,
  prior_state VARCHAR(16) NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX campaign_code ON campaign (code);
CREATE INDEX campaign_created ON campaign (created_at, id);
CREATE INDEX campaign_name ON campaign (name_key, id);
CREATE INDEX campaign_state ON campaign (state, scheduled_at);
CREATE TABLE campaign_segment (
  campaign_id BIGINT NOT NULL,
  segment_id BIGINT NOT NULL,
  excluded TINYINT NOT NULL,
  PRIMARY KEY (campaign_id, segment_id)
) WITHOUT ROWID;
CREATE TABLE campaign_member (
  campaign_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  arm VARCHAR(8) NOT NULL,
  variant_id BIGINT NULL,
  assigned_at DATETIME NOT NULL,
  assigned_day BIGINT NOT NULL,
  PRIMARY KEY (campaign_id, client_id)
) WITHOUT ROWID;
CREATE INDEX campaign_member_client ON campaign_member (client_id);
CREATE TABLE delivery (
  id INTEGER NOT NULL PRIMARY KEY,
  campaign_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  channel VARCHAR(16) NOT NULL,
  address VARCHAR(254) NOT NULL,
  language VARCHAR(5) NOT NULL,
  variant_id BIGINT NULL,
  state VARCHAR(16) NOT NULL,
  owner VARCHAR(64) NOT NULL,
  attempts BIGINT NOT NULL,
  message_id VARCHAR(128) NOT NULL,
  detail VARCHAR(500) NOT NULL,
  queued_at DATETIME NOT NULL,
  retry_at DATETIME NULL,
  claimed_at DATETIME NULL,
  sent_at DATETIME NULL,
  unsubscribed_at DATETIME NULL
);
CREATE UNIQUE INDEX delivery_member ON delivery (campaign_id, client_id, channel);
CREATE INDEX delivery_queue ON delivery (campaign_id, state, id);
CREATE INDEX delivery_client ON delivery (client_id, sent_at);
CREATE INDEX delivery_unsubscribed ON delivery (campaign_id, unsubscribed_at);
