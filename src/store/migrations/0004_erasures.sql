-- What was erased is found without reading everything: it is held against the erasure ledger at each opening.
create index bodies_by_event on bodies (event_index);
create index bodies_erased on bodies (erased_by) where erased_at is not null;
create index events_redacted on events (redacted_by) where redacted_at is not null;
