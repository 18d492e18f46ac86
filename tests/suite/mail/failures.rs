//! Mail servers that refuse, go away, or are others than they should be.

use std::path::Path;
use std::process::Command;

use consultant_registry::config::Config;
use consultant_registry::domain::job::Fault;
use consultant_registry::secret::SecretSource;
use consultant_registry::smtp::MailTls;
use rocket::http::Status;

use super::server::MailServer;
use super::{account, mail_story, mailbox, settled};
use crate::desk::post;
use crate::harness::{Kind, World};

mail_story! {
    async fn what_is_refused_for_a_while_is_sent_later_and_once(world, server) {
        world.applicant("later@example.test").await;
        let id = account(&world, "later@example.test").await.to_string();
        for (tries, delay) in [(1, 10), (2, 40)] {
            let waits = settled(&world, &id, tries).await.remove(0);
            assert_eq!((waits.ending, waits.tries, waits.fault), (None, tries, Some(Fault::MailServer)));
            assert_eq!(server.taken().len(), 0);
            world.wait(delay);
        }
        server.has_taken(1).await;
        let sent = loop {
            let record = settled(&world, &id, 3).await.remove(0);
            if record.ending.is_some() {
                break record;
            }
        };
        assert_eq!(sent.ending.map(|(outcome, _)| outcome.as_str()), Some("sent"));
        world.wait(86_400);
        server.has_taken(1).await;
    }
}

mail_story! {
    async fn a_mail_server_that_goes_away_in_the_middle_is_given_the_mail_again(world, server) {
        world.applicant("cut@example.test").await;
        let id = account(&world, "cut@example.test").await.to_string();
        let waits = settled(&world, &id, 1).await.remove(0);
        assert_eq!((waits.ending, waits.fault), (None, Some(Fault::MailServer)));
        assert_eq!(server.taken().len(), 0);
        world.wait(10);
        let mail = server.has_taken(1).await.remove(0);
        assert!(mail.text.ends_with("please do not answer it.\n\n") || mail.text.contains("please do not answer it."), "the whole of it");
    }
}

mail_story! {
    async fn what_the_mail_server_will_not_have_from_us_says_nothing_of_the_address(world, server) {
        world.applicant("relay@example.test").await;
        let id = account(&world, "relay@example.test").await.to_string();
        let waits = settled(&world, &id, 1).await.remove(0);
        assert_eq!((waits.ending, waits.fault), (None, Some(Fault::MailServer)));
        assert_eq!(mailbox(&world, "relay@example.test").await.refused_at, None);
        assert_eq!(server.taken().len(), 0);
    }
}

mail_story! {
    async fn what_was_given_up_is_seen_by_an_administrator_who_has_it_sent_again(world, server) {
        use consultant_registry::domain::staff::Role;
        world.applicant("heavy@example.test").await;
        let id = account(&world, "heavy@example.test").await.to_string();
        let ended = settled(&world, &id, 1).await.remove(0);
        assert_eq!(ended.ending.map(|(outcome, _)| outcome.as_str()), Some("given_up"));
        let mut administrator = world.officer("quan.tri@example.test", "BKHCN", &[Role::Administrator]).await;
        let page = administrator.visit("/desk/mail").await;
        assert!(page.says("Không gửi được sau mọi lần thử") && page.says("Máy chủ thư từ chối hẳn thư này."), "{}", page.words_of("main"));
        assert!(page.says("Đang chờ gửi: 0. Không gửi được: 1."), "{}", page.words_of("main"));
        assert!(administrator.visit("/desk/jobs").await.says("Gửi thư điện tử"));
        let english = administrator.visit("/desk/mail?lang=en").await;
        assert!(english.says("Not sent after every try") && english.says("Confirm your e-mail address"), "{}", english.words_of("main"));
        administrator.visit("/desk/mail?lang=vi").await;
        let mut elsewhere = world.officer("quan.tri@tinh.example.test", "01", &[Role::Administrator]).await;
        let there = elsewhere.visit("/desk/mail").await;
        assert!(there.says("Chưa có thư nào."), "{}", there.words_of("main"));
        let mail = ended.mail.id.to_string();
        assert_eq!(post(&mut elsewhere, &there, "/desk/mail", &[("mail", &mail)]).await.status, Status::NotFound);
        let mut intake = world.officer("tiep.nhan@example.test", "BKHCN", &[Role::Intake]).await;
        assert_eq!(intake.visit("/desk/mail").await.status, Status::Forbidden);

        let button = "Gửi lại thư này Xác nhận địa chỉ thư điện tử 10:00 ngày 22/11/2026";
        let pressed = administrator.press(&page, button).await;
        assert_eq!(pressed.words_of(".notice"), "Thư đã được giao gửi lại.");
        assert_eq!(administrator.press(&page, button).await.words_of(".notice"), "Thư đã được giao gửi lại.");
        server.has_taken(1).await;
        assert_eq!(settled(&world, &id, 2).await[0].ending.map(|(outcome, _)| outcome.as_str()), Some("sent"));
    }
}

