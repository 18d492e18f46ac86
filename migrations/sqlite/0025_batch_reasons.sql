-- Why papers of a batch were left out, a line each: the page says it, as the
-- archive does.
alter table batches add column left_out text not null default '';
