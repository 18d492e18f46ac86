-- The last number given out of each series, and for chains the last hash.
-- A number comes from `update heads set seq = seq + 1 … returning seq`: the row
-- lock makes the series gapless whatever happens at the same time.
create table heads (
    name text not null primary key,
    seq integer not null,
    hash blob
) strict;
