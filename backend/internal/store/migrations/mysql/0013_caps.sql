-- Caps: rules and their counters; budgets and what is spent of them; codes; redemptions.
-- +goose Up
CREATE TABLE capping_rule (
  id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  scope_noun VARCHAR(16) NOT NULL,
  scope_id BIGINT NOT NULL,
  event VARCHAR(16) NOT NULL,
  per VARCHAR(16) NOT NULL,
  resets VARCHAR(16) NOT NULL,
  limit_count BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX capping_rule_scope ON capping_rule (scope_noun, scope_id, event, per, resets);
-- A counter is of one rule, one client (0: all together) and one period, given by its bounds in Unix seconds.
CREATE TABLE cap_counter (
  rule_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  period_start BIGINT NOT NULL,
  period_end BIGINT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (rule_id, client_id, period_start)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX cap_counter_client ON cap_counter (client_id, period_end);
-- The moment before which counters are past, in Unix seconds, and the first proposition that may still reserve. It follows the time by a
-- minute or so: what is read by it is looked at again.
CREATE TABLE cap_clock (
  name VARCHAR(16) NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  since_id BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO cap_clock (name, at, since_id) VALUES ('caps', 0, 0);
-- What one process tells the others it has proposed, for a minute.
CREATE TABLE cap_notice (
  id BIGINT NOT NULL PRIMARY KEY,
  node BIGINT NOT NULL,
  held MEDIUMBLOB NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX proposition_client ON proposition (client_id);
ALTER TABLE offer ADD COLUMN budget_minor BIGINT NULL;
ALTER TABLE offer ADD COLUMN codes_kind VARCHAR(16) NOT NULL DEFAULT 'none';
ALTER TABLE offer ADD COLUMN shared_code VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE offer ADD COLUMN shared_code_key VARCHAR(64) NULL;
CREATE UNIQUE INDEX offer_shared_code ON offer (shared_code_key);
-- What an offer has spent and given out. Its row is locked first by whatever redeems the offer or hands out its codes.
CREATE TABLE offer_tally (
  offer_id BIGINT NOT NULL PRIMARY KEY,
  spent_minor BIGINT NOT NULL,
  redemptions BIGINT NOT NULL,
  codes_total BIGINT NOT NULL,
  codes_taken BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE offer_unique_code (
  id BIGINT NOT NULL PRIMARY KEY,
  offer_id BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  code_key VARCHAR(64) NOT NULL,
  state VARCHAR(16) NOT NULL,
  client_id BIGINT NULL,
  redemption_id BIGINT NULL,
  held_at DATETIME(6) NULL,
  redeemed_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX offer_unique_code_key ON offer_unique_code (code_key);
CREATE INDEX offer_unique_code_offer ON offer_unique_code (offer_id, id);
CREATE INDEX offer_unique_code_state ON offer_unique_code (offer_id, state, id);
CREATE INDEX offer_unique_code_client ON offer_unique_code (client_id, offer_id);
CREATE TABLE redemption (
  id BIGINT NOT NULL PRIMARY KEY,
  redemption_key VARCHAR(128) NOT NULL,
  offer_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  placement_id BIGINT NULL,
  proposition_id BIGINT NULL,
  code VARCHAR(64) NOT NULL,
  order_reference VARCHAR(128) NOT NULL,
  amount_minor BIGINT NULL,
  cost_minor BIGINT NOT NULL,
  day BIGINT NOT NULL,
  at DATETIME(6) NOT NULL,
  received_at DATETIME(6) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX redemption_key ON redemption (redemption_key);
CREATE INDEX redemption_offer ON redemption (offer_id, day, id);
CREATE INDEX redemption_client ON redemption (client_id, id);
CREATE INDEX redemption_order ON redemption (order_reference, id);
-- Redemptions that were told before there was more to say of them.
INSERT INTO redemption (id, redemption_key, offer_id, variant_id, client_id, placement_id, proposition_id, code, order_reference, amount_minor, cost_minor, day, at, received_at)
  SELECT id, event_key, offer_id, variant_id, client_id, placement_id, proposition_id, '', '', NULL, 0, TO_DAYS(at) - 719528, at, received_at FROM offer_event WHERE kind = 'redemption';
INSERT INTO offer_tally (offer_id, spent_minor, redemptions, codes_total, codes_taken) SELECT offer_id, 0, COUNT(*), 0, 0 FROM redemption GROUP BY offer_id;
