//! The only place that draws random bytes.
//!
//! [`Entropy::system`] asks the operating system. [`Entropy::seeded`] is for
//! demonstration data and tests, which must come out the same every time; it
//! is predictable and must never make a secret of a real register.

use std::sync::{Arc, Mutex};

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Draws random bytes.
#[derive(Clone)]
pub struct Entropy(Source);

#[derive(Clone)]
enum Source {
    System,
    /// SHA-256 in counter mode over the seed: seed, blocks drawn so far.
    Seeded(Arc<Mutex<([u8; 32], u64)>>),
}

impl Entropy {
    /// The operating system's generator.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A predictable stream from a seed; clones continue the same stream.
    pub fn seeded(seed: u64) -> Self {
        let seed = Sha256::digest(seed.to_be_bytes()).into();
        Self(Source::Seeded(Arc::new(Mutex::new((seed, 0)))))
    }

    /// `N` random bytes.
    ///
    /// # Panics
    /// When the operating system has no randomness to give: nothing that is
    /// secret can be made then, and going on would be worse.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.0 {
            Source::System => getrandom::fill(&mut bytes).expect("the operating system gives random bytes"),
            Source::Seeded(stream) => {
                let mut stream = stream.lock().expect("no draw panics while it holds the stream");
                for chunk in bytes.chunks_mut(32) {
                    let block =
                        Sha256::new().chain_update(stream.0).chain_update(stream.1.to_be_bytes()).finalize();
                    chunk.copy_from_slice(&block[..chunk.len()]);
                    stream.1 += 1;
                }
            }
        }
        bytes
    }

    /// A random UUID (RFC 9562, version 4).
    pub fn uuid(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// A number below `bound`, for demonstration data; slightly biased, so not
    /// for anything secret. `bound` 0 counts as 1.
    pub fn below(&self, bound: usize) -> usize {
        let drawn = u64::from_be_bytes(self.bytes());
        usize::try_from(drawn % (bound.max(1) as u64)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_stream_and_another_seed_another() {
        let (one, same, other) = (Entropy::seeded(7), Entropy::seeded(7), Entropy::seeded(8));
        assert_eq!(one.bytes::<40>(), same.bytes::<40>());
        assert_ne!(one.bytes::<16>(), other.bytes::<16>());
        assert_ne!(one.bytes::<16>(), one.bytes::<16>());
    }

    #[test]
    fn a_drawn_uuid_is_version_four() {
        assert_eq!(Entropy::system().uuid().get_version_num(), 4);
    }
}
