-- What a school expects of a declaration that ends, and which schools were
-- reminded of something that is asked of them every year.

ALTER TABLE granted ADD COLUMN expected TEXT NOT NULL DEFAULT '';
ALTER TABLE granted ADD COLUMN expected_on TEXT NOT NULL DEFAULT '';
ALTER TABLE granted ADD COLUMN expected_note TEXT NOT NULL DEFAULT '';
ALTER TABLE granted ADD COLUMN leaves TEXT NOT NULL DEFAULT '';

CREATE TABLE reminder (
  tenant TEXT NOT NULL,
  about TEXT NOT NULL,
  org TEXT NOT NULL,
  day TEXT NOT NULL,
  by_who TEXT NOT NULL,
  by_name TEXT NOT NULL,
  PRIMARY KEY (tenant, about, org)
) WITHOUT ROWID;