mail_story! {
    async fn two_servers_over_one_register_send_a_mail_once(world, server) {
        let other = world.another_server().await;
        for nth in 0..8 {
            let there = if nth % 2 == 0 { &world } else { &other };
            there.applicant(&format!("mai{nth}@example.test")).await;
        }
        let taken = server.has_taken(8).await;
        let ids: std::collections::BTreeSet<_> = taken.iter().map(|mail| mail.all("Message-ID")[0].to_owned()).collect();
        assert_eq!(ids.len(), 8);
        for nth in 0..8 {
            let id = account(&world, &format!("mai{nth}@example.test")).await.to_string();
            assert_eq!(settled(&world, &id, 1).await[0].tries, 1);
        }
        server.has_taken(8).await;
    }
}

/// An authority that only this folder knows, and a certificate of it for
/// `localhost`.
fn authority(folder: &Path) {
    let openssl = |arguments: &[&str]| {
        let done =
            Command::new("openssl").args(arguments).current_dir(folder).output().expect("openssl runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let of_ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    openssl(
        &[
            &["req", "-x509", "-subj", "/CN=Authority", "-days", "30", "-keyout", "ca.key", "-out", "ca.pem"],
            &of_ec[..],
        ]
        .concat(),
    );
    openssl(
        &[&["req", "-subj", "/CN=localhost", "-keyout", "key.pem", "-out", "asked.pem"], &of_ec[..]].concat(),
    );
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").expect("a file");
    openssl(&[
        "x509",
        "-req",
        "-in",
        "asked.pem",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-days",
        "30",
        "-extfile",
        "names",
        "-out",
        "cert.pem",
    ]);
}

async fn over_tls(kind: Kind) {
    let folder = crate::harness::closed_folder();
    authority(folder.path());
    let place = |name: &str| folder.path().join(name).to_str().expect("text").to_owned();
    let (certificate, key, password) = (place("cert.pem"), place("key.pem"), "mật khẩu thư");
    let arguments = ["--certificate", &certificate, "--key", &key, "--password", password];
    let Some(server) = MailServer::open(&arguments) else { return };
    consultant_registry::secret::write_private(Path::new(&place("password")), password).expect("written");
    consultant_registry::secret::write_private(Path::new(&place("wrong")), "khác").expect("written");
    let secretly = |config: &mut Config, authority: Option<&str>, password: &str| {
        server.settings(config);
        config.mail_host = Some("localhost".to_owned());
        config.mail_tls = MailTls::StartTls;
        config.mail_authority = authority.map(|name| place(name).into());
        config.mail_user = Some("dangky".to_owned());
        config.mail_password = Some(SecretSource::File(place(password).into()));
    };
    for (authority, password, is_taken) in
        [(None, "password", false), (Some("ca.pem"), "wrong", false), (Some("ca.pem"), "password", true)]
    {
        let world = World::with(kind, |config| secretly(config, authority, password)).await;
        let Some(world) = world else { return };
        world.applicant("mai@example.test").await;
        let id = account(&world, "mai@example.test").await.to_string();
        let record = settled(&world, &id, 1).await.remove(0);
        if is_taken {
            let mail = server.has_taken(1).await.remove(0);
            assert!(mail.secret && mail.authenticated, "{:?}", mail.headers);
        } else {
            assert_eq!(
                (record.ending, record.fault),
                (None, Some(Fault::MailServer)),
                "{authority:?} {password}"
            );
            assert_eq!(server.taken().len(), 0);
        }
    }
}

#[rocket::async_test]
async fn a_mail_server_is_spoken_to_in_secret_and_only_if_its_authority_is_known_on_sqlite() {
    over_tls(Kind::Sqlite).await;
}

#[rocket::async_test]
async fn a_mail_server_is_spoken_to_in_secret_and_only_if_its_authority_is_known_on_postgres() {
    over_tls(Kind::Postgres).await;
}
