//! The register of a story: the tables, the issuers, the secret.

use consultant_registry::acts::keyring;
use consultant_registry::acts::{self, Registry};
use consultant_registry::clock::Clock;
use consultant_registry::commands;
use consultant_registry::config::Config;
use consultant_registry::domain::issuer::IssuerCode;
use consultant_registry::domain::status_index::IndexKey;
use consultant_registry::entropy::Entropy;
use consultant_registry::secret::MasterSecret;
use consultant_registry::storage::Storage;
use consultant_registry::storage::files::Files;
use consultant_registry::storage::seal::Seal;

/// A register in the state that `serve` finds it in on its first day.
pub(super) async fn open(storage: Storage, clock: Clock, config: &Config) -> (Registry, MasterSecret) {
    let entropy = Entropy::system();
    let secret = MasterSecret::generate(&entropy);
    acts::prepare(&storage, &clock).await.expect("the issuers and the calendar");
    let registry = Registry {
        storage,
        clock,
        seal: Seal::new(&secret, entropy.clone()),
        files: Files::in_folder(&config.data.join("papers")).expect("a folder for papers"),
        keyring: commands::keyring(config).expect("places for keys"),
        seals: acts::seals::Seals::default(),
        scanner: config.clamd.as_deref().map(|place| place.parse().expect("a clamd")),
        postbox: commands::postbox(config).expect("a postbox, or none"),
        counts: acts::counts::Counts::default(),
        lines: acts::access::Lines::default(),
        index_key: IndexKey(secret.key("places in the status lists")),
        origin: config.origin().parse().expect("an origin"),
        entropy,
    };
    (registry, secret)
}

/// The same with a key of the Ministry, so that its leaders can approve.
pub(super) async fn with_a_key(storage: Storage, clock: Clock, config: &Config) -> (Registry, MasterSecret) {
    let (registry, secret) = open(storage, clock, config).await;
    keyring::generate(&registry, IssuerCode::MINISTRY, None).await.expect("a key of the Ministry");
    (registry, secret)
}
