//! Lists that are given out as files.

use super::words::words;

words! {
    /// A list that can be exported.
    ExportedList {
        /// The issuer's certificates.
        Certificates = "certificates",
        /// Its cards.
        Cards = "cards",
        /// Its dossiers that are not decided.
        Dossiers = "dossiers",
        /// The organisations of the public register.
        Organisations = "organisations",
    }
}

words! {
    /// As which kind of file.
    ExportFormat {
        /// Text, semicolons between the cells, as Excel in Viet Nam reads it.
        Csv = "csv",
        /// A workbook.
        Xlsx = "xlsx",
    }
}
