-- Every class, value and forecast of a client in the figures; reports of a run; answers to demotion guards; recorded decisions to let go.
-- +goose Up
ALTER TABLE portfolio_figure ADD COLUMN before_orders BIGINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN before_minor BIGINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN frat_category_id BIGINT NULL;
ALTER TABLE portfolio_figure ADD COLUMN frat_focus VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE portfolio_figure ADD COLUMN frat_share BIGINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN trend VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE portfolio_figure ADD COLUMN basis VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE portfolio_figure ADD COLUMN alive BIGINT NULL;
ALTER TABLE portfolio_figure ADD COLUMN expected_centi BIGINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN predicted_minor BIGINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN predicted_low_minor BIGINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN predicted_high_minor BIGINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN actual_minor BIGINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN potential_minor BIGINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN raw_quadrant VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE portfolio_figure ADD COLUMN quadrant VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE portfolio_figure ADD COLUMN guard_reference TINYINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN guard_growing TINYINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN guard_division TINYINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN relationship VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE portfolio_figure ADD COLUMN doubts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN satisfied_leaving TINYINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN let_go TINYINT NOT NULL DEFAULT 0;
ALTER TABLE portfolio_figure ADD COLUMN life_stage VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE portfolio_figure ADD COLUMN renewal_category_id BIGINT NULL;
ALTER TABLE portfolio_figure ADD COLUMN renewal_last_day BIGINT NULL;
ALTER TABLE portfolio_figure ADD COLUMN cycle_days BIGINT NULL;
ALTER TABLE portfolio_figure ADD COLUMN due_from_day BIGINT NULL;
ALTER TABLE portfolio_figure ADD COLUMN due_day BIGINT NULL;
ALTER TABLE portfolio_figure ADD COLUMN due_to_day BIGINT NULL;
CREATE INDEX portfolio_figure_predicted ON portfolio_figure (division_id, predicted_minor, client_id, to_run, from_run);
CREATE INDEX portfolio_figure_quadrant ON portfolio_figure (division_id, quadrant, to_run, from_run, client_id);
CREATE INDEX portfolio_figure_state ON portfolio_figure (division_id, relationship, to_run, from_run, client_id);
CREATE INDEX portfolio_figure_due ON portfolio_figure (division_id, due_day, client_id, to_run, from_run);
DROP TABLE live_figure;
CREATE TABLE live_figure (
  client_id INTEGER NOT NULL PRIMARY KEY,
  first_day BIGINT NULL,
  last_day BIGINT NULL,
  orders BIGINT NOT NULL,
  revenue_minor BIGINT NOT NULL,
  margin_minor BIGINT NULL,
  total_orders BIGINT NOT NULL,
  total_days BIGINT NOT NULL,
  total_revenue_minor BIGINT NOT NULL,
  total_margin_minor BIGINT NULL,
  returns_minor BIGINT NOT NULL,
  monetary_minor BIGINT NOT NULL,
  abc VARCHAR(4) NOT NULL,
  r BIGINT NOT NULL,
  f BIGINT NOT NULL,
  m BIGINT NOT NULL,
  rfm_group VARCHAR(24) NOT NULL,
  before_orders BIGINT NOT NULL DEFAULT 0,
  before_minor BIGINT NOT NULL DEFAULT 0,
  frat_category_id BIGINT NULL,
  frat_focus VARCHAR(16) NOT NULL DEFAULT '',
  frat_share BIGINT NOT NULL DEFAULT 0,
  trend VARCHAR(16) NOT NULL DEFAULT '',
  basis VARCHAR(16) NOT NULL DEFAULT '',
  alive BIGINT NULL,
  expected_centi BIGINT NOT NULL DEFAULT 0,
  predicted_minor BIGINT NOT NULL DEFAULT 0,
  predicted_low_minor BIGINT NOT NULL DEFAULT 0,
  predicted_high_minor BIGINT NOT NULL DEFAULT 0,
  actual_minor BIGINT NOT NULL DEFAULT 0,
  potential_minor BIGINT NOT NULL DEFAULT 0,
  raw_quadrant VARCHAR(16) NOT NULL DEFAULT '',
  quadrant VARCHAR(16) NOT NULL DEFAULT '',
  guard_reference TINYINT NOT NULL DEFAULT 0,
  guard_growing TINYINT NOT NULL DEFAULT 0,
  guard_division TINYINT NOT NULL DEFAULT 0,
  relationship VARCHAR(16) NOT NULL DEFAULT '',
  doubts BIGINT NOT NULL DEFAULT 0,
  satisfied_leaving TINYINT NOT NULL DEFAULT 0,
  let_go TINYINT NOT NULL DEFAULT 0,
  life_stage VARCHAR(16) NOT NULL DEFAULT '',
  renewal_category_id BIGINT NULL,
  renewal_last_day BIGINT NULL,
  cycle_days BIGINT NULL,
  due_from_day BIGINT NULL,
  due_day BIGINT NULL,
  due_to_day BIGINT NULL,
  run_number BIGINT NOT NULL,
  updated_at DATETIME NOT NULL
);
CREATE TABLE portfolio_report (
  run_number BIGINT NOT NULL,
  division_id BIGINT NOT NULL,
  name VARCHAR(32) NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (run_number, division_id, name)
) WITHOUT ROWID;
CREATE TABLE guard_answer (
  id INTEGER NOT NULL PRIMARY KEY,
  client_id BIGINT NOT NULL,
  guard_name VARCHAR(16) NOT NULL,
  holds TINYINT NOT NULL,
  reason VARCHAR(500) NOT NULL,
  expires_day BIGINT NULL,
  answered_by BIGINT NOT NULL,
  answered_at DATETIME NOT NULL,
  withdrawn_by BIGINT NULL,
  withdrawn_at DATETIME NULL,
  withdrawn_reason VARCHAR(500) NOT NULL
);
CREATE INDEX guard_answer_client ON guard_answer (client_id, guard_name, id);
CREATE TABLE relationship_decision (
  id INTEGER NOT NULL PRIMARY KEY,
  client_id BIGINT NOT NULL,
  decision VARCHAR(16) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  expires_day BIGINT NULL,
  decided_by BIGINT NOT NULL,
  decided_at DATETIME NOT NULL
);
CREATE INDEX relationship_decision_client ON relationship_decision (client_id, id);
DROP INDEX sales_order_client;
CREATE INDEX sales_order_client ON sales_order (client_id, day, counted, kind, value_minor, margin_minor, division_id);
