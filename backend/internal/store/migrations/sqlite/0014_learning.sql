-- What strategies learn: the log of their first places, rewards, memories, models, days; what the log lost.
-- +goose Up
CREATE TABLE learning_decision (
  strategy_id BIGINT NOT NULL,
  proposition_id BIGINT NOT NULL,
  decision_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  segment_id BIGINT NOT NULL,
  offer_id BIGINT NOT NULL,
  model_version BIGINT NOT NULL,
  held_out TINYINT NOT NULL,
  propensity DOUBLE NOT NULL,
  eligible BIGINT NOT NULL,
  by_priority TINYINT NOT NULL,
  model DOUBLE NOT NULL,
  model_uniform DOUBLE NOT NULL,
  model_priority DOUBLE NOT NULL,
  at DATETIME NOT NULL,
  PRIMARY KEY (strategy_id, proposition_id)
) WITHOUT ROWID;
-- The first reward of a proposition within its attribution window, by what the strategy learned for.
CREATE TABLE learning_reward (
  strategy_id BIGINT NOT NULL,
  goal VARCHAR(16) NOT NULL,
  proposition_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  amount DOUBLE NOT NULL,
  delay_seconds BIGINT NOT NULL,
  PRIMARY KEY (strategy_id, goal, proposition_id)
) WITHOUT ROWID;
-- What is remembered of an offer, as of the moment at; the columns model_ are what the present model knows of it.
CREATE TABLE bandit_state (
  strategy_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  segment_id BIGINT NOT NULL,
  offer_id BIGINT NOT NULL,
  weight DOUBLE NOT NULL,
  open_weight DOUBLE NOT NULL,
  reward_sum DOUBLE NOT NULL,
  reward_squares DOUBLE NOT NULL,
  at DATETIME NOT NULL,
  model_weight DOUBLE NOT NULL,
  model_open DOUBLE NOT NULL,
  model_sum DOUBLE NOT NULL,
  model_squares DOUBLE NOT NULL,
  model_at DATETIME NULL,
  PRIMARY KEY (strategy_id, placement_id, segment_id, offer_id)
) WITHOUT ROWID;
CREATE TABLE bandit_model (
  strategy_id INTEGER NOT NULL PRIMARY KEY,
  goal VARCHAR(16) NOT NULL,
  since DATETIME NOT NULL,
  version BIGINT NOT NULL,
  at DATETIME NULL,
  changed TINYINT NOT NULL
);
CREATE TABLE learning_day (
  strategy_id BIGINT NOT NULL,
  goal VARCHAR(16) NOT NULL,
  day BIGINT NOT NULL,
  offer_id BIGINT NOT NULL,
  shown BIGINT NOT NULL,
  rewarded BIGINT NOT NULL,
  reward_sum DOUBLE NOT NULL,
  PRIMARY KEY (strategy_id, goal, day, offer_id)
) WITHOUT ROWID;
CREATE TABLE proposition_loss (
  day INTEGER NOT NULL PRIMARY KEY,
  n BIGINT NOT NULL
);
