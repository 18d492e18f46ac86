//! Documents and statements as files, and attached to a PDF.

use lopdf::{Document, Object, Stream, dictionary};

use crate::desk::Desk;

#[test]
fn a_document_is_read_from_a_file_and_from_standard_input() {
    let desk = Desk::new();
    let document = desk.input("document of a card").to_owned();
    for name in ["card.vc", "card.json", "card.txt"] {
        let file = desk.put(name, format!("\n{document}\r\n").as_bytes());
        assert_eq!(desk.noon(&file, &["--json"]).verdict(), "valid", "{name}");
    }
    assert_eq!(desk.noon_with("-", &["--json"], document.as_bytes()).verdict(), "valid");
    let code = desk.input("link, listed as valid");
    assert_eq!(desk.noon_with("-", &["--json"], code.as_bytes()).verdict(), "valid");
    let file = desk.put("card.vc", document.replace("Thảo Vy", "Thảo My").as_bytes());
    let said = desk.noon(&file, &["--json"]);
    assert_eq!((said.code, said.verdict().as_str()), (Some(1), "not_valid altered"));
    assert!(!said.out.contains("Thảo"), "{}", said.out);
}

#[test]
fn the_document_attached_to_a_pdf_is_checked() {
    let desk = Desk::new();
    let document = desk.input("document of a card");
    for packed in [true, false] {
        let file = desk.put("card.pdf", &pdf(&[document], packed));
        assert_eq!(desk.noon(&file, &["--json"]).verdict(), "valid", "packed: {packed}");
    }
    let changed = document.replace("Thảo Vy", "Thảo My");
    let file = desk.put("changed.pdf", &pdf(&[&changed], true));
    assert_eq!(desk.noon(&file, &["--json"]).verdict(), "not_valid altered");
    let file = desk.put("none.pdf", &pdf(&[], true));
    let said = desk.noon(&file, &["--json"]);
    assert_eq!((said.code, said.verdict().as_str()), (Some(4), "could_not_check unreadable"));
    assert!(said.out.contains("\"refused\":\"printed_pdf\""));
}

#[test]
fn an_attachment_is_found_as_our_papers_write_it() {
    let desk = Desk::new();
    let document = desk.input("document of a card");
    let length = document.len();
    let head = format!(
        "%PDF-1.7\n127 0 obj\n<</Length {length}/Type/EmbeddedFile/Subtype/application#2Fvc\
         /Params<</Size {length}/ModDate(D:20261122000000Z)>>>>\nstream\n"
    );
    let tail = "\nendstream\nendobj\n9 0 obj\n<</Names<</EmbeddedFiles<</Names[]>>>>>>\nendobj\n%%EOF";
    let file = desk.put("paper.pdf", format!("{head}{document}{tail}").as_bytes());
    assert_eq!(desk.noon(&file, &["--json"]).verdict(), "valid");
}

#[test]
fn of_several_documents_in_a_pdf_the_worst_tells_how_the_program_ends() {
    let desk = Desk::new();
    let good = desk.input("document of a card");
    let altered = good.replace("Thảo Vy", "Thảo My");
    let said = desk.noon(&desk.put("two.pdf", &pdf(&[good, &altered, good], true)), &["--json"]);
    assert_eq!(said.code, Some(1));
    assert_eq!(said.out.lines().count(), 2, "each once: {}", said.out);
}

/// A small PDF with these files attached, as PDF/A-3 wants it.
pub(crate) fn pdf(attached: &[&str], packed: bool) -> Vec<u8> {
    let mut pdf = Document::with_version("1.7");
    let mut files = Vec::new();
    for text in attached {
        let kind = dictionary! { "Type" => "EmbeddedFile", "Subtype" => "application/vc" };
        let mut stream = Stream::new(kind, text.as_bytes().to_vec());
        if packed {
            stream.compress().expect("it can be packed");
        }
        let content = pdf.add_object(stream);
        let file = dictionary! {
            "Type" => "Filespec", "F" => Object::string_literal("credential.json"),
            "AFRelationship" => "Data", "EF" => dictionary! { "F" => content },
        };
        files.push(Object::Reference(pdf.add_object(file)));
    }
    let names: Vec<Object> =
        files.iter().flat_map(|file| [Object::string_literal("credential.json"), file.clone()]).collect();
    let pages = pdf.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![], "Count" => 0 });
    let catalog = pdf.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => pages, "AF" => files,
        "Names" => dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } },
    });
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("it can be written to memory");
    bytes
}
