-- When a case was complete and whether people chose its meeting, what people
-- changed in the calendar that the rules propose, the order and the invitations of
-- a meeting, and the secret addresses of calendar feeds.

ALTER TABLE agenda ADD COLUMN since TEXT NOT NULL DEFAULT '';
ALTER TABLE agenda ADD COLUMN fixed BIGINT NOT NULL DEFAULT 0;

CREATE TABLE meeting (
  tenant TEXT NOT NULL,
  body TEXT NOT NULL,
  origin TEXT NOT NULL,
  day TEXT NOT NULL,
  added BIGINT NOT NULL,
  cancelled BIGINT NOT NULL,
  most BIGINT NOT NULL,
  hand_in TEXT NOT NULL,
  start_at TEXT NOT NULL,
  minutes BIGINT NOT NULL,
  why TEXT NOT NULL,
  version BIGINT NOT NULL,
  by_who TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (tenant, body, origin)
) WITHOUT ROWID;

CREATE TABLE meeting_item (
  tenant TEXT NOT NULL,
  body TEXT NOT NULL,
  case_id TEXT NOT NULL,
  day TEXT NOT NULL,
  place BIGINT NOT NULL,
  invited TEXT NOT NULL,
  PRIMARY KEY (tenant, body, case_id, day)
) WITHOUT ROWID;

CREATE TABLE feed (
  tenant TEXT NOT NULL,
  digest TEXT NOT NULL,
  account TEXT NOT NULL,
  function TEXT NOT NULL,
  org TEXT NOT NULL,
  made TEXT NOT NULL,
  PRIMARY KEY (tenant, digest)
) WITHOUT ROWID;
CREATE INDEX feed_account ON feed (tenant, account);
