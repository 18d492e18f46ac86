//! The one door for passwords: who is slowed, who never is, and what is kept
//! of those who guess.

use consultant_registry::acts::access::{self, Place};
use consultant_registry::domain::deed::Deed;
use consultant_registry::domain::door::{BESIEGED_FROM, Caller, FORGOTTEN_AFTER, SIEGE_WAIT};
use consultant_registry::storage::{Storage, accounts, audit};
use rocket::http::Status;
use rocket::tokio::task::yield_now;
use sqlx::AssertSqlSafe;

use crate::harness::{PASSWORD, Page, Person, World, story};

const WRONG: &str = "không phải mật khẩu";

fn is_in(page: &Page) -> bool {
    page.buttons().contains(&"Đăng xuất".to_owned())
}

/// An applicant who has signed out in the browser they will come back with.
async fn signed_out(world: &World, email: &str) -> Person {
    let mut person = world.applicant(email).await;
    let page = person.visit("/account").await;
    person.press(&page, "Đăng xuất").await;
    person
}

/// Strangers from as many networks fail to sign in to the account.
async fn besiege(world: &World, email: &str) {
    for place in 0..BESIEGED_FROM {
        let from = [203, 0, 113, u8::try_from(place).expect("a small number")];
        assert!(!is_in(&world.anonymous().from(from).sign_in(email, WRONG).await));
    }
}

async fn count(world: &World, table: &str) -> i64 {
    let sql = AssertSqlSafe(format!("select count(*) from {table}"));
    let row: (i64,) = match world.storage() {
        Storage::Sqlite(pools) => sqlx::query_as(sql).fetch_one(&pools.reading).await.expect("a count"),
        Storage::Postgres(pools) => sqlx::query_as(sql).fetch_one(&pools.reading).await.expect("a count"),
    };
    row.0
}

/// How many failures each record about the account's wrong passwords tells.
async fn told(world: &World, email: &str) -> Vec<i64> {
    let mut reading = world.storage().read().await.expect("a reading");
    let account = accounts::find_by_email(&mut reading, email).await.expect("a row").expect("an account");
    let lines = audit::of_subject(&mut reading, &account.id.to_string()).await.expect("the audit trail");
    let told = lines.into_iter().filter_map(|line| match line.deed {
        Deed::WrongPassword(note) => Some(note.count),
        _ => None,
    });
    told.collect()
}

story! {
    async fn who_signed_in_with_this_browser_before_is_not_kept_out_by_strangers(world) {
        let mut mai = signed_out(&world, "mai@example.vn").await;
        let mut guesser = world.anonymous();
        for _ in 0..6 {
            guesser.sign_in("mai@example.vn", WRONG).await;
        }
        let from_here = world.anonymous().sign_in("mai@example.vn", PASSWORD).await;
        assert!(from_here.says("Đã nhập sai nhiều lần"), "a stranger from the guesser's network waits");
        besiege(&world, "mai@example.vn").await;
        assert!(is_in(&mai.sign_in("mai@example.vn", PASSWORD).await));
    }
}

story! {
    async fn a_browser_is_known_to_the_accounts_it_signed_in_to_and_to_no_other(world) {
        world.applicant("mai@example.vn").await;
        let mut tam = signed_out(&world, "tam@example.vn").await;
        besiege(&world, "mai@example.vn").await;
        assert!(tam.sign_in("mai@example.vn", PASSWORD).await.says("Đã nhập sai nhiều lần"));
    }
}

story! {
    async fn a_besieged_account_lets_a_new_browser_in_after_a_minute_of_its_own(world) {
        world.applicant("mai@example.vn").await;
        besiege(&world, "mai@example.vn").await;
        let mut mai = world.anonymous().from([198, 51, 100, 7]);
        let page = mai.sign_in("mai@example.vn", PASSWORD).await;
        assert!(page.says("Đã nhập sai nhiều lần. Hãy thử lại sau 10:01."), "{}", page.words_of("main"));
        world.wait(SIEGE_WAIT / 2);
        world.anonymous().from([203, 0, 113, 99]).sign_in("mai@example.vn", WRONG).await;
        world.wait(SIEGE_WAIT / 2);
        assert!(is_in(&mai.sign_in("mai@example.vn", PASSWORD).await), "whatever the others went on doing");
    }
}

story! {
    async fn a_known_browser_that_guesses_waits_for_itself(world) {
        let mut mai = signed_out(&world, "mai@example.vn").await;
        for _ in 0..5 {
            assert!(mai.sign_in("mai@example.vn", WRONG).await.says("không đúng"));
        }
        assert!(mai.sign_in("mai@example.vn", PASSWORD).await.says("Đã nhập sai nhiều lần"));
        world.wait(31);
        assert!(is_in(&mai.sign_in("mai@example.vn", PASSWORD).await));
    }
}

