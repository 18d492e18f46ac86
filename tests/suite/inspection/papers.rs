//! Papers that were changed, taken out or put in.

use super::{assert_found, findings, tamper, with_papers};
use crate::harness::story;

story! {
    async fn a_register_in_which_everything_happened_shows_nothing(world) {
        assert_eq!(findings(&world).await, Vec::<String>::new(), "an empty one");
        with_papers(&world).await;
        assert_eq!(findings(&world).await, Vec::<String>::new());
    }
}

story! {
    async fn a_revoked_certificate_written_back_into_force_is_found(world) {
        with_papers(&world).await;
        let change = r#"update certificates set standing = '{"standing":"in_force"}' where number like '02/%'"#;
        let said = "papers: 02/2026/GXN-BKHCN: the standing is “in force”, but entry ";
        assert_found(&world, &[change], &[said]).await;
    }
}

story! {
    async fn a_certificate_revoked_in_the_table_alone_is_found(world) {
        with_papers(&world).await;
        let change = r#"update certificates set standing =
            '{"standing":"revoked","ground":"false_dossier","on":"2026-11-22","reasons":"x"}' where number like '01/%'"#;
        assert_found(&world, &[change], &["the standing is “revoked on 2026-11-22"]).await;
    }
}

story! {
    async fn a_returned_card_given_back_in_silence_is_found(world) {
        with_papers(&world).await;
        let change = r#"update cards set standing = '{"standing":"in_force"}' where standing like '%returned%'"#;
        assert_found(&world, &[change], &["says “returned on 2026-11-22”"]).await;
    }
}

story! {
    async fn a_standing_that_makes_no_sense_is_found(world) {
        with_papers(&world).await;
        let change = "update certificates set standing = 'x' where number like '01/%'";
        assert_found(&world, &[change], &["01/2026/GXN-BKHCN: the standing cannot be read"]).await;
    }
}

story! {
    async fn another_holder_is_found_by_the_entry_the_code_and_the_document(world) {
        with_papers(&world).await;
        let change = "update certificates set holder_name = 'Công ty Giả Mạo' where number like '01/%'";
        let said = ["says “Công ty", "but the signed code says", "but the signed document says"];
        assert_found(&world, &[change], &said).await;
    }
}

story! {
    async fn a_longer_life_is_found(world) {
        with_papers(&world).await;
        let change = "update certificates set expires_on = '2099-01-01' where number like '01/%'";
        let said = "the last day is “2099-01-01”, but ";
        assert_found(&world, &[change], &[said; 3]).await;
    }
}

story! {
    async fn another_enterprise_code_is_found(world) {
        with_papers(&world).await;
        let change = "update certificates set enterprise_code = '9900000017' where number like '01/%'";
        assert_found(&world, &[change], &["the enterprise code is “9900000017”, but "; 3]).await;
    }
}

story! {
    async fn a_card_moved_to_another_place_of_the_status_lists_is_found(world) {
        with_papers(&world).await;
        let change = "update cards set status_index = 99 where certificate_number like '02/%'";
        assert_found(&world, &[change], &["the place in the status lists is “99”, but "; 3]).await;
    }
}

story! {
    async fn another_portrait_is_found_by_what_was_signed(world) {
        with_papers(&world).await;
        let statements = match world.storage() {
            consultant_registry::storage::Storage::Sqlite(..) => {
                "update cards set photo_hash = x'00000000000000000000000000000000' where certificate_number like '02/%'"
            }
            consultant_registry::storage::Storage::Postgres(..) => {
                "update cards set photo_hash = '\\x00000000000000000000000000000000' where certificate_number like '02/%'"
            }
        };
        assert_found(&world, &[statements], &["the portrait's hash is “0000", "the portrait's hash is “0000"]).await;
    }
}

story! {
    async fn the_code_and_document_of_another_paper_are_found(world) {
        with_papers(&world).await;
        let change = "update certificates set
            code = (select code from certificates where number like '02/%'),
            document = (select document from certificates where number like '02/%')
            where number like '01/%'";
        tamper(&world, &[change]).await;
        let found = findings(&world).await;
        for said in [
            "01/2026/GXN-BKHCN: the code is not the one whose hash entry ",
            "01/2026/GXN-BKHCN: the document is not the one whose hash entry ",
            "01/2026/GXN-BKHCN: the number is “01/2026/GXN-BKHCN”, but the signed code says “02/2026/GXN-BKHCN”",
            "01/2026/GXN-BKHCN: the number is “01/2026/GXN-BKHCN”, but the signed document says",
        ] {
            assert!(found.iter().any(|line| line.contains(said)), "{said}: {found:#?}");
        }
    }
}

story! {
    async fn a_code_nobody_signed_is_found(world) {
        with_papers(&world).await;
        let change = "update certificates set code = 'HTTPS://LOCALHOST/V/AAAA' where number like '01/%'";
        let said = ["the code is not the one whose hash", "the code is not proved by a key of the issuer"];
        assert_found(&world, &[change], &said).await;
    }
}

story! {
    async fn a_card_taken_out_is_found(world) {
        with_papers(&world).await;
        let change = "delete from cards where certificate_number like '02/%'";
        let said = [
            "made it, and no row of the tables has it",
            // The place it had was given, and no paper has it.
            "numbers: status BKHCN: the last number is “8”, but the count of rows says “7”",
        ];
        assert_found(&world, &[change], &said).await;
    }
}

story! {
    async fn a_certificate_that_no_entry_issued_is_found(world) {
        with_papers(&world).await;
        let change = "insert into certificates (number, folded_number, issuer, dossier_id, enterprise_code, person_id,
            holder_name, folded_holder_name, paper_version, issued_on, issued_at, expires_on, standing,
            status_index, key_id, code, document, entry_seq, version)
            select '77' || number, '77' || folded_number, issuer, dossier_id,
            enterprise_code, person_id, holder_name, folded_holder_name, paper_version, issued_on, issued_at,
            expires_on, standing, 777, key_id, code, document, entry_seq, version
            from certificates where number like '01/%'";
        tamper(&world, &[change]).await;
        let found = findings(&world).await;
        assert!(found[0].contains("7701/2026/GXN-BKHCN: it stands in the tables, but not in entry "), "{found:#?}");
        let change = "update certificates set entry_seq = 4000 where number like '77%'";
        tamper(&world, &[change]).await;
        let found = findings(&world).await;
        let said = "7701/2026/GXN-BKHCN: it stands in the tables, but not in the entries of the register";
        assert!(found[0].contains(said), "{found:#?}");
    }
}

story! {
    async fn a_certificate_hidden_from_searches_by_number_is_found(world) {
        with_papers(&world).await;
        let change = "update certificates set folded_number = 'X' where number like '02/%'";
        assert_found(&world, &[change], &["the number for searches is “X”"]).await;
    }
}

story! {
    async fn an_entry_taken_from_a_papers_history_is_found(world) {
        with_papers(&world).await;
        let change = "delete from entry_papers where seq in (select seq from entries where kind = 'revoked')";
        tamper(&world, &[change]).await;
        let found = findings(&world).await;
        assert!(found[0].starts_with("register entries: the chain: broken at "), "{found:#?}");
        assert!(found[1].contains("02/2026/GXN-BKHCN: the standing is “revoked on"), "{found:#?}");
    }
}
