//! A register of many certificates: the same every time, really signed, put in
//! by a few large statements.

use std::net::SocketAddr;
use std::path::Path;

use consultant_registry::acts::access::{self, Credentials, Enrolment, NewAccount, Seat};
use consultant_registry::acts::keyring::Keyring;
use consultant_registry::acts::{self, Registry, filing};
use consultant_registry::clock::Clock;
use consultant_registry::credential::Origin;
use consultant_registry::dates::Instant;
use consultant_registry::domain::application;
use consultant_registry::domain::certificate::Certificate;
use consultant_registry::domain::entry::{Entry, Event, IssuedCertificate, Leaf};
use consultant_registry::domain::fold::fold;
use consultant_registry::domain::ids::DossierId;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::staff::{Officer, Role, StaffNumber};
use consultant_registry::domain::status_index::IndexKey;
use consultant_registry::entropy::Entropy;
use consultant_registry::secret::MasterSecret;
use consultant_registry::storage::files::Files;
use consultant_registry::storage::published;
use consultant_registry::storage::seal::Seal;
use consultant_registry::storage::{Pools, Storage, folded_number};
use data_encoding::HEXLOWER;
use serde_json::{Value, json};

use crate::papers::{Order, Press};

/// Certificates put in by one statement.
const BATCH: usize = 5_000;

const SYLLABLES: [&str; 16] = [
    "An", "Bình", "Cường", "Đạt", "Đông", "Gia", "Hải", "Khánh", "Lộc", "Minh", "Nam", "Phú", "Quang", "Sơn",
    "Thịnh", "Việt",
];

/// What the questions of a measurement are made of.
pub(crate) struct Seed {
    /// The codes without their host, in the order of issue.
    pub(crate) codes: Vec<String>,
    /// The numbers, in the same order.
    pub(crate) numbers: Vec<String>,
    /// The register, for acts beside the server's.
    pub(crate) registry: Registry,
    /// The session of an officer.
    pub(crate) officer: String,
    /// A leader of the same office.
    pub(crate) leader: Officer,
    /// Another one: what one orders the other decides.
    pub(crate) second_leader: Officer,
    /// The session of an applicant with ten long drafts.
    pub(crate) applicant: String,
    /// The applicant's draft of an organisation with an expert.
    pub(crate) with_an_expert: DossierId,
}

const PASSWORD: &str = "ba con mèo trèo cây cau";

/// Long drafts of the applicant, and the rows of their tables: as many as a
/// dossier may hold.
const DRAFTS: usize = 10;
const ROWS: usize = 1_000;

/// Makes a register of so many certificates in this folder, with the secret a
/// server needs, and an officer who is signed in.
pub(crate) async fn register(folder: &Path, address: SocketAddr, count: usize) -> Seed {
    let begun = std::time::Instant::now();
    let origin: Origin = format!("http://localhost:{}", address.port()).parse().expect("an origin");
    let registry = open(folder, origin).await;
    let (codes, numbers) = certificates(&registry, count).await;
    println!("{count} certificates signed and stored in {:.1} s", begun.elapsed().as_secs_f64());
    let (_, officer) = staff(&registry, "DO1", Role::Intake).await;
    let (leader, _) = staff(&registry, "DO2", Role::Leader).await;
    let (second_leader, _) = staff(&registry, "DO3", Role::Leader).await;
    let (applicant, with_an_expert) = applicant(&registry).await;
    Seed { codes, numbers, registry, officer, leader, second_leader, applicant, with_an_expert }
}

