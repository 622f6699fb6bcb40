-- Who and what stands above tenants.

CREATE TABLE tenant (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  totp BLOB NOT NULL,
  totp_confirmed BIGINT NOT NULL,
  paper_code TEXT NOT NULL,
  disabled BIGINT NOT NULL,
  demo BIGINT NOT NULL,
  made TEXT NOT NULL
);
CREATE INDEX account_demo ON account (name, id) WHERE demo = 1;

CREATE TABLE session (
  token TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  agent TEXT NOT NULL,
  made TEXT NOT NULL,
  seen TEXT NOT NULL,
  expires TEXT NOT NULL,
  tenant TEXT NOT NULL,
  member TEXT NOT NULL,
  strong BIGINT NOT NULL,
  data BLOB NOT NULL
);
CREATE INDEX session_account ON session (account, seen);
CREATE INDEX session_expires ON session (expires);

CREATE TABLE invitation (
  id TEXT NOT NULL PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  code_hash TEXT NOT NULL,
  tenant TEXT NOT NULL,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  func TEXT NOT NULL,
  org TEXT NOT NULL,
  pupil TEXT NOT NULL,
  carer TEXT NOT NULL,
  profession TEXT NOT NULL,
  by_who TEXT NOT NULL,
  made TEXT NOT NULL,
  expires TEXT NOT NULL,
  used TEXT NOT NULL,
  withdrawn TEXT NOT NULL,
  tries BIGINT NOT NULL
);
CREATE INDEX invitation_tenant ON invitation (tenant, made, id);

