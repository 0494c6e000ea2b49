-- Rules about a channel's orders are read from the index of a client's orders alone. A redemption that was taken back says when, by whom and why.
-- Decisions for a whole segment are kept under the key of whoever asked, part by part.
-- +goose Up
DROP INDEX sales_order_client;
CREATE INDEX sales_order_client ON sales_order (client_id, day, counted, kind, value_minor, margin_minor, division_id, currency, rate_micro, channel);
ALTER TABLE redemption ADD COLUMN cancelled_at DATETIME NULL;
ALTER TABLE redemption ADD COLUMN cancelled_by_name VARCHAR(200) NOT NULL DEFAULT '';
ALTER TABLE redemption ADD COLUMN cancel_reason VARCHAR(500) NOT NULL DEFAULT '';
CREATE TABLE decision_run (
  id INTEGER NOT NULL PRIMARY KEY,
  owner_id BIGINT NOT NULL,
  run_key VARCHAR(128) NOT NULL,
  request_hash VARCHAR(64) NOT NULL,
  parts BIGINT NOT NULL,
  ended_at DATETIME NULL,
  created_at DATETIME NOT NULL
);
CREATE UNIQUE INDEX decision_run_key ON decision_run (owner_id, run_key);
CREATE INDEX decision_run_created ON decision_run (created_at);
CREATE TABLE decision_run_part (
  run_id BIGINT NOT NULL,
  part BIGINT NOT NULL,
  held BLOB NOT NULL,
  PRIMARY KEY (run_id, part)
);
