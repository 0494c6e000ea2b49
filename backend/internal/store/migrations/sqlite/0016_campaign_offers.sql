-- Campaigns whose offers are decided for each client: the placement, and what each message carries.
-- +goose Up
ALTER TABLE campaign ADD COLUMN placement_id BIGINT NULL;
ALTER TABLE campaign ADD COLUMN without_offer VARCHAR(8) NOT NULL DEFAULT 'skip';
-- When it was decided what the message carries; null where the campaign names no placement, or before.
ALTER TABLE delivery ADD COLUMN decided_at DATETIME NULL;
-- A proposition that a message carries, best first, with its token and the client's code.
CREATE TABLE delivery_proposition (
  delivery_id BIGINT NOT NULL,
  rank_no BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  proposition_id BIGINT NOT NULL,
  offer_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  is_fallback TINYINT NOT NULL,
  token VARCHAR(200) NOT NULL,
  code VARCHAR(64) NOT NULL,
  PRIMARY KEY (delivery_id, rank_no)
) WITHOUT ROWID;
CREATE INDEX delivery_proposition_offer ON delivery_proposition (campaign_id, offer_id, delivery_id);
