-- The answers of a form are by far the largest part of a row, and SQLite reads
-- a row from its beginning: what stands behind them is reached through all
-- their pages, in every list. So they stand last.
alter table dossiers add column answers text not null default '';
update dossiers set answers = application;
alter table dossiers drop column application;
alter table dossiers rename column answers to application;
