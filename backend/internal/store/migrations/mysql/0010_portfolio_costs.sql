-- The indexes that lists of clients sort by do without to_run, so that a run that closes a figure leaves them alone; readers look at to_run
-- in the row itself. The indexes of classes keep it: they alone answer who is in a class.
-- The index that a run reads orders from holds their currency too, so that the run needs nothing else of them.
-- +goose Up
DROP INDEX portfolio_figure_revenue ON portfolio_figure;
DROP INDEX portfolio_figure_last ON portfolio_figure;
DROP INDEX portfolio_figure_predicted ON portfolio_figure;
DROP INDEX portfolio_figure_due ON portfolio_figure;
CREATE INDEX portfolio_figure_revenue ON portfolio_figure (division_id, revenue_minor, client_id, from_run);
CREATE INDEX portfolio_figure_last ON portfolio_figure (division_id, last_day, client_id, from_run);
CREATE INDEX portfolio_figure_predicted ON portfolio_figure (division_id, predicted_minor, client_id, from_run);
CREATE INDEX portfolio_figure_due ON portfolio_figure (division_id, due_day, client_id, from_run);
DROP INDEX sales_order_client ON sales_order;
CREATE INDEX sales_order_client ON sales_order (client_id, day, counted, kind, value_minor, margin_minor, division_id, currency, rate_micro);
