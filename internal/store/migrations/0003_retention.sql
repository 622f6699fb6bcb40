-- From when a case may be destroyed, and the decisions that are kept longer than
-- the dossier they came from.

ALTER TABLE case_file ADD COLUMN destroy_from TEXT NOT NULL DEFAULT '';
CREATE INDEX case_file_destroy ON case_file (tenant, destroy_from, id) WHERE destroy_from <> '';
CREATE INDEX case_file_number ON case_file (tenant, number);

CREATE TABLE kept (
  tenant TEXT NOT NULL,
  case_id TEXT NOT NULL,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  pupil TEXT NOT NULL,
  pupil_name TEXT NOT NULL,
  what TEXT NOT NULL,
  ground TEXT NOT NULL,
  decided TEXT NOT NULL,
  destroy_from TEXT NOT NULL,
  PRIMARY KEY (tenant, case_id)
) WITHOUT ROWID;
CREATE INDEX kept_destroy ON kept (tenant, destroy_from, case_id);
CREATE INDEX kept_pupil ON kept (tenant, pupil);
