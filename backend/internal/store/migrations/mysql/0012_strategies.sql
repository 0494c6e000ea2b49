-- Collections of offers, selection strategies, rules and products of offers, what a proposition was ranked by.
-- +goose Up
CREATE TABLE collection (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  name_key VARCHAR(200) NOT NULL,
  description VARCHAR(2000) NOT NULL,
  state VARCHAR(16) NOT NULL,
  content TEXT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX collection_code ON collection (code);
CREATE INDEX collection_name ON collection (name_key, id);
CREATE TABLE strategy (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  name_key VARCHAR(200) NOT NULL,
  description VARCHAR(2000) NOT NULL,
  state VARCHAR(16) NOT NULL,
  stages TEXT NOT NULL,
  arbitration TEXT NOT NULL,
  learning TEXT NOT NULL,
  context TEXT NOT NULL,
  holdout_bp BIGINT NOT NULL,
  holdout_salt VARCHAR(32) NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX strategy_code ON strategy (code);
CREATE INDEX strategy_name ON strategy (name_key, id);
CREATE TABLE offer_rule (
  offer_id BIGINT NOT NULL,
  slot VARCHAR(16) NOT NULL,
  segment_id BIGINT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (offer_id, slot)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE offer_product (
  offer_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  relation VARCHAR(16) NOT NULL,
  PRIMARY KEY (offer_id, product_id, relation)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX offer_product_product ON offer_product (product_id);
CREATE TABLE offer_tag (
  offer_id BIGINT NOT NULL,
  tag VARCHAR(64) NOT NULL,
  PRIMARY KEY (offer_id, tag)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
ALTER TABLE offer
  ADD COLUMN exclusion_group VARCHAR(64) NOT NULL DEFAULT '',
  ADD COLUMN holdout_bp BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN holdout_salt VARCHAR(32) NOT NULL DEFAULT '',
  ADD COLUMN company_value_minor BIGINT NULL,
  ADD COLUMN complementary_days BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN excluded_days BIGINT NOT NULL DEFAULT 0;
ALTER TABLE placement
  ADD COLUMN strategy_id BIGINT NULL,
  ADD COLUMN log_share_bp BIGINT NOT NULL DEFAULT 10000;
ALTER TABLE proposition
  ADD COLUMN strategy_id BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN propensity DOUBLE NOT NULL DEFAULT 0,
  ADD COLUMN model_version BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN segment_id BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN held_out TINYINT NOT NULL DEFAULT 0,
  ADD COLUMN sampling BIGINT NOT NULL DEFAULT 10000;