/// Makes so many certificates; their codes without the host, and their numbers.
pub(crate) async fn certificates(registry: &Registry, count: usize) -> (Vec<String>, Vec<String>) {
    let press = Press::new(&registry.origin, 7);
    let from: Instant = "2020-01-01T00:00:00Z".parse().expect("an instant");
    press.set_up(registry, from).await;

    let storage = registry.storage.without_waiting().await.expect("a second way in");
    let mut previous = published::head(&storage).await.expect("the head");
    let (mut codes, mut numbers) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let today = registry.clock.today();
    for first in (0..count).step_by(BATCH) {
        let mut batch = Batch::default();
        for nth in first..count.min(first + BATCH) {
            let name = name(nth);
            let order = Order {
                number: &format!("{:06}/{}/GXN-BKHCN", nth + 1, today.year()),
                holder: &name,
                enterprise_code: Some(&format!("{:010}", 1_000_000_000 + nth)),
                issued_at: today.plus_days(-30).starts_at().plus_seconds(nth.try_into().expect("few")),
                expires_on: today.plus_months(35),
                index: u32::try_from(nth).expect("few"),
                experts: &[],
            };
            let (mut certificate, issued, document) = press.certificate(&order);
            let leaf = entry(previous.seq + 1, &previous.leaf_hash, order.issued_at, issued);
            previous.seq += 1;
            previous.leaf_hash = leaf.hash.to_vec();
            certificate.paper.entry_seq = previous.seq;
            let code = certificate.paper.code.rsplit('/').next().expect("a code").to_owned();
            codes.push(code);
            numbers.push(order.number.to_owned());
            batch.add(&certificate, (order.enterprise_code.expect("an organisation"), &document), &leaf);
        }
        batch.store(&storage, &previous).await;
    }
    storage.close().await;
    (codes, numbers)
}

/// A member of the Ministry's staff, and a session of theirs.
pub(crate) async fn staff(registry: &Registry, number: &str, role: Role) -> (Officer, String) {
    let number: StaffNumber = number.parse().expect("a number");
    let email = format!("{number}@example.test").to_lowercase();
    let seat = Seat { number: number.clone(), posts: vec![(IssuerCode::MINISTRY, vec![role])] };
    let name = "Người đo".to_owned();
    let person = Enrolment { email: email.clone(), name: name.clone(), staff: Some(seat) };
    let accounts = access::enrol(registry, PASSWORD, &[person]).await.expect("a member of staff");
    let roles = [role].into();
    let officer = Officer { account: accounts[0], number, name, issuer: IssuerCode::MINISTRY, roles };
    (officer, sign_in(registry, email).await)
}

async fn sign_in(registry: &Registry, email: String) -> String {
    let given = Credentials { email, password: PASSWORD.to_owned(), from: None, browser: None };
    access::sign_in(registry, given).await.expect("a session").session.to_string()
}

/// An applicant with long drafts, signed in.
async fn applicant(registry: &Registry) -> (String, DossierId) {
    let email = "don@example.test".to_owned();
    let new =
        NewAccount { email: email.clone(), name: "Người nộp".to_owned(), password: PASSWORD.to_owned() };
    let account = access::sign_up(registry, new).await.expect("an account");
    let file = include_str!("../../tests/cases/organisation-meets-all.json");
    let mut file: Value = serde_json::from_str(file).expect("a dossier");
    lengthen(&mut file["organisation"]["clients"]);
    for expert in file["experts"].as_array_mut().expect("experts") {
        lengthen(&mut expert["engagements"]);
    }
    let file = application::parse(file.to_string().as_bytes()).expect("a dossier of the law");
    let mut last = None;
    for _ in 0..DRAFTS {
        let draft = filing::begin(registry, account, IssuerCode::MINISTRY, file.procedure).await;
        let draft = draft.expect("a draft").id;
        filing::import(registry, account, draft, file.clone()).await.expect("it is taken over");
        last = Some(draft);
    }
    (sign_in(registry, email).await, last.expect("ten drafts"))
}

/// A register in this folder, with the secret a server needs.
pub(crate) async fn open(folder: &Path, origin: Origin) -> Registry {
    let entropy = Entropy::system();
    let secret = MasterSecret::generate(&entropy);
    secret.write(&folder.join("secret.key")).expect("a file for the secret");
    let storage = format!("sqlite:{}", folder.join("registry.sqlite").display());
    let (storage, clock) = (Storage::open(&storage).await.expect("a database"), Clock::system());
    acts::prepare(&storage, &clock).await.expect("the tables");
    Registry {
        storage,
        clock,
        seal: Seal::new(&secret, entropy.clone()),
        files: Files::in_folder(&folder.join("papers")).expect("a folder for papers"),
        keyring: Keyring::default(),
        seals: acts::seals::Seals::default(),
        postbox: None,
        scanner: None,
        counts: acts::counts::Counts::default(),
        lines: access::Lines::default(),
        index_key: IndexKey([0; 32]),
        origin,
        entropy,
    }
}

