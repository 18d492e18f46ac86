//! Which mail tells whom it concerns of a deed.

use super::Deed;
use crate::domain::mail::MailKind;

impl Deed {
    /// The mail that tells of it. One table, as long as there are deeds: whoever
    /// adds one decides here.
    #[expect(clippy::too_many_lines, reason = "a line for each deed")]
    pub fn mail(&self) -> Option<MailKind> {
        match self {
            Self::SignUp {} | Self::AskConfirmation {} => Some(MailKind::Confirmation),
            Self::Receive { .. } => Some(MailKind::Received),
            Self::RequestSupplement { .. } => Some(MailKind::SupplementRequested),
            Self::Wait { .. } => Some(MailKind::MoreTime),
            Self::Cancel { .. } => Some(MailKind::Cancelled),
            Self::ConfirmComplete { .. } => Some(MailKind::Complete),
            Self::OrderOnSite { .. } => Some(MailKind::OnSite),
            Self::Approve { .. } => Some(MailKind::Issued),
            Self::Refuse { .. } => Some(MailKind::Refused),
            // Nobody is asked before a certificate is reinstated.
            Self::ProposeMeasure { explain_by, .. } => explain_by.map(|_| MailKind::MeasureProposed),
            Self::DeclineMeasure(note) => note.explain_by.map(|_| MailKind::MeasureDeclined),
            Self::Suspended { .. } => Some(MailKind::Suspended),
            Self::Reinstated { .. } => Some(MailKind::Reinstated),
            Self::Revoked { .. } => Some(MailKind::Revoked),
            Self::GivenUp(_) => Some(MailKind::Surrendered),
            Self::Corrected(_) => Some(MailKind::Corrected),
            Self::ReceiveReport(_) => Some(MailKind::ReportReceived),
            Self::ReturnReport(_) => Some(MailKind::ReportReturned),
            Self::StandingAlert(_) => Some(MailKind::StandingAlert),
            Self::StandingRegained(_) => Some(MailKind::StandingRegained),
            // What applicants do themselves.
            Self::Begin { .. }
            | Self::BeginAnew { .. }
            | Self::Edit {}
            | Self::Import {}
            | Self::RemoveExpert {}
            | Self::Attach(_)
            | Self::Detach(_)
            | Self::Crop(_)
            | Self::Discard {}
            | Self::Submit {}
            | Self::Supplement { .. }
            | Self::Withdraw {}
            | Self::AnswerMeasure { .. }
            | Self::ShowPortrait { .. }
            | Self::ShowContact {}
            | Self::HideContact {}
            | Self::StateSurrender(_)
            | Self::WithdrawSurrender(_)
            | Self::ReportDepartures { .. }
            | Self::WithdrawDeparture(_)
            | Self::FileReport(_)
            | Self::ConfirmAddress {}
            | Self::ChooseReminders { .. }
            // What an office does before it decides, and what changes nothing.
            | Self::TakeUp { .. }
            | Self::TakeOver { .. }
            | Self::Reassign { .. }
            | Self::Judge(_)
            | Self::RecordMinutes { .. }
            | Self::Propose { .. }
            | Self::SendBack { .. }
            | Self::WithdrawMeasure(_)
            | Self::ProposeCorrection(_)
            | Self::DeclineCorrection(_)
            | Self::WithdrawCorrection(_)
            | Self::CardReturned { .. }
            | Self::HidePortrait {}
            | Self::ViewConsent { .. }
            | Self::NoteToFile { .. }
            | Self::ViewPaper { .. }
            | Self::PrintCards { .. }
            | Self::PrintBatch { .. }
            | Self::RemoveBatch {}
            // What staff are told stands at their desk: their addresses are
            // confirmed by nobody.
            | Self::LimitNear(_)
            | Self::LimitOver(_)
            | Self::Comment { .. }
            | Self::OrderCheck(_)
            | Self::AnswerCheck(_)
            | Self::CloseCheck(_)
            // Doors and staff.
            | Self::SignIn {}
            | Self::SignOut {}
            | Self::ChangePassword {}
            | Self::SignInFailed {}
            | Self::WrongPassword(_)
            | Self::Enrol { .. }
            | Self::AcceptInvitation(_)
            | Self::ResetPassword(_)
            | Self::AddAdministrator { .. }
            | Self::AddStaff(_)
            | Self::ProposeInvitation(_)
            | Self::ProposeRole(_)
            | Self::ProposeRoleRemoval(_)
            | Self::ProposeEnabling(_)
            | Self::ProposeReset(_)
            | Self::ConfirmInvitation(_)
            | Self::ConfirmReset(_)
            | Self::GrantRole(_)
            | Self::TakeRole(_)
            | Self::EnableAccount(_)
            | Self::WithdrawProposal(_)
            | Self::DisableAccount { .. }
            // The office and the register themselves.
            | Self::ChangeProfile(_)
            | Self::ChangeCalendar(_)
            | Self::EnterCalendarYear(_)
            | Self::ProposeRegime(_)
            | Self::EnterRegime(_)
            | Self::WithdrawRegime(_)
            | Self::UploadImport(_)
            | Self::SetImportColumns(_)
            | Self::ConfirmImport(_)
            | Self::WithdrawImport(_)
            | Self::RecordPapers { .. }
            | Self::Entrust { .. }
            | Self::ExportList(_)
            | Self::RunJobAgain(_)
            | Self::AddKey { .. }
            | Self::RotateKey(_)
            | Self::RetireKey { .. }
            | Self::CompromiseKey(_) => None,
        }
    }
}
