-- Amounts owed, shares of wallet, subscriptions; cases by due time; what the run reads of clients and cases.
-- +goose Up
CREATE TABLE receivable (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  source VARCHAR(64) NOT NULL,
  reference VARCHAR(128) NULL,
  client_id BIGINT NOT NULL,
  order_id BIGINT NULL,
  currency VARCHAR(3) NOT NULL,
  rate_micro BIGINT NOT NULL,
  amount_minor BIGINT NOT NULL,
  open_minor BIGINT NOT NULL,
  value_open_minor BIGINT NOT NULL,
  issued_day BIGINT NOT NULL,
  due_day BIGINT NOT NULL,
  settled_day BIGINT NULL,
  state VARCHAR(16) NOT NULL,
  note VARCHAR(1000) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX receivable_reference ON receivable (source, reference);
CREATE INDEX receivable_client ON receivable (client_id, due_day);
CREATE INDEX receivable_order ON receivable (order_id);
CREATE INDEX receivable_due ON receivable (due_day, id);
CREATE INDEX receivable_value ON receivable (value_open_minor, id);
CREATE INDEX receivable_state ON receivable (state, due_day, id);
CREATE INDEX receivable_overdue ON receivable (state, client_id, due_day, value_open_minor);
CREATE TABLE wallet_share (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  source VARCHAR(64) NOT NULL,
  reference VARCHAR(128) NULL,
  client_id BIGINT NOT NULL,
  category_id BIGINT NULL,
  day BIGINT NOT NULL,
  share_ppm BIGINT NOT NULL,
  method VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  note VARCHAR(1000) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX wallet_share_reference ON wallet_share (source, reference);
CREATE INDEX wallet_share_client ON wallet_share (client_id, day);
CREATE INDEX wallet_share_day ON wallet_share (day, id);
CREATE INDEX wallet_share_share ON wallet_share (share_ppm, id);
CREATE INDEX wallet_share_newest ON wallet_share (state, client_id, category_id, day, id, share_ppm);
CREATE TABLE subscription (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  source VARCHAR(64) NOT NULL,
  reference VARCHAR(128) NULL,
  client_id BIGINT NOT NULL,
  product_id BIGINT NULL,
  category_id BIGINT NULL,
  division_id BIGINT NULL,
  currency VARCHAR(3) NOT NULL,
  rate_micro BIGINT NOT NULL,
  amount_minor BIGINT NOT NULL,
  cost_minor BIGINT NULL,
  value_minor BIGINT NOT NULL,
  margin_minor BIGINT NULL,
  period_months BIGINT NOT NULL,
  start_day BIGINT NOT NULL,
  end_day BIGINT NULL,
  end_reason VARCHAR(255) NOT NULL,
  note VARCHAR(1000) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX subscription_reference ON subscription (source, reference);
CREATE INDEX subscription_client ON subscription (client_id, start_day);
CREATE INDEX subscription_start ON subscription (start_day, id);
CREATE INDEX subscription_value ON subscription (value_minor, id);
CREATE INDEX subscription_end ON subscription (end_day, start_day, id);
CREATE INDEX subscription_cohort ON subscription (period_months, start_day, end_day);
ALTER TABLE service_case ADD COLUMN due_key DATETIME(6) NOT NULL DEFAULT '2200-01-01 00:00:00';
UPDATE service_case SET due_key = due_at WHERE due_at IS NOT NULL;
CREATE INDEX service_case_due ON service_case (due_key, id);
CREATE INDEX service_case_user ON service_case (user_id, opened_at);
CREATE INDEX service_case_facts ON service_case (client_id, opened_at, closed_at, severity, outcome, satisfaction);
DROP INDEX service_case_client ON service_case;
CREATE INDEX client_marks ON client (risk, is_reference, id);
CREATE INDEX client_acquired ON client (acquisition_day, acquisition_cost_minor);
