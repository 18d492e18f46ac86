-- How an independent consultant is reached, where they agreed that it is shown
-- beside their papers. Entries of the register say that it is shown, and that
-- it is no more; what is shown stands here alone, and goes when they end it.
create table public_contacts (
    certificate_number text collate "C" not null primary key,
    entry_seq bigint not null references entries (seq),
    phone text collate "C",
    email text collate "C"
);
