-- A grant for the whole school career, the register of the school that takes the
-- pupil, and where and how long somebody is invited for.

ALTER TABLE granted ADD COLUMN whole BIGINT NOT NULL DEFAULT 0;
CREATE INDEX granted_receiving ON granted (tenant, receiving, until_day, id);

ALTER TABLE invitation ADD COLUMN region TEXT NOT NULL DEFAULT '';
ALTER TABLE invitation ADD COLUMN from_day TEXT NOT NULL DEFAULT '';
ALTER TABLE invitation ADD COLUMN until_day TEXT NOT NULL DEFAULT '';