fn name(nth: usize) -> String {
    let syllable = |shift: u32| SYLLABLES[(nth >> shift) & 15];
    format!("Công ty Tư vấn {} {} {} {}", syllable(0), syllable(4), syllable(8), syllable(12))
}

fn entry(seq: i64, previous: &[u8], at: Instant, certificate: IssuedCertificate) -> Leaf {
    let event = Event::Issued {
        certificate: Some(certificate),
        under: None,
        renews: None,
        recorded: None,
        cards: Vec::new(),
    };
    Entry { seq, at, issuer: IssuerCode::MINISTRY, previous: HEXLOWER.encode(previous), event }.leaf()
}

/// Rows of every table, as JSON that the database takes apart.
#[derive(Default)]
struct Batch {
    organisations: Vec<Value>,
    certificates: Vec<Value>,
    entries: Vec<Value>,
}

impl Batch {
    fn add(&mut self, certificate: &Certificate, (enterprise_code, document): (&str, &str), leaf: &Leaf) {
        let paper = &certificate.paper;
        let folded = fold(&paper.holder_name);
        self.organisations.push(json!([enterprise_code, paper.holder_name, folded]));
        let body = std::str::from_utf8(&leaf.body).expect("an entry is JSON");
        let at = paper.issued_at.to_string();
        self.entries.push(json!([paper.entry_seq, at, body, HEXLOWER.encode(&leaf.hash), paper.number]));
        self.certificates.push(json!([
            paper.number,
            folded_number(&paper.number),
            certificate.dossier.map(|dossier| dossier.to_string()),
            enterprise_code,
            paper.holder_name,
            folded,
            paper.issued_on.to_string(),
            at,
            paper.expires_on.to_string(),
            paper.status_index,
            paper.key_id,
            paper.code,
            paper.entry_seq,
            document,
        ]));
    }

    async fn store(self, storage: &Storage, head: &published::Head) {
        let Storage::Sqlite(Pools { writing: pool, .. }) = storage else {
            panic!("the measurement is made on SQLite")
        };
        let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await.expect("a transaction");
        let statements = [
            (
                "insert into organisations (enterprise_code, name, folded_name, address, phone, email)
                 select value ->> 0, value ->> 1, value ->> 2, '', '', '' from json_each($1)",
                &self.organisations,
            ),
            (
                "insert into entries (seq, at, kind, issuer, body, leaf_hash)
                 select value ->> 0, value ->> 1, 'issued', 'BKHCN', cast(value ->> 2 as blob),
                        unhex(value ->> 3) from json_each($1)",
                &self.entries,
            ),
            (
                "insert into entry_papers (paper, seq) select value ->> 4, value ->> 0 from json_each($1)",
                &self.entries,
            ),
            (
                r#"insert into certificates (number, folded_number, issuer, dossier_id, enterprise_code,
                     holder_name, folded_holder_name, paper_version, issued_on, issued_at, expires_on, standing,
                     status_index, key_id, code, entry_seq, document, version)
                   select value ->> 0, value ->> 1, 'BKHCN', value ->> 2, value ->> 3, value ->> 4, value ->> 5, 0,
                     value ->> 6, value ->> 7, value ->> 8, '{"standing":"in_force"}', value ->> 9, value ->> 10,
                     value ->> 11, value ->> 12, value ->> 13, 1 from json_each($1)"#,
                &self.certificates,
            ),
        ];
        for (sql, rows) in statements {
            let rows = serde_json::to_string(rows).expect("rows are JSON");
            sqlx::query(sql).bind(rows).execute(&mut *transaction).await.expect("the rows fit");
        }
        let head = sqlx::query("update heads set seq = $1, hash = $2 where name = 'entries'")
            .bind(head.seq)
            .bind(&head.leaf_hash);
        head.execute(&mut *transaction).await.expect("the head of the chain");
        transaction.commit().await.expect("the commit");
    }
}

/// Fills a table with what it has, over and over.
fn lengthen(table: &mut Value) {
    let rows = table.as_array().expect("a table");
    *table = rows.iter().cycle().take(ROWS).cloned().collect();
}
