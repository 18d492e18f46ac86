"""Makes the lists of papers beside it, as offices have them.

openpyxl 3.1.5 writes the workbooks; LibreOffice 7.4 saves one of them anew and
as text:

    python3 -m venv VENV && VENV/bin/pip install openpyxl==3.1.5
    VENV/bin/python make.py
    soffice --headless --convert-to xlsx:"Calc MS Excel 2007 XML" --outdir calc openpyxl.xlsx
    mv calc/openpyxl.xlsx calc.xlsx
    soffice --headless --convert-to csv:"Text - txt - csv (StarCalc)":59,34,76,1,,0,false,true,true,false,false,1 openpyxl.xlsx
    mv openpyxl-*.csv semicolons.csv

Every person and organisation in them is invented.
"""

import datetime
import unicodedata

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

DAY = "dd/mm/yyyy"


def certificates(book):
    sheet = book.active
    sheet.title = "Giấy xác nhận"
    sheet["A1"] = "DANH SÁCH TỔ CHỨC ĐÃ ĐƯỢC CẤP GIẤY XÁC NHẬN"
    sheet.merge_cells("A1:I1")
    # Two lines of headings, the upper over several columns.
    for cell, text in {
        "A3": "STT", "B3": "Giấy xác nhận", "F3": "Tổ chức tư vấn", "B4": "Số", "C4": "Ngày cấp",
        "D4": "Ngày hết hạn", "E4": "Số quyết định", "F4": "Tên", "G4": "Mã số doanh nghiệp", "H4": "Trụ sở",
    }.items():
        sheet[cell] = text
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:E3")
    sheet.merge_cells("F3:H3")
    first, last = datetime.date(2025, 4, 2), datetime.date(2028, 4, 2)
    rows = [
        # A code kept as a number: its zero lives in the number format alone.
        (1, "01/2025/GXN-TĐC", first, last, "102/QĐ-TĐC", "Công ty Tư vấn Ví Dụ", 103959503, "Số 1 phố Ví dụ, Hà Nội"),
        # Days typed as text, day first; a name with unbreakable blanks.
        (2, "02/2025/GXN-TĐC", "03/04/2025", "3.4.2028", "nt", "Viện Chất lượng\u00a0Minh\u00a0Họa", "0100109106", "TP. Huế"),
        # A name in pieces (NFD), a day that lost its format and is a number.
        (3, "03/2025/GXN-TĐC", 45751, datetime.date(2028, 4, 4), "nt", unicodedata.normalize("NFD", "Trung tâm Thương Phẩm Giả Định"), 304471508, "Đà Nẵng"),
        # Hidden below.
        (4, "04/2025/GXN-TĐC", first, last, "104/QĐ-TĐC", "Công ty Khuất Sau Màn", "0312345673", "Cần Thơ"),
        # Typed for .VnTime.
        (5, "05/2025/GXN-TĐC", first, last, "105/QĐ-TĐC", "C\u00abng ty Ph\u00ad\u00acng", "0101234565", "H\u00b5 N\u00e9i"),
    ]
    for at, row in enumerate(rows, start=5):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(at, column, value)
            if isinstance(value, datetime.date):
                cell.number_format = DAY
            if column == 7 and isinstance(value, int):
                cell.number_format = "0000000000"
    sheet["F9"].font = Font(name=".VnTime")
    sheet.row_dimensions[8].hidden = True
    sheet["A10"] = "Tổng cộng"
    sheet["B10"] = 5


def cards(book):
    sheet = book.create_sheet("Thẻ")
    sheet.append(["Số thẻ", "Họ và tên", "Ngày sinh", "Số CCCD", "Số giấy xác nhận", "Ngày hết hạn"])
    last = datetime.date(2028, 4, 2)
    for row in [
        ("TĐC-TV-0101", "Nguyễn Thị Ví Dụ", datetime.date(1980, 2, 1), 1080000123, "01/2025/GXN-TĐC", last),
        ("TĐC-TV-0102", "Trần Văn Minh Họa", "05/06/1979", None, "nt", last),
        ("TĐC-TV-0103", "Lê Giả Định", "1975", None, "02/2025/GXN-TĐC", "03/04/2028"),
        ("TĐC-TV-0104", "Phạm Không Đâu", "07/08/1981", None, "99/2025/GXN-TĐC", last),
    ]:
        sheet.append(row)
    for (cell,) in sheet["C2:C3"] + sheet["F2:F5"]:
        if isinstance(cell.value, datetime.date):
            cell.number_format = DAY
    hidden = book.create_sheet("Nháp")
    hidden.append(["Số thẻ", "Họ và tên", "Số giấy xác nhận"])
    hidden.append(["TĐC-TV-0999", "Không Được Đọc", "01/2025/GXN-TĐC"])
    hidden.sheet_state = "hidden"


def main():
    book = Workbook()
    certificates(book)
    cards(book)
    book.save("openpyxl.xlsx")

    mac = Workbook()
    mac.epoch = CALENDAR_MAC_1904
    sheet = mac.active
    sheet.append(["Số giấy xác nhận", "Tên tổ chức", "Mã số doanh nghiệp", "Ngày cấp", "Ngày hết hạn"])
    sheet.append(["11/2025/GXN-TĐC", "Công ty Máy Cũ", "0107654326", datetime.date(2025, 4, 2), 45384])
    sheet["D2"].number_format = DAY
    mac.save("mac-1904.xlsx")

    # Saved by a program of before Unicode: one byte is one sign of the font.
    text = "Số GXN,Tên tổ chức,MSDN,Ngày cấp,Ngày hết hạn\r\n"
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain = plain.encode("ascii", "ignore")
    tcvn3 = b"21/2025/GXN,C\xabng ty Ph\xad\xacng,0100109106,02/04/2025,02/04/2028\r\n"
    with open("tcvn3.csv", "wb") as file:
        file.write(plain + tcvn3)
    # The same name as VNI and as VISCII have it.
    with open("vni.csv", "wb") as file:
        file.write(plain + "22/2025/GXN,Coâng ty Phöông,0100109106,02/04/2025,02/04/2028\r\n".encode("latin-1"))
    with open("viscii.csv", "wb") as file:
        file.write(plain + "23/2025/GXN,Công ty ".encode("latin-1") + b"Ph\xdf\xbdng,0100109106,02/04/2025,02/04/2028\r\n")


main()
