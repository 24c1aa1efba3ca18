-- The log, the vault and the tables of one node. PostgreSQL 15 and later, and nothing newer.
-- Text that orders or identifies is compared byte by byte (collate "C"), the same on every machine.
-- Instants are ISO 8601 in UTC with milliseconds, so that byte order is the order of time.
-- "seal" columns: HMAC-SHA-256 over the other columns of the row under a key derived from the node's own.

create table head (
  one        integer primary key check (one = 1),
  size       bigint  not null,
  root       bytea   not null,
  checkpoint text    not null,
  -- the full subtrees on the right edge of the tree, 32 bytes each, left to right
  frontier   bytea   not null,
  -- per mutable table: how many rows and the sum of their seals, so that a row taken away is missed
  tally      bytea   not null,
  seal       bytea   not null
);

create table events (
  index       bigint primary key,
  id          text collate "C" not null unique,
  stream      text collate "C" not null,
  version     integer not null,
  type        text collate "C" not null,
  at          text collate "C" not null,
  actor       text collate "C" not null,
  -- null once redacted; the leaf stays
  record      bytea,
  signature   bytea,
  salt        bytea,
  leaf        bytea not null,
  redacted_at text collate "C",
  redacted_by bigint,
  seal        bytea not null,
  unique (stream, version)
);
create index events_by_type on events (type, index);

-- hashes of full subtrees of 256^level leaves, level 1 and up (C2SP tlog-tiles)
create table nodes (
  level integer not null,
  index bigint  not null,
  hash  bytea   not null,
  primary key (level, index)
);

create table bodies (
  id          text collate "C" primary key,
  -- the first event of the act that brought it
  event_index bigint not null,
  cipher      bytea,
  wrapped     bytea,
  erased_at   text collate "C",
  erased_by   bigint,
  seal        bytea not null
);

create table rows (
  kind text collate "C" not null,
  key  text collate "C" not null,
  data json not null,
  due  text collate "C",
  sort text collate "C",
  seal bytea not null,
  primary key (kind, key)
);
create index rows_by_due  on rows (kind, due, key) where due is not null;
create index rows_by_sort on rows (kind, sort, key) where sort is not null;

create table outbox (
  id          text collate "C" primary key,
  recipient   text not null,
  bytes       bytea not null,
  priority    integer not null,
  event_index bigint not null,
  seal        bytea not null,
  state       text not null check (state in ('waiting', 'claimed', 'answered', 'given-up')),
  attempt     integer not null,
  not_before  text collate "C" not null,
  answer      bytea,
  error       text,
  state_seal  bytea not null
);
create index outbox_open on outbox (priority, not_before, id) where state in ('waiting', 'claimed');

create table inbox (
  sender      text collate "C" not null,
  id          text collate "C" not null,
  digest      text not null,
  event_index bigint not null,
  seal        bytea not null,
  answer      bytea,
  state_seal  bytea not null,
  primary key (sender, id)
);
