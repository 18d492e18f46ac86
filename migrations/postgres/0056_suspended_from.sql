-- The first day of a suspension, for lists: before it a certificate is in force.
alter table certificates add column suspended_from text collate "C"
    generated always as (substring(standing from '"from" *: *"([0-9-]+)"')) stored;
