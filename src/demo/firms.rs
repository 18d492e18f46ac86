//! Invented consulting organisations and clients, with enterprise codes that
//! begin with 99, which no province gives out.

use crate::domain::enterprise_code::EnterpriseCode;

const NAMES: [&str; 14] = [
    "Công ty TNHH Tư vấn Ví dụ Bình Minh",
    "Công ty cổ phần Quản trị chất lượng Mẫu Số Một",
    "Trung tâm Tư vấn Minh họa Đông Phương",
    "Công ty TNHH Đào tạo và Tư vấn Giả Định",
    "Viện Năng suất và Chất lượng Thử Nghiệm",
    "Công ty cổ phần Tư vấn Hệ thống Thí Dụ",
    "Trung tâm Kỹ thuật Tiêu chuẩn Làm Mẫu Sông Hồng",
    "Công ty TNHH Giải pháp Hành chính Ví dụ Biển Xanh",
    "Công ty TNHH Tư vấn Ví dụ Cao Nguyên",
    "Trung tâm Hỗ trợ Cải cách Mẫu Hải Vân",
    "Công ty cổ phần Chất lượng Minh họa Bảy Núi",
    "Công ty TNHH Tư vấn Quản lý Thử Nghiệm Ánh Sao",
    "Viện Tư vấn Phát triển Ví dụ Tràng An",
    "Công ty TNHH Dịch vụ Chất lượng Làm Mẫu Cửu Long",
];

const CLIENTS: [&str; 8] = [
    "Ủy ban nhân dân xã Ví dụ",
    "Ủy ban nhân dân phường Mẫu",
    "Sở Minh họa",
    "Chi cục Thử nghiệm",
    "Trường Thí dụ",
    "Bệnh viện Giả định",
    "Ban Quản lý Làm mẫu",
    "Trung tâm Hành chính công Ví dụ",
];

const REPRESENTATIVES: [&str; 4] = ["Lê Văn Mẫu", "Trần Thị Ví Dụ", "Phạm Minh Họa", "Hoàng Thử Nghiệm"];

/// A consulting organisation that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firm {
    /// Its name.
    pub name: String,
    /// Its enterprise code, with a right check digit.
    pub enterprise_code: String,
    /// Head office.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Who represents it under the law.
    pub representative: &'static str,
}

/// The organisation of this serial number.
pub fn firm(serial: usize) -> Firm {
    let name = NAMES[serial % NAMES.len()];
    let round = serial / NAMES.len();
    let name = if round == 0 { name.to_owned() } else { format!("{name} {}", round + 1) };
    Firm {
        name,
        enterprise_code: enterprise_code(serial),
        address: format!("Số {} phố Ví dụ, phường Mẫu", serial * 2 + 1),
        phone: format!("024 0000 {serial:04}"),
        email: format!("lienhe{serial:02}@example.test"),
        representative: REPRESENTATIVES[serial % REPRESENTATIVES.len()],
    }
}

/// The name and tax code of a client.
pub fn client(serial: usize) -> (String, String) {
    (format!("{} số {serial}", CLIENTS[serial % CLIENTS.len()]), format!("98{serial:08}"))
}

/// The code of an organisation; of a serial whose check sum allows no digit,
/// the next one that allows one.
fn enterprise_code(serial: usize) -> String {
    let candidates = (0..100).flat_map(|step| {
        let stem = 990_000_000 + serial * 100 + step;
        (0..10).map(move |digit| format!("{stem}{digit}"))
    });
    let is_right =
        |code: &String| code.parse::<EnterpriseCode>().is_ok_and(EnterpriseCode::has_right_check_digit);
    candidates.into_iter().find(is_right).expect("of a hundred sums most allow a digit")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn organisations_are_told_apart_by_name_and_code() {
        let firms: Vec<_> = (0..40).map(firm).collect();
        assert_eq!(firms.iter().map(|firm| &firm.name).collect::<HashSet<_>>().len(), 40);
        assert_eq!(firms.iter().map(|firm| &firm.enterprise_code).collect::<HashSet<_>>().len(), 40);
    }
}