CREATE TABLE attempt (
  id TEXT NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  until TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX attempt_at ON attempt (at);

CREATE TABLE instance_setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

-- What happened, and the proof of it.

CREATE TABLE head (
  tenant TEXT NOT NULL PRIMARY KEY,
  event_seq BIGINT NOT NULL,
  event_hash BLOB NOT NULL,
  log_seq BIGINT NOT NULL,
  log_hash BLOB NOT NULL,
  base_seq BIGINT NOT NULL,
  base_hash BLOB NOT NULL
);

CREATE TABLE stream (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  version BIGINT NOT NULL,
  destroyed TEXT NOT NULL,
  box BLOB NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX stream_kind ON stream (tenant, kind, id);

CREATE TABLE event (
  tenant TEXT NOT NULL,
  stream TEXT NOT NULL,
  seq BIGINT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  digest BLOB NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (tenant, stream, seq)
) WITHOUT ROWID;

CREATE TABLE link (
  tenant TEXT NOT NULL,
  n BIGINT NOT NULL,
  stream TEXT NOT NULL,
  seq BIGINT NOT NULL,
  note TEXT NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (tenant, n)
) WITHOUT ROWID;

CREATE TABLE access (
  tenant TEXT NOT NULL,
  seq BIGINT NOT NULL,
  at TEXT NOT NULL,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  func TEXT NOT NULL,
  org TEXT NOT NULL,
  org_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  pupil TEXT NOT NULL,
  cases TEXT NOT NULL,
  part TEXT NOT NULL,
  ground TEXT NOT NULL,
  result TEXT NOT NULL,
  session TEXT NOT NULL,
  only_case TEXT NOT NULL,
  many BIGINT NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (tenant, seq)
) WITHOUT ROWID;
CREATE INDEX access_at ON access (tenant, at, seq);
CREATE INDEX access_account ON access (tenant, account, at, seq);
CREATE INDEX access_pupil ON access (tenant, pupil, at, seq) WHERE pupil <> '';
CREATE INDEX access_case ON access (tenant, only_case, at, seq) WHERE only_case <> '';
CREATE INDEX access_many ON access (tenant, at, seq) WHERE many = 1;

CREATE TABLE anchor (
  tenant TEXT NOT NULL,
  day TEXT NOT NULL,
  event_seq BIGINT NOT NULL,
  log_seq BIGINT NOT NULL,
  event_hash TEXT NOT NULL,
  log_hash TEXT NOT NULL,
  signature TEXT NOT NULL,
  public_key TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (tenant, day)
) WITHOUT ROWID;

CREATE TABLE draft_head (
  tenant TEXT NOT NULL,
  stream TEXT NOT NULL,
  scope TEXT NOT NULL,
  version BIGINT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (tenant, stream, scope)
) WITHOUT ROWID;
CREATE INDEX draft_head_at ON draft_head (tenant, at);

CREATE TABLE draft (
  tenant TEXT NOT NULL,
  stream TEXT NOT NULL,
  scope TEXT NOT NULL,
  name TEXT NOT NULL,
  value BLOB NOT NULL,
  by_who TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (tenant, stream, scope, name)
) WITHOUT ROWID;

-- Read models: all of it follows from events.

CREATE TABLE case_file (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  number TEXT NOT NULL,
  procedure TEXT NOT NULL,
  hash TEXT NOT NULL,
  title TEXT NOT NULL,
  variant TEXT NOT NULL,
  pupil TEXT NOT NULL,
  pupil_name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  birth TEXT NOT NULL,
  applicant TEXT NOT NULL,
  applicant_name TEXT NOT NULL,
  board TEXT NOT NULL,
  region TEXT NOT NULL,
  receiving TEXT NOT NULL,
  phase TEXT NOT NULL,
  phase_title TEXT NOT NULL,
  on_move TEXT NOT NULL,
  act TEXT NOT NULL,
  started TEXT NOT NULL,
  received TEXT NOT NULL,
  closed TEXT NOT NULL,
  due TEXT NOT NULL,
  due_title TEXT NOT NULL,
  still BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  outcome_title TEXT NOT NULL,
  refusal BIGINT NOT NULL,
  parent TEXT NOT NULL,
  next_check TEXT NOT NULL,
  version BIGINT NOT NULL,
  updated TEXT NOT NULL,
  audiences TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX case_file_pupil ON case_file (tenant, pupil, started, id);
CREATE INDEX case_file_parent ON case_file (tenant, parent, started, id) WHERE parent <> '';
CREATE INDEX case_file_check ON case_file (tenant, next_check, id) WHERE next_check <> '';

CREATE TABLE case_audience (
  tenant TEXT NOT NULL,
  audience TEXT NOT NULL,
  open BIGINT NOT NULL,
  due TEXT NOT NULL,
  case_id TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  updated TEXT NOT NULL,
  procedure TEXT NOT NULL,
  phase TEXT NOT NULL,
  region TEXT NOT NULL,
  applicant TEXT NOT NULL,
  still BIGINT NOT NULL,
  PRIMARY KEY (tenant, audience, open, due, case_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX case_audience_case ON case_audience (tenant, case_id, audience);
CREATE INDEX case_audience_name ON case_audience (tenant, audience, open, sort_name, case_id);
CREATE INDEX case_audience_updated ON case_audience (tenant, audience, open, updated, case_id);
CREATE INDEX case_audience_phase ON case_audience (tenant, audience, open, phase, due, case_id);

CREATE TABLE case_word (
  tenant TEXT NOT NULL,
  word TEXT NOT NULL,
  case_id TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (tenant, word, case_id, origin)
) WITHOUT ROWID;
CREATE INDEX case_word_case ON case_word (tenant, case_id, word);

CREATE TABLE task (
  tenant TEXT NOT NULL,
  audience TEXT NOT NULL,
  due TEXT NOT NULL,
  case_id TEXT NOT NULL,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL,
  why TEXT NOT NULL,
  still BIGINT NOT NULL,
  PRIMARY KEY (tenant, audience, due, case_id, name)
) WITHOUT ROWID;
CREATE INDEX task_case ON task (tenant, case_id);

CREATE TABLE term (
  tenant TEXT NOT NULL,
  case_id TEXT NOT NULL,
  term TEXT NOT NULL,
  instance TEXT NOT NULL,
  instance_name TEXT NOT NULL,
  title TEXT NOT NULL,
  procedure TEXT NOT NULL,
  region TEXT NOT NULL,
  applicant TEXT NOT NULL,
  statutory BIGINT NOT NULL,
  running BIGINT NOT NULL,
  still BIGINT NOT NULL,
  in_time BIGINT NOT NULL,
  started TEXT NOT NULL,
  due TEXT NOT NULL,
  stopped TEXT NOT NULL,
  still_days BIGINT NOT NULL,
  net_days BIGINT NOT NULL,
  gross_days BIGINT NOT NULL,
  PRIMARY KEY (tenant, case_id, term, instance)
) WITHOUT ROWID;
CREATE INDEX term_stopped ON term (tenant, procedure, term, stopped) WHERE stopped <> '';
CREATE INDEX term_stopped_all ON term (tenant, stopped) WHERE stopped <> '';
CREATE INDEX term_running ON term (tenant, due, case_id, term, instance) WHERE running = 1;

CREATE TABLE tally (
  tenant TEXT NOT NULL,
  audience TEXT NOT NULL,
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  name TEXT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (tenant, audience, kind, day, name)
) WITHOUT ROWID;

CREATE TABLE notice (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  audience TEXT NOT NULL,
  case_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  until TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (tenant, id, audience)
) WITHOUT ROWID;
CREATE INDEX notice_audience ON notice (tenant, audience, at, id);
CREATE INDEX notice_case ON notice (tenant, case_id);

CREATE TABLE letter (
  tenant TEXT NOT NULL,
  case_id TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  to_kind TEXT NOT NULL,
  to_who TEXT NOT NULL,
  to_name TEXT NOT NULL,
  made TEXT NOT NULL,
  posted TEXT NOT NULL,
  means TEXT NOT NULL,
  latest TEXT NOT NULL,
  decision BIGINT NOT NULL,
  PRIMARY KEY (tenant, case_id, id)
) WITHOUT ROWID;
CREATE INDEX letter_to_post ON letter (tenant, made, case_id, id) WHERE posted = '' AND means <> 'elektronisch';
CREATE INDEX letter_posted ON letter (tenant, posted, case_id, id) WHERE posted <> '';

CREATE TABLE granted (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  what TEXT NOT NULL,
  number TEXT NOT NULL,
  pupil TEXT NOT NULL,
  pupil_name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  applicant TEXT NOT NULL,
  applicant_name TEXT NOT NULL,
  region TEXT NOT NULL,
  school TEXT NOT NULL,
  category TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  receiving TEXT NOT NULL,
  admitted TEXT NOT NULL,
  registered TEXT NOT NULL,
  ended TEXT NOT NULL,
  decided TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX granted_number ON granted (tenant, what, number) WHERE number <> '';
CREATE INDEX granted_until ON granted (tenant, until_day, id);
CREATE INDEX granted_pupil ON granted (tenant, pupil, until_day, id);
CREATE INDEX granted_case ON granted (tenant, case_id);
CREATE INDEX granted_school ON granted (tenant, school, until_day, id);
CREATE INDEX granted_applicant ON granted (tenant, applicant, until_day, id);

CREATE TABLE agenda (
  tenant TEXT NOT NULL,
  body TEXT NOT NULL,
  day TEXT NOT NULL,
  case_id TEXT NOT NULL,
  place BIGINT NOT NULL,
  result TEXT NOT NULL,
  PRIMARY KEY (tenant, body, day, case_id)
) WITHOUT ROWID;
CREATE INDEX agenda_case ON agenda (tenant, case_id);

CREATE TABLE involved (
  tenant TEXT NOT NULL,
  pupil TEXT NOT NULL,
  account TEXT NOT NULL,
  how TEXT NOT NULL,
  PRIMARY KEY (tenant, pupil, account, how)
) WITHOUT ROWID;

-- Who and where, and what an SWV set itself.

CREATE TABLE serial (
  tenant TEXT NOT NULL,
  series TEXT NOT NULL,
  period TEXT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (tenant, series, period)
) WITHOUT ROWID;

CREATE TABLE change (
  tenant TEXT NOT NULL,
  what TEXT NOT NULL,
  id TEXT NOT NULL,
  n BIGINT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  before_it BLOB NOT NULL,
  after_it BLOB NOT NULL,
  PRIMARY KEY (tenant, what, id, n)
) WITHOUT ROWID;

CREATE TABLE org (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  board TEXT NOT NULL,
  region TEXT NOT NULL,
  school_type TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  town TEXT NOT NULL,
  email TEXT NOT NULL,
  electronic BIGINT NOT NULL,
  closed TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX org_kind ON org (tenant, kind, id);
CREATE INDEX org_board ON org (tenant, board, id) WHERE board <> '';
CREATE INDEX org_code ON org (tenant, code) WHERE code <> '';

CREATE TABLE pupil (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  number TEXT NOT NULL,
  first_name TEXT NOT NULL,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  search_name TEXT NOT NULL,
  birth TEXT NOT NULL,
  grade BIGINT NOT NULL,
  school_type TEXT NOT NULL,
  enrolled BIGINT NOT NULL,
  org TEXT NOT NULL,
  org_name TEXT NOT NULL,
  board TEXT NOT NULL,
  region TEXT NOT NULL,
  merged_into TEXT NOT NULL,
  left_on TEXT NOT NULL,
  body BLOB NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX pupil_name ON pupil (tenant, sort_name, id);
CREATE INDEX pupil_org ON pupil (tenant, org, sort_name, id);
CREATE INDEX pupil_board ON pupil (tenant, board, sort_name, id);
CREATE INDEX pupil_region ON pupil (tenant, region, sort_name, id);
CREATE INDEX pupil_birth ON pupil (tenant, birth);
CREATE INDEX pupil_not_enrolled ON pupil (tenant, birth, id) WHERE enrolled = 0;

CREATE TABLE pupil_word (
  tenant TEXT NOT NULL,
  word TEXT NOT NULL,
  pupil TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (tenant, word, pupil, origin)
) WITHOUT ROWID;
CREATE INDEX pupil_word_pupil ON pupil_word (tenant, pupil, word);

CREATE TABLE member (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  func TEXT NOT NULL,
  profession TEXT NOT NULL,
  org TEXT NOT NULL,
  org_name TEXT NOT NULL,
  org_kind TEXT NOT NULL,
  board TEXT NOT NULL,
  region TEXT NOT NULL,
  pupil TEXT NOT NULL,
  carer TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  version BIGINT NOT NULL,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX member_account ON member (account, tenant);
CREATE INDEX member_func ON member (tenant, func, id);
CREATE INDEX member_org ON member (tenant, org, id);
CREATE INDEX member_pupil ON member (tenant, pupil) WHERE pupil <> '';

CREATE TABLE setting (
  tenant TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (tenant, name)
) WITHOUT ROWID;

CREATE TABLE mail (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  to_who TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  at TEXT NOT NULL,
  next_at TEXT NOT NULL,
  sent_at TEXT NOT NULL,
  fault TEXT NOT NULL,
  case_id TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;
CREATE INDEX mail_due ON mail (next_at, tenant, id) WHERE state = 'wacht';
CREATE INDEX mail_state ON mail (tenant, state, at, id);
CREATE INDEX mail_at ON mail (tenant, at, id);
CREATE INDEX mail_case ON mail (tenant, case_id) WHERE case_id <> '';

CREATE TABLE version (
  tenant TEXT NOT NULL,
  hash TEXT NOT NULL,
  procedures TEXT NOT NULL,
  files BLOB NOT NULL,
  by_who TEXT NOT NULL,
  by_name TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_by_name TEXT NOT NULL,
  approved_at TEXT NOT NULL,
  from_day TEXT NOT NULL,
  withdrawn TEXT NOT NULL,
  PRIMARY KEY (tenant, hash)
);

CREATE TABLE version_procedure (
  tenant TEXT NOT NULL,
  procedure_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (tenant, procedure_hash, hash)
) WITHOUT ROWID;

CREATE TABLE holiday (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  source TEXT NOT NULL,
  year TEXT NOT NULL,
  confirmed BIGINT NOT NULL,
  known_from TEXT NOT NULL,
  by_who TEXT NOT NULL,
  withdrawn TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

CREATE TABLE destruction (
  tenant TEXT NOT NULL,
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  what TEXT NOT NULL,
  ground TEXT NOT NULL,
  day TEXT NOT NULL,
  by_who TEXT NOT NULL,
  by_name TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (tenant, id)
) WITHOUT ROWID;

CREATE TABLE destruction_block (
  tenant TEXT NOT NULL,
  case_id TEXT NOT NULL,
  why TEXT NOT NULL,
  by_who TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (tenant, case_id)
) WITHOUT ROWID;
