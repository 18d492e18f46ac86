//! Bodies of forms: who may send how much, and where it goes.
//!
//! Everyone sends text, 2 MiB at most, and only a browser that holds a cookie
//! of ours is read at all. Files come from people who are signed in, after the
//! form's token, a few at a time: each goes to the disk as it arrives, so that
//! no number of senders fills the memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use multer::{Field, Multipart};
use rocket::Request;
use rocket::data::{ByteUnit, Data, FromData, Outcome};
use rocket::form::Form;
use rocket::http::Status;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::form::{Fields, Upload, Uploads};
use super::{Failure, forgery};
use crate::acts::Registry;
use crate::config::Config;
use crate::domain::evidence::UploadRefusal;
use crate::domain::ids::AccountId;
use crate::storage::StorageError;
use crate::storage::files::ArrivedFile;

/// The most text of a form: a part of a dossier has a few pages of it.
pub(super) const MOST_TEXT: u64 = 2 * 1024 * 1024;

/// What each part counts beside its text: its name takes memory too.
const PART: u64 = 128;

/// Files that may arrive at a time, in this process.
const LANES: usize = 64;

/// Files that may arrive at a time from one account: two windows and one more.
const LANES_OF_ONE: usize = 3;

/// How long a form may take to arrive: ten megabytes over a poor line. Whoever
/// sends slowly on purpose does not hold a lane for longer.
const PATIENCE: Duration = Duration::from_mins(10);

/// Files of one form: several dozen scans chosen at once. Each is opened on the
/// disk, so that many empty ones would cost more than their bytes.
const MOST_FILES: usize = 60;

/// Why a body was not taken.
pub(super) enum Refused {
    /// More than it may have.
    TooLarge,
    /// None of our pages can have sent it, or it was cut off.
    NotAForm,
    /// Its token is not of this session; what was typed.
    Stale(Fields),
    /// It was shown for another office than the officer works for now.
    OtherOffice {
        /// The office it was shown for.
        shown_for: String,
        /// The one they work for now.
        now: String,
    },
    /// Too many files arrive at this moment.
    Busy,
    /// The disk failed; the text is for the log.
    Broken(String),
}

impl Refused {
    /// Leaves the failure for the catcher of this request.
    pub(super) fn leave(self, request: &Request<'_>) -> Status {
        match self {
            Self::TooLarge => Status::PayloadTooLarge,
            Self::NotAForm => Status::BadRequest,
            Self::Stale(fields) => Failure::StaleForm(Arc::new(fields)).leave(request),
            Self::OtherOffice { shown_for, now } => Failure::OtherOffice { shown_for, now }.leave(request),
            Self::Busy => Failure::Busy.leave(request),
            Self::Broken(cause) => Failure::Broken(cause).leave(request),
        }
    }
}

impl From<StorageError> for Refused {
    fn from(error: StorageError) -> Self {
        Self::Broken(error.to_string())
    }
}

/// A form's text; what comes with it as files is passed over.
pub(super) async fn text<'r>(request: &'r Request<'_>, data: Data<'r>) -> Result<Fields, Refused> {
    // Nobody without a cookie of ours can have the token.
    if !forgery::is_bound(request) {
        return Err(Refused::Stale(Fields::default()));
    }
    let fields = match boundary(request) {
        None => plain(request, data).await?,
        Some(boundary) => arrived(request, data, boundary, None).await?.0,
    };
    checked(request, fields).await
}

/// A form's text and files, from this account.
pub(super) async fn with_files<'r>(
    request: &'r Request<'_>,
    data: Data<'r>,
    account: AccountId,
) -> Result<(Fields, Uploads), Refused> {
    let Some(boundary) = boundary(request) else {
        return Ok((text(request, data).await?, Uploads::default()));
    };
    let rocket = request.rocket();
    let states = (rocket.state::<Registry>(), rocket.state::<Config>(), rocket.state::<Lanes>());
    let (Some(registry), Some(config), Some(lanes)) = states else {
        return Err(Refused::Broken("the server is not whole".to_owned()));
    };
    let door = Door { request, registry, lanes, account, most_bytes: config.upload_bytes };
    let (fields, files) = arrived(request, data, boundary, Some(&door)).await?;
    Ok((checked(request, fields).await?, files))
}

async fn arrived(
    request: &Request<'_>,
    data: Data<'_>,
    boundary: String,
    door: Option<&Door<'_, '_>>,
) -> Result<(Fields, Uploads), Refused> {
    let most = request.rocket().state::<Config>().map_or(MOST_TEXT, Config::form_bytes);
    let announced = request.headers().get_one("Content-Length").and_then(|length| length.parse().ok());
    if announced.is_some_and(|length: u64| length > most) {
        return Err(Refused::TooLarge);
    }
    let mut parts = Multipart::with_reader(data.open(ByteUnit::Byte(most)), boundary);
    timeout(PATIENCE, read(&mut parts, door)).await.map_err(|_| Refused::NotAForm)?
}

async fn checked(request: &Request<'_>, fields: Fields) -> Result<Fields, Refused> {
    match forgery::refused(request, fields.raw(forgery::FIELD)).await {
        None => Ok(fields),
        Some(forgery::Refused::Stale) => Err(Refused::Stale(fields)),
        Some(forgery::Refused::OtherOffice { shown_for, now }) => {
            Err(Refused::OtherOffice { shown_for, now })
        }
    }
}

fn boundary(request: &Request<'_>) -> Option<String> {
    let kind = request.content_type().filter(|kind| kind.is_form_data())?;
    kind.param("boundary").map(str::to_owned)
}

