-- Emergencies first, then the order of the log.
drop index outbox_open;
create index outbox_order on outbox (("priority" <> 0), event_index, id) where state in ('waiting', 'claimed');
