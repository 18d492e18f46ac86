//! The grounds on which a certificate is suspended or revoked, in words.

use crate::domain::certificate::{RevocationGround, SuspensionGround};
use crate::language::Language;

impl Language {
    /// The ground of a suspension (TT26 article 23.1).
    pub fn suspension_ground(self, ground: SuspensionGround) -> &'static str {
        match ground {
            SuspensionGround::RulesNotFollowed => self.choose(
                "không tuân thủ các quy định về hoạt động tư vấn (điểm a khoản 1)",
                "does not follow the rules on consulting (point a, clause 1)",
            ),
            SuspensionGround::ProcessNotFollowed => self.choose(
                "không thực hiện đúng quy trình tư vấn (điểm b khoản 1)",
                "does not follow the consulting process (point b, clause 1)",
            ),
            SuspensionGround::CapacityNotKept => self.choose(
                "không duy trì cơ cấu tổ chức và năng lực (điểm c khoản 1)",
                "does not keep up its organisation and capacity (point c, clause 1)",
            ),
        }
    }

    /// The ground of a revocation (TT26 article 23.2).
    pub fn revocation_ground(self, ground: RevocationGround) -> &'static str {
        match ground {
            RevocationGround::DissolvedOrSeriousBreach => self.choose(
                "bị giải thể, phá sản hoặc vi phạm nghiêm trọng (điểm a khoản 2)",
                "dissolved, bankrupt, or a serious breach (point a, clause 2)",
            ),
            RevocationGround::RepeatedBreach => {
                self.choose("tái phạm (điểm b khoản 2)", "a repeated breach (point b, clause 2)")
            }
            RevocationGround::FalseDossier => self.choose(
                "hồ sơ giả mạo, khai sai (điểm c khoản 2)",
                "a forged or false dossier (point c, clause 2)",
            ),
            RevocationGround::ForgedPapers => self.choose(
                "giả mạo giấy tờ tư vấn (điểm d khoản 2)",
                "forged consulting papers (point d, clause 2)",
            ),
            RevocationGround::NotRemedied => self.choose(
                "bị đình chỉ mà không khắc phục (điểm đ khoản 2)",
                "suspended and not remedied (point đ, clause 2)",
            ),
            RevocationGround::ObstructsInspection => self.choose(
                "cản trở việc thanh tra, kiểm tra (điểm e khoản 2)",
                "obstructs inspection (point e, clause 2)",
            ),
        }
    }
}