async fn plain<'r>(request: &'r Request<'_>, data: Data<'r>) -> Result<Fields, Refused> {
    if !request.content_type().is_some_and(|kind| kind.is_form()) {
        return Err(Refused::NotAForm);
    }
    match timeout(PATIENCE, Form::<Fields>::from_data(request, data)).await {
        Ok(Outcome::Success(form)) => Ok(form.into_inner()),
        Ok(Outcome::Error((Status::PayloadTooLarge, _))) => Err(Refused::TooLarge),
        _ => Err(Refused::NotAForm),
    }
}

/// What the files of a form have to pass.
struct Door<'r, 'q> {
    request: &'r Request<'q>,
    registry: &'r Registry,
    lanes: &'r Lanes,
    account: AccountId,
    most_bytes: u64,
}

/// Reads the parts as they come. Text stands before files in every form of
/// ours, the token first of all.
async fn read(parts: &mut Multipart<'_>, door: Option<&Door<'_, '_>>) -> Result<(Fields, Uploads), Refused> {
    let (mut fields, mut files, mut lane) = (Fields::default(), Uploads::default(), None);
    let mut left = MOST_TEXT;
    while let Some(mut part) = parts.next_field().await.map_err(cut)? {
        left = left.checked_sub(PART).ok_or(Refused::TooLarge)?;
        let name = part.name().unwrap_or_default().to_owned();
        let Some(file_name) = part.file_name().map(str::to_owned) else {
            fields.push(&name, &typed(&mut part, &mut left).await?);
            continue;
        };
        // A browser sends an empty part for a file that was not chosen.
        if file_name.is_empty() {
            continue;
        }
        fields.note_file(&name);
        let Some(door) = door else { continue };
        fields = checked(door.request, fields).await?;
        if lane.is_none() {
            lane = Some(door.lanes.enter(door.account).ok_or(Refused::Busy)?);
        }
        if files.count() == MOST_FILES {
            return Err(Refused::TooLarge);
        }
        let content = door.take(&mut part).await?;
        files.push(name, Upload { file_name, content });
    }
    Ok((fields, files))
}

async fn typed(part: &mut Field<'_>, left: &mut u64) -> Result<String, Refused> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(cut)? {
        *left = left.checked_sub(chunk.len() as u64).ok_or(Refused::TooLarge)?;
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).map_err(|_| Refused::NotAForm)
}

impl Door<'_, '_> {
    /// Takes a file in as it comes. Of one that is too large nothing is kept,
    /// but it is heard to its end: a browser shows no answer before it has said
    /// everything.
    async fn take(&self, part: &mut Field<'_>) -> Result<Result<ArrivedFile, UploadRefusal>, Refused> {
        let mut arriving = Some(self.registry.files.receive().await?);
        while let Some(chunk) = part.chunk().await.map_err(cut)? {
            if let Some(file) = &mut arriving {
                if file.byte_count() + chunk.len() as u64 > self.most_bytes {
                    arriving = None;
                } else {
                    file.write(&chunk).await?;
                }
            }
        }
        match arriving {
            None => Ok(Err(UploadRefusal::TooLarge(self.most_bytes))),
            Some(file) if file.byte_count() == 0 => Ok(Err(UploadRefusal::Empty)),
            Some(file) => self.looked_at(file.finish().await?).await,
        }
    }

    /// The file, once whatever looks for viruses found none.
    async fn looked_at(&self, file: ArrivedFile) -> Result<Result<ArrivedFile, UploadRefusal>, Refused> {
        let Some(scanner) = &self.registry.scanner else { return Ok(Ok(file)) };
        Ok(scanner.look_at(file.path()).await.map(|()| file))
    }
}

/// What does not end as a form does: cut off, or sent by no page of ours.
fn cut(_: multer::Error) -> Refused {
    Refused::NotAForm
}

/// Who may send files at this moment.
#[derive(Debug)]
pub(super) struct Lanes {
    all: Arc<Semaphore>,
    of_one: Mutex<BTreeMap<AccountId, Arc<Semaphore>>>,
}

/// A lane that is in use until it is dropped.
struct Lane {
    _all: OwnedSemaphorePermit,
    _of_one: OwnedSemaphorePermit,
}

impl Default for Lanes {
    fn default() -> Self {
        Self { all: Arc::new(Semaphore::new(LANES)), of_one: Mutex::default() }
    }
}

impl Lanes {
    fn enter(&self, account: AccountId) -> Option<Lane> {
        let mut known = self.of_one.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, lanes| lanes.available_permits() < LANES_OF_ONE);
        let own = known.entry(account).or_insert_with(|| Arc::new(Semaphore::new(LANES_OF_ONE)));
        let own = Arc::clone(own).try_acquire_owned().ok()?;
        let all = Arc::clone(&self.all).try_acquire_owned().ok()?;
        Some(Lane { _all: all, _of_one: own })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::Entropy;

    #[test]
    fn one_account_does_not_take_every_lane() {
        let (lanes, entropy) = (Lanes::default(), Entropy::seeded(1));
        let (greedy, other) = (AccountId::new(entropy.uuid()), AccountId::new(entropy.uuid()));
        let mut taken: Vec<Lane> = (0..LANES_OF_ONE).filter_map(|_| lanes.enter(greedy)).collect();
        assert_eq!(taken.len(), LANES_OF_ONE);
        assert!(lanes.enter(greedy).is_none() && lanes.enter(other).is_some());
        taken.pop();
        assert!(lanes.enter(greedy).is_some(), "one is free again");
    }
}
