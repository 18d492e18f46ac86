//! The degree and the two kinds of training, each shown by a certificate or by
//! an exemption.

use crate::domain::application::{Degree, ProofKind, QmsTraining, StateAdministration};
use crate::language::filing::questions as q;
use crate::web::filing::sheet::{Sheet, part};

const BY_CERTIFICATE: (&str, &str) = ("Nếu có chứng chỉ", "If there is a certificate");
const BY_EXEMPTION: (&str, &str) = ("Nếu được miễn", "If exempt");

pub(super) fn degree(sheet: &mut Sheet, degree: &mut Option<Degree>) {
    part(sheet, degree, |sheet, degree| {
        sheet.choice(&q::LEVEL, q::LEVELS, &mut degree.level);
        sheet.text(&q::MAJOR, &mut degree.major);
        sheet.known_text(&q::SCHOOL, &mut degree.school);
        sheet.past(&q::GRADUATED_ON, &mut degree.graduated_on);
    });
}

pub(super) fn state_administration(sheet: &mut Sheet, proof: &mut Option<StateAdministration>) {
    part(sheet, proof, |sheet, proof| {
        sheet.word(&q::PROOF, q::PROOFS, &mut proof.kind);
        sheet.part_of(BY_CERTIFICATE.0, BY_CERTIFICATE.1);
        sheet.choice(&q::PROGRAMME, q::PROGRAMMES, &mut proof.programme);
        sheet.text(&q::CERTIFICATE, &mut proof.number);
        sheet.past(&q::ISSUED_ON, &mut proof.issued_on);
        sheet.known_text(&q::FACILITY, &mut proof.facility);
        sheet.part_of(BY_EXEMPTION.0, BY_EXEMPTION.1);
        sheet.text(&q::BASIS, &mut proof.basis);
        // Only what belongs to the answer is kept, so that an officer does not
        // read a certificate beside an exemption from it.
        *proof = match proof.kind {
            Some(ProofKind::Exempt) => {
                StateAdministration { kind: proof.kind, basis: proof.basis.take(), ..Default::default() }
            }
            Some(ProofKind::Certificate) => StateAdministration { basis: None, ..std::mem::take(proof) },
            None => std::mem::take(proof),
        };
    });
}

pub(super) fn qms_training(sheet: &mut Sheet, proof: &mut Option<QmsTraining>) {
    part(sheet, proof, |sheet, proof| {
        sheet.word(&q::PROOF, q::PROOFS, &mut proof.kind);
        sheet.part_of(BY_CERTIFICATE.0, BY_CERTIFICATE.1);
        sheet.text(&q::CERTIFICATE, &mut proof.number);
        sheet.past(&q::COMPLETED_ON, &mut proof.completed_on);
        sheet.score(&q::SCORE, &mut proof.score);
        sheet.known_text(&q::FACILITY, &mut proof.facility);
        part(sheet, &mut proof.facility_eligible, |sheet, period| {
            sheet.day(&q::ELIGIBLE_FROM, &mut period.from);
            sheet.last_day(&q::ELIGIBLE_TO, period.from, &mut period.to);
        });
        sheet.part_of(BY_EXEMPTION.0, BY_EXEMPTION.1);
        sheet.text(&q::OLD_CARD, &mut proof.old_card);
        *proof = match proof.kind {
            Some(ProofKind::Exempt) => {
                QmsTraining { kind: proof.kind, old_card: proof.old_card.take(), ..Default::default() }
            }
            Some(ProofKind::Certificate) => QmsTraining { old_card: None, ..std::mem::take(proof) },
            None => std::mem::take(proof),
        };
    });
}
