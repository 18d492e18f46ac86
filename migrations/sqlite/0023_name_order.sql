-- What puts organisations in the order of a Vietnamese list. Derived from the
-- name, as the folded columns are.
alter table organisations add column name_order blob not null default x'';
create index organisations_name_order on organisations (name_order, enterprise_code);

-- Names are found by their words now.
drop index organisations_folded_name;
drop index persons_folded_name;
drop index certificates_holder;
drop index cards_holder;
