-- The first day of a suspension, for lists: before it a certificate is in force.
alter table certificates add column suspended_from text generated always as
    (case when json_valid(standing) then json_extract(standing, '$.from') end) virtual;
