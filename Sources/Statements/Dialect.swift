package import Records

/// How one kind of statement file is read: pure data. Built-in formats and a user's bank are the
/// same thing; the Engine parses the YAML (docs/dialects.md) and hands the values in.
package struct Dialect: Sendable, Hashable {
    /// Stable name on the wire: "alipay-trade".
    package var name: String
    package var version = 1
    /// By language tag: "zh-CN", "zh-TW", "en".
    package var title: [String: String] = [:]
    package var role: SourceRole = .channel
    /// Canonical channel of every row, "" where a column says it (or nobody does).
    package var channel = ""
    package var product = ""
    package var shape: Shape = .delimited(separator: 0x2C)
    /// IANA zone of the times in the file.
    package var zone = "Asia/Shanghai"
    package var currency = Currency.cny
    /// Decimals of the amount columns and of the fee. `autoScale` lets more decimals raise it
    /// (generic files, chains); elsewhere more decimals are a problem.
    package var scale = 2
    package var feeScale: Int?
    package var autoScale = false
    package var claim = Claim()
    /// Names of the columns where the file has no header line (delimited text only).
    package var headerNames: [String] = []
    /// One leading character that is taken off every field: backtick (WeChat) or ' (抖店). nil: none.
    package var leadingMark: UInt8?
    /// Lines that start so are no rows: comments, preamble, footer. They are matched against
    /// `lines` first and are declared non-entries.
    package var commentPrefixes: [String] = []
    /// What stands for "no value" in a field ("-", "--", "/").
    package var placeholders: [String] = []
    /// Lines outside the table: preamble and footer, with captures and control totals.
    package var lines: [LineTemplate] = []
    /// A second table below the rows, found by its first header name: WeChat's summary.
    package var footerTable: FooterTable?
    /// Rows of the table that are totals: "合计", "总计".
    package var totalRows: [TotalRow] = []
    /// Rows that are declared no entry: an explanatory second header, a placeholder row.
    package var ignoredRows: [IgnoredRow] = []
    package var entries: [EntryRule] = []
    package var rowChecks: [RowCheck] = []
    package var balanceCheck: BalanceCheck?
    /// For role `summary`: what its totals say of another dialect's file in the same archive.
    package var crossChecks: [CrossCheck] = []
    package var signature: SignatureScheme?
    /// Columns whose values must not look like an Excel-damaged id (`4.20E+27`, trailing `.0`).
    package var idColumns: [String] = []
    /// A generic dialect claims only what no other dialect does.
    package var fallback = false
    /// Whether a failing total or balance quarantines the file, or is only reported (personal
    /// exports, whose preamble counts rows that the user deleted).
    package var totalsQuarantine = true

    package init(name: String) { self.name = name }

    package enum Shape: Sendable, Hashable {
        /// separator: the byte between fields; 0 = found out from the header (comma, tab, ; or |).
        case delimited(separator: UInt8)
        /// Fixed width in bytes, `gap` bytes after each field; a row may end after any whole field.
        case fixed(fields: [FixedField], gap: Int)
        /// XLSX (read here) or XLS (cells handed in). A delimited dialect also reads sheets, and a
        /// sheet dialect delimited text: this says only what the channel sends.
        case sheet
        /// An object whose `records` path ("data") holds an array of objects; nested fields are
        /// dotted ("token_info.address"); "" = the top level is the array.
        case json(records: String)
        case jsonLines
        /// Lines that hold a URL query string (a callback log, also inside an access-log line).
        case query
    }

    package struct FixedField: Sendable, Hashable {
        package var name: String
        package var width: Int
        package init(name: String, width: Int) {
            self.name = name
            self.width = width
        }
    }

    /// When a file is this dialect's. All that is stated must hold.
    package struct Claim: Sendable, Hashable {
        /// Header names (or record keys) that must all be there. Names are compared after trimming,
        /// with full-width brackets folded and without case; a trailing "*" matches by prefix, and
        /// "a|b" is either name. A fallback dialect overlooks spaces, "_" and "-" inside names too.
        package var header: [String] = []
        /// Header names of which none may be there.
        package var forbiddenHeader: [String] = []
        /// The header has exactly these names, no others.
        package var exact = false
        /// A text that stands in one of the lines above the header (or in a JSON record's value).
        package var contains: [String] = []
        /// RE2 over the file's (or archive member's) own name.
        package var fileName = ""
        /// For fixed width: RE2 that the first row must match.
        package var firstRow = ""
        /// A record field must hold one of these values in the first record: field → values.
        package var values: [String: [String]] = [:]
        package init() {}
    }

    /// A line outside the table, as text with captures in braces:
    /// "#交易合计：{count}笔，商家实收共{received}元". `{*}` skips. Spaces match any run of spaces.
    /// It is matched from the start of the line; what follows its last letter is not looked at.
    /// A JSON document's own scalars are lines too, as "path=value": "count={count}".
    package struct LineTemplate: Sendable, Hashable {
        package var template: String
        /// What captures named account, periodStart, periodEnd, shop, openingBalance,
        /// closingBalance mean is built in; others are used by `checks`.
        package var checks: [TotalCheck] = []
        /// A text without this line was cut off (`truncated`). A sheet, whose container would not
        /// open then, may lack it where it has no rows.
        package var required = false
        package init(template: String) { self.template = template }
    }

    package struct TotalCheck: Sendable, Hashable {
        /// Name of the capture or of the total's own column.
        package var capture: String
        package var measure: Measure
        package var conditions: [Condition] = []
        package init(capture: String, measure: Measure, conditions: [Condition] = []) {
            self.capture = capture
            self.measure = measure
            self.conditions = conditions
        }
    }

    package enum Measure: Sendable, Hashable {
        /// The number of data rows.
        case count
        /// The sum of the rows' raw values (sign as printed) in all of the columns that are there.
        case sum(columns: [String])
        /// The same, each value without its sign; so is the stated total.
        case sumOfMagnitudes(columns: [String])
    }

    package struct FooterTable: Sendable, Hashable {
        /// Header names of the footer table that make it known.
        package var header: [String]
        package var checks: [TotalCheck]
        /// A text without this table was cut off (`truncated`; see `LineTemplate.required`).
        package var required = false
        package init(header: [String], checks: [TotalCheck]) {
            self.header = header
            self.checks = checks
        }
    }

    package struct TotalRow: Sendable, Hashable {
        package var conditions: [Condition]
        package var checks: [TotalCheck]
        package init(conditions: [Condition], checks: [TotalCheck]) {
            self.conditions = conditions
            self.checks = checks
        }
    }

    package struct IgnoredRow: Sendable, Hashable {
        package var conditions: [Condition]
        /// A word of the catalogue of non-entries: "second_header", "not_money". The file's totals
        /// count such a row, unless it is a "second_header".
        package var reason: String
        package init(conditions: [Condition], reason: String) {
            self.conditions = conditions
            self.reason = reason
        }
    }

    package struct RowCheck: Sendable, Hashable {
        package var name: String
        /// Column and coefficient (+1 or −1): the sum over all must be zero.
        package var terms: [Term]
        package struct Term: Sendable, Hashable {
            package var amount: AmountRule
            package var negative: Bool
            package init(amount: AmountRule, negative: Bool) {
                self.amount = amount
                self.negative = negative
            }
        }
        package init(name: String, terms: [Term]) {
            self.name = name
            self.terms = terms
        }
    }

    /// The running balance must move by each row's amount, in file order or its reverse (rows of
    /// equal time may stand in any order among themselves).
    package struct BalanceCheck: Sendable, Hashable {
        package var column: [String]
        /// The signed movement of a row.
        package var movement: AmountRule
        /// Balances run per value of this column (currency), where given.
        package var partition: [String]
        package init(column: [String], movement: AmountRule, partition: [String] = []) {
            self.column = column
            self.movement = movement
            self.partition = partition
        }
    }

    package struct CrossCheck: Sendable, Hashable {
        package var dialect: String
        /// Column of this file's total row.
        package var column: String
        package var measure: Measure
        package var conditions: [Condition]
        package init(dialect: String, column: String, measure: Measure, conditions: [Condition]) {
            self.dialect = dialect
            self.column = column
            self.measure = measure
            self.conditions = conditions
        }
    }

    package enum SignatureScheme: String, Sendable, Hashable {
        /// 易支付 v1: MD5 of sorted non-empty k=v joined by &, no sign and sign_type, key appended.
        case epayMD5 = "epay-md5"
        /// Sorted non-empty k=v joined by &, without signature, token appended; MD5 (epusdt).
        case epusdtMD5 = "epusdt-md5"
    }
}

extension Dialect.Shape {
    /// Lines with separators, unless the file turns out to hold sheets.
    var isDelimited: Bool {
        switch self {
        case .delimited, .sheet: true
        case .fixed, .json, .jsonLines, .query: false
        }
    }

    /// Rows whose fields are named by the row itself.
    var isKeyed: Bool {
        switch self {
        case .json, .jsonLines, .query: true
        case .delimited, .fixed, .sheet: false
        }
    }
}
