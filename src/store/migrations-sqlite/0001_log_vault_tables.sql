-- The log, the vault and the tables of one node in SQLite: the same tables as in PostgreSQL (`migrations/`), in the
-- order of columns that reads best here: what is long comes last, so that the rest is read without it.
-- Text is compared byte by byte (the collation BINARY), which in UTF-8 is the order of the characters.
-- Instants are ISO 8601 in UTC with milliseconds, so that byte order is the order of time.
-- "seal" columns: HMAC-SHA-256 over the other columns of the row under a key derived from the node's own.

create table head (
  one        integer primary key check (one = 1),
  size       integer not null,
  root       blob    not null,
  checkpoint text    not null,
  -- the full subtrees on the right edge of the tree, 32 bytes each, left to right
  frontier   blob    not null,
  -- per mutable table: how many rows and the sum of their seals, so that a row taken away is missed
  tally      blob    not null,
  seal       blob    not null
) strict;

create table events (
  "index"     integer primary key,
  id          text not null unique,
  stream      text not null,
  version     integer not null,
  type        text not null,
  at          text not null,
  actor       text not null,
  leaf        blob not null,
  seal        blob not null,
  redacted_at text,
  redacted_by integer,
  -- null once redacted; the leaf stays
  salt        blob,
  signature   blob,
  record      blob,
  unique (stream, version)
) strict;
create index events_by_type on events (type, "index");
create index events_redacted on events (redacted_by) where redacted_at is not null;

-- hashes of full subtrees of 256^level leaves, level 1 and up (C2SP tlog-tiles)
create table nodes (
  level   integer not null,
  "index" integer not null,
  hash    blob    not null,
  primary key (level, "index")
) strict, without rowid;

create table bodies (
  id          text primary key not null,
  -- the first event of the act that brought it
  event_index integer not null,
  erased_at   text,
  erased_by   integer,
  seal        blob not null,
  wrapped     blob,
  cipher      blob
) strict;
create index bodies_by_event on bodies (event_index);
create index bodies_erased on bodies (erased_by) where erased_at is not null;

create table rows (
  kind text not null,
  key  text not null,
  due  text,
  sort text,
  seal blob not null,
  data text not null,
  primary key (kind, key)
) strict;
create index rows_by_due  on rows (kind, due, key) where due is not null;
create index rows_by_sort on rows (kind, sort, key) where sort is not null;

-- A change of one column writes the whole row anew, so what never changes of an envelope and is most of it lies apart.
create table outbox (
  n           integer primary key,
  id          text not null unique,
  recipient   text not null,
  priority    integer not null,
  event_index integer not null,
  seal        blob not null,
  state       text not null check (state in ('waiting', 'claimed', 'answered', 'given-up')),
  attempt     integer not null,
  not_before  text not null,
  error       text,
  state_seal  blob not null,
  answer      blob
) strict;
-- emergencies first, then the order of the log
create index outbox_order on outbox ((priority <> 0), event_index, id) where state in ('waiting', 'claimed');
create table outbox_bytes (
  n     integer primary key,
  bytes blob not null
) strict;

create table inbox (
  sender      text not null,
  id          text not null,
  digest      text not null,
  event_index integer not null,
  seal        blob not null,
  state_seal  blob not null,
  answer      blob,
  primary key (sender, id)
) strict;

-- Under which key-encryption key everything in the tables is wrapped: a sealed mark, written when the last row is.
create table vault (
  one  integer primary key check (one = 1),
  mark text not null
) strict;
