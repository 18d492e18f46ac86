-- On SQLite the answers of a form become the last column of their row. Here a
-- large text stands outside its row anyway: only the default is the same.
alter table dossiers alter column application set default '';