story! {
    async fn a_copy_of_a_browsers_token_is_worth_nothing_after_its_owner_signs_in(world) {
        let mut mai = signed_out(&world, "mai@example.vn").await;
        let mut copy = mai.clone();
        mai.sign_in("mai@example.vn", PASSWORD).await;
        assert_ne!(mai.cookie("browser"), copy.cookie("browser"));
        besiege(&world, "mai@example.vn").await;
        assert!(copy.sign_in("mai@example.vn", PASSWORD).await.says("Đã nhập sai nhiều lần"));
    }
}

story! {
    async fn the_current_password_cannot_be_guessed_in_a_stolen_session(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let mut thief = mai.clone();
        let page = thief.visit("/account").await;
        let mut said = Vec::new();
        for tried in [WRONG, WRONG, WRONG, WRONG, WRONG, PASSWORD] {
            let filling = thief.fill(&page, "Đổi mật khẩu").with("password", tried);
            let page = filling.with("new_password", "bốn con voi đi bộ").send().await;
            said.push(page.words_of(".errors a"));
        }
        assert_eq!(said[4], "Mật khẩu hiện tại không đúng.");
        assert!(said[5].starts_with("Đã nhập sai nhiều lần."), "{said:?}");
        // The owner signs in anew: another session, which nobody guessed in.
        let page = mai.visit("/account").await;
        mai.press(&page, "Đăng xuất").await;
        let page = mai.sign_in("mai@example.vn", PASSWORD).await;
        assert!(is_in(&page));
        let page = mai.visit("/account").await;
        let filling = mai.fill(&page, "Đổi mật khẩu").with("password", PASSWORD);
        let page = filling.with("new_password", "bốn con voi đi bộ").send().await;
        assert!(page.words_of(".notice").starts_with("Đã đổi mật khẩu."), "{}", page.words_of("main"));
    }
}

story! {
    async fn a_new_password_that_is_refused_does_not_count_as_a_wrong_one(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        let page = mai.visit("/account").await;
        for _ in 0..7 {
            let filling = mai.fill(&page, "Đổi mật khẩu").with("password", PASSWORD).with("new_password", "ngắn");
            assert_eq!(filling.send().await.words_of(".errors a"), "Mật khẩu cần ít nhất 12 ký tự.");
        }
    }
}

story! {
    async fn who_finds_the_line_full_is_told_to_come_again_and_who_is_known_is_not(world) {
        let mut mai = signed_out(&world, "mai@example.vn").await;
        let places: Vec<Place> = std::iter::from_fn(|| world.registry.lines.place(Caller::Stranger).ok()).collect();
        let full = world.anonymous().sign_in("mai@example.vn", PASSWORD).await;
        assert_eq!((full.status, full.header("Retry-After")), (Status::TooManyRequests, Some("5")));
        assert_eq!(full.heading(), "Đang có quá nhiều người đăng nhập cùng lúc");
        assert!(is_in(&mai.sign_in("mai@example.vn", PASSWORD).await));
        drop(places);
        let mut stranger = world.anonymous();
        assert!(is_in(&stranger.sign_in("mai@example.vn", PASSWORD).await), "it did not count as wrong");
    }
}

story! {
    async fn a_password_that_was_changed_since_it_was_compared_opens_nothing(world) {
        world.applicant("mai@example.vn").await;
        world.execute("delete from sign_in_failures").await;
        let places: Vec<Place> = (0..3).filter_map(|_| world.registry.lines.place(Caller::Stranger).ok()).collect();
        let turns = rocket::futures::future::join_all(places.iter().map(Place::turn)).await;
        let mut stranger = world.anonymous();
        let page = stranger.visit("/sign-in").await;
        let filling = stranger.fill(&page, "Đăng nhập").with("email", "mai@example.vn").with("password", PASSWORD);
        let meanwhile = async {
            // The try is counted before it waits for its turn with the hash it read.
            while count(&world, "sign_in_failures where failures = 1").await == 0 {
                yield_now().await;
            }
            world.execute("update accounts set password_hash = 'another'").await;
            drop(turns);
        };
        let (page, ()) = rocket::tokio::join!(filling.send(), meanwhile);
        assert!(page.says("không đúng"), "{}", page.words_of("main"));
        assert_eq!(stranger.visit("/account").await.heading(), "Đăng nhập");
    }
}

