-- Who at the samenwerkingsverband is the fixed person of a school, by function:
-- one at a time. Who it was before stands in change.

CREATE TABLE fixed (
  tenant TEXT NOT NULL,
  function TEXT NOT NULL,
  org TEXT NOT NULL,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (tenant, function, org)
) WITHOUT ROWID;
CREATE INDEX fixed_of ON fixed (tenant, function, account, org);

-- The cases of a school, to list them anew for who is there for it now.
CREATE INDEX case_of_applicant ON case_file (tenant, applicant, id);
