import Testing

@testable import Server

@Suite("What people fill in")
struct FormTests {
    @Test(
        "fields are read as browsers write them",
        arguments: [
            ("a=1&a=2&b=", "a", ["1", "2"]),
            ("q=%E6%94%AF%E4%BB%98+%E5%AE%9D", "q", ["支付 宝"]),
            ("q=100%", "q", ["100%"]), ("q=%zz", "q", ["%zz"]),
            ("x", "x", []), ("", "a", []),
        ])
    func reads(text: String, name: String, expected: [String]) {
        #expect(FormFields(text).all(name) == expected)
    }

    @Test("an address says the same when it is read again")
    func roundTrip() {
        let fields = FormFields("q=a%26b%3D%2F%E5%8D%95&leg=x&page=3")
        let address = fields.query(replacing: ["page": "4", "leg": nil])
        #expect(address == "?q=a%26b%3D%2F%E5%8D%95&page=4")
        #expect(FormFields(address.dropFirst())["q"] == "a&b=/单")
    }

    @Test(
        "nobody is sent to another server",
        arguments: [
            ("/breaks?leg=x", "/breaks?leg=x"), ("//evil.example", "/"),
            ("https://evil.example", "/"), ("/\\evil.example", "/"), ("/a\r\nX: 1", "/"),
            ("javascript:alert(1)", "/"),
        ])
    func back(asked: String, answered: String) {
        #expect(PreferencesPage.path(asked) == answered)
    }

    @Test("nowhere to go back to is the first page")
    func nowhere() { #expect(PreferencesPage.path(nil) == "/") }

    private func multipart(_ body: String, boundary: String = "XX") -> MultipartForm? {
        MultipartForm(
            Array(body.utf8), contentType: "multipart/form-data; boundary=\(boundary)")
    }

    @Test("files of a form keep every byte")
    func files() throws {
        let body =
            "--XX\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nalipay\r\n"
            + "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n1,2\r\n--X\r\n\r\n--XX--\r\n"
        let form = try #require(multipart(body))
        #expect(form.field("source") == "alipay")
        #expect(form.parts.count == 2)
        #expect(form.parts[1].fileName == "a.csv")
        #expect(String(decoding: form.parts[1].bytes, as: UTF8.self) == "1,2\r\n--X\r\n")
    }

    @Test("an empty file has no bytes")
    func emptyFile() throws {
        let form = try #require(
            multipart("--XX\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n\r\n--XX--"))
        #expect(form.parts.map(\.bytes.count) == [0])
        #expect(form.field("f") == nil)
    }

    @Test(
        "what is no such form is refused",
        arguments: [
            "", "--XX", "--XX\r\n", "--YY\r\n\r\n\r\n--YY--", "--XX\r\nno head",
            "--XX\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nnever ended",
            "--XX\r\nContent-Disposition: form-data\r\n\r\nnameless\r\n--XX--",
        ])
    func refused(body: String) { #expect(multipart(body) == nil) }

    @Test(
        "a file's name has no folders and no tricks",
        arguments: [
            ("bill.csv", "bill.csv"), ("../../etc/passwd", "passwd"),
            ("C:\\bills\\a.csv", "a.csv"), ("a\u{0}b\n.csv", "ab.csv"), ("..", "upload"),
            ("", "upload"), ("支付宝.zip", "支付宝.zip"),
        ])
    func names(given: String, kept: String) { #expect(ImportsPage.safeName(given) == kept) }
}
