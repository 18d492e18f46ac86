//! The rules of eligibility, by the ids officers use.

use crate::domain::bilingual::Bilingual;
use crate::domain::words::words;

words! {
    /// A condition of QĐ 19/2014 art. 7, broken down into what can be judged.
    Rule {
        /// Established, with the function of QMS consulting.
        O1 = "O1",
        /// Its own QMS certificate is valid.
        O2a = "O2a",
        /// The edition of the standard is accepted.
        O2b = "O2b",
        /// The scope covers consulting.
        O2c = "O2c",
        /// A registered body certified it.
        O2d = "O2d",
        /// Enough distinct certified clients.
        O3 = "O3",
        /// Enough experts who pass every rule.
        O4 = "O4",
        /// Registered, and holds the certificate.
        O5 = "O5",
        /// Not barred after a revocation.
        O6 = "O6",
        /// University degree.
        E1 = "E1",
        /// State administrative management.
        E2 = "E2",
        /// QMS-consulting training.
        E3 = "E3",
        /// Years of work from graduation.
        E4a = "E4a",
        /// Lead consultant of enough clients.
        E4b = "E4b",
        /// Ethics and capacity.
        E5 = "E5",
        /// Official staff of one organisation.
        E6 = "E6",
        /// The photo.
        E7 = "E7",
        /// An independent belongs to no organisation.
        I1 = "I1",
        /// A civil servant has the agency's consent.
        I2 = "I2",
        /// Additional cards: only under a certificate that is active.
        B1 = "B1",
        /// A re-issue: only of papers that are active.
        B2 = "B2",
        /// A renewal is filed in time, of a certificate that is active.
        R1 = "R1",
        /// Enough clients consulted within the term.
        R2 = "R2",
        /// Enough clients of each expert within the term.
        R3 = "R3",
        /// The organisation kept its own system and its experts.
        R4 = "R4",
        /// Enough clients of an independent consultant within the term.
        R5 = "R5",
    }
}

/// The part of the law a rule belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleFamily {
    /// Asked of an organisation.
    Organisation,
    /// Asked of every expert.
    Expert,
    /// Asked of an independent consultant besides.
    Independent,
    /// Asked where a certificate is there already.
    Certificate,
}

impl Rule {
    /// Whom the rule is asked of.
    pub fn family(self) -> RuleFamily {
        match self {
            Self::I1 | Self::I2 => RuleFamily::Independent,
            Self::B1 | Self::B2 | Self::R1 | Self::R2 | Self::R3 | Self::R4 | Self::R5 => {
                RuleFamily::Certificate
            }
            rule if rule < Self::E1 => RuleFamily::Organisation,
            _ => RuleFamily::Expert,
        }
    }

    /// Whether its verdict follows from those of other rules: nobody judges it
    /// by itself.
    pub fn follows(self) -> bool {
        matches!(self, Self::O4 | Self::R4)
    }

    /// Where it stands in the law, for a regime that does not say: the first
    /// regimes knew registration alone.
    pub fn first_citation(self) -> &'static str {
        match self {
            Self::B1 => "TT26 20",
            Self::B2 => "TT26 21",
            Self::R1 => "TT26 18",
            Self::R2 | Self::R3 => "TT26 17.1.b",
            Self::R4 => "TT26 17.1.a",
            Self::R5 => "TT26 17.2",
            _ => "",
        }
    }

    /// The condition in a few words, as a heading.
    pub fn title(self) -> Bilingual {
        let (vi, en) = match self {
            Self::O1 => {
                ("Thành lập hợp pháp, có chức năng tư vấn", "Established, with the function of consulting")
            }
            Self::O2a => (
                "Chứng chỉ hệ thống quản lý chất lượng của tổ chức còn hiệu lực",
                "Own QMS certificate is valid",
            ),
            Self::O2b => ("Phiên bản TCVN ISO 9001 được chấp nhận", "Edition of TCVN ISO 9001 is accepted"),
            Self::O2c => ("Phạm vi chứng nhận gồm hoạt động tư vấn", "Certified scope covers consulting"),
            Self::O2d => ("Tổ chức chứng nhận đã đăng ký", "Certified by a registered body"),
            Self::O3 => ("Đủ khách hàng đã được chứng nhận", "Enough certified clients"),
            Self::O4 => ("Đủ chuyên gia tư vấn đạt mọi điều kiện", "Enough experts who meet every condition"),
            Self::O5 => ("Đăng ký và được cấp Giấy xác nhận", "Registered, and holds the certificate"),
            Self::O6 => ("Không trong thời hạn cấm sau thu hồi", "Not barred after a revocation"),
            Self::E1 => ("Tốt nghiệp đại học", "University degree"),
            Self::E2 => {
                ("Bồi dưỡng quản lý hành chính nhà nước", "Trained in state administrative management")
            }
            Self::E3 => ("Đào tạo tư vấn hệ thống quản lý chất lượng", "Trained in QMS consulting"),
            Self::E4a => ("Thâm niên công tác từ khi tốt nghiệp", "Length of service from graduation"),
            Self::E4b => ("Tư vấn chính cho đủ khách hàng", "Lead consultant for enough clients"),
            Self::E5 => {
                ("Đạo đức tốt, đủ năng lực hành vi dân sự", "Good ethics and full civil-act capacity")
            }
            Self::E6 => ("Nhân sự chính thức của một tổ chức", "Official staff of one organisation"),
            Self::E7 => ("Ảnh màu 2×3 cm", "Colour photo, 2×3 cm"),
            Self::I1 => ("Không thuộc tổ chức tư vấn, chứng nhận", "Belongs to no organisation"),
            Self::I2 => ("Công chức được cơ quan đồng ý", "A civil servant has the agency's consent"),
            Self::B1 => {
                ("Giấy xác nhận đang có hiệu lực để cấp thẻ bổ sung", "Certificate in force, for more cards")
            }
            Self::B2 => {
                ("Đang có hiệu lực, có căn cứ để cấp lại", "In force, with grounds to issue it again")
            }
            Self::R1 => ("Đề nghị cấp lại trước khi hết hạn, đúng thời gian", "Renewal asked for in time"),
            Self::R2 => ("Đủ khách hàng đã tư vấn trong thời hạn", "Enough clients within the term"),
            Self::R3 => ("Chuyên gia đủ khách hàng trong thời hạn", "The expert's clients within the term"),
            Self::R4 => (
                "Duy trì hệ thống quản lý chất lượng và đủ chuyên gia",
                "Own system and enough experts kept up",
            ),
            Self::R5 => (
                "Chuyên gia độc lập đủ khách hàng trong thời hạn",
                "The independent consultant's clients within the term",
            ),
        };
        Bilingual::new(vi, en)
    }
}
