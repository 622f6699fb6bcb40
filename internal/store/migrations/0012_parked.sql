-- A file that somebody is working through, step by step, and that is no part of
-- any case yet. It is sealed, belongs to one account, and goes when the work is
-- done or the time is over, whichever comes first.

CREATE TABLE parked_file (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  account TEXT NOT NULL,
  until TEXT NOT NULL,
  note BLOB,
  content BLOB,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX parked_file_of ON parked_file (tenant, account);
CREATE INDEX parked_file_until ON parked_file (until);
