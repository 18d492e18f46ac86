-- From where each act came: the network address and a mark of the session, or
-- the operator at the command line. `form` says which columns the row's hash
-- covers: 1 those of before, 2 these too.
alter table audit add column form bigint not null default 1;
alter table audit add column address text collate "C";
alter table audit add column session text collate "C";
alter table audit add column operator text collate "C";
