package import Records

extension Statements {
    /// Opens archives: a zip's or gzip's members and a workbook's sheets, each as a file of its own
    /// ("bill.zip!明细.csv", "book.xlsx!Sheet1"); any other file is its own only member.
    ///
    /// Problems name what could not be opened (`badArchive`, `limitExceeded`, `badSpreadsheet`). A
    /// cut-off gzip is opened as far as it goes, and reading its member ends with its fault.
    package static func members(
        of file: RawFile, limits: Limits
    ) -> (members: [RawFile], problems: [Problem]) {
        if let sheets = file.sheets { return (sheetMembers(of: file.name, sheets), []) }
        var opened = OpenedFile(limits: limits, fileBytes: file.bytes.count)
        guard file.bytes.count <= limits.fileBytes else {
            opened.refuse(file.name, .limit("\(file.bytes.count)", limits.fileBytes, "bytes"))
            return (opened.members, opened.problems)
        }
        opened.unpack(file)
        return (opened.members, opened.problems)
    }

    /// Each sheet that holds a row. A file that is one sheet already is its own member.
    static func sheetMembers(of name: String, _ sheets: [RawFile.Sheet]) -> [RawFile] {
        sheets.filter { $0.rowCount > 0 }.map { sheet in
            let suffix = "!" + sheet.name
            let isSheet = sheets.count == 1 && name.hasSuffix(suffix)
            return RawFile(name: isSheet ? name : name + suffix, bytes: [], sheets: [sheet])
        }
    }
}

/// The members of one file as they are found, within one budget.
private struct OpenedFile {
    var members: [RawFile] = []
    var problems: [Problem] = []
    private let limits: Limits
    private var budget: UnpackingBudget

    init(limits: Limits, fileBytes: Int) {
        self.limits = limits
        budget = UnpackingBudget(limits, fileBytes: fileBytes)
    }

    mutating func refuse(_ name: String, _ fault: ContainerFault) {
        problems.append(fault.problem(file: name))
    }

    mutating func unpack(_ file: RawFile) {
        if GzipFile.isGzip(file.bytes) {
            openGzip(file)
        } else if ZipArchive.isZip(file.bytes) {
            openZip(file, isMember: false)
        } else {
            members.append(file)
        }
    }

    private mutating func openGzip(_ file: RawFile) {
        do throws(ContainerFault) {
            let opened = try GzipFile.unpack(file.bytes, &budget)
            let inner = opened.name.isEmpty ? OpenedFile.unpackedName(file.name) : opened.name
            var member = RawFile(name: file.name + "!" + inner, bytes: opened.bytes)
            member.fault = opened.fault?.problem(file: member.name)
            appendMember(member)
        } catch {
            refuse(file.name, error)
        }
    }

    /// "bill.csv.gz" → "bill.csv"; of a path, its last part.
    private static func unpackedName(_ name: String) -> String {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        return last.lowercased().hasSuffix(".gz") ? String(last.dropLast(3)) : last
    }

    private mutating func openZip(_ file: RawFile, isMember: Bool) {
        do throws(ContainerFault) {
            // A workbook has a part for every sheet and drawing: it is counted by its own limit.
            let limit = max(limits.archiveMembers, limits.workbookParts)
            try ZipArchive.unpack(file.bytes, entryLimit: limit) {
                (archive) throws(ContainerFault) in
                if Workbook.isWorkbook(archive) {
                    let sheets = try Workbook.read(archive, limits: limits, &budget)
                    members += Statements.sheetMembers(of: file.name, sheets)
                } else if isMember {
                    throw .archive("zip", expected: "no archive inside an archive")
                } else {
                    try openEntries(of: archive, named: file.name)
                }
            }
        } catch {
            refuse(file.name, error)
        }
    }

    private mutating func openEntries(
        of archive: borrowing ZipArchive, named name: String
    ) throws(ContainerFault) {
        let entries = archive.entries.filter { !$0.isDirectory && !OpenedFile.isFork($0.name) }
        guard entries.count <= limits.archiveMembers else {
            throw .limit("\(entries.count)", limits.archiveMembers, "members")
        }
        if entries.isEmpty { throw .archive("0", expected: "> 0 members") }
        for entry in entries {
            let memberName = name + "!" + entry.name
            do throws(ContainerFault) {
                let bytes = try archive.bytes(of: entry, &budget)
                appendMember(RawFile(name: memberName, bytes: bytes))
            } catch {
                refuse(memberName, error)
            }
        }
    }

    /// macOS adds its resource forks to every archive; they are no files of the channel.
    private static func isFork(_ name: String) -> Bool {
        name.hasPrefix("__MACOSX/") || name.hasSuffix("/.DS_Store") || name == ".DS_Store"
    }

    /// A member may be a workbook; any other archive inside an archive is refused.
    private mutating func appendMember(_ member: RawFile) {
        if ZipArchive.isZip(member.bytes) {
            openZip(member, isMember: true)
        } else if GzipFile.isGzip(member.bytes) {
            refuse(
                member.name, .archive("gzip", expected: "no archive inside an archive"))
        } else {
            members.append(member)
        }
    }
}
