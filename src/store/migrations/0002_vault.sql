-- Under which key-encryption key everything in the tables is wrapped: a sealed mark, written when the last row is.
create table vault (
  one  integer primary key check (one = 1),
  mark text not null
);
