//! The one door that pictures come in by: one at a time, off the threads that
//! answer requests, and a short line before it.

use std::time::Duration;

use bytes::Bytes;
use consultant_pictures::{
    KeptPicture, Part, Purpose, Refusal, Size, crop, is_plain, measure, redraw, shown,
};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::domain::crop::Area;
use crate::domain::evidence::UploadRefusal;
use crate::domain::regime::PhotoForm;
use crate::priority::aside;

/// One at a time: a picture takes a processor and up to 150 MB for a moment,
/// and checks must not wait for it.
static DOOR: Semaphore = Semaphore::const_new(1);

/// Places in the line before it.
static LINE: Semaphore = Semaphore::const_new(32);

/// How long one waits in the line before being told to come again.
const PATIENCE: Duration = Duration::from_mins(1);

/// Enough to see that a picture can be read.
const GLANCE: Size = Size { width: 200, height: 200 };

/// A turn at the door. Wait for it before reading a file into memory: whoever
/// stands in the line holds nothing.
#[derive(Debug)]
pub struct Turn {
    _permit: SemaphorePermit<'static>,
}

impl Turn {
    /// Waits for a turn; busy when the line is full or does not move.
    pub async fn come() -> Result<Self, UploadRefusal> {
        let _place = LINE.try_acquire().map_err(|_| UploadRefusal::Busy)?;
        let turn = timeout(PATIENCE, DOOR.acquire()).await.map_err(|_| UploadRefusal::Busy)?;
        turn.map(|permit| Self { _permit: permit }).map_err(|_| UploadRefusal::Busy)
    }

    /// Draws a portrait anew: as a card shows it where it has the form, and
    /// larger where a part of it is still to be chosen. The turn lasts until the
    /// work is done, also when the sender has gone meanwhile.
    pub async fn portrait(self, bytes: Bytes, form: PhotoForm) -> Result<KeptPicture, UploadRefusal> {
        self.draw(move || {
            let Size { width, height } = measure(&bytes)?;
            let has_form = form.has_ratio(width, height);
            redraw(&bytes, if has_form { Purpose::Portrait } else { Purpose::Uncropped })
        })
        .await
    }

    /// Draws a signature or a seal anew, in the same way.
    pub async fn drawing(self, bytes: Bytes) -> Result<KeptPicture, UploadRefusal> {
        self.draw(move || redraw(&bytes, Purpose::Drawing)).await
    }

    /// Draws a photograph of a paper anew, in the same way; none where the file
    /// holds nothing but the picture, and is kept as it came.
    pub async fn paper(self, bytes: Bytes) -> Result<Option<KeptPicture>, UploadRefusal> {
        self.draw(move || {
            if is_plain(&bytes) {
                return shown(&bytes, GLANCE).map(|_| None);
            }
            redraw(&bytes, Purpose::Paper).map(Some)
        })
        .await
    }

    /// Draws a part of a portrait, in the same way.
    pub async fn crop(self, bytes: Bytes, area: Area) -> Result<KeptPicture, UploadRefusal> {
        let Area { left, top, width, height } = area;
        self.draw(move || crop(&bytes, Part { left, top, size: Size { width, height } })).await
    }

    async fn draw<T: Send + 'static>(
        self,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, UploadRefusal> {
        let drawn = aside("picture", move || {
            let _turn = self;
            work().map_err(UploadRefusal::from)
        });
        drawn.await.unwrap_or_else(|error| {
            // A decoder that gives up is the picture's fault to whoever sent it.
            tracing::error!(%error, "a picture could not be drawn");
            Err(UploadRefusal::Unreadable)
        })
    }
}

impl From<Refusal> for UploadRefusal {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Empty => Self::Empty,
            Refusal::Foreign(kind) => Self::Telephone(kind),
            Refusal::NotAPicture => Self::NotAPicture,
            Refusal::Unreadable => Self::Unreadable,
            Refusal::TooFine { points, most } => Self::TooFine { points, most },
        }
    }
}