story! {
    async fn wrong_passwords_are_told_in_sums_and_made_up_addresses_never(world) {
        let mut mai = signed_out(&world, "mai@example.vn").await;
        let before = count(&world, "audit").await;
        for place in 0..3 {
            let mut stranger = world.anonymous().from([203, 0, 113, place]);
            stranger.sign_in("mai@example.vn", WRONG).await;
            stranger.sign_in(&format!("khong-co-{place}@example.vn"), WRONG).await;
        }
        assert_eq!(count(&world, "audit").await, before, "not every try");
        mai.sign_in("mai@example.vn", PASSWORD).await;
        assert_eq!(told(&world, "mai@example.vn").await, [3], "at the next success");

        world.anonymous().sign_in("mai@example.vn", WRONG).await;
        world.wait(3_601);
        world.anonymous().from([203, 0, 113, 9]).sign_in("mai@example.vn", WRONG).await;
        assert_eq!(told(&world, "mai@example.vn").await, [3, 1], "when the hour is over");
        world.wait(3_601);
        access::sweep(&world.registry).await.expect("swept");
        assert_eq!(told(&world, "mai@example.vn").await, [3, 1, 1], "also when nobody comes any more");

        world.wait(FORGOTTEN_AFTER);
        besiege(&world, "mai@example.vn").await;
        let twenty = told(&world, "mai@example.vn").await.pop();
        assert_eq!(twenty, Some(20), "at once when they are many");
        world.anonymous().from([203, 0, 113, 88]).sign_in("mai@example.vn", WRONG).await;
        assert_eq!(told(&world, "mai@example.vn").await.len(), 4);
    }
}

story! {
    async fn what_is_kept_of_those_who_come_and_go_ends(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        for number in 0..5 {
            world.anonymous().from([203, 0, 113, number]).sign_in(&format!("a{number}@x.vn"), WRONG).await;
        }
        assert!(count(&world, "sign_in_failures").await > 5 && count(&world, "sessions").await == 1);
        world.wait(access::IDLE_SECONDS - 60);
        mai.visit("/account").await;
        world.wait(access::IDLE_SECONDS - 60);
        access::sweep(&world.registry).await.expect("swept");
        assert_eq!(count(&world, "sessions").await, 1, "one in use stays");
        world.wait(FORGOTTEN_AFTER);
        access::sweep(&world.registry).await.expect("swept");
        assert_eq!((count(&world, "sign_in_failures").await, count(&world, "sessions").await), (0, 0));
        assert_eq!(count(&world, "known_browsers").await, 1);
        world.wait(access::BROWSER_SECONDS);
        access::sweep(&world.registry).await.expect("swept");
        assert_eq!(count(&world, "known_browsers").await, 0);
    }
}

story! {
    async fn a_page_is_read_while_someone_else_writes(world) {
        let mut mai = world.applicant("mai@example.vn").await;
        world.wait(120);
        let held = world.storage().begin().await.expect("the writer");
        let locked = match world.storage() {
            // SQLite has one writer.
            Storage::Sqlite(_) => None,
            Storage::Postgres(pools) => {
                let mut transaction = pools.reading.begin().await.expect("another writer");
                let lock = sqlx::query("lock table sessions in exclusive mode").execute(&mut *transaction);
                lock.await.expect("locked");
                Some(transaction)
            }
        };
        assert_eq!(mai.visit("/account").await.heading(), "Tài khoản");
        drop((held, locked));
    }
}

#[rocket::async_test]
async fn a_page_is_read_from_a_database_that_cannot_be_written() {
    let world = World::on(crate::harness::Kind::Sqlite).await.expect("SQLite is always there");
    let mut mai = world.applicant("mai@example.vn").await;
    world.wait(120);
    world.execute("pragma query_only = on").await;
    assert_eq!(mai.visit("/account").await.heading(), "Tài khoản");
}

story! {
    async fn behind_a_proxy_we_were_not_told_of_nobody_pays_for_the_others(world) {
        world.applicant("mai@example.vn").await;
        let behind = || world.anonymous().from([127, 0, 0, 1]).saying("X-Forwarded-For", "203.0.113.5");
        for number in 0..40 {
            let page = behind().sign_in(&format!("a{number}@x.vn"), WRONG).await;
            assert!(page.says("không đúng"), "{number}: {}", page.words_of("main"));
        }
        assert!(is_in(&behind().sign_in("mai@example.vn", PASSWORD).await));
        // From elsewhere the header is the sender's own word, and helps nobody.
        let mut said = String::new();
        for number in 0..31 {
            let mut liar = world.anonymous().from([203, 0, 113, 5]).saying("X-Forwarded-For", "198.51.100.1");
            said = liar.sign_in(&format!("b{number}@x.vn"), WRONG).await.words_of("main");
        }
        assert!(said.contains("Quá nhiều yêu cầu") || said.contains("Đã nhập sai nhiều lần"), "{said}");
    }
}
