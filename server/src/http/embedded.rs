//! Files inside the program, for the service that also serves those of a folder.

use include_dir::{Dir, DirEntry};
use std::collections::HashMap;
use std::future::{Ready, ready};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Cursor};
use std::path::{Component, Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{Backend, File, Metadata};

/// A folder that was put into the program when it was compiled.
#[derive(Clone, Debug)]
pub(super) struct Embedded(Arc<HashMap<&'static Path, Open>>);

impl Embedded {
    pub fn new(folder: &'static Dir<'static>) -> Self {
        let mut files = HashMap::new();
        collect(folder, &mut files);
        Self(Arc::new(files))
    }

    /// The content of a file, by its path, such as `pkg/3f9a0c12ab34cd56/bailiwick.js`.
    ///
    /// # Errors
    /// There is none, or it is a folder.
    pub fn read(&self, path: &Path) -> io::Result<&'static [u8]> {
        self.find(path).map(|file| *file.bytes.get_ref())
    }

    fn find(&self, path: &Path) -> io::Result<&Open> {
        let path: PathBuf = path
            .components()
            .filter(|part| *part != Component::CurDir)
            .collect();
        let file = self.0.get(path.as_path());
        file.ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

fn collect(folder: &'static Dir<'static>, files: &mut HashMap<&'static Path, Open>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(inner, files),
            DirEntry::File(file) => {
                files.insert(file.path(), Open::new(file));
            }
        }
    }
}

impl Backend for Embedded {
    type File = Open;
    type Metadata = About;
    type OpenFuture = Ready<io::Result<Open>>;
    type MetadataFuture = Ready<io::Result<About>>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        ready(self.find(&path).cloned())
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        ready(self.find(&path).map(|file| file.about))
    }
}

/// Length and time of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    length: u64,
    modified: SystemTime,
}

impl Metadata for About {
    fn is_dir(&self) -> bool {
        false
    }

    fn modified(&self) -> io::Result<SystemTime> {
        Ok(self.modified)
    }

    fn len(&self) -> u64 {
        self.length
    }
}

/// A file, read to some place.
#[derive(Clone, Debug)]
pub(super) struct Open {
    about: About,
    bytes: Cursor<&'static [u8]>,
}

impl Open {
    /// ETags are made of length and time. Builds in which every file has the same time must not
    /// share them, so the fraction of the second, which no header shows, is taken from the content.
    fn new(file: &'static include_dir::File<'static>) -> Self {
        let bytes = file.contents();
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let fraction = Duration::from_nanos(hasher.finish() % 1_000_000_000);
        let seconds = file
            .metadata()
            .and_then(|about| about.modified().duration_since(SystemTime::UNIX_EPOCH).ok())
            .map_or(0, |since| since.as_secs());
        Self {
            about: About {
                length: bytes.len() as u64,
                modified: SystemTime::UNIX_EPOCH + Duration::from_secs(seconds) + fraction,
            },
            bytes: Cursor::new(bytes),
        }
    }
}

impl File for Open {
    type Metadata = About;
    type MetadataFuture<'a> = Ready<io::Result<About>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        ready(Ok(self.about))
    }
}

impl AsyncRead for Open {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.bytes).poll_read(cx, buffer)
    }
}

impl AsyncSeek for Open {
    fn start_seek(mut self: Pin<&mut Self>, position: io::SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.bytes).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.bytes).poll_complete(cx)
    }
}
