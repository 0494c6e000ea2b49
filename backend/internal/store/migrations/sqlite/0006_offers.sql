-- Offers, variants, placements, decisions, feedback.
-- +goose Up
CREATE TABLE placement (
  id INTEGER NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  channel VARCHAR(16) NOT NULL,
  size BIGINT NOT NULL,
  anonymous_only TINYINT NOT NULL,
  fallback_offer_id BIGINT NULL,
  state VARCHAR(16) NOT NULL,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX placement_code ON placement (code);
CREATE TABLE offer (
  id INTEGER NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  name_key VARCHAR(200) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  from_day BIGINT NULL,
  to_day BIGINT NULL,
  priority BIGINT NOT NULL,
  is_fallback TINYINT NOT NULL,
  client_value_minor BIGINT NULL,
  company_cost_minor BIGINT NULL,
  purpose VARCHAR(32) NOT NULL,
  description VARCHAR(2000) NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX offer_code ON offer (code);
CREATE INDEX offer_name ON offer (name_key, id);
CREATE INDEX offer_priority ON offer (priority, id);
CREATE TABLE offer_variant (
  id INTEGER NOT NULL PRIMARY KEY,
  offer_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  name VARCHAR(120) NOT NULL,
  is_anonymous TINYINT NOT NULL,
  title_en VARCHAR(200) NOT NULL,
  title_fr VARCHAR(200) NOT NULL,
  text_en VARCHAR(2000) NOT NULL,
  text_fr VARCHAR(2000) NOT NULL,
  image_url VARCHAR(1000) NOT NULL,
  price_minor BIGINT NULL,
  discount_kind VARCHAR(16) NOT NULL,
  discount_value BIGINT NULL,
  service_terms_en VARCHAR(500) NOT NULL,
  service_terms_fr VARCHAR(500) NOT NULL,
  delivery_days BIGINT NULL
);
CREATE INDEX offer_variant_offer ON offer_variant (offer_id, position);
CREATE TABLE offer_variant_segment (
  variant_id BIGINT NOT NULL,
  segment_id BIGINT NOT NULL,
  PRIMARY KEY (variant_id, segment_id)
) WITHOUT ROWID;
CREATE TABLE offer_segment (
  offer_id BIGINT NOT NULL,
  segment_id BIGINT NOT NULL,
  excluded TINYINT NOT NULL,
  PRIMARY KEY (offer_id, segment_id)
) WITHOUT ROWID;
CREATE TABLE offer_placement (
  offer_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  PRIMARY KEY (offer_id, placement_id)
) WITHOUT ROWID;
CREATE TABLE proposition (
  id INTEGER NOT NULL PRIMARY KEY,
  decision_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  offer_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  campaign_id BIGINT NULL,
  rank_no BIGINT NOT NULL,
  is_fallback TINYINT NOT NULL,
  at DATETIME NOT NULL
);
CREATE TABLE offer_event (
  id INTEGER NOT NULL PRIMARY KEY,
  event_key VARCHAR(128) NOT NULL,
  proposition_id BIGINT NULL,
  client_id BIGINT NOT NULL,
  offer_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  placement_id BIGINT NULL,
  kind VARCHAR(16) NOT NULL,
  at DATETIME NOT NULL,
  received_at DATETIME NOT NULL,
  over_cap TINYINT NOT NULL
);
CREATE UNIQUE INDEX offer_event_key ON offer_event (event_key);
CREATE INDEX offer_event_offer ON offer_event (offer_id, kind, at);
CREATE INDEX offer_event_client ON offer_event (client_id, offer_id, kind);
CREATE TABLE offer_counter (
  offer_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (offer_id, variant_id, placement_id, kind)
) WITHOUT ROWID;
