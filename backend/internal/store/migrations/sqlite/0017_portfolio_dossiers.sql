-- What runs keep of every client's orders, and the marks of the orders that have changed since.
-- One index answers who is in a class, in place of four: the open figures stand together in it, in order of client, so that a run writes and
-- closes them where it already is.
-- +goose Up
DROP INDEX portfolio_figure_abc;
DROP INDEX portfolio_figure_group;
DROP INDEX portfolio_figure_quadrant;
DROP INDEX portfolio_figure_state;
CREATE INDEX portfolio_figure_class ON portfolio_figure (division_id, to_run, client_id, from_run, abc, rfm_group, quadrant, relationship, life_stage, trend);
CREATE TABLE portfolio_dossier (
  client_id INTEGER NOT NULL PRIMARY KEY,
  body BLOB NOT NULL
);
CREATE TABLE portfolio_dossier_state (
  name VARCHAR(16) NOT NULL PRIMARY KEY,
  state VARCHAR(16) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  codes TEXT NOT NULL,
  clients BIGINT NOT NULL,
  read_day BIGINT NOT NULL
) WITHOUT ROWID;
CREATE TABLE order_mark (
  id INTEGER NOT NULL PRIMARY KEY,
  body BLOB NOT NULL
);
