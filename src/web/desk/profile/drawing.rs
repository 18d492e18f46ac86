//! The one place where specimens are drawn: few at a time, off the threads
//! that answer requests.

use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use rocket::tokio::sync::{Semaphore, oneshot};
use rocket::tokio::time::timeout;

use crate::documents::specimen::Specimen;

/// A paper is deeply nested boxes; setting one takes more stack than a thread
/// has by itself.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// How long one waits for others' previews.
const PATIENCE: Duration = Duration::from_secs(8);

/// One at a time: a preview takes all of a processor for a moment, and previews
/// must not slow down the checks.
static TURN: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// Why nothing was drawn.
pub(super) enum NotDrawn {
    /// Others are before this one.
    Busy,
    /// It cannot be set; the text is for the log.
    Broken(String),
}

/// How a specimen is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpecimenForm {
    /// PNG.
    Picture,
    /// PDF.
    File,
}

/// The specimen's bytes.
pub(super) async fn draw(specimen: Specimen, wanted: SpecimenForm) -> Result<Bytes, NotDrawn> {
    let turn = timeout(PATIENCE, TURN.acquire()).await.map_err(|_| NotDrawn::Busy)?;
    let _turn = turn.map_err(|error| NotDrawn::Broken(error.to_string()))?;
    let (answer, answered) = oneshot::channel();
    let drawer = thread::Builder::new().name("specimen".to_owned()).stack_size(STACK_BYTES);
    let drawn = drawer.spawn(move || {
        let drawn = match wanted {
            SpecimenForm::Picture => specimen.picture(),
            SpecimenForm::File => specimen.pdf(),
        };
        // The person may have gone meanwhile: then nobody needs the answer.
        drop(answer.send(drawn));
    });
    drawn.map_err(|error| NotDrawn::Broken(error.to_string()))?;
    match answered.await {
        Ok(Ok(bytes)) => Ok(Bytes::from(bytes)),
        Ok(Err(error)) => Err(NotDrawn::Broken(error.to_string())),
        Err(_) => Err(NotDrawn::Broken("drawing a specimen panicked".to_owned())),
    }
}
