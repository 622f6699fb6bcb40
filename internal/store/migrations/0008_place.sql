-- Who has a place at a facility, to whom one is offered and who waits: what a list
-- joins with its cases. All of it follows from the events of the facility.

CREATE TABLE facility_place (
  tenant TEXT NOT NULL,
  facility TEXT NOT NULL,
  case_id TEXT NOT NULL,
  status TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (tenant, facility, case_id)
) WITHOUT ROWID;
CREATE INDEX facility_place_case ON facility_place (tenant, case_id);
