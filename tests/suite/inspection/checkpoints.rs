//! A checkpoint that was kept elsewhere.

use consultant_registry::acts::inspection;
use consultant_registry::acts::keyring;
use consultant_registry::credential::note;
use consultant_registry::demo::teller::Step;
use consultant_registry::domain::checkpoint::Checkpoint;
use consultant_registry::domain::issuer::IssuerCode;
use rocket::http::Status;

use super::{bring, findings, findings_against, tamper, with_papers};
use crate::harness::{World, story};
use crate::rehearsal::independent;

async fn kept(world: &World) -> Checkpoint {
    let heads = inspection::heads(world.storage(), &mut |_| ()).await.expect("read").expect("both are whole");
    // As text, for that is what is kept.
    heads.checkpoint("so.example.vn").to_string().parse().expect("a checkpoint")
}

/// Cuts the last entry off and sets the head, as if it had never been.
const CUT: [&str; 6] = [
    "delete from entry_papers where seq = (select max(seq) from entries)",
    "delete from entries where seq = (select max(seq) from entries)",
    "update heads set seq = (select max(seq) from entries),
        hash = (select leaf_hash from entries order by seq desc limit 1) where name = 'entries'",
    "delete from audit where seq = (select max(seq) from audit)",
    "update heads set seq = (select max(seq) from audit),
        hash = (select hash from audit order by seq desc limit 1) where name = 'audit'",
    r#"update certificates set standing = '{"standing":"in_force"}' where number like '02/%'"#,
];

story! {
    async fn what_was_cut_off_with_its_head_is_found_by_whoever_kept_a_checkpoint(world) {
        with_papers(&world).await;
        let kept = kept(&world).await;
        assert_eq!(findings_against(&world, Some(&kept)).await, Vec::<String>::new());
        tamper(&world, &CUT).await;
        assert_eq!(findings(&world).await, Vec::<String>::new(), "by itself nothing shows");
        let found = findings_against(&world, Some(&kept)).await;
        assert!(found[0].starts_with("checkpoint: register entries: cut off: "), "{found:#?}");
        assert!(found[1].starts_with("checkpoint: audit trail: cut off: "), "{found:#?}");
        assert_eq!(found.len(), 2);
    }
}

story! {
    async fn what_was_written_in_place_of_something_else_is_found_too(world) {
        let rehearsal = with_papers(&world).await;
        let kept = kept(&world).await;
        tamper(&world, &CUT).await;
        let mut other = rehearsal.proposed(independent(7)).await;
        bring(&rehearsal, &mut other, &[Step::Approve]).await;
        let found = findings_against(&world, Some(&kept)).await;
        assert!(found[0].starts_with("checkpoint: register entries: rewritten: "), "{found:#?}");
        assert!(found[1].starts_with("checkpoint: audit trail: rewritten: "), "{found:#?}");
    }
}

story! {
    async fn a_checkpoint_of_an_earlier_day_is_the_beginning_of_todays_chains(world) {
        let empty = kept(&world).await;
        assert_eq!((empty.size, empty.audit.as_ref().map(|head| head.size)), (0, Some(0)));
        let rehearsal = with_papers(&world).await;
        let earlier = kept(&world).await;
        let mut other = rehearsal.proposed(independent(7)).await;
        bring(&rehearsal, &mut other, &[Step::Approve]).await;
        for kept in [empty, earlier] {
            assert_eq!(findings_against(&world, Some(&kept)).await, Vec::<String>::new());
        }
    }
}

story! {
    signing async fn anyone_gets_the_registers_checkpoint_signed_and_without_the_audit_trail(world) {
        with_papers(&world).await;
        let mut anyone = world.anonymous();
        let page = anyone.visit("/log/checkpoint").await;
        assert_eq!(page.status, Status::Ok);
        assert_eq!(page.header("Content-Type"), Some("text/plain; charset=utf-8"));
        let served: Checkpoint = page.body.parse().expect("a checkpoint");
        let whole = kept(&world).await;
        assert_eq!((served.size, served.root, served.audit), (whole.size, whole.root, None));
        let mut reading = world.storage().read().await.expect("a reading");
        let trust = keyring::trust_list(&mut reading).await.expect("the keys");
        let signed = |key: &&consultant_registry::credential::TrustedKey| {
            key.issuer.as_str() == IssuerCode::MINISTRY.to_string()
                && note::verify(&page.body, &served.origin, key.public_key)
        };
        assert_eq!(trust.keys().iter().filter(signed).count(), 1, "{}", page.body);
        tamper(&world, &CUT).await;
        let after: Checkpoint = anyone.visit("/log/checkpoint").await.body.parse().expect("a checkpoint");
        assert_eq!(after.size, served.size - 1, "what is there is what is said");
    }
}
