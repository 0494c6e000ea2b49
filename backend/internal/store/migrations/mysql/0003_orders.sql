-- Products, orders and their lines, interactions, cases.
-- +goose Up
CREATE TABLE product_category (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  parent_id BIGINT NULL,
  renewal_months BIGINT NULL,
  state VARCHAR(16) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX product_category_code ON product_category (code);
CREATE TABLE product (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  sku VARCHAR(64) NOT NULL,
  name VARCHAR(255) NOT NULL,
  name_key VARCHAR(255) NOT NULL,
  category_id BIGINT NULL,
  currency VARCHAR(3) NOT NULL,
  price_micro BIGINT NULL,
  cost_micro BIGINT NULL,
  state VARCHAR(16) NOT NULL,
  content_hash BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX product_sku ON product (sku);
CREATE INDEX product_name ON product (name_key, id);
CREATE INDEX product_by_category ON product (category_id);
CREATE TABLE sales_order (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  source VARCHAR(64) NOT NULL,
  reference VARCHAR(128) NOT NULL,
  client_id BIGINT NULL,
  division_id BIGINT NULL,
  channel VARCHAR(16) NOT NULL,
  kind VARCHAR(8) NOT NULL,
  status VARCHAR(16) NOT NULL,
  counted TINYINT NOT NULL,
  ordered_at DATETIME(6) NOT NULL,
  day BIGINT NOT NULL,
  currency VARCHAR(3) NOT NULL,
  rate_micro BIGINT NOT NULL,
  net_minor BIGINT NOT NULL,
  tax_minor BIGINT NOT NULL,
  discount_minor BIGINT NOT NULL,
  cost_minor BIGINT NULL,
  value_minor BIGINT NOT NULL,
  margin_minor BIGINT NULL,
  line_count BIGINT NOT NULL,
  returns_order_id BIGINT NULL,
  offer_id BIGINT NULL,
  campaign_id BIGINT NULL,
  promised_day BIGINT NULL,
  delivered_day BIGINT NULL,
  content_hash BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX sales_order_reference ON sales_order (source, reference);
CREATE INDEX sales_order_by_reference ON sales_order (reference);
CREATE INDEX sales_order_client ON sales_order (client_id, day);
CREATE INDEX sales_order_day ON sales_order (day, id);
CREATE INDEX sales_order_campaign ON sales_order (campaign_id, day);
CREATE INDEX sales_order_offer ON sales_order (offer_id, day);
CREATE TABLE order_line (
  order_id BIGINT NOT NULL,
  line BIGINT NOT NULL,
  product_id BIGINT NULL,
  description VARCHAR(255) NOT NULL,
  quantity_milli BIGINT NOT NULL,
  unit_price_micro BIGINT NOT NULL,
  net_minor BIGINT NOT NULL,
  tax_minor BIGINT NOT NULL,
  discount_minor BIGINT NOT NULL,
  cost_minor BIGINT NULL,
  PRIMARY KEY (order_id, line)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX order_line_product ON order_line (product_id, order_id);
CREATE TABLE interaction (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  source VARCHAR(64) NOT NULL,
  reference VARCHAR(128) NULL,
  client_id BIGINT NOT NULL,
  contact_id BIGINT NULL,
  at DATETIME(6) NOT NULL,
  channel VARCHAR(16) NOT NULL,
  direction VARCHAR(8) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  subject VARCHAR(255) NOT NULL,
  body TEXT NOT NULL,
  user_id BIGINT NULL,
  campaign_id BIGINT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX interaction_reference ON interaction (source, reference);
CREATE INDEX interaction_client ON interaction (client_id, at);
CREATE INDEX interaction_at ON interaction (at, id);
CREATE INDEX interaction_campaign ON interaction (campaign_id, at);
CREATE TABLE service_case (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  source VARCHAR(64) NOT NULL,
  reference VARCHAR(128) NULL,
  client_id BIGINT NOT NULL,
  order_id BIGINT NULL,
  product_id BIGINT NULL,
  kind VARCHAR(16) NOT NULL,
  severity VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  channel VARCHAR(16) NOT NULL,
  subject VARCHAR(255) NOT NULL,
  body TEXT NOT NULL,
  opened_at DATETIME(6) NOT NULL,
  due_at DATETIME(6) NULL,
  closed_at DATETIME(6) NULL,
  resolution VARCHAR(1000) NOT NULL,
  outcome VARCHAR(16) NOT NULL,
  satisfaction BIGINT NULL,
  user_id BIGINT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX service_case_reference ON service_case (source, reference);
CREATE INDEX service_case_client ON service_case (client_id, opened_at);
CREATE INDEX service_case_opened ON service_case (opened_at, id);
CREATE INDEX service_case_state ON service_case (state, opened_at);
