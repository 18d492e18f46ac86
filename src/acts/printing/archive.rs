//! The archive of a batch, as a file.
//!
//! It is written beside its name, under one that nobody else writes to, and
//! takes the name when it is whole: an archive that can be downloaded is
//! complete. Only the server's own account can read it. Disks are slow at
//! times, so a thread of its own writes it.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::{JoinHandle, spawn_blocking};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::storage::StorageError;

/// Files on their way to the disk.
const ON_THE_WAY: usize = 4;

/// Says in the archive what could not be printed.
const LEFT_OUT: &str = "khong-in-duoc.txt";

/// The end of the name of what is not whole yet.
const PART: &str = "part";

/// An archive being written. Dropped before it is finished, it leaves nothing.
pub(super) struct Archive {
    pieces: Sender<Piece>,
    written: JoinHandle<Result<(), StorageError>>,
    left_out: Vec<String>,
}

enum Piece {
    File(String, Bytes),
    End,
}

impl Archive {
    /// Makes the folder of archives.
    pub(super) fn make_folder(folder: &Path) -> Result<(), StorageError> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(failed)
    }

    /// Begins the archive that will have this path, by whoever has this mark.
    pub(super) fn begin(path: PathBuf, mark: &str) -> Self {
        let (pieces, receiver) = channel(ON_THE_WAY);
        let unfinished = path.with_extension(format!("{mark}.{PART}"));
        let written = spawn_blocking(move || write(&path, &unfinished, receiver));
        Self { pieces, written, left_out: Vec::new() }
    }

    /// Adds a file.
    pub(super) async fn add(&mut self, name: String, file: Bytes) -> Result<(), StorageError> {
        match self.pieces.send(Piece::File(name, file)).await {
            Ok(()) => Ok(()),
            // It stopped: why is what it answers.
            Err(_) => self.end().await,
        }
    }

    /// Notes a paper that could not be printed.
    pub(super) fn leave_out(&mut self, line: String) {
        self.left_out.push(line);
    }

    /// Completes the archive and gives it its name.
    pub(super) async fn finish(mut self) -> Result<(), StorageError> {
        if !self.left_out.is_empty() {
            let lines = self.left_out.join("\n") + "\n";
            self.add(LEFT_OUT.to_owned(), lines.into()).await?;
        }
        // Refused only when it stopped: then it answers why.
        drop(self.pieces.send(Piece::End).await);
        self.end().await
    }

    async fn end(&mut self) -> Result<(), StorageError> {
        (&mut self.written).await.map_err(failed)?
    }
}

fn write(path: &Path, unfinished: &Path, mut pieces: Receiver<Piece>) -> Result<(), StorageError> {
    let written = write_pieces(unfinished, &mut pieces);
    if let Ok(true) = written {
        std::fs::rename(unfinished, path).map_err(failed)?;
        remove_halves(path);
        return Ok(());
    }
    super::batches::remove_file(unfinished);
    written.and(Err(StorageError::Files("the archive was not finished".to_owned())))
}

/// Removes what others left of the same archive, who were killed or lost it.
fn remove_halves(path: &Path) {
    let (Some(folder), Some(stem)) = (path.parent(), path.file_stem()) else { return };
    for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (name, file) = (file.file_name(), file.path());
        let of_it = name.as_encoded_bytes().starts_with(stem.as_encoded_bytes());
        if of_it && file.extension().is_some_and(|extension| extension == PART) {
            super::batches::remove_file(&file);
        }
    }
}

/// Whether everything came, to the end.
fn write_pieces(path: &Path, pieces: &mut Receiver<Piece>) -> Result<bool, StorageError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut writer = ZipWriter::new(options.open(path).map_err(failed)?);
    loop {
        match pieces.blocking_recv() {
            Some(Piece::File(name, file)) => add(&mut writer, name, &file)?,
            Some(Piece::End) => break,
            None => return Ok(false),
        }
    }
    writer.finish().map_err(failed)?.sync_all().map_err(failed)?;
    Ok(true)
}

/// A PDF is compressed already: it is stored as it is.
fn add(writer: &mut ZipWriter<File>, name: String, file: &[u8]) -> Result<(), StorageError> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.start_file(name, options).map_err(failed)?;
    writer.write_all(file).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> StorageError {
    StorageError::Files(error.to_string())
}
