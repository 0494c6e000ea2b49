-- Portfolio runs, figures as interval rows, segments and their members.
-- +goose Up
CREATE TABLE portfolio_run (
  id BIGINT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  as_of_day BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  trigger_kind VARCHAR(16) NOT NULL,
  settings MEDIUMTEXT NOT NULL,
  boundaries MEDIUMTEXT NOT NULL,
  summary MEDIUMTEXT NOT NULL,
  clients BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  job_id BIGINT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  finished_at DATETIME(6) NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX portfolio_run_number ON portfolio_run (number);
CREATE TABLE portfolio_published (
  name VARCHAR(16) NOT NULL PRIMARY KEY,
  run_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  previous_number BIGINT NOT NULL,
  version BIGINT NOT NULL,
  published_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE portfolio_figure (
  division_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  from_run BIGINT NOT NULL,
  to_run BIGINT NOT NULL,
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
  PRIMARY KEY (client_id, division_id, from_run)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX portfolio_figure_revenue ON portfolio_figure (division_id, revenue_minor, client_id, to_run, from_run);
CREATE INDEX portfolio_figure_last ON portfolio_figure (division_id, last_day, client_id, to_run, from_run);
CREATE INDEX portfolio_figure_abc ON portfolio_figure (division_id, abc, to_run, from_run, client_id);
CREATE INDEX portfolio_figure_group ON portfolio_figure (division_id, rfm_group, to_run, from_run, client_id);
CREATE TABLE live_figure (
  client_id BIGINT NOT NULL PRIMARY KEY,
  first_day BIGINT NULL,
  last_day BIGINT NULL,
  orders BIGINT NOT NULL,
  revenue_minor BIGINT NOT NULL,
  margin_minor BIGINT NULL,
  total_orders BIGINT NOT NULL,
  total_revenue_minor BIGINT NOT NULL,
  total_margin_minor BIGINT NULL,
  returns_minor BIGINT NOT NULL,
  abc VARCHAR(4) NOT NULL,
  r BIGINT NOT NULL,
  f BIGINT NOT NULL,
  m BIGINT NOT NULL,
  rfm_group VARCHAR(24) NOT NULL,
  run_number BIGINT NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE segment (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  name_key VARCHAR(200) NOT NULL,
  description VARCHAR(1000) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  measure VARCHAR(32) NOT NULL,
  measure_value VARCHAR(32) NOT NULL,
  rule MEDIUMTEXT NOT NULL,
  state VARCHAR(16) NOT NULL,
  members BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX segment_code ON segment (code);
CREATE INDEX segment_name ON segment (name_key, id);
CREATE TABLE segment_member (
  segment_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  joined_at DATETIME(6) NOT NULL,
  PRIMARY KEY (segment_id, client_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX segment_member_client ON segment_member (client_id);
CREATE TABLE segment_move (
  id BIGINT NOT NULL PRIMARY KEY,
  segment_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  move VARCHAR(8) NOT NULL,
  at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX segment_move_segment ON segment_move (segment_id, at);
CREATE INDEX segment_move_client ON segment_move (client_id, at);
