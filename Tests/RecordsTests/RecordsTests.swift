import Records
import Testing

@Suite struct RecordsTests {
    /// ISO 4217 names and the tokens' contracts: the packed words stand for the codes they should.
    @Test(arguments: [
        (0, "JPY KRW VND CLP ISK PYG UGX XAF XOF XPF"), (3, "BHD IQD JOD KWD LYD OMR TND"),
        (6, "USDT USDC TRX"), (8, "BTC"), (18, "ETH BNB DAI"),
        (2, "CNY USD EUR JPYX USDTT A ABCDEFGH JP"),
    ])
    func currenciesHaveTheirMinorUnits(exponent: Int, codes: String) {
        for code in codes.split(separator: " ") {
            let currency = Currency(code)
            #expect(currency?.exponent == exponent, "\(code)")
            #expect(currency?.shownDecimals == min(exponent, 2), "\(code)")
        }
    }
}
