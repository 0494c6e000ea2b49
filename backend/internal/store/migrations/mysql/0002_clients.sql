-- Clients, their identities, addresses, attributes, contacts, consents.
-- +goose Up
CREATE TABLE client (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  source VARCHAR(64) NOT NULL,
  reference VARCHAR(128) NULL,
  kind VARCHAR(8) NOT NULL,
  state VARCHAR(16) NOT NULL,
  name VARCHAR(255) NOT NULL,
  name_key VARCHAR(255) NOT NULL,
  title VARCHAR(32) NOT NULL,
  first_name VARCHAR(120) NOT NULL,
  last_name VARCHAR(120) NOT NULL,
  company_name VARCHAR(255) NOT NULL,
  email VARCHAR(254) NOT NULL,
  email_key VARCHAR(254) NOT NULL,
  phone VARCHAR(40) NOT NULL,
  phone_key VARCHAR(20) NOT NULL,
  language VARCHAR(5) NOT NULL,
  time_zone VARCHAR(64) NOT NULL,
  birth_day BIGINT NULL,
  gender VARCHAR(16) NOT NULL,
  occupation VARCHAR(120) NOT NULL,
  household_size BIGINT NULL,
  income_band VARCHAR(32) NOT NULL,
  interests VARCHAR(1000) NOT NULL,
  preferred_channel VARCHAR(16) NOT NULL,
  line1 VARCHAR(255) NOT NULL,
  line2 VARCHAR(255) NOT NULL,
  postcode VARCHAR(20) NOT NULL,
  city VARCHAR(120) NOT NULL,
  city_key VARCHAR(120) NOT NULL,
  region VARCHAR(120) NOT NULL,
  country VARCHAR(2) NOT NULL,
  latitude DOUBLE NULL,
  longitude DOUBLE NULL,
  acquisition_source VARCHAR(64) NOT NULL,
  acquisition_day BIGINT NULL,
  acquisition_cost_minor BIGINT NULL,
  owner_id BIGINT NULL,
  parent_id BIGINT NULL,
  division_id BIGINT NULL,
  risk VARCHAR(16) NOT NULL,
  is_reference TINYINT NOT NULL,
  note VARCHAR(2000) NOT NULL,
  merged_into BIGINT NULL,
  content_hash BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX client_name ON client (name_key, id);
CREATE INDEX client_created ON client (created_at, id);
CREATE INDEX client_email ON client (email_key);
CREATE INDEX client_phone ON client (phone_key);
CREATE INDEX client_reference ON client (reference);
CREATE INDEX client_city ON client (country, city_key);
CREATE INDEX client_owner ON client (owner_id);
CREATE INDEX client_parent ON client (parent_id);
CREATE TABLE client_identity (
  source VARCHAR(64) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  value VARCHAR(128) NOT NULL,
  client_id BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (source, kind, value)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX client_identity_client ON client_identity (client_id);
CREATE TABLE client_address (
  id BIGINT NOT NULL PRIMARY KEY,
  client_id BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  line1 VARCHAR(255) NOT NULL,
  line2 VARCHAR(255) NOT NULL,
  postcode VARCHAR(20) NOT NULL,
  city VARCHAR(120) NOT NULL,
  region VARCHAR(120) NOT NULL,
  country VARCHAR(2) NOT NULL,
  latitude DOUBLE NULL,
  longitude DOUBLE NULL,
  created_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX client_address_client ON client_address (client_id);
CREATE TABLE attribute (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(120) NOT NULL,
  type VARCHAR(16) NOT NULL,
  choices VARCHAR(4000) NOT NULL,
  state VARCHAR(16) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX attribute_code ON attribute (code);
CREATE TABLE client_attribute (
  client_id BIGINT NOT NULL,
  attribute_id BIGINT NOT NULL,
  text_value VARCHAR(500) NULL,
  number_value DOUBLE NULL,
  day_value BIGINT NULL,
  PRIMARY KEY (client_id, attribute_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX client_attribute_text ON client_attribute (attribute_id, text_value);
CREATE TABLE contact (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  source VARCHAR(64) NOT NULL,
  reference VARCHAR(128) NULL,
  state VARCHAR(16) NOT NULL,
  name VARCHAR(255) NOT NULL,
  name_key VARCHAR(255) NOT NULL,
  first_name VARCHAR(120) NOT NULL,
  last_name VARCHAR(120) NOT NULL,
  role VARCHAR(120) NOT NULL,
  email VARCHAR(254) NOT NULL,
  email_key VARCHAR(254) NOT NULL,
  phone VARCHAR(40) NOT NULL,
  phone_key VARCHAR(20) NOT NULL,
  language VARCHAR(5) NOT NULL,
  is_primary TINYINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX contact_reference ON contact (source, reference);
CREATE INDEX contact_client ON contact (client_id);
CREATE INDEX contact_name ON contact (name_key, id);
CREATE TABLE consent (
  id BIGINT NOT NULL PRIMARY KEY,
  client_id BIGINT NOT NULL,
  channel VARCHAR(16) NOT NULL,
  purpose VARCHAR(32) NOT NULL,
  state VARCHAR(16) NOT NULL,
  at DATETIME(6) NOT NULL,
  source VARCHAR(64) NOT NULL,
  place VARCHAR(120) NOT NULL,
  wording VARCHAR(1000) NOT NULL,
  proof VARCHAR(1000) NOT NULL,
  recorded_by BIGINT NOT NULL,
  recorded_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX consent_once ON consent (client_id, channel, purpose, at, state, source);
CREATE TABLE consent_current (
  client_id BIGINT NOT NULL,
  channel VARCHAR(16) NOT NULL,
  purpose VARCHAR(32) NOT NULL,
  state VARCHAR(16) NOT NULL,
  at DATETIME(6) NOT NULL,
  consent_id BIGINT NOT NULL,
  PRIMARY KEY (client_id, channel, purpose)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE suppression (
  channel VARCHAR(16) NOT NULL,
  address_key VARCHAR(254) NOT NULL,
  reason VARCHAR(32) NOT NULL,
  at DATETIME(6) NOT NULL,
  client_id BIGINT NULL,
  PRIMARY KEY (channel, address_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
