//! An authority made for the test by openssl, and the seals it certifies.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use consultant_papers::seal::{FileSealKey, Moment, SealCertificate, SealRefusal};
use tempfile::TempDir;

use crate::tools::run;

const CURVE: [&str; 4] = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"];
/// What a certificate may be used for.
pub(crate) const SIGNING: &str = "keyUsage=critical,digitalSignature,nonRepudiation";

/// A root, and an authority beneath it that certifies seals.
pub(crate) struct Authority {
    folder: TempDir,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let authority = Self { folder: tempfile::tempdir().expect("a folder") };
        let usage = "basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign";
        authority.key("root", &CURVE);
        let file = |name: &str| authority.name(name);
        run(
            "openssl",
            &[
                "req",
                "-x509",
                "-new",
                "-key",
                &file("root.key"),
                "-out",
                &file("root.pem"),
                "-days",
                "3650",
                "-subj",
                "/C=VN/O=Kiem thu/CN=Goc kiem thu",
                "-addext",
                "basicConstraints=critical,CA:true",
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign",
            ],
        );
        authority.certify(
            "middle",
            ("/C=VN/O=Kiem thu/CN=Co quan chung thuc kiem thu", usage),
            "root",
            &CURVE,
        );
        authority
    }

    /// The certificate that verifiers trust.
    pub(crate) fn root(&self) -> PathBuf {
        self.path("root.pem")
    }

    /// A seal of this body.
    pub(crate) fn seal(&self, name: &str) -> FileSealKey {
        self.certified(name, SIGNING, &CURVE);
        let certificate = SealCertificate::read(&self.chain(name)).expect("a certificate");
        FileSealKey::read(&self.text(&format!("{name}.key")), None, certificate).expect("its key")
    }

    /// The certificate of a key of some kind, with some extensions.
    pub(crate) fn certified(&self, name: &str, extensions: &str, kind: &[&str]) {
        self.certify(
            name,
            ("/C=VN/O=Bộ Khoa học và Công nghệ/CN=Bộ Khoa học và Công nghệ", extensions),
            "middle",
            kind,
        );
    }

    /// A certificate and the one above it.
    pub(crate) fn chain(&self, name: &str) -> String {
        self.text(&format!("{name}.pem")) + &self.text("middle.pem")
    }

    /// The key of a seal under a passphrase.
    pub(crate) fn encrypted(&self, name: &str, passphrase: &str) -> String {
        let (from, to) = (self.name(&format!("{name}.key")), self.name(&format!("{name}.encrypted")));
        run(
            "openssl",
            &["pkcs8", "-topk8", "-in", &from, "-out", &to, "-passout", &format!("pass:{passphrase}")],
        );
        self.text(&format!("{name}.encrypted"))
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("such a file")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn certify(&self, name: &str, (subject, extensions): (&str, &str), by: &str, kind: &[&str]) {
        self.key(name, kind);
        let file = |ending: &str| self.name(&format!("{name}.{ending}"));
        fs::write(self.path(&format!("{name}.extensions")), extensions).expect("a file");
        run(
            "openssl",
            &["req", "-new", "-utf8", "-key", &file("key"), "-out", &file("request"), "-subj", subject],
        );
        run(
            "openssl",
            &[
                "x509",
                "-req",
                "-in",
                &file("request"),
                "-out",
                &file("pem"),
                "-days",
                "365",
                "-CA",
                &self.name(&format!("{by}.pem")),
                "-CAkey",
                &self.name(&format!("{by}.key")),
                "-CAcreateserial",
                "-extfile",
                &file("extensions"),
            ],
        );
    }

    fn key(&self, name: &str, kind: &[&str]) {
        let out = self.name(&format!("{name}.key"));
        run("openssl", &[&["genpkey", "-out", &out], kind].concat());
    }

    fn name(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }
}

/// Why this certificate and key are refused.
pub(crate) fn refused(certificate: &str, key: &str, passphrase: Option<&str>) -> SealRefusal {
    let read = SealCertificate::read(certificate).and_then(|read| FileSealKey::read(key, passphrase, read));
    read.err().expect("a refusal")
}

/// Now: verifiers ask whether the certificate is valid today.
#[expect(clippy::disallowed_methods, reason = "verifiers read the clock of the machine too")]
pub(crate) fn now() -> Moment {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970");
    Moment::from_unix(since.as_secs())
}

/// A trust store for `pdfsig` that holds one root.
pub(crate) fn trust_store(root: &Path) -> TempDir {
    let store = tempfile::tempdir().expect("a folder");
    let (folder, root) = (store.path().display().to_string(), root.display().to_string());
    run("certutil", &["-N", "-d", &format!("sql:{folder}"), "--empty-password"]);
    run("certutil", &["-A", "-d", &format!("sql:{folder}"), "-n", "root", "-t", "CT,C,C", "-i", &root]);
    store
}
