//! The watch of a day over many certificates: each found once, by a few
//! statements. `WATCH_CERTIFICATES=100000` for a register of the whole country;
//! it then tells how much time of a processor it took.

use std::fs;
use std::io::Write;

use consultant_registry::acts::watch::{Change, changes};
use consultant_registry::domain::watch::Condition;

use super::{issued, morning};
use crate::harness::{Kind, World};
use crate::rehearsal::{Rehearsal, organisation};

/// Of so many certificates one has lost an expert, one its QMS certificate, and
/// two made no report.
const ONE_OF: usize = 100;

/// Copies of the one certificate, with its cards, that were really issued: what
/// is counted by stands in each.
fn copies(count: usize) -> Vec<String> {
    let numbers =
        format!("with recursive n(i) as (select 1 union all select i + 1 from n where i < {count}) ");
    let document = "substr(document, 1, 1500)";
    vec![
        format!(
            "{numbers} insert into certificates (number, folded_number, issuer, dossier_id, enterprise_code,
                 holder_name, folded_holder_name, paper_version, issued_on, issued_at, expires_on, standing,
                 status_index, key_id, code, document, entry_seq, version)
             select printf('%07d/2026/GXN-VD', i), printf('%07dX', i), issuer, dossier_id, enterprise_code,
                 holder_name, folded_holder_name, 0, issued_on, issued_at, expires_on, standing, 1000000 + i,
                 key_id, code, {document}, entry_seq, 1
             from n, certificates where number = '01/2026/GXN-BKHCN'"
        ),
        format!(
            "{numbers} insert into cards (number, folded_number, issuer, certificate_number, person_id,
                 holder_name, folded_holder_name, paper_version, issued_on, issued_at, expires_on, standing,
                 status_index, photo_hash, key_id, code, document, entry_seq, version, certificate_version)
             select cards.number, cards.folded_number, issuer, printf('%07d/2026/GXN-VD', i), person_id,
                 holder_name, folded_holder_name, 0, issued_on, issued_at, expires_on,
                 case when i % {ONE_OF} = 1 and row_number() over (partition by i order by cards.number) = 1
                     then '{{\"standing\":\"returned\",\"on\":\"2027-11-20\"}}' else standing end,
                 10000000 + i * 10 + row_number() over (partition by i order by cards.number), photo_hash, key_id,
                 code, {document}, entry_seq, 1, 0
             from n, cards where certificate_number = '01/2026/GXN-BKHCN'"
        ),
        format!(
            "{numbers} insert into qms_certificates (certificate_number, source, source_id, number, edition,
                 edition_year, valid_from, valid_to, told_at)
             select printf('%07d/2026/GXN-VD', i), source, source_id, number, edition, edition_year, valid_from,
                 case when i % {ONE_OF} = 2 then '2027-06-30' else valid_to end, told_at
             from n, qms_certificates where certificate_number = '01/2026/GXN-BKHCN'"
        ),
        format!(
            "{numbers} insert into reports (id, issuer, certificate_number, year, nth, report, filed_by, filed_at, version)
             select printf('00000000-0000-7000-8000-%012d', i), issuer, printf('%07d/2026/GXN-VD', i), 2027, 1,
                 '{{}}', (select id from accounts limit 1), '2027-11-05T03:00:00Z', 1
             from n, certificates where number = '01/2026/GXN-BKHCN' and i % {ONE_OF} not in (3, 4)"
        ),
    ]
}

/// Milliseconds of processors that this process has used.
fn processor_time() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields: Vec<&str> = stat.rsplit(')').next().expect("fields").split_whitespace().collect();
    // A hundred ticks a second, of the program and of the system for it.
    [11, 12].map(|at: usize| fields[at].parse::<u64>().expect("ticks")).iter().sum::<u64>() * 10
}

#[rocket::async_test]
async fn the_watch_of_a_day_finds_each_of_many_certificates() {
    let count =
        std::env::var("WATCH_CERTIFICATES").ok().and_then(|count| count.parse().ok()).unwrap_or(1_000);
    let world = World::on(Kind::Sqlite).await.expect("SQLite is always there");
    let rehearsal = Rehearsal::in_register(&world.registry).await;
    issued(&rehearsal, organisation(0, 0..5)).await;
    world.execute_all(copies(count)).await;
    morning(&world, "2027-12-01");
    let today = world.registry.clock.today();
    let (begun, used) = (std::time::Instant::now(), processor_time());
    let mut reading = world.storage().read().await.expect("a reading");
    let found = changes(&mut reading, today).await.expect("read");
    let (took, used) = (begun.elapsed(), processor_time() - used);
    let lost = |condition| {
        let is_it =
            |change: &&Change| matches!(change, Change::Lost(_, alert) if alert.condition == condition);
        found.iter().filter(is_it).count()
    };
    let of = |rest: usize| (1..=count).filter(|nth| nth % ONE_OF == rest).count();
    assert_eq!(lost(Condition::Experts), of(1));
    assert_eq!(lost(Condition::QmsCertificate), of(2));
    // The one that was copied made none either.
    assert_eq!(lost(Condition::Report), of(3) + of(4) + 1);
    assert_eq!(
        found.len(),
        lost(Condition::Experts) + lost(Condition::QmsCertificate) + lost(Condition::Report)
    );
    if std::env::var("WATCH_CERTIFICATES").is_ok() {
        let said = format!(
            "{count} certificates watched: {} changes, {took:?}, {used} ms of a processor",
            found.len()
        );
        writeln!(std::io::stderr(), "{said}").expect("said");
    }
}
